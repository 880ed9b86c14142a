"""Putting right what was put down of the person's answer and of a prosecutor's decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from oocr.cases.queries import case_for
from oocr.decisions import actions
from oocr.decisions.actions.correcting import may_correct_agreement, may_correct_decision
from oocr.decisions.decided import agreement_for, decision_recorded_for
from oocr.decisions.forms.corrections import CorrectAgreement, CorrectDecision
from oocr.decisions.presenters import pages
from oocr.decisions.queries import proposal_for
from oocr.decisions.views.proposals import attempt, get_or_post, sent
from oocr.lifecycle.verdict import Refused, Verdict
from oocr.ui.render import render


def _insist_before_typing(request: Any, verdict: Verdict) -> None:
    """Say at once that it cannot be corrected. Once it was typed, the action says so and what was typed stays."""
    if request.method != "POST" and not verdict:
        raise Refused(verdict)


@get_or_post
def correct_agreement(request: Any, reference: str, number: int) -> HttpResponse:
    """Put down anew what the person answered, and why."""
    proposal, at = proposal_for(request.user, reference), timezone.now()
    agreement = agreement_for(proposal, number)
    _insist_before_typing(request, may_correct_agreement(proposal, agreement))
    form = CorrectAgreement(sent(request), now=agreement, today=timezone.localdate(at))

    def act() -> None:
        actions.correct_agreement(agreement=agreement, by=request.user, at=at, **form.answer)

    if attempt(form, act):
        messages.success(request, "The person’s answer is corrected.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.correct_agreement_page(proposal, form))


@get_or_post
def correct_decision(request: Any, reference: str, number: int) -> HttpResponse:
    """Record anew what a prosecutor decided, and why."""
    case, at = case_for(request.user, reference), timezone.now()
    decided = decision_recorded_for(case, number)
    _insist_before_typing(request, may_correct_decision(decided))
    earliest, today = timezone.localdate(decided.asked_at), timezone.localdate(at)
    form = CorrectDecision(sent(request), now=decided, earliest=earliest, today=today)

    def act() -> None:
        actions.correct_prosecutor_decision(decided=decided, by=request.user, at=at, **form.cleaned_data)

    if attempt(form, act):
        messages.success(request, "What is recorded of the prosecutor’s decision is corrected.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.correct_decision_page(case, decided, form))
