"""Who may see which rows of this room."""

from typing import Any, Self

from django.apps import apps
from django.db.models import Q, QuerySet

from oocr.access.permissions import Permission
from oocr.access.roles import AgencyKind
from oocr.access.visibility import VisibleQuerySet


def cases_seen_by(user: Any) -> QuerySet[Any]:
    """The cases this person may see: what everything else in this room is seen through."""
    return apps.get_model("cases", "Case").objects.visible_to(user)


class CaseQuerySet(VisibleQuerySet):
    """Cases."""

    def visible_to(self, user: Any) -> Self:
        """Police see their own force's cases, a youth justice service the children of its area; others none.

        Only an agency where the person may see cases counts: a second role elsewhere opens nothing there.
        A restricted case is only for those who may see restricted records there, and for the officer who has it.
        """
        if not user.is_authenticated:
            return self.none()
        where = user.agencies_where(Permission.SEE_CASES)
        forces = [agency for agency in where if agency.kind == AgencyKind.POLICE_FORCE]
        areas = [
            code
            for agency in where
            if agency.kind == AgencyKind.YOUTH_JUSTICE_SERVICE
            for code in agency.area_codes
        ]
        seen = self.filter(Q(agency__in=forces) | Q(is_child=True, area_code__in=areas))
        unrestricted = user.agencies_where(Permission.SEE_RESTRICTED)
        if set(where) <= set(unrestricted):
            return seen
        return seen.filter(Q(restricted=False) | Q(officer=user) | Q(agency__in=unrestricted))


class ByCaseQuerySet(VisibleQuerySet):
    """Whatever belongs to a case is seen by those who see the case."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=cases_seen_by(user))


class PersonQuerySet(VisibleQuerySet):
    """People are seen by those who see a case about them."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(pk__in=cases_seen_by(user).values("person"))


class ByPersonQuerySet(VisibleQuerySet):
    """Whatever belongs to a person is seen by those who see a case about them."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(person__in=cases_seen_by(user).values("person"))


class CrimeQuerySet(VisibleQuerySet):
    """Crimes are seen by those who see a case they are part of."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(pk__in=cases_seen_by(user).values("crimes"))


class ByCrimeQuerySet(VisibleQuerySet):
    """Whatever belongs to a crime is seen by those who see a case it is part of."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(crime__in=cases_seen_by(user).values("crimes"))
