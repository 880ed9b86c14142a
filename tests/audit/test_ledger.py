"""The ledger keeps what happened, exactly, and nothing it should not."""

import datetime as dt
import re

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from oocr.audit import ledger
from oocr.audit.events import SENTENCES, Event
from oocr.audit.ledger import Asked, CannotSay, Job, record
from oocr.audit.models import Entry, Head

pytestmark = pytest.mark.django_db
TESTING = Job("tests")


def say(about: str = "case:LP-1", event: Event = Event.CASE_VIEWED, **facts: str | int) -> None:
    record(event, about=about, by=TESTING, at=timezone.now(), **facts)


@pytest.mark.parametrize("event", Event)
def test_every_event_can_be_written_and_read_back_in_words(event):
    say(event=event, **{name: f"{name}-1" for name in ledger.gaps(event)})
    (line,) = ledger.lines()
    assert line.event == event
    assert not re.search(r"[{}]", line.sentence)
    assert all(f"{name}-1" in line.sentence for name in ledger.gaps(event))
    assert "case:LP-1" in line.sentence or "{about}" not in SENTENCES[event]


def test_facts_must_exactly_fill_the_sentence():
    with pytest.raises(CannotSay, match="missing"):
        say(event=Event.CASES_LISTED)
    with pytest.raises(CannotSay, match="not asked for"):
        say(count=1)


@pytest.mark.parametrize(
    "fact", ["Asha Patel", "", "a@b.example", "line\nbreak", "x" * 201, "£5", None, 1.5, ["a"]]
)
def test_a_fact_is_a_count_or_one_word(fact):
    with pytest.raises(CannotSay, match="one word"):
        say(event=Event.FACT_CORRECTED, field="sex", thing=fact)
    assert ledger.count() == 0


@pytest.mark.parametrize("about", ["Asha Patel", "case:", "case:Asha Patel", "LP-2024-000123", "Case:1"])
def test_a_line_is_about_a_reference(about):
    with pytest.raises(CannotSay, match="references"):
        say(about=about)


def test_a_line_must_know_its_time_zone():
    with pytest.raises(CannotSay, match="time zone"):
        record(Event.CASE_VIEWED, about="case:1", by=TESTING, at=dt.datetime(2025, 1, 1))


def test_when_it_happened_and_when_it_was_written_down_are_two_things():
    happened = dt.datetime(2025, 1, 1, 12, tzinfo=dt.UTC)
    record(Event.CASE_VIEWED, about="case:1", by=TESTING, at=happened)
    (line,) = ledger.lines()
    assert (line.at, line.written_at) == (happened, timezone.now())


def test_lines_are_found_by_everything_they_have(now):
    say("case:1")
    now.shift(60)
    moment = timezone.now()
    record(Event.CASE_VIEWED, about="case:2", by=Job("other"), at=moment)
    say("case:2", Event.CASE_CLOSED)

    def found(**asked: object) -> list[int]:
        return [line.number for line in ledger.lines(Asked(**asked))]

    assert found() == [3, 2, 1]
    assert found(about="case:2") == [3, 2]
    assert found(by="job:other") == [2]
    assert found(by=["job:other", "job:tests"], about="case:2") == [3, 2]
    assert found(event=Event.CASE_CLOSED) == [3]
    assert found(since=moment) == [3, 2]
    assert found(until=moment) == [1]
    assert found(touching=["job:other", "case:1"]) == [2, 1]
    assert found(touching=[]) == []
    assert found(by=[]) == []
    assert [line.number for line in ledger.walk(Asked(about="case:2"))] == [3, 2]
    assert [line.number for line in ledger.lines(limit=1, offset=1)] == [2]
    assert ledger.count(Asked(about="case:2")) == 2


def test_a_sentence_is_told_with_names():
    say("user:7", Event.ACCOUNT_SHUT)
    (line,) = ledger.lines()
    assert line.told({"user:7": "Asha Patel"}) == "job:tests locked the account Asha Patel."


def test_a_line_that_was_not_to_be_leaves_no_gap():
    say()
    with transaction.atomic():
        say()
        transaction.set_rollback(True)
    say()
    assert [line.number for line in ledger.lines()] == [2, 1]
    assert not list(ledger.faults())


def test_whatever_is_sent_the_database_gives_the_number_and_the_hash():
    say()
    sent = Entry(number=99, event="x.y", about="a:1", by="b:1", at=timezone.now(), written_at=timezone.now())
    sent.previous_hash = sent.hash = "made up"
    sent.save(force_insert=True)
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert not list(ledger.faults())


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Entry.objects.update(by="user:1"),
        lambda: Entry.objects.filter(number=1).update(facts={}),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.get(number=1).delete(),
        lambda: Entry.objects.get(number=1).save(),
        lambda: Entry.objects.bulk_update([Entry(number=1, by="user:1")], ["by"]),
        lambda: Head.objects.all().delete(),
        lambda: run("UPDATE audit_entry SET about = 'case:2' WHERE number = 1"),
        lambda: run("DELETE FROM audit_entry"),
        lambda: run("TRUNCATE audit_entry"),
        lambda: run("TRUNCATE audit_head"),
        lambda: run(
            "INSERT INTO audit_entry (number, event, about, by, at, written_at, facts, previous_hash, hash)"
            " SELECT number, event, 'case:2', by, at, written_at, facts, '', '' FROM audit_entry"
            " ON CONFLICT (number) DO UPDATE SET about = 'case:2'"
        ),
        lambda: run("MERGE INTO audit_entry USING (SELECT 1) AS s ON number = 1 WHEN MATCHED THEN DELETE"),
    ],
)
def test_the_database_refuses_to_change_or_remove_a_line(tamper):
    say()
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        tamper()
    assert ledger.count() == 1
    assert not list(ledger.faults())


def test_the_head_cannot_be_turned_back():
    say()
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        run("UPDATE audit_head SET number = 0, hash = ''")


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_line_and_the_head_say_which_they_are():
    say()
    assert str(Entry.objects.get()) == "ledger line 1"
    assert str(Head.objects.get()) == "ledger head at line 1"
