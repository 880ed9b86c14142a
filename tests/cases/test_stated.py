"""From answers and crimes to the facts of policy: worked examples, and properties over anything that might be there."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.offences import OFFENCES
from oocr.cases.crimes_stated import crime_facts, months_after, offence_says
from oocr.cases.questions import QUESTIONS, SECTIONS, Kind, Question, question_for, sections_for
from oocr.cases.stated import facts_stated
from oocr.policy.facts import FACTS, Section

ON = dt.date(2025, 11, 3)


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    """Anything that someone may answer to it."""
    words = [word for word, _ in question.choices]
    return {
        Kind.YES_NO: lambda: st.booleans(),
        Kind.ONE_OF: lambda: st.sampled_from(words),
        Kind.MANY: lambda: st.one_of(
            st.lists(st.sampled_from([w for w in words if w != "none"]), min_size=1, unique=True),
            st.just(["none"]),
        ),
        Kind.WHOLE: lambda: st.integers(question.least, question.most),
        Kind.DATE: lambda: st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)).map(dt.date.isoformat),
        Kind.TEXT: lambda: st.just("Sergeant Example 0412"),
        Kind.LONG_TEXT: lambda: st.just("Because it was so."),
    }[question.kind]()


GOOD = st.fixed_dictionaries({}, optional={name: answers_to(q) for name, q in QUESTIONS.items()})
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(GOOD)
def test_facts_are_known_facts_with_values_they_can_have(answers: dict[str, Any]) -> None:
    facts = facts_stated(answers, ON)
    assert all(not FACTS[name].problem_with(value) for name, value in facts.items())


@given(st.dictionaries(st.sampled_from([*QUESTIONS, "unheard"]), ANYTHING))
def test_nothing_that_is_kept_by_mistake_stops_it_or_becomes_a_fact(answers: dict[str, Any]) -> None:
    facts = facts_stated(answers, ON)
    assert all(not FACTS[name].problem_with(value) for name, value in facts.items())


@given(GOOD)
def test_a_fact_stands_on_an_answer(answers: dict[str, Any]) -> None:
    """Each fact that is given is one that some answered question gives: no answer, no fact."""
    may = {fact for name in answers for fact in QUESTIONS[name].facts}
    assert set(facts_stated(answers, ON)) <= may


@given(GOOD, st.sampled_from(sorted(QUESTIONS)))
def test_leaving_a_question_open_changes_no_other_section(answers: dict[str, Any], name: str) -> None:
    section = next(s for s in SECTIONS.values() if QUESTIONS[name] in s.questions)
    without = {key: value for key, value in answers.items() if key != name}
    own = {fact for question in section.questions for fact in question.facts}
    before, after = facts_stated(answers, ON), facts_stated(without, ON)
    assert {n: v for n, v in before.items() if n not in own} == {
        n: v for n, v in after.items() if n not in own
    }


def test_no_answer_gives_no_fact() -> None:
    assert facts_stated({}, ON) == {}


FULL_GRAVITY = {
    "gravity_matrix": "adult_2019",
    "gravity_base": 2,
    "gravity_aggravating": ["planned"],
    "gravity_mitigating": ["none"],
    "gravity_final": 4,
    "gravity_reason": "Planned over a week.",
}


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        (FULL_GRAVITY, {"gravity_base": 2, "gravity_final": 4, "gravity_step": 2, "gravity_complete": True, "current_gravity_scale": True}),
        (FULL_GRAVITY | {"gravity_matrix": "youth_2013"}, {"gravity_complete": True, "current_gravity_scale": False}),
        (FULL_GRAVITY | {"gravity_reason": None}, {"gravity_base": 2, "gravity_final": 4, "gravity_step": 2, "current_gravity_scale": True}),
        ({"stance": "admitted"}, {"stance": "admitted"}),
        ({"stance": "admitted", "admission_to": "PC 1", "admission_on": "2025-01-01", "admission_how": "in_writing"}, {"stance": "admitted", "admission_to_authorised_person": True}),
        ({"stance": "denied", "admission_to": "PC 1", "admission_on": "2025-01-01", "admission_how": "in_writing"}, {"stance": "denied", "admission_to_authorised_person": False}),
        ({"relationship": "family", "dash_on": "2025-10-04"}, {"relationship": "family", "dash_age_days": 30}),
        ({"relationship": "stranger", "dash_on": "2025-10-04", "dash_grade": "high"}, {"relationship": "stranger"}),
        ({"relationship": "family", "dash_on": "2026-01-01"}, {"relationship": "family"}),
        ({"exploitation_indicators": ["none"]}, {"exploitation_indicator": False}),
        ({"exploitation_indicators": ["missing"], "referral_mechanism_decision": "referred"}, {"exploitation_indicator": True, "referral_mechanism_decision": "referred"}),
        ({"co_suspect": False}, {"co_suspect_dealt_with_differently": False}),
        ({"co_suspect": True}, {}),
        ({"youth_panel_route": "listed"}, {"youth_panel_or_fast_track": False}),
        ({"youth_panel_route": "fast_track"}, {}),
        ({"youth_panel_route": "fast_track", "fast_track_reason": "Minor and admitted"}, {"youth_panel_or_fast_track": True}),
        ({"suspect_safeguarding": False, "suspect_safeguarding_reason": "Lives with parents, none needed"}, {"suspect_safeguarding_answered": True}),
        ({"appropriate_adult_needed": False, "appropriate_adult_present": True}, {"appropriate_adult_needed": False}),
    ],
)  # fmt: skip
def test_worked_by_hand(answers: dict[str, Any], facts: dict[str, Any]) -> None:
    assert facts_stated(answers, ON) == facts


RECORDED_ON_TASKS = set(Section) - {
    Section.VICTIMS, Section.PERSON, Section.PROPOSAL, Section.AUTHORITY, Section.AGREEMENT, Section.FORCE,
}  # fmt: skip
WORKED_OUT_OTHERWISE = {
    "resolution_valid_for_offence": "the catalogue knows, from the day of the offence",
    "days_to_prosecution_limit": "counted from the day of the offence",
}


def test_every_fact_that_is_recorded_has_a_question_or_is_recorded_with_the_crime() -> None:
    given = {fact for section in SECTIONS.values() for q in section.questions for fact in q.facts}
    given |= {fact for section in SECTIONS.values() for fact in section.recorded}
    wanted = {fact.name for fact in FACTS.values() if fact.section in RECORDED_ON_TASKS}
    assert wanted - given == set(WORKED_OUT_OTHERWISE)


def test_every_fact_is_asked_for_on_the_page_that_policy_sends_people_to() -> None:
    for section in SECTIONS.values():
        named = {fact for q in section.questions for fact in q.facts} | set(section.recorded)
        assert {FACTS[fact].section for fact in named} <= {section.section}


def test_a_follow_up_stands_after_the_question_it_follows() -> None:
    for section in SECTIONS.values():
        names = [question.name for question in section.questions]
        for question in section.questions:
            if question.only_if:
                assert names.index(question.only_if.question) < names.index(question.name)
                parent = QUESTIONS[question.only_if.question]
                assert all(
                    not parent.problem_with([a] if parent.kind is Kind.MANY else a)
                    for a in question.only_if.answers
                )


def test_all_that_follows_from_a_question_follows_from_the_same_answers() -> None:
    """They are drawn in one place under it, and uncovered together."""
    follow = {(q.only_if.question, q.only_if) for q in QUESTIONS.values() if q.only_if}
    assert len(follow) == len({name for name, _ in follow})


def test_only_a_child_has_a_task_about_youth_justice() -> None:
    assert "child" in {section.key for section in sections_for(child=True)}
    assert "child" not in {section.key for section in sections_for(child=False)}


def crime(code: str = "105/01", **facts: Any) -> SimpleNamespace:
    offence = next(each for each in OFFENCES if each.code == code)
    usual = {
        "domestic_abuse": "no", "emergency_worker": "no", "weapon": "none", "drug_class": "none",
        "hate_strand": "none", "committed_from": dt.date(2025, 8, 31),
    }  # fmt: skip
    said = SimpleNamespace(code=code, group=offence.group, offence_class=offence.offence_class)
    return SimpleNamespace(offence=said, **(usual | facts))


@pytest.mark.parametrize(
    ("crimes", "facts"),
    [
        ([crime()], {"offence_class": "summary", "domestic_abuse": False, "weapon": False, "class_a_drug": False, "hate_strand": "none", "days_to_prosecution_limit": 117}),
        ([crime(), crime("034/01")], {"offence_class": "indictable_only", "robbery": True}),
        ([crime(), crime(domestic_abuse="yes")], {"domestic_abuse": True}),
        ([crime(weapon="blade")], {"weapon": True}),
        ([crime("092/50", drug_class="a")], {"class_a_drug": True, "specified_either_way": False}),
        ([crime("092/70", drug_class="a")], {"specified_either_way": True}),
        ([crime("008/26")], {"blade_or_offensive_weapon": True, "specified_either_way": True}),
        ([crime("195/12")], {"stalking_or_harassment": True}),
        ([crime("125/12")], {"stalking_or_harassment": False}),
        ([crime("011/03")], {"child_cruelty": True, "specified_either_way": True}),
        ([crime("020/05")], {"sexual_offence": True}),
        ([crime(hate_strand="not_recorded"), crime(hate_strand="race")], {"hate_strand": "race"}),
    ],
)  # fmt: skip
def test_facts_of_crimes_worked_by_hand(crimes: list[Any], facts: dict[str, Any]) -> None:
    known = crime_facts(crimes, ON)
    assert {name: known.get(name) for name in facts} == facts


@pytest.mark.parametrize(
    ("crimes", "fact"),
    [
        ([], "offence_class"),
        ([crime(), crime(domestic_abuse="not_recorded")], "domestic_abuse"),
        ([crime(weapon="not_recorded")], "weapon"),
        ([crime(hate_strand="not_recorded")], "hate_strand"),
        ([crime(committed_from=None)], "days_to_prosecution_limit"),
        ([crime("046/00")], "days_to_prosecution_limit"),
        ([crime("020/05")], "specified_either_way"),
    ],
)
def test_what_no_crime_says_is_not_known(crimes: list[Any], fact: str) -> None:
    assert fact not in crime_facts(crimes, ON)


def test_an_offence_that_is_not_on_our_list_is_asked_about() -> None:
    unknown = offence_says("199/99", "Violence against the person", "either_way")
    assert {"sexual_offence", "robbery"} == set(unknown)
    weapon = offence_says("199/99", "Possession of weapons offences", "either_way")
    assert weapon == dict.fromkeys(
        ("sexual_offence", "robbery", "stalking_or_harassment", "child_cruelty"), False
    )
    assert "specified_either_way" not in offence_says("199/99", "Drug offences", "either_way")
    assert offence_says("199/99", "A group of tomorrow", "either_way") == {}
    assert offence_says("199/99", "A group of tomorrow", "summary") == {"specified_either_way": False}


@given(st.lists(st.sampled_from([o.code for o in OFFENCES]), max_size=3), st.dates(dt.date(2020, 1, 1)))
def test_facts_of_any_crimes_are_facts(codes: list[str], on: dt.date) -> None:
    facts = crime_facts([crime(code) for code in codes], on)
    assert all(not FACTS[name].problem_with(value) for name, value in facts.items())


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2025, 8, 31), 6, dt.date(2026, 2, 28)),
        (dt.date(2025, 1, 15), -24, dt.date(2023, 1, 15)),
        (dt.date(2024, 2, 29), -24, dt.date(2022, 2, 28)),
        (dt.date(2025, 12, 1), 1, dt.date(2026, 1, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day: dt.date, months: int, then: dt.date) -> None:
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("fact", "heard", "question"),
    [
        ("admission_to_authorised_person", {}, "stance"),
        ("admission_to_authorised_person", {"stance": "admitted"}, "admission_to"),
        (
            "admission_to_authorised_person",
            {"stance": "admitted", "admission_to": "PC 1201", "admission_on": "2025-10-28"},
            "admission_how",
        ),
        ("appropriate_adult_present", {"appropriate_adult_needed": False}, "appropriate_adult_needed"),
        ("appropriate_adult_present", {"appropriate_adult_needed": True}, "appropriate_adult_present"),
        ("gravity_step", {"gravity_base": 2, "gravity_final": 2}, "gravity_base"),
        ("co_suspect_dealt_with_differently", {"co_suspect": True}, "co_suspect_dealt_with_differently"),
        ("weapon", {}, None),
    ],
)
def test_a_fact_is_asked_for_by_the_first_question_without_an_answer(
    fact: str, heard: dict[str, Any], question: str | None
) -> None:
    found = question_for(fact, heard)
    assert (found.name if found else None) == question
