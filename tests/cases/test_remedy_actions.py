"""The Community Remedy list and the victim services: dated versions, never edited."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from oocr.access.permissions import Permission
from oocr.access.roles import roles_that
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, count
from oocr.cases.actions.remedies import make_remedy_list, name_victim_service, withdraw_remedy_list
from oocr.cases.models import RemedyList
from oocr.cases.victim_queries import remedy_list_on, victim_service_on
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_user
from tests.factories.victims import ITEMS, make_list

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 3)
SOON = dt.date(2025, 12, 1)


def code(action: Any, **facts: Any) -> str:
    with pytest.raises(Refused) as caught:
        action(at=timezone.now(), **facts)
    return caught.value.verdict.code


def test_a_list_is_in_force_from_its_day_until_the_next() -> None:
    first = make_list(dt.date(2024, 4, 1), invented=True)
    second = make_list(SOON)
    assert remedy_list_on(dt.date(2024, 3, 31)) is None
    assert remedy_list_on(TODAY) == first
    assert remedy_list_on(SOON) == second
    assert [(item.kind, item.says) for item in first.items.all()] == list(ITEMS)
    assert str(first) == "Community Remedy list of 2024-04-01"
    assert str(first.items.first()) == ITEMS[0][1]
    assert count(Asked(about=first.ledger_ref, event=Event.REMEDY_LIST_MADE)) == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"items": ()}, "no-actions"),
        ({"items": (("punitive", "Litter picking"), ("reparative", "litter picking"))}, "action-twice"),
        ({"in_force_from": dt.date(2025, 11, 2)}, "in-the-past"),
        ({"in_force_from": TODAY}, "not-newer"),
    ],
)
def test_make_remedy_list_refuses(changes: dict[str, Any], expected: str) -> None:
    make_list(TODAY)
    facts = {"in_force_from": SOON, "items": ITEMS, "by": make_user("commissioner")}
    assert code(make_remedy_list, **(facts | changes)) == expected


def test_a_version_can_be_withdrawn_until_its_day_and_stays_to_be_seen() -> None:
    by = make_user("commissioner")
    standing, coming = make_list(TODAY), make_list(SOON)
    assert code(withdraw_remedy_list, remedy_list=standing, by=by) == "in-force"
    withdraw_remedy_list(remedy_list=coming, by=by, at=timezone.now())
    assert code(withdraw_remedy_list, remedy_list=coming, by=by) == "withdrawn-before"
    assert remedy_list_on(SOON) == standing
    assert RemedyList.objects.count() == 2
    assert make_list(SOON)  # its day is free again
    assert count(Asked(about=coming.ledger_ref, event=Event.REMEDY_LIST_WITHDRAWN)) == 1


def test_a_service_is_named_from_a_day_on() -> None:
    by = make_user("hub_manager")
    assert victim_service_on("general", TODAY) == "General victim service"
    first = name_victim_service(
        route="general", name=" Invented Support ", in_force_from=TODAY, by=by, at=timezone.now()
    )
    assert victim_service_on("general", TODAY) == str(first) == "Invented Support"
    assert victim_service_on("general", dt.date(2025, 11, 2)) == "General victim service"
    assert count(Asked(about=first.ledger_ref, event=Event.VICTIM_SERVICE_NAMED)) == 1
    again = {"route": "general", "in_force_from": TODAY, "by": by}
    assert code(name_victim_service, name="Another", **again) == "not-newer"
    assert code(name_victim_service, name=" ", **(again | {"in_force_from": SOON})) == "no-name"


def test_only_those_who_keep_what_victims_are_offered_change_it() -> None:
    assert {role.key for role in roles_that(Permission.MANAGE_VICTIM_OFFERS)} == {
        "hub_manager",
        "commissioner",
    }
    standing, by = make_list(SOON), make_user("officer")
    assert code(make_remedy_list, in_force_from=SOON, items=ITEMS, by=by) == "no-permission"
    assert code(withdraw_remedy_list, remedy_list=standing, by=by) == "no-permission"
    assert code(name_victim_service, route="general", name="X", in_force_from=SOON, by=by) == "no-permission"
