"""Agencies and people, put in place by the real actions."""

import datetime as dt
import itertools

from django.utils import timezone

from oocr.access.actions.accounts import create_account
from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import add_agency, grant_role, record_rank
from oocr.access.demonstration import AGENCIES, SINCE
from oocr.access.models import Agency, User
from oocr.access.ranks import Rank
from oocr.access.roles import ROLES
from tests.factories.memory import remembered

_numbers = itertools.count(1)


@remembered
def make_agency(key: str = "leicestershire-police") -> Agency:
    """One of the area's agencies, by its key."""
    if agency := Agency.objects.filter(key=key).first():
        return agency
    name, kind, area_codes = next(
        (name, kind, codes) for known, name, kind, codes in AGENCIES if known == key
    )
    return add_agency(key=key, name=name, kind=kind, area_codes=area_codes, by=SETTING_UP, at=timezone.now())


@remembered
def make_user(
    role: str = "hub_coordinator",
    *,
    agency: Agency | str | None = None,
    name: str = "",
    collar_number: str = "",
    rank: Rank | None = None,
    rank_from: dt.date = SINCE,
) -> User:
    """A person who holds this role since 2020 at an agency that it suits. `role=""` is a person without any role.

    The agency is given as one, or by its key, or is the area's first of a fitting kind. `client.force_login(user)`
    signs them in, second step and all.
    """
    at, number = timezone.now(), next(_numbers)
    user = create_account(
        email=f"{role or 'nobody'}-{number}@tests.example",
        name=name or f"Person {number}",
        collar_number=collar_number,
        by=SETTING_UP,
        at=at,
    )
    if role:
        if agency is None:
            agency = next(key for key, _, kind, _ in AGENCIES if kind in ROLES[role].suits)
        held_at = make_agency(agency) if isinstance(agency, str) else agency
        grant_role(user=user, role=role, agency=held_at, from_on=SINCE, by=SETTING_UP, at=at)
    if rank:
        record_rank(user=user, rank=rank, from_on=rank_from, by=SETTING_UP, at=at)
    return user
