"""Cases that wait: their list is the case list itself, narrowed.

How far a proposal has come is asked of the room that knows (`waiting_decisions`), never read from the stage that a
force's records name.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from oocr.access.permissions import Permission
from oocr.cases import case_list
from oocr.cases.states import State
from oocr.desk.waiting_kind import Me, Waiting
from oocr.ui.lists import address


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
        return case_list.Filters(officer=me.user.collar_number)


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
