"""Finding cases by a reference or a crime number, whole or its beginning."""

from django.db.models import Q, QuerySet

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import Case, CaseCrime, Crime

AT_MOST = 1_000


def is_number(text: str) -> bool:
    """References and crime numbers have digits; names do not."""
    return any(letter.isdigit() for letter in text)


def cases_numbered(text: str, among: QuerySet[Case], user: User) -> list[int]:
    """Those of these cases whose reference, or a crime number in them, begins so. At most `AT_MOST` of each.

    A crime number leads to a person on police systems, so only those who may see identities find by it.
    """
    begins = {text.strip(), text.strip().upper()}
    found = _by(among, "reference", begins)
    if user.may(Permission.SEE_IDENTITY):
        crimes = Crime.objects.filter(_beginning("crime_number", begins)).order_by("crime_number")[:AT_MOST]
        parts = CaseCrime.objects.filter(crime__in=crimes.values("pk"))
        found += among.filter(pk__in=list(parts.values_list("case", flat=True))).values_list("pk", flat=True)
    return found


def _by(among: QuerySet[Case], field: str, begins: set[str]) -> list[int]:
    return list(
        among.filter(_beginning(field, begins)).order_by(field).values_list("pk", flat=True)[:AT_MOST]
    )


def _beginning(field: str, begins: set[str]) -> Q:
    either = Q()
    for text in begins:
        either |= Q(**{f"{field}__startswith": text})
    return either
