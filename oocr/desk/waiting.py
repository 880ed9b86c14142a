"""What can wait for a person: each kind is one small class with one question, most pressing first.

A kind says who it waits for (a permission of a role they hold today, and sometimes a rank), which things wait, and
where the list of just those is. The number on the home page and the list ask the same question, so they cannot differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Count, Min, QuerySet, Value
from django.urls import reverse
from django.utils.functional import cached_property

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.access.roles import ROLES
from oocr.cases import case_list
from oocr.cases.states import State
from oocr.cases.victim_waiting import cases_to_hear, cases_to_tell
from oocr.conditions.queries import breaches_undecided, conditions_overdue
from oocr.referrals.queries import TO_RECORD, standing
from oocr.ui.formats import day
from oocr.ui.lists import address
from oocr.youth_panel.queries import items_undecided


class Me:
    """The person things wait for, today."""

    def __init__(self, user: User, today: date) -> None:
        self.user, self.today = user, today

    def holds(self, needs: Permission, unless: Permission | None = None) -> bool:
        """Does any one role held today give the first permission without the second?"""
        held = [ROLES[m.role].permissions for m in self.user.memberships_today if m.role in ROLES]
        return any(needs in permissions and unless not in permissions for permissions in held)

    @cached_property
    def rank(self) -> Rank | None:
        """The rank held today."""
        return self.user.rank_on(self.today)


class Waiting:
    """One kind of thing that waits."""

    key: ClassVar[str]
    label: ClassVar[str]
    nothing: ClassVar[str]  # what is said when none of them waits
    needs: ClassVar[Permission]
    unless: ClassVar[Permission | None] = None  # whoever holds this in the same role is shown a wider kind
    dated: ClassVar[str]  # the day each has waited since, or is due
    first: ClassVar[str]  # what is said of the first of those days
    page: ClassVar[str] = "desk:case"  # the page of a case that a line of the list leads to

    def is_for(self, me: Me) -> bool:
        """Does this wait for them?"""
        return me.holds(self.needs, self.unless)

    def found(self, me: Me) -> QuerySet[Any]:
        """The question: which of them, of those this person may see, most pressing first."""
        raise NotImplementedError

    def href(self, me: Me) -> str:
        """Where the list of just those is: here, unless the room has one."""
        return reverse(f"desk:waiting_{self.key.replace('-', '_')}")


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
        return cases_to_hear(me.user)


class OwnToHear(ToHear):
    """Those this person is the officer in."""

    key = "your-victims-to-hear"
    label = "Your cases with a victim to hear"
    nothing = "No victim in your cases is waiting to be heard"
    needs, unless = Permission.OPEN_CASE, Permission.CLOSE_CASE

    def found(self, me: Me) -> QuerySet[Any]:
        return cases_to_hear(me.user, own=True)


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


class OfCases(Waiting):
    """Cases: their list is the case list itself, narrowed, with the longest waiting first."""

    dated, first = "opened_on", "The first was opened on {}"
    state: ClassVar[State] = State.OPEN
    narrowed: ClassVar[case_list.Filters] = case_list.Filters()

    def filters(self, me: Me) -> case_list.Filters:
        """How the case list is narrowed."""
        return self.narrowed

    def found(self, me: Me) -> QuerySet[Any]:
        return case_list.matching(me.user, self.filters(me)).filter(state=self.state)

    def href(self, me: Me) -> str:
        filters = self.filters(me)
        narrowed: dict[str, str | Sequence[str]] = {
            "officer": filters.officer,
            "stage": filters.stages,
            "mark": filters.marked,
            "age": filters.age,
        }
        given = {key: value for key, value in narrowed.items() if value}
        return reverse("cases:cases") + address({}, state=self.state.value, sort="opened", **given)


class OwnCases(OfCases):
    """Cases this person is the officer in: police systems name officers by their collar number."""

    needs, unless = Permission.OPEN_CASE, Permission.CLOSE_CASE

    def is_for(self, me: Me) -> bool:
        return bool(me.user.collar_number) and super().is_for(me)

    def filters(self, me: Me) -> case_list.Filters:
        return case_list.Filters(officer=me.user.collar_number, stages=self.narrowed.stages)


class Returned(OwnCases):
    """Proposals that came back to the officer."""

    key = "returned"
    label = "Proposals returned to you"
    nothing = "No proposal has been returned to you"
    narrowed = case_list.Filters(stages=("returned to officer",))


class ToIssue(OwnCases):
    """Resolutions that may be issued now."""

    key = "to-issue"
    label = "Authorised, for you to issue"
    nothing = "Nothing authorised is waiting for you to issue it"
    narrowed = case_list.Filters(stages=("authorised",))


class OwnResolved(OwnCases):
    """What was issued and is not finished with."""

    key = "your-resolved"
    label = "Your resolved cases, not closed"
    nothing = "None of your resolved cases is waiting to be closed"
    state = State.RESOLVED


class OwnOpen(OwnCases):
    """The officer's own work."""

    key = "your-open"
    label = "Your open cases"
    nothing = "You have no open cases"


class AwaitingInspector(OfCases):
    """What an inspector must authorise; the hub sees how many wait."""

    key = "awaiting-inspector"
    label = "Cases awaiting an inspector"
    nothing = "No case is awaiting an inspector"
    needs = Permission.OPEN_CASE
    narrowed = case_list.Filters(stages=("awaiting inspector",))

    def is_for(self, me: Me) -> bool:
        return super().is_for(me) and (me.holds(Permission.CLOSE_CASE) or self.is_ranked(me.rank))

    @staticmethod
    def is_ranked(rank: Rank | None) -> bool:
        """Is it someone of this rank that they wait for?"""
        return rank is not None and rank.height >= Rank.INSPECTOR.height


class AwaitingSergeant(AwaitingInspector):
    """What a sergeant must authorise."""

    key = "awaiting-sergeant"
    label = "Cases awaiting a sergeant"
    nothing = "No case is awaiting a sergeant"
    narrowed = case_list.Filters(stages=("awaiting sergeant",))

    @staticmethod
    def is_ranked(rank: Rank | None) -> bool:
        return rank is Rank.SERGEANT


class AwaitingProsecutor(OfCases):
    """What the Crown Prosecution Service must decide."""

    key = "awaiting-prosecutor"
    label = "Cases awaiting the Crown Prosecution Service"
    nothing = "No case is awaiting the Crown Prosecution Service"
    needs = Permission.CLOSE_CASE
    narrowed = case_list.Filters(stages=("awaiting Crown Prosecution Service",))


class WithoutOutcomeCode(OfCases):
    """Resolved, with a crime for which no outcome code is recorded."""

    key = "no-outcome-code"
    label = "Resolved cases without an outcome code"
    nothing = "Every resolved case has its outcome codes"
    needs = Permission.CLOSE_CASE
    state = State.RESOLVED
    narrowed = case_list.Filters(marked=("no_outcome_code",))


class OpenRestricted(OfCases):
    """Open cases that few may see."""

    key = "restricted"
    label = "Open cases with restricted access"
    nothing = "No open case has restricted access"
    needs = Permission.SEE_RESTRICTED
    narrowed = case_list.Filters(marked=("restricted",))


class OpenChildren(OfCases):
    """The open cases of a youth justice service."""

    key = "children"
    label = "Open cases of children in your area"
    nothing = "No child in your area has an open case"
    needs, unless = Permission.SEE_YOUTH_PANEL, Permission.CLOSE_CASE
    narrowed = case_list.Filters(age="child")


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
    Returned(),
    ToIssue(),
    AwaitingInspector(),
    AwaitingSergeant(),
    AwaitingProsecutor(),
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
