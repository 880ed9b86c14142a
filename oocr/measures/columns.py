"""What a column and a table of the analysis extract are. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Value = str | int | date | None
NOT_RECORDED = "not_recorded"


class Type(StrEnum):
    """What a column holds, by DuckDB's name for it."""

    KEY = "BIGINT"
    NUMBER = "INTEGER"
    TEXT = "VARCHAR"
    DATE = "DATE"


@dataclass(frozen=True, eq=False)  # each is one thing, known by being it
class Column:
    """One column. `example` is also what a worked example's row holds where it does not say.

    `labels` makes it something figures may be broken down by: every value it may hold, in the order people read
    them, with the words for it. Such a column is never empty; what is not known is a value of its own.
    """

    name: str
    type: Type
    says: str
    example: Value
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, value: str) -> str:
        """The words for a value; a name that is not from a closed list (a service) is its own."""
        return self.labels.get(value, value)


@dataclass(frozen=True, eq=False)  # each is one thing, known by being it
class Table:
    """One table of the extract. `quiet_days` is the longest stretch without a row that a whole year could have."""

    name: str
    one_row_per: str
    columns: tuple[Column, ...]
    key: str
    dated_by: str = ""
    quiet_days: int = 0

    def __getitem__(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"The table {self.name} has no column {name!r}; it has {', '.join(self.names)}")

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)
