"""The baseline of the case list: the same page, its rows, counts and choices kept in a list. For the benchmark only."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.cases.case_list import Asked, Filters, listing, offered_to
from oocr.cases.forms.listing import FindCases, NameView, NarrowCases
from oocr.cases.presenters.listing import ListForms, case_list_page
from oocr.config.urls import urlpatterns as everything
from oocr.ui.render import render


@cache
def _read_once(user: Any) -> tuple[Any, Any]:
    return listing(user, Asked(Filters(), state="open")), offered_to(user)


def in_memory(request: HttpRequest) -> HttpResponse:
    """The open cases, as the list opens."""
    user: Any = request.user
    found, offered = _read_once(user)
    narrow = NarrowCases(request.GET, groups=offered.groups, stages=offered.stages)
    narrow.filters()
    forms = ListForms(narrow, FindCases(), NameView())
    shown = case_list_page(user, request.GET, Asked(Filters(), state="open"), found, offered, forms)
    return render(request, "cases/cases.html", shown)


urlpatterns = [*everything, page("in-memory/", in_memory, needs=Permission.SEE_CASES)]
