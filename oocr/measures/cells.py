"""What may stand in a cell of a table of figures, and how each is said. Pure.

A change in percent and a change in percentage points are different kinds of thing: 74% to 51% is 23 points down and
31% down, and no cell can mistake one for the other.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Protocol

from oocr.measures.figure import PER, Figure, Part, half_up
from oocr.measures.intervals import RelativeRate
from oocr.measures.measure import Kind

MINUS = "\u2212"


class Cell(Protocol):
    """Anything that can stand in a cell. `beneath` is its second line: how far chance alone could have moved it."""

    @property
    def text(self) -> str: ...

    @property
    def figure(self) -> Figure | None: ...

    @property
    def beneath(self) -> str: ...


class _OneLine:
    """A cell that says all it has to say in one line."""

    beneath: ClassVar[str] = ""


def number(value: int | Decimal) -> str:
    """1,234 or 1,234.5, with a real minus sign."""
    return f"{value:,}".replace("-", MINUS)


@dataclass(frozen=True)
class Count(_OneLine):
    """One of a figure's counts."""

    figure: Figure
    part: Part = Part.NUMERATOR

    @property
    def value(self) -> int:
        return self.figure.count(self.part)

    @property
    def text(self) -> str:
        return number(self.value)


@dataclass(frozen=True)
class Percent:
    """A figure as a percentage of its denominator."""

    figure: Figure

    @property
    def text(self) -> str:
        percent = self.figure.percent
        return "Cannot say: there is nothing to be a part of" if percent is None else f"{number(percent)}%"

    @property
    def beneath(self) -> str:
        """`8.4% to 10.3%`."""
        found = self.figure.interval
        if found is None:
            return ""
        low, high = (half_up(Decimal(end) * 100, self.figure.places) for end in (found.low, found.high))
        return f"{number(low)}% to {number(high)}%"


@dataclass(frozen=True)
class Rate:
    """A figure per 1,000 residents."""

    figure: Figure

    def __post_init__(self) -> None:
        if self.figure.kind is not Kind.RATE:
            raise ValueError(f"{self.figure.measure} is not a rate")

    @property
    def text(self) -> str:
        value = self.figure.per_thousand
        return "Cannot say: nobody lives there" if value is None else number(value)

    @property
    def beneath(self) -> str:
        """`3.7 to 4.0`."""
        found = self.figure.interval
        if found is None:
            return ""
        low, high = (half_up(Decimal(end) * PER, self.figure.places) for end in (found.low, found.high))
        return f"{number(low)} to {number(high)}"


@dataclass(frozen=True)
class PercentChange(_OneLine):
    """How much a count went up or down, as a percentage of what it was."""

    now: Figure
    before: Figure

    def __post_init__(self) -> None:
        if self.now.kind is not Kind.COUNT or self.now.measure != self.before.measure:
            raise ValueError(
                "A change in percent is between two counts of the same measure; between percentages it is in points"
            )
        if not self.before.numerator:
            raise ValueError("Nothing can be a percentage of nothing")

    @property
    def figure(self) -> Figure:
        return self.now

    @property
    def value(self) -> Decimal:
        """Percent, to one place."""
        return half_up(
            Decimal(self.now.numerator - self.before.numerator) * 100 / Decimal(self.before.numerator), 1
        )

    @property
    def text(self) -> str:
        return f"{_signed(self.value)}%"


@dataclass(frozen=True)
class PointChange(_OneLine):
    """How far one percentage lies from another, in percentage points: taken before rounding."""

    now: Figure
    before: Figure

    def __post_init__(self) -> None:
        if self.now.measure != self.before.measure or None in (self.now.percent, self.before.percent):
            raise ValueError("A change in points is between two percentages of the same measure")

    @property
    def figure(self) -> Figure:
        return self.now

    @property
    def value(self) -> Decimal:
        """Percentage points, to the measure's places."""
        now, before = self.now.value, self.before.value
        assert now is not None and before is not None  # refused above
        return half_up((now - before) * 100, self.now.places)

    @property
    def text(self) -> str:
        return f"{_signed(self.value)} percentage points"


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + number(value)


@dataclass(frozen=True)
class Relative(_OneLine):
    """A group's rate as a multiple of the reference group's."""

    figure: Figure
    reference: str
    found: RelativeRate

    @property
    def text(self) -> str:
        low, high = self.found.interval.low, self.found.interval.high
        spread = f"{_two(self.found.ratio)} times ({_two(low)} to {_two(high)})"
        return spread if self.found.differs else f"{spread}: not distinguishable from the same rate"


def _two(value: float) -> str:
    return str(half_up(Decimal(value), 2))


@dataclass(frozen=True)
class CannotSay(_OneLine):
    """There could be a figure here and there is none, because."""

    because: str
    figure: None = None

    @property
    def text(self) -> str:
        return f"Cannot say, because {self.because}"


@dataclass(frozen=True)
class NotApplicable(_OneLine):
    """There could be no figure here."""

    because: str
    figure: None = None

    @property
    def text(self) -> str:
        return f"Not applicable: {self.because}"
