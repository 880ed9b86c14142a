"""The moves of a proposal: submit, take back, authorise, return, void, withdraw and issue, each with its own page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from oocr.decisions import actions
from oocr.decisions.forms.proposals import Authorise, Confirm, GiveReason, GiveReasons
from oocr.decisions.presenters import pages
from oocr.decisions.queries import proposal_for
from oocr.decisions.standing import Standing, standing_of
from oocr.decisions.states import PROPOSAL
from oocr.decisions.views.proposals import attempt, get_or_post, sent
from oocr.lifecycle.verdict import Refused
from oocr.ui.render import render

# Refusals that the page of the move itself answers, by asking.
ASKED_HERE = {"no-reason"}


@dataclass(frozen=True)
class Asking:
    """The form of a move, and what is done with what was typed."""

    form: Callable[[Any, Standing], Any]
    act: Callable[[Any, dict[str, Any]], object]


def _confirm(data: Any, standing: Standing) -> Confirm:
    return Confirm(data)


def _why(label: str, ask: str) -> Callable[[Any, Standing], GiveReason]:
    return lambda data, standing: GiveReason(data, label=label, ask=ask)


def _authorise(data: Any, standing: Standing) -> Authorise:
    return Authorise(data, asked=pages.asked_now(standing), given=standing.proposal.reasons, required=True)


def _issue(data: Any, standing: Standing) -> GiveReasons:
    return GiveReasons(data, asked=pages.asked_now(standing), given=standing.proposal.reasons, required=True)


ASKING: Mapping[str, Asking] = {
    "submit": Asking(_confirm, lambda form, told: actions.submit_proposal(**told)),
    "take_back": Asking(_confirm, lambda form, told: actions.take_back_proposal(**told)),
    "withdraw": Asking(_confirm, lambda form, told: actions.withdraw_proposal(**told)),
    "authorise": Asking(
        _authorise,
        lambda form, told: actions.authorise_proposal(
            reason=form.cleaned_data["reason"],
            connected=form.cleaned_data["connected"],
            reasons=form.reasons,
            **told,
        ),
    ),
    "return": Asking(
        _why("What is to be put right?", "Enter what is to be put right"),
        lambda form, told: actions.return_proposal(reason=form.cleaned_data["reason"], **told),
    ),
    "void": Asking(
        _why("Why is the authority taken back?", "Enter why the authority is taken back"),
        lambda form, told: actions.void_authority(why=form.cleaned_data["reason"], **told),
    ),
    "issue": Asking(_issue, lambda form, told: actions.issue_resolution(reasons=form.reasons, **told)),
}


def page_of(move: str) -> Callable[..., HttpResponse]:
    """The view of one move. Whoever may not make it is told why; a POST makes it."""
    asking = ASKING[move]

    @get_or_post
    def view(request: Any, reference: str) -> HttpResponse:
        proposal, at = proposal_for(request.user, reference), timezone.now()
        standing = standing_of(request.user, proposal, timezone.localdate(at))
        verdict = PROPOSAL.verdict(move, proposal, standing)
        if request.method != "POST" and not verdict and verdict.code not in ASKED_HERE | pages.SHOWN_ON[move]:
            raise Refused(verdict)
        form = asking.form(sent(request), standing)
        told = {"proposal": proposal, "by": request.user, "at": at}
        if attempt(form, lambda: asking.act(form, told)):
            messages.success(request, pages.DONE[move])
            return redirect("desk:case_decision", reference)
        return render(request, "decisions/move.html", pages.move_page(move, standing, form))

    return view
