"""What was proposed and decided in one case, read once: for its decision page and its timeline."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from oocr.access.models import User
from oocr.cases.models import Case
from oocr.decisions.models import (
    Agreement,
    Assessment,
    Authority,
    Proposal,
    ProposedCondition,
    ProsecutorDecision,
    Return,
)
from oocr.decisions.queries import assessments_of, proposals_for, prosecutor_decisions_of
from oocr.decisions.states import LIVE

ASSESSMENTS_SHOWN = 20


@dataclass(frozen=True)
class Decided:
    """Everything of a case, newest first. `proposal` is the live one or else the last."""

    proposals: Sequence[Proposal]
    proposal: Proposal | None
    conditions: Sequence[ProposedCondition]
    authorities: Sequence[Authority]
    returns: Sequence[Return]
    agreements: Sequence[Agreement]
    prosecutor: Sequence[ProsecutorDecision]
    assessments: Sequence[Assessment]


def decided_in(user: User, case: Case) -> Decided:
    """What this person may see of it."""
    proposals = list(proposals_for(user).filter(case=case).order_by("-pk"))
    proposal = next((each for each in proposals if each.state in LIVE), proposals[0] if proposals else None)
    authorities = Authority.objects.filter(proposal__in=proposals).select_related(
        "given_by", "delegation__delegated_by"
    )
    returns = Return.objects.filter(proposal__in=proposals).select_related("returned_by")
    agreements = Agreement.objects.filter(authority__proposal__in=proposals).select_related("recorded_by")
    conditions = ProposedCondition.objects.filter(proposal=proposal).select_related("service", "remedy_item")
    return Decided(
        proposals=proposals,
        proposal=proposal,
        conditions=list(conditions.order_by("pk")) if proposal else [],
        authorities=list(authorities.order_by("-pk")) if proposals else [],
        returns=list(returns.order_by("-pk")) if proposals else [],
        agreements=list(agreements.order_by("-pk")) if proposals else [],
        prosecutor=list(prosecutor_decisions_of(case)),
        assessments=list(assessments_of(case)[:ASSESSMENTS_SHOWN]),
    )


def condition_for(proposal: Proposal, number: int) -> ProposedCondition:
    """A condition of a proposal; 404 when it is none of its."""
    if condition := proposal.conditions.select_related("proposal").filter(pk=number).first():
        return condition
    raise Http404


def asked_for(case: Case, number: int) -> ProsecutorDecision:
    """A question to a prosecutor about a case that nobody has answered; 404 when there is none of this number."""
    found = ProsecutorDecision.objects.filter(case=case, recorded_at__isnull=True, pk=number)
    if asked := found.select_related("asked_by").first():
        return asked
    raise Http404
