"""The database is left to work by itself, in order, and what goes wrong with it is told."""

from typing import Any

import psycopg
import pytest
from django.db import connection

from oocr.imports.load.behind import Behind

pytestmark = pytest.mark.django_db


def _slowly(cursor: Any, word: str) -> None:
    cursor.execute("SELECT pg_sleep(0.05)")
    cursor.execute("INSERT INTO said VALUES (%s)", [word])


def test_what_is_asked_later_sees_what_was_left_before() -> None:
    with connection.cursor() as cursor:
        behind = Behind(cursor.cursor)
        behind.execute("CREATE TEMP TABLE said (word text) ON COMMIT DROP")
        behind.execute("SELECT 'kept'")
        behind.leave(_slowly, "first")
        behind.leave(_slowly, "second")
        assert behind.fetchone() == ("kept",), "what was found is not lost to the work that was left"
        behind.execute("SELECT array_agg(word) FROM said")
        assert behind.fetchone() == (["first", "second"],)
        behind.close()


def test_what_goes_wrong_with_it_is_told_to_the_next_who_asks() -> None:
    with connection.cursor() as cursor:
        behind = Behind(cursor.cursor)
        cursor.execute("SAVEPOINT here")
        behind.leave(_slowly, "nowhere to say it")
        with pytest.raises(psycopg.errors.UndefinedTable):
            behind.execute("SELECT 1")
        behind.close()
        cursor.execute("ROLLBACK TO SAVEPOINT here")
