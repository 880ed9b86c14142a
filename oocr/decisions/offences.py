"""The offences of a case as they are at one moment, kept with what was decided about them, and compared later."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from oocr.cases.models import Case
from oocr.ui.formats import day, span

Offences = list[dict[str, Any]]


def offences_of(case: Case) -> Offences:
    """Each crime of the case with its offence and days, as they are now."""
    return [
        {
            "crime": crime.pk,
            "code": crime.offence.code,
            "title": crime.offence.title,
            "from": crime.committed_from.isoformat() if crime.committed_from else "",
            "to": crime.committed_to.isoformat() if crime.committed_to else "",
        }
        for crime in case.crimes.select_related("offence").order_by("pk")
    ]


def same_offences(kept: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]) -> bool:
    """Are they the same crimes, and is each the same offence? What was not kept is the same as nothing."""
    then, today = ({(each["crime"], each["code"]) for each in offences} for offences in (kept, now))
    return bool(then) and then == today


def in_words(offences: Sequence[Mapping[str, Any]]) -> list[str]:
    """Each of them as people read it: the offence, and the day or days."""
    return [", ".join(filter(None, [each["title"], _days(each["from"], each["to"])])) for each in offences]


def _days(first: str, last: str) -> str:
    if not first:
        return ""
    if not last or last == first:
        return day(date.fromisoformat(first))
    return span(date.fromisoformat(first), date.fromisoformat(last))
