"""What was proposed and decided in one case, read once: for its decision page and its timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.http import Http404

from oocr.access.models import User
from oocr.cases.models import Case
from oocr.decisions.models import (
    Agreement,
    Assessment,
    Authority,
    Proposal,
    ProposalVersion,
    ProposedCondition,
    ProsecutorDecision,
    Return,
)
from oocr.decisions.offences import Offences, in_words, offences_of, same_offences
from oocr.decisions.queries import assessments_of, proposals_for, prosecutor_decisions_of
from oocr.decisions.states import LIVE

ASSESSMENTS_SHOWN = 20


@dataclass(frozen=True)
class Decided:
    """Everything of a case, newest first. `proposal` is the live one or else the last."""

    proposals: Sequence[Proposal]
    proposal: Proposal | None
    authorities: Sequence[Authority]
    returns: Sequence[Return]
    prosecutor: Sequence[ProsecutorDecision]
    conditions: Sequence[ProposedCondition] = ()
    agreements: Sequence[Agreement] = ()
    assessments: Sequence[Assessment] = ()
    # What was given to the person, and the offences as they are now.
    issued: Sequence[ProposalVersion] = ()
    offences: Offences = field(default_factory=list)


def decided_in(user: User, case: Case) -> Decided:
    """What this person may see of it."""
    told = told_of(user, case)
    told = replace(told, offences=offences_of(case) if told.prosecutor else [])
    if told.proposal is None:
        return replace(told, assessments=list(assessments_of(case)[:ASSESSMENTS_SHOWN]))
    conditions = ProposedCondition.objects.filter(proposal=told.proposal)
    issued = ProposalVersion.objects.filter(proposal__in=told.proposals, step="issued")
    return replace(
        told,
        conditions=list(conditions.select_related("service", "remedy_item").order_by("pk")),
        issued=list(issued.select_related("kept_by").order_by("-pk")),
        assessments=list(assessments_of(case)[:ASSESSMENTS_SHOWN]),
    )


def told_of(user: User, case: Case) -> Decided:
    """As much of it as the timeline of the case tells."""
    proposals = list(proposals_for(user).filter(case=case).order_by("-pk"))
    proposal = next((each for each in proposals if each.state in LIVE), proposals[0] if proposals else None)
    authorities = Authority.objects.filter(proposal__in=proposals).order_by("-pk")
    returns = Return.objects.filter(proposal__in=proposals).order_by("-pk")
    agreements = Agreement.objects.filter(authority__proposal__in=proposals).order_by("-pk")
    return Decided(
        proposals=proposals,
        proposal=proposal,
        authorities=list(authorities.select_related("given_by", "delegation__delegated_by"))
        if proposals
        else (),
        returns=list(returns.select_related("returned_by")) if proposals else (),
        prosecutor=list(prosecutor_decisions_of(case)),
        agreements=list(agreements.select_related("recorded_by", "authority")) if proposals else (),
    )


def condition_for(proposal: Proposal, number: int) -> ProposedCondition:
    """A condition of a proposal; 404 when it is none of its."""
    if condition := proposal.conditions.select_related("proposal").filter(pk=number).first():
        return condition
    raise Http404


def decision_recorded_for(case: Case, number: int) -> ProsecutorDecision:
    """What was recorded of a prosecutor's decision in a case; 404 when there is nothing of this number."""
    found = ProsecutorDecision.objects.filter(case=case, recorded_at__isnull=False, pk=number)
    if decided := found.select_related("case").first():
        return decided
    raise Http404


def agreement_for(proposal: Proposal, number: int) -> Agreement:
    """What the person answered to a proposal; 404 when there is nothing of this number."""
    found = Agreement.objects.filter(authority__proposal=proposal, pk=number)
    if agreement := found.select_related("authority__proposal__case", "authority__given_by").first():
        return agreement
    raise Http404


def asked_for(case: Case, number: int) -> ProsecutorDecision:
    """A question to a prosecutor about a case that nobody has answered; 404 when there is none of this number."""
    found = ProsecutorDecision.objects.filter(case=case, recorded_at__isnull=True, pk=number)
    if asked := found.select_related("asked_by").first():
        return asked
    raise Http404


def offences_beside(asked: ProsecutorDecision, case: Case) -> tuple[str, str] | None:
    """The offences that a prosecutor was asked about and those of the case now, in words, where they differ."""
    now = offences_of(case)
    if same_offences(asked.asked_about, now):
        return None
    then, today = ("; ".join(in_words(offences)) for offences in (asked.asked_about, now))
    return then or "which ones was not kept", today


def version_for(user: User, reference: str, number: int) -> ProposalVersion:
    """What a proposal of a case said at a step, if this person may see it; 404 otherwise."""
    found = ProposalVersion.objects.visible_to(user).filter(proposal__case__reference=reference, pk=number)
    beside = ("proposal__case__person", "proposal__resolution", "kept_by", "authority__given_by")
    more = ("authority__delegation__delegated_by", "returned__returned_by")
    if version := found.select_related(*beside, *more).first():
        return version
    raise Http404
