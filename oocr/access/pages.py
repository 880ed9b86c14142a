"""`page()`: the only way to declare a URL, and the permission it needs, on one line."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import insist


class Open(Enum):
    """The two answers to "who may open this page" that are not a permission."""

    PUBLIC = "public"  # anyone: sign-in, health, the public pages
    SIGNED_IN = "signed_in"  # anyone signed in, whatever their role


PUBLIC, SIGNED_IN = Open.PUBLIC, Open.SIGNED_IN


class Request(HttpRequest):
    """What a view is given when its page needs someone: whoever asks is signed in."""

    user: User  # type: ignore[assignment]  # never anonymous: `page` has seen to it


View = Callable[..., HttpResponseBase]
SIGN_IN_FIRST = "Sign in first."


def page(route: str, view: View, *, needs: Permission | Open, name: str | None = None) -> URLPattern:
    """Declare one URL. There is no default for `needs`: an architecture test refuses a bare `path()`.

    Someone not signed in is sent to sign in, and brought back. Someone without the permission gets 403 with a
    sentence that says who could. No browser or proxy keeps a copy. The name is the view's own unless given.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if needs is not PUBLIC and not request.user.is_authenticated:
            return _asked_to_sign_in(request)
        if isinstance(needs, Permission):
            insist(request.user, needs)  # type: ignore[arg-type]  # not anonymous, as the lines above made sure
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)  # type: ignore[arg-type]  # takes any response
        return response

    guarded.needs = needs  # type: ignore[attr-defined]  # read by the architecture tests and the URL reference
    return path(route, guarded, name=name or getattr(view, "__name__", None))


def wanted(request: HttpRequest) -> str:
    """What the one who asks can read: "page", "json" or "text" (a file to download, or a script's plain request)."""
    named = request.GET.get("format") or request.path.rpartition(".")[2]
    if named == "json" or (request.accepts("application/json") and not request.accepts("text/html")):
        return "json"
    return "text" if named in {"csv", "xlsx", "ods", "parquet"} else "page"


def _asked_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """A person is sent to sign in; a program is told to. After a form was sent, they are brought back to it."""
    kind = wanted(request)
    if kind == "json":
        return JsonResponse({"code": "not-signed-in", "because": SIGN_IN_FIRST}, status=401)
    if kind == "text":
        return HttpResponse(SIGN_IN_FIRST, status=401, content_type="text/plain")
    return redirect_to_login(request.get_full_path() if request.method == "GET" else _form_of(request))


def _form_of(request: HttpRequest) -> str:
    """The address of the page that a form was sent from, when it is one of ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")
