"""A proposal whose case was decided elsewhere meanwhile: nothing goes on with it, everyone who should sees it."""

import datetime as dt
import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oocr.access.models import User
from oocr.cases.models import Case, Resolution
from oocr.decisions import actions
from oocr.decisions.models import Proposal
from oocr.decisions.queries import queue_for
from oocr.decisions.standing import standing_of
from oocr.decisions.states import PROPOSAL, State
from oocr.decisions.waiting import proposals_to_issue, proposals_to_withdraw
from tests.decisions.test_proposing import NOW, TODAY, refused
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_resolution
from tests.factories.decisions import make_inspector, make_proposal

pytestmark = pytest.mark.django_db

GIVEN = dt.date(2025, 10, 30)
REACHED: dict[str, dict[str, bool]] = {
    "submit": {},
    "authorise": {"submitted": True},
    "issue": {"agreed": True},
}


def decide_elsewhere(case: Case, state: str = "resolved") -> Resolution:
    """As an extract brings it; `state` is what it says of the case, which may lag behind."""
    Case.objects.filter(pk=case.pk).update(state=state)
    case.refresh_from_db()
    return make_resolution(case, issued_on=GIVEN, batch="batch:1")


def go_on(move: str, proposal: Proposal, by: User) -> Any:
    if move == "submit":
        return actions.submit_proposal(proposal=proposal, by=by, at=NOW)
    if move == "issue":
        return actions.issue_resolution(proposal=proposal, by=by, at=NOW)
    return actions.authorise_proposal(
        proposal=proposal, reason="It fits.", connected=False, by=make_inspector(), at=NOW
    )


@pytest.mark.parametrize("state", ["open", "resolved", "closed"])
@pytest.mark.parametrize("move", REACHED)
def test_nothing_goes_on_in_a_case_that_was_decided_elsewhere(move: str, state: str) -> None:
    proposal = make_proposal(**REACHED[move])
    decide_elsewhere(proposal.case, state)
    before = Resolution.objects.count()
    because = refused("case-not-open", go_on, move=move, proposal=proposal, by=proposal.case.officer)
    assert "nothing is to be decided in it" in because
    assert Resolution.objects.count() == before


@pytest.mark.parametrize("move", REACHED)
def test_the_table_says_so_before_anything_else(move: str) -> None:
    proposal = make_proposal(**REACHED[move])
    decide_elsewhere(proposal.case, "open")
    by = make_inspector() if move == "authorise" else proposal.case.officer
    proposal = Proposal.objects.get(pk=proposal.pk)
    assert PROPOSAL.verdict(move, proposal, standing_of(by, proposal, TODAY)).code == "case-not-open"


@pytest.mark.parametrize("far", [{}, {"submitted": True}, {"authorised": True}])
def test_it_stays_as_it_is_until_somebody_withdraws_it(far: dict[str, bool]) -> None:
    proposal = make_proposal(**far)
    before = proposal.state
    decide_elsewhere(proposal.case)
    proposal.refresh_from_db()
    assert proposal.state == before, "nothing was decided for anybody"
    withdrawn = actions.withdraw_proposal(proposal=proposal, by=proposal.case.officer, at=NOW)
    assert withdrawn.state == State.WITHDRAWN
    assert not proposals_to_withdraw(proposal.case.officer).exists()


def test_an_authoriser_may_still_send_it_back() -> None:
    proposal = make_proposal(submitted=True)
    decide_elsewhere(proposal.case)
    actions.return_proposal(
        proposal=proposal, reason="It was resolved elsewhere.", by=make_inspector(), at=NOW
    )
    proposal.refresh_from_db()
    assert proposal.state == State.RETURNED


def test_nothing_is_begun_or_changed_in_such_a_case() -> None:
    proposal = make_proposal()
    decide_elsewhere(proposal.case, "open")
    by = proposal.case.officer
    refused("case-not-open", actions.change_proposal, proposal=proposal, changes={}, by=by, at=NOW)
    actions.withdraw_proposal(proposal=proposal, by=by, at=NOW)
    refused("case-not-open", actions.draft_proposal, case=proposal.case, kind="outcome_22", by=by, at=NOW)


def test_once_the_extract_is_put_right_it_goes_on() -> None:
    proposal = make_proposal(submitted=True)
    wrong = decide_elsewhere(proposal.case, "open")
    wrong.delete()
    assert go_on("authorise", proposal, proposal.case.officer).pk


def test_it_leaves_the_queue_and_waits_for_its_proposer() -> None:
    proposal = make_proposal(submitted=True)
    officer, inspector = proposal.case.officer, make_inspector()
    assert len(queue_for(inspector, TODAY)) == 1
    assert not proposals_to_withdraw(officer).exists()
    decide_elsewhere(proposal.case, "open")
    assert not queue_for(inspector, TODAY)
    (waiting,) = proposals_to_withdraw(officer)
    assert (waiting.pk, waiting.waiting_on) == (proposal.pk, GIVEN)
    assert not proposals_to_withdraw(make_user("officer")).exists()
    assert not proposals_to_issue(officer).exists()


def test_the_home_page_of_the_proposer_counts_it(client: Client) -> None:
    proposal = make_proposal(authorised=True)
    decide_elsewhere(proposal.case)
    client.force_login(proposal.case.officer)
    home = html.unescape(client.get("/").content.decode())
    assert "Your proposals in cases decided elsewhere" in home
    assert "The first was decided on 30 October 2025" in home


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("open", "The extract says that this case was resolved on 30 October 2025."),
        ("resolved", "The extract says that this case was resolved on 30 October 2025."),
        ("closed", "This case was closed on 30 October 2025."),
    ],
)
def test_the_pages_of_the_case_say_so_and_offer_only_to_withdraw(
    state: str, said: str, client: Client
) -> None:
    proposal = make_proposal()
    decide_elsewhere(proposal.case, state)
    client.force_login(proposal.case.officer)
    decision = reverse("desk:case_decision", args=[proposal.case.reference])
    for name in ("case", "case_options"):
        page = html.unescape(
            client.get(reverse(f"desk:{name}", args=[proposal.case.reference])).content.decode()
        )
        assert said in page
        assert f'href="{decision}">See what is proposed' in page
    page = html.unescape(client.get(decision).content.decode())
    assert said in page
    assert "can no longer be submitted, authorised or issued" in page
    assert reverse("decisions:withdraw_proposal", args=[proposal.case.reference]) in page
    assert reverse("decisions:submit_proposal", args=[proposal.case.reference]) not in page
    assert reverse("decisions:write_rationale", args=[proposal.case.reference]) not in page


def test_who_may_not_see_the_proposal_is_told_without_a_link(client: Client) -> None:
    proposal = make_proposal()
    decide_elsewhere(proposal.case)
    client.force_login(make_user("analyst"))
    page = client.get(reverse("desk:case", args=[proposal.case.reference])).content.decode()
    assert "See what is proposed" not in page


def test_a_case_whose_resolution_was_given_here_warns_of_nothing(client: Client) -> None:
    issued = make_proposal(issued=True)
    client.force_login(issued.case.officer)
    for case in (issued.case, make_case()):
        page = client.get(reverse("desk:case", args=[case.reference])).content.decode()
        assert "The extract says that this case was resolved" not in page


def test_a_resolved_case_of_which_the_day_is_not_known_says_so_without_one(client: Client) -> None:
    proposal = make_proposal()
    Case.objects.filter(pk=proposal.case_id).update(state="resolved")
    client.force_login(proposal.case.officer)
    page = client.get(reverse("desk:case", args=[proposal.case.reference])).content.decode()
    assert "The extract says that this case was resolved. What is proposed" in page
