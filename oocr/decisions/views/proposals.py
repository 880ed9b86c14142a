"""Proposing: begin, write why, set conditions, give reasons, and make the moves of a proposal, each on its own page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from oocr.cases.queries import case_for
from oocr.decisions import actions
from oocr.decisions.decided import condition_for
from oocr.decisions.forms.proposals import Confirm, GiveReasons, SetCondition, WriteRationale
from oocr.decisions.presenters import pages
from oocr.decisions.queries import judged_case, proposal_for, remedies_offered, services_offered
from oocr.decisions.standing import standing_of
from oocr.lifecycle.verdict import Refused
from oocr.policy.facts import RESOLUTIONS
from oocr.ui.render import render

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def attempt(form: Any, act: Callable[[], object]) -> bool:
    """Do it, if the form is right. A refusal is said on the page, which keeps what was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.add_error(None, refused.verdict.because)
        return False
    return True


def sent(request: Any) -> Any:
    """What was posted, or nothing."""
    return request.POST if request.method == "POST" else None


@get_or_post
def propose(request: Any, reference: str, kind: str) -> HttpResponse:
    """What follows from this resolution, to be known before it is proposed; a POST begins the proposal."""
    case, at = case_for(request.user, reference), timezone.now()
    if kind not in RESOLUTIONS:
        raise Http404
    form = Confirm(sent(request))

    def act() -> None:
        actions.draft_proposal(case=case, kind=kind, by=request.user, at=at)

    if attempt(form, act):
        return redirect("decisions:write_rationale", reference)
    judged = judged_case(case, kind, timezone.localdate(at))
    return render(request, "decisions/propose.html", pages.propose_page(case, judged, form))


@get_or_post
def write_rationale(request: Any, reference: str) -> HttpResponse:
    """The five parts of the rationale."""
    proposal, at = proposal_for(request.user, reference), timezone.now()
    form = WriteRationale(sent(request), proposal=proposal, today=timezone.localdate(at))

    def act() -> None:
        was = form.cleaned_data["was"]
        actions.change_proposal(proposal=proposal, changes=form.changes, was=was, by=request.user, at=at)

    if attempt(form, act):
        messages.success(request, "The rationale is saved.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.rationale_page(proposal, form))


@get_or_post
def give_reasons(request: Any, reference: str) -> HttpResponse:
    """A reason for each rule that asks for one now."""
    proposal, at = proposal_for(request.user, reference), timezone.now()
    standing = standing_of(request.user, proposal, timezone.localdate(at))
    asked, mark = pages.reasons_asked(standing), proposal.mark_of("reasons")
    form = GiveReasons(sent(request), asked=asked, given=proposal.reasons, was=mark)

    def act() -> None:
        reasons = {**proposal.reasons, **form.reasons}
        changes, was = {"reasons": reasons}, form.cleaned_data["was"]
        actions.change_proposal(proposal=proposal, changes=changes, was=was, by=request.user, at=at)

    if attempt(form, act):
        messages.success(request, "The reasons are saved.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.reasons_page(proposal, form))


def _condition_form(request: Any, proposal: Any, today: date, condition: Any = None) -> SetCondition:
    return SetCondition(
        sent(request),
        services=services_offered(),
        remedies=remedies_offered(proposal.case, today),
        today=today,
        condition=condition,
    )


@get_or_post
def add_condition(request: Any, reference: str) -> HttpResponse:
    """One more thing the person would have to do."""
    proposal, at = proposal_for(request.user, reference), timezone.now()
    form = _condition_form(request, proposal, timezone.localdate(at))

    def act() -> None:
        actions.add_condition(proposal=proposal, facts=form.facts, by=request.user, at=at)

    if attempt(form, act):
        messages.success(request, "The condition is added.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.condition_page(proposal, form, "Add a condition"))


@get_or_post
def change_condition(request: Any, reference: str, number: int) -> HttpResponse:
    """A condition set out anew."""
    proposal, at = proposal_for(request.user, reference), timezone.now()
    condition = condition_for(proposal, number)
    form = _condition_form(request, proposal, timezone.localdate(at), condition)

    def act() -> None:
        actions.change_condition(condition=condition, facts=form.facts, by=request.user, at=at)

    if attempt(form, act):
        messages.success(request, "The condition is changed.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.condition_page(proposal, form, "Change a condition"))


@get_or_post
def remove_condition(request: Any, reference: str, number: int) -> HttpResponse:
    """One condition less, once it is meant."""
    proposal, at = proposal_for(request.user, reference), timezone.now()
    condition, form = condition_for(proposal, number), Confirm(sent(request))

    def act() -> None:
        actions.remove_condition(condition=condition, by=request.user, at=at)

    if attempt(form, act):
        messages.success(request, "The condition is removed.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.remove_page(condition, form))
