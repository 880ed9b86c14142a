"""A sign-in that is half way: the first step was passed and the second was not, so nobody is signed in yet.

Until both are passed the session belongs to no one: `request.user` is anonymous, and every page that needs someone
refuses it. There is no signed-in state without a second step to forget to check for.
"""

import datetime as dt
from dataclasses import asdict, dataclass, replace

from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from oocr.access.models import User

_KEY = "sign_in_half_way"
_LASTS = dt.timedelta(minutes=10)
# The backend that finds the account again with each request. The lock-out's own backend never does.
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class HalfWay:
    """Who passed the first step, how and when; where they were going; and the key of an authenticator being set up."""

    user: int
    way: str
    at: str
    going_to: str
    new_key: str = ""


def begin(request: HttpRequest, user: User, *, way: str, going_to: str, at: dt.datetime) -> None:
    """Remember that the first step was passed, under a fresh session key."""
    request.session.flush()
    _keep(request, HalfWay(user.pk, way, at.isoformat(), safe(request, going_to)))


def half_way(request: HttpRequest, at: dt.datetime) -> tuple[HalfWay, User] | None:
    """The sign-in that is half way and its account; None when there is none, or it took too long."""
    kept = request.session.get(_KEY)
    if not kept:
        return None
    found = HalfWay(**kept)
    user = User.objects.filter(pk=found.user).first()
    if user is None or not user.is_active or at - dt.datetime.fromisoformat(found.at) > _LASTS:
        request.session.flush()
        return None
    return found, user


def remember_key(request: HttpRequest, found: HalfWay, key: str) -> HalfWay:
    """Keep the key of the authenticator being set up until a code from it proves that it was read."""
    changed = replace(found, new_key=key)
    _keep(request, changed)
    return changed


def complete(request: HttpRequest, user: User) -> None:
    """Both steps are passed: sign in, under a fresh session key."""
    request.session.pop(_KEY, None)
    login(request, user, backend=_BACKEND)


def safe(request: HttpRequest, going_to: str) -> str:
    """The address if it is one of ours; the front page otherwise, so that nobody is led away after signing in."""
    ours = url_has_allowed_host_and_scheme(going_to, {request.get_host()}, require_https=request.is_secure())
    return going_to if ours else "/"


def _keep(request: HttpRequest, found: HalfWay) -> None:
    request.session[_KEY] = asdict(found)
