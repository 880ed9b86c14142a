"""Many writers at once keep the chain whole, and the service's own database role can do no more than write and read."""

import threading

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Job, record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.moving_time, pytest.mark.slow]


def test_writers_at_once_keep_the_chain_whole():
    start = threading.Barrier(4)

    def write(name: str) -> None:
        start.wait()
        for number in range(25):
            record(Event.CASE_VIEWED, about=f"case:{number}", by=Job(name), at=timezone.now())
        connection.close()

    writers = [threading.Thread(target=write, args=[name]) for name in ("one", "two", "three", "four")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert ledger.count() == 100
    assert [line.number for line in ledger.walk()] == list(range(100, 0, -1))
    assert len({line.by for line in ledger.lines(limit=60)}) > 1
    assert not list(ledger.faults())


@pytest.fixture
def least():
    """A database role as docs/explanation/audit.md tells to make it, and a connection that uses it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS ledger_writer")
        cursor.execute("CREATE ROLE ledger_writer")
        cursor.execute("GRANT SELECT, INSERT ON audit_entry TO ledger_writer")
        cursor.execute("GRANT SELECT ON audit_head TO ledger_writer")
        cursor.execute("SET ROLE ledger_writer")
        yield cursor
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY ledger_writer")
        cursor.execute("DROP ROLE ledger_writer")


def test_a_role_without_the_right_to_change_lines_can_still_write_and_verify(least):
    record(Event.CASE_VIEWED, about="case:1", by=Job("tests"), at=timezone.now())
    assert ledger.count() == 1
    assert not list(ledger.faults())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET by = 'user:1'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "UPDATE audit_head SET number = 0",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP FUNCTION audit_entry_chain CASCADE",
    ],
)
def test_that_role_cannot_tamper_or_set_the_triggers_aside(least, statement):
    with pytest.raises(Exception) as refused:  # told apart by its cause below
        least.execute(statement)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_a_table_of_the_same_name_in_front_does_not_mislead_the_trigger(least):
    least.execute("CREATE TEMPORARY TABLE audit_head (LIKE public.audit_head)")
    least.execute("INSERT INTO pg_temp.audit_head VALUES (1, 40, 'made up')")
    record(Event.CASE_VIEWED, about="case:1", by=Job("tests"), at=timezone.now())
    least.execute("DROP TABLE pg_temp.audit_head")
    assert [line.number for line in ledger.lines()] == [1]
    assert not list(ledger.faults())
