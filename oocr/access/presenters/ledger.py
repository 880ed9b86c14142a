"""What the ledger's search page and its file show: sentences, with people's names in the place of references."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from django.http import QueryDict
from django.urls import reverse

from oocr.audit.ledger import Line
from oocr.ui.formats import day, moment
from oocr.ui.forms import Form
from oocr.ui.lists import Pagination, without
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell, ChosenFilters, Column

HEADINGS = ("number", "at", "written_at", "event", "by", "by_name", "about", "sentence")


@dataclass(kw_only=True)
class LedgerPage(Page):
    """One page of the ledger."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    pages: Pagination
    chosen: Sequence[ChosenFilters]
    file_href: str


def ledger_page(
    form: Form, found: Iterable[Line], names: Mapping[str, str], pages: Pagination, query: QueryDict
) -> LedgerPage:
    """The lines found, and the filters in force."""
    return LedgerPage(
        title="Ledger",
        wide=True,
        form=form,
        columns=[Column("Line", numeric=True), Column("When"), Column("What happened"), Column("About")],
        rows=[
            [Cell(str(line.number)), Cell(moment(line.at)), Cell(line.told(names)), Cell(line.about)]
            for line in found
        ],
        pages=pages,
        chosen=_chosen(form, query),
        file_href=f"{reverse('access:ledger_csv')}?{query.urlencode()}",
    )


def as_csv(found: Iterable[Line], names: Mapping[str, str]) -> Iterator[str]:
    """The lines as a file, a row at a time."""
    yield _row(HEADINGS)
    for line in found:
        yield _row(
            (
                str(line.number),
                line.at.isoformat(),
                line.written_at.isoformat(),
                line.event.value,
                line.by,
                _harmless(names.get(line.by, "")),
                line.about,
                _harmless(line.told(names)),
            )
        )


def _row(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _harmless(text: str) -> str:
    """Words that a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _chosen(form: Form, query: QueryDict) -> list[ChosenFilters]:
    """The filters in force, each with the address that takes it away."""
    if not form.is_valid():
        return []
    chosen = []
    for name, value in form.cleaned_data.items():
        if not value:
            continue
        bound = form[name]
        if isinstance(value, dt.date):
            words, href = day(value), _without_date(query, name)
        else:
            words = str(dict(bound.field.choices)[value]) if name == "event" else str(value)  # type: ignore[attr-defined]  # it has
            href = without(query, name, query.get(name, ""))
        chosen.append(ChosenFilters(str(bound.label), [Link(words, href)]))
    return chosen


def _without_date(query: QueryDict, name: str) -> str:
    left = query.copy()
    for part in ("day", "month", "year"):
        left.pop(f"{name}_{part}", None)
    left.pop("page", None)
    return "?" + left.urlencode()
