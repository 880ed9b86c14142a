"""Asking a prosecutor, and putting down what they decided."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.models import Case
from oocr.cases.vocabulary import YesNo
from oocr.decisions.actions.keeping import hold, insist_open
from oocr.decisions.models import ProsecutorDecision
from oocr.decisions.offences import offences_of
from oocr.lifecycle.verdict import Refused, no


@transaction.atomic
def ask_prosecutor(*, case: Case, resolution: str, by: User, at: datetime) -> ProsecutorDecision:
    """Note that a prosecutor was asked whether this resolution may be given for the offences as they are now."""
    case = hold(case.pk, by, Permission.RECORD_PROSECUTOR_DECISION)
    insist_open(case)
    if case.prosecutor_decisions.filter(resolution=resolution, recorded_at__isnull=True).exists():
        raise Refused(no("asked-already", "A prosecutor was asked about this already, and has not answered."))
    asked = ProsecutorDecision.objects.create(
        case=case, resolution=resolution, asked_about=offences_of(case), asked_at=at, asked_by=by
    )
    record(Event.PROSECUTOR_ASKED, about=case, by=by, at=at, resolution=resolution)
    return asked


@transaction.atomic
def record_prosecutor_decision(
    *,
    asked: ProsecutorDecision,
    reference: str,
    decision: str,
    decided_on: date,
    director_consents: YesNo = YesNo.NOT_RECORDED,
    as_now: bool = False,
    by: User,
    at: datetime,
) -> ProsecutorDecision:
    """Put down what the prosecutor decided, with the number they gave the decision.

    It is given for the offences that they were asked about or, where these were corrected since and the prosecutor
    knew it (`as_now`), for those of the case now. For others it does not count.
    """
    case = hold(asked.case_id, by, Permission.RECORD_PROSECUTOR_DECISION)
    asked = ProsecutorDecision.objects.select_related("recorded_by").get(pk=asked.pk)
    if asked.recorded_by is not None:
        raise Refused(no("recorded-already", f"{asked.recorded_by.name} recorded this decision already."))
    if not reference.strip() or decision not in ("agreed", "refused"):
        raise Refused(no("not-whole", "A decision has a number, and either agrees or refuses."))
    if not timezone.localdate(asked.asked_at) <= decided_on <= timezone.localdate(at):
        raise Refused(
            no("wrong-day", "It was decided on or after the day it was asked, and not after today.")
        )
    asked.reference, asked.decision, asked.decided_on = reference.strip(), decision, decided_on
    asked.given_for = offences_of(case) if as_now else asked.asked_about
    asked.director_consents, asked.recorded_at, asked.recorded_by = director_consents, at, by
    asked.save()
    record(Event.PROSECUTOR_DECIDED, about=case, by=by, at=at, decision=decision, resolution=asked.resolution)
    return asked
