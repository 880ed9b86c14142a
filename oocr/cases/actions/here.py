"""May this person do this in this case: by a role, and by one held at an agency that works on the case?"""

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import verdict_on
from oocr.cases.models import Case
from oocr.cases.states import here
from oocr.lifecycle.verdict import Refused, Verdict


def verdict_here(by: User, permission: Permission, case: Case) -> Verdict:
    """Who holds the role nowhere is told who could; who holds it elsewhere, that it opens nothing here."""
    return verdict_on(by, permission) and here(permission)(case, by)


def insist_here(by: User, permission: Permission, case: Case) -> None:
    """Go on only if a role at an agency that works on the case lets them. Raises `Refused` otherwise."""
    if not (verdict := verdict_here(by, permission, case)):
        raise Refused(verdict)
