"""Why can this person not see a case? For the page that explains refusals."""

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import AgencyKind, verdict_on
from oocr.cases.models import Case
from oocr.lifecycle.verdict import YES, Verdict, no
from oocr.ui.formats import listed


def verdict_on_case(user: User, reference: str) -> Verdict:
    """May they see it? The refusal tells the rule, and never whether there is such a case."""
    if not (verdict := verdict_on(user, Permission.SEE_CASES)):
        return verdict
    if Case.objects.visible_to(user).filter(reference=reference).exists():
        return YES
    return no(
        "not-seen", f"There is no case {reference} that you may see. You may see {_what_they_see(user)}."
    )


def _what_they_see(user: User) -> str:
    """The rule of `CaseQuerySet.visible_to`, in words, for this person."""
    where = user.agencies_where(Permission.SEE_CASES)
    forces = [f"the cases of {agency}" for agency in where if agency.kind == AgencyKind.POLICE_FORCE]
    services = [agency for agency in where if agency.kind == AgencyKind.YOUTH_JUSTICE_SERVICE]
    children = [f"the cases of children in the area of {service}" for service in services]
    restricted = (
        "" if user.may(Permission.SEE_RESTRICTED) else ", but not restricted ones unless they are yours"
    )
    return (listed([*forces, *children]) or "no cases at your agency") + restricted
