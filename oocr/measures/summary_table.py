"""What a table of figures is, and what its cells are made from. Pure but for the snapshot it is told about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from oocr.measures import populations
from oocr.measures.cells import CannotSay, Cell, Percent, PercentChange, PointChange, Rate
from oocr.measures.columns import Table
from oocr.measures.engine import Figures
from oocr.measures.figure import Figure, Residents, Window
from oocr.measures.measure import Measure, Unit


@dataclass(frozen=True)
class Heading:
    """A column: what it shows, by which measure."""

    label: str
    measure: Measure | None = None


@dataclass(frozen=True)
class Line:
    """A row: what it is about, and a cell for each column."""

    label: str
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class SummaryTable:
    """One table: one unit, one population, both said."""

    key: str
    title: str
    unit: Unit
    population: str
    first_heading: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse a table whose figures count different things, or whose rows do not fit its columns."""
        for line in self.lines:
            if len(line.cells) != len(self.headings):
                raise ValueError(
                    f"{self.key}: the row {line.label!r} has {len(line.cells)} cells for {len(self.headings)} columns"
                )
            for cell in line.cells:
                if cell.figure is not None and cell.figure.unit is not self.unit:
                    raise ValueError(
                        f"{self.key} counts {self.unit}, and a figure of {cell.figure.unit} stands in it"
                    )


class Loaded(Protocol):
    """A snapshot, as far as tables need to know it."""

    def why_not_whole(self, table: Table, window: Window) -> str: ...


@dataclass(frozen=True)
class Material:
    """What the tables are made from: figures, the period, what is loaded, and the residents."""

    figures: Figures
    window: Window
    snapshot: Loaded
    residents: Sequence[populations.Count]

    def of(self, measure: Measure, **group: str) -> Figure:
        """A figure of the period."""
        return self.figures.of(measure, self.window, **group)

    def before(self, measure: Measure, **group: str) -> Figure | CannotSay:
        """The same figure of the year before; or why there is none."""
        why_not = self.snapshot.why_not_whole(measure.over, self.window.year_before)
        if why_not:
            return CannotSay(f"the year before is not wholly loaded: {why_not}")
        return self.figures.of(measure, self.window.year_before, **group)

    def percent_change(self, measure: Measure, **group: str) -> Cell:
        """How much a count changed on the year before."""
        now, before = self.of(measure, **group), self.before(measure, **group)
        if (why_not := self._not_whole(measure)) is not None:
            return why_not
        if isinstance(before, CannotSay):
            return before
        return (
            PercentChange(now, before) if before.numerator else CannotSay("there were none the year before")
        )

    def point_change(self, measure: Measure, **group: str) -> Cell:
        """How far a percentage moved from the year before."""
        now, before = self.of(measure, **group), self.before(measure, **group)
        if (why_not := self._not_whole(measure)) is not None:
            return why_not
        if isinstance(before, CannotSay):
            return before
        if now.percent is None or before.percent is None:
            return CannotSay("there is nothing to be a part of")
        return PointChange(now, before)

    def _not_whole(self, measure: Measure) -> CannotSay | None:
        why_not = self.snapshot.why_not_whole(measure.over, self.window)
        return CannotSay(f"the period is not wholly loaded: {why_not}") if why_not else None

    def rate(self, measure: Measure, group: Mapping[str, str], residents: Mapping[str, str]) -> Cell:
        """A rate per 1,000 residents of the group; or why no loaded population fits."""
        assert measure.ages is not None  # every rate has them
        found = populations.fitting(self.residents, measure.ages, **residents)
        if not isinstance(found, Residents):
            return found
        return Rate(self.figures.rate(measure, self.window, found, **group))

    def not_whole_notes(self, *tables: Table) -> tuple[str, ...]:
        """What a reader must know where part of the period is not loaded."""
        reasons = dict.fromkeys(self.snapshot.why_not_whole(table, self.window) for table in tables)
        return tuple(f"This period is not wholly loaded: {why_not}." for why_not in reasons if why_not)


def left_out(figure: Figure, measure: Measure) -> tuple[str, ...]:
    """The note that says how many were left out because not known, and what was not."""
    return (f"Not known: {figure.not_known:,} {figure.unit} ({measure.not_known_says}).",)


def shown_percent(figure: Figure) -> Cell:
    """A percentage, or that there is nothing to take one of."""
    return Percent(figure) if figure.percent is not None else CannotSay("there is nothing to be a part of")
