"""Which cases wait for their victims: what the database says of many is what the rules say of each."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from oocr.access.models import User
from oocr.cases.actions import close_case
from oocr.cases.actions import victims as actions
from oocr.cases.models import Case
from oocr.cases.victim_queries import victim_facts
from oocr.cases.victim_waiting import cases_to_hear, cases_to_tell
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_crime, make_resolution, make_victim
from tests.factories.victims import hear, try_to_reach

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 3)


@pytest.fixture
def hub() -> User:
    return make_user("hub_coordinator")


def heard(case: Case, victim: Any) -> None:
    hear(case, victim)


def tried(times: int) -> Any:
    return lambda case, victim: try_to_reach(case, victim, times=times)


def nothing(case: Case, victim: Any) -> None:
    pass


@pytest.mark.parametrize(
    ("facts", "done"),
    [
        ({}, nothing),
        ({}, heard),
        ({}, tried(2)),
        ({}, tried(3)),
        ({"views": "Wanted an apology."}, nothing),
        ({"kind": "state", "name": ""}, nothing),
        ({"kind": "business", "contact_name": "Duty manager"}, nothing),
        ({"name": "", "phone": ""}, nothing),
    ],
)
def test_a_case_waits_to_hear_exactly_when_the_rules_say_so(
    facts: dict[str, str], done: Any, hub: User
) -> None:
    case = make_case()
    victim = make_victim(case.crimes.get(), **({"views": ""} | facts))
    done(case, victim)
    waits = not victim_facts(case, TODAY)["every_victim_heard_or_tried"]
    assert cases_to_hear(hub, TODAY).filter(pk=case.pk).exists() is waits


def test_one_unheard_victim_is_enough_and_one_named_twice_is_heard_once(hub: User) -> None:
    crimes = [make_crime(), make_crime()]
    case = make_case(crimes=crimes)
    first, _again = (make_victim(crime, views="") for crime in crimes)
    hear(case, first)
    assert case not in cases_to_hear(hub, TODAY)
    make_victim(crimes[0], name="Robin Other", views="")
    assert case in cases_to_hear(hub, TODAY)


def test_a_case_that_is_not_open_or_has_no_victims_does_not_wait_to_hear(hub: User) -> None:
    make_case()
    done = make_case(resolved=True)
    make_victim(done.crimes.get(), views="")
    assert not cases_to_hear(hub, TODAY)


def tell(case: Case, victim: Any, **facts: Any) -> Any:
    by, at = make_user("officer", agency=case.agency), timezone.now()
    usual = {"told_on": TODAY, "channel": "phone", "about": "decision"}
    return actions.record_told(case=case, victim=victim, by=by, at=at, **(usual | facts))


def test_a_case_waits_to_tell_until_every_victim_is_told(hub: User) -> None:
    case = make_case()
    victims = [make_victim(case.crimes.get(), name=name) for name in ("Sam Sample", "Robin Other")]
    assert case not in cases_to_tell(hub)
    make_resolution(case, issued_on=TODAY)
    waiting = cases_to_tell(hub).get(pk=case.pk)
    assert (waiting.decided_on, waiting.with_enhanced_rights) == (TODAY, False)
    for victim in victims:
        assert case in cases_to_tell(hub)
        last = tell(case, victim)
    assert case not in cases_to_tell(hub)
    tell(case, victims[-1], replaces=last, reason="Another case’s.", mistaken=True)
    assert case in cases_to_tell(hub)


def test_a_case_closed_without_a_resolution_is_a_decision_to_tell(hub: User) -> None:
    case = make_case()
    make_victim(case.crimes.get())
    close_case(case=case, closed_on=TODAY, by=hub, at=timezone.now())
    assert cases_to_tell(hub).get().decided_on == TODAY


def test_who_has_enhanced_rights_is_said_here_or_in_the_extract(hub: User) -> None:
    case = make_case()
    victim = make_victim(case.crimes.get(), enhanced_rights="yes")
    make_resolution(case, issued_on=TODAY)
    assert cases_to_tell(hub).get(pk=case.pk).with_enhanced_rights is True
    actions.record_enhanced_rights(case=case, victim=victim, category="none", by=hub, at=timezone.now())
    assert cases_to_tell(hub).get(pk=case.pk).with_enhanced_rights is False


def test_a_decision_from_an_extract_waits_only_once_something_is_recorded_here(hub: User) -> None:
    case = make_case(batch="batch:1")
    victim = make_victim(case.crimes.get())
    make_resolution(case, batch="batch:1")
    assert case not in cases_to_tell(hub)
    hear(case, victim)
    assert case in cases_to_tell(hub)


def test_what_waits_is_seen_by_those_who_see_the_case_and_victims(hub: User) -> None:
    officer = make_user("officer", collar_number="1201")
    own, other = make_case(officer=officer), make_case()
    for case in (own, other):
        make_victim(case.crimes.get(), views="")
        make_resolution(case, issued_on=TODAY)
    assert list(cases_to_hear(officer, TODAY, own=True)) == list(cases_to_tell(officer, own=True)) == [own]
    for role in ("analyst", "youth_justice_worker", "commissioner", ""):
        assert not cases_to_hear(make_user(role), TODAY)
        assert not cases_to_tell(make_user(role))
