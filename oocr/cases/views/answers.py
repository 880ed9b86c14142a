"""Recording what is known: the page of one task, and whether two records are one person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from oocr.cases.actions import record_reading
from oocr.cases.actions.answers import (
    may_record,
    record_answers,
    record_comparison_reading,
    record_match,
)
from oocr.cases.forms.answers import ComparePeople, RecordAnswers
from oocr.cases.known import issued_to, known_of, likeness_for
from oocr.cases.presenters.answers import section_page
from oocr.cases.presenters.comparing import compare_page
from oocr.cases.queries import case_for
from oocr.cases.questions import SECTIONS
from oocr.lifecycle.verdict import Refused
from oocr.ui.formats import plural
from oocr.ui.render import render

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def facts_section(request: Any, reference: str, section: str) -> HttpResponse:
    """One task of the list: its questions for those who may answer, its answers for those who may read."""
    case = case_for(request.user, reference)
    task = SECTIONS.get(section)
    if task is None or (task.children_only and not case.is_child):
        raise Http404
    at = timezone.now()
    known, verdict = known_of(case, timezone.localdate(at)), may_record(case, request.user, task.key)
    form = RecordAnswers(
        request.POST if request.method == "POST" else None,
        questions=task.offered(child=case.is_child, sure=known.sure),
        said=known.said,
        today=known.on,
        ages=known.ages,
    )
    if request.method != "POST":
        record_reading(case=case, by=request.user, at=at)
    elif not verdict:
        raise Refused(verdict)
    elif form.is_valid():
        try:
            kept = record_answers(
                case=case,
                section=task.key,
                answers=form.answers,
                was=form.was,
                reason=form.reason_given,
                by=request.user,
                at=at,
            )
        except Refused as refused:
            form.show(refused.verdict)
        else:
            messages.success(
                request, f"{plural(len(kept), 'answer')} saved." if kept else "Nothing was changed."
            )
            return redirect("desk:case_facts", case.reference)
    return render(request, "cases/facts_section.html", section_page(known, task, form, verdict, request.user))


@get_or_post
def compare_people(request: Any, reference: str, number: int) -> HttpResponse:
    """Another record beside the person of the case: are they one person?"""
    case = case_for(request.user, reference)
    likeness, verdict = likeness_for(request.user, case, number), may_record(case, request.user)
    if not verdict:
        raise Refused(verdict)
    at = timezone.now()
    form = ComparePeople(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        record_comparison_reading(case=case, other=likeness.person, by=request.user, at=at)
    elif form.is_valid():
        record_match(case=case, other=likeness.person, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, "What you said about the two records is saved.")
        return redirect("cases:facts_section", case.reference, "history")
    page = compare_page(case, likeness, issued_to(request.user, likeness.person), form)
    return render(request, "cases/compare_people.html", page)
