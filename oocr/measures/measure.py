"""What a measure is: a definition with one answer to everything a reader could ask of its figures. Pure."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from oocr.measures.columns import Table, Value


class Kind(StrEnum):
    """How a measure counts, which decides what may be said of it."""

    COUNT = "count"  # how many there are, out of nothing
    PROPORTION = "proportion"  # of those in each group, how many
    SHARE = "share"  # of all there are, how many are in each group
    FOLLOW_UP = (
        "follow_up"  # a proportion of those only whose follow-up is complete; the rest is too soon to say
    )
    RATE = "rate"  # how many per head of a population


class Unit(StrEnum):
    """What is counted. Figures of different units never add up."""

    RESOLUTIONS = "resolutions"
    PEOPLE = "people"
    OUTCOME_CODES = "outcome codes"
    REFERRALS = "referrals"
    YOUTH_PANEL_ITEMS = "youth panel cases"


class Direction(StrEnum):
    """Which way is better, where that can be said at all."""

    LOWER = "lower is better"
    HIGHER = "higher is better"
    NEITHER = "neither way is better in itself"


KIND_WORDS: dict[Kind, str] = {
    Kind.COUNT: "A count: how many there are, out of nothing",
    Kind.PROPORTION: "A proportion: of those in each group, how many",
    Kind.SHARE: "A share: of all there are, how many are in each group",
    Kind.FOLLOW_UP: "A proportion of those whose follow-up is complete; the rest is too soon to say",
    Kind.RATE: "A rate: how many for each 1,000 residents",
}


@dataclass(frozen=True)
class Example:
    """A worked example: a few rows, and the figure they give, worked out by hand in words a reader can follow.

    `rows` is a small table with | between cells and the names of columns on top. A column it leaves out holds the
    example of its schema; an empty cell is empty. `gives` has the numerator and, unless it is a count, the
    denominator; `not_known` and `too_soon` are those left out.
    """

    rows: str
    start: date
    end: date
    gives: tuple[int, int | None]
    by_hand: str
    group: tuple[tuple[str, str], ...] = ()
    not_known: int = 0
    too_soon: int | None = None
    residents: int | None = None  # for a rate: the residents of the group

    def parsed(self, table: Table) -> list[dict[str, Value]]:
        """The rows with every column of the table, each value of its column's type."""
        lines = [[cell.strip() for cell in line.split("|")] for line in self.rows.strip().splitlines()]
        head, body = lines[0], lines[1:]
        defaults = {column.name: column.example for column in table.columns}
        return [
            defaults | {name: _value(table, name, cell) for name, cell in zip(head, row, strict=True)}
            for row in body
        ]


def _value(table: Table, name: str, cell: str) -> Value:
    if not cell:
        return None
    match table[name].type:
        case "DATE":
            return date.fromisoformat(cell)
        case "BIGINT" | "INTEGER":
            return int(cell)
    return cell


@dataclass(frozen=True, kw_only=True, eq=False)  # each is one thing, known by being it
class Measure:
    """One definition.

    The predicates are SQL over one table. `denominator` says which rows are counted at all; `numerator` which *of
    those* count, so that the numerator is a part of the denominator by construction. They may name `$start`, `$end`
    (not in the period any more) and `$cut_off` (what was known before that day). The drill-through from a figure to
    its rows uses the same predicates.
    """

    id: str
    name: str
    asks: str
    counts: str
    out_of: str
    base: str  # a few words for what it is out of (for a count, for what is counted), to stand after a number
    over: Table
    period: str  # the date column that puts a row into a period
    kind: Kind
    unit: Unit
    denominator: str
    numerator: str = "TRUE"
    by: tuple[str, ...] = ()
    always_by: tuple[str, ...] = ()  # what it must be broken down by, because the groups do not add up
    distinct: str = ""  # count different values of this column, not rows
    complete: str = ""  # for a follow-up: whose time is up by the cut-off
    not_known: str = "FALSE"  # rows left out because what decides it is not known
    not_known_says: str = ""
    follow_up: str = ""
    ages: tuple[int, int | None] | None = None  # for a rate: whose residents fit
    places: int = 1
    direction: Direction = Direction.NEITHER
    months_add_up: bool
    why: str
    written_by: str
    checked_by: str
    review_on: date
    example: Example = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a definition that leaves a question open."""
        self.over[self.period]
        for name in (*self.by, *self.always_by, *filter(None, [self.distinct])):
            self.over[name]
        if (self.kind is Kind.COUNT) == bool(self.out_of):
            raise ValueError(f"{self.id}: a count is out of nothing; every other kind says what it is out of")
        if (self.kind is Kind.FOLLOW_UP) != bool(self.complete and self.follow_up):
            raise ValueError(
                f"{self.id}: a follow-up says how long and when it is complete; nothing else does"
            )
        if (self.kind is Kind.RATE) != (self.ages is not None):
            raise ValueError(f"{self.id}: a rate says whose residents fit; nothing else does")
        if (self.not_known != "FALSE") != bool(self.not_known_says):
            raise ValueError(f"{self.id}: say in words what is left out as not known")
        if not set(self.always_by) <= set(self.by):
            raise ValueError(
                f"{self.id}: what it is always broken down by is something it may be broken down by"
            )

    @property
    def room(self) -> str:
        """The room whose work is counted."""
        return self.id.partition(".")[0]

    @property
    def hash(self) -> str:
        """Changes when, and only when, what is counted or how it is shown changes: not with its author or example."""
        counted = (
            self.id,
            self.over.name,
            self.period,
            self.kind,
            self.unit,
            self.denominator,
            self.numerator,
            self.always_by,
            self.distinct,
            self.complete,
            self.not_known,
            self.ages,
            self.places,
        )
        return hashlib.sha256(json.dumps(counted).encode()).hexdigest()[:12]
