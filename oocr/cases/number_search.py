"""Finding cases by a reference or a crime number, whole or its beginning."""

from django.db.models import Q, QuerySet

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import Case, CaseCrime, Crime

# With more, the list asks for more of the number.
AT_MOST = 200


def is_number(text: str) -> bool:
    """References and crime numbers have digits; names do not."""
    return any(letter.isdigit() for letter in text)


def cases_numbered(text: str, among: QuerySet[Case], user: User) -> list[int]:
    """Those of these cases whose reference, or a crime number in them, begins so. At most `AT_MOST` of each.

    A crime number leads to a person on police systems, so only those who may see identities find by it.
    """
    begins = {text.strip(), text.strip().upper()}
    found = among.filter(_beginning("reference", begins)).order_by("reference").values("pk")[:AT_MOST]
    if user.may(Permission.SEE_IDENTITY):
        crimes = Crime.objects.filter(_beginning("crime_number", begins)).order_by("crime_number")[:AT_MOST]
        parts = CaseCrime.objects.filter(crime__in=crimes.values("pk"))
        found = found.union(among.filter(pk__in=parts.values("case")).values("pk"))
    return [row["pk"] for row in found]


def _beginning(field: str, begins: set[str]) -> Q:
    either = Q()
    for text in begins:
        either |= Q(**{f"{field}__startswith": text})
    return either
