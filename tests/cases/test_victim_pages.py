"""The pages about victims: each form, as each role, with errors; and that no name stands where it could leak."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oocr.access.models import User
from oocr.access.roles import ROLES
from oocr.audit.ledger import Asked, lines
from oocr.cases.models import Case, Victim
from oocr.cases.victim_queries import RECORDED, victim_facts, victims_of
from tests.factories.access import make_agency, make_user
from tests.factories.cases import make_case, make_resolution, make_victim
from tests.factories.memory import remembered
from tests.factories.referrals import make_referral, make_service
from tests.factories.victims import hear, make_list, try_to_reach

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 3)
DAY = {"day": "3", "month": "11", "year": "2025"}


def dated(name: str) -> dict[str, str]:
    return {f"{name}_{part}": value for part, value in DAY.items()}


# What an officer types for each, and the words on the card afterwards.
TYPED: dict[str, tuple[dict[str, str], str]] = {
    "attempt": (
        dated("on") | {"clock": "09:15", "channel": "phone", "result": "no_answer", "note": "Rings out."},
        "Telephone, 3 November 2025 at 9:15am. No answer. Rings out.",
    ),
    "views": (
        dated("heard_on") | {"opinion": "supports", "words": "An apology would do."},
        "Supports a resolution out of court, said on 3 November 2025. “An apology would do.”",
    ),
    "remedy": (
        dated("offered_on") | {"chose": "none"},
        "Wants nothing from the list, offered on 3 November 2025.",
    ),
    "restorative": (
        {"said": "not_offered", "why_not": "Strangers.", "reparation": "yes"},
        "Not offered: Strangers. Agrees that something is put right for them directly.",
    ),
    "compensation": ({"sought": "yes", "pounds": "41.5", "for_what": "a mirror"}, "£41.50, for a mirror."),
    "rights": ({"category": "vulnerable"}, "Vulnerable."),
    "told": (
        dated("told_on") | {"about": "decision", "channel": "letter"},
        "The decision, and why, on 3 November 2025, by letter.",
    ),
    "service": (
        dated("offered_on") | {"route": "general", "answer": "accepted"},
        "General victim service, offered on 3 November 2025. Accepted.",
    ),
}


@pytest.fixture
@remembered
def case() -> Case:
    make_list()
    case = make_case()
    make_resolution(case, issued_on=TODAY, batch="")
    return case


@pytest.fixture
def victim(case: Case) -> Victim:
    return make_victim(case.crimes.get(), views="")


@pytest.fixture
def officer(case: Case, client: Client) -> User:
    user = make_user("officer", agency=case.agency)
    client.force_login(user)
    return user


def at(name: str, case: Case, *more: Any) -> str:
    return reverse(name, args=[case.reference, *more])


def cards(client: Client, case: Case) -> str:
    return " ".join(client.get(at("desk:case_victims", case)).content.decode().split())


@pytest.mark.parametrize("what", TYPED)
def test_each_form_records_and_shows_it_on_the_card(
    what: str, case: Case, victim: Victim, officer: User, client: Client
) -> None:
    typed, words = TYPED[what]
    address = at("cases:record_of_victim", case, victim.pk, what)
    assert client.get(address).status_code == 200
    assert client.post(address, typed).status_code == 302
    assert words in cards(client, case)


@pytest.mark.parametrize("what", TYPED)
def test_an_empty_form_says_what_is_missing(
    what: str, case: Case, victim: Victim, officer: User, client: Client
) -> None:
    response = client.post(at("cases:record_of_victim", case, victim.pk, what), {})
    assert response.status_code == 200
    assert b"There is a problem" in response.content
    assert not victims_of(case)[0].recorded[what]


@pytest.mark.parametrize("what", sorted(TYPED.keys() - {"attempt", "told"}))
def test_recording_anew_shows_what_stands_and_asks_why(
    what: str, case: Case, victim: Victim, officer: User, client: Client
) -> None:
    typed, words = TYPED[what]
    address = at("cases:record_of_victim", case, victim.pk, what)
    client.post(address, typed)
    stands = victims_of(case)[0].newest(what)
    assert words in " ".join(client.get(address).content.decode().split())
    again = typed | {"was": str(stands.pk)}
    assert "Enter why this is recorded anew" in client.post(address, again).content.decode()
    assert client.post(address, again | {"reason": "They rang back."}).status_code == 302
    everything = client.get(at("cases:victim", case, victim.pk)).content.decode()
    assert "Why anew: They rang back." in everything
    assert "replaced since" in everything


@pytest.mark.parametrize("what", ["attempt", "told"])
def test_what_can_be_said_many_times_is_put_right_one_by_one(
    what: str, case: Case, victim: Victim, officer: User, client: Client
) -> None:
    typed, _ = TYPED[what]
    client.post(at("cases:record_of_victim", case, victim.pk, what), typed)
    row = victims_of(case)[0].newest(what)
    address = at("cases:correct_record_of_victim", case, victim.pk, what, row.pk)
    assert address in client.get(at("cases:victim", case, victim.pk)).content.decode()
    mistaken = {"attempt": {"result": "mistake"}, "told": {"mistaken": "on"}}[what]
    again = typed | mistaken | {"was": str(row.pk), "reason": "Another victim’s."}
    assert client.post(address, again).status_code == 302
    everything = client.get(at("cases:victim", case, victim.pk)).content.decode().lower()
    assert "recorded by mistake" in everything
    assert (
        client.get(at("cases:correct_record_of_victim", case, victim.pk, what, row.pk + 99)).status_code
        == 404
    )


def test_what_someone_else_recorded_meanwhile_is_not_written_over(
    case: Case, victim: Victim, officer: User, client: Client
) -> None:
    hear(case, victim)
    typed, _ = TYPED["views"]
    address = at("cases:record_of_victim", case, victim.pk, "views")
    answer = client.post(address, typed | {"reason": "Mine."}).content.decode()
    assert "Someone else has recorded this since" in answer
    assert "An apology would do." in answer, "what was typed stays"


@pytest.mark.parametrize(
    ("what", "wrong", "words"),
    [
        ("attempt", {"clock": "25:00"}, "must be a real time"),
        ("attempt", {"clock": "23:59"}, "An attempt cannot be later than now"),
        ("attempt", {"result": "mistake"}, "Select a valid choice"),
        ("views", {"heard_on_year": "2026"}, "must be on or before 3 November 2025"),
        ("views", {"heard_on_year": "2020"}, "must be on or after 30 January 2025"),
        (
            "remedy",
            {"offered_on_day": "", "offered_on_month": "", "offered_on_year": ""},
            "Enter the day it was offered",
        ),
        ("remedy", {"chose": "not_offered"}, "Enter why it was not offered"),
        ("restorative", {"why_not": ""}, "Enter why it was not offered"),
        ("restorative", {"said": "accepted"}, "Enter the day it was offered"),
        ("compensation", {"pounds": ""}, "Say how much compensation"),
        ("compensation", {"pounds": "lots"}, "must be in pounds and pence"),
        ("told", {"told_on_day": "2"}, "It cannot be told before"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_what_was_typed_stays(
    what: str, wrong: dict[str, str], words: str, case: Case, victim: Victim, officer: User, client: Client
) -> None:
    typed, _ = TYPED[what]
    response = client.post(at("cases:record_of_victim", case, victim.pk, what), typed | wrong)
    assert response.status_code == 200
    body = response.content.decode()
    assert words in body
    for kept in ("note", "words", "for_what"):
        assert typed.get(kept, "") in body


def test_an_action_chosen_from_the_list_is_kept(
    case: Case, victim: Victim, officer: User, client: Client
) -> None:
    item = make_list(TODAY).items.last()
    address = at("cases:record_of_victim", case, victim.pk, "remedy")
    form = client.get(address).content.decode()
    assert "Unpaid work for the community (list of 3 November 2025)" in form
    assert "(list of 1 April 2024)" in form, "what was offered before the new list can still be recorded"
    typed = dated("offered_on") | {"chose": f"item-{item.pk}"}
    assert client.post(address, typed).status_code == 302
    assert "Chose “Unpaid work for the community”" in cards(client, case)


@pytest.mark.parametrize("with_whom", ["provider", "person", "victim_service"])
def test_consent_is_asked_for_each_on_its_own(
    with_whom: str, case: Case, victim: Victim, officer: User, client: Client
) -> None:
    address = at("cases:consent_of_victim", case, victim.pk, with_whom)
    assert "Select whether they agree" in client.post(address, {}).content.decode()
    assert client.post(address, {"agrees": "yes", "safe": "no"}).status_code == 302
    assert cards(client, case).count("They agree. It is not safe, so nothing is shared.") == 1
    was = str(victims_of(case)[0].newest("consent").pk)
    again = {"agrees": "no", "safe": "no", "was": was, "reason": "Asked again."}
    assert client.post(address, again).status_code == 302
    assert "They do not agree." in cards(client, case)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("cases:record_of_victim", ("x",)),
        ("cases:record_of_victim", ("consent",)),
        ("cases:consent_of_victim", ("press",)),
        ("cases:correct_record_of_victim", ("views", 1)),
    ],
)
def test_what_there_is_not_is_not_found(
    name: str, more: tuple[Any, ...], case: Case, victim: Victim, officer: User, client: Client
) -> None:
    assert client.get(at(name, case, victim.pk, *more)).status_code == 404


def test_a_victim_of_another_case_is_not_found(case: Case, officer: User, client: Client) -> None:
    elsewhere = make_victim(make_case().crimes.get())
    assert client.get(at("cases:victim", case, elsewhere.pk)).status_code == 404


@pytest.mark.parametrize("role", ["officer", "sergeant", "inspector", "hub_coordinator", "hub_manager"])
def test_casework_roles_see_and_record(role: str, case: Case, victim: Victim, client: Client) -> None:
    client.force_login(make_user(role, agency=case.agency))
    assert victim.name in cards(client, case)
    assert client.get(at("cases:record_of_victim", case, victim.pk, "views")).status_code == 200


@pytest.mark.parametrize(
    "role", ["analyst", "youth_justice_worker", "provider_worker", "commissioner", "auditor"]
)
def test_others_see_nothing_of_victims(role: str, case: Case, victim: Victim, client: Client) -> None:
    client.force_login(make_user(role))
    for address in (
        at("desk:case_victims", case),
        at("cases:victim", case, victim.pk),
        at("cases:record_of_victim", case, victim.pk, "views"),
    ):
        response = client.get(address)
        assert response.status_code == 403
        assert victim.name not in response.content.decode()


def test_the_steps_follow_one_another(case: Case, victim: Victim, officer: User, client: Client) -> None:
    case.resolutions.all().delete()
    assert "Record an attempt to reach them" in cards(client, case)
    try_to_reach(case, victim)
    body = cards(client, case)
    assert "Record their views" in body
    assert "1 came to nothing, of 3 needed" in body
    hear(case, victim)
    assert "Record whether the Community Remedy list was offered" in cards(client, case)
    client.post(at("cases:record_of_victim", case, victim.pk, "remedy"), TYPED["remedy"][0])
    assert "Record the victim service offered" in cards(client, case)
    client.post(at("cases:record_of_victim", case, victim.pk, "service"), TYPED["service"][0])
    assert "govuk-button" not in cards(client, case).split("Victim 1")[1].split("Add a victim")[0]


def test_a_victim_who_cannot_be_reached_says_so(
    case: Case, victim: Victim, officer: User, client: Client
) -> None:
    try_to_reach(case, victim, times=3)
    assert "Cannot be reached" in cards(client, case)


def test_the_clocks_stand_on_the_card_and_overdue_is_said_in_words(
    case: Case, victim: Victim, officer: User, client: Client, now: Any
) -> None:
    assert "10 November 2025" in cards(client, case)
    assert "Overdue" not in cards(client, case).replace("Overdue: was due on 4 February 2025", "")
    now.move_to(dt.datetime(2025, 11, 11, 9, tzinfo=dt.UTC))
    client.force_login(officer)
    body = cards(client, case)
    assert "Overdue: was due on 10 November 2025" in body
    assert "govuk-tag--red" in body
    typed = TYPED["told"][0] | {"told_on_day": "11"}
    client.post(at("cases:record_of_victim", case, victim.pk, "told"), typed)
    assert "Done on 11 November 2025, after 10 November 2025" in cards(client, case)


def test_enhanced_rights_shorten_the_time(case: Case, victim: Victim, officer: User, client: Client) -> None:
    client.post(at("cases:record_of_victim", case, victim.pk, "rights"), TYPED["rights"][0])
    body = cards(client, case)
    assert "4 November 2025" in body
    assert "10 November 2025" not in body


def test_a_decision_from_an_extract_starts_no_clock_until_something_is_recorded_here(
    officer: User, client: Client
) -> None:
    case = make_case(batch="batch:1")
    make_resolution(case, issued_on=dt.date(2025, 2, 3), batch="batch:1")
    victim = make_victim(case.crimes.get(), enhanced_rights="yes")
    body = cards(client, case)
    assert "Tell them of the decision" not in body
    assert "From the extract" in body
    assert "Has enhanced rights, from the extract" in body
    hear(case, victim)
    assert "Overdue: was due on 4 February 2025" in cards(client, case)


def test_a_business_leads_to_where_its_contact_is_named(case: Case, officer: User, client: Client) -> None:
    shop = make_victim(case.crimes.get(), kind="business", name="Invented Stores", views="")
    body = cards(client, case)
    assert f"/correct/victim/{shop.pk}/contact_name" in body
    answer = client.post(at("cases:record_of_victim", case, shop.pk, "views"), TYPED["views"][0])
    assert "Say first who speaks for the business" in answer.content.decode()


def test_the_state_has_a_card_with_nothing_to_do(case: Case, officer: User, client: Client) -> None:
    make_victim(case.crimes.get(), kind="state", name="")
    body = cards(client, case)
    assert "There is nobody to ask or to tell" in body
    assert "Everything recorded" not in body


def test_a_case_without_victims_leads_to_adding_one(case: Case, officer: User, client: Client) -> None:
    assert "Nobody has said who the victim is" in cards(client, case)
    address = at("cases:add_victim", case)
    assert "Select who the victim is" in client.post(address, {}).content.decode()
    crime = case.crimes.get().pk
    nameless = client.post(address, {"crime": crime, "kind": "person", "phone": "0116 496 0111"})
    assert "Say who the victim is" in nameless.content.decode()
    assert "0116 496 0111" in nameless.content.decode()
    added = {"crime": crime, "kind": "person", "name": "Sam Added"}
    assert client.post(address, added).status_code == 302
    assert "Sam Added" in cards(client, case)


def test_a_reader_is_told_who_could_record(
    case: Case, victim: Victim, client: Client, monkeypatch: Any
) -> None:
    reader = make_user("officer", agency=case.agency)
    fewer = replace(ROLES["officer"], permissions=reader.permissions - {"record_victim_views"})
    monkeypatch.setitem(ROLES, "officer", fewer)
    client.force_login(reader)
    body = cards(client, case)
    assert "Someone with one of these roles could" in body
    assert "Add a victim" not in body
    assert f"/victims/{victim.pk}/views" not in body


def test_no_name_stands_in_a_title_an_address_or_the_ledger(
    case: Case, victim: Victim, officer: User, client: Client
) -> None:
    addresses = [
        at("desk:case_victims", case),
        at("cases:victim", case, victim.pk),
        *(at("cases:record_of_victim", case, victim.pk, what) for what in TYPED),
        at("cases:consent_of_victim", case, victim.pk, "provider"),
    ]
    for what, (typed, _) in TYPED.items():
        client.post(at("cases:record_of_victim", case, victim.pk, what), typed)
    for address in addresses:
        body = client.get(address).content.decode()
        assert "Sam Sample" not in body.split("<title")[1].split("</title>")[0]
        assert "Sam" not in address
    told = " ".join(line.sentence for line in lines(Asked(about=case.ledger_ref), limit=99))
    assert "Sam Sample" not in told
    assert "apology" not in told


def test_a_provider_never_sees_a_victim_on_its_pages_without_consent(client: Client) -> None:
    """Whatever else is shared: a referral's pages hold nothing of a victim, in words or in the rows they read."""
    case = make_case()
    victim = make_victim(case.crimes.get())
    service = make_service("Reflect", provider=make_agency("turning-point"))
    referral = make_referral(case, service=service)
    client.force_login(make_user("provider_worker", agency="turning-point"))
    body = client.get(reverse("referrals:referral", args=[referral.pk])).content.decode()
    for hidden in (victim.name, victim.phone, victim.safe_contact, victim.views):
        assert hidden not in body


def test_recorded_names_every_kind_of_row() -> None:
    assert set(RECORDED) == {*TYPED, "consent"}


def test_the_facts_follow_what_was_typed(case: Case, victim: Victim, officer: User, client: Client) -> None:
    for what, (typed, _) in TYPED.items():
        client.post(at("cases:record_of_victim", case, victim.pk, what), typed)
    assert victim_facts(case, TODAY) == {
        "identifiable_victim": True,
        "several_victims": False,
        "every_victim_heard_or_tried": True,
        "victim_views_recorded": True,
        "remedy_list_offered": True,
        "remedy_not_offered_reason": True,
        "business_contact_named": True,
        "victim_contacted_for_domestic_abuse_course": False,
        "victim_supports_resolution": True,
        "victim_consents_to_reparation": True,
        "victim_service_route": "general",
    }


def test_a_reading_of_a_victim_is_written_down(
    case: Case, victim: Victim, officer: User, client: Client
) -> None:
    client.get(at("cases:victim", case, victim.pk))
    (line,) = lines(Asked(about=case.ledger_ref, by=officer.ledger_ref), limit=9)
    assert line.event == "case.viewed"
