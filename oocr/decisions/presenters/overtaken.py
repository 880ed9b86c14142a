"""What is said of a proposal whose case was decided elsewhere. That it is withdrawn is for a person to say."""

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import Case
from oocr.cases.states import State
from oocr.decisions.queries import proposals_overtaken
from oocr.ui.formats import day
from oocr.ui.page import Link

WHAT_NOW = (
    "What is proposed here can no longer be submitted, authorised or issued. Withdraw it; or, if that is wrong, ask the "
    "diversion hub to have it put right where it comes from."
)


def overtaken(case: Case, user: User) -> tuple[str, Link | None]:
    """The warning for the pages of a case, and the way to the proposal; nothing when nothing is overtaken."""
    proposal = proposals_overtaken(user).filter(case=case).first()
    if proposal is None:
        return "", None
    on = proposal.waiting_on  # type: ignore[attr-defined]  # annotated by the query
    when = f" on {day(on)}" if on else ""
    said = (
        f"This case was closed{when}."
        if case.state == State.CLOSED
        else f"The extract says that this case was resolved{when}."
    )
    sees = user.may(Permission.SEE_IDENTITY)
    href = reverse("desk:case_decision", args=[case.reference])
    return f"{said} {WHAT_NOW}", Link("See what is proposed", href) if sees else None
