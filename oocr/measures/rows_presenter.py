"""What the page of the rows behind a figure shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.http import QueryDict
from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.queries import page_number
from oocr.cases.queries import CaseSeen
from oocr.measures.addresses import query
from oocr.measures.engine import Group, Row
from oocr.measures.figure import Part, Window
from oocr.measures.measure import Measure
from oocr.measures.snapshot import Snapshot
from oocr.ui.formats import day, moment, plural, span
from oocr.ui.lists import Pagination
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell, Column, Fact

PER_PAGE = 25
PART_WORDS = {
    Part.NUMERATOR: "What counted",
    Part.DENOMINATOR: "What it is out of",
    Part.TOO_SOON: "Too soon to say",
    Part.NOT_KNOWN: "Left out because not known",
}


@dataclass(kw_only=True)
class RowsPage(Page):
    """The cases behind a figure, as far as the one who asks may see them; the others as a number."""

    pages: Pagination
    facts: Sequence[Fact] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[Cell]] = ()
    unseen: Sequence[str] = ()


def rows_page(
    measure: Measure,
    window: Window,
    part: Part,
    group: Group,
    counted: Sequence[Row],
    cases: Mapping[str, CaseSeen],
    snapshot: Snapshot,
    address: QueryDict,
    user: User,
) -> RowsPage:
    """A page of the rows that this person may see, and how many there are besides."""
    seen = [row for row in counted if any(reference in cases for reference in row.references)]
    nowhere = sum(not row.references for row in counted)
    pages = Pagination.within(address, page_number(address.get("page")), PER_PAGE, len(seen))
    names = user.may(Permission.SEE_IDENTITY)
    return RowsPage(
        title=f"Rows: {measure.name}",
        breadcrumbs=[
            Link("Figures", reverse("measures:figures")),
            Link("Annual summary", reverse("measures:annual_summary") + query(window)),
        ],
        facts=_facts(measure, window, part, group, len(counted), snapshot),
        columns=[Column("Case"), *([Column("Person")] if names else []), Column("Opened"), Column("State")],
        rows=[
            _cells(case, names) for row in seen[pages.start : pages.last] for case in _cases_of(row, cases)
        ],
        pages=pages,
        unseen=_unseen(len(counted) - len(seen) - nowhere, nowhere),
    )


def _facts(
    measure: Measure, window: Window, part: Part, group: Group, total: int, snapshot: Snapshot
) -> list[Fact]:
    narrowed = [
        f"{name.replace('_', ' ').capitalize()}: {measure.over[name].label(value)}" for name, value in group
    ]
    return [
        Fact("Figure", measure.name),
        Fact("Shown", f"{PART_WORDS[part]}: {total:,} {measure.unit.value}"),
        Fact("Group", narrowed or "All"),
        Fact("Period", span(window.start, window.end - timedelta(days=1))),
        Fact("Analysis extract", f"Taken {moment(snapshot.taken_at)}"),
    ]


def _cases_of(row: Row, cases: Mapping[str, CaseSeen]) -> list[CaseSeen]:
    return [cases[reference] for reference in row.references if reference in cases]


def _cells(case: CaseSeen, names: bool) -> list[Cell]:
    href = reverse("desk:case", args=[case.reference])
    person = [Cell(case.name)] if names else []
    return [Cell(case.reference, href), *person, Cell(day(case.opened_on)), Cell(case.state.capitalize())]


def _unseen(others: int, nowhere: int) -> list[str]:
    """What is counted and not shown: cases this person may not see, and crimes that no case here is about."""
    lines = []
    if others:
        lines.append(f"{plural(others, 'row')} more: their cases are not yours to see.")
    if nowhere:
        lines.append(f"{plural(nowhere, 'row')} more: no case in this service is about them.")
    return lines
