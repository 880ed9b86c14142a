"""Taking a snapshot in the background: it reads every table, which is longer than a page should take."""

from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from oocr.audit.ledger import Referred
from oocr.measures import actions


@dataclass(frozen=True)
class Asker:
    """Whoever asked, by the text reference: all that the ledger needs, and all that a task can carry."""

    ledger_ref: str


@app.task(name="measures.take_snapshot", queueing_lock="measures.take_snapshot")
def take_snapshot(by: str) -> None:
    """Write the analysis tables out as they are when the worker comes to it."""
    actions.take_snapshot(by=Asker(by), at=timezone.now())


def ask_for_snapshot(by: Referred) -> None:
    """Have a snapshot taken. One that was asked for and is not begun yet will be of what is there now as well."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        take_snapshot.defer(by=by.ledger_ref)
