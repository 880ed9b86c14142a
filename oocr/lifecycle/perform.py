"""The one function that moves anything that has states."""

from datetime import datetime
from typing import TypeVar

from django.db import models, transaction

from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.lifecycle.table import Actor, Lifecycle
from oocr.lifecycle.verdict import Refused

Thing = TypeVar("Thing", bound=models.Model)


@transaction.atomic
def perform(
    table: Lifecycle, move: str, thing: Thing, *, by: Actor, at: datetime, **facts: str | int
) -> Thing:
    """Make one move: lock the row, judge, set the state, write the ledger line. All of it or nothing.

    `thing` must have `state` and `ledger_ref`. `facts` fill the event's sentence. Raises `Refused` with the
    verdict when the move is not open to `by`, judged on the row as it is now and not as it was when it was read.
    Returns the thing as it is now; the one that was given stays as it was read.
    """
    locked = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    verdict = table.verdict(move, locked, by)  # type: ignore[arg-type]  # every model with a lifecycle has a state
    if not verdict:
        raise Refused(verdict)
    row = table[move]
    locked.state = row.go_to  # type: ignore[attr-defined]  # as above
    locked.save(update_fields=["state"])
    record(Event(row.event), about=locked.ledger_ref, by=by, at=at, **facts)  # type: ignore[attr-defined]  # as above
    return locked
