"""Loading in the background: the worker takes up each upload, and again any whose worker died."""

import datetime as dt

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oocr.imports import queries
from oocr.imports.actions import erase_cells, load_batch
from oocr.imports.models import Batch
from oocr.imports.states import BatchState
from oocr.lifecycle.verdict import Refused
from oocr.measures.tasks import ask_for_snapshot

# While another extract is being loaded this one waits its turn.
ITS_TURN = RetryStrategy(max_attempts=240, wait=15, retry_exceptions=[Refused])


@app.task(name="imports.load_upload", retry=ITS_TURN)
def load_upload(number: int) -> None:
    """Check and load an upload."""
    batch = queries.upload_to_load(number)
    if batch:
        _load(batch)


@app.periodic(cron="*/2 * * * *")
@app.task(name="imports.take_up_stopped", pass_context=False)
def take_up_stopped(timestamp: int) -> None:
    """An upload whose worker was killed is loaded again from its files; nothing of it had gone in."""
    for batch in queries.stopped_uploads(before=timezone.now() - dt.timedelta(minutes=2)):
        try:
            _load(batch)
        except Refused:
            return  # another one is being loaded: this one's time comes


@app.periodic(cron="20 3 * * *")
@app.task(name="imports.erase_cells", pass_context=False)
def erase_old_cells(timestamp: int) -> None:
    """Each night, erase the cells of rows that left the quarantine long enough ago."""
    erase_cells(by=queries.IMPORTER, at=timezone.now())


def _load(batch: Batch) -> None:
    by = queries.actor(batch.received_by)
    if load_batch(batch=batch, by=by, at=timezone.now()).state == BatchState.LOADED:
        ask_for_snapshot(by)  # so that figures are of what is loaded now
