"""The case list: which cases, in which order, how many. What it takes to ask this of 250,000 cases is in
docs/explanation/cases.md."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case as Choice
from django.db.models import Count as Tally
from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Lower

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import Case, CaseCrime, Offence, Resolution, SavedView
from oocr.cases.number_search import AT_MOST as NUMBERED_AT_MOST
from oocr.cases.number_search import cases_numbered, is_number
from oocr.cases.people_search import Found, people_named
from oocr.cases.stages import with_stage
from oocr.cases.states import State

PER_PAGE = 25
# Beyond this many the exact number helps nobody and costs everybody: the list says "more than 10,000".
COUNTED_TO = 10_000

# With no more than this many to show, they are found first and then sorted; with more, the index of the order is
# walked until a page is full. Either alone would be slow at the other's end.
SORTED_UP_TO = 2_000

# How the list can be ordered: the key in the address, and the columns. Each has an index, and ends in a unique column
# so that no case is shown twice or left out between two pages.
ORDERS: Mapping[str, tuple[Any, ...]] = {
    "opened": (F("opened_on"), F("id")),
    "reference": (F("reference"),),
    "name": (Lower("person__family_name"), Lower("person__given_names"), F("person_id"), F("id")),
}


@dataclass(frozen=True)
class Filters:
    """What narrows the list. Nothing given narrows nothing."""

    officer: str = ""
    kinds: Sequence[str] = ()
    areas: Sequence[str] = ()
    groups: Sequence[str] = ()
    stages: Sequence[str] = ()
    age: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    marked: Sequence[str] = ()

    @property
    def by_facet(self) -> bool:
        """Do any of them stand in the facets, which have an index of their own?"""
        return bool(self.kinds or self.groups or self.marked)


@dataclass(frozen=True)
class Count:
    """How many there are, as far as they were counted."""

    number: int

    @property
    def is_capped(self) -> bool:
        """Are there more than were counted?"""
        return self.number > COUNTED_TO

    @property
    def shown(self) -> int:
        """How many can be paged through."""
        return min(self.number, COUNTED_TO)


def matching(user: User, filters: Filters) -> QuerySet[Case]:
    """The cases this person may see that fit the filters, in no order and any state."""
    found = Case.objects.visible_to(user)
    if filters.officer:
        found = found.filter(officer_collar_number=filters.officer)
    if filters.areas:
        found = found.filter(area_code__in=filters.areas)
    if filters.stages:
        found = found.filter(stage__in=filters.stages)
    if filters.age:
        found = found.filter(is_child=filters.age == "child")
    if filters.opened_from:
        found = found.filter(opened_on__gte=filters.opened_from)
    if filters.opened_to:
        found = found.filter(opened_on__lte=filters.opened_to)
    for facets in (_facets("kind", filters.kinds), _facets("group", filters.groups)):
        if facets:
            found = found.filter(facets__overlap=facets)
    for mark in filters.marked:
        found = found.filter(MARKS[mark])
    return found


def _facets(sort: str, values: Sequence[str]) -> list[str]:
    return [f"{sort}:{value}" for value in values]


# What a case can be marked with, and its condition.
MARKS: Mapping[str, Q] = {
    "domestic_abuse": Q(facets__contains=["domestic_abuse"]),
    "hate": Q(facets__contains=["hate"]),
    "restricted": Q(restricted=True),
    "no_outcome_code": Q(facets__contains=["no_outcome_code"]),
}


def counts(parts: Mapping[str, QuerySet[Any]]) -> dict[str, Count]:
    """How many each part has, counted no further than need be, in one question for all of them."""
    selects: list[str] = []
    values: list[Any] = []
    for part in parts.values():
        try:
            sql, given = part.order_by().values(one=Value(1))[: COUNTED_TO + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, given = "SELECT 1 WHERE false", ()
        # `sql` is what the query builder made, and its values are passed apart from it.
        selects.append(f"(SELECT count(*) FROM ({sql}) AS part)")  # noqa: S608  # as above
        values += given
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(selects), values)
        return {key: Count(number) for key, number in zip(parts, cursor.fetchone(), strict=True)}


def count_by_state(found: QuerySet[Case], *, in_one_pass: bool = False) -> dict[str, Count]:
    """How many are in each state, and in any (""). One pass where an index finds them whatever their state."""
    if in_one_pass:
        by = dict(found.order_by().values_list("state").annotate(number=Tally("pk")))
        by_state = {state.value: Count(by.get(state.value, 0)) for state in State}
    else:
        by_state = counts({state.value: found.filter(state=state) for state in State})
    return {"": Count(sum(count.number for count in by_state.values()))} | by_state


class _NotByIndex(Func):
    """The same value, but not what the index holds: PostgreSQL must find the rows by the filters and sort them."""

    function = "coalesce"


def in_order(found: QuerySet[Case], order: str, how_many: int) -> QuerySet[Case]:
    """Sorted by a key of `ORDERS`, downwards when it begins with "-"."""
    columns = list(ORDERS[order.removeprefix("-")])
    if how_many <= SORTED_UP_TO:
        columns[0] = _NotByIndex(columns[0], columns[0])
    return found.order_by(*(column.desc() if order.startswith("-") else column.asc() for column in columns))


def with_what_is_shown(found: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with its person, its newest resolution, its first crime's offence and how far it has come."""
    newest = Resolution.objects.filter(case=OuterRef("pk")).order_by("-issued_on", "-pk")
    first = CaseCrime.objects.filter(case=OuterRef("pk")).order_by("pk")
    return with_stage(found.select_related("person")).annotate(
        resolution_kind=Subquery(newest.values("kind")[:1]),
        offence_title=Subquery(first.values("crime__offence__title")[:1]),
    )


@dataclass(frozen=True)
class Asked:
    """What someone asked the list for."""

    filters: Filters
    state: str = ""
    text: str = ""
    order: str = "-opened"
    page: int = 1


@dataclass(frozen=True)
class Listing:
    """A page of the list, and how many there are of each state. `close_spelling`: nobody is called just that."""

    cases: list[Any]
    by_state: dict[str, Count]
    page: int
    close_spelling: bool = False
    too_many: bool = False


@dataclass(frozen=True)
class Matched:
    """The cases that fit; the people found when a name was searched for; whether more fit a search than are there."""

    cases: QuerySet[Case]
    people: Found | None = None
    too_many: bool = False


def found_for(user: User, filters: Filters, text: str) -> Matched:
    """The cases that fit the filters and what was typed: a number when there is a digit in it, otherwise a name."""
    among = matching(user, filters)
    if not text:
        return Matched(among)
    if is_number(text) or not user.may(Permission.SEE_IDENTITY):
        numbered = cases_numbered(text, among, user)
        return Matched(among.filter(pk__in=numbered), too_many=len(numbered) >= NUMBERED_AT_MOST)
    people = people_named(text, among)
    return Matched(among.filter(person__in=people.everyone), people, people.is_capped)


def listing(user: User, asked: Asked) -> Listing:
    """One page of the list for this person."""
    found = found_for(user, asked.filters, asked.text)
    among, people = found.cases, found.people
    by_state = count_by_state(among, in_one_pass=bool(asked.text) or asked.filters.by_facet)
    count = by_state[asked.state]
    page = min(max(asked.page, 1), max(1, ceil(count.shown / PER_PAGE)))
    chosen = among.filter(state=asked.state) if asked.state else among
    ordered = _nearest_first(in_order(chosen, asked.order, count.number), people)
    return Listing(
        # Nothing to show is known already; looking for it would read every case.
        cases=_shown(ordered, page) if count.number else [],
        by_state=by_state,
        page=page,
        close_spelling=bool(people and people.nearly and not people.called),
        too_many=found.too_many,
    )


def _shown(ordered: QuerySet[Case], page: int) -> list[Any]:
    """The cases of one page: which they are first, so that what is shown of a case is read for those alone."""
    start = (page - 1) * PER_PAGE
    here = Case.objects.filter(pk__in=ordered.values("pk")[start : start + PER_PAGE])
    return list(with_what_is_shown(here).order_by(*ordered.query.order_by))


def _nearest_first(ordered: QuerySet[Case], people: Found | None) -> QuerySet[Case]:
    """Those who are called just what was typed before those called something like it."""
    if not people or not people.called or not people.nearly:
        return ordered
    nearness = Choice(When(person__in=people.called, then=0), default=1)
    return ordered.order_by(nearness, *ordered.query.order_by)


@dataclass(frozen=True)
class Offered:
    """What the list offers to narrow by, and this person's saved views as (number, name, query)."""

    groups: list[str]
    stages: list[str]
    views: list[tuple[int, str, dict[str, list[str]]]]


def offered_to(user: User) -> Offered:
    """The groups and stages there are, and the person's saved views, in one question."""
    nothing = {"query": Value("", TextField()), "number": Value(0)}
    groups = Offence.objects.annotate(sort=Value("group"), said=F("group"), **nothing)
    stages = Case.objects.exclude(stage="").annotate(sort=Value("stage"), said=F("stage"), **nothing)
    views = SavedView.objects.visible_to(user).annotate(
        sort=Value("view"), said=F("name"), asked=Cast("query", TextField()), number=F("pk")
    )
    columns = ("sort", "said", "query", "number")
    rows = list(
        groups.values_list(*columns)
        .union(stages.values_list(*columns), views.values_list("sort", "said", "asked", "number"))
        .order_by("said")
    )
    return Offered(
        groups=[said for sort, said, _, _ in rows if sort == "group"],
        stages=[said for sort, said, _, _ in rows if sort == "stage"],
        views=[(number, said, json.loads(query)) for sort, said, query, number in rows if sort == "view"],
    )
