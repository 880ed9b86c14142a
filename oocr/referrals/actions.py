"""What people do to referrals."""

from datetime import datetime

from django.db import transaction

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import insist
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, count, record
from oocr.referrals.models import Referral


@transaction.atomic
def record_reading(*, referral: Referral, by: User, at: datetime) -> None:
    """Write down that someone read who a referral is about: once for each person, referral and hour."""
    insist(by, Permission.SEE_REFERRALS)
    hour = at.replace(minute=0, second=0, microsecond=0)
    if not count(Asked(about=referral.ledger_ref, by=by.ledger_ref, event=Event.REFERRAL_VIEWED, since=hour)):
        record(Event.REFERRAL_VIEWED, about=referral, by=by, at=at)
