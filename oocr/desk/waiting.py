"""What can wait for a person: each kind is one small class with one question, most pressing first.

A kind says who it waits for (a permission of a role they hold today, and sometimes a rank), which things wait, and
where the list of just those is. The number on the home page and the list ask the same question, so they cannot differ.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Count, Min, QuerySet, Value
from django.urls import reverse

from oocr.access.permissions import Permission
from oocr.cases.known import cases_without_facts
from oocr.cases.victim_waiting import cases_to_hear, cases_to_tell
from oocr.conditions.queries import breaches_undecided, conditions_overdue
from oocr.desk.waiting_cases import (
    OfCases,
    OpenChildren,
    OpenRestricted,
    OwnOpen,
    OwnResolved,
    WithoutOutcomeCode,
)
from oocr.desk.waiting_decisions import (
    AuthorisedToIssue,
    OwnProsecutorsAsked,
    ProsecutorsAsked,
    ToAuthorise,
    ToPutRight,
    ToWithdraw,
    WithAuthoriser,
)
from oocr.desk.waiting_kind import Me, Waiting
from oocr.referrals.queries import TO_RECORD, standing
from oocr.ui.formats import day
from oocr.ui.lists import address
from oocr.youth_panel.queries import items_undecided


class Breaches(Waiting):
    """Breaches that nobody has decided about."""

    key = "breaches"
    label = "Breaches to decide"
    nothing = "No breach is waiting for a decision"
    needs = Permission.CLOSE_CASE
    dated, first = "reported_on", "The first was reported on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return breaches_undecided(me.user)


class OwnBreaches(Breaches):
    """Those on the cases this person is the officer in."""

    key = "your-breaches"
    label = "Breaches to decide on your cases"
    nothing = "No breach on your cases is waiting for a decision"
    needs, unless = Permission.OPEN_CASE, Permission.CLOSE_CASE

    def found(self, me: Me) -> QuerySet[Any]:
        return breaches_undecided(me.user, own=True)


class OverdueConditions(Waiting):
    """Conditions whose day has passed, and nobody has said whether they were met."""

    key = "conditions-overdue"
    label = "Conditions overdue"
    nothing = "No condition is overdue"
    needs = Permission.CLOSE_CASE
    dated, first = "due_on", "The first was due on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return conditions_overdue(me.user, me.today)


class OwnOverdueConditions(OverdueConditions):
    """Those on the cases this person is the officer in."""

    key = "your-conditions-overdue"
    label = "Conditions overdue on your cases"
    nothing = "No condition is overdue on your cases"
    needs, unless = Permission.OPEN_CASE, Permission.CLOSE_CASE

    def found(self, me: Me) -> QuerySet[Any]:
        return conditions_overdue(me.user, me.today, own=True)


class ToHear(Waiting):
    """Cases with a victim who was neither heard nor tried often enough."""

    key = "victims-to-hear"
    label = "Cases with a victim to hear"
    nothing = "No victim is waiting to be heard"
    needs = Permission.CLOSE_CASE
    dated, first = "opened_on", "The first was opened on {}"
    page = "desk:case_victims"

    def found(self, me: Me) -> QuerySet[Any]:
        return cases_to_hear(me.user, me.today)


class OwnToHear(ToHear):
    """Those this person is the officer in."""

    key = "your-victims-to-hear"
    label = "Your cases with a victim to hear"
    nothing = "No victim in your cases is waiting to be heard"
    needs, unless = Permission.OPEN_CASE, Permission.CLOSE_CASE

    def found(self, me: Me) -> QuerySet[Any]:
        return cases_to_hear(me.user, me.today, own=True)


class OwnToRecord(Waiting):
    """Open cases this person is the officer in, of which nothing is recorded on the task list."""

    key = "your-facts"
    label = "Your open cases with no facts recorded"
    nothing = "Facts are recorded in each of your open cases"
    needs, unless = Permission.RECORD_FACTS, Permission.CLOSE_CASE
    dated, first = "opened_on", "The first was opened on {}"
    page = "desk:case_facts"

    def found(self, me: Me) -> QuerySet[Any]:
        return cases_without_facts(me.user)


class ToTell(Waiting):
    """Cases with a victim who was not told of the decision."""

    key = "victims-to-tell"
    label = "Cases with a victim to tell"
    nothing = "Every victim has been told of the decision"
    needs = Permission.CLOSE_CASE
    dated, first = "decided_on", "The first decision was on {}"
    page = "desk:case_victims"

    def found(self, me: Me) -> QuerySet[Any]:
        return cases_to_tell(me.user)


class OwnToTell(ToTell):
    """Those this person is the officer in."""

    key = "your-victims-to-tell"
    label = "Your cases with a victim to tell"
    nothing = "Every victim in your cases has been told of the decision"
    needs, unless = Permission.OPEN_CASE, Permission.CLOSE_CASE

    def found(self, me: Me) -> QuerySet[Any]:
        return cases_to_tell(me.user, own=True)


class ListedForPanel(Waiting):
    """Children listed for a sitting of the youth panel that has decided nothing yet."""

    key = "youth-panel"
    label = "Children listed for the youth panel"
    nothing = "No child is listed for the youth panel"
    needs = Permission.SEE_YOUTH_PANEL
    dated, first = "heard_on", "The first sitting is on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return items_undecided(me.user)


class OfReferrals(Waiting):
    """A provider's referrals: their list is the referral list, by how they stand."""

    needs, unless = Permission.SEE_REFERRALS, Permission.SEE_CASES
    dated, first = "referred_on", "The first was referred on {}"
    part: ClassVar[str]

    def found(self, me: Me) -> QuerySet[Any]:
        return standing(me.user, self.part, me.today)

    def href(self, me: Me) -> str:
        return reverse("referrals:referrals") + address({}, status=self.part, sort="referred")


class NewReferrals(OfReferrals):
    """Nobody has said yet whether the person is taken on."""

    key, part = "new-referrals", "received"
    label = "New referrals to accept or decline"
    nothing = "No new referral is waiting"


class AttendanceToRecord(OfReferrals):
    """A session has been, and nobody has said who came."""

    key, part = "attendance", TO_RECORD
    label = "Referrals with attendance to record"
    nothing = "No session is waiting for its attendance to be recorded"


class NotStarted(OfReferrals):
    """Accepted, and no session has been."""

    key, part = "not-started", "accepted"
    label = "Accepted referrals, not started"
    nothing = "No accepted referral is waiting to start"


class UnderWay(OfReferrals):
    """The provider's own work, until it is completed."""

    key, part = "under-way", "started"
    label = "Referrals under way"
    nothing = "No referral is under way"


# In the order of how much it matters that they wait.
EVERY: tuple[Waiting, ...] = (
    OwnBreaches(),
    Breaches(),
    OwnOverdueConditions(),
    OverdueConditions(),
    OwnToTell(),
    ToTell(),
    OwnToHear(),
    ToHear(),
    OwnToRecord(),
    ToPutRight(),
    ToWithdraw(),
    AuthorisedToIssue(),
    ToAuthorise(),
    WithAuthoriser(),
    OwnProsecutorsAsked(),
    ProsecutorsAsked(),
    ListedForPanel(),
    WithoutOutcomeCode(),
    OpenChildren(),
    OwnResolved(),
    OwnOpen(),
    OpenRestricted(),
    NewReferrals(),
    AttendanceToRecord(),
    NotStarted(),
    UnderWay(),
)
# Those whose list has no page of its own elsewhere.
LISTED_HERE = tuple(kind for kind in EVERY if not isinstance(kind, OfCases | OfReferrals))


@dataclass(frozen=True)
class Counted:
    """How many of a kind wait, and the first of their days."""

    kind: Waiting
    number: int
    first_on: date | None

    @property
    def since(self) -> str:
        """What is said of the first of their days."""
        return self.kind.first.format(day(self.first_on)) if self.first_on else ""


def waiting_for(me: Me) -> list[Counted]:
    """Every kind that waits for this person, most pressing first, counted by one question to the database."""
    kinds = [kind for kind in EVERY if kind.is_for(me)]
    if not kinds:
        return []
    first, *others = [_count(place, kind, me) for place, kind in enumerate(kinds)]
    found = {place: (number, day) for place, number, day in first.union(*others, all=True)}
    return [Counted(kind, *found.get(place, (0, None))) for place, kind in enumerate(kinds)]


def _count(place: int, kind: Waiting, me: Me) -> QuerySet[Any]:
    grouped = kind.found(me).order_by().annotate(place=Value(place)).values("place")
    return grouped.annotate(number=Count("pk"), first_on=Min(kind.dated)).values_list(
        "place", "number", "first_on"
    )
