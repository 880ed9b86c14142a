"""What the area offers victims: its Community Remedy list, and the victim service of each route."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from oocr.access.models import User
from oocr.cases.models.privacy import OPERATIONAL, PUBLIC
from oocr.cases.victim_vocabulary import REMEDY_KINDS, ROUTES


class RemedyListQuerySet(models.QuerySet["RemedyList"]):
    """Versions of the list."""

    def standing(self) -> Self:
        """Those that were not withdrawn before they came into force."""
        return self.filter(withdrawn_at__isnull=True)

    def in_force_on(self, day: date) -> "RemedyList | None":
        """The newest version that has begun by that day."""
        return self.standing().filter(in_force_from__lte=day).order_by("-in_force_from").first()


class RemedyList(models.Model):
    """One version of the Community Remedy list, in force from a day until the next version. It is never edited.

    `invented` marks a list that the demonstration made up: the area's own document must be put in its place.
    """

    in_force_from = models.DateField()
    invented = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = RemedyListQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "in_force_from": PUBLIC,
        "invented": PUBLIC,
        "made_at": OPERATIONAL,
        "made_by": OPERATIONAL,
        "withdrawn_at": OPERATIONAL,
        "withdrawn_by": OPERATIONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_remedy_list_a_day", fields=["in_force_from"], condition=Q(withdrawn_at__isnull=True)
            ),
            models.CheckConstraint(
                name="remedy_list_withdrawn_by_someone",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Community Remedy list of {self.in_force_from}"

    @property
    def ledger_ref(self) -> str:
        return f"remedy_list:{self.pk}"


class RemedyItem(models.Model):
    """One action on a version of the list, in its place."""

    remedy_list = models.ForeignKey(
        RemedyList, on_delete=models.PROTECT, related_name="items", db_index=False
    )
    place = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=list(REMEDY_KINDS.items()))
    says = models.TextField()

    privacy = {"id": OPERATIONAL, "remedy_list": PUBLIC, "place": PUBLIC, "kind": PUBLIC, "says": PUBLIC}

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="remedy_item_has_a_place", fields=["remedy_list", "place"])
        ]

    def __str__(self) -> str:
        return self.says


class VictimService(models.Model):
    """Who runs the victim service of a route in this area, from a day."""

    route = models.TextField(choices=list(ROUTES.items()))
    name = models.TextField()
    in_force_from = models.DateField()
    invented = models.BooleanField(default=False)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    privacy = {
        "id": OPERATIONAL,
        "route": PUBLIC,
        "name": PUBLIC,
        "in_force_from": PUBLIC,
        "invented": PUBLIC,
        "named_at": OPERATIONAL,
        "named_by": OPERATIONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_victim_service_a_day", fields=["route", "in_force_from"])
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_ref(self) -> str:
        return f"victim_service:{self.pk}"
