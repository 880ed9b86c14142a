"""What waits for whom: the number on the home page, and the list it leads to."""

import datetime as dt
import html
import re

import pytest
from django.http import QueryDict
from django.utils import timezone

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import grant_role
from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.cases.actions.answers import record_answers
from oocr.cases.models import Case
from oocr.decisions.models import Proposal
from oocr.desk.presenters import waiting_page
from oocr.desk.waiting import EVERY, LISTED_HERE, Me, OverdueConditions, waiting_for
from tests.desk.world import PAST, TODAY, TOMORROW, YESTERDAY, make_world
from tests.factories.access import make_agency, make_user
from tests.factories.cases import (
    make_case,
    make_child_case,
    make_person,
    make_resolution,
    make_victim,
)
from tests.factories.conditions import make_breach, make_condition
from tests.factories.decisions import make_inspector, make_proposal, make_sergeant
from tests.factories.youth_panel import make_sitting_item

pytestmark = pytest.mark.django_db

TILE = re.compile(
    r'ui-tile__count" aria-hidden="true">([\d,]+)</p>\s*<h2[^>]*><a [^>]*href="([^"]+)">([^<]+)<', re.S
)


def tiles(client) -> dict[str, tuple[int, str]]:
    """What the home page says waits: how many, and where they are."""
    page = client.get("/").content.decode()
    return {
        html.unescape(label): (int(number.replace(",", "")), html.unescape(href))
        for number, href, label in TILE.findall(page)
    }


def listed(client, href: str) -> int:
    """How many the list at this address says it has."""
    response = client.get(href)
    assert response.status_code == 200, href
    found = re.search(r"of <b>([\d,]+)</b>", response.content.decode())
    return int(found.group(1).replace(",", "")) if found else 0


def counted(user: User) -> dict[str, int]:
    return {each.kind.key: each.number for each in waiting_for(Me(user, TODAY))}


def lines(client, href: str) -> list[str]:
    """The rows of a list, as words."""
    body = client.get(href).content.decode().split("<tbody")[1].split("</tbody")[0]
    return [
        re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", row))).strip()
        for row in body.split("</tr>")[:-1]
    ]


def test_each_tile_leads_to_a_list_of_just_as_many(client):
    world = make_world()
    walked = set()
    for role, user in world.people.items():
        client.force_login(user)
        for label, (number, href) in tiles(client).items():
            assert listed(client, href) == number, f"{role}: {label}"
            walked.add(label)
    assert walked == {kind.label for kind in EVERY}, "something of every kind waits here"


def test_who_is_told_of_what():
    people = make_world().people
    assert counted(people["officer"]) == {
        "your-breaches": 2,
        "your-conditions-overdue": 2,
        "your-victims-to-tell": 2,
        "your-victims-to-hear": 1,
        "your-facts": 6,
        "to-put-right": 1,
        "to-withdraw": 1,
        "proposals-to-issue": 1,
        "your-prosecutors-asked": 1,
        "your-resolved": 2,
        "your-open": 10,
    }
    assert counted(people["sergeant"]) == {
        "your-breaches": 0,
        "your-conditions-overdue": 0,
        "your-victims-to-tell": 0,
        "your-victims-to-hear": 0,
        "your-facts": 0,
        "to-put-right": 0,
        "to-withdraw": 0,
        "proposals-to-issue": 0,
        "to-authorise": 1,
        "your-prosecutors-asked": 0,
        "your-resolved": 0,
        "your-open": 0,
    }
    inspector = counted(people["inspector"])
    assert inspector["restricted"] == 2
    assert "with-authoriser" not in inspector, (
        "those they may authorise are theirs; the rest is for the hub to see"
    )
    hub = {
        "breaches": 4,
        "conditions-overdue": 4,
        "victims-to-tell": 2,
        "victims-to-hear": 2,
        "with-authoriser": 1,
        "prosecutors-asked": 1,
        "youth-panel": 3,
        "no-outcome-code": 2,
    }
    assert counted(people["hub_coordinator"]) == hub
    assert counted(people["hub_manager"]) == hub | {"restricted": 2}
    assert counted(people["youth_justice_worker"]) == {"youth-panel": 2, "children": 3}
    provider = {"new-referrals": 3, "attendance": 1, "not-started": 2, "under-way": 3}
    assert counted(people["provider_worker"]) == counted(people["provider_manager"]) == provider


def test_nothing_waits_for_those_without_cases_or_referrals():
    for role in ("commissioner", "panel_coordinator", "panel_chair", "panel_member", "analyst", "auditor"):
        assert counted(make_user(role)) == {}
    assert counted(make_user("administrator")) == {}
    assert counted(make_user("")) == {}


def test_two_roles_bring_what_each_would():
    both = make_user("officer", collar_number="1201")
    turning_point = make_agency("turning-point")
    at = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    grant_role(user=both, role="provider_worker", agency=turning_point, from_on=PAST, by=SETTING_UP, at=at)
    assert {"your-open", "new-referrals"} <= set(counted(User.objects.get(pk=both.pk)))


def test_an_officer_without_a_collar_number_is_not_told_of_everyones_cases():
    make_case()
    assert set(counted(make_user("officer"))) == {
        "your-breaches",
        "your-conditions-overdue",
        "your-victims-to-tell",
        "your-victims-to-hear",
        "your-facts",
        "to-put-right",
        "to-withdraw",
        "proposals-to-issue",
        "your-prosecutors-asked",
    }


def test_another_areas_children_and_another_forces_cases_wait_for_others():
    make_sitting_item(make_child_case(), heard_on=TOMORROW, outcome="not_decided")
    county = make_user("youth_justice_worker", agency="leicestershire-rutland-yjs")
    assert counted(county) == {"youth-panel": 0, "children": 0}


def test_what_is_closed_or_due_today_is_not_overdue():
    resolution = make_resolution(make_case(closed_on=dt.date(2025, 10, 1)))
    make_condition(resolution, due_on=PAST)
    make_condition(make_resolution(make_case()), due_on=TODAY)
    assert counted(make_user("hub_coordinator"))["conditions-overdue"] == 0


def test_the_longest_overdue_stand_first_with_how_late_they_are(client):
    client.force_login(make_user("hub_coordinator"))
    for due_on in (YESTERDAY, PAST):
        case = make_case(person=make_person(given_names=f"Due{due_on:%d}"))
        make_condition(make_resolution(case), due_on=due_on, text=f"Pay by {due_on}")
    first, second = lines(client, "/waiting/conditions-overdue")
    assert "Due01 Example Pay by 2025-06-01 Rehabilitative 1 June 2025 155 days late" in first
    assert "2 November 2025 1 day late" in second


def test_breaches_and_sittings_say_how_long_they_have_waited_or_have_to(client):
    client.force_login(make_user("hub_coordinator"))
    make_breach(make_condition(make_resolution(make_case())), reported_on=YESTERDAY)
    make_sitting_item(make_child_case(), heard_on=TOMORROW, outcome="not_decided")
    make_sitting_item(make_child_case(), heard_on=YESTERDAY, outcome="not_decided")
    [breach] = lines(client, "/waiting/breaches")
    assert "Attend the victim awareness course. Community resolution 2 November 2025 1 day ago" in breach
    late, coming = lines(client, "/waiting/youth-panel")
    assert "City 2 November 2025 No decision recorded" in late
    assert "4 November 2025 due tomorrow" in coming


def test_a_list_links_each_case_and_is_paged(client, django_assert_max_num_queries):
    client.force_login(make_user("hub_coordinator"))
    resolution = make_resolution(make_case())
    for days in range(30):
        make_breach(make_condition(resolution), reported_on=PAST + dt.timedelta(days=days))
    for kind in LISTED_HERE:
        if kind.needs is Permission.OPEN_CASE:
            continue
        with django_assert_max_num_queries(8):
            client.get(f"/waiting/{kind.key}")
    page = client.get("/waiting/breaches", {"page": 2}).content.decode()
    assert f'href="/cases/{resolution.case.reference}"' in page
    assert "Showing <b>26</b> to <b>30</b> of <b>30</b>" in page


def test_names_are_for_those_who_may_see_who_a_case_is_about():
    """No role opens these lists without seeing names today; the lists do not count on it."""
    make_condition(make_resolution(make_case()), due_on=PAST)
    for role, named in (("hub_coordinator", True), ("analyst", False)):
        me = Me(make_user(role), TODAY)
        page = waiting_page(me, OverdueConditions(), QueryDict(), 1)
        assert [column.label for column in page.columns][:2] == ["Case", "Person" if named else "Condition"]
        assert ("Priya" in str(page.rows)) is named


def test_an_empty_list_says_so(client):
    client.force_login(make_user("hub_coordinator"))
    assert "No condition is overdue" in client.get("/waiting/conditions-overdue").content.decode()


def test_every_kind_says_what_it_is_and_what_is_said_when_none_waits():
    keys = [kind.key for kind in EVERY]
    assert len(set(keys)) == len(keys)
    for kind in EVERY:
        assert kind.label
        assert kind.nothing
        assert kind.__doc__
        assert kind.first.count("{}") == 1


def test_a_page_of_names_is_one_line_in_the_ledger(client):
    officer = make_user("officer", collar_number="1201")
    client.force_login(officer)
    client.get("/waiting/your-breaches")
    assert not ledger.lines(ledger.Asked(event=Event.NAMES_LISTED)), "an empty list names nobody"
    make_breach(make_condition(make_resolution(make_case(officer=officer))))
    client.get("/waiting/your-breaches")
    (line,) = ledger.lines(ledger.Asked(event=Event.NAMES_LISTED))
    assert (line.about, line.by, line.facts) == ("list:breaches", officer.ledger_ref, {"count": 1})


def test_a_victim_is_told_by_a_day_and_overdue_is_said_in_words(client):
    client.force_login(make_user("hub_coordinator"))
    for decided, enhanced in ((TODAY, "no"), (dt.date(2025, 10, 31), "yes"), (dt.date(2025, 10, 30), "yes")):
        case = make_case()
        make_victim(case.crimes.get(), enhanced_rights=enhanced)
        make_resolution(case, issued_on=decided)
    first, second, third = lines(client, "/waiting/victims-to-tell")
    assert "30 October 2025 Overdue: was due on 31 October 2025" in first
    assert second.endswith("31 October 2025 3 November 2025")
    assert third.endswith("3 November 2025 10 November 2025")
    page = client.get("/waiting/victims-to-tell").content.decode()
    assert page.count('/victims"') == 3, "each line leads to the victims of its case"


def test_how_long_a_victim_has_waited_to_be_heard_is_said(client):
    client.force_login(make_user("hub_coordinator"))
    make_victim(make_case(opened_on=dt.date(2025, 10, 24)).crimes.get(), views="")
    (line,) = lines(client, "/waiting/victims-to-hear")
    assert line.endswith("24 October 2025 10 days ago")


def test_a_proposal_waits_for_those_whose_rank_reaches_and_whose_work_it_is_not(client):
    proposal = make_proposal(submitted=True)
    sergeant, writer = make_sergeant(), make_sergeant()
    Proposal.objects.filter(pk=proposal.pk).update(worked_on_by=[writer.pk])
    assert (counted(sergeant)["to-authorise"], counted(writer)["to-authorise"]) == (1, 0)
    Proposal.objects.filter(pk=proposal.pk).update(required_authority="inspector")
    assert counted(sergeant)["to-authorise"] == 0
    assert counted(make_user("sergeant"))["to-authorise"] == 0, "someone without a rank"
    client.force_login(make_inspector())
    (line,) = lines(client, "/waiting/to-authorise")
    assert "Conditional caution An inspector or above 3 November 2025" in line


def test_a_case_waits_for_facts_until_one_is_recorded(client):
    officer = make_user("officer")
    case = make_case(officer=officer)
    assert counted(officer)["your-facts"] == 1
    client.force_login(officer)
    assert case.reference in lines(client, "/waiting/your-facts")[0]
    record_answers(case=case, section="evidence", answers={"stance": "denied"}, by=officer, at=timezone.now())
    assert counted(officer)["your-facts"] == 0


def test_a_proposal_in_a_case_that_was_decided_elsewhere_waits_no_more(client):
    proposal = make_proposal(submitted=True)
    case = proposal.case
    sergeant, hub = make_sergeant(), make_user("hub_coordinator")
    assert (counted(sergeant)["to-authorise"], counted(hub)["with-authoriser"]) == (1, 1)
    Case.objects.filter(pk=case.pk).update(state="resolved")
    assert (counted(sergeant)["to-authorise"], counted(hub)["with-authoriser"]) == (0, 0)
    client.force_login(sergeant)
    assert case.reference not in client.get("/decisions/queue").content.decode()
    client.force_login(proposal.proposed_by)
    (line,) = lines(client, "/waiting/to-withdraw")
    assert case.reference in line
    assert "Day not known" in line
