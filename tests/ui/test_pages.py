"""The layout, the gallery and the pages that say what went wrong."""

from collections.abc import Callable

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from oocr.lifecycle.verdict import Refused, no
from oocr.ui import render as rendering
from oocr.ui import views
from oocr.ui.forms import ErrorLink
from oocr.ui.gallery import COMPONENTS, EveryField, component_names
from oocr.ui.page import Furniture, Link, Notice, Page, Phase, SessionLimit, SignedIn
from oocr.ui.render import render
from tests.ui.reading import Reading

FULL = Furniture(
    navigation=[
        Link("Cases", "/cases", current=True),
        Link("Tasks", "/tasks", count=120, hidden="tasks waiting"),
    ],
    signed_in=SignedIn("Hazel Elm", "Invented Constabulary"),
    account=[Link("Your account", "/account", current=True)],
    sign_out_href="/sign-out",
    phase=Phase("Beta", "This is a new service.", Link("Give feedback", "/feedback")),
    footer=[Link("Accessibility statement", "/accessibility")],
    demonstration=True,
    session=SessionLimit(900, "/stay", "/sign-out", ended_href="/session-ended"),
)


def furnished(request: HttpRequest) -> Furniture:
    return FULL


@pytest.fixture
def request_of_someone(rf: RequestFactory, settings: object) -> HttpRequest:
    settings.UI_FURNITURE = "tests.ui.test_pages.furnished"  # type: ignore[attr-defined]  # pytest-django's
    request = rf.get("/")
    request.csp_nonce = "n0nce"  # type: ignore[attr-defined]  # what the security policy's middleware adds
    return request


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_layout_is_well_formed_with_everything_around_it(request_of_someone: HttpRequest) -> None:
    html = text(render(request_of_someone, "ui/errors/404.html", views.ErrorPage(title="Gone", back="/")))
    assert Reading(html).faults() == []
    for words in (
        "Hazel Elm",
        "Invented Constabulary",
        "Beta",
        "99+",
        "(120 tasks waiting)",
        "Accessibility statement",
    ):
        assert words in html


def test_scripts_carry_the_nonce_or_come_from_a_file(request_of_someone: HttpRequest) -> None:
    scripts = Reading(text(views.gallery(request_of_someone))).all("script")
    assert [script.get("nonce") or script.get("src") for script in scripts] == ["n0nce", "/assets/ui/app.js"]


def test_neither_the_crown_nor_its_typeface_is_named(request_of_someone: HttpRequest) -> None:
    html = text(views.gallery(request_of_someone)).lower()
    for mark in ("crown", "crest", "transport", "govuk-icon", "favicon", "opengraph", "logotype"):
        assert mark not in html


def test_the_title_says_the_page_the_service_and_whether_something_is_wrong() -> None:
    assert Page(title="Cases").document_title == "Cases – Out of court resolutions"
    assert Page(title="Cases", form=EveryField({})).document_title.startswith("Error: Cases")
    assert Page(title="Cases", form=EveryField()).document_title.startswith("Cases")
    assert Page(title="Cases", extra_errors=[ErrorLink("No")]).document_title.startswith("Error: ")


def test_errors_stand_in_a_summary_that_leads_to_them(rf: RequestFactory) -> None:
    page = views.ErrorPage(title="Cases", extra_errors=[ErrorLink("Choose a file", "#id_file")])
    html = text(render(rf.get("/"), "ui/errors/404.html", page))
    assert "There is a problem" in html
    assert {"href": "#id_file"} in Reading(html).all("a")


def test_notices_and_waiting_messages_are_said_once(rf: RequestFactory) -> None:
    request = rf.get("/")
    waiting = CookieStorage(request)
    request._messages = waiting  # type: ignore[attr-defined]  # where Django's middleware keeps them
    waiting.add(25, "Saved")
    waiting.add(20, "The extract is still loading")
    page = views.ErrorPage(title="Cases", notices=[Notice("Read this", "important")])
    html = text(render(request, "ui/errors/404.html", page))
    assert [notice.kind for notice in page.notices] == ["important", "success", "important"]
    assert html.count("govuk-notification-banner--success") == 1
    assert Reading(html).faults() == []


def test_a_page_that_loads_again_does_so_only_without_javascript(rf: RequestFactory) -> None:
    html = text(
        render(
            rf.get("/"), "ui/errors/404.html", views.ErrorPage(title="Loading", refresh_seconds=5, wide=True)
        )
    )
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in html
    assert "ui-wide" in html


def test_a_session_that_ended_leaves_the_screen_without_javascript(request_of_someone: HttpRequest) -> None:
    html = text(render(request_of_someone, "ui/errors/404.html", views.ErrorPage(title="Cases")))
    assert '<noscript><meta http-equiv="refresh" content="905;url=/session-ended"></noscript>' in html


def test_a_service_may_have_no_furniture_of_its_own(rf: RequestFactory, settings: object) -> None:
    settings.UI_FURNITURE = ""  # type: ignore[attr-defined]  # pytest-django's
    assert rendering.furniture_for(rf.get("/")) == Furniture()


@pytest.mark.parametrize("name", component_names())
def test_every_component_shows_itself_in_the_gallery(name: str, request_of_someone: HttpRequest) -> None:
    assert {"macro.html", "template.html", "gallery.html"} <= {
        file.name for file in (COMPONENTS / name).iterdir()
    }
    assert f'id="specimen-{name}"' in text(views.gallery(request_of_someone))


def test_the_gallery_is_well_formed(request_of_someone: HttpRequest) -> None:
    assert Reading(text(views.gallery(request_of_someone))).faults() == []


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "go back and try again"),
        (views.permission_denied, 403, "check your role"),
        (views.page_not_found, 404, "check it is correct"),
        (views.csrf_failure, 403, "load the page again"),
        (views.too_many_requests, 429, "try again later"),
        (views.server_error, 500, "Try again in a few minutes"),
    ],
)
def test_what_went_wrong_says_what_to_do_next(
    view: Callable[[HttpRequest], HttpResponse], status: int, words: str, rf: RequestFactory
) -> None:
    response = view(rf.get("/"))
    assert response.status_code == status
    assert words in text(response)
    assert Reading(text(response)).faults() == []


def test_the_browser_accepts_the_script_of_the_error_page_too(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.csp_nonce = "only-for-this-answer"
    assert 'nonce="only-for-this-answer"' in text(views.server_error(request))


def test_a_refusal_says_why_and_who_could(rf: RequestFactory) -> None:
    refusal = Refused(no("own-work", "Someone else must authorise your proposal."))
    refusal.who = "An inspector"  # type: ignore[attr-defined]  # whoever refuses may know
    html = text(views.permission_denied(rf.get("/"), refusal))
    assert "Someone else must authorise your proposal." in html
    assert "An inspector could do this." in html
