"""The facts of a case and of a proposal, as policy asks for them."""

import datetime as dt

import pytest
from django.db import connection

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import add_agency
from oocr.access.roles import AgencyKind
from oocr.cases.actions.victim_offers import record_remedy_offer
from oocr.cases.models import Case, RemedyOffer, Resolution
from oocr.decisions import actions
from oocr.decisions.facts import (
    facts_of,
    facts_of_many,
    is_between_birthdays,
    offence_on,
    proposal_facts,
    repeats_another,
)
from oocr.decisions.likeness import marks_of
from oocr.decisions.models import Proposal
from oocr.policy.facts import FACTS, Section
from tests.decisions.test_proposing import NOW, TODAY
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_crime, make_person, make_resolution
from tests.factories.decisions import CONDITION, RATIONALE, make_plain_case, make_proposal
from tests.factories.referrals import make_service
from tests.factories.victims import make_list

pytestmark = pytest.mark.django_db
BORN = dt.date(2007, 10, 20)


def crimes(*spans):
    return [make_crime(committed_from=first, committed_to=last) for first, last in spans]


def test_a_birthday_that_matters_within_the_time_of_the_offence_leaves_the_age_open():
    before, on, after = (BORN.replace(year=2025, day=day) for day in (19, 20, 21))
    assert is_between_birthdays(BORN, crimes((before, on)))
    assert not is_between_birthdays(BORN, crimes((on, after)))
    assert not is_between_birthdays(BORN, crimes((before, None)))
    # A birthday that no rule asks about leaves nothing open.
    assert not is_between_birthdays(BORN.replace(year=1990), crimes((before, after)))
    assert not is_between_birthdays(None, crimes((before, after)))


def test_the_age_at_the_offence_is_left_out_when_it_is_open():
    case = make_plain_case(
        person=make_person(date_of_birth=BORN),
        crime={"committed_from": dt.date(2025, 10, 19), "committed_to": dt.date(2025, 10, 20)},
    )
    facts = facts_of(case, TODAY)
    assert "age_at_offence" not in facts
    assert facts["age_at_decision"] == 18


def test_many_cases_at_once_say_what_each_says_alone():
    between = make_plain_case(
        person=make_person(date_of_birth=BORN),
        crime={"committed_from": dt.date(2025, 10, 19), "committed_to": dt.date(2025, 10, 20)},
    )
    asked = make_proposal().case
    actions.ask_prosecutor(case=asked, resolution="conditional_caution", by=asked.officer, at=NOW)
    cases = [between, asked, make_plain_case(heard=False)]
    days = {between.pk: TODAY, asked.pk: TODAY, cases[2].pk: TODAY - dt.timedelta(days=3)}
    assert facts_of_many(cases, days) == {case.pk: facts_of(case, days[case.pk]) for case in cases}


def test_the_day_of_the_offence_is_the_first_it_may_have_been():
    case = make_plain_case()
    assert offence_on(case) == dt.date(2025, 10, 20)
    case.crimes.update(committed_from=None, committed_to=None)
    assert offence_on(case) is None


def test_every_fact_gathered_has_a_name_and_a_fitting_value():
    proposal = make_proposal()
    facts = facts_of(proposal.case, TODAY) | proposal_facts(proposal, TODAY)
    assert not [problem for name, value in facts.items() if (problem := FACTS[name].problem_with(value))]
    # Everything that a rule may ask about a proposal is said, but for what a provider has not answered.
    said = {name for name, fact in FACTS.items() if fact.section is Section.PROPOSAL} - set(facts)
    assert said == {"resolution", "victim_departure_reason"} - set(facts)


@pytest.mark.parametrize(
    ("condition", "fact", "value"),
    [
        ({"kind": "agreed_action"}, "conditions_not_of_a_lawful_kind", 1),
        ({"evidence": ""}, "conditions_incomplete", 1),
        ({"delivered_by": ""}, "conditions_incomplete", 1),
        ({"only_signposts": True}, "conditions_only_signposting", 1),
        ({"only_signposts": True}, "conditions_count", 1),
        ({"kind": "punitive", "hours": 12}, "attendance_hours", 12),
        ({"hours": 12}, "attendance_hours", 0),
        ({"penalty_pounds": 50}, "financial_penalty_pounds", 50),
        ({"penalty_pounds": 50}, "punitive_condition", True),
        ({"course_fee_pounds": 70}, "offender_pays_without_means", 1),
        ({"course_fee_pounds": 70, "means_checked": "yes"}, "offender_pays_without_means", 0),
        ({"due_on": dt.date(2025, 11, 23)}, "days_to_last_condition", 70),
        ({"due_on": dt.date(2026, 2, 1)}, "days_to_last_condition", 90),
        ({"to_the_victim": True}, "direct_reparation_condition", True),
        ({"by_youth_justice": True}, "youth_justice_delivers_condition", True),
        ({"course": "domestic_abuse"}, "domestic_abuse_course_proposed", True),
        ({"kind": "foreign_offender"}, "foreign_offender_condition", True),
        ({}, "foreign_offender_condition", False),
    ],
)
def test_a_condition_gives_facts(condition, fact, value):
    proposal = make_proposal()
    actions.add_condition(proposal=proposal, facts=CONDITION | condition, by=proposal.case.officer, at=NOW)
    assert proposal_facts(proposal, TODAY)[fact] == value


@pytest.mark.parametrize(
    ("begins", "late"), [(dt.date(2025, 12, 1), 0), (dt.date(2026, 1, 12), 1), (None, None)]
)
def test_a_provider_that_begins_too_late_is_counted_and_one_that_did_not_say_is_not_known(begins, late):
    proposal = make_proposal()
    facts = CONDITION | {"service": make_service(), "can_begin_on": begins}
    actions.add_condition(proposal=proposal, facts=facts, by=proposal.case.officer, at=NOW)
    assert proposal_facts(proposal, TODAY).get("provider_too_late") == late


def test_what_a_victim_chose_is_in_it_or_left_out():
    item = make_list().items.first()
    proposal = make_proposal()
    case, officer = proposal.case, proposal.case.officer
    victim = case.crimes.get().victims.get()
    record_remedy_offer(
        case=case,
        victim=victim,
        offered_on=TODAY,
        choice="item",
        chosen=item,
        replaces=RemedyOffer.objects.get(case=case, victim=victim),
        reason="They asked to see it after all.",
        by=officer,
        at=NOW,
    )
    assert proposal_facts(proposal, TODAY)["remedy_chosen_not_included"] is True
    actions.change_condition(
        condition=proposal.conditions.get(), facts={"remedy_item": item}, by=officer, at=NOW
    )
    assert proposal_facts(proposal, TODAY)["remedy_chosen_not_included"] is False


def test_a_rationale_copied_from_another_case_is_found():
    first = make_proposal(**RATIONALE)
    copied = make_proposal(**(RATIONALE | {"why_this": RATIONALE["why_this"] + " Really."}))
    own = make_proposal()
    assert repeats_another(copied) == first.case
    assert proposal_facts(copied, TODAY)["rationale_repeats_another"] is True
    assert repeats_another(own) is None


def written_before(rationale: str, number: str = "1201", **facts) -> Case:
    """A case from before this service, with what its officer wrote in the resolution."""
    case = make_case(**facts)
    make_resolution(case, issued_by_collar_number=number, rationale=rationale, batch="batch:1")
    return case


def test_a_rationale_copied_from_what_the_officer_wrote_before_is_found():
    proposal = make_proposal(**RATIONALE)
    assert repeats_another(proposal) is None
    before = written_before(f"{proposal.rationale} Really.")
    assert repeats_another(proposal) == before
    assert proposal_facts(proposal, TODAY)["rationale_repeats_another"] is True


def test_what_others_wrote_before_or_the_same_number_at_another_force_is_not_looked_at():
    proposal = make_proposal(**RATIONALE)
    written_before(proposal.rationale, number="9999")
    elsewhere = written_before(proposal.rationale)
    force = add_agency(
        key="other-police",
        name="Another Police",
        kind=AgencyKind.POLICE_FORCE,
        area_codes=[],
        by=SETTING_UP,
        at=NOW,
    )
    Case.objects.filter(pk=elsewhere.pk).update(agency=force)
    make_resolution(proposal.case, issued_by_collar_number="1201", rationale=proposal.rationale)
    written_before("")
    assert repeats_another(proposal) is None


def test_somebody_without_a_number_wrote_nothing_before():
    proposal = make_proposal(case=make_plain_case(officer=make_user("officer")))
    written_before(proposal.rationale, number="")
    assert repeats_another(proposal) is None


def test_looking_for_a_repeated_rationale_takes_two_questions_however_much_was_written(
    django_assert_num_queries,
):
    proposal = Proposal.objects.select_related("case", "proposed_by").get(pk=make_proposal(**RATIONALE).pk)
    for number in range(12):
        written_before(f"Something else, written the {number}th time, about another person altogether.")
    with django_assert_num_queries(2):
        assert repeats_another(proposal) is None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    by_number = Resolution.objects.filter(issued_by_collar_number__in=["1201"]).exclude(rationale="")
    assert "resolution_officer_wrote" in by_number.explain()


@pytest.mark.parametrize(
    ("weighed", "addressed"), [("Both want an apology, and get one.", True), (" ", False)]
)
def test_the_victims_are_addressed_where_it_is_written_how_their_views_were_weighed(weighed, addressed):
    proposal = make_proposal()
    proposal.how_victim_weighed = weighed
    assert proposal_facts(proposal, TODAY)["every_victim_addressed"] is addressed


def test_texts_that_share_a_sentence_share_a_mark_and_others_none():
    text = RATIONALE["why_this"]
    assert set(marks_of(text)) & set(marks_of(f"{text} And more that no other has."))
    assert not set(marks_of(text)) & set(marks_of(RATIONALE["what_conditions_change"]))
    assert marks_of("Too short") == []


def test_a_repeated_rationale_is_looked_for_by_its_marks():
    proposal = make_proposal()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    candidates = Proposal.objects.filter(rationale_marks__overlap=proposal.rationale_marks)
    assert "proposal_rationale_marks" in candidates.explain()
