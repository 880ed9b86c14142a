"""The one way a view turns a page into a response."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.messages import SUCCESS, get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from oocr.ui.page import Furniture, Notice, Page


def render(request: HttpRequest, template: str, page: Page, status: int = 200) -> HttpResponse:
    """Draw `page` with `template`, inside the service's furniture and after any messages waiting for this person."""
    page.furniture = furniture_for(request)
    page.notices = [*page.notices, *_waiting_notices(request)]
    return HttpResponse(
        render_to_string(template, {"page": page}, request=request, using="jinja2"), status=status
    )


def furniture_for(request: HttpRequest) -> Furniture:
    """What stands around every page for this request: `settings.UI_FURNITURE` names the function that knows."""
    path: str = getattr(settings, "UI_FURNITURE", "")
    if not path:
        return Furniture()
    furnish: Callable[[HttpRequest], Furniture] = import_string(path)
    return furnish(request)


def _waiting_notices(request: HttpRequest) -> list[Notice]:
    """Messages left by the page before, after a POST and a redirect."""
    return [
        Notice(str(message), kind="success" if message.level == SUCCESS else "important")
        for message in get_messages(request)
    ]
