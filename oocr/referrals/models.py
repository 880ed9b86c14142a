"""Services, referrals and attendance, as the historic extract brings them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from oocr.access.models import Agency
from oocr.access.permissions import Permission
from oocr.access.roles import AgencyKind
from oocr.access.visibility import VisibleQuerySet
from oocr.audit.privacy import PrivacyClass
from oocr.cases.models import ROW, Case, Resolution
from oocr.cases.vocabulary import YesNo, choices

OPERATIONAL, SENSITIVE = PrivacyClass.OPERATIONAL, PrivacyClass.SENSITIVE

STATUSES = ("received", "accepted", "started", "completed", "not_completed", "declined")


class ReferralQuerySet(VisibleQuerySet):
    """Referrals."""

    def visible_to(self, user: Any) -> Self:
        """A provider sees its own referrals; others those of the cases they see."""
        if not user.is_authenticated or not user.may(Permission.SEE_REFERRALS):
            return self.none()
        where = user.agencies_where(Permission.SEE_REFERRALS)
        providers = [agency for agency in where if agency.kind == AgencyKind.INTERVENTION_PROVIDER]
        mine = models.Q(service__provider__in=providers)
        if not user.may(Permission.SEE_CASES):
            return self.filter(mine)
        return self.filter(mine | models.Q(case__in=Case.objects.visible_to(user)))


class AttendanceQuerySet(VisibleQuerySet):
    """Sessions."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(referral__in=Referral.objects.visible_to(user))


class Service(models.Model):
    """What a provider offers, by the name the area publishes it under."""

    provider = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="services")
    name = models.TextField(unique=True)

    privacy = {"id": OPERATIONAL, "provider": PrivacyClass.PUBLIC, "name": PrivacyClass.PUBLIC}

    def __str__(self) -> str:
        return self.name


class Referral(models.Model):
    """This person sent to this service."""

    source_key = models.TextField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="referrals", db_index=False)
    referred_on = models.DateField()
    # How it stands, as the provider last said.
    status = models.TextField(
        choices=[(status, status.replace("_", " ").capitalize()) for status in STATUSES]
    )
    completed_on = models.DateField(null=True, blank=True)
    batch = models.TextField(blank=True)

    objects = ReferralQuerySet.as_manager()
    privacy = (
        ROW
        | dict.fromkeys(("case", "resolution", "referred_on", "status", "completed_on"), OPERATIONAL)
        | {"service": SENSITIVE}
    )

    class Meta:
        indexes = [
            models.Index(fields=["referred_on"], name="referral_referred_on"),
            models.Index(fields=["service", "status", "referred_on"], name="referral_service_status"),
        ]
        constraints = [models.UniqueConstraint(name="referral_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"referral {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"referral:{self.pk}"


class Attendance(models.Model):
    """One session offered: was it attended, did the person comply, and whose reason if not."""

    source_key = models.TextField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="attendance")
    session_on = models.DateField()
    attended = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    complied = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    whose_reason = models.TextField(
        choices=[(w, w.capitalize()) for w in ("none", "person", "provider", "other")], default="none"
    )
    batch = models.TextField(blank=True)

    objects = AttendanceQuerySet.as_manager()
    privacy = (
        ROW
        | dict.fromkeys(("referral", "session_on"), OPERATIONAL)
        | dict.fromkeys(("attended", "complied", "whose_reason"), SENSITIVE)
    )

    class Meta:
        indexes = [
            # Few are ever without an answer.
            models.Index(
                fields=["session_on"],
                condition=models.Q(attended=YesNo.NOT_RECORDED),
                name="attendance_to_record",
            ),
        ]
        constraints = [models.UniqueConstraint(name="attendance_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"session {self.pk}"
