"""Reading what was authorised, returned or issued, as it was then."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from oocr.cases.actions import record_reading
from oocr.decisions.decided import version_for
from oocr.decisions.presenters.versions import version_page
from oocr.ui.render import render


@require_safe
def version(request: Any, reference: str, number: int) -> HttpResponse:
    """One version of a proposal. That the case was read is written down."""
    kept, at = version_for(request.user, reference, number), timezone.now()
    page = version_page(kept, timezone.localdate(at))
    record_reading(case=kept.proposal.case, by=request.user, at=at)
    return render(request, "decisions/version.html", page)
