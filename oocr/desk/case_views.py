"""The pages about one case. Each reads the case through `case_for`, and writes down that it was read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from oocr.access.models import User
from oocr.cases.actions import record_history_reading, record_reading
from oocr.cases.queries import case_for
from oocr.desk import case_pages
from oocr.desk.case_pages import CasePage
from oocr.ui.render import render

Compose = Callable[[Any, User, datetime], CasePage]


def _shown(compose: Compose, template: str, reading: Callable[..., None] = record_reading) -> Any:
    """A view that composes one page of a case and draws it."""

    @require_safe
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        user: Any = request.user
        case, at = case_for(user, reference), timezone.now()
        page = compose(case, user, at)
        reading(case=case, by=user, at=at)
        return render(request, f"desk/{template}.html", page)

    return view


case = _shown(case_pages.overview, "case_overview")
case_person = _shown(case_pages.person, "case_facts")
case_crimes = _shown(case_pages.crimes, "case_crimes")
case_facts = _shown(case_pages.facts, "case_tasks")
case_victims = _shown(case_pages.victims, "case_victims")
case_options = _shown(case_pages.options, "case_options")
case_decision = _shown(case_pages.decision, "case_decision")
case_resolutions = _shown(case_pages.resolutions, "case_cards")
case_conditions = _shown(case_pages.conditions, "case_cards")
case_referrals = _shown(case_pages.referrals, "case_cards")
case_panel = _shown(case_pages.panel, "case_cards")
case_documents = _shown(case_pages.documents, "case_documents")
case_timeline = _shown(case_pages.timeline, "case_timeline")
case_history = _shown(case_pages.history, "case_history", record_history_reading)
