"""How a period and the rows behind a figure stand in an address: written and read in one place."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from oocr.measures.figure import Part, Window
from oocr.measures.measure import Measure

GROUP = "by."  # before the name of what a figure is broken down by


def query(window: Window, **more: str) -> str:
    """The end of an address that names a period."""
    return "?" + urlencode({"from": window.start, "to": window.end, **more})


def rows_href(
    measure: str, window: Window, part: Part, group: Iterable[tuple[str, str]], snapshot_id: str
) -> str:
    """The address of the rows behind one count of a figure."""
    narrowed = {f"{GROUP}{name}": value for name, value in group}
    return reverse("measures:rows", args=[measure]) + query(
        window, part=part.value, snapshot=snapshot_id, **narrowed
    )


def window_in(query: Mapping[str, str]) -> Window | None:
    """The period an address names by `from` and `to`, the day after the last; None when it names none that can be."""
    try:
        return Window.of(date.fromisoformat(query.get("from", "")), date.fromisoformat(query.get("to", "")))
    except ValueError:
        return None


def part_in(query: Mapping[str, str]) -> Part | None:
    """Which of a figure's counts an address names: the numerator if it names none."""
    try:
        return Part(query.get("part", Part.NUMERATOR.value))
    except ValueError:
        return None


def group_in(query: Mapping[str, str], measure: Measure) -> tuple[tuple[str, str], ...] | None:
    """The group an address names, in the words of the measure's own columns; None when there is no such group.

    What it names goes into the ledger, so a value of a closed list must be one of that list.
    """
    named = {name.removeprefix(GROUP): value for name, value in query.items() if name.startswith(GROUP)}
    if not set(measure.always_by) <= set(named) <= set(measure.by):
        return None
    for name, value in named.items():
        labels = measure.over[name].labels
        if labels and value not in labels:
            return None
    return tuple(sorted(named.items()))
