"""Opening a case here: the page as people use it, and what the action refuses."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.models import Case, Crime, Person
from oocr.cases.states import State
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_crime, make_offence, make_person

pytestmark = pytest.mark.django_db

SAID = {
    "crime_numbers": "25-9000001",
    "given_names": "Nadia",
    "family_name": "Invented",
    "date_of_birth_day": "3",
    "date_of_birth_month": "4",
    "date_of_birth_year": "1999",
    "sex": "female",
    "ethnicity_self_defined": "A1",
    "opened_on_day": "14",
    "opened_on_month": "1",
    "opened_on_year": "2025",
    "officer": "1234",
    "summary": "Took sweets.",
}
CRIME = {
    "crime1-number": "25-9000001",
    "crime1-offence": "105/01",
    "crime1-recorded_on_day": "13",
    "crime1-recorded_on_month": "1",
    "crime1-recorded_on_year": "2025",
}
ADDRESS = "cases:open_case"


@pytest.fixture
def officer() -> Client:
    client = Client()
    client.force_login(make_user("officer", collar_number="1234"))
    return client


def send(client: Client, **said: str) -> Any:
    return client.post(reverse(ADDRESS), SAID | said)


def test_the_officer_and_today_are_there_already(officer: Client) -> None:
    page = officer.get(reverse(ADDRESS)).text
    assert 'value="1234"' in page


def test_a_case_about_a_recorded_crime_and_somebody_new(officer: Client) -> None:
    crime = make_crime(crime_number="25-9000001")
    response = send(officer)
    case = Case.objects.get()
    assert response.url == reverse("desk:case", args=[case.reference])
    assert case.reference.startswith("OC-2025-")
    assert (case.state, case.officer.collar_number, list(case.crimes.all())) == (State.OPEN, "1234", [crime])
    assert case.facets  # what the case list narrows by is in step
    person = case.person
    assert (person.name, person.search_names, person.sex) == ("Nadia Invented", "nadia invented", "female")
    assert person.source_key.startswith("here:")
    (line,) = lines(Asked(about=case.ledger_ref, event=Event.CASE_OPENED), limit=9)
    assert "Nadia" not in line.sentence
    assert "The case is opened." in officer.get(response.url).text


def test_a_crime_nobody_has_recorded_is_asked_about_and_nothing_typed_is_lost(officer: Client) -> None:
    make_offence("105/01")
    page = send(officer).text
    assert "Crime 25-9000001 is not recorded here yet" in page
    assert "There is a problem" not in page
    assert "Took sweets." in page
    assert not Case.objects.exists()
    send(officer, **CRIME)
    crime = Crime.objects.get()
    assert (crime.crime_number, crime.offence.code, crime.recorded_on) == (
        "25-9000001",
        "105/01",
        dt.date(2025, 1, 13),
    )
    assert Case.objects.get().crimes.get() == crime


def test_what_was_said_of_one_number_does_not_count_for_another(officer: Client) -> None:
    make_offence("105/01")
    page = send(officer, **CRIME, crime_numbers="25-9000002").text
    assert "Crime 25-9000002 is not recorded here yet" in page
    assert not Crime.objects.exists()


def test_a_crime_is_committed_before_it_is_recorded(officer: Client) -> None:
    make_offence("105/01")
    late = {
        f"crime1-committed_from_{part}": value
        for part, value in (("day", "14"), ("month", "1"), ("year", "2025"))
    }
    assert "on or before the day it was recorded" in send(officer, **CRIME, **late).text
    assert not Case.objects.exists()


def test_somebody_known_is_chosen_and_stays_as_recorded(officer: Client) -> None:
    known = make_person(given_names="Nadia", family_name="Invented", date_of_birth=dt.date(1999, 4, 3))
    make_case(person=known)
    make_crime(crime_number="25-9000001")
    page = send(officer).text
    assert "Is it one of these people?" in page
    assert "Born 3 April 1999" in page
    assert "1 case" in page
    assert send(officer, which="asked").text.count("Select the person, or that it is somebody else") == 2
    send(officer, which="asked", person=str(known.pk))
    assert Case.objects.filter(person=known).count() == 2
    assert Person.objects.count() == 1


def test_somebody_else_of_the_same_name_is_recorded_apart(officer: Client) -> None:
    make_case(person=make_person(given_names="Nadia", family_name="Invented", date_of_birth=None))
    make_crime(crime_number="25-9000001")
    send(officer, which="asked", person="new")
    assert Person.objects.count() == 2


def test_somebody_born_on_another_day_is_not_offered(officer: Client) -> None:
    make_case(
        person=make_person(given_names="Nadia", family_name="Invented", date_of_birth=dt.date(1970, 1, 1))
    )
    make_crime(crime_number="25-9000001")
    assert send(officer).status_code == 302


def test_somebody_in_a_case_that_is_kept_from_the_officer_is_not_offered(officer: Client) -> None:
    hidden = make_person(given_names="Nadia", family_name="Invented", restricted=True)
    make_case(person=hidden)
    make_crime(crime_number="25-9000001")
    assert send(officer).status_code == 302
    assert Person.objects.count() == 2


def test_the_same_person_and_crime_have_one_case(officer: Client) -> None:
    known = make_person(given_names="Nadia", family_name="Invented", date_of_birth=dt.date(1999, 4, 3))
    case = make_case(person=known, crimes=[make_crime(crime_number="25-9000001")])
    page = send(officer, which="asked", person=str(known.pk)).text
    assert f"{case.reference} is already about this person and this crime." in page
    assert Case.objects.count() == 1


def test_a_crime_of_a_case_that_is_kept_from_the_officer_is_refused(officer: Client) -> None:
    make_case(person=make_person(restricted=True), crimes=[make_crime(crime_number="25-9000001")])
    page = send(officer).text
    assert "is part of a case that you may not see" in page
    assert "Common assault" not in page
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"crime_numbers": ""}, "Enter the number of at least one crime"),
        ({"crime_numbers": "25 9000001"}, "Enter each crime number on a line of its own"),
        ({"crime_numbers": "\n".join(f"25-{n}" for n in range(21))}, "Enter 20 crime numbers at the most"),
        ({"family_name": ""}, "Enter family name"),
        ({"officer": "9999"}, "Nobody at Leicestershire Police has this collar number here"),
        ({"opened_on_year": "2099"}, "must be on or before"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    officer: Client, said: dict[str, str], problem: str
) -> None:
    make_crime(crime_number="25-9000001")
    page = send(officer, **said).text
    assert problem in page
    assert "Took sweets." in page
    assert not Case.objects.exists()


def test_the_list_leads_there_for_those_who_may(officer: Client) -> None:
    assert reverse(ADDRESS) in officer.get(reverse("cases:cases")).text
    reader = Client()
    reader.force_login(make_user("youth_justice_worker", agency="leicester-city-yjs"))
    assert reverse(ADDRESS) not in reader.get(reverse("cases:cases")).text
