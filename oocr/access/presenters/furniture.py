"""What stands around every page: the navigation this person may use, who they are, and when they are signed out.

`oocr.ui.render.render` asks for it; no view has to.
"""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from oocr.access.models import User
from oocr.access.pages import SIGNED_IN, Open
from oocr.access.permissions import Permission
from oocr.access.roles import ROLES
from oocr.ui.page import Furniture, Link, SessionLimit, SignedIn

# What it is called, the name of its page, and what it takes to see it there.
NAVIGATION: tuple[tuple[str, str, Permission | Open], ...] = (
    ("Home", "desk:home", SIGNED_IN),
    ("Cases", "cases:cases", Permission.SEE_CASES),
    ("Referrals", "referrals:referrals", Permission.SEE_REFERRALS),
    ("Policy", "decisions:reviews", Permission.REVIEW_POLICY),
    ("Imports", "imports:batches", Permission.IMPORT_EXTRACT),
    ("Figures", "measures:figures", Permission.SEE_FIGURES),
    ("Ledger", "access:ledger", Permission.SEE_LEDGER),
    ("Accounts", "access:accounts", Permission.MANAGE_ACCOUNTS),
)


def furniture(request: HttpRequest) -> Furniture:
    """The header, navigation and footer for the person who asks."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return Furniture(demonstration=settings.DEMONSTRATION)
    return Furniture(
        demonstration=settings.DEMONSTRATION,
        navigation=navigation(user, _part(request)),
        signed_in=SignedIn(name=user.name, agency=_as_whom(user)),
        account=(Link("Your account", reverse("access:own_account")),),
        sign_out_href=reverse("access:sign_out"),
        footer=(
            Link("Help", reverse("desk:help")),
            Link("Why can’t I?", reverse("access:why")),
        ),
        session=SessionLimit(
            lasts_seconds=settings.SESSION_COOKIE_AGE,
            extend_href=reverse("access:stay_signed_in"),
            sign_out_href=reverse("access:sign_out"),
            ended_href=reverse("access:session_ended"),
        ),
    )


def _part(request: HttpRequest) -> str:
    """The address that says which part of the service a page belongs to: whatever room has it, a case is of Cases."""
    at = request.resolver_match
    return reverse("cases:cases") if at and "reference" in at.kwargs else request.path


def navigation(user: User, current: str) -> tuple[Link, ...]:
    """The parts of the service this person may open; `current` is the address of the page they are on."""
    links = [
        (label, reverse(name))
        for label, name, needs in NAVIGATION
        if needs is SIGNED_IN or (isinstance(needs, Permission) and user.may(needs))
    ]
    # The longest address that the page's own begins with. Every one begins with the front page's, which has only
    # itself and the lists of what is waiting.
    home = reverse("desk:home")
    within = [href for _, href in links if current.startswith(href if href != home else f"{home}waiting/")]
    nearest = home if current == home else max(within, key=len, default="")
    return tuple(Link(label, href, current=href == nearest) for label, href in links)


def _as_whom(user: User) -> str:
    """The first role held today and where, as the header says it."""
    for held in user.memberships_today:
        if held.role in ROLES:
            return f"{ROLES[held.role].label}, {held.agency.name}"
    return ""
