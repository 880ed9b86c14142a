"""Another number in the packs is another answer: what is owed to victims, and how far back a question looks."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from oocr.access.models import User
from oocr.cases import force_settings
from oocr.cases.models import Case
from oocr.cases.presenters.victim_words import meaning
from oocr.cases.victim_queries import clocks_for, victim_facts, victims_of
from oocr.cases.victim_rules import tell_by
from oocr.cases.victim_waiting import cases_to_hear
from oocr.policy.packs import in_force
from tests.cases.test_victim_waiting import tried
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_victim

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 3)
CHANGED = dt.date(2025, 10, 1)
NUMBERS = {
    "victim_contact_attempts": 2,
    "victim_update_working_days": 3,
    "victim_update_working_days_enhanced": 2,
    "victim_support_working_days": 4,
    "look_back_months": 12,
    "domestic_abuse_look_back_months": 36,
}
Choose = Callable[..., None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Have the force choose other numbers from a day on."""

    def chosen(**values: Any) -> None:
        def anew(on: dt.date) -> Any:
            packs = in_force(on)
            pack = next(each for each in packs.packs if each.id == "force")
            settings = tuple(replace(each, value=values.get(each.name, each.value)) for each in pack.settings)
            return packs.with_draft(replace(pack, settings=settings)) if on >= CHANGED else packs

        monkeypatch.setattr(force_settings, "in_force", anew)

    return chosen


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def hub() -> User:
    return make_user("hub_coordinator")


def test_fewer_attempts_are_enough_from_the_day_the_force_says_so(
    case: Case, hub: User, choose: Choose
) -> None:
    tried(2)(case, make_victim(case.crimes.get(), views=""))
    before = CHANGED - dt.timedelta(days=1)
    assert victim_facts(case, TODAY)["every_victim_heard_or_tried"] is False
    assert case in cases_to_hear(hub, TODAY)
    choose(**NUMBERS)
    assert victim_facts(case, TODAY)["every_victim_heard_or_tried"] is True
    assert case not in cases_to_hear(hub, TODAY)
    assert victim_facts(case, before)["every_victim_heard_or_tried"] is False
    assert case in cases_to_hear(hub, before)


def test_the_clocks_run_as_long_as_the_force_says(case: Case, choose: Choose) -> None:
    choose(**NUMBERS)
    make_victim(case.crimes.get())
    (each,) = victims_of(case)
    numbers = force_settings.victim_numbers(TODAY)
    clocks = clocks_for(each, TODAY, numbers)
    assert clocks.tell is not None
    assert clocks.tell.due_on == tell_by(TODAY, False, numbers) == dt.date(2025, 11, 6)
    assert tell_by(TODAY, True, numbers) == dt.date(2025, 11, 5)
    recorded = each.victim.crime.recorded_on
    usual = clocks_for(each, TODAY, force_settings.victim_numbers(dt.date(2025, 9, 1)))
    assert clocks.support is not None
    assert usual.support is not None
    assert recorded < usual.support.due_on < clocks.support.due_on
    assert "within 3 working days, those with enhanced rights within 2." in meaning("told", numbers)
    assert "After 2 that come to nothing" in meaning("attempt", numbers)


def test_the_questions_say_how_far_back_they_look(client: Client, case: Case, choose: Choose) -> None:
    client.force_login(make_user("officer"))
    page = client.get(f"/cases/{case.reference}/facts/history").content.decode()
    assert page.count("The last 24 months.") == 2
    choose(**NUMBERS)
    page = client.get(f"/cases/{case.reference}/facts/history").content.decode()
    assert "The last 12 months. Out of court resolutions of other forces" in page
    assert "The last 36 months." in page


@pytest.mark.parametrize("value", [None, 0, True, "three"])
def test_a_number_that_is_none_is_refused(choose: Choose, value: Any) -> None:
    choose(victim_contact_attempts=value)
    with pytest.raises(ValueError, match="victim_contact_attempts has to be a whole number"):
        force_settings.victim_numbers(TODAY)
