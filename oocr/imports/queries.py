"""Batches and quarantined rows as people see them, and what stands in the way of withdrawing one."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.http import Http404

from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.access.roles import AgencyKind
from oocr.audit.ledger import Job
from oocr.imports.load.withdrawal import in_the_way
from oocr.imports.models import Batch, QuarantinedRow
from oocr.imports.states import BATCH, BatchState
from oocr.lifecycle.verdict import Verdict

# What acts when no person does: the command line, and the worker that tidies up after one that died.
IMPORTER = Job("imports", frozenset({Permission.IMPORT_EXTRACT, Permission.WITHDRAW_BATCH}))


def batches_for(user: User) -> QuerySet[Batch]:
    """The batches this person may see, newest first."""
    return Batch.objects.visible_to(user).select_related("agency").order_by("-pk")


def batch_for(user: User, number: int) -> Batch:
    """The batch of that number, if this person may see it; otherwise it is as if it were not there."""
    batch = batches_for(user).filter(pk=number).first()
    if batch is None:
        raise Http404
    return batch


def quarantined_in(batch: Batch, file: str = "", code: str = "") -> QuerySet[QuarantinedRow]:
    """The rows of a batch that are still kept aside, in the order of the files, narrowed by file and kind of fault."""
    rows = QuarantinedRow.objects.filter(batch=batch, resolved_at=None).order_by("file", "line", "pk")
    if file:
        rows = rows.filter(file=file)
    return rows.filter(code=code) if code else rows


def quarantine_counts(batch: Batch) -> list[tuple[str, str, int]]:
    """How many rows of a batch are kept aside, by file and kind of fault."""
    counted = (
        QuarantinedRow.objects.filter(batch=batch, resolved_at=None)
        .values_list("file", "code")
        .annotate(count=Count("pk"))
        .order_by("file", "code")
    )
    return list(counted)


def still_aside(batches: list[Batch]) -> dict[int, int]:
    """How many rows of each batch are kept aside."""
    counted = (
        QuarantinedRow.objects.filter(batch__in=batches, resolved_at=None)
        .values_list("batch")
        .annotate(Count("pk"))
    )
    return dict(counted)


def quarantined_rows(batch: Batch) -> Iterator[QuarantinedRow]:
    """Every row of a batch that is kept aside, one after another."""
    return quarantined_in(batch).iterator(chunk_size=2_000)


def forces_for(user: User) -> list[Agency]:
    """The forces this person may bring an extract in for."""
    return [
        agency
        for agency in user.agencies_where(Permission.IMPORT_EXTRACT)
        if agency.kind == AgencyKind.POLICE_FORCE
    ]


def force(key: str) -> Agency | None:
    """The force of that key; without a key, the only one there is."""
    forces = Agency.objects.filter(kind=AgencyKind.POLICE_FORCE)
    if key:
        return forces.filter(key=key).first()
    found = list(forces[:2])
    return found[0] if len(found) == 1 else None


def person_with_address(email: str) -> User | None:
    """The account of that address."""
    return User.objects.filter(email__iexact=email).first()


def who(references: set[str]) -> dict[str, str]:
    """What people call those behind text references: a person's name, or the import itself."""
    numbers = {int(ref.removeprefix("user:")) for ref in references if ref.startswith("user:")}
    names = {f"user:{user.pk}": user.name for user in User.objects.filter(pk__in=numbers)}
    return {ref: names.get(ref, "the command line" if ref.startswith("job:") else ref) for ref in references}


def being_loaded() -> Batch | None:
    """The batch that is being loaded now."""
    return Batch.objects.filter(state=BatchState.CHECKING).order_by("-pk").first()


def withdrawal_verdict(batch: Batch, by: Any) -> Verdict:
    """May this batch be withdrawn by this person now? Its state and their role first, then what depends on it."""
    verdict = BATCH.verdict("withdraw", batch, by)
    if not verdict:
        return verdict
    with connection.cursor() as cursor:
        return in_the_way(cursor, batch)


def upload_to_load(number: int) -> Batch | None:
    """The upload of that number, if its files are still to be loaded."""
    return (
        Batch.objects.filter(pk=number, state__in=(BatchState.RECEIVED, BatchState.CHECKING))
        .exclude(folder="")
        .first()
    )


def stopped_uploads(before: datetime) -> list[Batch]:
    """Uploads that came before then and are not loaded yet. When nothing is being loaded, their worker has died."""
    waiting = Batch.objects.filter(
        state__in=(BatchState.RECEIVED, BatchState.CHECKING), received_at__lt=before
    )
    return list(waiting.exclude(folder="").order_by("pk"))


def actor(reference: str) -> User | Job:
    """Who a text reference means: a person, or the import itself."""
    if reference.startswith("user:"):
        return User.objects.get(pk=int(reference.removeprefix("user:")))
    return IMPORTER
