"""What people do to referrals."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import insist
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, count, record
from oocr.cases.actions.here import insist_here
from oocr.cases.models import Resolution
from oocr.referrals.models import Referral, Service


@transaction.atomic
def record_reading(*, referral: Referral, by: User, at: datetime) -> None:
    """Write down that someone read who a referral is about: once for each person, referral and hour."""
    insist(by, Permission.SEE_REFERRALS)
    hour = at.replace(minute=0, second=0, microsecond=0)
    if not count(Asked(about=referral.ledger_ref, by=by.ledger_ref, event=Event.REFERRAL_VIEWED, since=hour)):
        record(Event.REFERRAL_VIEWED, about=referral, by=by, at=at)


@transaction.atomic
def open_referral(
    *, resolution: Resolution, service: Service, referred_on: date, by: User, at: datetime
) -> Referral:
    """Send the person of a resolution to a service. Whether it takes them on is for its provider to say."""
    insist_here(by, Permission.ISSUE_RESOLUTION, resolution.case)
    referral = Referral.objects.create(
        source_key=f"here:{uuid4()}",
        case=resolution.case,
        resolution=resolution,
        service=service,
        referred_on=referred_on,
        status="received",
    )
    record(Event.REFERRAL_OPENED, about=resolution.case, by=by, at=at, referral=referral.ledger_ref)
    return referral
