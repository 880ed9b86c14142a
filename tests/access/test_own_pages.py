"""One's own account, "why can't I?", the table of roles, and refusals in the form that was asked for."""

from html import unescape

import pytest
from django.test import RequestFactory
from django.urls import reverse

from oocr.access.models import OutsideIdentity
from oocr.access.pages import wanted
from oocr.access.permissions import SAID, Permission
from oocr.access.presenters.furniture import NAVIGATION, navigation
from oocr.access.ranks import Rank
from oocr.access.roles import ROLES, who_could
from oocr.ui.formats import sentence_case
from tests.factories.access import make_agency, make_user

pytestmark = pytest.mark.django_db


def shown(client, address: str, given: dict[str, str] | None = None) -> str:
    return unescape(client.get(address, given or {}).content.decode().split("<main")[1])


@pytest.mark.parametrize("role", ROLES)
def test_an_account_says_what_its_role_lets_one_do(client, role):
    client.force_login(make_user(role))
    page = shown(client, "/access/your-account")
    for permission in Permission:
        assert (f"<li>{sentence_case(SAID[permission])}</li>" in page) == (
            permission in ROLES[role].permissions
        )


def test_someone_without_a_role_may_nothing_and_is_told(client):
    client.force_login(make_user(""))
    assert "you hold no role today" in shown(client, "/access/your-account")
    assert "You hold no role today" in shown(client, "/access/why")


def test_why_tells_the_verdict_and_who_could(client):
    client.force_login(make_user("officer"))
    page = shown(client, "/access/why", {"permission": "withdraw_batch"})
    assert "You may not withdraw a batch" in page
    assert "Someone with one of these roles could: hub manager." in page
    assert "You may see cases" in shown(client, "/access/why", {"permission": "see_cases"})
    assert "Select what you would like to do" in shown(client, "/access/why", {"permission": ""})


def test_why_about_a_case_never_says_whether_there_is_one(client):
    client.force_login(make_user("officer"))
    page = shown(client, "/access/why", {"permission": "see_cases", "reference": "LP-2024-000123"})
    assert "There is no case LP-2024-000123 that you may see" in page
    assert "the cases of Leicestershire Police" in page


def test_the_matrix_has_every_role_and_permission(client):
    client.force_login(make_user("panel_member"))
    page = shown(client, "/access/roles")
    assert all(role.description in page for role in ROLES.values())
    for permission in Permission:
        who = ", ".join(role.label for role in ROLES.values() if permission in role.permissions)
        row = page.split(f">{sentence_case(SAID[permission])}</th>")[1].split("</tr>")[0]
        assert f">{who}</td>" in row, permission


def test_every_permission_is_said_in_words():
    assert set(SAID) == set(Permission)
    assert who_could(Permission.WITHDRAW_BATCH).endswith(": hub manager.")
    assert " or " in who_could(Permission.SEE_CASES)


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/x", "text/html,*/*;q=0.8", "page"),
        ("/x", "application/json", "json"),
        ("/x.json", "*/*", "json"),
        ("/x?format=json", "*/*", "json"),
        ("/x.csv", "text/html", "text"),
        ("/x?format=xlsx", "text/html", "text"),
        ("/x", "*/*", "page"),
    ],
)
def test_what_is_wanted_is_told_by_the_address_or_what_is_accepted(path, accept, kind):
    assert wanted(RequestFactory().get(path, headers={"Accept": accept})) == kind


def test_a_refusal_comes_in_the_form_that_was_asked_for(client):
    assert client.get("/access/accounts", headers={"Accept": "application/json"}).status_code == 401
    assert client.get("/access/ledger.csv").status_code == 401
    client.force_login(make_user("officer"))
    refused = client.get("/access/accounts", headers={"Accept": "application/json"})
    assert refused.status_code == 403
    assert refused.json()["code"] == "no-permission"
    page = client.get("/access/accounts")
    assert page.status_code == 403
    assert "administrator" in page.content.decode()


def test_someone_whose_session_ended_over_a_form_is_brought_back_to_it(client):
    sent = client.post(
        "/access/accounts/add", headers={"Referer": "http://testserver/access/accounts/add?x=1"}
    )
    assert sent.url == "/access/sign-in?next=/access/accounts/add%3Fx%3D1"
    elsewhere = client.post("/access/accounts/add", headers={"Referer": "https://evil.example/x"})
    assert elsewhere.url == "/access/sign-in?next=/"


def test_no_page_may_be_kept(client):
    client.force_login(make_user("officer"))
    assert "no-store" in client.get("/access/your-account")["Cache-Control"]


def test_the_navigation_has_only_what_the_person_may_open(client):
    client.force_login(make_user("auditor"))
    page = client.get("/access/ledger").content.decode()
    navigation = page.split("Primary navigation")[1].split("</nav>")[0]
    assert "Ledger" in navigation
    assert 'aria-current="page"' in navigation
    assert "Accounts" not in navigation


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/", "Home"),
        ("/waiting/your-facts", "Home"),
        ("/cases/", "Cases"),
        ("/help/", ""),
        ("/access/why", ""),
    ],
)
def test_the_navigation_marks_the_part_that_a_page_belongs_to(path, part):
    assert [link.label for link in navigation(make_user("officer"), path) if link.current] == [part][
        : bool(part)
    ]


@pytest.mark.parametrize("name", [name for _, name, _ in NAVIGATION])
def test_the_navigation_leads_somewhere(name):
    assert reverse(name).startswith("/")


def test_a_role_that_is_no_longer_in_the_table_allows_nothing_and_is_not_shown(client):
    user = make_user("officer")
    user.memberships.update(role="constable_of_the_watch")
    client.force_login(user)
    page = client.get("/access/your-account").content.decode()
    assert "constable_of_the_watch" not in page
    assert "you hold no role today" in page


def test_things_are_called_by_names_people_know():
    user = make_user("officer", name="Olive Officer", rank=Rank.CONSTABLE)
    held, agency = user.memberships.get(), make_agency()
    assert str(agency) == "Leicestershire Police"
    assert str(held) == "Olive Officer as officer at Leicestershire Police"
    assert str(user.ranks.get()) == "Olive Officer as constable from 2020-01-01"
    assert str(OutsideIdentity(user=user, provider="police", subject="1")) == "Olive Officer at police"
