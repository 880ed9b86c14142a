"""Figures from the analysis tables: all breakdowns that share a table and a period, in one pass.

The breakdowns are grouping sets, and each measure a few filtered counts beside the others. The rows behind a figure are asked for with the same predicates (`rows_behind`), so that what a reader opens
is what was counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from oocr.measures.figure import Figure, Part, Residents, Window
from oocr.measures.measure import Kind, Measure

Group = tuple[tuple[str, str], ...]
Counts = tuple[int, ...]  # one for each of PARTS
NONE = "FALSE"  # the predicate of a part that a measure does not have
PARTS = (Part.NUMERATOR, Part.DENOMINATOR, Part.NOT_KNOWN, Part.TOO_SOON)


@dataclass(frozen=True)
class Count:
    """Something to count: the rows that fit, or the different values of a column in them."""

    distinct: str
    predicate: str


@dataclass(frozen=True)
class Ask:
    """A measure wanted for a period, broken down by these."""

    measure: Measure
    window: Window
    by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if missing := [name for name in self.by if name not in self.measure.by]:
            raise ValueError(f"{self.measure.id} may not be broken down by {', '.join(missing)}")
        if missing := [name for name in self.measure.always_by if name not in self.by]:
            raise ValueError(
                f"{self.measure.id} is always broken down by {', '.join(missing)}: its groups do not add up"
            )


@dataclass(frozen=True)
class Provenance:
    """Where and when a figure was worked out."""

    snapshot: str
    calculated_at: datetime


class Figures:
    """The figures worked out for a set of asks; a group nothing was found in has figures of nought."""

    def __init__(
        self, asks: Iterable[Ask], found: Mapping[tuple[str, Window, Group], Counts], provenance: Provenance
    ) -> None:
        self._asked = {
            (measure.id, window, by)
            for window, together in _passes(asks)
            for measure, sets in _sets(together).items()
            for by in sets
        }
        self._found = found
        self.provenance = provenance

    def found(self, window: Window) -> Iterator[tuple[str, Group, Counts]]:
        """Every group found in a period: the measure, the group and its counts."""
        return ((id_, group, counts) for (id_, when, group), counts in self._found.items() if when == window)

    def of(self, measure: Measure, window: Window, **group: str) -> Figure:
        """One figure. A share is out of the whole; every other kind out of its own group. A rate needs its residents."""
        key: Group = tuple(sorted(group.items()))
        numerator, denominator, not_known, too_soon = self._counts(measure, window, key)
        if measure.kind is Kind.SHARE:
            _, denominator, not_known, _ = self._counts(measure, window, ())
        return self._figure(
            measure,
            window,
            key,
            numerator=numerator,
            denominator=None if measure.kind is Kind.COUNT else denominator,
            not_known=not_known,
            too_soon=too_soon if measure.kind is Kind.FOLLOW_UP else None,
        )

    def count(self, measure: Measure, window: Window, part: Part, **group: str) -> int:
        """One count of any measure, a rate's included."""
        whole = measure.kind is Kind.SHARE and part in (Part.DENOMINATOR, Part.NOT_KNOWN)
        key: Group = () if whole else tuple(sorted(group.items()))
        return self._counts(measure, window, key)[PARTS.index(part)]

    def rate(self, measure: Measure, window: Window, population: Residents, **group: str) -> Figure:
        """One figure per head of these residents, who must be of the same group."""
        key: Group = tuple(sorted(group.items()))
        numerator, _, not_known, _ = self._counts(measure, window, key)
        return self._figure(
            measure,
            window,
            key,
            numerator=numerator,
            denominator=population.residents,
            not_known=not_known,
            population=population,
        )

    def _counts(self, measure: Measure, window: Window, key: Group) -> Counts:
        names = tuple(name for name, _ in key)
        if (measure.id, window, names) not in self._asked:
            raise LookupError(
                f"{measure.id} by {names or 'nothing'} was not asked for from {window.start} on"
            )
        return self._found.get((measure.id, window, key), (0, 0, 0, 0))

    def _figure(
        self,
        measure: Measure,
        window: Window,
        key: Group,
        *,
        numerator: int,
        denominator: int | None,
        not_known: int,
        too_soon: int | None = None,
        population: Residents | None = None,
    ) -> Figure:
        return Figure(
            measure=measure.id,
            kind=measure.kind,
            unit=measure.unit,
            group=key,
            numerator=numerator,
            denominator=denominator,
            window=window,
            not_known=not_known,
            too_soon=too_soon,
            definition=measure.hash,
            snapshot=self.provenance.snapshot,
            calculated_at=self.provenance.calculated_at,
            places=measure.places,
            population=population,
        )

    def values(self, measure: Measure, window: Window, name: str) -> list[str]:
        """The values found of something without a closed list, such as the services; in order of their names."""
        groups = [group for id_, when, group in self._found if (id_, when) == (measure.id, window)]
        return sorted(group[0][1] for group in groups if len(group) == 1 and group[0][0] == name)


def work_out(connection: Any, asks: Iterable[Ask], provenance: Provenance) -> Figures:
    """Every figure asked for: one pass for all breakdowns that share a table and a period."""
    asked = list(dict.fromkeys(asks))
    found: dict[tuple[str, Window, Group], Counts] = {}
    for window, together in _passes(asked):
        counted = _counted(connection, window, together)
        for measure, sets in _sets(together).items():
            wanted = counts_of(measure)
            for group, counts in counted.items():
                if tuple(name for name, _ in group) in sets:
                    found[measure.id, window, group] = tuple(counts.get(count, 0) for count in wanted)
    return Figures(asked, found, provenance)


def _passes(asks: Iterable[Ask]) -> Iterator[tuple[Window, list[Ask]]]:
    def shared(ask: Ask) -> tuple[str, str, date, date, date]:
        window = ask.window
        return ask.measure.over.name, ask.measure.period, window.start, window.end, window.cut_off

    for _, group in groupby(sorted(asks, key=shared), key=shared):
        together = list(group)
        yield together[0].window, together


def _sets(asks: Iterable[Ask]) -> dict[Measure, set[tuple[str, ...]]]:
    """The breakdowns each measure is wanted by; and always its whole, unless its groups do not add up to one."""
    sets: dict[Measure, set[tuple[str, ...]]] = {}
    for ask in asks:
        wanted = sets.setdefault(ask.measure, set() if ask.measure.always_by else {()})
        wanted.add(tuple(sorted(ask.by)))
    return sets


def _counted(connection: Any, window: Window, asks: Sequence[Ask]) -> dict[Group, dict[Count, int]]:
    """What every query of a pass counted, by group."""
    counted: dict[Group, dict[Count, int]] = {}
    for query in queries(_sets(asks)):
        for row in run(connection, query.sql, window):
            level, values, counts = (
                row[0],
                row[1 : 1 + len(query.dimensions)],
                row[1 + len(query.dimensions) :],
            )
            last = len(query.dimensions) - 1
            group = tuple(
                (name, value)
                for place, (name, value) in enumerate(zip(query.dimensions, values, strict=True))
                if not level & (1 << (last - place))  # its bit is set where it was summed over
            )
            counted.setdefault(group, {}).update(zip(query.counts, counts, strict=True))
    return counted


@dataclass(frozen=True)
class Query:
    """One query of a pass: what it is broken down by, and the counts it brings for each group."""

    sql: str
    dimensions: tuple[str, ...]
    counts: tuple[Count, ...]


def queries(sets: Mapping[Measure, Iterable[tuple[str, ...]]]) -> list[Query]:
    """One query for all counts of rows; and one for each different count of people, over its own rows only.

    Counting different values is the dear part: beside other counts it would look at every row for each of them.
    """
    wanted: dict[Count, set[tuple[str, ...]]] = {}
    for measure, by in sets.items():
        for count in counts_of(measure):
            if count.predicate != NONE:
                wanted.setdefault(count, set()).update(by)
    measure = next(iter(sets))
    of_rows = [count for count in wanted if not count.distinct]
    made = (
        [_query(measure, tuple(of_rows), set().union(*(wanted[c] for c in of_rows)), "")] if of_rows else []
    )
    return made + [_query(measure, (c,), by, c.predicate) for c, by in wanted.items() if c.distinct]


def _query(measure: Measure, counts: tuple[Count, ...], sets: Iterable[tuple[str, ...]], only: str) -> Query:
    dimensions = tuple(sorted({name for names in sets for name in names}))
    level = f"GROUPING({', '.join(dimensions)})" if dimensions else "0"
    said = [
        f"count(DISTINCT {c.distinct})" if only else f"count(*) FILTER (WHERE {c.predicate})" for c in counts
    ]
    grouping = ", ".join(f"({', '.join(names)})" for names in sorted(sets))
    lines = [
        f"SELECT {', '.join([f'{level} AS level', *dimensions])},",
        "  " + ",\n  ".join(said),
        f"FROM {measure.over.name}",
        f"WHERE {in_period(measure.period)}" + (f" AND {only}" if only else ""),
        *([f"GROUP BY GROUPING SETS ({grouping})"] if dimensions else []),
    ]
    return Query("\n".join(lines), dimensions, counts)


def counts_of(measure: Measure) -> tuple[Count, ...]:
    """The count for each of PARTS."""
    return tuple(Count(measure.distinct, predicate(measure, part)) for part in PARTS)


def in_period(period: str) -> str:
    """From the first day to, and not including, the end."""
    return f"{period} >= $start AND {period} < $end"


def predicate(measure: Measure, part: Part) -> str:
    """Which rows of the period are in this part of the measure's figures."""
    complete = f" AND ({measure.complete})" if measure.complete else ""
    match part:
        case Part.NUMERATOR:
            counts = f" AND ({measure.numerator})" if measure.numerator != "TRUE" else ""
            return f"({measure.denominator}){complete}{counts}"
        case Part.DENOMINATOR:
            return f"({measure.denominator}){complete}"
        case Part.TOO_SOON:
            return f"({measure.denominator}) AND NOT ({measure.complete})" if measure.complete else NONE
    return measure.not_known


def run(connection: Any, sql: str, window: Window, **more: object) -> list[tuple[Any, ...]]:
    """Ask the snapshot, giving the query those of the window's days that it names."""
    given = {"start": window.start, "end": window.end, "cut_off": window.cut_off, **more}
    named = set(re.findall(r"\$(\w+)", sql))
    rows: list[tuple[Any, ...]] = connection.execute(sql, {name: given[name] for name in named}).fetchall()
    return rows


@dataclass(frozen=True)
class Row:
    """One thing that was counted: its key in the extract, and the references of the cases it came from."""

    key: int
    references: tuple[str, ...]


def rows_behind(connection: Any, measure: Measure, window: Window, part: Part, group: Group) -> list[Row]:
    """What was counted, one row for each: the same predicates, so there are as many as the figure says."""
    if measure.kind is Kind.SHARE and part in (Part.DENOMINATOR, Part.NOT_KNOWN):
        group = ()  # a share is out of the whole
    values = {f"group_{place}": value for place, (_, value) in enumerate(group)}
    rows = run(connection, rows_sql(measure, part, group), window, **values)
    return [Row(key, tuple(sorted(references or ()))) for key, references in rows]


def rows_sql(measure: Measure, part: Part, group: Group = ()) -> str:
    """The drill-through: the keys of what was counted, with their cases."""
    for name, _ in group:
        if name not in measure.by:
            raise ValueError(f"{measure.id} may not be broken down by {name}")
    key = measure.distinct or measure.over.key
    narrowed = "".join(f" AND {name} = $group_{place}" for place, (name, _) in enumerate(group))
    return "\n".join(
        (
            f"SELECT {key}, list(DISTINCT case_reference) FILTER (WHERE case_reference IS NOT NULL)",
            f"FROM {measure.over.name}",
            f"WHERE {in_period(measure.period)}{narrowed} AND {predicate(measure, part)}",
            f"GROUP BY {key}",
            f"ORDER BY {key}",
        )
    )
