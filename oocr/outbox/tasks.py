"""Sending in the background: the worker takes up each message, and again any whose worker died."""

import datetime as dt

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oocr.outbox import queries
from oocr.outbox.actions import TRIES_AT_A_TIME, send_message
from oocr.outbox.carriers import NotTaken, carrier

# A carrier that is away is asked again after 4, 16, 64 … seconds.
LATER = RetryStrategy(max_attempts=TRIES_AT_A_TIME, exponential_wait=4, retry_exceptions=[NotTaken])


@app.task(name="outbox.send_waiting", retry=LATER)
def send_waiting(number: int) -> None:
    """Send one message."""
    message = queries.message_to_send(number)
    if message:
        send_message(message=message, carrier=carrier(), at=timezone.now())


@app.periodic(cron="*/15 * * * *")
@app.task(name="outbox.take_up_waiting", pass_context=False)
def take_up_waiting(timestamp: int) -> None:
    """A message whose worker was killed is sent after all."""
    for message in queries.left_waiting(before=timezone.now() - dt.timedelta(days=2)):
        send_waiting.defer(number=message.pk)
