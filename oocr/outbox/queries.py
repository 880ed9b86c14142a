"""Messages, for the rooms above that know who may see them."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from oocr.outbox.models import Message
from oocr.outbox.states import MessageState


def messages_about(thing: Any) -> QuerySet[Message]:
    """Every message about a thing, newest first. Whoever asks has made sure that the reader may see the thing."""
    return Message.objects.filter(about=thing.ledger_ref).order_by("-queued_at", "-pk")


def message_about(thing: Any, number: int) -> Message:
    """The message with this number, if it is about this thing; 404 otherwise."""
    if message := messages_about(thing).filter(pk=number).first():
        return message
    raise Http404


def message_to_send(number: int) -> Message | None:
    """The message with this number, while it still waits."""
    return Message.objects.filter(pk=number, state=MessageState.WAITING).first()


def left_waiting(*, before: datetime) -> QuerySet[Message]:
    """Messages that have waited since before then: nobody is sending them any more."""
    return Message.objects.filter(state=MessageState.WAITING, queued_at__lt=before).order_by("queued_at")
