"""What may be asked of decisions: how resolutions stand in a case, and which proposals wait for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from oocr.access.models import Membership, User, held_on
from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.access.roles import roles_that
from oocr.cases.crimes_stated import months_after
from oocr.cases.models import Case, CaseCrime, RemedyItem, RemedyList, RemedyOffer, Resolution
from oocr.cases.vocabulary import OffenceClass
from oocr.decisions.facts import (
    beside_the_rules,
    facts_of,
    offence_on,
    prosecutor_facts,
    what_changed,
)
from oocr.decisions.models import (
    Assessment,
    Authority,
    Delegation,
    MadePaper,
    PolicyRun,
    Proposal,
    ProsecutorDecision,
)
from oocr.decisions.standing import Judged, RankHeldNow, highest, ranks_on, standing_authority
from oocr.decisions.states import LIVE, RunState, State
from oocr.policy.evaluate import Option, Stage, assess
from oocr.policy.packs import in_force
from oocr.referrals.models import Service


def options_of(case: Case, on: date) -> list[Option]:
    """Every resolution type as it stands in a case on a day, in the order of the catalogue."""
    packs, facts, first_day = in_force(on), facts_of(case, on), offence_on(case)
    options = assess(packs, facts, stage=Stage.CHOOSE, offence_on=first_day)
    asked = set(
        ProsecutorDecision.objects.filter(case=case, recorded_at__isnull=False)
        .values_list("resolution", flat=True)
        .distinct()
    )
    return [judged_case(case, o.resolution, on).option if o.resolution in asked else o for o in options]


def judged_case(case: Case, kind: str, on: date) -> Judged:
    """What the packs say of one resolution in a case, before anything is proposed."""
    packs, facts = in_force(on), {**facts_of(case, on), **prosecutor_facts(case, kind)}
    (option,) = assess(packs, facts, stage=Stage.CHOOSE, resolutions=(kind,), offence_on=offence_on(case))
    return Judged(Stage.CHOOSE, packs, facts, option, {})


def material_changes(proposal: Proposal, on: date) -> list[str]:
    """What changed since the authority that stands was given, in words; nothing when none stands."""
    authority = standing_authority(proposal)
    if authority is None:
        return []
    now = {**facts_of(proposal.case, proposal.given_on or on), **beside_the_rules(proposal.case)}
    return what_changed(authority.facts, now)


# Of live proposals: something was given in the case, or it is open no longer. The table of moves asks the same.
DECIDED_ELSEWHERE = ~Q(case__state="open") | Exists(Resolution.objects.filter(case=OuterRef("case")))


def proposals_overtaken(user: User) -> QuerySet[Proposal]:
    """Live proposals in cases that were decided elsewhere meanwhile, with the day (`waiting_on`) where it is known."""
    given = Resolution.objects.filter(case=OuterRef("case")).order_by("-issued_on").values("issued_on")[:1]
    found = proposals_for(user).filter(DECIDED_ELSEWHERE, state__in=LIVE)
    return found.annotate(waiting_on=Coalesce(Subquery(given), "case__closed_on")).order_by(
        "waiting_on", "pk"
    )


def proposals_for(user: User) -> QuerySet[Proposal]:
    """The proposals this person may see, with their cases."""
    return Proposal.objects.visible_to(user).select_related("case__person", "case__officer", "proposed_by")


def proposal_in(user: User, reference: str) -> Proposal | None:
    """The live proposal of a case or else its last one, if this person may see it."""
    found = proposals_for(user).filter(case__reference=reference)
    return found.filter(state__in=LIVE).first() or found.order_by("-pk").first()


def proposal_for(user: User, reference: str) -> Proposal:
    """The same; 404 when there is none, whatever the reason."""
    if proposal := proposal_in(user, reference):
        return proposal
    raise Http404


def past_authorities(proposal: Proposal) -> list[Authority]:
    """Every authority given, the voided ones too, newest first."""
    return list(proposal.authorities.select_related("given_by", "delegation__delegated_by").order_by("-pk"))


def assessments_of(case: Case) -> QuerySet[Assessment]:
    """What the packs said of a case on earlier occasions, newest first."""
    return Assessment.objects.filter(case=case).select_related("made_by").order_by("-made_at", "-pk")


def made_papers_of(user: User, case: Case) -> list[MadePaper]:
    """The papers made in a case that this person may see, newest first."""
    found = MadePaper.objects.visible_to(user).filter(case=case)
    return list(found.select_related("made_by").order_by("-made_at", "-pk"))


def made_paper_for(user: User, reference: str, number: int) -> MadePaper:
    """A paper of a case, if this person may see it; 404 otherwise."""
    found = MadePaper.objects.visible_to(user).filter(case__reference=reference, pk=number)
    if made := found.select_related("case__person", "proposal", "victim").first():
        return made
    raise Http404


def policy_runs_for(user: User) -> QuerySet[PolicyRun]:
    """The runs of policy over past cases that this person may see, newest first."""
    return (
        PolicyRun.objects.visible_to(user).select_related("asked_by", "agency").order_by("-asked_at", "-pk")
    )


def policy_run_for(user: User, number: int) -> PolicyRun:
    """One of them; 404 otherwise."""
    if run := policy_runs_for(user).filter(pk=number).first():
        return run
    raise Http404


def rows_seen(user: User, run: PolicyRun) -> list[Any]:
    """What came out of a run, but for what concerns cases that this person may not see."""
    rows: list[Any] = run.result["rows"] if run.result else []
    seen = Case.objects.visible_to(user)
    found = seen.filter(reference__in={row["case"] for row in rows})
    references = set(found.values_list("reference", flat=True))
    # A crime of no case names nobody; it may have come to be part of one since.
    alone = {each["crime"] for row in rows if not row["case"] for each in row["crimes"]}
    in_cases = CaseCrime.objects.filter(crime__crime_number__in=alone)
    unseen = set(in_cases.values_list("crime__crime_number", flat=True)) - set(
        in_cases.filter(case__in=seen).values_list("crime__crime_number", flat=True)
    )
    return [
        row
        for row in rows
        if (row["case"] in references if row["case"] else row["crimes"][0]["crime"] not in unseen)
    ]


def run_to_carry_out(number: int) -> PolicyRun | None:
    """The run with this number, while it still waits."""
    return PolicyRun.objects.filter(pk=number, state=RunState.WAITING).first()


def runs_left_waiting(*, before: datetime) -> QuerySet[PolicyRun]:
    """Runs that have waited since before then: nobody is carrying them out any more."""
    return PolicyRun.objects.filter(state=RunState.WAITING, asked_at__lt=before).order_by("asked_at")


def prosecutor_decisions_of(case: Case) -> QuerySet[ProsecutorDecision]:
    """When a prosecutor was asked about a case and what they answered, newest first."""
    found = ProsecutorDecision.objects.filter(case=case).select_related("asked_by", "recorded_by")
    return found.order_by("-asked_at", "-pk")


@dataclass(frozen=True)
class Waiting:
    """A proposal in the authoriser's queue."""

    proposal: Proposal
    last_day_to_charge: date | None
    mine: bool
    why_not: str


def last_day_to_charge(case: Case) -> date | None:
    """The last day on which the first of its summary-only offences can be charged: six months from the offence."""
    days = [
        months_after(crime.committed_from, 6)
        for crime in case.crimes.all()
        if crime.offence.offence_class == OffenceClass.SUMMARY and crime.committed_from
    ]
    return min(days, default=None)


# With this many days left to charge, a time limit goes before how long a proposal has waited.
PRESSING_DAYS = 28


def queue_for(user: User, on: date) -> Sequence[Waiting]:
    """What waits for an authoriser: those near a time limit first, then the longest waiting.

    `mine`: this person may authorise it today. Otherwise `why_not` says why: their own work, or above their rank.
    """
    found = proposals_for(user).filter(~DECIDED_ELSEWHERE, state=State.WITH_AUTHORISER)
    held = ranks_on(user, on)
    waiting = [_waiting(proposal, user, held) for proposal in found.prefetch_related("case__crimes__offence")]
    return sorted(waiting, key=lambda each: _pressing(each, on))


def _waiting(proposal: Proposal, user: User, ranks: Sequence[RankHeldNow]) -> Waiting:
    why_not, held = "", highest(ranks, proposal)
    if user.ledger_ref in proposal.own_work_of:
        why_not = "own-work"
    elif held is None or held.rank.height < Rank(proposal.required_authority).height:
        why_not = "rank-too-low"
    return Waiting(proposal, last_day_to_charge(proposal.case), not why_not, why_not)


def _pressing(each: Waiting, on: date) -> tuple[bool, date, int]:
    limit, submitted = each.last_day_to_charge, each.proposal.submitted_at
    assert submitted is not None, "what is with an authoriser was submitted"
    if limit is not None and (limit - on).days <= PRESSING_DAYS:
        return (False, limit, each.proposal.pk)
    return (True, submitted.date(), each.proposal.pk)


def services_offered() -> QuerySet[Service]:
    """The services a condition may name, by name."""
    return Service.objects.select_related("provider").order_by("name")


def remedies_offered(case: Case, on: date) -> QuerySet[RemedyItem]:
    """The actions of the Community Remedy list that a condition may carry out: today's, and what victims chose."""
    chosen = RemedyOffer.objects.current().filter(case=case, chosen__isnull=False).values("chosen")
    listed = RemedyList.objects.in_force_on(on)
    return RemedyItem.objects.filter(Q(remedy_list=listed) | Q(pk__in=chosen)).order_by(
        "remedy_list", "place"
    )


def delegations_of(user: User) -> list[Delegation]:
    """What this person lent and was lent, newest first."""
    found = Delegation.objects.filter(Q(delegated_by=user) | Q(to=user)).select_related("to", "delegated_by")
    return list(found.order_by("-pk"))


def delegation_for(user: User, number: int) -> Delegation:
    """What this person lent; 404 otherwise."""
    if lent := Delegation.objects.filter(delegated_by=user, pk=number).select_related("to").first():
        return lent
    raise Http404


def authorisers_beside(user: User, on: date) -> QuerySet[User]:
    """The others who may authorise at this person's agencies: whom they may lend their authority to."""
    roles = [role.key for role in roles_that(Permission.AUTHORISE_RESOLUTION)]
    here = user.agencies_where(Permission.AUTHORISE_RESOLUTION)
    held = Membership.objects.filter(held_on(on), role__in=roles, agency__in=here)
    return User.objects.filter(pk__in=held.values("user")).exclude(pk=user.pk).order_by("name", "pk")
