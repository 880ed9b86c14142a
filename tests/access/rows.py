"""A row of everything that is recorded of a case and decided in it, whether or not it could have come about so.

Who sees a row does not depend on how it came to be, so these are written as they are: the rules of the actions would
need a different case for nearly each of them.
"""

from typing import Any

from django.utils import timezone

from oocr.cases.models import (
    Answer,
    Case,
    Compensation,
    ContactAttempt,
    EnhancedRights,
    PersonMatch,
    RemedyOffer,
    RestorativeOffer,
    SharingConsent,
    Victim,
    VictimServiceOffer,
    VictimUpdate,
    VictimView,
)
from oocr.decisions.models import (
    Agreement,
    Assessment,
    Authority,
    MadePaper,
    Proposal,
    ProposalVersion,
    ProposedCondition,
    ProsecutorDecision,
    Return,
)
from tests.factories.access import make_user
from tests.factories.cases import make_person


def record_and_decide(case: Case) -> None:
    """One row of each kind."""
    _record(case)
    _decide(case)


def _record(case: Case) -> None:
    at, by = timezone.now(), make_user("hub_manager", agency=case.agency)
    day = timezone.localdate(at)
    Answer.objects.create(case=case, question="stance", value="admitted", answered_at=at, answered_by=by)
    first, second = sorted([case.person_id, make_person().pk])
    PersonMatch.objects.create(
        case=case, person_id=first, other_id=second, is_same=False, reason="Met", decided_at=at, decided_by=by
    )
    victim = Victim.objects.filter(crime__in=case.crimes.all())[0]
    row: dict[str, Any] = {"case": case, "victim": victim, "recorded_at": at, "recorded_by": by}
    ContactAttempt.objects.create(**row, tried_at=at, channel="phone", result="spoke")
    VictimView.objects.create(**row, heard_on=day, opinion="supports")
    RemedyOffer.objects.create(**row, why_not="Did not want to hear it.")
    RestorativeOffer.objects.create(**row, why_not="Did not want to hear it.")
    Compensation.objects.create(**row, sought=False)
    EnhancedRights.objects.create(**row, category="none")
    SharingConsent.objects.create(**row, with_whom="provider", agrees=False, safe=False)
    VictimUpdate.objects.create(**row, told_on=day, channel="phone", about="decision")
    VictimServiceOffer.objects.create(
        **row, route="general", service="Victim First", offered_on=day, answer="declined"
    )


def _decide(case: Case) -> None:
    at, by = timezone.now(), make_user("inspector", agency=case.agency)
    kind = "conditional_caution"
    proposal = Proposal.objects.create(case=case, kind=kind, proposed_at=at, proposed_by=by)
    ProposedCondition.objects.create(proposal=proposal, kind="reparative", what="A letter.")
    version = ProposalVersion.objects.create(
        proposal=proposal, step="authorised", kind=kind, kept_at=at, kept_by=by
    )
    authority = Authority.objects.create(
        proposal=proposal,
        version=version,
        rank="inspector",
        required="sergeant",
        reason="Fits",
        facts={},
        given_at=at,
        given_by=by,
    )
    Return.objects.create(proposal=proposal, reason="Say more", returned_at=at, returned_by=by)
    ProsecutorDecision.objects.create(case=case, resolution=kind, asked_at=at, asked_by=by)
    parts = ("evidence_told", "enough_to_charge", "admitted", "effect_explained", "document_signed", "agrees")
    Agreement.objects.create(
        authority=authority,
        **dict.fromkeys(parts, True),
        agreed_on=timezone.localdate(at),
        recorded_at=at,
        recorded_by=by,
    )
    Assessment.objects.create(
        case=case,
        resolution=kind,
        stage="choose",
        answer="open",
        authority="sergeant",
        facts={},
        findings=[],
        packs=[],
        made_at=at,
        made_by=by,
    )
    MadePaper.objects.create(
        case=case, proposal=proposal, wording="w", digest="d", title="t", content={}, made_at=at, made_by=by
    )
