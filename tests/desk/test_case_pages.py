"""The pages about one case: what each shows, to whom, and what is written down."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.actions import correct_fact
from oocr.cases.models import Case
from oocr.desk.case_pages import TABS
from tests.factories.access import make_user
from tests.factories.cases import (
    make_case,
    make_child_case,
    make_crime,
    make_document,
    make_outcome_code,
    make_person,
    make_victim,
)
from tests.factories.conditions import make_breach, make_condition
from tests.factories.decisions import make_proposal
from tests.factories.memory import remembered
from tests.factories.referrals import make_referral, make_session
from tests.factories.youth_panel import make_sitting_item

pytestmark = pytest.mark.django_db

IDENTITY = (
    "Priya",
    "Example",
    "17 May 1994",
    "1 Invented Street",
    "LE1 1AA",
    "0116 496 0123",
    "Text only, after 5pm",
)
VICTIM = ("Sam Sample", "0116 496 0456", "Wanted an apology")


@dataclass
class World:
    case: Case

    def page(self, tab: str, client: Client) -> Any:
        return client.get(reverse(f"desk:{tab}", args=[self.case.reference]))


@pytest.fixture
@remembered
def world() -> World:
    """A resolved case with something in every room."""
    crime = make_crime(domestic_abuse="yes", place="Behind the Invented Arms")
    person = make_person(aliases=("Pri Sample",))
    case = make_case(
        person=person, crimes=[crime], resolved=True, officer_collar_number="1234", batch="batch:7"
    )
    make_user("officer", name="Officer Known", collar_number="2345")
    resolution = case.resolutions.get()
    make_outcome_code(crime, resolution=resolution, batch="batch:7")
    make_victim(crime)
    condition = make_condition(resolution)
    make_breach(condition, decision="no_action", decided_on=dt.date(2025, 6, 1))
    make_condition(resolution, text="Write a letter of apology.", met="yes", met_on=dt.date(2025, 3, 1))
    referral = make_referral(
        case, resolution=resolution, status="completed", completed_on=dt.date(2025, 4, 1)
    )
    make_session(referral, attended="no", whose_reason="person")
    make_document(case)
    return World(case)


def signed_in(role: str, **given: Any) -> Client:
    client = Client()
    client.force_login(make_user(role, **given))
    return client


def test_every_tab_shows_what_its_room_holds(world: World) -> None:
    client = signed_in("hub_coordinator")
    expected = {
        "case": ("Resolved", "Leicestershire Police", "Pushed a neighbour", "Close the case", "1234"),
        "case_person": ("Priya Anne", "Pri Sample", "interpreter: Gujarati", "Indian"),
        "case_crimes": ("Common assault and battery", "Behind the Invented Arms", "Sam Sample", "8, Community resolution"),
        "case_resolutions": ("First offence, admitted", "2345, Officer Known", "Outcome code 8"),
        "case_conditions": ("Attend the victim awareness course.", "Breach reported", "no action", "Met"),
        "case_referrals": ("Turning Point", "Completed", "Not attended, for the person’s reasons"),
        "case_documents": ("Signed agreement", "PDF", "bytes", "Add a document"),
        "case_timeline": (
            "Case opened", "Community resolution issued", "Outcome code 8 recorded", "Breach reported", "Breach decided",
            "Rehabilitative condition met", "Rehabilitative condition due", "Referred to Turning Point",
            "Turning Point completed", "Session at Turning Point", "Document added", "from the extract, batch 7",
        ),
        "case_history": ("Nothing has been corrected", "read the history of the case"),
    }  # fmt: skip
    for tab, words in expected.items():
        response = world.page(tab, client)
        assert response.status_code == 200
        if tab == "case_history":
            response = world.page(tab, client)  # the first reading is in the second
        for word in words:
            assert word in response.text, (tab, word)


def test_the_timeline_has_the_newest_first(world: World) -> None:
    page = world.page("case_timeline", signed_in("officer")).text
    assert (
        page.index("Document added")
        < page.index("Breach decided")
        < page.index("Community resolution issued")
    )
    assert page.index("Community resolution issued") < page.index("Case opened")


def test_an_empty_case_says_so_on_every_tab() -> None:
    case, client = make_case(), signed_in("hub_coordinator")
    for tab, nothing in {
        "case_resolutions": "No resolution or outcome code recorded",
        "case_crimes": "No outcome code recorded for this crime",
        "case_conditions": "No conditions recorded",
        "case_referrals": "No referrals recorded",
        "case_documents": "No documents added",
        "case": "No resolution has been recorded for this case.",
    }.items():
        assert nothing in World(case).page(tab, client).text


def test_what_is_not_settled_says_so() -> None:
    case = make_case(resolved=True, closed_on=dt.date(2025, 8, 1))
    resolution, client = case.resolutions.get(), signed_in("officer")
    make_breach(make_condition(resolution, met="no"))
    make_condition(resolution, due_on=dt.date(2026, 1, 1))
    referral = make_referral(case)
    make_session(referral, attended="yes", complied="no")
    make_session(referral, attended="no", whose_reason="other")
    make_session(referral, session_on=dt.date(2026, 2, 1))
    page = World(case).page("case_conditions", client).text
    for words in ("Not met", "Due in", "Nobody has decided what follows."):
        assert words in page
    page = World(case).page("case_referrals", client).text
    for words in ("Attended, and did not do what it asked", "Not attended", "Not recorded"):
        assert words in page
    timeline = World(case).page("case_timeline", client).text
    assert "Case closed" in timeline
    assert "1 February 2026" not in timeline


def test_a_childs_case_has_the_youth_panel() -> None:
    case = make_child_case()
    make_sitting_item(case)
    make_sitting_item(case, outcome="not_decided", heard_on=dt.date(2025, 12, 1), from_court="not_recorded")
    client = signed_in("youth_justice_worker", agency="leicester-city-yjs")
    page = World(case).page("case_panel", client).text
    assert "Sitting of 12 March 2025" in page
    assert "Community resolution" in page
    assert "Listed for the youth panel" in World(case).page("case_timeline", client).text
    assert "Child" in page
    assert "Youth panel" not in World(make_case()).page("case", signed_in("hub_coordinator")).text
    assert "Not listed" in World(make_child_case()).page("case_panel", client).text


def test_titles_name_nobody(world: World) -> None:
    client = signed_in("hub_manager")
    for tab, *_ in TABS:
        title = world.page(tab, client).text.split("<title>")[1].split("</title>")[0]
        assert not any(word in title for word in ("Priya", "Example", "Sam"))


def test_an_analyst_sees_references_and_no_identity(world: World) -> None:
    correct_fact(
        case=world.case, thing=world.case.person, field="address", value="2 Invented Street", reason="Moved",
        by=make_user("officer"), at=timezone.now(),
    )  # fmt: skip
    client = signed_in("analyst")
    for tab, _, _, _ in TABS:
        response = world.page(tab, client)
        text = response.text
        for identity in (
            *IDENTITY,
            *VICTIM,
            "Behind the Invented Arms",
            "Pushed a neighbour",
            "letter of apology",
            "Moved",
        ):
            assert identity not in text, (tab, identity)
        if tab in ("case_person", "case_documents", "case_history", "case_referrals", "case_panel"):
            assert response.status_code == 403


def test_a_youth_worker_sees_no_victim() -> None:
    crime = make_crime()
    make_victim(crime)
    case = make_child_case(crimes=[crime])
    page = (
        World(case).page("case_crimes", signed_in("youth_justice_worker", agency="leicester-city-yjs")).text
    )
    assert not any(word in page for word in VICTIM)
    assert "Change" not in page


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [
        ("officer", None, 200),
        ("inspector", None, 200),
        ("analyst", None, 200),
        ("youth_justice_worker", "leicester-city-yjs", 404),
        ("provider_worker", "turning-point", 403),
        ("commissioner", None, 403),
        ("panel_chair", None, 403),
        ("auditor", None, 403),
        ("administrator", None, 403),
    ],
)
def test_who_reaches_a_case(world: World, role: str, agency: str | None, status: int) -> None:
    assert world.page("case", signed_in(role, agency=agency)).status_code == status


def test_a_restricted_case_looks_like_none_at_all() -> None:
    case = make_case(person=make_person(restricted=True))
    for tab, *_ in TABS:
        assert World(case).page(tab, signed_in("hub_coordinator")).status_code in (404,)
    page = World(case).page("case", signed_in("hub_manager"))
    assert "Access restricted" in page.text


def test_a_reference_with_a_slash_has_an_address() -> None:
    case = make_case(reference="25/1234")
    where = reverse("desk:case", args=[case.reference])
    assert where == "/cases/25~1234"
    assert signed_in("officer").get(where).status_code == 200


def test_reading_is_written_down(world: World) -> None:
    client = signed_in("officer")
    for tab in ("case", "case_person", "case_timeline"):
        world.page(tab, client)
    world.page("case_history", client)
    told = [line.event for line in lines(Asked(about=world.case.ledger_ref))]
    assert told.count(Event.CASE_VIEWED) == 1
    assert told.count(Event.CASE_HISTORY_VIEWED) == 1


def test_the_history_tells_people_by_name(world: World) -> None:
    reader = make_user("officer", name="Reader Known")
    client = Client()
    client.force_login(reader)
    world.page("case", client)
    page = world.page("case_history", signed_in("hub_coordinator")).text
    assert "Reader Known read the case." in page
    assert "user:" not in page


def test_the_timeline_tells_what_victims_and_the_person_said_to_those_who_may_know() -> None:
    case = make_proposal(agreed=True).case
    told = World(case).page("case_timeline", signed_in("officer")).text
    for words in (
        "Attempt to reach victim 1",
        "Views of victim 1",
        "Supports a resolution",
        "Restorative justice and reparation, victim 1",
    ):
        assert words in told
    assert told.index("The person agrees") < told.index("Authorised, as"), "the newest first"
    assert "They were told all of it, and signed." in told
    analyst = World(case).page("case_timeline", signed_in("analyst")).text
    assert "The person agrees" in analyst
    assert "They were told all of it" not in analyst
    assert "victim 1" not in analyst


def test_once_it_is_issued_the_decision_page_says_what_comes_next() -> None:
    agreed, issued = make_proposal(agreed=True), make_proposal(issued=True)
    client = signed_in("officer")
    assert "What comes next" not in World(agreed.case).page("case_decision", client).text
    page = World(issued.case).page("case_decision", client).text
    for label, name in (
        ("Make the papers, and give or send them", "decisions:papers"),
        ("Tell the victims what was decided", "desk:case_victims"),
        ("See what the person has to do, and by when", "desk:case_conditions"),
    ):
        assert f'href="{reverse(name, args=[issued.case.reference])}">{label}</a>' in page
    assert "See where the person is referred to" not in page, "no condition sent them anywhere"
    make_referral(issued.case)
    assert "See where the person is referred to" in World(issued.case).page("case_decision", client).text


def test_the_resolutions_lead_to_their_papers_where_something_was_proposed(world: World) -> None:
    officer, analyst = signed_in("officer"), signed_in("analyst")
    issued = World(make_proposal(issued=True).case)
    href = reverse("decisions:papers", args=[issued.case.reference])
    assert href in issued.page("case_resolutions", officer).text
    assert href not in issued.page("case_resolutions", analyst).text
    assert "/papers" not in world.page("case_resolutions", officer).text, (
        "its resolution came from an extract"
    )


@pytest.mark.parametrize("name", ["desk:case", "desk:case_decision", "decisions:papers"])
def test_whichever_room_shows_a_page_of_a_case_it_stands_under_cases(name: str) -> None:
    issued = make_proposal(issued=True).case
    page = signed_in("officer").get(reverse(name, args=[issued.reference])).text
    (current,) = re.findall(
        r'href="([^"]*)" aria-current="page">', page.split('<nav class="moj-primary')[1].split("</nav>")[0]
    )
    assert current == reverse("cases:cases")
