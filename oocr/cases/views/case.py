"""What is done about one case: correct a fact, keep a document, move it on."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from oocr.cases import actions
from oocr.cases.content import KINDS
from oocr.cases.facts import SUBJECTS, value_of
from oocr.cases.forms.case import AddDocument, CorrectFact, MoveCase
from oocr.cases.presenters.case import add_document_page, correct_fact_page, move_page
from oocr.cases.queries import case_for, document_for, thing_for
from oocr.cases.states import CASE
from oocr.lifecycle.verdict import Refused
from oocr.ui.render import render

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def correct_fact(request: Any, reference: str, subject: str, number: int, field: str) -> HttpResponse:
    """Put a recorded fact right, and say why."""
    case = case_for(request.user, reference)
    thing = thing_for(case, subject, number)
    fact = SUBJECTS[subject].fact(field)
    if fact is None:
        raise Http404
    actions.may_correct(case, thing, field, request.user)
    at = timezone.now()
    form = CorrectFact(
        request.POST if request.method == "POST" else None,
        subject=SUBJECTS[subject],
        fact=fact,
        recorded=value_of(thing, field),
        today=timezone.localdate(at),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_fact(
                case=case,
                thing=thing,
                field=field,
                value=form.cleaned_data["value"],
                reason=form.cleaned_data["reason"],
                was=form.was,
                by=request.user,
                at=at,
            )
        except Refused as refused:
            form.add_error("value", refused.verdict.because)
        else:
            messages.success(request, f"{fact.label} is corrected.")
            return redirect("desk:case_history", case.reference)
    return render(request, "cases/correct.html", correct_fact_page(case, thing, fact, form))


@get_or_post
def add_document(request: Any, reference: str) -> HttpResponse:
    """Keep a paper with the case."""
    case = case_for(request.user, reference)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AddDocument(*posted)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_document(case=case, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("content", refused.verdict.because)
        else:
            messages.success(request, "The document is added.")
            return redirect("desk:case_documents", case.reference)
    return render(request, "cases/add_document.html", add_document_page(case, form))


@require_safe
def document(request: Any, reference: str, number: int) -> HttpResponseBase:
    """A document as a file to keep, never shown inside the service; whatever it is, the browser must not guess."""
    found = document_for(request.user, reference, number)
    actions.record_document_reading(document=found, by=request.user, at=timezone.now())
    kind = KINDS[found.content_type]
    return FileResponse(
        found.content.open("rb"),
        as_attachment=True,
        filename=f"{found.case.reference.replace('/', '-')}-document-{found.pk}.{kind.ending}",
        content_type=kind.media_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
            "Cache-Control": "no-store",
        },
    )


@get_or_post
def move_case(request: Any, reference: str, move: str) -> HttpResponse:
    """Resolve or close the case, after reading what that means."""
    case = case_for(request.user, reference)
    if move not in {each.name for each in CASE.moves}:
        raise Http404
    verdict = CASE.verdict(move, case, request.user)
    if not verdict:
        raise Refused(verdict)
    at = timezone.now()
    form = MoveCase(
        request.POST if request.method == "POST" else None,
        closing=move == "close",
        opened_on=case.opened_on,
        today=timezone.localdate(at),
    )
    if request.method == "POST" and form.is_valid():
        act = actions.close_case if move == "close" else actions.resolve_case
        act(case=case, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, "The case is closed." if move == "close" else "The case is resolved.")
        return redirect("desk:case", case.reference)
    return render(request, "cases/move.html", move_page(case, move, form))
