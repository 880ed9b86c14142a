"""What follows from what is recorded of the victims of a case: the facts policy asks about, and when each must be told.

Pure. Of several victims, a promise to all is kept only when it is kept for each: one unheard victim is enough for
`every_victim_heard_or_tried` to be no. What nobody has said is left out, and is unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oocr.cases.force_settings import VictimNumbers
from oocr.cases.victim_vocabulary import Opinion, Result, Rights, Route
from oocr.cases.vocabulary import VictimKind, YesNo
from oocr.cases.working_days import working_days_after

FAILED = frozenset({Result.NO_ANSWER, Result.MESSAGE_LEFT, Result.WRONG_DETAILS})


@dataclass(frozen=True)
class Known:
    """What is known of one victim in one case. `None` and empty: nobody has said.

    `older_view`: their view came with an extract, in words and without an opinion.
    """

    kind: str = VictimKind.PERSON
    contact_named: bool = False
    results: Sequence[str] = ()
    opinion: str = ""
    older_view: bool = False
    remedy_offered: bool | None = None
    agrees_to_reparation: bool | None = None
    told_about_course: bool = False
    rights: str = ""
    rights_in_extract: str = YesNo.NOT_RECORDED
    told_of_decision_on: date | None = None
    service_offered_on: date | None = None

    @property
    def is_identifiable(self) -> bool:
        """Is there somebody to ask?"""
        return self.kind != VictimKind.STATE

    @property
    def is_heard(self) -> bool:
        """Have they said what they think, or that they do not want to say?"""
        return bool(self.opinion) or self.older_view

    @property
    def has_enhanced_rights(self) -> bool:
        """Are they to be told sooner? What was recorded here stands before what came with an extract."""
        return self.rights != Rights.NONE if self.rights else self.rights_in_extract == YesNo.YES

    def failed_attempts(self) -> int:
        """How often someone tried to reach them in vain."""
        return sum(result in FAILED for result in self.results)

    def is_heard_or_tried(self, attempts_needed: int) -> bool:
        """Have they been heard, or was that tried often enough to say that they cannot be reached?"""
        return self.is_heard or self.failed_attempts() >= attempts_needed


def facts_of(
    victims: Iterable[Known], *, attempts_needed: int, route: str | None = None
) -> dict[str, bool | str]:
    """The facts of the section "victims" that can be said. Nothing at all, while nobody has said who the victims are.

    `every_victim_addressed` is not here: only the proposal can say whether it speaks to each of them.
    """
    everyone = list(victims)
    if not everyone:
        return {}
    asked = [victim for victim in everyone if victim.is_identifiable]
    facts: dict[str, bool | str] = {
        "identifiable_victim": bool(asked),
        "several_victims": len(asked) > 1,
        "every_victim_heard_or_tried": all(v.is_heard_or_tried(attempts_needed) for v in asked),
        # Of any: whoever objects is answered, though another was never reached. Each is asked by the fact above.
        "victim_views_recorded": not asked or any(v.is_heard for v in asked),
        "remedy_list_offered": bool(asked) and all(v.remedy_offered is True for v in asked),
        "remedy_not_offered_reason": all(_has_a_reason(v, attempts_needed) for v in asked),
        "business_contact_named": all(v.contact_named for v in asked if v.kind == VictimKind.BUSINESS),
        "victim_contacted_for_domestic_abuse_course": bool(asked)
        and all(v.told_about_course for v in asked if v.kind == VictimKind.PERSON),
    }
    if (supports := _supports(asked, attempts_needed)) is not None:
        facts["victim_supports_resolution"] = supports
    if (agrees := _agrees(asked)) is not None:
        facts["victim_consents_to_reparation"] = agrees
    if asked and route:
        facts["victim_service_route"] = route
    return facts


def _has_a_reason(victim: Known, attempts_needed: int) -> bool:
    """Where the list was not offered, is it said why not? Not having been reached is a reason."""
    if victim.remedy_offered is not None:
        return True
    return not victim.is_heard and victim.failed_attempts() >= attempts_needed


def _supports(victims: Sequence[Known], attempts_needed: int) -> bool | None:
    """No, when any of them objects; yes, when all were asked and nobody does; otherwise nobody knows."""
    if any(victim.opinion == Opinion.OBJECTS for victim in victims):
        return False
    if all(victim.opinion or victim.failed_attempts() >= attempts_needed for victim in victims):
        return True
    return None


def _agrees(victims: Sequence[Known]) -> bool | None:
    """Do all of them agree to have something done for them directly? Nobody agrees when there is nobody."""
    said = [victim.agrees_to_reparation for victim in victims]
    if not said or False in said:
        return False
    return None if None in said else True


def route_for(*, sexual_offence: bool, domestic_abuse: str, dash_grade: str | None) -> Route | None:
    """Which victim service the area's routes recommend (VI-07): nothing, while what it hangs on is not known."""
    if sexual_offence:
        return Route.SEXUAL_VIOLENCE
    if domestic_abuse == YesNo.NO:
        return Route.GENERAL
    if domestic_abuse == YesNo.NOT_RECORDED or dash_grade is None:
        return None
    return Route.GENERAL if dash_grade == "standard" else Route.DOMESTIC_ABUSE


def tell_by(decided_on: date, with_enhanced_rights: bool, numbers: VictimNumbers) -> date:
    """The last day on which a victim is told of a decision in time."""
    days = numbers.days_to_tell_sooner if with_enhanced_rights else numbers.days_to_tell
    return working_days_after(decided_on, days)


@dataclass(frozen=True)
class Clock:
    """Something a victim has a right to by a day: when it is due, and when it was done."""

    due_on: date
    done_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Has the day passed with nothing done?"""
        return self.done_on is None and today > self.due_on

    @property
    def was_late(self) -> bool:
        """Was it done, and too late?"""
        return self.done_on is not None and self.done_on > self.due_on


@dataclass(frozen=True)
class Clocks:
    """The clocks that run for one victim; nothing where there is nothing to count from."""

    tell: Clock | None = None
    support: Clock | None = None


def clocks_of(victim: Known, *, decided_on: date | None, reported_on: date, numbers: VictimNumbers) -> Clocks:
    """When this victim must be told of the decision, and offered support."""
    if not victim.is_identifiable:
        return Clocks()
    due_on = tell_by(decided_on, victim.has_enhanced_rights, numbers) if decided_on else None
    tell = Clock(due_on, victim.told_of_decision_on) if due_on else None
    offer_by = working_days_after(reported_on, numbers.days_to_offer_support)
    return Clocks(tell, Clock(offer_by, victim.service_offered_on))
