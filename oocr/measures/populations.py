"""Which loaded population fits a rate, and why none does. Pure.

A count of residents fits when it counts the same ages, the same group and every part of the area: dividing adults
by residents of all ages understates every rate, and most where there are most children.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from oocr.cases.vocabulary import LOCAL_AUTHORITIES
from oocr.measures.cells import CannotSay
from oocr.measures.figure import Residents

Ages = tuple[int, int | None]

# What to load where nothing fits. Only its name: the table itself is loaded like any other.
ADVICE = {
    "sex": "a table by sex and age such as the mid-year population estimates",
    "ethnicity_group": "a table by ethnic group and age such as Census 2021 RM032",
}


@dataclass(frozen=True)
class Count:
    """One loaded count of residents."""

    table: str
    source: str
    as_at: date
    area_code: str
    sex: str
    ethnicity_group: str
    age_from: int
    age_to: int | None
    residents: int

    @property
    def ages(self) -> Ages:
        return self.age_from, self.age_to


def loaded(connection: Any) -> list[Count]:
    """Every count of residents in the snapshot."""
    sql = (
        "SELECT population_table, source, as_at, area_code, sex, ethnicity_group, age_from, age_to, residents "
        "FROM populations ORDER BY as_at, population_table, area_code, age_from"
    )
    return [Count(*row) for row in connection.execute(sql).fetchall()]


def fitting(
    counts: Sequence[Count], ages: Ages, *, sex: str = "all", ethnicity_group: str = "all"
) -> Residents | CannotSay:
    """The newest table that fits, summed over the area; or why there is none."""
    of_group = [c for c in counts if c.sex == sex and c.ethnicity_group == ethnicity_group]
    for table in dict.fromkeys(c.table for c in reversed(of_group)):
        residents = _whole(of_group, table, ages)
        if residents:
            return residents
    return CannotSay(_why_not(counts, of_group, ages, sex, ethnicity_group))


def _whole(counts: Sequence[Count], table: str, ages: Ages) -> Residents | None:
    found = 0
    rows = [c for c in counts if c.table == table]
    for area in LOCAL_AUTHORITIES:
        tiles = _tiled([c for c in rows if c.area_code == area], ages)
        if tiles is None:
            return None
        found += sum(c.residents for c in tiles)
    newest = max(rows, key=lambda c: c.as_at)
    return Residents(table, newest.source, newest.as_at, found)


def _tiled(counts: Sequence[Count], ages: Ages) -> list[Count] | None:
    """The counts whose ages, end to end, are exactly the ages wanted; the widest first at each step."""
    start, end = ages
    tiles: list[Count] = []
    while True:
        fit = [c for c in counts if c.age_from == start and _within(c.age_to, end)]
        if not fit:
            return None
        tile = max(fit, key=lambda c: _last(c.age_to))
        tiles.append(tile)
        if tile.age_to == end:
            return tiles
        start = _last(tile.age_to) + 1


def _last(age: int | None) -> int:
    return 1_000 if age is None else age


def _within(age: int | None, end: int | None) -> bool:
    return _last(age) <= _last(end)


def ages_in_words(ages: Ages) -> str:
    """`adults`, `all ages`, `those aged 10 to 17`."""
    if ages == (0, None):
        return "all ages"
    if ages == (18, None):
        return "adults"
    return f"those aged {ages[0]} and over" if ages[1] is None else f"those aged {ages[0]} to {ages[1]}"


def _why_not(
    counts: Sequence[Count], of_group: Sequence[Count], ages: Ages, sex: str, ethnicity_group: str
) -> str:
    wanted = ages_in_words(ages)
    by = "sex" if sex != "all" else "ethnicity_group" if ethnicity_group != "all" else ""
    advice = f"; {ADVICE[by]} is needed" if by else ""
    if not counts:
        return "no population is loaded"
    if not of_group:
        split = {"sex": "by sex", "ethnicity_group": f"of the group {ethnicity_group}", "": "of everyone"}[by]
        return f"no loaded population counts residents {split}{advice}"
    tables = " and ".join(sorted({c.table for c in of_group}))
    spans = {c.ages for c in of_group}
    if spans == {(0, None)}:
        return f"the loaded table {tables} counts all ages, and the figure counts {wanted}{advice}"
    missing = [
        name for code, name in LOCAL_AUTHORITIES.items() if code not in {c.area_code for c in of_group}
    ]
    if missing:
        return f"the loaded table {tables} leaves out {', '.join(missing)}"
    return f"the ages of the loaded table {tables} cannot be put together to {wanted}{advice}"
