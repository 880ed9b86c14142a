"""Cases heard by the youth panel, as the historic extract brings them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from oocr.access.permissions import Permission
from oocr.access.visibility import VisibleQuerySet
from oocr.audit.privacy import PrivacyClass
from oocr.cases.models import ROW, Case
from oocr.cases.vocabulary import YesNo, choices

OPERATIONAL, SENSITIVE = PrivacyClass.OPERATIONAL, PrivacyClass.SENSITIVE

NOT_DECIDED = "not_decided"
OUTCOMES = (
    "community_resolution",
    "deferred_youth_caution",
    "youth_caution",
    "youth_conditional_caution",
    "outcome_22",
    "no_further_action",
    NOT_DECIDED,
)
AREAS = ("city", "county")


class SittingItemQuerySet(VisibleQuerySet):
    """Items of sittings."""

    def visible_to(self, user: Any) -> Self:
        """Those who work with the panel see the items of the cases they see."""
        if not user.is_authenticated or not user.may(Permission.SEE_YOUTH_PANEL):
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(user))


class SittingItem(models.Model):
    """One child's case at one sitting, and what the panel decided."""

    source_key = models.TextField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sitting_items")
    heard_on = models.DateField()
    # The youth justice service that brought it: city, or county and Rutland together.
    area = models.TextField(choices=[(area, area.capitalize()) for area in AREAS])
    from_court = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    outcome = models.TextField(choices=[(o, o.replace("_", " ").capitalize()) for o in OUTCOMES])
    batch = models.TextField(blank=True)

    objects = SittingItemQuerySet.as_manager()
    privacy = (
        ROW
        | dict.fromkeys(("case", "heard_on", "area"), OPERATIONAL)
        | {"from_court": SENSITIVE, "outcome": SENSITIVE}
    )

    class Meta:
        indexes = [
            models.Index(fields=["heard_on"], name="sitting_item_heard_on"),
            models.Index(
                fields=["heard_on"], condition=models.Q(outcome=NOT_DECIDED), name="sitting_item_undecided"
            ),
        ]
        constraints = [models.UniqueConstraint(name="sitting_item_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"sitting item {self.pk}"
