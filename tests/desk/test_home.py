"""The home page, as each role finds it."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from oocr.access.roles import ROLES
from tests.desk.world import make_world
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_resolution
from tests.factories.conditions import make_condition
from tests.measures.conftest import area_folder, area_snapshot  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_extract_yet(settings: Any, tmp_path: Any) -> None:
    """No analysis extract is left over from something else."""
    settings.LOCAL_DIR = tmp_path


def words(client: Client) -> str:
    """What the page says in its main part."""
    main = client.get("/").content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_somewhere_to_go_and_only_where_it_may(client, role):
    client.force_login(make_user(role))
    main = client.get("/").content.decode().split("<main")[1].split("</main")[0]
    links = {html.unescape(href) for href in re.findall(r'href="(/[^"]*)"', main)}
    assert links
    for href in links:
        assert client.get(href).status_code == 200, href


def test_someone_without_a_role_is_told_what_to_do(client):
    client.force_login(make_user(""))
    page = words(client)
    assert "You have no role in this service today" in page
    assert "Ask your agency’s administrator" in page
    assert "Nothing waiting" not in page


def test_what_does_not_wait_is_said_plainly(client):
    client.force_login(make_user("hub_coordinator"))
    page = words(client)
    assert page.index("Nothing is waiting for you") < page.index("No breach is waiting for a decision")
    assert "No condition is overdue" in page
    assert "Nothing waiting" not in page, "there is nothing else above it to set it apart from"
    make_condition(make_resolution(make_case()))
    page = words(client)
    assert "Conditions overdue : 1 The first was due on 11 May 2025" in page
    assert page.index("Conditions overdue") < page.index("Nothing waiting (") < page.index("No breach")


def test_what_presses_most_stands_first(client):
    world = make_world()
    client.force_login(world.people["hub_manager"])
    page = words(client)
    order = ["Breaches to decide", "Conditions overdue", "with an authoriser", "without an outcome code"]
    places = [page.index(label) for label in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "role", ["commissioner", "panel_coordinator", "panel_chair", "panel_member", "analyst"]
)
def test_those_who_read_figures_see_three_with_what_they_are_out_of(client, role, area_snapshot):  # noqa: F811
    client.force_login(make_user(role))
    page = words(client)
    for figure in (
        "3.5% 3,451 of 98,600 outcome codes recorded",
        "12.9% 321 of 2,488 resolutions with conditions",
        "18.4% 144 of 783 resolutions with conditions",
    ):
        assert figure in page
    assert "Internal: not for publication." in page
    assert "Waiting for you" not in page


def test_before_there_is_an_extract_there_are_no_figures_but_the_way_to_them(client):
    client.force_login(make_user("commissioner"))
    page = words(client)
    assert "%" not in page
    assert "Annual summary" in page


def test_those_with_cases_of_their_own_are_not_shown_figures_there(client, area_snapshot):  # noqa: F811
    client.force_login(make_user("inspector"))
    assert "98,600" not in words(client)


def test_the_page_asks_few_questions_however_much_waits(client, django_assert_max_num_queries):
    for user in make_world().people.values():
        client.force_login(user)
        with django_assert_max_num_queries(8):
            client.get("/")


def test_nobody_gets_in_without_signing_in(client):
    assert client.get("/").status_code == 302
    assert client.get("/waiting/breaches").status_code == 302


def test_a_list_is_refused_to_those_it_is_not_for(client):
    client.force_login(make_user("provider_worker"))
    assert client.get("/waiting/breaches").status_code == 403
    client.force_login(make_user("commissioner"))
    assert client.get("/waiting/youth-panel").status_code == 403
