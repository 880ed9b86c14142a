"""The first administrator of a new installation: someone has to make the first account."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from oocr.access.actions.accounts import create_account
from oocr.access.actions.roles import add_agency, grant_role
from oocr.access.models import Agency, Membership, User
from oocr.access.permissions import Permission
from oocr.access.roles import AgencyKind, roles_that
from oocr.audit.ledger import Job
from oocr.lifecycle.verdict import Refused, no

INSTALLING = Job("accounts.installation", frozenset({Permission.MANAGE_ACCOUNTS}))


@transaction.atomic
def make_first_administrator(
    *, email: str, name: str, force_key: str, force_name: str, today: dt.date, at: dt.datetime
) -> User:
    """Make the force, the account and the role. Refused once anyone may manage accounts: they make the others."""
    able = Q(role__in=[role.key for role in roles_that(Permission.MANAGE_ACCOUNTS)])
    if Membership.objects.filter(able & (Q(to_on__isnull=True) | Q(to_on__gt=today))).exists():
        raise Refused(no("not-the-first", "There is an administrator already, who can make other accounts."))
    force = Agency.objects.filter(key=force_key).first() or add_agency(
        key=force_key, name=force_name, kind=AgencyKind.POLICE_FORCE, by=INSTALLING, at=at
    )
    user = create_account(email=email, name=name, by=INSTALLING, at=at)
    grant_role(user=user, role="administrator", agency=force, from_on=today, by=INSTALLING, at=at)
    return user
