"""A running service and a browser, shared by all journeys of a run; a person with a session of their own in each."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.service import Service, running
from tests.journeys.visitor import DESK, Visitor

# Without these a Chromium on a machine with no way out spends its first seconds calling its maker.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a journey, and all of them go to one worker: they share one service.

    What one story does stays done for the next, so they are told in one order.
    """
    here = Path(__file__).parent
    places = [place for place, item in enumerate(items) if here in item.path.parents]
    told = sorted((items[place] for place in places), key=lambda item: item.nodeid)
    for place, item in zip(places, told, strict=True):
        items[place] = item
        item.add_marker(pytest.mark.journey)
        item.add_marker(pytest.mark.xdist_group("journeys"))


def _chromium() -> str:
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    # Not a skip: a run without its journeys has not tested the service.
    pytest.fail("The journeys need a Chromium: `make test` installs one, or set CHROMIUM to where it is.")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_chromium(), args=QUIET)
        yield started
        started.close()


@pytest.fixture
def arrives(
    service: Service, browser: Browser, pytestconfig: pytest.Config
) -> Iterator[Callable[..., Visitor]]:
    """Someone comes to the service with a fresh browser session: `arrives("Priya Solanki")`, or nobody in particular."""
    opened = []

    def arrive(name: str | None = None, **options: object) -> Visitor:
        context = browser.new_context(viewport=DESK, accept_downloads=True, **options)  # type: ignore[arg-type]  # playwright's own options
        opened.append(context)
        visitor = Visitor(service, context, takes_pictures=pytestconfig.getoption("pictures"))
        if name:
            visitor.signs_in_as(name)
        return visitor

    yield arrive
    for context in opened:
        context.close()
