"""The administrator's pages: people, the roles and ranks they hold, their accounts; and agencies."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from oocr.access import forms, queries
from oocr.access.actions import accounts, roles
from oocr.access.actions.signing_in import has_second_step
from oocr.access.models import User
from oocr.access.pages import Request
from oocr.access.presenters import accounts as shown
from oocr.access.ranks import Rank
from oocr.lifecycle.verdict import Refused
from oocr.ui.forms import Form
from oocr.ui.lists import Pagination
from oocr.ui.page import Page
from oocr.ui.render import render

PER_PAGE = 25
MOVES: dict[str, Callable[..., User]] = {
    "lock": accounts.lock_account,
    "unlock": accounts.unlock_account,
    "deactivate": accounts.deactivate_account,
    "reactivate": accounts.reactivate_account,
}


@require_safe
def people(request: Request) -> HttpResponse:
    """Everyone who has an account, found by name, address or collar number."""
    text = request.GET.get("text", "").strip()
    found = queries.accounts_found(request.user, text, timezone.localdate())
    asked = queries.page_number(request.GET.get("page"))
    pages = Pagination.within(request.GET, asked, PER_PAGE, found.count())
    return render(
        request, "access/accounts.html", shown.accounts_page(text, found[pages.start : pages.last], pages)
    )


@require_safe
def account(request: Request, number: int) -> HttpResponse:
    """One person's account."""
    found = queries.account_for(request.user, number)
    page = shown.account_page(found, request.user, queries.refused_sign_ins(found), has_second_step(found))
    return render(request, "access/account.html", page)


def add_account(request: Request) -> HttpResponse:
    """Make an account."""
    form = forms.NewAccount(forms.posted(request))
    made: list[User] = []
    if _done(
        form, lambda given: made.append(accounts.create_account(**given, by=request.user, at=timezone.now()))
    ):
        messages.success(request, "The account is made. Give it a role, then send an invitation.")
        return redirect("access:account", made[0].pk)
    return render(request, "access/add_account.html", Page(title="Make an account", form=form))


@require_POST
def invite(request: Request, number: int) -> HttpResponse:
    """Send the person a link to choose a password."""
    found = queries.account_for(request.user, number)
    link = request.build_absolute_uri(queries.link_for(found))
    return _after(request, found, "The invitation is sent.", accounts.invite, link=link)


@require_POST
def move_account(request: Request, number: int, move: str) -> HttpResponse:
    """Lock, unlock, deactivate or reactivate."""
    if move not in MOVES:
        raise Http404
    found = queries.account_for(request.user, number)
    return _after(request, found, shown.MOVES[move][1], MOVES[move])


@require_POST
def reset_second_step(request: Request, number: int) -> HttpResponse:
    """Forget the person's authenticator."""
    found = queries.account_for(request.user, number)
    return _after(request, found, "The second step is removed.", accounts.reset_second_step)


@require_POST
def forget_refusals(request: Request, number: int) -> HttpResponse:
    """Let someone who was locked out by wrong passwords try again now."""
    found = queries.account_for(request.user, number)
    return _after(request, found, "They can try again now.", accounts.forget_refusals)


def grant_role(request: Request, number: int) -> HttpResponse:
    """Give the person a role."""
    found = queries.account_for(request.user, number)
    form = forms.NewRole(forms.posted(request), today=timezone.localdate())
    if _done(form, lambda given: roles.grant_role(user=found, **given, by=request.user, at=timezone.now())):
        messages.success(request, "The role is given.")
        return redirect("access:account", number)
    page = shown.account_form(found, "Give a role", "Give this role", form, shown.role_hints())
    return render(request, "access/account_form.html", page)


def end_role(request: Request, number: int, held: int) -> HttpResponse:
    """End a role the person holds."""
    found = queries.account_for(request.user, number)
    membership = queries.membership_of(found, held)
    form = forms.LastDay(forms.posted(request), today=timezone.localdate())
    if _done(
        form, lambda given: roles.end_role(membership=membership, **given, by=request.user, at=timezone.now())
    ):
        messages.success(request, "The role is ended.")
        return redirect("access:account", number)
    page = shown.account_form(found, "End a role", "End this role", form)
    return render(request, "access/account_form.html", page)


def record_rank(request: Request, number: int) -> HttpResponse:
    """Record a rank the person holds."""
    found = queries.account_for(request.user, number)
    form = forms.NewRank(forms.posted(request))

    def record(given: dict[str, Any]) -> None:
        rank = Rank(given.pop("rank"))
        roles.record_rank(user=found, rank=rank, **given, by=request.user, at=timezone.now())

    if _done(form, record):
        messages.success(request, "The rank is recorded.")
        return redirect("access:account", number)
    page = shown.account_form(found, "Record a rank", "Record this rank", form)
    return render(request, "access/account_form.html", page)


@require_safe
def agencies(request: Request) -> HttpResponse:
    """Every agency that works in the system."""
    return render(request, "access/agencies.html", shown.agencies_page(queries.agencies()))


def add_agency(request: Request) -> HttpResponse:
    """Add an agency."""
    form = forms.NewAgency(forms.posted(request))

    def add(given: dict[str, Any]) -> None:
        roles.add_agency(key=slugify(given["name"])[:50], **given, by=request.user, at=timezone.now())

    if _done(form, add):
        messages.success(request, "The agency is added.")
        return redirect("access:agencies")
    return render(request, "access/add_agency.html", Page(title="Add an agency", form=form))


def _done(form: Form, action: Callable[[dict[str, Any]], object]) -> bool:
    """Do it if the form is right. A refusal becomes the form's own error."""
    if not form.is_valid():
        return False
    try:
        action(dict(form.cleaned_data))
    except Refused as refused:
        form.add_error(None, refused.verdict.because)
        return False
    return True


def _after(
    request: Request, found: User, told: str, action: Callable[..., object], **given: object
) -> HttpResponse:
    """Do it, say so, and go back to the person's page."""
    action(user=found, by=request.user, at=timezone.now(), **given)
    messages.success(request, told)
    return redirect("access:account", found.pk)
