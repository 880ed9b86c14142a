"""Putting right what was put down wrongly of an answer or of a prosecutor's decision: a new row, and why, beside it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.states import State as CaseState
from oocr.cases.vocabulary import YesNo
from oocr.decisions.actions.keeping import fresh, hold, insist_on_the_day
from oocr.decisions.facts import agreement_to, last_decision
from oocr.decisions.models import Agreement, Proposal, ProsecutorDecision
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.standing import standing_authority
from oocr.decisions.states import State
from oocr.lifecycle.verdict import YES, Refused, Verdict, no


def may_correct_agreement(proposal: Proposal, agreement: Agreement) -> Verdict:
    """Can it still be corrected: is nothing given on it, does what it answers stand, and is it what was said last?"""
    if proposal.state == State.ISSUED:
        return no(
            "issued-already",
            "The resolution was given on this answer, so it stays as it is. Tell "
            f"{agreement.authority.given_by.name}, who authorised it, what is wrong.",
        )
    authority = standing_authority(proposal)
    if authority is None or agreement.authority_id != authority.pk:
        return no(
            "no-authority",
            "What this answers no longer stands. Once it is authorised again, record what the person then answers.",
        )
    if agreement_to(authority) != agreement:
        return no("corrected-meanwhile", "This was corrected meanwhile. Look at what it says now.")
    return YES


@transaction.atomic
def correct_agreement(
    *,
    agreement: Agreement,
    parts: Mapping[str, bool],
    agrees: bool,
    agreed_on: date,
    appropriate_adult_present: YesNo = YesNo.NOT_RECORDED,
    reason: str,
    by: User,
    at: datetime,
) -> Agreement:
    """Put down anew what the person answered, as long as nothing was given on it."""
    hold(agreement.authority.proposal.case_id, by, Permission.ISSUE_RESOLUTION)
    proposal = fresh(agreement.authority.proposal)
    if not (verdict := may_correct_agreement(proposal, agreement)):
        raise Refused(verdict)
    insist_on_the_day(agreed_on, agreement.authority, at)
    said = {part: parts[part] for part in PARTS_OF_AGREEMENT} | {
        "agrees": agrees,
        "agreed_on": agreed_on,
        "appropriate_adult_present": appropriate_adult_present,
    }
    _insist_on_a_change(agreement, said, reason)
    corrected = Agreement.objects.create(
        authority=agreement.authority,
        replaces=agreement,
        reason=reason.strip(),
        recorded_at=at,
        recorded_by=by,
        **said,
    )
    record(Event.AGREEMENT_CORRECTED, about=proposal.case, by=by, at=at, proposal=proposal.pk)
    return corrected


def may_correct_decision(decided: ProsecutorDecision) -> Verdict:
    """Is the case still open, and is this what counts: recorded, and recorded last?"""
    if decided.case.state != CaseState.OPEN:
        return no(
            "case-not-open",
            f"This case is {decided.case.state}: what was decided in it rests on what is recorded, so that stays "
            "as it is. Tell whoever authorised it what is wrong.",
        )
    if last_decision(decided.case, decided.resolution) != decided:
        return no(
            "recorded-since", "Something was recorded since, and that counts. Look at what it says now."
        )
    return YES


@transaction.atomic
def correct_prosecutor_decision(
    *,
    decided: ProsecutorDecision,
    reference: str,
    decision: str,
    decided_on: date,
    director_consents: YesNo = YesNo.NOT_RECORDED,
    reason: str,
    by: User,
    at: datetime,
) -> ProsecutorDecision:
    """Record anew what a prosecutor decided, in a case that is still open."""
    case = hold(decided.case_id, by, Permission.RECORD_PROSECUTOR_DECISION)
    decided = ProsecutorDecision.objects.select_related("case").get(pk=decided.pk)
    if not (verdict := may_correct_decision(decided)):
        raise Refused(verdict)
    if not reference.strip() or decision not in ("agreed", "refused"):
        raise Refused(no("not-whole", "A decision has a number, and either agrees or refuses."))
    if not timezone.localdate(decided.asked_at) <= decided_on <= timezone.localdate(at):
        raise Refused(
            no("wrong-day", "It was decided on or after the day it was asked, and not after today.")
        )
    said = {
        "reference": reference.strip(),
        "decision": decision,
        "decided_on": decided_on,
        "director_consents": director_consents,
    }
    _insist_on_a_change(decided, said, reason)
    corrected = ProsecutorDecision.objects.create(
        case=case,
        resolution=decided.resolution,
        asked_at=decided.asked_at,
        asked_by=decided.asked_by,
        asked_about=decided.asked_about,
        given_for=decided.given_for,
        replaces=decided,
        reason=reason.strip(),
        recorded_at=at,
        recorded_by=by,
        **said,
    )
    record(Event.PROSECUTOR_CORRECTED, about=case, by=by, at=at, resolution=decided.resolution)
    return corrected


def _insist_on_a_change(row: Any, said: Mapping[str, Any], reason: str) -> None:
    if not reason.strip():
        raise Refused(no("no-reason", "Enter why it is corrected."))
    if all(getattr(row, name) == value for name, value in said.items()):
        raise Refused(no("nothing-changed", "This says what is recorded already. Change what is wrong."))
