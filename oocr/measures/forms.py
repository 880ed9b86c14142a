"""What people choose on this room's pages, as clean values."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from oocr.measures.figure import Part, Window
from oocr.measures.measure import Measure
from oocr.ui.forms import DateField, Form

GROUP = "by."  # before the name of what a figure is broken down by, in the address of its rows


class Period(Form):
    """The first and the last day of the period, both in it."""

    first_on = DateField(label="First day")
    last_on = DateField(label="Last day")

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "Last day must be on or after the first day")
        return values

    @property
    def window(self) -> Window:
        """The period chosen."""
        return Window.of(self.cleaned_data["first_on"], self.cleaned_data["last_on"] + timedelta(days=1))


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
