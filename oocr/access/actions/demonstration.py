"""Put the demonstration's agencies and people in place, by the same actions as an administrator."""

import datetime as dt

from django.db import transaction

from oocr.access.actions.accounts import create_account
from oocr.access.actions.roles import add_agency, grant_role, record_rank
from oocr.access.demonstration import AGENCIES, PEOPLE, SINCE
from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.audit.ledger import Job

SETTING_UP = Job("accounts.demonstration", frozenset({Permission.MANAGE_ACCOUNTS}))


def make_agencies(*, at: dt.datetime) -> None:
    """Add the demonstration's agencies that are not there yet."""
    known = set(Agency.objects.values_list("key", flat=True))
    for key, name, kind, area_codes in AGENCIES:
        if key not in known:
            add_agency(key=key, name=name, kind=kind, area_codes=area_codes, by=SETTING_UP, at=at)


@transaction.atomic
def make_people(*, at: dt.datetime) -> int:
    """Make the accounts that are not there yet, whole or not at all. Says how many it made."""
    made = 0
    for person in PEOPLE:
        if User.objects.filter(email=person.email).exists():
            continue
        user = create_account(
            email=person.email, name=person.name, collar_number=person.collar_number, by=SETTING_UP, at=at
        )
        agency = Agency.objects.get(key=person.agency)
        grant_role(user=user, role=person.role, agency=agency, from_on=SINCE, by=SETTING_UP, at=at)
        for rank, from_on in person.ranks:
            record_rank(user=user, rank=rank, from_on=from_on, by=SETTING_UP, at=at)
        made += 1
    return made
