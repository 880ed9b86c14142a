"""The documentation inside the service: every page can be read, and every link on it leads somewhere."""

import html
import re
from functools import cache

import pytest
from django.test import Client

from oocr.desk.help import Guide, guide, parts, shown
from tests.architecture.everything import ROOT
from tests.factories.access import make_user
from tests.ui.reading import Reading

pytestmark = pytest.mark.django_db
GUIDES = [each for part in parts() for each in part.guides]
EVERY = [*GUIDES, guide("glossary"), guide("what-changed")]


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user("provider_worker"))
    return client


def test_the_list_has_every_page_and_the_footer_leads_to_it(reader: Client) -> None:
    page = Reading(reader.get("/help/").text)
    hrefs = {link["href"] for link in page.all("a")}
    assert {each.href for each in EVERY} <= hrefs
    assert {f"{file.parent.name}/{file.stem}" for file in (ROOT / "docs").glob("*/*.md")} == {
        each.key for each in GUIDES
    }
    assert "/help/" in {link["href"] for link in Reading(reader.get("/").text).all("a")}


def test_a_rooms_page_is_listed_with_what_it_is_about(reader: Client) -> None:
    page = " ".join(reader.get("/help/").text.split())
    assert ">Youth panel</a>" in page
    assert (
        "What is waiting for me, and the case seen whole: pages that put several rooms side by side." in page
    )


def test_what_is_said_to_those_who_write_a_page_is_not_shown_to_its_readers(reader: Client) -> None:
    for path in ("/help/", "/help/reference/urls"):
        page = reader.get(path).text
        assert "Written by" not in page
        assert "Addresses" in page


def test_only_those_signed_in_read_it(client: Client) -> None:
    for path in ("/help/", "/help/how-to/sign-in", "/help/pictures/case-page.png"):
        assert client.get(path).status_code == 302


@cache
def drawn_page(page: Guide) -> Reading:
    return Reading(shown(page))


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.key)
def test_every_page_is_drawn_well_and_its_links_lead_on(page: Guide) -> None:
    drawn = drawn_page(page)
    assert drawn.faults() == []
    assert len(drawn.all("h1")) == 1
    for link in drawn.all("a"):
        if href := link.get("href"):
            path, _, place = href.partition("#")
            there = guide(path.removeprefix("/help/")) if path else page
            assert href.startswith("https://") or there, href
            assert not place or not there or place in drawn_page(there).ids(), href
    for picture in drawn.all("img"):
        assert picture["alt"]


def test_a_page_is_drawn_as_the_design_system_draws_it(reader: Client) -> None:
    page = reader.get("/help/how-to/sign-in")
    assert page.status_code == 200
    assert '<h1 id="sign-in" class="govuk-heading-l">Sign in</h1>' in page.text
    assert '<p class="govuk-body">' in page.text
    assert "<title>Sign in – " in page.text
    table = reader.get("/help/reference/permissions").text
    assert (
        '<div class="ui-scroll" role="region" aria-label="Table 1" tabindex="0"><table class="govuk-table"'
        in table
    )


@pytest.mark.parametrize(
    "path",
    ["how-to/nothing", "../README", "how-to/../../pyproject", "how-to/sign-in.md", "/etc/passwd", "pictures/x.png",
     "pictures/..%2F..%2FREADME.md", "pictures/%2Fetc%2Fpasswd", "%2e%2e/%2e%2e/pyproject.toml", "how-to/"],
)  # fmt: skip
def test_nothing_but_the_documentation_is_reached(reader: Client, path: str) -> None:
    assert reader.get(f"/help/{path}").status_code == 404


def test_what_a_page_says_is_never_taken_as_a_page_of_ours(tmp_path) -> None:
    file = tmp_path / "page.md"
    file.write_text(
        "# Page\n\n<script>alert(1)</script>\n\n"
        'A <b onclick="x()">word</b>, <a id="here"></a> [away](../../Makefile), [bad](javascript:alert(1)),\n'
        "[out](https://gov.example/a?b=c#d), [down](#words) and [in](../other/page.md).\n\n"
        "## Words\n\n## Words\n\n    indented <code>\n"
    )
    drawn = shown(Guide("how-to/page", file))
    tags = {tag for tag, _ in Reading(drawn).elements}
    assert not tags & {"script", "b"}
    assert [(link.get("href"), link.get("id")) for link in Reading(drawn).all("a")] == [
        (None, "here"),
        ("https://gov.example/a?b=c#d", None),
        ("#words", None),
    ]
    assert [heading["id"] for heading in Reading(drawn).all("h2")] == ["words", "words-1"]
    assert "away, [bad](javascript:alert(1))," in re.sub(r"\s+", " ", html.unescape(drawn))
