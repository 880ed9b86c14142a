"""The loading dock's pages."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from oocr.access.pages import Request
from oocr.access.queries import page_number
from oocr.imports import actions, forms, presenters, queries
from oocr.imports.extract import BY_NAME
from oocr.imports.spreadsheets import CSV, XLSX, quarantine_workbook
from oocr.imports.spreadsheets import template as template_of
from oocr.imports.tasks import load_upload
from oocr.lifecycle.verdict import Refused
from oocr.measures.tasks import ask_for_snapshot
from oocr.ui.forms import ErrorLink
from oocr.ui.lists import Pagination
from oocr.ui.render import render

PER_PAGE = 25
FIGURES_FOLLOW = "A new analysis extract is being taken, so that figures leave it out."


@require_safe
def batches(request: Request) -> HttpResponse:
    """Every batch this person may see, newest first."""
    found = queries.batches_for(request.user)
    pages = Pagination.within(request.GET, page_number(request.GET.get("page")), PER_PAGE, found.count())
    shown = list(found[pages.start : pages.last])
    names = queries.who({batch.received_by for batch in shown})
    page = presenters.batches_page(shown, queries.still_aside(shown), names, pages)
    return render(request, "imports/batches.html", page)


def upload(request: Request) -> HttpResponse:
    """Send the files of an extract."""
    form = forms.Upload(*forms.posted(request), forces=queries.forces_for(request.user))
    if form.is_valid():
        return _received(request, form)
    return render(request, "imports/upload.html", presenters.upload_page(form))


def correct(request: Request, number: int) -> HttpResponse:
    """Send the corrected rows of a batch's quarantine."""
    found = queries.batch_for(request.user, number)
    form = forms.Upload(*forms.posted(request), forces=[found.agency])
    if form.is_valid():
        return _received(request, form)
    return render(request, "imports/correct.html", presenters.correct_page(found, form))


def _received(request: Request, form: forms.Upload) -> HttpResponse:
    with transaction.atomic():
        received = actions.receive_upload(
            agency=form.force, uploads=form.cleaned_data["sent"], by=request.user, at=timezone.now()
        )
        load_upload.defer(number=received.pk)
    return redirect("imports:batch", received.pk)


@require_safe
def batch(request: Request, number: int) -> HttpResponse:
    """One batch: how far it is, what became of each file, and the rows kept aside."""
    found = queries.batch_for(request.user, number)
    counted = queries.quarantine_counts(found)
    narrow = forms.RowFilter(
        request.GET, files=_unique(f for f, _, _ in counted), codes=_unique(c for _, c, _ in counted)
    )
    narrow.is_valid()
    rows = queries.quarantined_in(found, narrow.chosen("file"), narrow.chosen("code"))
    pages = Pagination.within(request.GET, page_number(request.GET.get("page")), PER_PAGE, rows.count())
    page = presenters.batch_page(
        found,
        narrow,
        rows[pages.start : pages.last],
        pages,
        queries.who({found.received_by, found.withdrawn_by or found.received_by}),
        queries.withdrawal_verdict(found, request.user),
    )
    return render(request, "imports/batch.html", page)


@require_safe
def quarantine(request: Request, number: int) -> HttpResponse:
    """The rows kept aside, as a spreadsheet to correct."""
    found = queries.batch_for(request.user, number)
    actions.record_quarantine_export(batch=found, by=request.user, at=timezone.now())
    return _file(quarantine_workbook(queries.quarantined_rows(found)), XLSX, f"quarantine-{number}.xlsx")


def withdraw(request: Request, number: int) -> HttpResponse:
    """Take a batch back whole."""
    found = queries.batch_for(request.user, number)
    form = forms.Withdrawal(forms.posted(request)[0])
    page = presenters.withdraw_page(found, form, queries.withdrawal_verdict(found, request.user))
    if form.is_valid():
        try:
            actions.withdraw_batch(batch=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            page.extra_errors = [ErrorLink(refused.verdict.because, "#reason")]
        else:
            ask_for_snapshot(request.user)
            messages.success(request, f"Batch {number} is withdrawn. {FIGURES_FOLLOW}")
            return redirect("imports:batch", number)
    return render(request, "imports/withdraw.html", page)


@require_safe
def columns(request: Request) -> HttpResponse:
    """The files of the extract and their columns."""
    return render(request, "imports/columns.html", presenters.columns_page())


@require_safe
def template(request: Request, file: str, kind: str, ending: str) -> HttpResponse:
    """An empty template or an example of a file."""
    if file not in BY_NAME or kind not in ("empty", "example") or ending not in ("csv", "xlsx"):
        raise Http404
    content = template_of(BY_NAME[file], example=kind == "example", as_csv=ending == "csv")
    return _file(content, CSV if ending == "csv" else XLSX, f"{file}.{ending}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _unique(words) -> list[str]:  # type: ignore[no-untyped-def]  # any iterable of words
    return list(dict.fromkeys(words))
