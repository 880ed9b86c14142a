"""What was published: values as printed, with their source, and what of ours each stands for.

The values are data, typed from the papers (`published_values/*.toml`). Whether they fit is for `reconcile` to find out.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from oocr.measures import definitions
from oocr.measures.engine import Ask, Figures, Group
from oocr.measures.figure import PER, Part, Window
from oocr.measures.measure import Measure

FOLDER = Path(__file__).with_name("published_values")
NEAR_DAYS = 7  # the youth panel is published to a week before the rest


class Form(StrEnum):
    """What kind of number was printed."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"  # per 1,000 residents
    CHANGE = "change"  # percent, on the year before


@dataclass(frozen=True)
class Reference:
    """One count of ours, as the paper's data names it."""

    measure: Measure
    group: Group
    part: Part

    def count(self, figures: Figures, window: Window) -> int:
        """How many we count."""
        return figures.count(self.measure, window, self.part, **dict(self.group))

    def ask(self, window: Window) -> Ask:
        """The figure to work out for it."""
        return Ask(self.measure, window, tuple(name for name, _ in self.group))


@dataclass(frozen=True)
class Published:
    """One value as printed, what of ours it stands for, and the base printed beside it, if one is."""

    says: str
    printed: str
    form: Form
    ours: Reference
    base: Reference | None = None  # a base that we count too
    base_printed: int | None = None  # a base that only the paper has, such as its own estimate of residents
    residents: str = ""  # for a rate: of which group

    @property
    def value(self) -> Decimal:
        """The number in what was printed: of `12.9%`, of `3.87 per 1,000`."""
        return Decimal(self.printed.split(" ")[0].rstrip("%").replace(",", ""))

    @property
    def places(self) -> int:
        """To how many places it was printed."""
        return -int(self.value.as_tuple().exponent)

    @property
    def times(self) -> int:
        """What a part of 1 is multiplied by to be printed so."""
        return PER if self.form is Form.RATE else 100


@dataclass(frozen=True)
class Paper:
    """A published table: what it shows, where it stands, for which period."""

    title: str
    source: str
    window: Window
    values: tuple[Published, ...]
    main: bool  # the first table of its paper, whose period the paper as a whole is about


@cache
def papers() -> tuple[Paper, ...]:
    """Every published table that is kept here."""
    return tuple(
        paper for file in sorted(FOLDER.glob("*.toml")) for paper in _read(tomllib.loads(file.read_text()))
    )


def windows() -> list[Window]:
    """The periods of the papers kept here, each paper's main one: that of its first table."""
    return list(dict.fromkeys(paper.window for paper in papers() if paper.main))


def about(window: Window) -> list[Paper]:
    """The tables published for this period, give or take a week at each end."""

    def near(one: date, other: date) -> bool:
        return abs((one - other).days) <= NEAR_DAYS

    return [p for p in papers() if near(p.window.start, window.start) and near(p.window.end, window.end)]


def asks(paper: Paper) -> Iterator[Ask]:
    """The figures a paper is compared with, for the paper's own period."""
    for value in paper.values:
        yield value.ours.ask(paper.window)
        if value.base is not None:
            yield value.base.ask(paper.window)
        if value.form is Form.CHANGE:
            yield value.ours.ask(paper.window.year_before)


def _read(data: dict[str, Any]) -> Iterator[Paper]:
    for number, table in enumerate(data["table"]):
        start, end = table["period"]
        values = tuple(_value(value) for value in table["values"])
        yield Paper(
            table["title"],
            f"{data['source']}, {table['where']}",
            Window.of(start, end),
            values,
            main=not number,
        )


def _value(data: dict[str, Any]) -> Published:
    return Published(
        says=data["says"],
        printed=data["printed"],
        form=Form(data.get("form", "count")),
        ours=_reference(data["ours"]),
        base=_reference(data["base"]) if "base" in data else None,
        base_printed=data.get("base_printed"),
        residents=data.get("residents", ""),
    )


def _reference(data: dict[str, Any]) -> Reference:
    group = tuple(sorted((name, value) for name, value in data.items() if name not in ("measure", "part")))
    return Reference(definitions.BY_ID[data["measure"]], group, Part(data.get("part", "numerator")))
