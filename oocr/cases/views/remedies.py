"""The Community Remedy list and the victim services: seeing them, and making the next version."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from oocr.access.pages import Request
from oocr.cases.actions import remedies as actions
from oocr.cases.forms.remedies import MakeRemedyList, NameVictimService
from oocr.cases.presenters.remedies import make_list_page, name_service_page, offers_page, withdraw_list_page
from oocr.cases.victim_queries import (
    any_service_is_invented,
    remedy_items_between,
    remedy_list_for,
    remedy_lists,
    victim_services_on,
)
from oocr.cases.victim_vocabulary import ROUTES
from oocr.lifecycle.verdict import Refused
from oocr.ui.render import render

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def victim_offers(request: Request) -> HttpResponse:
    """What victims are offered here: the list in force, its other versions, and the victim services."""
    today = timezone.localdate()
    services, invented = victim_services_on(today), any_service_is_invented(today)
    page = offers_page(remedy_lists(), services, invented, request.user, today)
    return render(request, "cases/victim_offers.html", page)


@get_or_post
def make_remedy_list(request: Request) -> HttpResponse:
    """The next version of the list, begun from the one in force."""
    at = timezone.now()
    today = timezone.localdate(at)
    standing = bool([each for each in remedy_lists() if not each.withdrawn_at])
    form = MakeRemedyList(
        request.POST if request.method == "POST" else None,
        now=remedy_items_between(today, today),
        earliest=today if standing else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_remedy_list(by=request.user, at=at, **form.facts)
        except Refused as refused:
            form.take(refused.verdict)
        else:
            messages.success(request, "The new list is made.")
            return redirect("cases:victim_offers")
    return render(request, "cases/victim_offer_form.html", make_list_page(form))


@get_or_post
def withdraw_remedy_list(request: Request, number: int) -> HttpResponse:
    """Take a version back before its day."""
    found = remedy_list_for(number)
    if request.method == "POST":
        actions.withdraw_remedy_list(remedy_list=found, by=request.user, at=timezone.now())
        messages.success(request, "The list is withdrawn.")
        return redirect("cases:victim_offers")
    return render(request, "cases/victim_offer_form.html", withdraw_list_page(found))


@get_or_post
def name_victim_service(request: Request, route: str) -> HttpResponse:
    """Say who runs the victim service of a route."""
    if route not in ROUTES:
        raise Http404
    form = NameVictimService(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_victim_service(route=route, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.take(refused.verdict)
        else:
            messages.success(request, "The service is named.")
            return redirect("cases:victim_offers")
    return render(request, "cases/victim_offer_form.html", name_service_page(route, form))
