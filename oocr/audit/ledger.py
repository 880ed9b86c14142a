"""Write a line, read lines, verify the chain. The only door to the ledger."""

import json
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from oocr.audit.events import SENTENCES, Event
from oocr.audit.models import Entry, Head


class Referred(Protocol):
    """Anything the ledger can speak of: it knows its own text reference, such as ``case:LP-2024-000123``."""

    @property
    def ledger_ref(self) -> str: ...


@dataclass(frozen=True)
class Job:
    """A named piece of work that acts without a person, such as ``Job("imports.nightly")``.

    It may do only what the code that made it says, in words this room does not need to know.
    """

    name: str
    permissions: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        """Was this job given the permission?"""
        return permission in self.permissions

    @property
    def ledger_ref(self) -> str:
        return f"job:{self.name}"


class CannotSay(Exception):
    """The facts given do not exactly fill the event's sentence: a mistake in the code that calls."""


@dataclass(frozen=True)
class Line:
    """One line as it is read: `sentence` is in references; pages put people's names in."""

    number: int
    event: Event
    about: str
    by: str
    at: datetime
    written_at: datetime
    facts: dict[str, Any]

    @property
    def sentence(self) -> str:
        """What happened, in references."""
        return self.told({})

    @property
    def references(self) -> tuple[str, ...]:
        """Everything in the line that may have a name: who, what, and each fact as ``role:officer``."""
        return (self.by, self.about, *(f"{name}:{fact}" for name, fact in self.facts.items()))

    def told(self, names: Mapping[str, str]) -> str:
        """What happened, with names in the place of the references that have one."""
        by, about = names.get(self.by, self.by), names.get(self.about, self.about)
        facts = {name: names.get(f"{name}:{fact}", fact) for name, fact in self.facts.items()}
        return SENTENCES[self.event].format(by=by, about=about, **facts)


def gaps(event: Event) -> set[str]:
    """The facts that this event's sentence needs, besides who and about what."""
    named = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[event]) if name}
    return named - {"by", "about"}


def reference(thing: "Referred | str") -> str:
    """The text reference of a thing or, unchanged, a reference given as text."""
    return thing if isinstance(thing, str) else thing.ledger_ref


# A reference, and a fact that is not a count: one word, since nothing that is free text, a name or an address is one.
_REFERENCE = re.compile(r"[a-z_]+:[\w./+:-]{1,200}")
_WORD = re.compile(r"[\w./+:-]{1,200}")


def record(event: Event, *, about: Referred | str, by: Referred, at: datetime, **facts: str | int) -> None:
    """Write one line, inside the caller's transaction, at its end: others wait for it to be over.

    Raises `CannotSay` when the facts do not exactly fill the sentence, or are not what a ledger may hold.
    """
    if set(facts) != gaps(event):
        missing, extra = gaps(event) - set(facts), set(facts) - gaps(event)
        raise CannotSay(f"{event}: missing {sorted(missing)}, not asked for {sorted(extra)}")
    if unfit := [name for name, fact in facts.items() if not _may_be_kept(fact)]:
        raise CannotSay(
            f"{event}: {sorted(unfit)} must each be a count or one word, never free text or a name"
        )
    if not all(_REFERENCE.fullmatch(ref) for ref in (reference(about), by.ledger_ref)):
        raise CannotSay(f"{event}: who and what must be references, such as case:LP-2024-000123")
    if at.tzinfo is None:
        raise CannotSay(f"{event}: a time without a time zone could be an hour out")
    with connection.cursor() as cursor:
        # The trigger fills number and both hashes; sent values would be overwritten.
        cursor.execute(
            "INSERT INTO audit_entry (event, about, by, at, written_at, facts) VALUES (%s, %s, %s, %s, %s, %s)",
            [
                event.value,
                reference(about),
                by.ledger_ref,
                at,
                timezone.now(),
                json.dumps(facts, sort_keys=True),
            ],
        )


def _may_be_kept(fact: object) -> bool:
    return isinstance(fact, int) or (isinstance(fact, str) and bool(_WORD.fullmatch(fact)))


@dataclass(frozen=True)
class Asked:
    """Which lines: those that fit everything given. Times are half-open: `since` is in, `until` is not."""

    about: str | None = None  # one reference, such as "case:LP-2024-000123"
    by: Sequence[str] | str | None = None  # one actor's reference, or several
    event: Event | None = None
    since: datetime | None = None
    until: datetime | None = None
    touching: Sequence[str] | None = None  # references that a line is by or about


EVERYTHING = Asked()


def lines(asked: Asked = EVERYTHING, *, limit: int = 100, offset: int = 0) -> list[Line]:
    """Lines that fit everything asked, newest first."""
    found = _matching(asked).order_by("-number")[offset : offset + limit]
    return [_line(entry) for entry in found]


def walk(asked: Asked = EVERYTHING) -> Iterator[Line]:
    """All lines that fit, newest first, a few at a time: for files of any length."""
    for entry in _matching(asked).order_by("-number").iterator(chunk_size=2000):
        yield _line(entry)


def count(asked: Asked = EVERYTHING) -> int:
    """How many lines fit everything asked."""
    return _matching(asked).count()


def _matching(asked: Asked) -> QuerySet[Entry]:
    found = Entry.objects.all()
    if asked.about:
        found = found.filter(about=asked.about)
    if asked.by is not None:
        found = found.filter(by__in=[asked.by] if isinstance(asked.by, str) else asked.by)
    if asked.touching is not None:
        found = found.filter(Q(by__in=asked.touching) | Q(about__in=asked.touching))
    if asked.event:
        found = found.filter(event=asked.event.value)
    if asked.since:
        found = found.filter(at__gte=asked.since)
    if asked.until:
        found = found.filter(at__lt=asked.until)
    return found


def _line(entry: Entry) -> Line:
    return Line(
        entry.number, Event(entry.event), entry.about, entry.by, entry.at, entry.written_at, entry.facts
    )


def faults() -> Iterator[str]:
    """Every place where the chain does not hold, in words. Nothing when the ledger is whole.

    An altered line no longer gives its own hash; a removed or inserted one breaks the numbering or the link to
    the line before; lines cut from the end disagree with the head.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FAULTS)
        for number, altered, unlinked, misnumbered in cursor.fetchall():
            if misnumbered:
                yield f"line {number}: a line before it was removed or inserted (the numbers do not follow)"
            if altered:
                yield f"line {number}: it was altered after it was written (its hash does not fit its words)"
            if unlinked and not misnumbered:
                yield f"line {number}: it does not follow from the line before it"
        cursor.execute(_HEAD_FITS)
        found = cursor.fetchone()
        if found is None:
            yield "the ledger's own head, which says how it ends, is gone"
        elif not found[0]:
            yield f"after line {found[1]}: lines were removed from the end, or written past the ledger's own head"


def head() -> tuple[int, str]:
    """The number of the last line, and its hash. Kept somewhere else, it shows even a whole chain written anew."""
    number, last = Head.objects.values_list("number", "hash").get()
    return number, last


def still_there(number: int, known: str) -> bool:
    """Does this line still have the hash that was noted when it was the last?"""
    return number == 0 or Entry.objects.filter(number=number, hash=known).exists()


# The database holds the one definition of a line's hash (migration 0002), used when writing and when checking.
_FAULTS = """
    SELECT number, altered, unlinked, misnumbered FROM (
        SELECT number,
               hash <> audit_entry_hash(number, event, about, by, at, written_at, facts, previous_hash) AS altered,
               previous_hash <> lag(hash, 1, '') OVER (ORDER BY number) AS unlinked,
               number <> lag(number, 1, 0) OVER (ORDER BY number) + 1 AS misnumbered
        FROM audit_entry
    ) AS checked
    WHERE altered OR unlinked OR misnumbered
    ORDER BY number
"""

_HEAD_FITS = """
    SELECT coalesce((SELECT max(number) FROM audit_entry), 0) = head.number
           AND coalesce((SELECT hash FROM audit_entry ORDER BY number DESC LIMIT 1), '') = head.hash,
           coalesce((SELECT max(number) FROM audit_entry), 0)
    FROM audit_head AS head
"""
