"""Conditions and breaches, as the historic extract brings them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from oocr.access.visibility import VisibleQuerySet
from oocr.audit.privacy import PrivacyClass
from oocr.cases.models import ROW, Resolution
from oocr.cases.vocabulary import YesNo, choices

OPERATIONAL, SENSITIVE, FREE_TEXT = PrivacyClass.OPERATIONAL, PrivacyClass.SENSITIVE, PrivacyClass.FREE_TEXT

KINDS = ("rehabilitative", "reparative", "punitive", "foreign_offender", "agreed_action")
NOT_DECIDED = "not_decided"
BREACH_DECISIONS = (NOT_DECIDED, "no_action", "varied", "enforced", "sent_for_charge")


class ConditionQuerySet(VisibleQuerySet):
    """Conditions."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(resolution__in=Resolution.objects.visible_to(user))


class BreachQuerySet(VisibleQuerySet):
    """Breaches."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(condition__in=Condition.objects.visible_to(user))


class Condition(models.Model):
    """One thing the person agreed to do, by when."""

    source_key = models.TextField()
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="conditions")
    kind = models.TextField(choices=[(kind, kind.replace("_", " ").capitalize()) for kind in KINDS])
    text = models.TextField()
    due_on = models.DateField()
    met = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    met_on = models.DateField(null=True, blank=True)
    batch = models.TextField(blank=True)

    objects = ConditionQuerySet.as_manager()
    privacy = ROW | {
        "resolution": OPERATIONAL,
        "kind": SENSITIVE,
        "text": FREE_TEXT,
        "due_on": OPERATIONAL,
        "met": OPERATIONAL,
        "met_on": OPERATIONAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], name="condition_due_on"),
            # Few are ever unsettled: what waits is found without reading what is done with.
            models.Index(
                fields=["due_on"],
                condition=models.Q(met=YesNo.NOT_RECORDED),
                name="condition_unsettled",
            ),
        ]
        constraints = [models.UniqueConstraint(name="condition_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"condition {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"condition:{self.pk}"


class Breach(models.Model):
    """A condition reported as not kept, and what was decided about it."""

    source_key = models.TextField()
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="breaches")
    reported_on = models.DateField()
    what_happened = models.TextField(blank=True)
    decision = models.TextField(
        choices=[(d, d.replace("_", " ").capitalize()) for d in BREACH_DECISIONS], default=NOT_DECIDED
    )
    decided_on = models.DateField(null=True, blank=True)
    batch = models.TextField(blank=True)

    objects = BreachQuerySet.as_manager()
    privacy = ROW | {
        "condition": OPERATIONAL,
        "reported_on": OPERATIONAL,
        "what_happened": FREE_TEXT,
        "decision": OPERATIONAL,
        "decided_on": OPERATIONAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["reported_on"], name="breach_reported_on"),
            models.Index(
                fields=["reported_on"], condition=models.Q(decision=NOT_DECIDED), name="breach_undecided"
            ),
        ]
        constraints = [models.UniqueConstraint(name="breach_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"breach {self.pk}"
