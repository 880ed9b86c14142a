"""What happens to messages. A message is queued with what it is about, and leaves once that is committed."""

from datetime import datetime

from django.db import transaction

from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import Job, record
from oocr.lifecycle.perform import perform
from oocr.lifecycle.table import Actor
from oocr.outbox.carriers import Carrier, NotTaken
from oocr.outbox.models import Message
from oocr.outbox.states import MESSAGE, MessageState

SENDER = Job("outbox", frozenset({Permission.SEND_MESSAGE}))
TRIES_AT_A_TIME = 8


@transaction.atomic
def queue_message(
    *, about: str, wording: str, channel: str, address: str, subject: str, body: str, by: Actor, at: datetime
) -> Message:
    """Put a message in the outbox. Whoever calls has made sure that this address may be written to about this."""
    message = Message.objects.create(
        about=about,
        wording=wording,
        channel=channel,
        address=address,
        subject=subject,
        body=body,
        queued_at=at,
        queued_by=by.ledger_ref,
    )
    record(Event.MESSAGE_QUEUED, about=about, by=by, at=at, message=message.ledger_ref, channel=channel)
    return message


def send_message(*, message: Message, carrier: Carrier, at: datetime) -> Message:
    """Give a waiting message to the carrier. Raises `NotTaken` when it should be tried again later.

    The try is counted and committed before the carrier is asked: a process that dies in between leaves a message that
    is still waiting, and that the next try first looks for at the carrier.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=message.pk)
        if message.state != MessageState.WAITING:
            return message
        message.tries += 1
        message.save(update_fields=["tries"])
    try:
        carrier.take(message)
    except NotTaken as refusal:
        return _not_taken(message, refusal, at)
    return _taken(message, at)


@transaction.atomic
def _taken(message: Message, at: datetime) -> Message:
    message = perform(MESSAGE, "send", message, by=SENDER, at=at)
    message.sent_at, message.sent_by, message.fault = at, SENDER.ledger_ref, ""
    message.save(update_fields=["sent_at", "sent_by", "fault"])
    return message


def _not_taken(message: Message, refusal: NotTaken, at: datetime) -> Message:
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(fault=str(refusal))
        if refusal.for_good or message.tries % TRIES_AT_A_TIME == 0:
            return perform(MESSAGE, "give_up", message, by=SENDER, at=at)
    raise refusal


@transaction.atomic
def send_again(*, message: Message, by: Actor, at: datetime) -> Message:
    """Let a failed message wait again, after its address or the carrier was put right."""
    return perform(MESSAGE, "send_again", message, by=by, at=at)
