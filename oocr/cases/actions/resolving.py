"""What deciding leaves in a case: the resolution, and the outcome codes recorded against its crimes."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.actions.here import insist_here
from oocr.cases.models import Case, Crime, OutcomeCode, Resolution
from oocr.lifecycle.verdict import Refused, no


@transaction.atomic
def record_resolution(
    *,
    case: Case,
    kind: str,
    issued_on: date,
    authorised_by: User,
    authority_rank: str,
    rationale: str,
    by: User,
    at: datetime,
) -> Resolution:
    """Write down what was issued to the person of a case. That it may be issued is for decisions to say."""
    insist_here(by, Permission.ISSUE_RESOLUTION, case)
    if issued_on > timezone.localdate(at):
        raise Refused(no("issued-later", "A resolution cannot be issued on a day that has not come."))
    resolution = Resolution.objects.create(
        source_key=made_here(),
        case=case,
        kind=kind,
        issued_on=issued_on,
        issued_by_collar_number=by.collar_number,
        authorised_by_collar_number=authorised_by.collar_number,
        authority_rank=authority_rank,
        rationale=rationale,
    )
    record(Event.RESOLUTION_ISSUED, about=case, by=by, at=at, resolution=kind)
    return resolution


@transaction.atomic
def record_outcome_code(
    *, case: Case, crime: Crime, code: str, recorded_on: date, resolution: Resolution, by: User, at: datetime
) -> OutcomeCode:
    """Record the outcome code that follows from a resolution against one crime of the case."""
    insist_here(by, Permission.ISSUE_RESOLUTION, case)
    outcome = OutcomeCode.objects.create(
        source_key=made_here(), crime=crime, code=code, recorded_on=recorded_on, resolution=resolution
    )
    record(Event.OUTCOME_CODE_RECORDED, about=case, by=by, at=at, code=code, crime=crime.ledger_ref)
    return outcome


def made_here() -> str:
    """The key of a row that no source system knows: it was made in this service."""
    return f"here:{uuid4()}"
