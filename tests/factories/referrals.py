"""Services, referrals and sessions, as an extract brings them."""

import datetime as dt
import itertools
from typing import Any

from oocr.access.models import Agency
from oocr.cases.models import Case
from oocr.referrals.models import Attendance, Referral, Service
from tests.factories.access import make_agency

_numbers = itertools.count(1)


def make_service(name: str = "Turning Point", *, provider: Agency | None = None) -> Service:
    """A service, made once for each name."""
    provider = provider or make_agency("turning-point")
    return Service.objects.get_or_create(name=name, defaults={"provider": provider})[0]


def make_referral(case: Case, *, service: Service | None = None, **facts: Any) -> Referral:
    """A referral that the provider has received."""
    usual = {
        "source_key": f"F{next(_numbers):06}",
        "referred_on": case.opened_on + dt.timedelta(days=10),
        "status": "received",
    }
    return Referral.objects.create(case=case, service=service or make_service(), **(usual | facts))


def make_session(referral: Referral, **facts: Any) -> Attendance:
    """A session whose attendance nobody has recorded."""
    usual = {
        "source_key": f"S{next(_numbers):06}",
        "session_on": referral.referred_on + dt.timedelta(days=14),
    }
    return Attendance.objects.create(referral=referral, **(usual | facts))
