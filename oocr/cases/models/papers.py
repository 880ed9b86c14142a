"""What is kept beside a case: corrections of its facts, its documents, and people's saved views of the list."""

import secrets
from typing import Any, Self

from django.db import models

from oocr.access.models import User
from oocr.access.visibility import VisibleQuerySet
from oocr.cases.models.cases import Case
from oocr.cases.models.privacy import FREE_TEXT, IDENTITY, OPERATIONAL
from oocr.cases.models.visibility import ByCaseQuerySet


def document_path(document: "Document", filename: str) -> str:
    """Where a document is kept: a random name, so that neither its title nor its place can be guessed."""
    return f"case-documents/{secrets.token_hex(16)}"


class Correction(models.Model):
    """A recorded fact that was wrong: what it said, what it says now, and why. Written once, never changed.

    `about_model` and `about_pk` name the row ("person", 12) and `field` the fact. The values stay here, inside
    this room, so that erasure can reach them; the ledger only says that the field was corrected.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    about_model = models.TextField()
    about_pk = models.BigIntegerField()
    field = models.TextField()
    old_value = models.TextField(blank=True)
    new_value = models.TextField(blank=True)
    reason = models.TextField()
    corrected_at = models.DateTimeField()
    # A person's or a job's text reference: an import corrects facts too.
    corrected_by = models.TextField()

    objects = ByCaseQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "case": OPERATIONAL,
        "about_model": OPERATIONAL,
        "about_pk": OPERATIONAL,
        "field": OPERATIONAL,
        "old_value": IDENTITY,
        "new_value": IDENTITY,
        "reason": FREE_TEXT,
        "corrected_at": OPERATIONAL,
        "corrected_by": OPERATIONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["about_model", "about_pk"], name="correction_about")]

    def __str__(self) -> str:
        return f"correction of {self.field}"


class Document(models.Model):
    """A paper kept with a case. What it is was read from its content, not believed from its name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    title = models.TextField()
    content = models.FileField(upload_to=document_path)
    content_type = models.TextField()
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ByCaseQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "case": OPERATIONAL,
        "title": FREE_TEXT,
        "content": FREE_TEXT,
        "content_type": OPERATIONAL,
        "size": OPERATIONAL,
        "added_at": OPERATIONAL,
        "added_by": OPERATIONAL,
    }

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"document:{self.pk}"


class OwnQuerySet(VisibleQuerySet):
    """What is a person's own is seen by that person."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(user=user) if user.is_authenticated else self.none()


class SavedView(models.Model):
    """A person's own saved filters of the case list. Holds no search text: that may name someone."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.TextField()
    query = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    objects = OwnQuerySet.as_manager()
    privacy = dict.fromkeys(("id", "user", "name", "query", "saved_at", "saved_by"), OPERATIONAL)

    class Meta:
        constraints = [models.UniqueConstraint(name="saved_view_name_once", fields=["user", "name"])]

    def __str__(self) -> str:
        return f"saved view {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"saved_view:{self.pk}"
