"""The ledger, for auditors."""

import datetime as dt

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from oocr.access import queries
from oocr.access.actions.reading import search_ledger, take_out_ledger
from oocr.access.forms import LedgerSearch
from oocr.access.pages import Request
from oocr.access.presenters.ledger import as_csv, ledger_page
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Asked
from oocr.ui.lists import Pagination
from oocr.ui.render import render

PER_PAGE = 50


@require_safe
def search(request: Request) -> HttpResponse:
    """Who did what, when: filtered, newest first. To search is itself written down."""
    form = LedgerSearch(request.GET)
    number = queries.page_number(request.GET.get("page"))
    found, total = search_ledger(
        asked=_asked(form), page=number, per_page=PER_PAGE, by=request.user, at=timezone.now()
    )
    names = queries.names_of(ref for line in found for ref in line.references)
    pages = Pagination.within(request.GET, number, PER_PAGE, total)
    return render(request, "access/ledger.html", ledger_page(form, found, names, pages, request.GET))


@require_safe
def export(request: Request) -> HttpResponseBase:
    """The lines found, as a file."""
    asked = _asked(LedgerSearch(request.GET))
    take_out_ledger(asked=asked, by=request.user, at=timezone.now())
    rows = as_csv(ledger.walk(asked), queries.names_of_everyone())
    headers = {"Content-Disposition": 'attachment; filename="ledger.csv"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


def _asked(form: LedgerSearch) -> Asked:
    """What the filters ask for. One that cannot be read finds nothing, rather than everything."""
    if not form.is_valid():
        return Asked(touching=())
    given = form.cleaned_data
    return Asked(
        about=given["about"] or None,
        touching=queries.references_named(given["person"]) if given["person"] else None,
        event=Event(given["event"]) if given["event"] else None,
        since=_midnight(given["from_on"]) if given["from_on"] else None,
        until=_midnight(given["to_on"] + dt.timedelta(days=1)) if given["to_on"] else None,
    )


def _midnight(day: dt.date) -> dt.datetime:
    """When the day begins in London."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
