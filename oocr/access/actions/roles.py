"""Agencies, the roles people hold at them, and the ranks they hold."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from oocr.access.models import Agency, Membership, RankHeld, User
from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.access.roles import AGENCY_KIND_LABELS, ROLES, AgencyKind, insist
from oocr.access.states import not_yourself
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.lifecycle.table import Actor
from oocr.lifecycle.verdict import Refused, no


@transaction.atomic
def add_agency(
    *, key: str, name: str, kind: AgencyKind, area_codes: Sequence[str] = (), by: Actor, at: dt.datetime
) -> Agency:
    """Let an organisation's people be given accounts."""
    insist(by, Permission.MANAGE_ACCOUNTS)
    if Agency.objects.filter(key=key).exists():
        raise Refused(no("key-in-use", f"There is already an agency with the key {key}."))
    agency = Agency.objects.create(key=key, name=name, kind=kind.value, area_codes=list(area_codes))
    record(Event.AGENCY_ADDED, about=agency, by=by, at=at)
    return agency


@transaction.atomic
def grant_role(
    *, user: User, role: str, agency: Agency, from_on: dt.date, by: Actor, at: dt.datetime
) -> Membership:
    """Give a person a role at an agency it suits, from a day on. Never to oneself."""
    user = _to_be_changed(user, by)
    granted = ROLES[role]
    if agency.kind not in granted.suits:
        suits = " or ".join(sorted(AGENCY_KIND_LABELS[kind].lower() for kind in granted.suits))
        raise Refused(
            no("role-does-not-suit", f"{granted.label} is held at a {suits}, and {agency} is not one.")
        )
    held = user.memberships.filter(role=role, agency=agency)
    if held.filter(Q(to_on__isnull=True) | Q(to_on__gt=from_on)).exists():
        raise Refused(no("already-held", f"{user} already has this role at {agency}."))
    membership = Membership.objects.create(user=user, agency=agency, role=role, from_on=from_on)
    record(Event.ROLE_GRANTED, about=user, by=by, at=at, role=role, agency=agency.key)
    return membership


@transaction.atomic
def end_role(*, membership: Membership, on: dt.date, by: Actor, at: dt.datetime) -> Membership:
    """End a role from a day on: that day it is no longer held."""
    user = _to_be_changed(membership.user, by)
    membership = user.memberships.select_related("agency").get(pk=membership.pk)
    if membership.to_on:
        raise Refused(no("already-ended", "This role has been ended already."))
    if on < membership.from_on:
        raise Refused(no("ends-before-start", "A role cannot end before the day it began."))
    membership.to_on = on
    membership.save(update_fields=["to_on"])
    record(Event.ROLE_ENDED, about=user, by=by, at=at, role=membership.role, agency=membership.agency.key)
    return membership


@transaction.atomic
def record_rank(
    *,
    user: User,
    rank: Rank,
    from_on: dt.date,
    to_on: dt.date | None = None,
    acting: bool = False,
    by: Actor,
    at: dt.datetime,
) -> RankHeld:
    """Record a rank from a day on.

    A substantive rank follows the one before it and ends where the next begins, in whichever order they are
    recorded. An acting rank stands beside it and is given its own end.
    """
    user = _to_be_changed(user, by)
    if to_on and to_on <= from_on:
        raise Refused(no("ends-before-start", "A rank must end after the day it began."))
    if user.ranks.filter(from_on=from_on, acting=acting).exists():
        raise Refused(no("already-held", f"{user} already has a rank from that day."))
    if not acting:
        later = user.ranks.filter(acting=False, from_on__gt=from_on).order_by("from_on").first()
        to_on = min((day for day in (to_on, later and later.from_on) if day), default=None)
        earlier = user.ranks.filter(acting=False, from_on__lt=from_on)
        earlier.filter(Q(to_on__isnull=True) | Q(to_on__gt=from_on)).update(to_on=from_on)
    held = RankHeld.objects.create(user=user, rank=rank.value, acting=acting, from_on=from_on, to_on=to_on)
    record(Event.RANK_RECORDED, about=user, by=by, at=at, rank=rank.value, from_on=from_on.isoformat())
    return held


def _to_be_changed(user: User, by: Actor) -> User:
    """The person, locked until this is done; refused unless `by` manages accounts and is someone else."""
    insist(by, Permission.MANAGE_ACCOUNTS)
    if not (verdict := not_yourself(user, by)):
        raise Refused(verdict)
    return User.objects.select_for_update().get(pk=user.pk)
