"""What was authorised becomes a resolution, with everything that follows, or nothing does."""

import datetime as dt

import pytest

from oocr.audit.events import Event
from oocr.cases.models import Case, OutcomeCode, Resolution
from oocr.cases.states import State as CaseState
from oocr.conditions.models import Condition
from oocr.decisions import actions
from oocr.decisions.facts import agreement_facts, prosecutor_facts
from oocr.decisions.models import Agreement, Assessment, Authority
from oocr.decisions.queries import options_of
from oocr.decisions.states import State
from oocr.lifecycle.verdict import Refused
from oocr.referrals.models import Referral
from tests.decisions.test_proposing import NOW, TODAY, events_of, refused
from tests.factories.access import make_user
from tests.factories.decisions import CONDITION, agree, make_authority, make_plain_case, make_proposal
from tests.factories.referrals import make_service

pytestmark = pytest.mark.django_db
ALL = dict.fromkeys(
    ("evidence_told", "enough_to_charge", "admitted", "effect_explained", "document_signed"), True
)


def answer(proposal, **more):
    usual = {"parts": ALL, "agrees": True, "agreed_on": TODAY, "by": proposal.case.officer, "at": NOW}
    return {"proposal": proposal} | usual | more


def with_a_service():
    proposal = make_proposal()
    officer = proposal.case.officer
    facts = CONDITION | {"service": make_service(), "can_begin_on": dt.date(2025, 11, 20), "hours": 8}
    actions.add_condition(proposal=proposal, facts=facts, by=officer, at=NOW)
    letter = {"kind": "reparative", "what": "See a doctor.", "only_signposts": True}
    actions.add_condition(proposal=proposal, facts=CONDITION | letter, by=officer, at=NOW)
    reasons = {"signposting-is-no-condition": "It stands beside two that are conditions."}
    actions.change_proposal(proposal=proposal, changes={"reasons": reasons}, by=officer, at=NOW)
    proposal = actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    make_authority(proposal)
    agree(proposal, officer)
    return proposal


def test_issue_leaves_everything_behind_at_once():
    proposal = with_a_service()
    case, officer = proposal.case, proposal.case.officer
    resolution = actions.issue_resolution(proposal=proposal, by=officer, at=NOW)
    case.refresh_from_db()
    proposal.refresh_from_db()
    assert (case.state, proposal.state, proposal.resolution) == (CaseState.RESOLVED, State.ISSUED, resolution)
    assert (resolution.kind, resolution.issued_on, resolution.authority_rank) == (
        "conditional_caution",
        TODAY,
        "inspector",
    )
    assert resolution.issued_by_collar_number == officer.collar_number
    # What only tells the person to go and ask someone is no condition.
    assert Condition.objects.filter(resolution=resolution).count() == 2
    assert proposal.conditions.filter(condition__isnull=False).count() == 2
    referral = Referral.objects.get(resolution=resolution)
    assert (referral.service, referral.status, referral.referred_on) == (make_service(), "received", TODAY)
    assert [code.code for code in OutcomeCode.objects.filter(resolution=resolution)] == ["3"]
    assert Assessment.objects.filter(proposal=proposal).latest("pk").stage == "issue"
    happened = events_of(case)
    for event in (
        Event.AGREEMENT_RECORDED,
        Event.RESOLUTION_ISSUED,
        Event.CONDITIONS_SET,
        Event.REFERRAL_OPENED,
        Event.OUTCOME_CODE_RECORDED,
        Event.PROPOSAL_ISSUED,
        Event.CASE_RESOLVED,
    ):
        assert happened.count(event) == 1


def test_a_code_that_waits_for_the_activities_is_not_recorded_on_issue():
    proposal = make_proposal(kind="outcome_22", issued=True)
    assert proposal.state == State.ISSUED
    assert not OutcomeCode.objects.exists()


def test_nothing_is_issued_without_an_authority():
    proposal = make_proposal(submitted=True)
    refused("wrong-state", actions.issue_resolution, proposal=proposal, by=proposal.case.officer, at=NOW)


def test_nothing_is_issued_that_the_person_did_not_agree_to():
    proposal = make_proposal(authorised=True)
    officer = proposal.case.officer
    with pytest.raises(Refused) as caught:
        actions.issue_resolution(proposal=proposal, by=officer, at=NOW)
    assert caught.value.verdict.code in ("stopped", "cannot-say")
    actions.record_agreement(**answer(proposal, agrees=False))
    refused("stopped", actions.issue_resolution, proposal=proposal, by=officer, at=NOW)
    assert not Resolution.objects.exists()


def test_an_agreement_is_to_what_stands_and_is_given_once():
    proposal = make_proposal(submitted=True)
    refused("no-authority", actions.record_agreement, **answer(proposal))
    make_authority(proposal)
    later = answer(proposal, agreed_on=TODAY + dt.timedelta(days=1))
    refused("agreed-later", actions.record_agreement, **later)
    actions.record_agreement(**answer(proposal))
    refused("answered-already", actions.record_agreement, **answer(proposal))


def test_what_is_authorised_anew_is_agreed_anew():
    proposal = make_proposal(agreed=True)
    officer = proposal.case.officer
    actions.change_proposal(proposal=proposal, changes={"why_this": "Otherwise."}, by=officer, at=NOW)
    proposal = actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    make_authority(proposal)
    with pytest.raises(Refused):
        actions.issue_resolution(proposal=proposal, by=officer, at=NOW)
    assert Agreement.objects.count() == 1
    assert Authority.objects.count() == 2


@pytest.mark.parametrize("role", ["youth_justice_worker", "provider_worker", "analyst"])
def test_only_those_who_may_issue_issue(role):
    proposal = make_proposal(agreed=True)
    refused("no-permission", actions.issue_resolution, proposal=proposal, by=make_user(role), at=NOW)
    refused("no-permission", actions.record_agreement, **answer(proposal, by=make_user(role)))


def test_a_hub_co_ordinator_issues_what_others_decided():
    proposal = make_proposal(agreed=True)
    by = make_user("hub_coordinator")
    assert actions.issue_resolution(proposal=proposal, by=by, at=NOW).case_id == proposal.case_id


def test_what_was_given_early_keeps_its_day_and_says_why():
    given_on = TODAY - dt.timedelta(days=3)
    proposal = make_proposal(agreed=True, given_on=given_on)
    officer = proposal.case.officer
    refused("no-reason", actions.issue_resolution, proposal=proposal, by=officer, at=NOW)
    why = {"authority-after-the-event": "Given on the street; the sergeant was asked the next day."}
    resolution = actions.issue_resolution(proposal=proposal, reasons=why, by=officer, at=NOW)
    assert resolution.issued_on == given_on
    assert Authority.objects.get().retrospective


def test_a_prosecutor_is_asked_once_and_answers_once():
    case = make_plain_case()
    officer = case.officer
    asked = actions.ask_prosecutor(case=case, resolution="conditional_caution", by=officer, at=NOW)
    refused(
        "asked-already",
        actions.ask_prosecutor,
        case=case,
        resolution="conditional_caution",
        by=officer,
        at=NOW,
    )
    whole = {
        "asked": asked,
        "reference": "05/1234/25",
        "decision": "agreed",
        "decided_on": TODAY,
        "by": officer,
        "at": NOW,
    }
    refused("not-whole", actions.record_prosecutor_decision, **(whole | {"reference": " "}))
    early = {"decided_on": TODAY - dt.timedelta(days=1)}
    refused("wrong-day", actions.record_prosecutor_decision, **(whole | early))
    decided = actions.record_prosecutor_decision(**whole)
    assert (decided.decision, decided.recorded_by) == ("agreed", officer)
    refused("recorded-already", actions.record_prosecutor_decision, **whole)
    assert {Event.PROSECUTOR_ASKED, Event.PROSECUTOR_DECIDED} <= set(events_of(case))


def test_a_hate_crime_goes_to_a_prosecutor_and_back():
    case = make_plain_case(
        crime={"hate_strand": "race"},
        answers={"hate": {"hostility_asked": True, "hostility_perceived_by": ["victim"]}},
    )
    officer = case.officer
    why = {"hate-crime-caution-is-exceptional": "One word, in drink; the victim asks for this and no court."}
    proposal = make_proposal(case=case, reasons=why)
    because = refused("cannot-say", actions.submit_proposal, proposal=proposal, by=officer, at=NOW)
    assert "what the prosecutor decided" in because
    asked = actions.ask_prosecutor(case=case, resolution=proposal.kind, by=officer, at=NOW)
    actions.record_prosecutor_decision(
        asked=asked, reference="05/1234/25", decision="agreed", decided_on=TODAY, by=officer, at=NOW
    )
    answers = {option.resolution: option.answer for option in options_of(case, TODAY)}
    assert answers["conditional_caution"] in ("open", "needs")
    actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    assert make_authority(proposal).given_by.rank_on(TODAY) == "inspector"


def test_what_a_prosecutor_refuses_is_shut():
    case = make_plain_case(crime={"hate_strand": "race"})
    officer = case.officer
    asked = actions.ask_prosecutor(case=case, resolution="conditional_caution", by=officer, at=NOW)
    actions.record_prosecutor_decision(
        asked=asked, reference="05/1235/25", decision="refused", decided_on=TODAY, by=officer, at=NOW
    )
    answers = {option.resolution: option.answer for option in options_of(case, TODAY)}
    assert answers["conditional_caution"] == "shut"


def test_the_director_consents_or_does_not():
    case = make_plain_case()
    officer = case.officer
    asked = actions.ask_prosecutor(case=case, resolution="conditional_caution", by=officer, at=NOW)
    actions.record_prosecutor_decision(
        asked=asked,
        reference="05/7",
        decision="agreed",
        decided_on=TODAY,
        director_consents="yes",
        by=officer,
        at=NOW,
    )
    assert prosecutor_facts(case, "conditional_caution") == {
        "prosecutor_decision": "agreed",
        "director_consent": True,
    }
    assert prosecutor_facts(case, "community_resolution") == {}


def test_whether_an_appropriate_adult_was_there_is_a_fact_of_the_answer():
    proposal = make_proposal(authorised=True)
    agreement = actions.record_agreement(**answer(proposal, appropriate_adult_present="yes"))
    assert agreement_facts(agreement.authority)["appropriate_adult_present"] is True


def test_nobody_decides_in_a_case_that_they_may_not_see():
    proposal = make_proposal(agreed=True)
    Case.objects.filter(pk=proposal.case_id).update(restricted=True, officer=None)
    by = make_user("hub_coordinator")
    refused("not-seen", actions.issue_resolution, proposal=proposal, by=by, at=NOW)
