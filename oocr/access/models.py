"""Agencies, accounts, roles held and ranks held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property  # Django's own: a list fills it for many people at once

from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.access.roles import AGENCY_KIND_LABELS, ROLES, AgencyKind
from oocr.access.states import State
from oocr.audit.privacy import PrivacyClass

OPERATIONAL, IDENTITY, PUBLIC = PrivacyClass.OPERATIONAL, PrivacyClass.IDENTITY, PrivacyClass.PUBLIC


class Agency(models.Model):
    """An organisation that works in the system: a force, a youth justice service, a provider, an office."""

    key = models.SlugField(unique=True)
    name = models.TextField()
    kind = models.TextField(choices=[(kind.value, label) for kind, label in AGENCY_KIND_LABELS.items()])
    # The local authorities (ONS codes) a youth justice service or council covers; empty where area does not matter.
    area_codes = models.JSONField(default=list, blank=True)

    privacy = {"id": OPERATIONAL, "key": PUBLIC, "name": PUBLIC, "kind": PUBLIC, "area_codes": PUBLIC}

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_ref(self) -> str:
        return f"agency:{self.key}"


class UserManager(BaseUserManager["User"]):
    """Finds accounts by the address people sign in with."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes only from the roles they hold today."""

    email = models.EmailField(unique=True)
    name = models.TextField()
    # The number on a police person's shoulder; empty for others. Extracts name officers by it.
    collar_number = models.TextField(blank=True, db_index=True)
    state = models.TextField(
        choices=[(state.value, state.value) for state in State], default=State.ACTIVE.value
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    privacy = {
        "id": OPERATIONAL,
        "password": IDENTITY,
        "last_login": OPERATIONAL,
        "email": IDENTITY,
        "name": OPERATIONAL,
        "collar_number": OPERATIONAL,
        "state": OPERATIONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_is_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_ref(self) -> str:
        return f"user:{self.pk}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # what Django asks of an account; ours comes from its state
        """May this person sign in, and stay signed in?"""
        return self.state == State.ACTIVE

    @cached_property
    def memberships_today(self) -> list[Membership]:
        """The roles this person holds now, with their agencies. Read once per request."""
        held = self.memberships.filter(held_on(timezone.localdate())).select_related("agency")
        return list(held.order_by("from_on", "pk")) if self.is_active else []

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything the roles held today allow. A role that is no longer in the table allows nothing."""
        return frozenset(
            p for m in self.memberships_today if m.role in ROLES for p in ROLES[m.role].permissions
        )

    def may(self, permission: Permission) -> bool:
        """Does any role held today give this permission?"""
        return permission in self.permissions

    def agencies(self, *kinds: AgencyKind) -> list[Agency]:
        """The agencies of these kinds where this person holds a role today. With no kind named, none."""
        return _once(m.agency for m in self.memberships_today if m.agency.kind in kinds)

    def agencies_where(self, permission: Permission) -> list[Agency]:
        """The agencies where a role held today gives this permission."""
        return _once(
            m.agency
            for m in self.memberships_today
            if m.role in ROLES and permission in ROLES[m.role].permissions
        )

    def may_at(self, permission: Permission, agency_id: int) -> bool:
        """Does a role held today at this agency give this permission? A role at one opens nothing at another."""
        return any(agency.pk == agency_id for agency in self.agencies_where(permission))

    def rank_on(self, day: dt.date) -> Rank | None:
        """The rank held on that day; the highest where two were held at once (acting rank); None when none was."""
        return max(
            (Rank(row.rank) for row in self.ranks.filter(held_on(day))),
            key=lambda rank: rank.height,
            default=None,
        )


class Membership(models.Model):
    """A role held at an agency from one day up to, and not including, another; the same day means never held."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.SlugField()  # a key of ROLES; not `choices`, so that a new role needs no migration
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    privacy = dict.fromkeys(("id", "user", "agency", "role", "from_on", "to_on"), OPERATIONAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                name="membership_once_at_a_time",
                fields=["user", "agency", "role"],
                condition=Q(to_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.role} at {self.agency}"


class RankHeld(models.Model):
    """A rank held from one day up to, and not including, another; `acting` where temporary."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="ranks")
    rank = models.SlugField()  # a value of Rank
    acting = models.BooleanField(default=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    privacy = dict.fromkeys(("id", "user", "rank", "acting", "from_on", "to_on"), OPERATIONAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rank_ends_after_start", condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.rank} from {self.from_on}"


class OutsideIdentity(models.Model):
    """How an agency's own sign-in knows this person: its provider's key and the subject it gives."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="outside_identities")
    provider = models.SlugField(db_index=False)
    subject = models.TextField()

    privacy = {"id": OPERATIONAL, "user": OPERATIONAL, "provider": OPERATIONAL, "subject": IDENTITY}

    class Meta:
        constraints = [
            models.UniqueConstraint(name="outside_identity_is_one_person", fields=["provider", "subject"]),
            models.UniqueConstraint(
                name="outside_identity_once_for_each_provider", fields=["provider", "user"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.provider}"


def held_on(day: dt.date) -> Q:
    """Whatever has `from_on` and `to_on` and is held on that day."""
    return Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gt=day))


def _once(agencies: Iterable[Agency]) -> list[Agency]:
    """Each agency once, in the order given: two roles may be held at one."""
    return list({agency.pk: agency for agency in agencies}.values())
