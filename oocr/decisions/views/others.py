"""What is put down beside a proposal: a prosecutor's decision, the person's answer, and authority lent to others."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from oocr.access.actions.reading import record_names_listed
from oocr.cases.queries import case_for
from oocr.decisions import actions
from oocr.decisions.decided import asked_for, offences_beside
from oocr.decisions.forms.proposals import (
    AskProsecutor,
    Confirm,
    DelegateAuthority,
    RecordAgreement,
    RecordDecision,
)
from oocr.decisions.presenters import pages
from oocr.decisions.presenters.queue import delegations_page, queue_page
from oocr.decisions.queries import (
    authorisers_beside,
    delegation_for,
    delegations_of,
    proposal_for,
    proposal_in,
    queue_for,
)
from oocr.decisions.views.proposals import attempt, get_or_post, sent
from oocr.policy.packs import in_force
from oocr.ui.render import render


@get_or_post
def ask_prosecutor(request: Any, reference: str) -> HttpResponse:
    """Note that a prosecutor was asked."""
    case, at = case_for(request.user, reference), timezone.now()
    live = proposal_in(request.user, reference)
    kinds = [
        (key, kind.title) for key, kind in in_force(timezone.localdate(at)).catalogue.items() if kind.enabled
    ]
    form = AskProsecutor(sent(request), kinds=kinds, proposed=live.kind if live else "")

    def act() -> None:
        actions.ask_prosecutor(case=case, resolution=form.cleaned_data["resolution"], by=request.user, at=at)

    if attempt(form, act):
        messages.success(request, "It is noted that a prosecutor was asked.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.ask_page(case, form))


@get_or_post
def record_decision(request: Any, reference: str, number: int) -> HttpResponse:
    """Put down what the prosecutor decided."""
    case, at = case_for(request.user, reference), timezone.now()
    asked = asked_for(case, number)
    earliest, today = timezone.localdate(asked.asked_at), timezone.localdate(at)
    offences = offences_beside(asked, case)
    form = RecordDecision(sent(request), earliest=earliest, today=today, offences=offences)

    def act() -> None:
        actions.record_prosecutor_decision(asked=asked, by=request.user, at=at, **form.decided)

    if attempt(form, act):
        messages.success(request, "The prosecutor’s decision is saved.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.decision_page(case, asked, form))


@get_or_post
def record_agreement(request: Any, reference: str) -> HttpResponse:
    """Put down what the person answered."""
    proposal, at = proposal_for(request.user, reference), timezone.now()
    form = RecordAgreement(sent(request), today=timezone.localdate(at))

    def act() -> None:
        actions.record_agreement(proposal=proposal, by=request.user, at=at, **form.answer)

    if attempt(form, act):
        messages.success(request, "The person’s answer is saved.")
        return redirect("desk:case_decision", reference)
    return render(request, "decisions/form.html", pages.agreement_page(proposal, form))


@require_safe
def queue(request: Any) -> HttpResponse:
    """What waits for an authoriser."""
    at = timezone.now()
    today = timezone.localdate(at)
    waiting = queue_for(request.user, today)
    record_names_listed(of="proposals", rows=len(waiting), by=request.user, at=at)
    return render(request, "decisions/queue.html", queue_page(waiting, today))


@get_or_post
def delegations(request: Any) -> HttpResponse:
    """What one has lent and was lent; a POST lends."""
    at = timezone.now()
    today = timezone.localdate(at)
    form = DelegateAuthority(sent(request), people=authorisers_beside(request.user, today), today=today)

    def act() -> None:
        actions.delegate_authority(by=request.user, at=at, **form.given)

    if attempt(form, act):
        messages.success(request, "Your authority is delegated.")
        return redirect("decisions:delegations")
    page = delegations_page(delegations_of(request.user), request.user, today, form)
    return render(request, "decisions/delegations.html", page)


@get_or_post
def end_delegation(request: Any, number: int) -> HttpResponse:
    """Take back what one lent, once it is meant."""
    delegation, form = delegation_for(request.user, number), Confirm(sent(request))

    def act() -> None:
        actions.end_delegation(delegation=delegation, by=request.user, at=timezone.now())

    if attempt(form, act):
        messages.success(request, "The delegation is ended.")
        return redirect("decisions:delegations")
    return render(request, "decisions/form.html", pages.end_page(delegation, form))
