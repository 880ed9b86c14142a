"""Batches, the rows kept aside, and which rows a batch changed."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.access.visibility import VisibleQuerySet
from oocr.audit.ledger import Job
from oocr.audit.privacy import PrivacyClass
from oocr.imports.extract import FILES
from oocr.imports.states import BatchState

IDENTITY, FREE_TEXT, OPERATIONAL = PrivacyClass.IDENTITY, PrivacyClass.FREE_TEXT, PrivacyClass.OPERATIONAL


class BatchQuerySet(VisibleQuerySet):
    """Batches."""

    def visible_to(self, user: Any) -> Self:
        """Those who bring extracts in see the batches of the forces they do it for."""
        if not user.is_authenticated or not user.may(Permission.IMPORT_EXTRACT):
            return self.none()
        return self.filter(agency__in=user.agencies_where(Permission.IMPORT_EXTRACT))


class ByBatchQuerySet(VisibleQuerySet):
    """Whatever belongs to a batch is seen by those who see the batch."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(batch__in=Batch.objects.visible_to(user))


class Batch(models.Model):
    """One delivery of an extract. `counts` says, for each file, what became of its rows."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(
        choices=[(s.value, s.value.capitalize()) for s in BatchState], default=BatchState.RECEIVED
    )
    # The files as they were named, and the folder of an upload under MEDIA_ROOT until it is loaded.
    files = models.JSONField(default=list)
    folder = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    progress = models.JSONField(default=dict)
    # Why nothing was loaded, as a code; the page has its sentence.
    failure = models.TextField(blank=True)
    withdrawal_reason = models.TextField(blank=True)
    received_at = models.DateTimeField()
    received_by = models.TextField()
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.TextField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.TextField(null=True, blank=True)

    objects = BatchQuerySet.as_manager()
    privacy = dict.fromkeys(
        ("id", "agency", "state", "files", "folder", "counts", "progress", "failure", "received_at", "received_by",
         "finished_at", "finished_by", "withdrawn_at", "withdrawn_by"),
        OPERATIONAL,
    ) | {"withdrawal_reason": FREE_TEXT}  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["agency", "-id"], name="batch_newest")]
        constraints = [
            models.CheckConstraint(
                name="batch_finished_by_someone",
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_withdrawn_by_someone",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"batch:{self.pk}"

    def is_open_to(self, actor: Any, permission: Permission) -> bool:
        """Does a role at the agency the batch is for give this actor the permission? A job works for all."""
        if isinstance(actor, Job):
            return True
        return isinstance(actor, User) and self.agency in actor.agencies_where(permission)

    def total(self, what: str) -> int:
        """One count over all files."""
        return sum(counts.get(what, 0) for counts in self.counts.values())


class QuarantinedRow(models.Model):
    """A row that could not be used: where it stood, what was wrong with it, what to do, and the row as it came.

    `column`, `code`, `wrong` and `to_do` tell the first fault, `more` any others. It leaves the quarantine when the
    same row comes right: corrected and sent again, or when the reference it was `waiting_for` arrives.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="quarantined", db_index=False)
    file = models.TextField(choices=[(file.name, file.name) for file in FILES])
    line = models.PositiveBigIntegerField()
    column = models.TextField(blank=True)
    code = models.TextField()
    wrong = models.TextField()
    to_do = models.TextField()
    more = models.JSONField(default=list)
    raw = models.JSONField()
    row_key = models.TextField(blank=True)
    # The same row sent again unchanged is the same quarantined row.
    fingerprint = models.TextField()
    # "people:P000123": the file and the key that must arrive first.
    waiting_for = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.TextField(null=True, blank=True)

    objects = ByBatchQuerySet.as_manager()
    privacy = dict.fromkeys(
        (
            "id",
            "batch",
            "file",
            "line",
            "column",
            "code",
            "to_do",
            "fingerprint",
            "resolved_at",
            "resolved_by",
        ),
        OPERATIONAL,
    ) | dict.fromkeys(("wrong", "more", "raw", "row_key", "waiting_for"), IDENTITY)

    class Meta:
        indexes = [
            models.Index(fields=["batch", "file", "line"], name="quarantined_in_order"),
            models.Index(
                fields=["file", "row_key"], condition=Q(resolved_at=None), name="quarantined_by_key"
            ),
            models.Index(
                fields=["waiting_for"],
                condition=Q(resolved_at=None) & ~Q(waiting_for=""),
                name="quarantined_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(resolved_at=None), name="quarantined_once"
            ),
            models.CheckConstraint(
                name="quarantined_resolved_by_someone",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"quarantined row {self.pk}"


class ChangedRow(models.Model):
    """A row that was there before and that this batch changed, with the batch that had last written it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="changed", db_index=False)
    file = models.TextField()
    row_id = models.BigIntegerField()
    previous_batch = models.TextField(blank=True)

    privacy = dict.fromkeys(("id", "batch", "file", "row_id", "previous_batch"), OPERATIONAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "file", "row_id"], name="changed_once_by_a_batch")
        ]

    def __str__(self) -> str:
        return f"{self.file} row {self.row_id} changed by batch {self.batch_id}"
