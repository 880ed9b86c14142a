"""The ledger's search page, for auditors."""

import csv
import io

import pytest
from django.utils import timezone

from oocr.access.models import User
from oocr.access.queries import names_of
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Job, record
from tests.factories.access import make_user

pytestmark = pytest.mark.django_db
LEDGER = "/access/ledger"


@pytest.fixture
def auditor(client) -> User:
    user = make_user("auditor", name="Aud Itor")
    client.force_login(user)
    return user


@pytest.fixture
def officer() -> User:
    return make_user("officer", name="=Olive Officer", collar_number="4321")


def say(event: Event, about: str, by: User | Job) -> None:
    record(event, about=about, by=by, at=timezone.now())


def rows(response) -> str:
    return response.content.decode().split("<tbody")[1].split("</tbody")[0]


def test_a_search_shows_sentences_with_names_and_is_written_down(client, auditor, officer):
    say(Event.CASE_VIEWED, "case:LP-1", officer)
    found = client.get(LEDGER, {"about": "case:LP-1"})
    page = rows(found)
    assert "=Olive Officer read case:LP-1." in page
    assert "(optional)" not in found.content.decode(), "all of a filter is"
    line = ledger.lines()[0]
    assert (line.event, line.by, line.facts) == (Event.LEDGER_SEARCHED, auditor.ledger_ref, {"count": 1})


def test_a_person_is_found_by_name_or_collar_number_in_what_they_did_and_what_was_done_to_them(
    client, auditor, officer
):
    say(Event.CASE_VIEWED, "case:LP-1", officer)
    say(Event.CASE_VIEWED, "case:LP-2", auditor)
    for text in ("olive", "4321"):
        page = rows(client.get(LEDGER, {"person": text}))
        assert "read case:LP-1" in page
        assert "created the account =Olive Officer" in page
        assert "case:LP-2" not in page
    assert "No line fits" in client.get(LEDGER, {"person": "nobody"}).content.decode()


def test_lines_are_filtered_by_what_happened_and_when(client, auditor, officer, now):
    say(Event.CASE_VIEWED, "case:LP-1", officer)
    now.shift(86_400)
    client.force_login(auditor)  # a day is longer than a session
    say(Event.CASE_VIEWED, "case:LP-2", officer)
    day = {"to_on_day": "3", "to_on_month": "11", "to_on_year": "2025"}
    shown = client.get(LEDGER, {"event": "case.viewed", **day})
    assert "case:LP-1" in rows(shown)
    assert "case:LP-2" not in rows(shown)
    assert "3 November 2025" in shown.content.decode()
    later = {"from_on_day": "4", "from_on_month": "11", "from_on_year": "2025"}
    assert "case:LP-1" not in rows(client.get(LEDGER, {"event": "case.viewed", **later}))


def test_a_filter_that_cannot_be_read_finds_nothing_and_says_why(client, auditor):
    page = client.get(LEDGER, {"from_on_day": "31", "from_on_month": "2", "from_on_year": "2025"})
    assert "must be a real date" in page.content.decode()
    assert "No line fits" in page.content.decode()


def test_the_file_has_the_same_lines_and_no_formula(client, auditor, officer):
    say(Event.CASE_VIEWED, "case:LP-1", officer)
    response = client.get("/access/ledger.csv", {"about": "case:LP-1"})
    (row,) = csv.DictReader(io.StringIO(b"".join(response).decode()))
    assert row["by"] == officer.ledger_ref
    assert row["by_name"] == "'=Olive Officer"
    assert ledger.lines()[0].event == Event.LEDGER_EXPORTED


def test_pages_of_the_ledger_ask_the_database_as_often_whatever_their_length(
    client, auditor, officer, django_assert_max_num_queries
):
    for number in range(60):
        say(Event.CASE_VIEWED, f"case:LP-{number}", officer)
    with django_assert_max_num_queries(12):
        assert "of <b>60</b> lines" in client.get(LEDGER, {"event": "case.viewed"}).content.decode()
    assert "case:LP-0." in rows(client.get(LEDGER, {"event": "case.viewed", "page": "2"}))
    assert "case:LP-0." in rows(client.get(LEDGER, {"event": "case.viewed", "page": "400"})), (
        "past the last is the last"
    )


@pytest.mark.parametrize("role", ["officer", "hub_manager", "administrator", "provider_worker"])
def test_others_are_refused(client, role):
    client.force_login(make_user(role))
    assert client.get(LEDGER).status_code == 403
    refused = client.get("/access/ledger.csv")
    assert refused.status_code == 403
    assert refused["Content-Type"] == "text/plain"


def test_names_stand_for_people_jobs_roles_and_agencies(client, auditor, officer):
    asked = [officer.ledger_ref, "job:imports", "case:LP-1", "user:none", "user:99999999"]
    names = names_of(asked)
    assert {ref: names.get(ref) for ref in asked} == {
        officer.ledger_ref: "=Olive Officer",
        "job:imports": "The service (imports)",
        "case:LP-1": None,
        "user:none": None,
        "user:99999999": None,
    }
    page = rows(client.get(LEDGER, {"event": "role.granted", "person": "olive"}))
    assert "gave =Olive Officer the role officer at Leicestershire Police." in page
