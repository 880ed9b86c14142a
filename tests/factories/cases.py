"""Cases put in a state by doing it. Facts that only an extract brings (people, crimes, resolutions) are written down."""

import datetime as dt
import itertools
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from oocr.access.models import Agency, User
from oocr.cases.actions import add_document, close_case, open_case, resolve_case
from oocr.cases.models import (
    Case,
    Crime,
    Document,
    Offence,
    OutcomeCode,
    Person,
    PersonAlias,
    Resolution,
    Victim,
)
from oocr.cases.names import search_names
from oocr.cases.states import State
from oocr.cases.vocabulary import ResolutionKind
from tests.factories.access import make_agency, make_user
from tests.factories.memory import remembered

_numbers = itertools.count(1)


@remembered
def make_offence(code: str = "105/01", **facts: Any) -> Offence:
    """A line of the offence list, made once for each code."""
    usual = {
        "title": "Common assault and battery",
        "offence_class": "summary",
        "group": "Violence against the person",
    }
    return Offence.objects.get_or_create(code=code, defaults=usual | facts)[0]


def make_person(*, aliases: tuple[str, ...] = (), **facts: Any) -> Person:
    """An invented adult of Leicester, with whatever facts are given instead."""
    number = next(_numbers)
    usual = {
        "source_key": f"P{number:06}",
        "given_names": "Priya Anne",
        "family_name": "Example",
        "date_of_birth": dt.date(1994, 5, 17),
        "sex": "female",
        "ethnicity_self_defined": "A1",
        "address": "1 Invented Street, Leicester",
        "postcode": "LE1 1AA",
        "area_code": "E06000016",
        "phone": "0116 496 0123",
        "safe_contact": "Text only, after 5pm",
        "needs": ["interpreter: Gujarati"],
    }
    facts = usual | facts
    facts["search_names"] = search_names(facts["given_names"], facts["family_name"], aliases)
    person = Person.objects.create(**facts)
    PersonAlias.objects.bulk_create(PersonAlias(person=person, name=name) for name in aliases)
    return person


def make_crime(**facts: Any) -> Crime:
    """A common assault in Leicester, with whatever facts are given instead."""
    number = next(_numbers)
    usual = {
        "crime_number": f"25-{number:07}",
        "recorded_on": dt.date(2025, 1, 31),
        "committed_from": dt.date(2025, 1, 30),
        "committed_to": dt.date(2025, 1, 30),
        "place": "Invented Street, Leicester",
        "area_code": "E06000016",
        "domestic_abuse": "no",
    }
    facts = usual | facts
    offence = facts.pop("offence", None) or make_offence()
    return Crime.objects.create(offence=offence, **facts)


@remembered
def make_case(
    *,
    person: Person | None = None,
    crimes: list[Crime] | None = None,
    officer: User | None = None,
    agency: Agency | None = None,
    opened_on: dt.date = dt.date(2025, 2, 1),
    summary: str = "Pushed a neighbour in a quarrel over parking.",
    resolved: bool = False,
    closed_on: dt.date | None = None,
    resolution: str = ResolutionKind.COMMUNITY_RESOLUTION,
    **facts: Any,
) -> Case:
    """An open case. `resolved=True` or a `closed_on` issues the `resolution` and makes the moves.

    `facts` are what only an extract says of a case: its stage, a collar number without an account, its batch.
    """
    at = timezone.now()
    agency = agency or make_agency()
    by = make_user("hub_manager", agency=agency)
    case = open_case(
        reference=facts.pop("reference", f"LP-2025-{next(_numbers):06}"),
        person=person or make_person(),
        crimes=crimes or [make_crime()],
        agency=agency,
        officer=officer,
        opened_on=opened_on,
        summary=summary,
        by=by,
        at=at,
    )
    if facts:
        Case.objects.filter(pk=case.pk).update(**facts)
        case.refresh_from_db()
    if resolved or closed_on:
        make_resolution(case, kind=resolution)
        case = resolve_case(case=case, by=by, at=at)
    if closed_on:
        case = close_case(case=case, closed_on=closed_on, by=by, at=at)
    return case


@remembered
def make_child_case(**facts: Any) -> Case:
    """A case about a child of Leicester, aged 15 when it was opened."""
    person = facts.pop("person", None) or make_person(
        given_names="Robin", family_name="Sample", date_of_birth=dt.date(2009, 6, 1)
    )
    return make_case(person=person, **facts)


def make_resolution(case: Case, **facts: Any) -> Resolution:
    """A community resolution, as an extract brings it."""
    number = next(_numbers)
    usual = {
        "source_key": f"R{number:06}",
        "kind": ResolutionKind.COMMUNITY_RESOLUTION,
        "issued_on": case.opened_on + dt.timedelta(days=9),
        "issued_by_collar_number": "1234",
        "authorised_by_collar_number": "2345",
        "authority_rank": "sergeant",
        "rationale": "First offence, admitted, victim content.",
    }
    return Resolution.objects.create(case=case, **(usual | facts))


def make_outcome_code(crime: Crime, *, resolution: Resolution | None = None, **facts: Any) -> OutcomeCode:
    """Outcome code 8, recorded in February 2025."""
    usual = {"source_key": f"O{next(_numbers):06}", "code": "8", "recorded_on": dt.date(2025, 2, 12)}
    return OutcomeCode.objects.create(crime=crime, resolution=resolution, **(usual | facts))


def make_victim(crime: Crime, **facts: Any) -> Victim:
    """A person whom the crime was done to."""
    usual = {
        "source_key": f"V{next(_numbers):06}",
        "kind": "person",
        "name": "Sam Sample",
        "phone": "0116 496 0456",
        "safe_contact": "Not at home",
        "enhanced_rights": "no",
        "views": "Wanted an apology.",
    }
    return Victim.objects.create(crime=crime, **(usual | facts))


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def make_document(case: Case, *, title: str = "Signed agreement", content: bytes = PDF) -> Document:
    """A PDF kept with the case."""
    by = make_user("hub_coordinator", agency=case.agency)
    return add_document(
        case=case, title=title, content=ContentFile(content, "paper"), by=by, at=timezone.now()
    )


STATES = {
    State.OPEN: {},
    State.RESOLVED: {"resolved": True},
    State.CLOSED: {"closed_on": dt.date(2025, 3, 1)},
}
