"""Write a line, read lines, verify the chain. The only door to the ledger."""

import json
import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from oocr.audit.events import SENTENCES, Event
from oocr.audit.models import Entry


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
        return SENTENCES[self.event].format(by=self.by, about=self.about, **self.facts)


def gaps(event: Event) -> set[str]:
    """The facts that this event's sentence needs, besides who and about what."""
    named = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[event]) if name}
    return named - {"by", "about"}


def reference(thing: "Referred | str") -> str:
    """The text reference of a thing or, unchanged, a reference given as text."""
    return thing if isinstance(thing, str) else thing.ledger_ref


def record(event: Event, *, about: Referred | str, by: Referred, at: datetime, **facts: str | int) -> None:
    """Write one line, inside the caller's transaction. Raises `CannotSay` when the facts do not fit the sentence."""
    if set(facts) != gaps(event):
        missing, extra = gaps(event) - set(facts), set(facts) - gaps(event)
        raise CannotSay(f"{event}: missing {sorted(missing)}, not asked for {sorted(extra)}")
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


def lines(
    *,
    about: str | None = None,
    by: str | None = None,
    event: Event | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
    offset: int = 0,
) -> list[Line]:
    """Lines that match every filter given, newest first."""
    return [
        _line(entry)
        for entry in _matching(about, by, event, since, until).order_by("-number")[offset : offset + limit]
    ]


def count(
    *,
    about: str | None = None,
    by: str | None = None,
    event: Event | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """How many lines match every filter given."""
    return _matching(about, by, event, since, until).count()


def _matching(
    about: str | None, by: str | None, event: Event | None, since: datetime | None, until: datetime | None
) -> QuerySet[Entry]:
    found = Entry.objects.all()
    if about:
        found = found.filter(about=about)
    if by:
        found = found.filter(by=by)
    if event:
        found = found.filter(event=event.value)
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
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
        (fits, length) = cursor.fetchone()
        if not fits:
            yield f"after line {length}: lines were removed from the end, or written past the ledger's own head"


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
