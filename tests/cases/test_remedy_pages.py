"""The page of what victims are offered, and the forms of those who keep it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oocr.cases.models import RemedyList
from tests.factories.access import make_user
from tests.factories.victims import make_list

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 3)
SOON = {"in_force_from_day": "1", "in_force_from_month": "12", "in_force_from_year": "2025"}


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def page(client: Client) -> str:
    return " ".join(client.get(reverse("cases:victim_offers")).content.decode().split())


def test_without_a_list_the_page_says_so() -> None:
    body = page(signed_in("officer"))
    assert "No Community Remedy list is in force" in body
    assert "made up for the demonstration" not in body
    assert "To change this: Someone with one of these roles could: hub manager or commissioner." in body


def test_each_version_is_shown_with_how_it_stands() -> None:
    make_list(dt.date(2024, 4, 1))
    make_list(TODAY, invented=True)
    make_list(dt.date(2025, 12, 1))
    body = page(signed_in("officer"))
    assert body.index("List of 3 November 2025") < body.index("List of 1 April 2024")
    assert "In force" in body
    assert "No longer in force" in body
    assert "Not yet in force" in body
    assert "made up for the demonstration" in body
    assert "Unpaid work for the community" in body
    assert "Withdraw" not in body


@pytest.mark.parametrize("role", ["hub_manager", "commissioner"])
def test_who_keeps_the_list_makes_the_next_from_the_one_in_force(role: str) -> None:
    client, address = signed_in(role), reverse("cases:make_remedy_list")
    make_list(dt.date(2024, 4, 1))
    assert address in page(client)
    assert "An apology in writing" in client.get(address).content.decode()
    typed = SOON | {"reparative": "An apology\nA repair", "punitive": "Unpaid work"}
    assert client.post(address, typed).status_code == 302
    made = RemedyList.objects.get(in_force_from="2025-12-01")
    assert [item.says for item in made.items.all()] == ["An apology", "A repair", "Unpaid work"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"in_force_from_day": ""}, "must include a day"),
        ({"in_force_from_month": "10"}, "must be on or after 3 November 2025"),
        ({"reparative": ""}, "A list needs at least one action"),
        ({"punitive": "an apology"}, "Each action may stand on the list once"),
        ({"in_force_from_day": "3", "in_force_from_month": "11"}, "begins after the newest"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(wrong: dict[str, str], words: str) -> None:
    make_list(TODAY)
    typed = SOON | {"reparative": "An apology", "rehabilitative": ""} | wrong
    response = signed_in("hub_manager").post(reverse("cases:make_remedy_list"), typed)
    assert words in response.content.decode()
    assert typed["reparative"] in response.content.decode()
    assert RemedyList.objects.count() == 1


def test_a_version_is_withdrawn_after_reading_what_that_means() -> None:
    client, coming = signed_in("commissioner"), make_list(dt.date(2025, 12, 1))
    address = reverse("cases:withdraw_remedy_list", args=[coming.pk])
    assert address in page(client)
    assert "It will never be in force" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Withdrawn" in page(client)
    assert client.get(reverse("cases:withdraw_remedy_list", args=[coming.pk + 9])).status_code == 404
    assert client.post(address).status_code == 403, "and says why"


def test_a_service_is_named() -> None:
    client = signed_in("hub_manager")
    address = reverse("cases:name_victim_service", args=["general"])
    assert address in page(client)
    assert "Name the general victim service" in client.get(address).content.decode()
    assert "Enter the name of the service" in client.post(address, SOON).content.decode()
    today = SOON | {"in_force_from_day": "3", "in_force_from_month": "11", "name": "Invented Support"}
    assert client.post(address, today).status_code == 302
    assert "Invented Support" in page(client)
    assert "a service from that day or a later one" in client.post(address, today).content.decode()
    assert client.get(reverse("cases:name_victim_service", args=["x"])).status_code == 404


@pytest.mark.parametrize("role", ["officer", "sergeant", "analyst", "provider_worker"])
def test_others_cannot_change_what_is_offered(role: str, client: Client) -> None:
    coming: Any = make_list(dt.date(2025, 12, 1))
    client.force_login(make_user(role))
    for name, args in (
        ("cases:make_remedy_list", []),
        ("cases:withdraw_remedy_list", [coming.pk]),
        ("cases:name_victim_service", ["general"]),
    ):
        assert client.post(reverse(name, args=args)).status_code == 403
