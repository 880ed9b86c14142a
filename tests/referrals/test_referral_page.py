"""One referral: what delivering it takes, and nothing else."""

import datetime as dt
import re

import pytest

from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.privacy import PrivacyClass
from oocr.cases.models import (
    Case,
    Crime,
    Offence,
    OutcomeCode,
    Person,
    PersonAlias,
    Resolution,
    Victim,
)
from oocr.conditions.models import Breach, Condition
from tests.factories.access import make_agency, make_user
from tests.factories.cases import (
    make_case,
    make_crime,
    make_offence,
    make_outcome_code,
    make_person,
    make_resolution,
    make_victim,
)
from tests.factories.conditions import make_breach, make_condition
from tests.factories.referrals import make_referral, make_service, make_session

pytestmark = pytest.mark.django_db
HARMFUL = {PrivacyClass.IDENTITY, PrivacyClass.SENSITIVE, PrivacyClass.FREE_TEXT}
# What the page is for: who, how to reach them safely, and what adjusts a session.
TOLD = {"Person.given_names", "Person.family_name", "Person.phone", "Person.email", "Person.safe_contact"}
ADJUSTMENT, HEALTH = "interpreter: Gujarati", "drug dependence"


@pytest.fixture
def worker(client):
    user = make_user("provider_worker", agency="turning-point")
    client.force_login(user)
    return user


def marked(model: str, fields: list[str]) -> dict[str, str]:
    """A value for each field that could stand nowhere else."""
    return {field: f"Zz{model}{field.title().replace('_', '')}" for field in fields}


@pytest.fixture
def told_in_full():
    """A referral of a case in which every word that could harm is filled, each with a word of its own."""
    texts = ["given_names", "family_name", "address", "postcode", "phone", "email", "safe_contact"]
    person = make_person(
        **marked("Person", texts), needs=[ADJUSTMENT, HEALTH], aliases=("ZzPersonAliasName",)
    )
    offence = make_offence("999/99", title="ZzOffenceTitle", group="ZzOffenceGroup")
    crime = make_crime(offence=offence, **marked("Crime", ["crime_number", "place"]), hate_strand="race")
    make_victim(
        crime,
        **marked("Victim", ["name", "contact_name", "phone", "email", "safe_contact", "views"]),
    )
    case = make_case(person=person, crimes=[crime], summary="ZzCaseSummary", reference="ZZ-2025-000001")
    resolution = make_resolution(case, kind="conditional_caution", rationale="ZzResolutionRationale")
    make_outcome_code(crime, resolution=resolution)
    condition = make_condition(resolution, text="ZzConditionText")
    make_breach(condition, what_happened="ZzBreachWhatHappened")
    return make_referral(case, resolution=resolution, status="started")


def main(response) -> str:
    """The page's own part, without the random letters of its form's token."""
    body = response.content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r"<input[^>]*csrfmiddlewaretoken[^>]*>", "", body)


def shown(client, referral) -> str:
    return main(client.get(f"/referrals/{referral.pk}"))


def test_a_provider_is_told_what_delivering_takes(client, worker):
    referral = make_referral(make_case(), status="completed", completed_on=dt.date(2025, 4, 1))
    make_session(referral, session_on=dt.date(2025, 3, 1), attended="yes", complied="yes")
    make_session(referral, session_on=dt.date(2025, 3, 8), attended="no", whose_reason="provider")
    make_session(referral, session_on=dt.date(2025, 11, 1))
    make_session(referral, session_on=dt.date(2025, 11, 5))
    page = shown(client, referral)
    for words in (
        "Priya Anne Example",
        "0116 496 0123",
        "Text only, after 5pm",
        "Interpreter: Gujarati",
        "Turning Point",
        "11 February 2025",
        "Completed",
        "1 April 2025",
        "1 March 2025",
        "The provider",
        "To record",
        "Due in 2 days",
    ):
        assert words in page, words
    whole = client.get(f"/referrals/{referral.pk}").content.decode()
    assert whole.split("<title>")[1].startswith(f"Referral {referral.pk} ")


def test_every_other_field_that_could_harm_is_absent_from_provider_pages(client, worker, told_in_full):
    """Walks the privacy classes, so that a field added later must be decided about too."""
    case, person = told_in_full.case, told_in_full.case.person
    crime = case.crimes.get()
    rows = {
        Person: person,
        PersonAlias: person.aliases.get(),
        Case: case,
        Crime: crime,
        Offence: crime.offence,
        Victim: crime.victims.get(),
        Resolution: told_in_full.resolution,
        OutcomeCode: crime.outcome_codes.get(),
        Condition: told_in_full.resolution.conditions.get(),
        Breach: Breach.objects.get(),
    }
    pages = shown(client, told_in_full) + main(client.get("/referrals/")) + main(client.get("/"))
    for model, row in rows.items():
        for field, privacy in model.privacy.items():
            value = getattr(row, field)
            telling = isinstance(value, str) and len(value) > 4 and value != "not_recorded"
            if not telling or (privacy not in HARMFUL and not value.startswith("Zz")):
                continue
            here = value.casefold() in pages.casefold()
            assert here == (f"{model.__name__}.{field}" in TOLD), f"{model.__name__}.{field}: {value}"
    assert person.date_of_birth is not None
    for words in ("17 May 1994", "conditional", "W1", "race", case.reference, HEALTH, "female", "Indian"):
        assert words.casefold() not in pages.casefold(), words
    assert ADJUSTMENT.casefold() in pages.casefold()


@pytest.mark.parametrize("role", ["provider_worker", "provider_manager"])
def test_another_providers_referral_is_as_if_it_were_not_there(client, role):
    client.force_login(make_user(role, agency="turning-point"))
    theirs = make_referral(make_case(), service=make_service("CARA", provider=make_agency("hampton-trust")))
    before = ledger.count()
    assert client.get(f"/referrals/{theirs.pk}").status_code == 404
    assert client.get("/referrals/999999999").status_code == 404
    assert ledger.count() == before


def test_a_case_that_may_not_be_seen_hides_its_referral(client):
    restricted = make_referral(make_case(person=make_person(restricted=True)))
    client.force_login(make_user("officer"))
    assert client.get(f"/referrals/{restricted.pk}").status_code == 404
    client.force_login(make_user("inspector"))
    assert client.get(f"/referrals/{restricted.pk}").status_code == 200


def test_reading_one_is_written_down_once_an_hour(client, worker, now):
    referral = make_referral(make_case())
    for _ in range(2):
        shown(client, referral)
    line = ledger.lines()[0]
    assert (line.event, line.about, line.by) == (
        Event.REFERRAL_VIEWED,
        referral.ledger_ref,
        worker.ledger_ref,
    )
    read = ledger.Asked(event=Event.REFERRAL_VIEWED)
    assert ledger.count(read) == 1
    now.shift(dt.timedelta(minutes=20))
    shown(client, referral)
    assert ledger.count(read) == 1
    now.shift(dt.timedelta(minutes=20))
    shown(client, referral)
    assert ledger.count(read) == 2


def test_those_who_may_see_the_case_are_told_which_it_is(client, told_in_full):
    client.force_login(make_user("hub_coordinator"))
    page = shown(client, told_in_full)
    assert told_in_full.case.reference in page
    assert "You see what delivering this service takes" not in page


def test_a_referral_without_sessions_says_so(client, worker):
    assert "No session is recorded yet" in shown(client, make_referral(make_case()))


def test_a_referral_page_asks_few_questions(client, worker, django_assert_max_num_queries):
    referral = make_referral(make_case())
    for _ in range(12):
        make_session(referral)
    with django_assert_max_num_queries(12):
        shown(client, referral)
