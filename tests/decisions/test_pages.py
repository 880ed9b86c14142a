"""The pages of deciding, as people meet them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from oocr.access.ranks import Rank
from oocr.cases.actions.answers import record_answers
from oocr.cases.known import known_of
from oocr.cases.questions import sections_for
from oocr.decisions import actions
from oocr.decisions.models import Authority, Delegation, Proposal
from oocr.decisions.presenters.ways import Ways, ways_in
from oocr.decisions.states import State
from tests.decisions.test_proposing import NOW
from tests.factories.access import make_user
from tests.factories.decisions import (
    CONDITION,
    PLAIN,
    RATIONALE,
    make_authority,
    make_inspector,
    make_plain_case,
    make_proposal,
    make_sergeant,
)
from tests.ui.reading import Reading

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body(client, name, *arguments, status=200) -> str:
    response = client.get(reverse(name, args=arguments))
    assert response.status_code == status
    return response.content.decode()


def test_the_options_page_shows_every_resolution_with_reasons_and_a_way_to_propose():
    case = make_plain_case()
    shown = body(signed_in(case.officer), "desk:case_options", case.reference)
    for title in ("Community resolution", "Conditional caution", "Youth caution", "Penalty notice"):
        assert title in shown
    assert reverse("decisions:propose", args=[case.reference, "conditional_caution"]) in shown
    assert reverse("decisions:propose", args=[case.reference, "youth_caution"]) not in shown
    assert "Source:" in shown


def test_what_the_force_does_not_give_is_folded_away_and_what_is_asked_later_is_said():
    case = make_plain_case()
    shown = body(signed_in(case.officer), "desk:case_options", case.reference)
    cards, not_given = shown.split("Not given here (5)")
    for title in ("Simple caution", "Penalty notice for disorder", "Diversionary caution"):
        assert title in not_given
        assert title not in cards
    assert "Youth caution" in cards, "what is given, but not to this person, stays in sight"
    later = cards.split("Asked later, before it is issued")[1].split("</details>")[0]
    before = later.split("Before it is authorised (")[1].split("Before it is issued (")[0]
    assert "Whoever investigated or proposed may not authorise." in before
    ways = ("Propose community resolution", "Propose conditional caution", "Propose outcome 22")
    assert [cards.count(way) for way in ways] == [1, 1, 1]
    assert cards.count("Asked later") == 3, "nothing of what is shut"


def test_a_missing_fact_leads_to_the_page_that_answers_it():
    case = make_plain_case(heard=False, answers={"evidence": {"stance": None}})
    shown = body(signed_in(case.officer), "desk:case_options", case.reference)
    page = reverse("cases:facts_section", args=[case.reference, "evidence"])
    cards, _ = shown.split("Not given here")
    known = cards.split("Community resolution", 1)[1].split("It is not known")[1].split("</ul>")[0]
    assert f'href="{page}#id_stance"' in known, "what stops the answer stands in sight"
    waiting = cards.split("Rules that wait for it (")[1].split("</details>")[0]
    assert "needs the person to admit the offence or accept responsibility" in waiting, "and why, folded away"


def test_someone_who_may_not_propose_is_told_who_could():
    case = make_plain_case()
    shown = body(signed_in(make_user("hub_coordinator")), "desk:case_options", case.reference)
    assert "Someone with one of these roles could: officer, sergeant or inspector." in shown
    assert "Propose conditional caution" not in shown


def test_an_officer_goes_from_options_to_the_authoriser_and_back_page_by_page():
    case = make_plain_case()
    client, ref = signed_in(case.officer), case.reference
    shown = body(client, "decisions:propose", ref, "conditional_caution")
    assert "What to tell the person" in shown
    client.post(reverse("decisions:propose", args=[ref, "conditional_caution"]))
    assert client.post(reverse("decisions:write_rationale", args=[ref]), RATIONALE).status_code == 302
    condition = {
        "kind": "rehabilitative",
        "what": "Attend both days of the course.",
        "due_on_day": "12",
        "due_on_month": "1",
        "due_on_year": "2026",
        "delivered_by": "The tutors",
        "evidence": "Certificate",
        "verifier": "The hub",
    }
    assert client.post(reverse("decisions:add_condition", args=[ref]), condition).status_code == 302
    proposal = Proposal.objects.get(case=case)
    number = proposal.conditions.get().pk
    assert "Attend both days" in body(client, "decisions:change_condition", ref, number)
    assert "Remove" in body(client, "decisions:remove_condition", ref, number)
    assert "exceptional" in body(client, "decisions:give_reasons", ref)
    assert "Check before you submit" in body(client, "decisions:submit_proposal", ref)
    client.post(reverse("decisions:submit_proposal", args=[ref]))
    proposal.refresh_from_db()
    assert proposal.state == State.WITH_AUTHORISER
    shown = body(client, "desk:case_decision", ref)
    assert "Take it back to change it" in shown
    assert "Authorise: not by you now." in shown
    client.post(reverse("decisions:take_back_proposal", args=[ref]))
    proposal.refresh_from_db()
    assert proposal.state == State.DRAFTED
    client.post(reverse("decisions:remove_condition", args=[ref, number]))
    shown = body(client, "decisions:submit_proposal", ref)
    assert "It cannot be submitted yet." in shown
    client.post(reverse("decisions:withdraw_proposal", args=[ref]))
    assert "Withdrawn" in body(client, "desk:case_decision", ref)


def test_a_condition_that_says_nothing_is_asked_again_and_keeps_what_was_typed():
    proposal = make_proposal()
    client = signed_in(proposal.case.officer)
    response = client.post(
        reverse("decisions:add_condition", args=[proposal.case.reference]), {"evidence": "A letter"}
    )
    shown = response.content.decode()
    assert "Enter what the person has to do" in shown
    assert "A letter" in shown


def test_an_authoriser_reads_and_authorises():
    proposal = make_proposal(submitted=True)
    sergeant, ref = make_sergeant(), proposal.case.reference
    client = signed_in(sergeant)
    assert ref in body(client, "decisions:queue")
    assert "Are you connected" in body(client, "decisions:authorise_proposal", ref)
    missing = client.post(reverse("decisions:authorise_proposal", args=[ref]), {"reason": "It fits."})
    assert "Select whether you are connected" in missing.content.decode()
    connected = {"reason": "It fits.", "connected": "yes"}
    refused = client.post(reverse("decisions:authorise_proposal", args=[ref]), connected)
    assert "You are connected to the person or a victim." in refused.content.decode()
    client.post(
        reverse("decisions:authorise_proposal", args=[ref]), {"reason": "It fits.", "connected": "no"}
    )
    assert Authority.objects.get().given_by == sergeant
    shown = body(client, "desk:case_decision", ref)
    assert "It fits." in shown
    assert "Record the person’s answer" in shown


def test_whoever_proposed_is_not_told_that_they_may_not_authorise_as_if_that_stood_in_the_way():
    proposal = make_proposal(submitted=True)
    shown = body(signed_in(proposal.proposed_by), "desk:case_decision", proposal.case.reference)
    assert "What stands in the way" not in shown
    assert "Authorise: not by you now." in shown


def test_an_authoriser_returns_with_a_reason():
    proposal = make_proposal(submitted=True)
    client, ref = signed_in(make_sergeant()), proposal.case.reference
    empty = client.post(reverse("decisions:return_proposal", args=[ref]), {})
    assert "Enter what is to be put right" in empty.content.decode()
    client.post(reverse("decisions:return_proposal", args=[ref]), {"reason": "Name who verifies it."})
    assert "Name who verifies it." in body(signed_in(proposal.case.officer), "desk:case_decision", ref)


def test_the_page_of_a_move_that_is_not_open_says_why():
    proposal = make_proposal(submitted=True)
    shown = body(signed_in(make_sergeant()), "decisions:issue_proposal", proposal.case.reference, status=403)
    assert "it must be authorised" in shown


def test_the_person_answers_and_it_is_issued():
    proposal = make_proposal(authorised=True)
    client, ref = signed_in(proposal.case.officer), proposal.case.reference
    parts = ("evidence_told", "enough_to_charge", "admitted", "effect_explained", "document_signed")
    answer = dict.fromkeys(parts, "yes") | {
        "agrees": "yes",
        "agreed_on_day": "3",
        "agreed_on_month": "11",
        "agreed_on_year": "2025",
        "appropriate_adult_present": "not_recorded",
    }
    body(client, "decisions:record_agreement", ref)
    assert client.post(reverse("decisions:record_agreement", args=[ref]), answer).status_code == 302
    body(client, "decisions:issue_proposal", ref)
    assert client.post(reverse("decisions:issue_proposal", args=[ref])).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == State.ISSUED
    assert "Issued" in body(client, "desk:case_decision", ref)
    told = body(client, "desk:case_timeline", ref)
    assert "Conditional caution proposed" in told
    assert "The person agrees" in told
    assert "Said on 3 November 2025. They were told all of it, and signed." in told


def test_an_authority_that_no_longer_stands_says_what_changed():
    proposal = make_proposal(authorised=True)
    case = proposal.case
    record_answers(
        case=case, section="gravity", answers={"gravity_final": 3}, reason="Again", by=case.officer, at=NOW
    )
    shown = body(signed_in(case.officer), "desk:case_decision", case.reference)
    assert "The authority no longer stands. What changed: the final gravity score" in shown


def test_a_prosecutor_is_asked_and_the_answer_put_down():
    case = make_plain_case()
    client, ref = signed_in(case.officer), case.reference
    body(client, "decisions:ask_prosecutor", ref)
    client.post(reverse("decisions:ask_prosecutor", args=[ref]), {"resolution": "conditional_caution"})
    asked = case.prosecutor_decisions.get()
    assert "Record the decision" in body(client, "desk:case_decision", ref)
    body(client, "decisions:record_decision", ref, asked.pk)
    decided = {
        "reference": "05/1",
        "decision": "agreed",
        "decided_on_day": "3",
        "decided_on_month": "11",
        "decided_on_year": "2025",
        "director_consents": "not_recorded",
    }
    client.post(reverse("decisions:record_decision", args=[ref, asked.pk]), decided)
    assert "Agreed to the resolution" in body(client, "desk:case_decision", ref)
    body(client, "decisions:record_decision", ref, asked.pk, status=404)


def test_an_inspector_delegates_and_ends_it():
    inspector, sergeant = make_inspector(), make_sergeant()
    client = signed_in(inspector)
    assert sergeant.name in body(client, "decisions:delegations")
    given = {
        "to": str(sergeant.pk),
        "rank": "inspector",
        "from_on_day": "3",
        "from_on_month": "11",
        "from_on_year": "2025",
        "to_on_day": "10",
        "to_on_month": "11",
        "to_on_year": "2025",
    }
    assert client.post(reverse("decisions:delegations"), given).status_code == 302
    lent = Delegation.objects.get()
    assert "End it" in body(client, "decisions:delegations")
    body(signed_in(sergeant), "decisions:end_delegation", lent.pk, status=404)
    body(client, "decisions:end_delegation", lent.pk)
    client.post(reverse("decisions:end_delegation", args=[lent.pk]))
    lent.refresh_from_db()
    assert lent.to_on == dt.date(2025, 11, 3)


def test_the_options_page_asks_few_questions(django_assert_max_num_queries):
    case = make_plain_case()
    client = signed_in(case.officer)
    body(client, "desk:case_options", case.reference)
    with django_assert_max_num_queries(35):
        body(client, "desk:case_options", case.reference)
    actions.draft_proposal(case=case, kind="outcome_22", by=case.officer, at=NOW)
    body(client, "desk:case_decision", case.reference)


def test_reasons_are_given_and_conditions_changed_on_their_own_pages():
    proposal = make_proposal()
    client, ref = signed_in(proposal.case.officer), proposal.case.reference
    reason = {"exceptional_reason_recorded": "They care for a parent alone."}
    assert client.post(reverse("decisions:give_reasons", args=[ref]), reason).status_code == 302
    assert "They care for a parent alone." in body(client, "desk:case_decision", ref)
    condition = proposal.conditions.get()
    changed = {"kind": "punitive", "what": "Clean the park.", "hours": "8", "verifier": "The warden"}
    where = reverse("decisions:change_condition", args=[ref, condition.pk])
    assert client.post(where, changed).status_code == 302
    shown = body(client, "desk:case_decision", ref)
    assert "Clean the park. 8 hours." in shown
    assert "Something is missing" in shown
    body(client, "decisions:change_condition", ref, condition.pk + 1, status=404)
    body(client, "decisions:propose", ref, "no-such-thing", status=404)


def test_a_refusal_in_between_is_said_on_the_page():
    proposal = make_proposal()
    officer, ref = proposal.case.officer, proposal.case.reference
    client = signed_in(officer)
    actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    response = client.post(reverse("decisions:write_rationale", args=[ref]), RATIONALE)
    assert "It is with the authoriser. Take it back before you change it." in response.content.decode()


def test_the_decision_page_tells_how_an_authority_came_about_and_fell():
    proposal = make_proposal(submitted=True, given_on=dt.date(2025, 11, 1))
    sergeant, ref = make_sergeant(name="Grace Okafor"), proposal.case.reference
    actions.delegate_authority(
        to=sergeant,
        rank=Rank.INSPECTOR,
        from_on=dt.date(2025, 11, 3),
        to_on=dt.date(2025, 11, 5),
        by=make_inspector(name="Daniel Whitmore"),
        at=NOW,
    )
    make_authority(proposal, sergeant)
    client = signed_in(proposal.case.officer)
    shown = body(client, "desk:case_decision", ref)
    for words in ("Before any authority", "Retrospective", "inspector, delegated by Daniel Whitmore"):
        assert words in shown
    proposal.refresh_from_db()
    actions.void_authority(proposal=proposal, why="Given too soon.", by=sergeant, at=NOW)
    assert "Given too soon." in body(client, "desk:case_decision", ref)
    told = body(client, "desk:case_timeline", ref)
    assert "Authority voided" in told
    assert "Given too soon." not in told


def test_nothing_is_offered_in_a_case_that_is_decided_or_being_decided():
    proposal = make_proposal()
    client, case = signed_in(proposal.case.officer), proposal.case
    assert "There is a proposal in this case already." in body(client, "desk:case_options", case.reference)
    issued = make_proposal(issued=True)
    client = signed_in(issued.case.officer)
    assert "nothing more is to be decided in it" in body(client, "desk:case_options", issued.case.reference)


@pytest.mark.parametrize(
    ("fact", "page"),
    [
        ("identifiable_victim", "desk:case_victims"),
        ("age_at_offence", "desk:case_person"),
        ("prosecutor_decision", "desk:case_decision"),
        ("rationale_words", ""),
    ],
)
def test_each_missing_fact_leads_to_where_it_is_recorded(fact, page):
    case = make_plain_case()
    expected = reverse(page, args=[case.reference]) if page else ""
    assert Ways(case, {}).to(fact).href.partition("#")[0] == expected


def test_a_missing_fact_leads_to_its_question_wherever_that_stands():
    case = make_plain_case(answers={key: dict.fromkeys(answers) for key, answers in PLAIN.items()})
    ways, client = ways_in(case), signed_in(case.officer)
    offered = known_of(case, NOW.date()).sure
    for section in sections_for(child=False):
        ids = Reading(body(client, "cases:facts_section", case.reference, section.key)).ids()
        for question in section.offered(child=False, sure=offered):
            for fact in question.facts:
                place = ways.to(fact).href.partition("#")[2]
                assert place in ids, f"{fact} leads to {place!r}, which is not on the page of {section.key}"


def test_what_stands_in_the_way_leads_to_where_it_is_put_right_and_is_said_once():
    proposal = make_proposal(authorised=True)
    case, officer = proposal.case, proposal.case.officer
    shown = body(signed_in(officer), "desk:case_decision", case.reference)
    assert "Issue: not yet. See what stands in the way." in shown
    assert shown.count("It is not known whether the person agrees.") == 1
    record_answers(
        case=case, section="evidence", answers={"stance": None}, reason="Not clear", by=officer, at=NOW
    )
    actions.change_proposal(proposal=proposal, changes={"why_this": ""}, by=officer, at=NOW)
    shown = body(signed_in(officer), "desk:case_decision", case.reference)
    page = reverse("cases:facts_section", args=[case.reference, "evidence"])
    assert f'<a class="govuk-link" href="{page}#id_stance">It is not known' in shown
    rationale = reverse("decisions:write_rationale", args=[case.reference])
    assert f'href="{rationale}#id_why_this">Still to be answered' in shown
    assert f'href="{rationale}#id_why_this"' in body(
        signed_in(officer), "decisions:submit_proposal", case.reference
    )


def test_whether_the_immigration_authority_was_consulted_is_asked_where_a_condition_makes_it_matter():
    proposal, sergeant = make_proposal(), make_sergeant()
    case, officer = proposal.case, proposal.case.officer
    condition = CONDITION | {"kind": "foreign_offender", "what": "Leave the country and not come back."}
    asked = reverse("cases:facts_section", args=[case.reference, "immigration"]) + "#id_immigration_consulted"
    actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    assert asked not in body(signed_in(sergeant), "desk:case_decision", case.reference)
    proposal.refresh_from_db()
    actions.take_back_proposal(proposal=proposal, by=officer, at=NOW)
    proposal.refresh_from_db()
    actions.add_condition(proposal=proposal, facts=condition, by=officer, at=NOW)
    proposal.refresh_from_db()
    actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    assert asked in body(signed_in(sergeant), "desk:case_decision", case.reference)


def test_an_authority_above_ones_rank_and_a_limit_that_has_passed_are_said_in_the_queue():
    make_proposal(
        case=make_plain_case(
            crime={"committed_from": dt.date(2025, 4, 20), "committed_to": dt.date(2025, 4, 20)}
        ),
        submitted=True,
        reasons={"time-left-to-charge": "It came to light late."},
    )
    Proposal.objects.update(required_authority="inspector")
    shown = body(signed_in(make_sergeant()), "decisions:queue")
    assert "Above your rank" in shown
    assert "Passed" in shown
    assert "No proposal is waiting for you" in shown


def test_what_is_authorised_can_be_changed_and_is_said_to_fall():
    proposal = make_proposal(authorised=True)
    client, ref = signed_in(proposal.case.officer), proposal.case.reference
    assert "If you change anything below, the authority no longer stands" in body(
        client, "desk:case_decision", ref
    )
    changed = RATIONALE | {"why_this": "Another reason altogether."}
    client.post(reverse("decisions:write_rationale", args=[ref]), changed)
    proposal.refresh_from_db()
    assert proposal.state == State.VOIDED
    shown = body(client, "desk:case_decision", ref)
    assert "The proposal was changed after it was authorised." in shown
    assert "If you change anything below" not in shown
