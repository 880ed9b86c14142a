"""`verify_ledger` finds every way of tampering that the triggers would have stopped, had they been there."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Job, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def tampered():
    """Ten lines, and a way to change them as someone could who owns the whole database server."""
    for number in range(1, 11):
        record(Event.CASE_VIEWED, about=f"case:{number}", by=Job("tests"), at=timezone.now())

    def run(*statements: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("SET session_replication_role = DEFAULT")
        return list(ledger.faults())

    return run


ALTERED = "it was altered after it was written"
GAP = "a line before it was removed or inserted"
UNLINKED = "it does not follow from the line before it"
END = "lines were removed from the end"
REHASH = "UPDATE audit_entry SET hash = audit_entry_hash(number, event, about, by, at, written_at, facts, previous_hash)"


def test_a_whole_ledger_has_no_fault(tampered):
    assert tampered() == []


@pytest.mark.parametrize(
    "change",
    [
        "about = 'case:77'",
        "by = 'user:77'",
        "event = 'case.closed'",
        "at = at + interval '1 microsecond'",
        "written_at = written_at - interval '1 day'",
        """facts = '{"count": 1}'""",
        "hash = 'made up'",
    ],
)
def test_an_altered_line_is_found(tampered, change):
    faults = tampered(f"UPDATE audit_entry SET {change} WHERE number = 5")
    assert faults[0].startswith("line 5: ")
    assert ALTERED in faults[0]


def test_a_line_altered_and_hashed_again_no_longer_carries_the_next(tampered):
    faults = tampered("UPDATE audit_entry SET by = 'user:77' WHERE number = 5", f"{REHASH} WHERE number = 5")
    assert faults == [f"line 6: {UNLINKED}"]


def test_a_removed_line_is_found(tampered):
    (fault,) = tampered("DELETE FROM audit_entry WHERE number = 5")
    assert fault.startswith("line 6: ")
    assert GAP in fault


def test_the_first_line_removed_is_found(tampered):
    (fault,) = tampered("DELETE FROM audit_entry WHERE number = 1")
    assert fault.startswith("line 2: ")


def test_a_removed_line_is_found_though_the_rest_is_numbered_again(tampered):
    faults = tampered(
        "DELETE FROM audit_entry WHERE number = 5",
        *(f"UPDATE audit_entry SET number = {number - 1} WHERE number = {number}" for number in range(6, 11)),
        "UPDATE audit_head SET number = 9",
    )
    assert any(ALTERED in fault for fault in faults)
    assert f"line 5: {UNLINKED}" in faults


def test_an_inserted_line_is_found(tampered):
    faults = tampered(
        *(
            f"UPDATE audit_entry SET number = {number + 1} WHERE number = {number}"
            for number in range(10, 5, -1)
        ),
        "INSERT INTO audit_entry SELECT 6, event, about, 'user:77', at, written_at, facts, hash, 'made up'"
        " FROM audit_entry WHERE number = 5",
        f"{REHASH} WHERE number = 6",
        "UPDATE audit_head SET number = 11",
    )
    assert any(fault.startswith("line 7: ") for fault in faults)


@pytest.mark.parametrize("left", [9, 5, 0])
def test_lines_cut_from_the_end_are_found(tampered, left):
    assert tampered(f"DELETE FROM audit_entry WHERE number > {left}") == [
        f"after line {left}: {END}, or written past the ledger's own head"
    ]


def test_a_line_written_past_the_head_is_found(tampered):
    (fault,) = tampered(
        "INSERT INTO audit_entry SELECT 11, event, about, by, at, written_at, facts, hash, ''"
        " FROM audit_entry WHERE number = 10",
        f"{REHASH} WHERE number = 11",
    )
    assert "past the ledger's own head" in fault


def test_a_head_that_is_gone_is_found(tampered):
    assert tampered("DELETE FROM audit_head") == ["the ledger's own head, which says how it ends, is gone"]


def verify(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("verify_ledger", *arguments, stdout=out)
    except SystemExit as stopped:
        return int(str(stopped.code)), out.getvalue()
    return 0, out.getvalue()


def test_the_command_says_whether_the_ledger_is_whole(tampered):
    code, said = verify()
    assert code == 0
    assert "The ledger is whole: 10 lines." in said
    tampered("DELETE FROM audit_entry WHERE number = 5")
    code, said = verify()
    assert code == 1
    assert "The ledger is not whole: 1 faults." in said


def test_an_anchor_kept_elsewhere_shows_a_chain_that_was_written_anew(tampered):
    anchor = verify()[1].split("elsewhere: ")[1].strip()
    record(Event.CASE_VIEWED, about="case:11", by=Job("tests"), at=timezone.now())
    assert verify(f"--anchor={anchor}")[0] == 0
    rewrite = """
        DO $$ DECLARE line record; before text := ''; BEGIN
            FOR line IN SELECT number FROM audit_entry ORDER BY number LOOP
                UPDATE audit_entry SET previous_hash = before WHERE number = line.number;
                UPDATE audit_entry SET hash = audit_entry_hash(
                    number, event, about, by, at, written_at, facts, previous_hash) WHERE number = line.number
                    RETURNING hash INTO before;
            END LOOP;
            UPDATE audit_head SET hash = before;
        END $$
    """
    assert tampered("UPDATE audit_entry SET by = 'user:77' WHERE number = 5", rewrite) == []
    assert verify()[0] == 0
    code, said = verify(f"--anchor={anchor}")
    assert code == 1
    assert "line 10: it is not the line that was noted before" in said


def test_an_empty_ledger_has_an_anchor_too():
    assert verify(f"--anchor={verify()[1].split('elsewhere: ')[1].strip()}")[0] == 0


def test_an_anchor_looks_like_one(tampered):
    with pytest.raises(CommandError, match="looks like"):
        verify("--anchor=nonsense")
