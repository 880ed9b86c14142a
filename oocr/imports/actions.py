"""What happens to batches. The rows of an extract are written by `oocr.imports.load`, in sets (docs/adr/0015)."""

import shutil
import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone

from oocr.access.models import Agency
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.imports.faults import ROW_FAULTS, plain
from oocr.imports.load.loader import Outcome, Tell, load_folder
from oocr.imports.load.withdrawal import in_the_way, take_back
from oocr.imports.lock import Progress, only_one
from oocr.imports.models import Batch, QuarantinedRow
from oocr.imports.queries import IMPORTER, being_loaded
from oocr.imports.states import BATCH, BatchState
from oocr.lifecycle.perform import perform
from oocr.lifecycle.verdict import Refused, no

UPLOADS = "extracts"
# How long the cells of a row that left the quarantine are kept: while the batch it left with may be withdrawn.
CELLS_KEPT = timedelta(days=30)


class NotAnExtract(Exception):
    """Nothing in the folder could be read as a file of the extract."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("not an extract")
        self.outcome = outcome


@transaction.atomic
def receive_batch(*, agency: Agency, files: list[str], by: Any, at: datetime, folder: str = "") -> Batch:
    """Say that an extract has come, for this force. It is checked and loaded after."""
    if not by.may(Permission.IMPORT_EXTRACT):
        raise Refused(no("no-permission", "Your role does not let you bring in an extract."))
    batch = Batch(agency=agency, files=files, folder=folder, received_at=at, received_by=by.ledger_ref)
    if not batch.is_open_to(by, Permission.IMPORT_EXTRACT):
        raise Refused(no("other-agency", f"Your role does not let you bring in an extract for {agency}."))
    batch.save()
    record(Event.BATCH_RECEIVED, about=batch, by=by, at=at, files=len(files))
    return batch


def receive_upload(*, agency: Agency, uploads: Iterable[UploadedFile], by: Any, at: datetime) -> Batch:
    """Keep uploaded files in a folder of a random name until they are loaded, and receive them as a batch."""
    folder = f"{UPLOADS}/{uuid.uuid4().hex}"
    kept = Path(settings.MEDIA_ROOT) / folder
    kept.mkdir(parents=True, mode=0o700)
    try:
        names = []
        for upload in uploads:
            # Only the last part of what the browser sent, so that no name can lead out of the folder.
            name = Path(upload.name or "file").name
            with (kept / name).open("xb") as file:
                for chunk in upload.chunks():
                    file.write(chunk)
            names.append(name)
        return receive_batch(agency=agency, files=names, by=by, at=at, folder=folder)
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)
        raise


def load_batch(
    *,
    batch: Batch,
    folder: Path | None = None,
    by: Any,
    at: datetime,
    tell: Tell | None = None,
    wait_seconds: float = 0,
) -> Batch:
    """Check a batch and load it: all its good rows or, when anything breaks, none.

    The check is one transaction and the load another, so that others see that it is under way. A batch whose load was
    killed is taken up again from its files, or marked as failed where they are not ours to read again.
    """
    with only_one(wait_seconds) as free:
        if not free:
            raise Refused(_busy())
        _end_stopped(besides=batch, by=by, at=at)
        if batch.state != BatchState.CHECKING:
            batch = perform(BATCH, "check", batch, by=by, at=at)
        where = folder or Path(settings.MEDIA_ROOT) / batch.folder
        try:
            return _load(batch, where, by, at, tell)
        except NotAnExtract as nothing:
            return _fail(batch, "not-an-extract", by=by, at=at, counts=nothing.outcome.counts)
        except BaseException:
            _fail(batch, "unexpected", by=by, at=at)
            raise
        finally:
            _forget_upload(batch)


def _load(batch: Batch, where: Path, by: Any, at: datetime, tell: Tell | None) -> Batch:
    progress = Progress(batch.pk)

    def told(file: str, doing: str, done: int, of: int) -> None:
        progress.tell(file, doing, done, of)
        if tell:
            tell(file, doing, done, of)

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            outcome = load_folder(
                where,
                work=Path(settings.LOCAL_DIR) / "loading",
                cursor=cursor.cursor,
                batch=batch.ledger_ref,
                batch_id=batch.pk,
                agency_id=batch.agency_id,
                at=at,
                today=timezone.localdate(at),
                tell=told,
            )
            if not outcome.is_an_extract:
                raise NotAnExtract(outcome)
            _finish(batch, outcome.counts, by=by, at=at)
            # The ledger last: its head is locked from the first line until the transaction ends.
            for agency in outcome.new_agencies:
                record(Event.AGENCY_ADDED, about=agency, by=by, at=at)
            return perform(
                BATCH,
                "load",
                batch,
                by=by,
                at=at,
                added=batch.total("added"),
                changed=batch.total("changed"),
                unchanged=batch.total("unchanged"),
                quarantined=batch.total("quarantined"),
            )
    finally:
        progress.close()


def _finish(batch: Batch, counts: dict[str, Any], *, by: Any, at: datetime, failure: str = "") -> None:
    batch.counts, batch.failure = counts, failure
    batch.finished_at, batch.finished_by = at, by.ledger_ref
    batch.save(update_fields=["counts", "failure", "finished_at", "finished_by"])


@transaction.atomic
def _fail(batch: Batch, why: str, *, by: Any, at: datetime, counts: dict[str, Any] | None = None) -> Batch:
    """Nothing of it was loaded. `why` is a code; the page has its sentence."""
    _finish(batch, counts or {}, by=by, at=at, failure=why)
    return perform(BATCH, "fail", batch, by=IMPORTER, at=at, reason=why)


def _end_stopped(*, besides: Batch, by: Any, at: datetime) -> None:
    """A batch still being checked while nobody holds the lock was killed. With its files it is loaded again later."""
    for stopped in Batch.objects.filter(state=BatchState.CHECKING, folder="").exclude(pk=besides.pk):
        _fail(stopped, "stopped", by=IMPORTER, at=at)


def _forget_upload(batch: Batch) -> None:
    if batch.folder:
        shutil.rmtree(Path(settings.MEDIA_ROOT) / batch.folder, ignore_errors=True)
        Batch.objects.filter(pk=batch.pk).update(folder="")


def _busy() -> Any:
    other = being_loaded()
    who = f"Batch {other.pk} is" if other else "Another extract is"
    return no("someone-is-loading", f"{who} being loaded. Try again when it is done.")


def withdraw_batch(*, batch: Batch, reason: str, by: Any, at: datetime) -> Batch:
    """Take a loaded batch back whole: what it added goes, what it changed says again what it said before.

    The lock is held until that is committed: a load that began before would see rows that are about to go.
    """
    if not reason.strip():
        raise Refused(no("no-reason", "Say why the batch is withdrawn."))
    verdict = BATCH.verdict("withdraw", batch, by)
    if not verdict:
        raise Refused(verdict)
    with only_one() as free:
        if not free:
            raise Refused(_busy())
        with transaction.atomic(), connection.cursor() as cursor:
            verdict = in_the_way(cursor, batch)
            if not verdict:
                raise Refused(verdict)
            removed = take_back(cursor, batch, at)
            batch.withdrawal_reason = reason.strip()
            batch.withdrawn_at, batch.withdrawn_by = at, by.ledger_ref
            batch.save(update_fields=["withdrawal_reason", "withdrawn_at", "withdrawn_by"])
            return perform(BATCH, "withdraw", batch, by=by, at=at, count=removed)


@transaction.atomic
def record_quarantine_export(*, batch: Batch, by: Any, at: datetime) -> None:
    """Write down that someone took the quarantined rows of a batch out as a spreadsheet."""
    count = QuarantinedRow.objects.filter(batch=batch, resolved_at=None).count()
    record(Event.QUARANTINE_EXPORTED, about=batch, by=by, at=at, count=count)


@transaction.atomic
def erase_cells(*, by: Any, at: datetime) -> int:
    """Erase what came in rows that left the quarantine long ago. That there was one stays: where, and what was wrong."""
    old = QuarantinedRow.objects.filter(resolved_at__lt=at - CELLS_KEPT).exclude(raw={})
    # Fixed here, so that the lines in the ledger are about the very rows that are erased.
    found = list(old.select_for_update().values_list("pk", "batch", "code"))
    for code in sorted({code for _, _, code in found}):
        QuarantinedRow.objects.filter(pk__in=[pk for pk, _, of in found if of == code]).update(
            raw={}, more=[], row_key="", waiting_for="", fingerprint="", wrong=plain(ROW_FAULTS[code][0])
        )
    counted = Counter(batch for _, batch, _ in found)
    for batch in Batch.objects.filter(pk__in=counted).order_by("pk"):
        record(Event.QUARANTINE_ERASED, about=batch, by=by, at=at, count=counted[batch.pk])
    return len(found)
