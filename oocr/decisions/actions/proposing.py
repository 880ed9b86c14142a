"""An officer asks for a resolution: drafts it, writes why, sets out its conditions, and submits it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.models import Case
from oocr.decisions.actions.authorising import let_fall
from oocr.decisions.actions.keeping import fresh, hold, insist_open, keep, wrote_in
from oocr.decisions.likeness import marks_of
from oocr.decisions.models import Assessment, Proposal, ProposedCondition
from oocr.decisions.models.proposals import RATIONALE
from oocr.decisions.queries import judged_case
from oocr.decisions.standing import Judged, standing_of
from oocr.decisions.states import CHANGEABLE, LIVE, PROPOSAL, State
from oocr.lifecycle.perform import perform
from oocr.lifecycle.table import words
from oocr.lifecycle.verdict import Refused, no
from oocr.policy.evaluate import Answer
from oocr.policy.packs import NothingInForce, in_force
from oocr.ui.formats import day

MEANWHILE = (
    "Someone else has written in this proposal since you opened the page. Copy what you typed, open the page again, and "
    "put both together."
)
# What may be written in a proposal besides its rationale.
PARTS = (*RATIONALE, "kind", "reasons", "given_on")


@transaction.atomic
def assess_case(*, case: Case, resolution: str, by: User, at: datetime) -> Assessment:
    """Keep what the packs say today of one resolution in a case, with the facts that they say it on."""
    case = hold(case.pk, by, Permission.PROPOSE_RESOLUTION)
    judged = judged_case(case, resolution, timezone.localdate(at))
    return keep(judged, case=case, proposal=None, by=by, at=at)


@transaction.atomic
def draft_proposal(*, case: Case, kind: str, by: User, at: datetime) -> Proposal:
    """Begin to ask for a resolution. One that a rule shuts cannot be begun; nor a second beside a live one."""
    case = hold(case.pk, by, Permission.PROPOSE_RESOLUTION)
    insist_open(case)
    if Proposal.objects.filter(case=case, state__in=LIVE).exists():
        raise Refused(no("one-proposal", "There is already a proposal in this case. Withdraw it first."))
    judged = judged_case(case, kind, timezone.localdate(at))
    _insist_not_shut(judged)
    proposal = Proposal.objects.create(
        case=case, kind=kind, proposed_at=at, proposed_by=by, worked_on_by=[by.pk]
    )
    keep(judged, case=case, proposal=proposal, by=by, at=at)
    record(Event.PROPOSAL_DRAFTED, about=case, by=by, at=at, proposal=proposal.pk, resolution=kind)
    return proposal


@transaction.atomic
def change_proposal(
    *, proposal: Proposal, changes: Mapping[str, Any], was: str = "", by: User, at: datetime
) -> Proposal:
    """Write in a proposal: its rationale, the reasons asked for, the resolution, or when it was given.

    What was authorised and is changed is no longer authorised. `was` is the mark of the reasons, or of the rest, as
    the writer saw them: what someone else wrote since is not written over.
    """
    proposal = _to_change(proposal, by, at)
    seen = ("reasons",) if "reasons" in changes else (*RATIONALE, "given_on")
    if was and was != proposal.mark_of(*seen):
        raise Refused(no("changed-meanwhile", MEANWHILE))
    if unknown := set(changes) - set(PARTS):
        raise ValueError(f"A proposal has no {sorted(unknown)}")
    if given_on := changes.get("given_on"):
        _insist_possible(given_on, proposal.case, timezone.localdate(at))
    if "kind" in changes and changes["kind"] != proposal.kind:
        judged = judged_case(proposal.case, changes["kind"], timezone.localdate(at))
        _insist_not_shut(judged)
        keep(judged, case=proposal.case, proposal=proposal, by=by, at=at)
    for part, value in changes.items():
        setattr(proposal, part, value)
    proposal.rationale = "\n\n".join(getattr(proposal, part).strip() for part in RATIONALE).strip()
    proposal.rationale_marks = marks_of(proposal.rationale)
    wrote_in(proposal, by)
    proposal.save(update_fields=[*changes, "rationale", "rationale_marks", "worked_on_by"])
    _changed(proposal, "+".join(sorted(changes)), by, at)
    return proposal


def add_condition(
    *, proposal: Proposal, facts: Mapping[str, Any], by: User, at: datetime
) -> ProposedCondition:
    """Set out one more thing the person would have to do."""
    return _write_condition(proposal, ProposedCondition(), facts, by, at)


def change_condition(
    *, condition: ProposedCondition, facts: Mapping[str, Any], by: User, at: datetime
) -> ProposedCondition:
    """Set out a condition anew."""
    return _write_condition(condition.proposal, condition, facts, by, at)


@transaction.atomic
def remove_condition(*, condition: ProposedCondition, by: User, at: datetime) -> Proposal:
    """Ask for one thing less."""
    proposal = _to_change(condition.proposal, by, at)
    ProposedCondition.objects.filter(pk=condition.pk, proposal=proposal).delete()
    wrote_in(proposal, by)
    proposal.save(update_fields=["worked_on_by"])
    _changed(proposal, "conditions", by, at)
    return proposal


@transaction.atomic
def submit_proposal(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Ask for authority. What a rule stops, or what is not known and must be, is refused with the reason."""
    hold(proposal.case_id, by, Permission.PROPOSE_RESOLUTION)
    proposal = fresh(proposal)
    standing = standing_of(by, proposal, timezone.localdate(at))
    needed = standing.judged.authority
    proposal = perform(PROPOSAL, "submit", proposal, by=standing, at=at, proposal=proposal.pk, rank=needed)
    proposal.required_authority, proposal.submitted_at, proposal.submitted_by = needed, at, by
    wrote_in(proposal, by)
    proposal.save(update_fields=["required_authority", "submitted_at", "submitted_by", "worked_on_by"])
    keep(standing.judged, case=proposal.case, proposal=proposal, by=by, at=at)
    return proposal


@transaction.atomic
def take_back_proposal(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Take a proposal back from the authoriser, to change it."""
    hold(proposal.case_id, by, Permission.PROPOSE_RESOLUTION)
    return perform(PROPOSAL, "take_back", proposal, by=by, at=at, proposal=proposal.pk)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Ask for it no longer. An authority that stood is voided: nothing may be issued on it."""
    hold(proposal.case_id, by, Permission.PROPOSE_RESOLUTION)
    proposal = fresh(proposal)
    if proposal.state == State.AUTHORISED:
        let_fall(proposal, "withdrawn", "The proposal was withdrawn.", at)
    return perform(PROPOSAL, "withdraw", proposal, by=by, at=at, proposal=proposal.pk)


def _to_change(proposal: Proposal, by: User, at: datetime) -> Proposal:
    """The proposal, held, when it may be changed; what was authorised falls first."""
    insist_open(hold(proposal.case_id, by, Permission.PROPOSE_RESOLUTION))
    proposal = fresh(proposal)
    if proposal.state == State.AUTHORISED:
        let_fall(proposal, "proposal_changed", "The proposal was changed after it was authorised.", at)
        return fresh(proposal)
    if proposal.state == State.WITH_AUTHORISER:
        raise Refused(no("with-authoriser", "It is with the authoriser. Take it back before you change it."))
    if proposal.state not in CHANGEABLE:
        raise Refused(
            no("wrong-state", f"This proposal is {words(proposal.state)}: it can no longer be changed.")
        )
    return proposal


@transaction.atomic
def _write_condition(
    proposal: Proposal, condition: ProposedCondition, facts: Mapping[str, Any], by: User, at: datetime
) -> ProposedCondition:
    proposal = _to_change(proposal, by, at)
    if condition.pk:
        condition = _there(condition)
    condition.proposal = proposal
    for name, value in facts.items():
        setattr(condition, name, value)
    if not condition.what.strip():
        raise Refused(no("no-condition", "Say what the person has to do."))
    condition.save()
    wrote_in(proposal, by)
    proposal.save(update_fields=["worked_on_by"])
    _changed(proposal, "conditions", by, at)
    return condition


def _there(condition: ProposedCondition) -> ProposedCondition:
    """The condition as it is now. One that somebody removed meanwhile does not come back."""
    if found := ProposedCondition.objects.filter(pk=condition.pk).first():
        return found
    raise Refused(
        no("removed-meanwhile", "Somebody removed this condition meanwhile. Look at the proposal again.")
    )


def _changed(proposal: Proposal, part: str, by: User, at: datetime) -> None:
    record(Event.PROPOSAL_CHANGED, about=proposal.case, by=by, at=at, proposal=proposal.pk, part=part)


def _insist_possible(given_on: date, case: Case, today: date) -> None:
    """What is judged is the day it was given: there has to have been a case on it, and a policy."""
    if given_on > today:
        raise Refused(no("given-later", "The day it was given has not come yet."))
    if given_on < case.opened_on:
        raise Refused(
            no(
                "given-before",
                f"The case was opened on {day(case.opened_on)}. It cannot have been given before.",
            )
        )
    try:
        in_force(given_on)
    except NothingInForce:
        raise Refused(no("no-policy", "No policy of that day is known here.")) from None


def _insist_not_shut(judged: Judged) -> None:
    if judged.option.answer is Answer.SHUT:
        raise Refused(no("stopped", " ".join(judged.stops)))
