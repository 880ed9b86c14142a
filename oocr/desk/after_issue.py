"""What is left to do in a case once its resolution is issued, each with the page where it is done."""

from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.victim_waiting import cases_to_tell
from oocr.conditions.queries import conditions_of
from oocr.decisions.decided import Decided
from oocr.decisions.states import State
from oocr.referrals.queries import referrals_of
from oocr.ui.page import Link


def left_to_do(case: Any, decided: Decided, user: User) -> list[Link]:
    """In the order in which it is done. Nothing before the resolution is issued."""
    if decided.proposal is None or decided.proposal.state != State.ISSUED:
        return []
    ways = [("Make the papers, and give or send them", "decisions:papers", True)]
    if user.may_at(Permission.SEE_VICTIM, case.agency_id):
        to_tell = cases_to_tell(user).filter(pk=case.pk).exists()
        ways.append(("Tell the victims what was decided", "desk:case_victims", to_tell))
    if user.may(Permission.SEE_REFERRALS):
        referred = referrals_of(user, case.reference).exists()
        ways.append(("See where the person is referred to", "desk:case_referrals", referred))
    agreed = conditions_of(user, case.reference).exists()
    ways.append(("See what the person has to do, and by when", "desk:case_conditions", agreed))
    return [Link(label, reverse(page, args=[case.reference])) for label, page, is_left in ways if is_left]
