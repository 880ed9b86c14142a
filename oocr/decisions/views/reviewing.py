"""Policy run over past cases: what a draft would have changed, and which crimes missed a resolution."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from oocr.access.pages import Request
from oocr.access.permissions import Permission
from oocr.access.queries import page_number
from oocr.cases.queries import cases_by_reference
from oocr.decisions.actions.reviewing import ask_for_run, record_run_reading
from oocr.decisions.forms.reviewing import Period, WhatIf
from oocr.decisions.presenters.reviewing import A_PAGE, ask_page, run_page, runs_page
from oocr.decisions.queries import policy_run_for, policy_runs_for, rows_seen
from oocr.decisions.tasks import carry_out
from oocr.lifecycle.verdict import Refused
from oocr.ui.lists import Pagination
from oocr.ui.render import render

RUNS_A_PAGE = 25


@require_safe
def reviews(request: Request) -> HttpResponse:
    """Every run over the cases of one's force, newest first."""
    found = policy_runs_for(request.user)
    pages = Pagination.within(request.GET, page_number(request.GET.get("page")), RUNS_A_PAGE, found.count())
    return render(request, "decisions/reviews.html", runs_page(list(found[pages.start : pages.last]), pages))


@require_http_methods(["GET", "HEAD", "POST"])
def ask_what_if(request: Request) -> HttpResponse:
    """Run a draft of a pack over the resolutions of a period."""
    return _ask(request, "what_if")


@require_http_methods(["GET", "HEAD", "POST"])
def ask_missed(request: Request) -> HttpResponse:
    """Find the crimes of a period that missed a resolution."""
    return _ask(request, "missed")


def _ask(request: Request, kind: str) -> HttpResponse:
    at = timezone.now()
    form_of = WhatIf if kind == "what_if" else Period
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_of(*posted, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        draft_name, draft = form.cleaned_data.get("draft", ("", ""))
        try:
            with transaction.atomic():
                run = ask_for_run(
                    kind=kind,
                    agency=request.user.agencies_where(Permission.REVIEW_POLICY)[0],
                    from_on=form.cleaned_data["from_on"],
                    to_on=form.cleaned_data["to_on"],
                    draft_name=draft_name,
                    draft=draft,
                    by=request.user,
                    at=at,
                )
                carry_out.defer(number=run.pk)
        except Refused as refused:
            form.add_error("draft" if kind == "what_if" else None, refused.verdict.because)
        else:
            messages.success(request, "The run has begun. This page shows what comes out.")
            return redirect("decisions:review", run.pk)
    return render(request, "decisions/ask_review.html", ask_page(kind, form))


@require_safe
def review(request: Request, number: int) -> HttpResponse:
    """What came out of one run."""
    run = policy_run_for(request.user, number)
    rows = rows_seen(request.user, run)
    pages = Pagination.within(request.GET, page_number(request.GET.get("page")), A_PAGE, len(rows))
    shown = rows[pages.start : pages.last]
    cases = cases_by_reference(request.user, [row["case"] for row in shown if row["case"]])
    record_run_reading(run=run, shown=len(shown), by=request.user, at=timezone.now())
    return render(request, "decisions/review.html", run_page(run, request.user, rows, pages, cases))
