"""Promise 12: migrations are linear and match the models."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.architecture.everything import SERVICE, models, rooms


@pytest.mark.django_db
def test_the_migrations_match_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.parametrize("room", [room for room in rooms() if list(apps.get_app_config(room).get_models())])
def test_migrations_follow_one_another(room: str) -> None:
    """One line, no merges, and the last one named, so that two people's migrations meet in a conflict git can see."""
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    leaves = graph.leaf_nodes(room)
    assert len(leaves) == 1
    assert (SERVICE / room / "migrations" / "max_migration.txt").read_text().strip() == leaves[0][1]
    for node in graph.nodes:
        if node[0] == room:
            own = [parent for parent in graph.node_map[node].parents if parent.key[0] == room]
            assert len(own) <= 1


# An index whose columns another begins with answers nothing that the other does not, and is kept up for every row.
_TWICE = """
    SELECT shorter.indexrelid::regclass::text, longer.indexrelid::regclass::text
    FROM pg_index shorter
    JOIN pg_index longer ON longer.indrelid = shorter.indrelid AND longer.indexrelid <> shorter.indexrelid
    JOIN pg_class one ON one.oid = shorter.indexrelid
    JOIN pg_class other ON other.oid = longer.indexrelid AND other.relam = one.relam
    WHERE NOT shorter.indisunique AND shorter.indpred IS NULL AND longer.indpred IS NULL
    AND shorter.indexprs IS NULL AND shorter.indrelid::regclass::text = ANY (%s)
    AND starts_with(longer.indkey::text || ' ', shorter.indkey::text || ' ')
    AND starts_with(longer.indclass::text || ' ', shorter.indclass::text || ' ')
    AND starts_with(longer.indoption::text || ' ', shorter.indoption::text || ' ')
"""


@pytest.mark.django_db
def test_no_index_is_the_beginning_of_another() -> None:
    tables = [model._meta.db_table for model in models()]
    with connection.cursor() as cursor:
        cursor.execute(_TWICE, [tables])
        assert cursor.fetchall() == []
