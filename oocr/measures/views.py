"""This room's pages: the measures, the annual summary, a definition, the rows behind a figure, and files."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from oocr.access.pages import Request
from oocr.cases.queries import cases_among
from oocr.measures import (
    actions,
    addresses,
    annual_summary,
    definitions,
    forms,
    presenters,
    published_presenter,
    rows_presenter,
    snapshot,
)
from oocr.measures.engine import rows_behind
from oocr.measures.figure import Window, reference
from oocr.measures.file_formats import FORMATS
from oocr.measures.measure import Measure
from oocr.measures.snapshot import Snapshot
from oocr.measures.tasks import ask_for_snapshot
from oocr.ui.render import render

NO_EXTRACT = "No analysis extract has been taken yet. Figures can be worked out once one is."
NO_RESOLUTIONS = "No resolutions are loaded."
NO_PERIOD = "Choose a first and a last day: the address does not name a period."


@require_safe
def figures(request: Request) -> HttpResponse:
    """Every measure, and the extract they are worked out from."""
    return render(request, "measures/figures.html", presenters.figures_page(snapshot.newest(), request.user))


@require_POST
def take_snapshot(request: Request) -> HttpResponse:
    """Have a new analysis extract taken."""
    ask_for_snapshot(request.user)
    messages.success(
        request, "A new analysis extract is being taken. Once it is there, figures are worked out from it."
    )
    return redirect("measures:figures")


@require_safe
def annual_summary_page(request: Request) -> HttpResponse:
    """The annual summary of a period: the latest year, unless another is named."""
    chosen = forms.Period(request.GET if "first_on_day" in request.GET else None)
    if chosen.is_valid():
        return redirect(reverse("measures:annual_summary") + addresses.query(chosen.window))
    found = snapshot.newest()
    window, why_not = _window(request, found)
    if found is None or window is None or chosen.errors:
        page = presenters.nothing_page("" if chosen.errors else why_not, chosen)
    else:
        last_on = window.end - timedelta(days=1)
        form = forms.Period(initial={"first_on": window.start, "last_on": last_on})
        summary = annual_summary.make(found, window, timezone.now())
        page = presenters.summary_page(summary, request.user, form)
    return render(request, "measures/annual_summary.html", page)


@require_safe
def published(request: Request) -> HttpResponse:
    """What was published for a period, value by value beside ours."""
    found = snapshot.newest()
    window, why_not = _window(request, found)
    if found is None or window is None:
        page = published_presenter.nothing_page(why_not)
    else:
        summary = annual_summary.make(found, window, timezone.now())
        page = published_presenter.published_page(summary, request.user)
    return render(request, "measures/published.html", page)


def _window(request: Request, found: Snapshot | None) -> tuple[Window | None, str]:
    """The period asked for, or else the latest; and why there is none."""
    if found is None:
        return None, NO_EXTRACT
    if "from" in request.GET or "to" in request.GET:
        return addresses.window_in(request.GET), NO_PERIOD
    return annual_summary.latest_window(found), NO_RESOLUTIONS


@require_safe
def annual_summary_file(request: Request) -> HttpResponse:
    """The annual summary as a file. The ledger says who took it."""
    found, window = snapshot.newest(), addresses.window_in(request.GET)
    kind = request.GET.get("format", "")
    if found is None or window is None or kind not in FORMATS:
        raise Http404
    at = timezone.now()
    summary = annual_summary.make(found, window, at)
    content = FORMATS[kind].make(summary)
    actions.export_summary(window=window, format=kind, by=request.user, at=at)
    name = f"annual-summary-{window.start}-to-{window.end}.{kind}"
    return HttpResponse(
        content,
        content_type=FORMATS[kind].content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def definition(request: Request, measure: str) -> HttpResponse:
    """How a measure is counted."""
    return render(request, "measures/definition.html", presenters.definition_page(_measure(measure)))


@require_safe
def rows(request: Request, measure: str) -> HttpResponse:
    """The cases behind one count of a figure, as far as this person may see them. The ledger says who looked."""
    asked, found = _measure(measure), _kept(request)
    window, part = addresses.window_in(request.GET), addresses.part_in(request.GET)
    group = addresses.group_in(request.GET, asked)
    if found is None or window is None or part is None or group is None:
        raise Http404
    counted = rows_behind(found.cursor(), asked, window, part, group)
    if not counted:
        raise Http404
    cases = cases_among(request.user, {reference for row in counted for reference in row.references})
    about = reference(asked.id, window, group)
    page = rows_presenter.rows_page(
        asked, window, part, group, counted, cases, found, request.GET, request.user
    )
    actions.open_rows(figure=about, count=page.pages.total, by=request.user, at=timezone.now())
    return render(request, "measures/rows.html", page)


def _measure(measure_id: str) -> Measure:
    if measure_id not in definitions.BY_ID:
        raise Http404
    return definitions.BY_ID[measure_id]


def _kept(request: Request) -> Snapshot | None:
    """The extract the figure was worked out from, so that its rows are as many as it said."""
    return snapshot.by_id(request.GET["snapshot"]) if "snapshot" in request.GET else snapshot.newest()
