"""Addresses of lists: the same question with one thing changed, so that sorting, filtering and paging keep each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from oocr.ui.page import Link
from oocr.ui.parts import Column

Query = QueryDict | Mapping[str, str]


def address(query: Query, **changes: str | int | Sequence[str] | None) -> str:
    """The list's address with these parameters changed, and those that are None taken away."""
    pairs = [(key, value) for key, value in _pairs(query) if key not in changes]
    for key, change in changes.items():
        if change is None:
            continue
        values = change if isinstance(change, list | tuple) else [change]
        pairs += [(key, str(value)) for value in values]
    return "?" + urlencode(pairs)


def without(query: Query, key: str, value: str) -> str:
    """The list's address with one chosen filter taken away, from its first page."""
    return "?" + urlencode([pair for pair in _pairs(query) if pair != (key, value) and pair[0] != "page"])


def sorted_column(label: str, key: str, query: Query, *, by: str, numeric: bool = False) -> Column:
    """A column whose heading sorts: `by` is the order in force, "opened" upwards or "-opened" downwards."""
    state = {key: "ascending", f"-{key}": "descending"}.get(by, "")
    following = f"-{key}" if state == "ascending" else key
    return Column(label, href=address(query, sort=following, page=None), sorted=state, numeric=numeric)


@dataclass(frozen=True)
class Pagination:
    """Which part of a list is shown. Says nothing of how it was found: the total may come from anywhere."""

    query: Query
    page: int
    per_page: int
    total: int

    @classmethod
    def within(cls, query: Query, page: int, per_page: int, total: int) -> Self:
        """The page asked for or, when there are not so many, the last: a list grows shorter while it is worked through."""
        return cls(query, min(page, cls(query, 1, per_page, total).pages), per_page, total)

    @property
    def start(self) -> int:
        """How many things stand before the first shown."""
        return (self.page - 1) * self.per_page

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, ceil(self.total / self.per_page))

    @property
    def first(self) -> int:
        """The place of the first thing shown, counting from 1."""
        return self.start + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The place of the last thing shown."""
        return min(self.page * self.per_page, self.total)

    @property
    def previous(self) -> str:
        """Where the page before is, if there is one."""
        return self._at(self.page - 1) if self.page > 1 else ""

    @property
    def following(self) -> str:
        """Where the page after is, if there is one."""
        return self._at(self.page + 1) if self.page < self.pages else ""

    @property
    def links(self) -> list[Link | None]:
        """The first, the last and those near this page; None where some are left out."""
        near = {1, self.pages, *range(self.page - 1, self.page + 2)} & set(range(1, self.pages + 1))
        links: list[Link | None] = []
        for number, before in _with_the_one_before(sorted(near)):
            if number - before > 1:
                links.append(None)
            links.append(Link(str(number), self._at(number), current=number == self.page))
        return links

    def _at(self, number: int) -> str:
        return address(self.query, page=number)


def _pairs(query: Query) -> list[tuple[str, str]]:
    if isinstance(query, QueryDict):
        return [(key, value) for key, values in query.lists() for value in values]
    return list(query.items())


def _with_the_one_before(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    before = 0
    for number in numbers:
        yield number, before
        before = number
