"""What is recorded of victims, by the real actions, on behalf of an officer of the case's force."""

import datetime as dt
from typing import Any

from django.utils import timezone

from oocr.access.models import User
from oocr.cases.actions import victims as actions
from oocr.cases.actions.remedies import make_remedy_list
from oocr.cases.models import Case, ContactAttempt, RemedyList, Victim
from tests.factories.access import make_user
from tests.factories.memory import remembered

ITEMS = (
    ("reparative", "An apology in writing"),
    ("reparative", "Paying for the damage"),
    ("rehabilitative", "A course on the harm done"),
    ("punitive", "Unpaid work for the community"),
)


@remembered
def make_list(in_force_from: dt.date = dt.date(2024, 4, 1), **facts: Any) -> RemedyList:
    """A version of the Community Remedy list with four actions."""
    usual = {"items": ITEMS, "by": make_user("hub_manager"), "at": timezone.now()}
    return make_remedy_list(in_force_from=in_force_from, **(usual | facts))


def try_to_reach(case: Case, victim: Victim, times: int = 1, *, by: User | None = None, **facts: Any) -> None:
    """So many attempts to reach a victim, an hour apart, with no answer unless the facts say otherwise."""
    by = by or make_user("officer", agency=case.agency)
    before = ContactAttempt.objects.filter(case=case, victim=victim).count()
    usual = {"channel": "phone", "result": "no_answer"}
    for ago in range(before, before + times):
        usual["tried_at"] = timezone.now() - dt.timedelta(hours=ago)
        actions.record_attempt(case=case, victim=victim, by=by, at=timezone.now(), **(usual | facts))


def hear(case: Case, victim: Victim, *, by: User | None = None, **facts: Any) -> Any:
    """A victim who supports a resolution, heard today, unless the facts say otherwise."""
    usual = {"heard_on": timezone.localdate(), "opinion": "supports", "words": "An apology would do."}
    by = by or make_user("officer", agency=case.agency)
    return actions.record_views(case=case, victim=victim, by=by, at=timezone.now(), **(usual | facts))
