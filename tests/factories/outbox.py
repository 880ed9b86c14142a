"""Messages, put in the outbox by the real action."""

from django.utils import timezone

from oocr.access.models import User
from oocr.outbox.actions import queue_message
from oocr.outbox.models import Message
from tests.factories.access import make_user


def make_message(
    channel: str = "email", *, by: User | None = None, about: str = "case:AB-2025-000001"
) -> Message:
    """A message that waits, to an invented address."""
    return queue_message(
        about=about,
        wording="letter-to-the-victim-2023-01-01",
        channel=channel,
        address="someone@tests.example" if channel == "email" else "07700 900123",
        subject="What was decided",
        body="Dear Sam\n\nIt was decided.",
        by=by or make_user("officer"),
        at=timezone.now(),
    )
