"""A figure: one computed value of a measure. There is no way to make one without saying what it is a figure of. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from oocr.measures import intervals
from oocr.measures.intervals import Interval
from oocr.measures.measure import Kind, Unit

NOT_A_WORD = re.compile(r"[^\w.+-]+")
PER = 1000  # rates are per this many residents


class Part(StrEnum):
    """Which of a figure's counts: what counted, what it is out of, and the two ways of being left out."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    TOO_SOON = "too_soon"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Window:
    """A half-open period, and the day before which a thing must have been known to count."""

    start: date
    end: date
    cut_off: date

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError("A period must begin before it ends")

    @classmethod
    def of(cls, start: date, end: date) -> "Window":
        """What was issued in the period, as it was known when the period ended."""
        return cls(start, end, end)

    @property
    def year_before(self) -> "Window":
        """The same days of the year before, as known at their own end."""
        return Window(years_earlier(self.start), years_earlier(self.end), years_earlier(self.cut_off))


def years_earlier(day: date, years: int = 1) -> date:
    """The same day of an earlier year; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@dataclass(frozen=True)
class Residents:
    """The population table under a rate."""

    table: str
    source: str
    as_at: date
    residents: int


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value, with everything it takes to know what it means and to work it out again."""

    measure: str
    kind: Kind
    unit: Unit
    group: tuple[tuple[str, str], ...]
    numerator: int
    denominator: int | None  # None only for a count, which is out of nothing
    window: Window
    not_known: int
    too_soon: int | None  # None unless people are followed up
    definition: str
    snapshot: str
    calculated_at: datetime
    places: int
    population: Residents | None = None

    def __post_init__(self) -> None:
        """Refuse a figure that says less than it must, or that cannot be true."""
        if (self.kind is Kind.COUNT) != (self.denominator is None):
            raise ValueError(f"{self.measure}: only a count is out of nothing")
        if (self.kind is Kind.FOLLOW_UP) != (self.too_soon is not None):
            raise ValueError(
                f"{self.measure}: a follow-up says for how many it is too soon; nothing else does"
            )
        if (self.kind is Kind.RATE) != (self.population is not None):
            raise ValueError(f"{self.measure}: a rate names its population; nothing else has one")
        if not (self.definition and self.snapshot):
            raise ValueError(f"{self.measure}: a figure names its definition and its snapshot")
        if min(self.numerator, self.not_known, self.too_soon or 0) < 0:
            raise ValueError(f"{self.measure}: a count is never below nothing")
        if self.denominator is not None and self.numerator > self.denominator:
            raise ValueError(
                f"{self.measure}: {self.numerator:,} of {self.denominator:,} cannot be; the numerator is a part of the denominator"
            )

    @property
    def value(self) -> Decimal | None:
        """The exact value: a count, a part of 1, or events per 1,000 residents. None where there is nothing to divide by."""
        if self.denominator is None:
            return Decimal(self.numerator)
        if not self.denominator:
            return None
        part = Decimal(self.numerator) / Decimal(self.denominator)
        return part * PER if self.kind is Kind.RATE else part

    @property
    def percent(self) -> Decimal | None:
        """As a percentage, rounded half up to the measure's places. A count and a rate have none."""
        if not self.denominator or self.kind in (Kind.COUNT, Kind.RATE):
            return None
        return half_up(Decimal(self.numerator) * 100 / Decimal(self.denominator), self.places)

    @property
    def per_thousand(self) -> Decimal | None:
        """A rate for each 1,000 residents, rounded half up to the measure's places."""
        value = self.value
        return half_up(value, self.places) if self.kind is Kind.RATE and value is not None else None

    @property
    def interval(self) -> Interval | None:
        """What chance alone could have made of it. A count has none, nor has the whole as a share of itself."""
        if self.denominator is None or (self.kind is Kind.SHARE and not self.group):
            return None
        if self.kind is Kind.RATE:
            return intervals.rate(self.numerator, self.denominator)
        return intervals.proportion(self.numerator, self.denominator)

    def count(self, part: Part) -> int:
        """One of its counts."""
        found = {
            Part.NUMERATOR: self.numerator,
            Part.DENOMINATOR: self.denominator,
            Part.TOO_SOON: self.too_soon,
            Part.NOT_KNOWN: self.not_known,
        }[part]
        if found is None:
            raise ValueError(f"{self.measure} has no {part}")
        return found

    @property
    def ledger_ref(self) -> str:
        """How the ledger speaks of it."""
        return reference(self.measure, self.window, self.group)


def reference(measure: str, window: Window, group: Iterable[tuple[str, str]]) -> str:
    """How the ledger speaks of a figure, as one word: the measure, the period and the group."""
    narrowed = "".join(f":{name}/{re.sub(NOT_A_WORD, '_', value)[:40]}" for name, value in group)
    return f"figure:{measure}:{window.start}:{window.end}{narrowed}"


def half_up(value: Decimal, places: int) -> Decimal:
    """Rounded as people expect: a half goes away from nought. Never "-0"."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0
