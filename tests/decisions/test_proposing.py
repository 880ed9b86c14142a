"""Asking for a resolution: what may be drafted, changed, submitted, taken back and withdrawn, and what is refused."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Asked
from oocr.cases.actions.answers import record_answers
from oocr.decisions import actions
from oocr.decisions.models import Assessment, Proposal
from oocr.decisions.queries import options_of, proposal_for
from oocr.decisions.states import State
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_agency, make_user
from tests.factories.decisions import CONDITION, RATIONALE, make_plain_case, make_proposal

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 11, 3, 9, 30, tzinfo=dt.UTC)
TODAY = dt.date(2025, 11, 3)


def refused(code: str, action, **arguments) -> str:
    """Try it; it must be refused with this code. Gives back the sentence."""
    with pytest.raises(Refused) as caught, transaction.atomic():
        action(**arguments)
    assert caught.value.verdict.code == code
    return caught.value.verdict.because


def events_of(case) -> list[str]:
    return [line.event.value for line in reversed(ledger.lines(Asked(about=case.ledger_ref)))]


def test_the_options_stand_side_by_side_with_reasons():
    case = make_plain_case()
    options = {option.resolution: option for option in options_of(case, TODAY)}
    assert {options[kind].answer for kind in ("community_resolution", "conditional_caution")} == {"open"}
    assert options["youth_caution"].answer == "shut"
    assert options["penalty_notice"].findings


def test_draft_keeps_what_the_packs_said_that_day():
    case = make_plain_case()
    proposal = actions.draft_proposal(case=case, kind="conditional_caution", by=case.officer, at=NOW)
    kept = Assessment.objects.get(proposal=proposal)
    assert (kept.resolution, kept.stage, kept.answer) == ("conditional_caution", "choose", "open")
    assert kept.facts["stance"] == "admitted"
    assert {"id", "in_force_from", "hash"} == set(kept.packs[0])
    assert events_of(case)[-2:] == [Event.CASE_ASSESSED, Event.PROPOSAL_DRAFTED]


def test_assess_keeps_an_answer_without_a_proposal():
    case = make_plain_case()
    kept = actions.assess_case(case=case, resolution="outcome_22", by=case.officer, at=NOW)
    assert (kept.proposal, kept.resolution) == (None, "outcome_22")


def test_what_a_rule_shuts_cannot_be_drafted():
    case = make_plain_case()
    because = refused(
        "stopped", actions.draft_proposal, case=case, kind="youth_caution", by=case.officer, at=NOW
    )
    assert because.endswith(".")


def test_a_case_has_one_live_proposal():
    proposal = make_proposal()
    case = proposal.case
    refused("one-proposal", actions.draft_proposal, case=case, kind="outcome_22", by=case.officer, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(case=case, kind="outcome_22", proposed_at=NOW, proposed_by=case.officer)
    actions.withdraw_proposal(proposal=proposal, by=case.officer, at=NOW)
    second = actions.draft_proposal(case=case, kind="outcome_22", by=case.officer, at=NOW)
    assert proposal_for(case.officer, case.reference) == second


@pytest.mark.parametrize("role", ["provider_worker", "analyst", "hub_coordinator", "youth_justice_worker"])
def test_only_those_who_may_propose_draft(role):
    case = make_plain_case()
    refused("no-permission", actions.draft_proposal, case=case, kind="outcome_22", by=make_user(role), at=NOW)


def test_a_role_at_another_force_opens_nothing_here():
    case, stranger = make_plain_case(), make_user("officer")
    agency = make_agency()
    agency.pk, agency.key, agency.name = None, "other-force", "Another force"
    agency.save()
    stranger.memberships.update(agency=agency)
    refused("other-agency", actions.draft_proposal, case=case, kind="outcome_22", by=stranger, at=NOW)


def test_a_closed_case_takes_no_proposal():
    issued = make_proposal(issued=True)
    case = issued.case
    refused("case-not-open", actions.draft_proposal, case=case, kind="outcome_22", by=case.officer, at=NOW)


def test_submit_asks_for_the_rank_the_packs_ask_for():
    proposal = make_proposal(submitted=True)
    assert (proposal.state, proposal.required_authority) == (State.WITH_AUTHORISER, "sergeant")
    assert proposal.submitted_by == proposal.case.officer
    assert Event.PROPOSAL_SUBMITTED in events_of(proposal.case)


def test_an_unwritten_part_of_the_rationale_keeps_it_from_being_submitted():
    proposal = make_proposal(why_not_less="  ")
    officer = proposal.case.officer
    because = refused("no-reason", actions.submit_proposal, proposal=proposal, by=officer, at=NOW)
    assert "Why would less not be enough?" in because


def test_an_unheard_victim_keeps_it_from_being_submitted():
    proposal = make_proposal(case=make_plain_case(heard=False))
    officer = proposal.case.officer
    with pytest.raises(Refused):
        actions.submit_proposal(proposal=proposal, by=officer, at=NOW)


def test_what_is_not_known_keeps_it_from_being_submitted_and_is_named():
    case = make_plain_case()
    record_answers(
        case=case, section="evidence", answers={"stance": None}, reason="Wrong case", by=case.officer, at=NOW
    )
    proposal = make_proposal(case=case)
    because = refused("cannot-say", actions.submit_proposal, proposal=proposal, by=case.officer, at=NOW)
    assert "what the person says about the offence" in because


def test_a_caution_without_a_condition_is_stopped():
    proposal = make_proposal()
    actions.remove_condition(condition=proposal.conditions.get(), by=proposal.case.officer, at=NOW)
    refused("stopped", actions.submit_proposal, proposal=proposal, by=proposal.case.officer, at=NOW)


def test_what_is_with_the_authoriser_is_taken_back_before_it_is_changed():
    proposal = make_proposal(submitted=True)
    officer = proposal.case.officer
    change = {"proposal": proposal, "changes": {"why_this": "Another reason."}, "by": officer, "at": NOW}
    refused("with-authoriser", actions.change_proposal, **change)
    assert actions.take_back_proposal(proposal=proposal, by=officer, at=NOW).state == State.DRAFTED
    changed = actions.change_proposal(**change)
    assert changed.rationale.startswith("Another reason.")
    assert events_of(proposal.case)[-2:] == [Event.PROPOSAL_TAKEN_BACK, Event.PROPOSAL_CHANGED]


def test_an_ended_proposal_is_changed_no_more():
    proposal = make_proposal()
    officer = proposal.case.officer
    assert actions.withdraw_proposal(proposal=proposal, by=officer, at=NOW).state == State.WITHDRAWN
    assert events_of(proposal.case)[-1] == Event.PROPOSAL_WITHDRAWN
    refused("wrong-state", actions.add_condition, proposal=proposal, facts=CONDITION, by=officer, at=NOW)
    refused("wrong-state", actions.submit_proposal, proposal=proposal, by=officer, at=NOW)


def test_a_condition_says_what_it_is():
    proposal = make_proposal()
    officer = proposal.case.officer
    refused("no-condition", actions.add_condition, proposal=proposal, facts={"what": " "}, by=officer, at=NOW)
    condition = proposal.conditions.get()
    changed = actions.change_condition(
        condition=condition, facts={"hours": 12, "penalty_pounds": 40}, by=officer, at=NOW
    )
    assert changed.in_full.endswith("12 hours. Financial penalty: £40.")


def test_the_resolution_can_be_changed_but_not_to_a_shut_one():
    proposal = make_proposal()
    officer = proposal.case.officer
    changed = actions.change_proposal(
        proposal=proposal, changes={"kind": "community_resolution"}, by=officer, at=NOW
    )
    assert changed.kind == "community_resolution"
    refused(
        "stopped",
        actions.change_proposal,
        proposal=proposal,
        changes={"kind": "simple_caution"},
        by=officer,
        at=NOW,
    )
    later = {"given_on": timezone.localdate() + dt.timedelta(days=1)}
    refused("given-later", actions.change_proposal, proposal=proposal, changes=later, by=officer, at=NOW)
    with pytest.raises(ValueError, match="no \\['state'\\]"):
        actions.change_proposal(proposal=proposal, changes={"state": "issued"}, by=officer, at=NOW)


def test_whoever_writes_in_a_proposal_makes_it_their_own_work():
    proposal = make_proposal()
    helper = make_user("sergeant")
    actions.change_proposal(proposal=proposal, changes={"why_this": RATIONALE["why_this"]}, by=helper, at=NOW)
    proposal.refresh_from_db()
    assert proposal.own_work_of == {helper.ledger_ref, proposal.case.officer.ledger_ref}
