"""What waits for a person in this room: proposals to decide, to put right and to issue, and prosecutors to hear from."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate

from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.decisions.models import ProsecutorDecision
from oocr.decisions.queries import DECIDED_ELSEWHERE, proposals_for, proposals_overtaken
from oocr.decisions.standing import rank_on
from oocr.decisions.states import State


def _own(user: User) -> Q:
    return Q(proposed_by=user) | Q(case__officer=user)


def _dated(found: QuerySet[Any]) -> QuerySet[Any]:
    """By the day they were submitted, the longest waiting first. What was decided elsewhere meanwhile waits no more."""
    return (
        found.exclude(DECIDED_ELSEWHERE)
        .annotate(waiting_on=TruncDate("submitted_at"))
        .order_by("submitted_at", "pk")
    )


def proposals_to_authorise(user: User, on: date) -> QuerySet[Any]:
    """Those that this person may say yes or no to today: not their own work, and within their rank."""
    held = rank_on(user, on)
    within = [rank.value for rank in Rank if held and rank.height <= held.rank.height]
    found = proposals_with_authoriser(user).filter(required_authority__in=within)
    return found.exclude(Q(worked_on_by__contains=[user.pk]) | _own(user))


def proposals_with_authoriser(user: User) -> QuerySet[Any]:
    """Every proposal that somebody has to say yes or no to."""
    return _dated(proposals_for(user).filter(state=State.WITH_AUTHORISER))


def proposals_to_put_right(user: User) -> QuerySet[Any]:
    """One's own that came back, or whose authority no longer stands."""
    return _dated(proposals_for(user).filter(_own(user), state__in=(State.RETURNED, State.VOIDED)))


def proposals_to_issue(user: User) -> QuerySet[Any]:
    """One's own that were authorised."""
    return _dated(proposals_for(user).filter(_own(user), state=State.AUTHORISED))


def proposals_to_withdraw(user: User) -> QuerySet[Any]:
    """One's own in cases that were decided elsewhere meanwhile: to withdraw, unless what came from there is wrong."""
    return proposals_overtaken(user).filter(_own(user))


def prosecutors_asked(user: User, *, own: bool = False) -> QuerySet[Any]:
    """Questions to a prosecutor that nobody has recorded an answer to, longest waiting first."""
    found = ProsecutorDecision.objects.visible_to(user).filter(recorded_at__isnull=True, case__state="open")
    if own:
        found = found.filter(Q(asked_by=user) | Q(case__officer=user))
    found = found.select_related("case__person", "asked_by").annotate(waiting_on=TruncDate("asked_at"))
    return found.order_by("asked_at", "pk")
