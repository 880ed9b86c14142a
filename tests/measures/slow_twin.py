"""The slow twin: every measure once more, in plain Python over lists of rows, written from its words and not its SQL."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from oocr.measures.figure import Part, Window
from oocr.measures.measure import Kind, Measure

Row = dict[str, Any]


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Twin:
    """What a measure says, as functions of one row and the window."""

    counted: Callable[[Row, Window], bool]
    hit: Callable[[Row, Window], bool] = lambda row, window: True
    unknown: Callable[[Row, Window], bool] = lambda row, window: False
    complete: Callable[[Row, Window], bool] = lambda row, window: True
    counts_by: str = ""


def adult(row: Row) -> bool:
    return bool(row["age_group"] == "adult")


def age_unknown(row: Row, window: Window | None = None) -> bool:
    return bool(row["age_group"] == "not_recorded")


def published(row: Row) -> bool:
    return row["kind"] in {"community_resolution", "conditional_caution"}


def first(row: Row, window: Window) -> bool:
    return not (row["previous_on"] and row["previous_on"] >= window.start)


def follow_up(months: int) -> Twin:
    return Twin(
        lambda row, window: adult(row) and first(row, window),
        lambda row, window: (
            bool(row["next_offence_on"]) and row["next_offence_on"] <= months_later(row["issued_on"], months)
        ),
        lambda row, window: age_unknown(row) and first(row, window),
        lambda row, window: months_later(row["issued_on"], months) <= window.cut_off,
    )


PEOPLE = Twin(
    lambda row, window: adult(row) and published(row),
    unknown=lambda row, window: age_unknown(row) and published(row),
    counts_by="person_id",
)

TWINS: dict[str, Twin] = {
    "cases.resolutions_issued": Twin(lambda row, window: adult(row), unknown=age_unknown),
    "cases.share_of_outcome_codes": Twin(
        lambda row, window: True,
        lambda row, window: row["resolution_age_group"] == "adult",
        lambda row, window: row["resolution_age_group"] == "not_recorded",
    ),
    "cases.people_resolved": PEOPLE,
    "cases.people_rate": PEOPLE,
    "cases.reoffending_6_months": follow_up(6),
    "cases.reoffending_12_months": follow_up(12),
    "conditions.breach_rate": Twin(
        lambda row, window: adult(row) and row["conditions"] > 0,
        lambda row, window: bool(row["first_breach_on"]) and row["first_breach_on"] < window.cut_off,
        lambda row, window: age_unknown(row) and row["conditions"] > 0,
    ),
    "referrals.made": Twin(lambda row, window: adult(row), unknown=age_unknown),
    "youth_panel.cases_heard": Twin(lambda row, window: True),
    "youth_panel.from_court": Twin(
        lambda row, window: row["from_court"] != "not_recorded",
        lambda row, window: row["from_court"] == "yes",
        lambda row, window: row["from_court"] == "not_recorded",
    ),
    "youth_panel.children_rate": Twin(lambda row, window: row["outcome_group"] != "other"),
}


def count(measure: Measure, rows: list[Row], window: Window, part: Part, group: dict[str, str]) -> int:
    """One of a figure's counts, the slow way."""
    twin = TWINS[measure.id]
    if measure.kind is Kind.SHARE and part in (Part.DENOMINATOR, Part.NOT_KNOWN):
        group = {}
    here = [
        row
        for row in rows
        if window.start <= row[measure.period] < window.end
        and all(row[name] == value for name, value in group.items())
    ]
    chosen = {
        Part.DENOMINATOR: lambda row: twin.counted(row, window) and twin.complete(row, window),
        Part.NUMERATOR: lambda row: (
            twin.counted(row, window) and twin.complete(row, window) and twin.hit(row, window)
        ),
        Part.TOO_SOON: lambda row: twin.counted(row, window) and not twin.complete(row, window),
        Part.NOT_KNOWN: lambda row: twin.unknown(row, window),
    }[part]
    found = [row for row in here if chosen(row)]
    return len({row[twin.counts_by] for row in found}) if twin.counts_by else len(found)
