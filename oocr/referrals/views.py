"""The referral list, and one referral."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from oocr.access.actions.reading import record_names_listed
from oocr.access.forms import posted
from oocr.access.pages import Request
from oocr.access.queries import page_number
from oocr.referrals import actions, presenters, queries
from oocr.referrals.forms import FindReferral
from oocr.ui.lists import address
from oocr.ui.render import render


@require_http_methods(["GET", "HEAD", "POST"])
def referrals(request: Request) -> HttpResponse:
    """The referrals this person may see, by how they stand. What is looked for is posted: it could be a name, and
    only what is a number comes to stand in an address."""
    form = FindReferral(posted(request))
    if form.is_valid():
        number = form.cleaned_data["number"].strip()
        return redirect(reverse("referrals:referrals") + address({}, number=number))
    asked = presenters.Asked.of(request.GET, page_number(request.GET.get("page")))
    listed = queries.listing(request.user, asked.number, asked.part, asked.order, timezone.localdate())
    page = presenters.list_page(request.user, request.GET, asked, listed, form)
    record_names_listed(of="referrals", rows=page.names, by=request.user, at=timezone.now())
    return render(request, "referrals/referrals.html", page)


@require_safe
def referral(request: Request, number: int) -> HttpResponse:
    """One referral, with what delivering it takes. The ledger says who read it."""
    found = queries.referral_for(request.user, number)
    actions.record_reading(referral=found, by=request.user, at=timezone.now())
    page = presenters.referral_page(request.user, found, queries.sessions_of(found), timezone.localdate())
    return render(request, "referrals/referral.html", page)
