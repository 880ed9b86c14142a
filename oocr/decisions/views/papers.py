"""The papers of a case: make them, read them, take them as a file, send them."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oocr.cases.queries import case_for
from oocr.cases.victim_queries import victim_for, victims_of
from oocr.decisions.actions.papers import make_paper, record_paper_reading, send_paper, send_paper_again
from oocr.decisions.forms.papers import SendPaper
from oocr.decisions.papers import papers_that_go_with
from oocr.decisions.presenters.papers import paper_page, papers_page
from oocr.decisions.queries import made_paper_for, made_papers_of, proposal_for
from oocr.lifecycle.verdict import Refused
from oocr.outbox.queries import message_about, messages_about
from oocr.outbox.tasks import send_waiting
from oocr.ui.papers import Paper, as_pdf
from oocr.ui.render import render

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def papers(request: Any, reference: str) -> HttpResponse:
    """The papers of a case; a POST makes one."""
    case, proposal = case_for(request.user, reference), proposal_for(request.user, reference)
    at = timezone.now()
    wordings = papers_that_go_with(proposal, timezone.localdate(at))
    if request.method == "POST":
        wording = next((each for each in wordings if each.key == request.POST.get("wording")), None)
        number = request.POST.get("victim", "")
        if wording is None or (number and not number.isdecimal()):
            raise Http404
        victim = victim_for(request.user, case, int(number)).victim if number else None
        made = make_paper(proposal=proposal, wording=wording, victim=victim, by=request.user, at=at)
        messages.success(request, "The paper is made.")
        return redirect("decisions:paper", reference, made.pk)
    page = papers_page(
        proposal,
        wordings,
        victims_of(case),
        made_papers_of(request.user, case),
        list(messages_about(case)),
        request.user,
    )
    return render(request, "decisions/papers.html", page)


@get_or_post
def paper(request: Any, reference: str, number: int) -> HttpResponse:
    """One paper to read; a POST sends it."""
    made, at = made_paper_for(request.user, reference, number), timezone.now()
    form = SendPaper(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                message = send_paper(made=made, safe=form.cleaned_data["safe"], by=request.user, at=at)
                send_waiting.defer(number=message.pk)
        except Refused as refused:
            form.add_error("safe", refused.verdict.because)
        else:
            messages.success(request, "The paper is in the outbox.")
            return redirect("decisions:papers", reference)
    record_paper_reading(made=made, form="page", by=request.user, at=at)
    return render(request, "decisions/paper.html", paper_page(made, request.user, form))


@require_POST
def send_message_again(request: Any, reference: str, number: int) -> HttpResponse:
    """Let a message that failed be sent again, after its address or the carrier was put right."""
    case = case_for(request.user, reference)
    message = message_about(case, number)
    with transaction.atomic():
        send_paper_again(case=case, message=message, by=request.user, at=timezone.now())
        send_waiting.defer(number=message.pk)
    messages.success(request, "The message is in the outbox again.")
    return redirect("decisions:papers", reference)


@require_safe
def paper_file(request: Any, reference: str, number: int) -> HttpResponse:
    """One paper as a tagged PDF."""
    made = made_paper_for(request.user, reference, number)
    record_paper_reading(made=made, form="PDF", by=request.user, at=timezone.now())
    response = HttpResponse(as_pdf(Paper.from_data(made.content)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{reference}-paper-{made.pk}.pdf"'
    return response
