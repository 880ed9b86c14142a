"""Opening a case here: for someone and for crimes that may not be recorded yet."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.access.roles import insist
from oocr.cases.actions.casework import open_case
from oocr.cases.actions.resolving import made_here
from oocr.cases.models import Case, Crime, Offence, Person
from oocr.cases.names import search_names
from oocr.cases.opening import kept_from
from oocr.lifecycle.verdict import Refused, no


@dataclass(frozen=True)
class NewCrime:
    """A crime that no extract has brought yet. What is not said of it stays not recorded."""

    crime_number: str
    offence: Offence
    recorded_on: date
    committed_from: date | None
    place: str
    area_code: str


@dataclass(frozen=True)
class NewPerson:
    """Somebody whom nobody here knows yet."""

    given_names: str
    family_name: str
    date_of_birth: date | None
    sex: str
    ethnicity_self_defined: str
    address: str
    postcode: str
    area_code: str
    phone: str
    email: str


@transaction.atomic
def open_case_here(
    *,
    crimes: Sequence[Crime | NewCrime],
    person: Person | NewPerson,
    agency: Agency,
    officer: User | None,
    opened_on: date,
    summary: str,
    by: User,
    at: datetime,
) -> Case:
    """Open a case under a reference of our own, and record with it whoever and whatever is new.

    Raises `Refused` when the person has a case about one of the crimes already, when a crime is part of a case that
    the opener may not see, or when the day has not come.
    """
    insist(by, Permission.OPEN_CASE)
    if opened_on > timezone.localdate(at):
        raise Refused(no("in-the-future", "A case cannot be opened on a day that has not come."))
    known = [crime for crime in crimes if isinstance(crime, Crime)]
    hidden = kept_from(by, known)
    for crime in known:
        if crime.pk in hidden:
            because = f"{crime.crime_number} is part of a case that you may not see. Ask the diversion hub."
            raise Refused(no("not-yours-to-see", because))
    if isinstance(person, Person):
        _not_twice(person, known)
    return open_case(
        reference=_next_reference(opened_on.year),
        person=person if isinstance(person, Person) else _record_person(person),
        crimes=[crime if isinstance(crime, Crime) else _record_crime(crime) for crime in crimes],
        agency=agency,
        officer=officer,
        opened_on=opened_on,
        summary=summary,
        by=by,
        at=at,
    )


def _not_twice(person: Person, crimes: list[Crime]) -> None:
    if case := Case.objects.filter(person=person, crimes__in=crimes).order_by("pk").first():
        raise Refused(no("already-a-case", f"{case.reference} is already about this person and this crime."))


def _record_person(new: NewPerson) -> Person:
    names = search_names(new.given_names, new.family_name)
    return Person.objects.create(source_key=made_here(), search_names=names, **asdict(new))


def _record_crime(new: NewCrime) -> Crime:
    if Crime.objects.filter(crime_number=new.crime_number).exists():
        raise Refused(
            no("changed-meanwhile", f"{new.crime_number} has been recorded since. Look at it again.")
        )
    return Crime.objects.create(**{name: getattr(new, name) for name in NewCrime.__dataclass_fields__})


def _next_reference(year: int) -> str:
    """A reference that no source system gives out: our own letters, the year, and a number that is never used again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_opened_here')")
        (number,) = cursor.fetchone()
    return f"OC-{year}-{number:06}"
