"""Policy run over many cases: what was asked, and what came out. Nothing in it is a decision."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.access.visibility import VisibleQuerySet
from oocr.audit.privacy import PrivacyClass
from oocr.decisions.states import RunState

OPERATIONAL, SENSITIVE = PrivacyClass.OPERATIONAL, PrivacyClass.SENSITIVE
KINDS = (("what_if", "What a draft would have changed"), ("missed", "Missed opportunities"))


class PolicyRunQuerySet(VisibleQuerySet):
    """Runs are seen at the force whose cases they went over, by those who review policy there."""

    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated or not user.may(Permission.REVIEW_POLICY):
            return self.none()
        return self.filter(agency__in=user.agencies_where(Permission.REVIEW_POLICY))


class PolicyRun(models.Model):
    """One run over the cases of a force in a period, from a day up to and not including another."""

    kind = models.TextField(choices=KINDS)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField()
    to_on = models.DateField()
    # The draft's own text and name. It is kept here and nowhere else: it is never among the packs in force.
    draft_name = models.TextField(blank=True)
    draft = models.TextField(blank=True)
    state = models.TextField(
        choices=[(state.value, state.value.capitalize()) for state in RunState], default=RunState.WAITING
    )
    # How many cases or crimes were gone over, and what came out, by the case's reference or the crime's number.
    examined = models.PositiveIntegerField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    fault = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PolicyRunQuerySet.as_manager()
    privacy = dict.fromkeys(
        (
            "id", "kind", "agency", "from_on", "to_on", "draft_name", "draft", "state", "examined", "fault",
            "asked_at", "asked_by",
        ),
        OPERATIONAL,
    ) | {"result": SENSITIVE}  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["agency", "-asked_at"], name="policy_run_newest")]
        constraints = [
            models.CheckConstraint(name="policy_run_period", condition=Q(to_on__gt=F("from_on"))),
        ]

    def __str__(self) -> str:
        return f"policy run {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"policy_run:{self.pk}"
