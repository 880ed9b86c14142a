"""Messages, each with its address and its words."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from oocr.access.visibility import VisibleQuerySet
from oocr.audit.privacy import PrivacyClass
from oocr.outbox.states import MessageState

OPERATIONAL, IDENTITY, FREE_TEXT = PrivacyClass.OPERATIONAL, PrivacyClass.IDENTITY, PrivacyClass.FREE_TEXT
CHANNELS = (("email", "E-mail"), ("text", "Text message"))


class MessageQuerySet(VisibleQuerySet):
    """Messages. Who sees one follows from what it is about, which only a room above knows: so nobody, from here."""

    def visible_to(self, user: Any) -> Self:
        return self.none()


class Message(models.Model):
    """One message to one address, and how it stands."""

    # What it is about: the text reference of a case.
    about = models.TextField(db_index=True)
    # Which words: the version of the template they were made from.
    wording = models.TextField()
    channel = models.TextField(choices=CHANNELS)
    address = models.TextField()
    subject = models.TextField(blank=True)
    body = models.TextField()
    state = models.TextField(
        choices=[(state.value, state.value.capitalize()) for state in MessageState],
        default=MessageState.WAITING,
    )
    queued_at = models.DateTimeField()
    queued_by = models.TextField()
    # How often a carrier was tried. Counted before each try, so that a killed process is seen to have tried.
    tries = models.PositiveIntegerField(default=0)
    fault = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.TextField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()
    privacy = dict.fromkeys(
        ("id", "about", "wording", "channel", "state", "queued_at", "queued_by", "tries", "fault", "sent_at", "sent_by"),
        OPERATIONAL,
    ) | {"address": IDENTITY, "subject": FREE_TEXT, "body": FREE_TEXT}  # fmt: skip

    class Meta:
        indexes = [
            models.Index(
                fields=["queued_at"], condition=Q(state=MessageState.WAITING), name="message_waiting"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="message_sent_by_someone",
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(state=MessageState.SENT, sent_at__isnull=False, sent_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"message:{self.pk}"
