"""What is looked up before a case is opened: are the crimes recorded, and is the person known?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from oocr.access.models import Agency, User
from oocr.cases.models import Case, CaseCrime, Crime, Person
from oocr.cases.people_search import people_named

MOST_ALIKE = 10


@dataclass(frozen=True)
class Alike:
    """Somebody recorded who may be the person meant, and how many of their cases the asker may see."""

    person: Person
    cases: int


def crimes_numbered(numbers: list[str]) -> dict[str, Crime]:
    """Those of the crimes that are recorded, by number. Whoever asks has the number: a search by it shows no person."""
    found = Crime.objects.filter(crime_number__in=numbers).select_related("offence")
    return {crime.crime_number: crime for crime in found}


def kept_from(user: User, crimes: Iterable[Crime]) -> set[int]:
    """The numbers (pk) of those crimes that are part of cases of which this person may see none."""
    parts = CaseCrime.objects.filter(crime__in=[crime.pk for crime in crimes])
    seen = parts.visible_to(user).values_list("crime", flat=True)
    return set(parts.values_list("crime", flat=True)) - set(seen)


def people_alike(user: User, name: str, date_of_birth: date | None) -> list[Alike]:
    """People in cases this person may see who are called so, or nearly so, and were born that day or nobody knows when."""
    seen = Case.objects.visible_to(user)
    found = people_named(name, seen)
    known = {person.pk: person for person in Person.objects.filter(pk__in=found.everyone)}
    alike = []
    for place, pk in enumerate(found.everyone):
        person, called_so = known[pk], place < len(found.called)
        same_day = bool(date_of_birth) and person.date_of_birth == date_of_birth
        unsure = called_so and not (date_of_birth and person.date_of_birth)
        if same_day or unsure:
            alike.append(person)
    alike = alike[:MOST_ALIKE]
    return [Alike(person, seen.filter(person=person).count()) for person in alike]


def officer_numbered(agency: Agency, collar_number: str) -> User | None:
    """Who has this collar number at the agency; where two accounts share one, the older."""
    held = User.objects.filter(collar_number=collar_number, memberships__agency=agency)
    return held.order_by("pk").first() if collar_number else None
