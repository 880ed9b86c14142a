"""`page()`: the only way to declare a URL, and the permission it needs, on one line."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from oocr.access.permissions import Permission
from oocr.access.roles import roles_that
from oocr.lifecycle.verdict import Refused, no


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
            if isinstance(needs, Permission) and not request.user.may(needs):
                raise Refused(no("no-permission", who_could(needs)))
        return view(request, *args, **kwargs)

    guarded.needs = needs  # type: ignore[attr-defined]  # read by the architecture tests and the URL reference
    return path(route, guarded, name=name or getattr(view, "__name__", None))


def who_could(permission: Permission) -> str:
    """A refusal's sentence: what it takes, and which roles have it."""
    roles = [role.label.lower() for role in roles_that(permission)]
    able = roles[0] if len(roles) == 1 else ", ".join(roles[:-1]) + " or " + roles[-1]
    return f"Your role does not let you {permission.value.replace('_', ' ')}. Someone with one of these roles could: {able}."
