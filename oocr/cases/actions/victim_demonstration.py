"""Record what the demonstration's officers know of victims, by the same actions as they would."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from oocr.access.models import User
from oocr.cases.actions import victim_offers, victims
from oocr.cases.actions.remedies import make_remedy_list, name_victim_service
from oocr.cases.models import Case, RemedyItem, RemedyList
from oocr.cases.states import State
from oocr.cases.victim_demonstration import (
    HEARD,
    LIST,
    NAMELESS_BUSINESS,
    NAMELESS_BUSINESS_IN,
    NOT_REACHED,
    NOT_REACHED_STAGE,
    OVERDUE,
    SERVICES,
    STEPS,
    TOLD_IN_TIME,
    Step,
)
from oocr.cases.victim_queries import VictimOfCase, decided_on, victims_of_many

YEARS = timedelta(days=3 * 365)  # the list and the services have been there for longer than the cases
TEN, ONE = time(10), timedelta(days=1)
ACTIONS: dict[str, Any] = {
    "attempt": victims.record_attempt,
    "views": victims.record_views,
    "remedy": victim_offers.record_remedy_offer,
    "restorative": victim_offers.record_restorative_offer,
    "compensation": victim_offers.record_compensation,
    "rights": victims.record_enhanced_rights,
    "consent": victims.record_sharing_consent,
    "told": victims.record_told,
    "service": victim_offers.record_service_offer,
}
# The fact that holds the day on which each was said.
DAYS = {"views": "heard_on", "told": "told_on", "service": "offered_on"}


def offer_for_demonstration(*, manager: User, at: datetime) -> None:
    """Put the made-up list and the area's services in place, once."""
    if RemedyList.objects.exists():
        return
    first = timezone.localdate(at) - YEARS
    make_remedy_list(in_force_from=first, items=LIST, invented=True, by=manager, at=at)
    for route, name in SERVICES.items():
        name_victim_service(route=route, name=name, in_force_from=first, by=manager, at=at)


def hear_for_demonstration(*, officers: Sequence[User], at: datetime) -> int:
    """Record of each live case what is told of it, where nothing is recorded yet. Says of how many cases."""
    by_number = {officer.collar_number: officer for officer in officers}
    usual = officers[0]
    resolved = Q(state=State.RESOLVED, officer_collar_number=usual.collar_number)
    cases = Case.objects.filter(resolved | Q(state=State.OPEN)).exclude(stage="")
    live = list(cases.order_by("-opened_on", "-pk"))
    found = victims_of_many(live)
    done: set[Any] = set()
    begun = [case for case in live if any(any(each.recorded.values()) for each in found[case.pk])]
    done |= {(case.stage, case.officer_collar_number) for case in begun if case.state == State.RESOLVED}
    heard = 0
    for case in live:
        asked = [each for each in found[case.pk] if each.known.is_identifiable]
        if asked and case not in begun:
            by = by_number.get(case.officer_collar_number, usual)
            heard += (
                _hear(case, asked, by, at)
                if case.state == State.OPEN
                else _tell(case, asked[0], by, at, done)
            )
    return heard


def _hear(case: Case, asked: Sequence[VictimOfCase], by: User, at: datetime) -> bool:
    """What is told of this open case, or of others like it."""
    crime = case.crimes.select_related("offence").earliest("pk")
    who = (case.stage, case.officer_collar_number, crime.offence.code)
    if who == NAMELESS_BUSINESS_IN and NAMELESS_BUSINESS not in {each.victim.name for each in asked}:
        victims.add_victim(case=case, crime=crime, kind="business", name=NAMELESS_BUSINESS, by=by, at=at)
        return True
    steps = []
    for each in asked:
        usual = HEARD if each.known.older_view else NOT_REACHED if case.stage == NOT_REACHED_STAGE else ()
        steps += [(each, step) for step in STEPS.get(who, usual)]
    for each, step in steps:
        _record(each, step, by, at)
    return bool(steps)


def _tell(case: Case, each: VictimOfCase, by: User, at: datetime, done: set[Any]) -> bool:
    """One case of each kind is enough: told the day after the decision, or spoken to before it and not told since."""
    which = (case.stage, case.officer_collar_number)
    decided = decided_on(case)
    if which in done or which not in (TOLD_IN_TIME, OVERDUE) or not decided:
        return False
    done.add(which)
    if which == TOLD_IN_TIME:
        after = (decided - case.opened_on).days + 1
        _record(each, Step("told", after, {"about": "decision", "channel": "phone"}), by, at)
    else:
        _record(each, Step("attempt", 1, {"channel": "phone", "result": "spoke"}), by, at)
    return True


def _record(each: VictimOfCase, step: Step, by: User, at: datetime) -> None:
    """One step on its day at ten, and never later than now."""
    on = each.case.opened_on + step.after * ONE
    when = min(datetime.combine(on, TEN, tzinfo=timezone.get_default_timezone()), at)
    on = timezone.localdate(when)
    facts = dict(step.facts)
    if step.what == "attempt":
        facts["tried_at"] = when
    elif "why_not" not in facts and step.what in ("remedy", "restorative"):
        facts["offered_on"] = on
    elif step.what in DAYS:
        facts[DAYS[step.what]] = on
    if "chosen" in facts:
        facts["chosen"] = RemedyItem.objects.get(says=facts["chosen"])
    if step.what == "views" and not facts["words"]:
        facts["words"] = next((row.views for row in each.rows if row.views), "")
    ACTIONS[step.what](case=each.case, victim=each.victim, by=by, at=when, **facts)
