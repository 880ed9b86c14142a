"""Pages that belong to no room: the gallery, and what people see when something cannot be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from oocr.ui.gallery import gallery_page
from oocr.ui.page import Page
from oocr.ui.render import render


@dataclass(kw_only=True)
class ErrorPage(Page):
    """What went wrong and what to do next. A refusal adds its sentence, and who could do it if that is known."""

    because: str = ""
    who: str = ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return render(request, "ui/errors/400.html", ErrorPage(title="We could not read that"), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person may not. When the exception carries a verdict, its sentence; when a `who`, who could."""
    verdict = getattr(exception, "verdict", None)
    page = ErrorPage(
        title="You cannot do this", because=getattr(verdict, "because", ""), who=getattr(exception, "who", "")
    )
    return render(request, "ui/errors/403.html", page, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing this person may know of. The two look the same on purpose."""
    return render(request, "ui/errors/404.html", ErrorPage(title="Page not found"), status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened in another session, or too long ago."""
    return render(request, "ui/errors/csrf.html", ErrorPage(title="This form is out of date"), status=403)


def too_many_requests(
    request: HttpRequest, credentials: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any
) -> HttpResponse:
    """429: too many tries. Takes what the lock-out library passes, and shows none of it."""
    return render(request, "ui/errors/429.html", ErrorPage(title="Too many tries"), status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Stands on nothing that could fail again: no furniture, no session, no database."""
    page = ErrorPage(title="Sorry, there is a problem with the service")
    # The request only for the nonce: without it the browser refuses the layout's one inline script.
    told = {"page": page, "request": request}
    return HttpResponse(render_to_string("ui/errors/500.html", told, using="jinja2"), status=500)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Wired in a demonstration and while developing, never in service."""
    return render(request, "ui/gallery.html", gallery_page())
