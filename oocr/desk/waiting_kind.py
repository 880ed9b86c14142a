"""What a kind of waiting thing is, and the person it waits for."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.access.roles import ROLES


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
