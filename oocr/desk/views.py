"""The home page, and the lists of what waits."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from oocr.access.actions.reading import record_names_listed
from oocr.access.pages import Request
from oocr.access.permissions import Permission
from oocr.access.queries import page_number
from oocr.desk import headlines, presenters
from oocr.desk.waiting import Me, Waiting, waiting_for
from oocr.ui.render import render


@require_safe
def home(request: Request) -> HttpResponse:
    """What is waiting for me. Those who read figures and have no cases of their own are shown the headlines."""
    me = Me(request.user, timezone.localdate())
    reads = me.holds(Permission.SEE_FIGURES, unless=Permission.OPEN_CASE)
    figures = headlines.latest(timezone.now()) if reads else None
    return render(request, "desk/home.html", presenters.home_page(me, waiting_for(me), figures))


def list_of(kind: Waiting) -> Callable[[Request], HttpResponse]:
    """The view of the list of one kind of thing that waits."""

    @require_safe
    def waiting(request: Request) -> HttpResponse:
        me = Me(request.user, timezone.localdate())
        page = presenters.waiting_page(me, kind, request.GET, page_number(request.GET.get("page")))
        record_names_listed(
            of=kind.key.removeprefix("your-"), rows=page.names, by=request.user, at=timezone.now()
        )
        return render(request, "desk/waiting.html", page)

    return waiting
