"""The case list and what can be done from it."""

import csv
import secrets
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from oocr.access.actions.reading import record_names_listed
from oocr.access.permissions import Permission
from oocr.cases import actions
from oocr.cases.case_list import ORDERS, Asked, found_for, in_order, listing, offered_to, with_what_is_shown
from oocr.cases.forms.listing import FindCases, NameView, NarrowCases
from oocr.cases.presenters.listing import ListForms, case_list_page, export_columns, safe_cell
from oocr.cases.queries import saved_view_for
from oocr.cases.states import State
from oocr.ui.lists import address
from oocr.ui.render import render

SEARCHES, KEPT = "case_searches", 20


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The case list."""
    offered = offered_to(request.user)  # type: ignore[arg-type]  # signed in, as the address says
    narrow = NarrowCases(request.GET, groups=offered.groups, stages=offered.stages)
    asked = _asked(request, narrow)
    found = listing(request.user, asked)  # type: ignore[arg-type]  # as above
    forms = ListForms(narrow, FindCases(initial={"text": asked.text}), NameView())
    page = case_list_page(request.user, request.GET, asked, found, offered, forms)  # type: ignore[arg-type]  # as above
    record_names_listed(of="cases", rows=page.names, by=request.user, at=timezone.now())  # type: ignore[arg-type]  # as above
    return render(request, "cases/cases.html", page)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Take what was typed, keep it in the session under a meaningless word, and show the list with that word."""
    form = FindCases(request.POST)
    text = form.cleaned_data["text"].strip() if form.is_valid() else ""
    query = request.GET.copy()
    if not text:
        return redirect(reverse("cases:cases") + address(query, found=None, page=None))
    word = secrets.token_urlsafe(6)
    kept = request.session.get(SEARCHES, {})
    request.session[SEARCHES] = {**dict(list(kept.items())[1 - KEPT :]), word: text}
    offered = offered_to(request.user)  # type: ignore[arg-type]  # signed in, as the address says
    filters = NarrowCases(query, groups=offered.groups, stages=offered.stages).filters()
    shown = found_for(request.user, filters, text).cases.count()  # type: ignore[arg-type]  # as above
    actions.record_search(shown=shown, by=request.user, at=timezone.now())  # type: ignore[arg-type]  # as above
    return redirect(reverse("cases:cases") + address(query, found=word, state="all", page=None))


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """The list as it is filtered, searched and sorted, as a CSV file."""
    offered = offered_to(request.user)  # type: ignore[arg-type]  # signed in, as the address says
    asked = _asked(request, NarrowCases(request.GET, groups=offered.groups, stages=offered.stages))
    found = found_for(request.user, asked.filters, asked.text).cases  # type: ignore[arg-type]  # as above
    if asked.state:
        found = found.filter(state=asked.state)
    taken = found.count()
    at = timezone.now()
    actions.record_export(taken=taken, by=request.user, at=at)  # type: ignore[arg-type]  # as above
    rows = with_what_is_shown(in_order(found, asked.order, taken)).iterator(chunk_size=2000)
    named = request.user.may(Permission.SEE_IDENTITY)  # type: ignore[union-attr]  # as above
    return StreamingHttpResponse(
        _csv(rows, export_columns(named)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="cases-{timezone.localdate(at).isoformat()}.csv"'
        },
    )


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters in force under a name."""
    form = NameView(request.POST)
    query = {key: values for key, values in request.GET.lists() if key not in {"found", "page"}}
    if form.is_valid():
        name = form.cleaned_data["name"]
        actions.save_view(name=name, query=query, by=request.user, at=timezone.now())  # type: ignore[arg-type]  # signed in
        messages.success(request, "The view is saved.")
    else:
        messages.warning(request, "Enter a name of up to 60 characters for the view.")
    return redirect(reverse("cases:cases") + address(request.GET, page=None))


@require_POST
def remove_view(request: HttpRequest, number: int) -> HttpResponse:
    """Forget a saved view."""
    view = saved_view_for(request.user, number)  # type: ignore[arg-type]  # signed in, as the address says
    actions.remove_view(view=view, by=request.user, at=timezone.now())  # type: ignore[arg-type]  # as above
    messages.success(request, "The view is removed.")
    return redirect("cases:cases")


def _asked(request: HttpRequest, narrow: NarrowCases) -> Asked:
    """What the address asks for; what it does not say, or says wrongly, is as usual."""
    text = request.session.get(SEARCHES, {}).get(request.GET.get("found", ""), "")
    state = request.GET.get("state", State.OPEN)
    order = request.GET.get("sort", "-opened")
    page = request.GET.get("page", "1")
    return Asked(
        filters=narrow.filters(),
        state="" if state == "all" else state if state in set(State) else State.OPEN,
        text=text,
        order=order if order.removeprefix("-") in _orders(request) else "-opened",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def _orders(request: HttpRequest) -> set[str]:
    """The orders this person may ask for: who sees no names cannot put them in order either."""
    named = request.user.may(Permission.SEE_IDENTITY)  # type: ignore[union-attr]  # signed in, as the address says
    return set(ORDERS) if named else set(ORDERS) - {"name"}


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(cases: Iterator[Any], columns: list[tuple[str, Any]]) -> Iterator[str]:
    """The file line by line, with the mark that tells Excel it is UTF-8."""
    lines = csv.writer(_Echo())
    yield "\ufeff" + lines.writerow([heading for heading, _ in columns])
    for case in cases:
        yield lines.writerow([safe_cell(read(case)) for _, read in columns])
