"""What the page of published values beside ours shows, and the few of them that stand on the summary itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.measures.addresses import query, rows_href
from oocr.measures.annual_summary import INTERNAL, TITLE, Summary
from oocr.measures.reconcile import Compared, Finding
from oocr.ui.formats import plural, span
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell, Column, Tag

COLOURS = {
    Finding.SAME: "green",
    Finding.DIFFERENT: "red",
    Finding.ANOTHER_BASE: "orange",
    Finding.CUT: "yellow",
    Finding.NO_BASE: "red",
}
COLUMNS = [Column("Value"), Column("As printed"), Column("Our count"), Column("Finding"), Column("Why")]
NOTHING = "Nothing published for this period is kept here"


@dataclass(frozen=True)
class PublishedShown:
    """A published table beside ours."""

    id: str
    title: str
    source: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Reconciled:
    """How many published values are the same as ours, and those that are not. `whole` leads to all of them."""

    counted: str
    whole: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(kw_only=True)
class PublishedPage(Page):
    """Each published value of a period beside ours; without any, why there is none."""

    marking: str = INTERNAL
    period: str = ""
    counted: str = ""
    columns: Sequence[Column] = ()
    tables: Sequence[PublishedShown] = ()
    summary_href: str = ""
    nothing: str = ""
    wide: bool = True


def published_page(summary: Summary, user: User) -> PublishedPage:
    """The whole reconciliation."""
    window = summary.window
    here = reverse("measures:annual_summary") + query(window)
    return PublishedPage(
        title="Published values beside ours",
        breadcrumbs=_crumbs(here),
        period=span(window.start, window.end - timedelta(days=1)),
        counted=_counted(summary),
        columns=COLUMNS,
        tables=[
            PublishedShown(
                f"published-{number}", c.paper.title, c.paper.source, _rows(c.values, summary, user)
            )
            for number, c in enumerate(summary.comparisons, start=1)
        ],
        summary_href=here,
        nothing="" if summary.comparisons else NOTHING,
    )


def nothing_page(because: str) -> PublishedPage:
    """The page where there is nothing of ours to compare with."""
    here = reverse("measures:annual_summary")
    return PublishedPage(
        title="Published values beside ours", breadcrumbs=_crumbs(here), summary_href=here, nothing=because
    )


def reconciled(summary: Summary, user: User) -> Reconciled | None:
    """What the summary says of it: how many are the same, and the others in one table. None when none is kept."""
    if not summary.comparisons:
        return None
    differing = [
        value for c in summary.comparisons for value in c.values if value.finding is not Finding.SAME
    ]
    whole = reverse("measures:published") + query(summary.window)
    return Reconciled(_counted(summary), whole, COLUMNS, _rows(differing, summary, user))


def _counted(summary: Summary) -> str:
    findings = [value.finding for c in summary.comparisons for value in c.values]
    same = findings.count(Finding.SAME)
    return (
        f"{plural(len(findings), 'value was', 'values were')} published for this period: {same:,} the same as "
        f"ours, {len(findings) - same:,} not."
    )


def _crumbs(summary_href: str) -> list[Link]:
    return [Link("Figures", reverse("measures:figures")), Link(TITLE, summary_href)]


def _rows(values: Iterable[Compared], summary: Summary, user: User) -> list[list[Cell]]:
    rows = []
    for value in values:
        ours = value.ours
        seen = value.count and user.may(Permission.SEE_FIGURE_ROWS)
        href = (
            rows_href(ours.measure.id, value.window, ours.part, ours.group, summary.snapshot.id)
            if seen
            else ""
        )
        rows.append(
            [
                Cell(value.published.says),
                Cell(value.published.printed),
                Cell(f"{value.count:,}", href),
                Cell(tag=Tag(value.finding.value, COLOURS[value.finding])),
                Cell(value.sentence),
            ]
        )
    return rows
