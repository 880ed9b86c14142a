"""What is recorded of victims: one thing to a page, each victim on their own."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from oocr.access.pages import Request
from oocr.cases.actions import record_reading, victim_offers
from oocr.cases.actions import victims as actions
from oocr.cases.forms.victims import FORMS, AddVictim
from oocr.cases.known import crimes_of
from oocr.cases.presenters.victims import add_victim_page, record_page, victim_page
from oocr.cases.queries import case_for
from oocr.cases.victim_queries import (
    VictimOfCase,
    recommended_route,
    remedy_items_between,
    victim_for,
    victim_services_on,
)
from oocr.cases.victim_vocabulary import SHARED_WITH
from oocr.lifecycle.verdict import Refused
from oocr.ui.render import render

get_or_post = require_http_methods(["GET", "HEAD", "POST"])

ACTIONS: dict[str, Any] = {
    "attempt": actions.record_attempt,
    "views": actions.record_views,
    "remedy": victim_offers.record_remedy_offer,
    "restorative": victim_offers.record_restorative_offer,
    "compensation": victim_offers.record_compensation,
    "rights": actions.record_enhanced_rights,
    "consent": actions.record_sharing_consent,
    "told": actions.record_told,
    "service": victim_offers.record_service_offer,
}
MANY_TIMES = ("attempt", "told")


@require_safe
def victim(request: Request, reference: str, number: int) -> HttpResponse:
    """Everything recorded of one victim, and what was said before."""
    case, at = case_for(request.user, reference), timezone.now()
    each = victim_for(request.user, case, number)
    record_reading(case=case, by=request.user, at=at)
    page = victim_page(case, each, request.user, timezone.localdate(at))
    return render(request, "cases/victim.html", page)


@get_or_post
def add_victim(request: Request, reference: str) -> HttpResponse:
    """Say who a crime was done to, when no extract did."""
    case = case_for(request.user, reference)
    form = AddVictim(request.POST if request.method == "POST" else None, crimes=crimes_of(case))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_victim(case=case, by=request.user, at=timezone.now(), **form.facts)
        except Refused as refused:
            form.take(refused.verdict)
        else:
            messages.success(request, "The victim is added.")
            return redirect("desk:case_victims", case.reference)
    return render(request, "cases/add_victim.html", add_victim_page(case, form))


@get_or_post
def record_of_victim(request: Request, reference: str, number: int, what: str) -> HttpResponse:
    """Record one thing of a victim, or record it anew."""
    case = case_for(request.user, reference)
    each = victim_for(request.user, case, number)
    if what not in ACTIONS or what == "consent":
        raise Http404
    current = None if what in MANY_TIMES else each.newest(what)
    return _record(request, each, what, current)


@get_or_post
def correct_record_of_victim(
    request: Request, reference: str, number: int, what: str, row: int
) -> HttpResponse:
    """Put an attempt, or what a victim was told, right."""
    case = case_for(request.user, reference)
    each = victim_for(request.user, case, number)
    recorded = each.recorded[what] if what in MANY_TIMES else []
    current = next((one for one in recorded if one.pk == row), None)
    if current is None:
        raise Http404
    return _record(request, each, what, current)


@get_or_post
def consent_of_victim(request: Request, reference: str, number: int, with_whom: str) -> HttpResponse:
    """Record whether a victim's details may be given to someone."""
    case = case_for(request.user, reference)
    each = victim_for(request.user, case, number)
    if with_whom not in SHARED_WITH:
        raise Http404
    return _record(request, each, "consent", each.consent(with_whom), with_whom=with_whom)


def _record(request: Request, each: VictimOfCase, what: str, current: Any, **facts: str) -> HttpResponse:
    """The form for one thing, and what becomes of it."""
    at = timezone.now()
    today = timezone.localdate(at)
    form = FORMS[what](
        request.POST if request.method == "POST" else None,
        today=today,
        earliest=min(row.crime.committed_from or row.crime.recorded_on for row in each.rows),
        current=current,
        **_given(each, what, today),
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["was"]
        replaces = next((row for row in each.recorded[what] if row.pk == seen), None)
        try:
            ACTIONS[what](
                case=each.case,
                victim=each.victim,
                replaces=replaces,
                by=request.user,
                at=at,
                **facts,
                **form.facts,
            )
        except Refused as refused:
            form.take(refused.verdict)
        else:
            messages.success(request, "It is recorded.")
            return redirect("desk:case_victims", each.case.reference)
    page = record_page(each, what, form, today, current=current, shared_with=facts.get("with_whom", ""))
    return render(request, "cases/record_of_victim.html", page)


def _given(each: VictimOfCase, what: str, today: date) -> dict[str, Any]:
    """What a form needs to know besides the victim: the lists that were in force, or the area's victim services."""
    if what == "remedy":
        return {"items": remedy_items_between(each.case.opened_on, today)}
    if what == "service":
        return {"services": victim_services_on(today), "recommended": recommended_route(each.case) or ""}
    return {}
