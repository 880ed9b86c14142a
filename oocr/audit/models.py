"""The ledger's two tables. Nobody outside this room may import them."""

from django.db import models

from oocr.audit.privacy import PrivacyClass


class Entry(models.Model):
    """One line: this event happened, about this, by this actor, at this time.

    ``number``, ``previous_hash`` and ``hash`` are filled by the database trigger (migration 0002), whatever
    the writer sent: that is what makes a gap or a change show.
    """

    number = models.BigIntegerField(primary_key=True)
    event = models.TextField()
    about = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    previous_hash = models.TextField()
    hash = models.TextField()

    privacy = {
        "number": PrivacyClass.OPERATIONAL,
        "event": PrivacyClass.OPERATIONAL,
        "about": PrivacyClass.OPERATIONAL,
        "by": PrivacyClass.OPERATIONAL,
        "at": PrivacyClass.OPERATIONAL,
        "written_at": PrivacyClass.OPERATIONAL,
        "facts": PrivacyClass.OPERATIONAL,
        "previous_hash": PrivacyClass.OPERATIONAL,
        "hash": PrivacyClass.OPERATIONAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["about", "number"], name="audit_entry_about"),
            models.Index(fields=["by", "number"], name="audit_entry_by"),
            models.Index(fields=["event", "number"], name="audit_entry_event"),
            models.Index(fields=["at"], name="audit_entry_at"),
        ]

    def __str__(self) -> str:
        return f"ledger line {self.number}"


class Head(models.Model):
    """How long the ledger is and how it ends, so that a line removed from its end shows too. One row."""

    number = models.BigIntegerField()
    hash = models.TextField()

    privacy = {
        "id": PrivacyClass.OPERATIONAL,
        "number": PrivacyClass.OPERATIONAL,
        "hash": PrivacyClass.OPERATIONAL,
    }

    def __str__(self) -> str:
        return f"ledger head at line {self.number}"
