"""A role at one agency opens nothing at another, in any action: each one about what is one agency's is tried.

The stranger holds every role of the police at another force, and may look at the cases of this one where there is
one: so nothing but the agency can be what refuses. An action that is neither tried here nor listed as nobody's fails this file.
"""

import datetime as dt
import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import add_agency, grant_role
from oocr.access.demonstration import SINCE
from oocr.access.models import Agency, User
from oocr.access.roles import AgencyKind
from oocr.cases.actions import add_document
from oocr.cases.actions.answers import may_record
from oocr.cases.models import Case
from oocr.decisions.actions.papers import send_paper_again
from oocr.decisions.models import (
    Agreement,
    Authority,
    MadePaper,
    Proposal,
    ProposedCondition,
    ProsecutorDecision,
)
from oocr.imports.actions import IMPORTER, receive_batch
from oocr.imports.models import Batch
from oocr.imports.states import BATCH, BatchState
from oocr.lifecycle.verdict import Refused
from oocr.outbox.models import Message
from tests.factories.access import make_agency, make_user
from tests.factories.cases import PDF, make_case, make_child_case, make_resolution, make_victim

pytestmark = pytest.mark.django_db

ROOMS = ("cases", "conditions", "decisions", "imports", "outbox", "referrals")
AT = timezone.now()
TODAY = timezone.localdate(AT)


def actions() -> dict[str, Callable[..., Any]]:
    """Every action of these rooms, by `room.name`: public, all of it named, `by` someone and `at` a time."""
    found: dict[str, Callable[..., Any]] = {}
    for room in ROOMS:
        package = import_module(f"oocr.{room}.actions")
        inside = pkgutil.iter_modules(getattr(package, "__path__", ()), f"{package.__name__}.")
        for module in [package, *(import_module(each.name) for each in inside)]:
            if module.__name__.endswith("demonstration"):
                continue  # it acts by the others
            for name, value in vars(module).items():
                if not name.startswith("_") and inspect.isfunction(value) and _acts(value, room):
                    found[f"{room}.{name}"] = value
    return found


def _acts(function: Callable[..., Any], room: str) -> bool:
    given = inspect.signature(function).parameters
    named = all(each.kind is each.KEYWORD_ONLY for each in given.values())
    ours = inspect.unwrap(function).__module__.startswith(f"oocr.{room}.")
    return ours and named and {"by", "at"} <= set(given)


# What is nobody's own: the whole area's, one's own, or done by a job. And what only writes down that something was
# read, after a page has let it through.
OF_NO_AGENCY = {
    "cases.make_remedy_list",
    "cases.withdraw_remedy_list",
    "cases.name_victim_service",
    "cases.save_view",
    "cases.remove_view",
    "cases.record_search",
    "cases.record_export",
    "cases.record_reading",
    "cases.record_history_reading",
    "cases.record_document_reading",
    "cases.record_comparison_reading",
    "decisions.delegate_authority",
    "decisions.end_delegation",
    "decisions.carry_out_run",
    "decisions.record_run_reading",
    "decisions.record_paper_reading",
    "imports.erase_cells",
    "imports.record_quarantine_export",
    "cases.open_case_here",  # opens the case by `open_case`, which is tried
    "outbox.queue_message",
    "outbox.send_again",
    "referrals.record_reading",
}

# What each of the others is given besides; `proposal`, `victim` and so on stand for the ones of the case.
ABOUT_A_CASE: dict[str, dict[str, Any]] = {
    "cases.resolve_case": {},
    "cases.close_case": {"closed_on": TODAY},
    "cases.correct_fact": {"thing": "case", "field": "summary", "value": "Another.", "reason": "So it was."},
    "cases.add_document": {"title": "A letter", "content": ContentFile(PDF, "letter.pdf")},
    "cases.record_answers": {"section": "evidence", "answers": {"stance": "denied"}},
    "cases.record_match": {"other": "person", "is_same": True, "reason": "The same."},
    "cases.record_resolution": {
        "kind": "community_resolution",
        "issued_on": TODAY,
        "authorised_by": "user",
        "authority_rank": "sergeant",
        "rationale": "",
    },
    "cases.record_outcome_code": {
        "crime": "crime",
        "code": "8",
        "recorded_on": TODAY,
        "resolution": "resolution",
    },
    "cases.add_victim": {"crime": "crime", "kind": "person", "name": "Nobody"},
    "cases.record_attempt": {"victim": "victim", "tried_at": AT, "channel": "phone", "result": "spoke"},
    "cases.record_views": {"victim": "victim", "heard_on": TODAY, "opinion": "supports"},
    "cases.record_enhanced_rights": {"victim": "victim", "category": "none"},
    "cases.record_sharing_consent": {
        "victim": "victim",
        "with_whom": "provider",
        "agrees": True,
        "safe": True,
    },
    "cases.record_told": {"victim": "victim", "told_on": TODAY, "channel": "phone", "about": "progress"},
    "cases.record_remedy_offer": {"victim": "victim", "why_not": "They did not want to hear it."},
    "cases.record_restorative_offer": {"victim": "victim", "why_not": "They did not want to hear it."},
    "cases.record_compensation": {"victim": "victim", "sought": False},
    "cases.record_service_offer": {
        "victim": "victim",
        "route": "general",
        "offered_on": TODAY,
        "answer": "accepted",
    },
    "conditions.set_conditions": {"resolution": "resolution", "terms": ()},
    "referrals.open_referral": {"resolution": "resolution", "service": None, "referred_on": TODAY},
    "decisions.assess_case": {"resolution": "outcome_22"},
    "decisions.draft_proposal": {"kind": "outcome_22"},
    "decisions.change_proposal": {"proposal": "proposal", "changes": {}},
    "decisions.add_condition": {"proposal": "proposal", "facts": {}},
    "decisions.change_condition": {"condition": "condition", "facts": {}},
    "decisions.remove_condition": {"condition": "condition"},
    "decisions.submit_proposal": {"proposal": "proposal"},
    "decisions.take_back_proposal": {"proposal": "proposal"},
    "decisions.withdraw_proposal": {"proposal": "proposal"},
    "decisions.authorise_proposal": {"proposal": "proposal", "reason": "It fits.", "connected": False},
    "decisions.return_proposal": {"proposal": "proposal", "reason": "Say more."},
    "decisions.void_authority": {"proposal": "proposal", "why": "It no longer fits."},
    "decisions.record_agreement": {"proposal": "proposal", "parts": {}, "agrees": True, "agreed_on": TODAY},
    "decisions.correct_agreement": {
        "agreement": "agreement",
        "parts": {},
        "agrees": True,
        "agreed_on": TODAY,
        "reason": "Wrong.",
    },
    "decisions.issue_resolution": {"proposal": "proposal"},
    "decisions.ask_prosecutor": {"resolution": "outcome_22"},
    "decisions.record_prosecutor_decision": {
        "asked": "asked",
        "reference": "1",
        "decision": "agreed",
        "decided_on": TODAY,
    },
    "decisions.correct_prosecutor_decision": {
        "decided": "asked",
        "reference": "1",
        "decision": "agreed",
        "decided_on": TODAY,
        "reason": "Wrong.",
    },
    "decisions.make_paper": {"proposal": "proposal", "wording": None},
    "decisions.send_paper": {"made": "paper", "safe": True},
    "decisions.send_paper_again": {"message": "message"},
}
ABOUT_AN_AGENCY: dict[str, dict[str, Any]] = {
    "cases.open_case": {
        "reference": "LP-2025-900001",
        "person": "person",
        "crimes": (),
        "officer": None,
        "opened_on": TODAY,
        "summary": "",
    },
    "decisions.ask_for_run": {"kind": "missed", "from_on": TODAY, "to_on": TODAY + dt.timedelta(days=1)},
    "imports.receive_batch": {"files": []},
    "imports.receive_upload": {"uploads": []},
    "imports.load_batch": {"batch": "batch"},
    "imports.withdraw_batch": {"batch": "loaded", "reason": "Wrong."},
}


def test_every_action_is_tried_or_is_of_no_agency() -> None:
    assert not set(actions()) - OF_NO_AGENCY - set(ABOUT_A_CASE) - set(ABOUT_AN_AGENCY)


@pytest.fixture
def stranger() -> User:
    """Everything the police may do, at another force."""
    force = add_agency(
        key="other-police",
        name="Another Police",
        kind=AgencyKind.POLICE_FORCE,
        area_codes=[],
        by=SETTING_UP,
        at=AT,
    )
    user = make_user("officer", agency=force)
    for role in ("sergeant", "inspector", "hub_manager"):
        user = also(user, role, force)
    return user


@pytest.fixture
def onlooker(stranger: User) -> User:
    """The same, who looks at the cases of this force besides."""
    return also(stranger, "analyst", make_agency())


def also(user: User, role: str, agency: Agency) -> User:
    """The person with one role more, read anew."""
    grant_role(user=user, role=role, agency=agency, from_on=SINCE, by=SETTING_UP, at=AT)
    return User.objects.get(pk=user.pk)


def everything_of(case: Case, user: User) -> dict[str, Any]:
    """What may be named in the tables above. Rows that an action only reads its case from are not kept."""
    crime = case.crimes.get()
    proposal = Proposal(case=case, kind="outcome_22")
    return {
        "case": case,
        "user": user,
        "person": make_case().person,
        "crime": crime,
        "victim": make_victim(crime),
        "resolution": make_resolution(case),
        "proposal": proposal,
        "condition": ProposedCondition(proposal=proposal),
        "agreement": Agreement(authority=Authority(proposal=proposal)),
        "asked": ProsecutorDecision(case=case),
        "paper": MadePaper(case=case),
        "message": Message(about=case.ledger_ref),
    }


@pytest.mark.parametrize("name", ABOUT_A_CASE)
def test_an_action_about_a_case_asks_at_its_agency(name: str, onlooker: User) -> None:
    case = make_case()
    assert Case.objects.visible_to(onlooker).filter(pk=case.pk).exists()
    things = everything_of(case, onlooker)
    act = actions()[name]
    given = {
        key: things.get(value, value) if isinstance(value, str) else value
        for key, value in ABOUT_A_CASE[name].items()
    }
    if "case" in inspect.signature(act).parameters:
        given["case"] = case
    with pytest.raises(Refused) as refused:
        act(**given, by=onlooker, at=AT)
    assert refused.value.verdict.code == "other-agency"


@pytest.mark.parametrize("name", ABOUT_AN_AGENCY)
def test_an_action_at_an_agency_asks_there(name: str, stranger: User) -> None:
    given = dict(ABOUT_AN_AGENCY[name])
    agency = make_agency()
    if "batch" in given:
        given["batch"] = make_batch(agency, loaded=given["batch"] == "loaded")
    else:
        given["agency"] = agency
    with pytest.raises(Refused) as refused:
        actions()[name](**given, by=stranger, at=AT)
    assert refused.value.verdict.code == "other-agency"


def make_batch(agency: Agency, *, loaded: bool) -> Batch:
    batch = receive_batch(agency=agency, files=[], by=IMPORTER, at=AT)
    batch.state = BatchState.LOADED if loaded else BatchState.RECEIVED
    batch.save()
    return batch


def test_who_may_bring_in_here_and_withdraw_elsewhere_withdraws_nothing_here(stranger: User) -> None:
    user = also(stranger, "hub_coordinator", make_agency())
    batch = make_batch(make_agency(), loaded=True)
    assert BATCH.verdict("withdraw", batch, user).code == "other-agency"
    assert BATCH.verdict("withdraw", batch, make_user("hub_manager"))


def test_a_youth_justice_service_works_on_the_children_of_its_area_and_no_others() -> None:
    child, of_the_county = make_child_case(), make_child_case()
    Case.objects.filter(pk=of_the_county.pk).update(area_code="E07000129")
    of_the_county.refresh_from_db()
    worker = also(make_user("youth_justice_worker", agency="leicester-city-yjs"), "analyst", make_agency())
    paper: dict[str, Any] = {"title": "A letter", "by": worker, "at": AT}
    assert add_document(case=child, content=ContentFile(PDF, "letter.pdf"), **paper)
    assert may_record(child, worker, "child")
    for case in (of_the_county, make_case()):
        assert Case.objects.visible_to(worker).filter(pk=case.pk).exists()
        with pytest.raises(Refused) as refused:
            add_document(case=case, content=ContentFile(PDF, "letter.pdf"), **paper)
        assert refused.value.verdict.code == "other-agency"
        assert not may_record(case, worker, "child")


def test_a_case_of_another_agency_shows_no_button_that_would_be_refused(onlooker: User, client: Any) -> None:
    case = make_case()
    client.force_login(onlooker)
    page = client.get(f"/cases/{case.reference}/documents").content.decode()
    assert "documents/add" not in page
    assert "/correct/" not in client.get(f"/cases/{case.reference}/").content.decode()


def test_a_message_is_sent_again_only_from_the_case_it_is_about() -> None:
    with pytest.raises(Refused) as refused:
        send_paper_again(
            case=make_case(), message=Message(about="case:another"), by=make_user("hub_manager"), at=AT
        )
    assert refused.value.verdict.code == "other-case"
