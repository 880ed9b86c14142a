"""One's own account, and why one may not do something."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from oocr.access.actions.signing_in import renew_recovery_codes
from oocr.access.forms import WhyNot
from oocr.access.pages import Request
from oocr.access.permissions import SAID, Permission
from oocr.access.presenters import own
from oocr.access.queries import recovery_codes_left
from oocr.access.roles import verdict_on
from oocr.access.views.signing_in import recovery_codes_page
from oocr.access.visibility import verdict_on_reference
from oocr.ui.render import render


@require_safe
def own_account(request: Request) -> HttpResponse:
    """Who we think you are, what that lets you do, and how you sign in."""
    page = own.own_account(request.user, recovery_codes_left(request.user))
    return render(request, "access/own_account.html", page)


@require_POST
def new_recovery_codes(request: Request) -> HttpResponse:
    """Make new recovery codes and show them once."""
    made = renew_recovery_codes(user=request.user, by=request.user, at=timezone.now())
    return recovery_codes_page(request, made.recovery_codes, reverse("access:own_account"))


@require_safe
def why(request: Request) -> HttpResponse:
    """Choose what you would like to do, or give a case's reference: the verdict, and who could."""
    form = WhyNot(request.GET if request.GET else None)
    verdict, asked = None, ""
    if form.is_valid():
        permission = Permission(form.cleaned_data["permission"])
        reference = form.cleaned_data["reference"]
        asked = SAID[permission]
        verdict = verdict_on(request.user, permission)
        if verdict and reference:
            asked, verdict = f"{asked}, for {reference}", verdict_on_reference(request.user, reference)
    page = own.WhyPage(
        title="Why can’t I?",
        form=form,
        verdict=verdict,
        asked=asked,
        roles=own.held_in_words(request.user),
    )
    return render(request, "access/why.html", page)


@require_safe
def matrix(request: Request) -> HttpResponse:
    """Every role beside every permission."""
    return render(request, "access/matrix.html", own.matrix())
