"""What was authorised is agreed to by the person and issued: the one great crossing, in one transaction."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.actions import record_outcome_code, record_resolution, resolve_case
from oocr.cases.models import Case, Resolution
from oocr.cases.vocabulary import YesNo
from oocr.conditions.actions import Term, set_conditions
from oocr.decisions.actions.authorising import let_fall
from oocr.decisions.actions.keeping import fresh, hold, insist_on_the_day, keep
from oocr.decisions.actions.versions import keep_version
from oocr.decisions.models import Agreement, Authority, Proposal
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.queries import material_changes
from oocr.decisions.standing import NOTHING, standing_authority, standing_of
from oocr.decisions.states import FACTS_CHANGED, PROPOSAL, State
from oocr.lifecycle.perform import perform
from oocr.lifecycle.verdict import Refused, no
from oocr.policy.packs import PackSet
from oocr.referrals.actions import open_referral
from oocr.ui.formats import day


@transaction.atomic
def record_agreement(
    *,
    proposal: Proposal,
    parts: Mapping[str, bool],
    agrees: bool,
    agreed_on: date,
    appropriate_adult_present: YesNo = YesNo.NOT_RECORDED,
    by: User,
    at: datetime,
) -> Agreement:
    """Put down what the person answered to what was authorised, and each part of how they were told."""
    hold(proposal.case_id, by, Permission.ISSUE_RESOLUTION)
    proposal = fresh(proposal)
    authority = standing_authority(proposal)
    if proposal.state != State.AUTHORISED or authority is None:
        raise Refused(no("no-authority", "The person agrees to what was authorised, and nothing is."))
    if Agreement.objects.filter(authority=authority).exists():
        raise Refused(no("answered-already", "What the person answered is recorded already."))
    insist_on_the_day(agreed_on, authority, at)
    agreement = Agreement.objects.create(
        authority=authority,
        **{part: parts[part] for part in PARTS_OF_AGREEMENT},
        agrees=agrees,
        agreed_on=agreed_on,
        appropriate_adult_present=appropriate_adult_present,
        recorded_at=at,
        recorded_by=by,
    )
    record(Event.AGREEMENT_RECORDED, about=proposal.case, by=by, at=at, proposal=proposal.pk)
    return agreement


def issue_resolution(
    *, proposal: Proposal, reasons: Mapping[str, str] = NOTHING, by: User, at: datetime
) -> Resolution:
    """Give the person what was authorised: the resolution, its conditions, its referrals and its outcome codes.

    All of it in one transaction, or none. When a material fact changed since it was authorised, the authority is
    voided and stays so, though the issue is refused. `reasons` answer the rules that ask for one only now.
    """
    try:
        return _issue(proposal, reasons, by, at)
    except Refused as refused:
        if refused.verdict.code == FACTS_CHANGED:
            _void_if_changed(proposal, by, at)
        raise


@transaction.atomic
def _issue(proposal: Proposal, reasons: Mapping[str, str], by: User, at: datetime) -> Resolution:
    case = hold(proposal.case_id, by, Permission.ISSUE_RESOLUTION)
    proposal = fresh(proposal)
    standing = standing_of(by, proposal, timezone.localdate(at), reasons=reasons)
    if not (verdict := PROPOSAL.verdict("issue", proposal, standing)):
        raise Refused(verdict)
    authority = standing_authority(proposal)
    assert authority is not None, "without an authority nothing is open to issue"
    proposal.reasons = dict(standing.judged.reasons)
    resolution = _record(proposal, authority, by, at)
    _carry_out(proposal, resolution, by, at)
    _record_codes(case, resolution, standing.judged.packs, by, at)
    keep_version(proposal, "issued", by=by, at=at)
    perform(PROPOSAL, "issue", proposal, by=standing, at=at, proposal=proposal.pk)
    resolve_case(case=case, by=by, at=at)
    keep(standing.judged, case=case, proposal=proposal, by=by, at=at)
    return resolution


@transaction.atomic
def _void_if_changed(proposal: Proposal, by: User, at: datetime) -> None:
    """Let the authority fall, to stay so: it was given before a material fact changed."""
    hold(proposal.case_id, by, Permission.ISSUE_RESOLUTION)
    proposal = fresh(proposal)
    changed = material_changes(proposal, timezone.localdate(at))
    if proposal.state == State.AUTHORISED and changed:
        let_fall(proposal, "facts_changed", f"What changed: {'; '.join(changed)}.", at)


def _record(proposal: Proposal, authority: Authority, by: User, at: datetime) -> Resolution:
    resolution = record_resolution(
        case=proposal.case,
        kind=proposal.kind,
        issued_on=proposal.given_on or timezone.localdate(at),
        authorised_by=authority.given_by,
        authority_rank=authority.rank,
        rationale=proposal.rationale,
        by=by,
        at=at,
    )
    proposal.resolution = resolution
    proposal.save(update_fields=["resolution", "reasons"])
    return resolution


def _carry_out(proposal: Proposal, resolution: Resolution, by: User, at: datetime) -> None:
    """Set the conditions and open a referral for each that a service provides. What only signposts is no condition."""
    proposed = list(proposal.conditions.filter(only_signposts=False).select_related("service").order_by("pk"))
    terms = []
    for each in proposed:
        if each.due_on is None:
            raise Refused(no("no-due-date", "Every condition needs a day by which it must be done."))
        if each.due_on < resolution.issued_on:
            raise Refused(
                no(
                    "due-before",
                    f"A condition was to be done by {day(each.due_on)}. Set a day that is still to come.",
                )
            )
        terms.append(Term(each.kind, each.in_full, each.due_on))
    if terms:
        conditions = set_conditions(resolution=resolution, terms=terms, by=by, at=at)
        for each, condition in zip(proposed, conditions, strict=True):
            each.condition = condition
            each.save(update_fields=["condition"])
    today = timezone.localdate(at)
    for service in {each.service_id: each.service for each in proposed if each.service is not None}.values():
        open_referral(resolution=resolution, service=service, referred_on=today, by=by, at=at)


def _record_codes(case: Case, resolution: Resolution, packs: PackSet, by: User, at: datetime) -> None:
    """Record the outcome code now, where the resolution's code does not wait until every activity is done."""
    kind = packs.catalogue[resolution.kind]
    if kind.outcome_code is None or kind.code_when != "on issue":
        return
    today = timezone.localdate(at)
    for crime in case.crimes.order_by("pk"):
        record_outcome_code(
            case=case,
            crime=crime,
            code=kind.outcome_code,
            recorded_on=today,
            resolution=resolution,
            by=by,
            at=at,
        )
