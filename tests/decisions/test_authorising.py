"""Saying yes or no: by whom, at what rank, and when it falls."""

import datetime as dt

import pytest
from django.utils import timezone

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import record_rank
from oocr.access.ranks import Rank
from oocr.audit.events import Event
from oocr.cases.actions import correct_fact
from oocr.cases.actions.answers import record_answers
from oocr.decisions import actions
from oocr.decisions.models import Authority, Delegation
from oocr.decisions.queries import material_changes, queue_for
from oocr.decisions.standing import rank_on, standing_of
from oocr.decisions.states import PROPOSAL, State
from oocr.lifecycle.verdict import Refused
from tests.decisions.test_proposing import NOW, TODAY, events_of, refused
from tests.factories.access import make_user
from tests.factories.decisions import (
    FAMILY,
    make_authority,
    make_inspector,
    make_plain_case,
    make_proposal,
    make_sergeant,
)

pytestmark = pytest.mark.django_db
REASONS = {"concern-without-a-referral": "Both have support already, and neither wants more."}


def yes(proposal, by, **more):
    return {"proposal": proposal, "reason": "It fits.", "connected": False, "by": by, "at": NOW} | more


def domestic(**steps):
    case = make_plain_case(crime={"domestic_abuse": "yes"}, answers={"relationship": FAMILY})
    return make_proposal(case=case, kind="community_resolution", reasons=REASONS, **steps)


def test_a_sergeant_authorises_and_the_rank_is_kept():
    proposal = make_proposal(submitted=True)
    sergeant = make_sergeant()
    authority = actions.authorise_proposal(**yes(proposal, sergeant))
    assert (authority.rank, authority.required, authority.acting) == (Rank.SERGEANT, "sergeant", False)
    assert not authority.retrospective
    assert authority.facts["offence_class"] == "summary"
    assert "authoriser_rank" not in authority.facts
    proposal.refresh_from_db()
    assert proposal.state == State.AUTHORISED
    assert Event.PROPOSAL_AUTHORISED in events_of(proposal.case)


def test_an_inspector_authorises_domestic_abuse_and_a_sergeant_is_told_who_could():
    proposal = domestic(submitted=True)
    because = refused("rank-too-low", actions.authorise_proposal, **yes(proposal, make_sergeant()))
    assert "an inspector or above" in because
    assert actions.authorise_proposal(**yes(proposal, make_inspector())).required == "inspector"


def test_nobody_authorises_their_own_work():
    sergeant = make_sergeant()
    proposal = make_proposal(by=sergeant, submitted=True)
    refused("own-work", actions.authorise_proposal, **yes(proposal, sergeant))
    refused("own-work", actions.return_proposal, proposal=proposal, reason="No.", by=sergeant, at=NOW)
    investigator = make_sergeant()
    theirs = make_proposal(
        case=make_plain_case(officer=investigator), by=make_user("officer"), submitted=True
    )
    refused("own-work", actions.authorise_proposal, **yes(theirs, investigator))


def test_nobody_authorises_for_someone_they_are_connected_to():
    proposal = make_proposal(submitted=True)
    refused("connected", actions.authorise_proposal, **yes(proposal, make_sergeant(), connected=True))


def test_a_reason_is_written():
    proposal = make_proposal(submitted=True)
    refused("no-reason", actions.authorise_proposal, **yes(proposal, make_sergeant(), reason=" "))
    refused("no-reason", actions.return_proposal, proposal=proposal, reason="", by=make_sergeant(), at=NOW)


def test_a_role_without_a_rank_authorises_nothing():
    proposal = make_proposal(submitted=True)
    refused("no-rank", actions.authorise_proposal, **yes(proposal, make_user("sergeant")))


def test_the_rank_counts_on_the_day_and_not_before():
    proposal = domestic(submitted=True)
    sergeant = make_sergeant()
    record_rank(
        user=sergeant, rank=Rank.INSPECTOR, from_on=TODAY + dt.timedelta(days=1), by=SETTING_UP, at=NOW
    )
    refused("rank-too-low", actions.authorise_proposal, **yes(proposal, sergeant))


def test_an_acting_inspector_authorises_as_one():
    proposal = domestic(submitted=True)
    sergeant = make_sergeant()
    sergeant.ranks.create(rank=Rank.INSPECTOR, acting=True, from_on=TODAY, to_on=TODAY + dt.timedelta(days=7))
    authority = actions.authorise_proposal(**yes(proposal, sergeant))
    assert (authority.rank, authority.acting) == (Rank.INSPECTOR, True)


def lend(giver, to, rank=Rank.INSPECTOR, **days):
    days = {"from_on": TODAY, "to_on": TODAY + dt.timedelta(days=7)} | days
    return {"to": to, "rank": rank, **days, "by": giver, "at": NOW}


def test_what_an_inspector_delegates_counts_until_its_day():
    inspector, sergeant = make_inspector(), make_sergeant()
    lent = actions.delegate_authority(**lend(inspector, sergeant))
    proposal = domestic(submitted=True)
    authority = actions.authorise_proposal(**yes(proposal, sergeant))
    assert (authority.rank, authority.delegation) == (Rank.INSPECTOR, lent)
    held = rank_on(sergeant, TODAY + dt.timedelta(days=7))
    assert held is not None
    assert held.rank == Rank.SERGEANT


def test_what_is_delegated_never_reaches_above_the_lender_or_their_own_work():
    inspector, sergeant = make_inspector(), make_sergeant()
    lent = lend(inspector, sergeant, Rank.SUPERINTENDENT)
    refused("above-your-rank", actions.delegate_authority, **lent)
    actions.delegate_authority(**lend(inspector, sergeant))
    theirs = domestic(by=inspector, submitted=True)
    refused("rank-too-low", actions.authorise_proposal, **yes(theirs, sergeant))
    inspector.ranks.update(to_on=TODAY)
    other = domestic(submitted=True)
    refused("rank-too-low", actions.authorise_proposal, **yes(other, sergeant))


def test_a_delegation_goes_to_somebody_else_who_may_authorise():
    inspector = make_inspector()
    refused("to-yourself", actions.delegate_authority, **lend(inspector, inspector))
    refused("not-an-authoriser", actions.delegate_authority, **lend(inspector, make_user("officer")))
    refused("wrong-days", actions.delegate_authority, **lend(inspector, make_sergeant(), to_on=TODAY))
    refused("no-permission", actions.delegate_authority, **lend(make_user("officer"), make_sergeant()))


def test_a_delegation_is_ended_by_the_one_who_gave_it():
    inspector, sergeant = make_inspector(), make_sergeant()
    lent = actions.delegate_authority(**lend(inspector, sergeant))
    refused("not-yours", actions.end_delegation, delegation=lent, by=make_inspector(), at=NOW)
    actions.end_delegation(delegation=lent, by=inspector, at=NOW)
    refused("ended", actions.end_delegation, delegation=lent, by=inspector, at=NOW)
    held = rank_on(sergeant, TODAY)
    assert held is not None
    assert held.rank == Rank.SERGEANT
    assert Delegation.objects.get().to_on == TODAY
    assert [line for line in (Event.DELEGATION_GIVEN, Event.DELEGATION_ENDED) if line in events_of(sergeant)]


def test_a_returned_proposal_comes_back_with_reasons_and_can_be_asked_again():
    proposal = make_proposal(submitted=True)
    officer, sergeant = proposal.case.officer, make_sergeant()
    returned = actions.return_proposal(proposal=proposal, reason="Say who verifies it.", by=sergeant, at=NOW)
    assert returned.proposal.state == State.RETURNED
    assert Event.PROPOSAL_RETURNED in events_of(proposal.case)
    because = refused("already-returned", actions.authorise_proposal, **yes(proposal, make_inspector()))
    assert sergeant.name in because
    again = actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    assert again.state == State.WITH_AUTHORISER


def test_the_second_of_two_is_told_who_was_first():
    proposal = make_proposal(submitted=True)
    first = make_sergeant(name="Grace Okafor")
    actions.authorise_proposal(**yes(proposal, first))
    because = refused("already-authorised", actions.authorise_proposal, **yes(proposal, make_inspector()))
    assert because.startswith("Grace Okafor authorised this proposal on 3 November 2025")


def test_late_authority_is_marked_retrospective():
    proposal = make_proposal(submitted=True, given_on=TODAY - dt.timedelta(days=2))
    assert actions.authorise_proposal(**yes(proposal, make_sergeant())).retrospective


def test_an_authority_falls_when_a_material_fact_changes_and_can_be_given_again():
    proposal = make_proposal(agreed=True)
    case, officer = proposal.case, proposal.case.officer
    record_answers(
        case=case, section="gravity", answers={"gravity_final": 3}, reason="Weighed again", by=officer, at=NOW
    )
    assert material_changes(proposal, TODAY) == [
        "the final gravity score",
        "how far the final gravity score is from the base",
    ]
    with pytest.raises(Refused) as caught:
        actions.issue_resolution(proposal=proposal, by=officer, at=NOW)
    assert caught.value.verdict.code == "facts-changed"
    proposal.refresh_from_db()
    voided = Authority.objects.get(proposal=proposal)
    assert (proposal.state, voided.voided_by) == (State.VOIDED, "job:decisions.falling")
    assert "the final gravity score" in voided.voided_why
    assert events_of(case)[-1] == Event.AUTHORITY_VOIDED
    actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    assert actions.authorise_proposal(**yes(proposal, make_inspector())).voided_at is None
    assert Authority.objects.filter(proposal=proposal).count() == 2


def test_an_authority_falls_when_the_crime_is_corrected():
    proposal = make_proposal(authorised=True)
    case = proposal.case
    crime = case.crimes.get()
    correct_fact(
        case=case, thing=crime, field="weapon", value="blade", reason="Found", by=case.officer, at=NOW
    )
    assert "whether a weapon was carried or used" in material_changes(proposal, TODAY)


def test_an_authority_falls_when_the_proposal_is_changed():
    proposal = make_proposal(authorised=True)
    officer = proposal.case.officer
    condition = proposal.conditions.get()
    actions.change_condition(condition=condition, facts={"hours": 5}, by=officer, at=NOW)
    proposal.refresh_from_db()
    assert proposal.state == State.VOIDED
    assert Authority.objects.get(proposal=proposal).voided_why == (
        "The proposal was changed after it was authorised."
    )


def test_an_authority_falls_when_the_proposal_is_withdrawn():
    proposal = make_proposal(authorised=True)
    actions.withdraw_proposal(proposal=proposal, by=proposal.case.officer, at=NOW)
    assert not Authority.objects.filter(voided_at__isnull=True).exists()


def test_an_authoriser_takes_an_authority_back():
    proposal = make_proposal(authorised=True)
    sergeant = make_sergeant()
    assert PROPOSAL["void"].event == Event.AUTHORITY_VOIDED
    refused("no-reason", actions.void_authority, proposal=proposal, why="", by=sergeant, at=NOW)
    refused(
        "no-permission", actions.void_authority, proposal=proposal, why="x", by=proposal.case.officer, at=NOW
    )
    voided = actions.void_authority(proposal=proposal, why="Given too soon.", by=sergeant, at=NOW)
    assert voided.state == State.VOIDED
    assert Authority.objects.get().voided_by == sergeant.ledger_ref
    own = make_proposal(by=sergeant, authorised=True)
    refused("own-work", actions.void_authority, proposal=own, why="x", by=sergeant, at=NOW)


def test_the_queue_has_the_nearest_time_limit_first_and_says_what_is_above_a_rank():
    usual = make_proposal(submitted=True)
    pressing = make_proposal(
        case=make_plain_case(
            crime={"committed_from": dt.date(2025, 5, 20), "committed_to": dt.date(2025, 5, 20)}
        ),
        submitted=True,
        reasons={"time-left-to-charge": "The course cannot begin sooner."},
    )
    above = domestic(submitted=True)
    sergeant, waiting = make_sergeant(), []
    waiting = queue_for(sergeant, TODAY)
    assert [each.proposal for each in waiting] == [pressing, usual, above]
    assert waiting[0].last_day_to_charge == dt.date(2025, 11, 20)
    assert [each.why_not for each in waiting] == ["", "", "rank-too-low"]
    assert {each.why_not for each in queue_for(usual.case.officer, TODAY)} >= {"own-work"}


def test_the_queue_asks_the_same_few_questions_however_long_it_is(django_assert_max_num_queries):
    for _ in range(3):
        make_proposal(submitted=True)
    sergeant = make_sergeant()
    assert sergeant.memberships_today
    with django_assert_max_num_queries(6):
        queue_for(sergeant, TODAY)


def test_a_page_and_an_action_hear_the_same_verdict():
    proposal = make_proposal(submitted=True)
    officer = proposal.case.officer
    moves = {
        move.name: verdict.code
        for move, verdict in PROPOSAL.open_to(proposal, standing_of(officer, proposal, timezone.localdate()))
    }
    assert moves == {"take_back": "", "authorise": "no-permission", "return": "no-permission", "withdraw": ""}
    make_authority(proposal)
