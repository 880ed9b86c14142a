"""The administrator's pages."""

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from oocr.access.actions.roles import grant_role
from oocr.access.models import Agency, User
from oocr.access.ranks import Rank
from oocr.audit import ledger
from oocr.audit.events import Event
from tests.factories.access import make_agency, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client) -> User:
    user = make_user("administrator", name="Ada Administrator")
    client.force_login(user)
    return user


@pytest.fixture
def officer() -> User:
    return make_user("officer", name="Olive Officer", collar_number="4321")


def last() -> Event:
    return ledger.lines()[0].event


def text_of(response) -> str:
    return response.content.decode()


def test_people_are_found_by_name_address_or_collar_number(client, administrator, officer):
    for text in ("olive", "OFFICER olive", "4321", officer.email):
        page = text_of(client.get("/access/accounts", {"text": text}))
        assert "Olive Officer" in page
        assert "Ada Administrator" not in page.split("<main")[1]
    assert "No account for" in text_of(client.get("/access/accounts", {"text": "nobody"}))


def test_the_list_has_pages_and_asks_the_database_as_often_for_many_as_for_few(
    client, administrator, officer, django_assert_max_num_queries
):
    for _ in range(30):
        make_user("sergeant")
    with django_assert_max_num_queries(9):
        first = text_of(client.get("/access/accounts"))
    assert "of <b>32</b> accounts" in first
    assert "<b>26</b> to <b>32</b>" in text_of(client.get("/access/accounts", {"page": "2"}))
    assert "<b>26</b> to <b>32</b>" in text_of(client.get("/access/accounts", {"page": "40"}))


def test_an_account_is_made_given_a_role_and_invited(
    client, administrator, django_capture_on_commit_callbacks
):
    make_agency()
    made = client.post(
        "/access/accounts/add", {"name": "New  Person", "email": "New@Police.example", "collar_number": "55"}
    )
    user = User.objects.get(email="new@police.example")
    assert made.url == f"/access/accounts/{user.pk}"
    given = client.post(
        f"{made.url}/roles/add",
        {
            "role": "sergeant",
            "agency": "leicestershire-police",
            "from_on_day": "1",
            "from_on_month": "2",
            "from_on_year": "2024",
        },
    )
    assert given.url == made.url
    page = text_of(client.get(made.url))
    assert "Sergeant, Leicestershire Police, since 1 February 2024" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{made.url}/invite")
    assert mail.outbox[0].to == ["new@police.example"]
    assert "http://testserver/access/choose-password/" in mail.outbox[0].body
    assert last() == Event.ACCOUNT_INVITED


def test_an_address_has_one_account(client, administrator, officer):
    page = text_of(client.post("/access/accounts/add", {"name": "Again", "email": officer.email.upper()}))
    assert "There is already an account with this email address" in page


def test_a_role_is_given_only_where_it_suits(client, administrator, officer):
    make_agency("ingeus")
    address = f"/access/accounts/{officer.pk}/roles/add"
    day = {"from_on_day": "1", "from_on_month": "2", "from_on_year": "2024"}
    page = text_of(client.post(address, {"role": "sergeant", "agency": "ingeus", **day}))
    assert "Sergeant is held at a police force, and Ingeus is not one" in page
    again = client.post(address, {"role": "officer", "agency": "leicestershire-police", **day})
    assert "already has this role" in text_of(again)
    assert "Select" in text_of(client.post(address, {}))


def test_a_role_ends_on_a_day_and_can_be_given_again(client, administrator, officer):
    held = officer.memberships.get()
    address = f"/access/accounts/{officer.pk}/roles/{held.pk}/end"
    early = {"on_day": "1", "on_month": "1", "on_year": "2019"}
    assert "cannot end before" in text_of(client.post(address, early))
    assert client.post(address, {"on_day": "3", "on_month": "11", "on_year": "2025"}).status_code == 302
    assert last() == Event.ROLE_ENDED
    assert User.objects.get(pk=officer.pk).permissions == frozenset()
    assert "ended already" in text_of(client.post(address, early))
    today = timezone.localdate()
    grant_role(
        user=officer, role="officer", agency=held.agency, from_on=today, by=administrator, at=timezone.now()
    )
    assert User.objects.get(pk=officer.pk).permissions


def test_a_rank_is_recorded_and_an_acting_one_has_an_end(client, administrator, officer):
    address = f"/access/accounts/{officer.pk}/ranks/add"
    day = {"from_on_day": "1", "from_on_month": "2", "from_on_year": "2024"}
    assert client.post(address, {"rank": "constable", **day}).status_code == 302
    acting = {"rank": "sergeant", "acting": "on", **day}
    assert "first day without the acting rank" in text_of(client.post(address, acting))
    end = {"to_on_day": "1", "to_on_month": "3", "to_on_year": "2024"}
    assert client.post(address, acting | end).status_code == 302
    assert "ends_before" not in text_of(client.get(address))
    backwards = acting | end | {"to_on_year": "2023", "from_on_day": "2"}
    assert "must end after the day it began" in text_of(client.post(address, backwards))
    assert "already has a rank from that day" in text_of(client.post(address, {"rank": "inspector", **day}))
    page = text_of(client.get(f"/access/accounts/{officer.pk}"))
    assert "Sergeant (acting), 1 February 2024 to 1 March 2024" in page
    assert officer.rank_on(timezone.localdate()) == Rank.CONSTABLE


@pytest.mark.parametrize(
    ("moves", "event", "state"),
    [
        (["lock"], Event.ACCOUNT_SHUT, "locked"),
        (["lock", "unlock"], Event.ACCOUNT_OPENED, "active"),
        (["deactivate"], Event.ACCOUNT_DEACTIVATED, "deactivated"),
        (["deactivate", "reactivate"], Event.ACCOUNT_REACTIVATED, "active"),
    ],
)
def test_an_account_is_locked_and_opened(client, administrator, officer, moves, event, state):
    for move in moves:
        assert client.post(f"/access/accounts/{officer.pk}/{move}").status_code == 302
    officer.refresh_from_db()
    assert (last(), officer.state) == (event, state)


def test_a_move_that_is_not_open_is_refused(client, administrator, officer):
    response = client.post(f"/access/accounts/{officer.pk}/unlock")
    assert response.status_code == 403
    assert "This account is active; it must be locked" in text_of(response)
    assert client.post(f"/access/accounts/{officer.pk}/delete").status_code == 404


def test_nobody_is_invited_to_an_account_that_is_not_active(client, administrator, officer):
    client.post(f"/access/accounts/{officer.pk}/lock")
    assert client.post(f"/access/accounts/{officer.pk}/invite").status_code == 403


def test_nobody_changes_their_own_account(client, administrator):
    address = f"/access/accounts/{administrator.pk}"
    page = text_of(client.get(address))
    assert "Someone else must change your own account" in page
    for what in ("lock", "deactivate", "invite", "reset-second-step", "forget-refusals"):
        assert client.post(f"{address}/{what}").status_code == 403, what
    day = {"from_on_day": "1", "from_on_month": "2", "from_on_year": "2024"}
    role = {"role": "hub_manager", "agency": "leicestershire-police", **day}
    assert "Someone else must" in text_of(client.post(f"{address}/roles/add", role))
    assert "Someone else must" in text_of(client.post(f"{address}/ranks/add", {"rank": "inspector", **day}))


def test_a_second_step_is_removed_and_refusals_are_forgotten(client, administrator, officer):
    TOTPDevice.objects.create(user=officer, confirmed=True)
    AccessAttempt.objects.create(
        username=officer.email, failures_since_start=5, attempt_time=timezone.now(), ip_address="127.0.0.1"
    )
    address = f"/access/accounts/{officer.pk}"
    assert "5 sign-ins refused" in text_of(client.get(address))
    client.post(f"{address}/reset-second-step")
    assert last() == Event.ACCOUNT_SECOND_STEP_RESET
    client.post(f"{address}/forget-refusals")
    assert last() == Event.ACCOUNT_REFUSALS_CLEARED
    assert not TOTPDevice.objects.exists()
    assert not AccessAttempt.objects.exists()


def test_an_agency_is_added_once(client, administrator):
    given = {"name": "Rutland Example Council", "kind": "local_authority", "area_codes": "e06000017, "}
    assert client.post("/access/agencies/add", given).url == "/access/agencies"
    agency = Agency.objects.get(key="rutland-example-council")
    assert agency.area_codes == ["E06000017"]
    assert last() == Event.AGENCY_ADDED
    assert "There is already an agency" in text_of(client.post("/access/agencies/add", given))
    assert "letters in it" in text_of(client.post("/access/agencies/add", given | {"name": "!!"}))
    assert "Rutland Example Council" in text_of(client.get("/access/agencies"))


def test_an_account_that_is_not_there_is_not_found(client, administrator, officer):
    assert client.get("/access/accounts/999999").status_code == 404
    assert client.get(f"/access/accounts/{officer.pk}/roles/999999/end").status_code == 404
