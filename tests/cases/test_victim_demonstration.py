"""What the demonstration's officers have recorded of victims: made by the same actions as theirs, once, and only there."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from oocr.cases.models import Case, RemedyList
from oocr.cases.victim_demonstration import LIST, NAMELESS_BUSINESS, STEPS
from oocr.cases.victim_queries import remedies_chosen, victim_facts, victim_service_on, victims_of
from oocr.cases.victim_waiting import cases_to_tell
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_crime, make_offence, make_resolution, make_victim

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 3)


def live(stage: str, number: str, offence: str = "105/01", views: str = "Content.", **facts: Any) -> Case:
    crime = make_crime(offence=make_offence(offence), domestic_abuse="no")
    case = make_case(crimes=[crime], stage=stage, officer_collar_number=number, batch="batch:1", **facts)
    make_victim(crime, views=views)
    return case


def told() -> str:
    out = StringIO()
    call_command("make_demonstration_victims", stdout=out)
    return out.getvalue()


@pytest.fixture
def demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("make_demonstration_accounts", stdout=StringIO())


@pytest.mark.usefixtures("demonstration")
def test_every_story_is_told_once() -> None:
    cases = {who: live(*who, views="" if "victim" in who[0] else "Content.") for who in STEPS}
    nobody = live("awaiting victim's views", "1204", views="")
    content = live("awaiting sergeant", "1206")
    quiet = live("facts being recorded", "1203", views="")
    shop = live("facts being recorded", "1201", "046/00", views="")
    assert f"victims: {len(STEPS) + 3}." in told()
    assert "victims: 0." in told()
    ((_, chosen),) = remedies_chosen(cases["proposal drafted", "1201", "105/01"])
    assert chosen.says == LIST[0][1]
    assert victims_of(nobody)[0].known.failed_attempts() == 3
    assert (
        victim_facts(cases["awaiting victim's views", "1201", "058/00"], TODAY)["every_victim_heard_or_tried"]
        is False
    )
    objects = cases["awaiting Crown Prosecution Service", "1202", "008/57"]
    assert victim_facts(objects, TODAY)["victim_supports_resolution"] is False
    assert victim_facts(content, TODAY)["victim_supports_resolution"] is True
    assert not any(victims_of(quiet)[0].recorded.values())
    assert [each.victim.name for each in victims_of(shop)][1:] == [NAMELESS_BUSINESS]
    assert victim_facts(shop, TODAY)["business_contact_named"] is False


@pytest.mark.usefixtures("demonstration")
def test_one_victim_was_told_in_time_and_one_is_overdue() -> None:
    for stage in ("complete, awaiting outcome code", "issued, conditions running"):
        for _ in range(2):
            make_resolution(
                live(stage, "1201", state="resolved"), issued_on=dt.date(2025, 3, 3), batch="batch:1"
            )
    assert "victims: 2." in told()
    assert "victims: 0." in told()
    waiting = cases_to_tell(make_user("hub_manager"))
    assert [case.stage for case in waiting] == ["issued, conditions running"]


@pytest.mark.usefixtures("demonstration")
def test_the_list_is_marked_as_made_up_and_the_services_have_names() -> None:
    told()
    assert RemedyList.objects.get().invented
    assert victim_service_on("general", timezone.localdate()) == "Victim First"


def test_nothing_is_made_up_outside_the_demonstration() -> None:
    with pytest.raises(CommandError, match="not a demonstration"):
        call_command("make_demonstration_victims")
