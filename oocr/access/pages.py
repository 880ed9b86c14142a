"""`page()`: the only way to declare a URL, and the permission it needs, on one line."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from oocr.access.permissions import Permission
from oocr.access.roles import insist


class Open(Enum):
    """The two answers to "who may open this page" that are not a permission."""

    PUBLIC = "public"  # anyone: sign-in, health, the public pages
    SIGNED_IN = "signed_in"  # anyone signed in, whatever their role


PUBLIC, SIGNED_IN = Open.PUBLIC, Open.SIGNED_IN

View = Callable[..., HttpResponseBase]


def page(route: str, view: View, *, needs: Permission | Open, name: str | None = None) -> URLPattern:
    """Declare one URL. There is no default for `needs`: an architecture test refuses a bare `path()`.

    Someone not signed in is sent to sign in. Someone without the permission gets 403 with a sentence that says
    who could. The name is the view's own unless given.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if needs is not PUBLIC:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if isinstance(needs, Permission):
                insist(request.user, needs)
        return view(request, *args, **kwargs)

    guarded.needs = needs  # type: ignore[attr-defined]  # read by the architecture tests and the URL reference
    return path(route, guarded, name=name or getattr(view, "__name__", None))
