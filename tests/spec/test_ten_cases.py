"""Ten cases as they come to an officer, and what the packs must answer: worked out by hand from the sources.

Each gives what is known when a resolution is chosen. Adults' cases name the three resolutions that an adult can have,
children's the five; every other resolution is shut in all of them.
"""

from collections.abc import Mapping
from datetime import date

import pytest

from oocr.policy.evaluate import Answer, Option, Stage, assess
from oocr.policy.facts import RESOLUTIONS, Value
from oocr.policy.packs import in_force

Facts = Mapping[str, Value]
Said = tuple[Answer, str]

DECIDED = date(2026, 5, 1)
OFFENCE = date(2026, 4, 1)
OPEN: Said = (Answer.OPEN, "sergeant")
INSPECTOR: Said = (Answer.NEEDS, "inspector")
SHUT = Answer.SHUT
PROSECUTOR = ("prosecutor_decision",)

SHOP_THEFT: Facts = {
    "age_at_offence": 34,
    "age_at_decision": 34,
    "offence_class": "either_way",
    "domestic_abuse": False,
    "emergency_worker_victim": False,
    "weapon": False,
    "blade_or_offensive_weapon": False,
    "class_a_drug": False,
    "sexual_offence": False,
    "stalking_or_harassment": False,
    "robbery": False,
    "child_cruelty": False,
    "hate_strand": "none",
    "stance": "admitted",
    "evidential_test": "sufficient_to_charge",
    "gravity_final": 2,
    "earlier_resolutions_in_look_back": 0,
    "open_resolution_or_bail": False,
    "community_order": False,
}
PARTNER_ASSAULT: Facts = {
    **SHOP_THEFT,
    "offence_class": "summary",
    "domestic_abuse": True,
    "relationship": "former_partner",
    "dash_grade": "standard",
    "marac_live": False,
}
HATE: Facts = {**SHOP_THEFT, "offence_class": "summary", "hate_strand": "race", "gravity_final": 3}
CLASS_A: Facts = {**SHOP_THEFT, "class_a_drug": True}
BLADE_AT_15: Facts = {
    **SHOP_THEFT,
    "age_at_offence": 15,
    "age_at_decision": 15,
    "weapon": True,
    "blade_or_offensive_weapon": True,
    "gravity_final": 3,
}
EMERGENCY_WORKER: Facts = {**SHOP_THEFT, "emergency_worker_victim": True, "gravity_final": 3}
ROBBERY: Facts = {**SHOP_THEFT, "offence_class": "indictable_only", "robbery": True, "gravity_final": 4}


def options(facts: Facts, on: date = DECIDED, stage: Stage = Stage.CHOOSE) -> dict[str, Option]:
    found = assess(in_force(on), facts, stage=stage, offence_on=OFFENCE)
    assert [option.resolution for option in found] == list(RESOLUTIONS)
    return {option.resolution: option for option in found}


def said(facts: Facts, on: date = DECIDED) -> dict[str, Said]:
    """What is not shut, and how it stands."""
    return {
        kind: (option.answer, option.authority)
        for kind, option in options(facts, on).items()
        if option.answer is not SHUT
    }


def rules(option: Option) -> set[str]:
    return {finding.rule for finding in option.findings if finding.fires}


def test_a_first_shop_theft_is_open() -> None:
    assert said(SHOP_THEFT) == {"community_resolution": OPEN, "conditional_caution": OPEN, "outcome_22": OPEN}
    assert not rules(options(SHOP_THEFT)["community_resolution"])


def test_domestic_abuse_by_a_former_partner_needs_an_inspector() -> None:
    wanted = dict.fromkeys(("community_resolution", "conditional_caution", "outcome_22"), INSPECTOR)
    assert said(PARTNER_ASSAULT) == wanted
    found = options(PARTNER_ASSAULT)
    assert "partner-community-resolution" in rules(found["community_resolution"])
    assert rules(found["conditional_caution"]) == {"inspector-for-domestic-abuse"}


def test_before_august_2024_a_partners_caution_waited_for_a_prosecutor() -> None:
    then = options(PARTNER_ASSAULT, date(2024, 8, 7))["conditional_caution"]
    assert (then.answer, then.missing) == (Answer.CANNOT_SAY, PROSECUTOR)
    assert options(PARTNER_ASSAULT, date(2024, 8, 8))["conditional_caution"].answer is Answer.NEEDS


@pytest.mark.parametrize("worse", [{"dash_grade": "high"}, {"marac_live": True}])
def test_high_risk_shuts_everything(worse: Facts) -> None:
    assert said({**PARTNER_ASSAULT, **worse}) == {}


def test_a_risk_not_graded_leaves_everything_open_to_question() -> None:
    ungraded = {name: value for name, value in PARTNER_ASSAULT.items() if name != "dash_grade"}
    for kind in ("community_resolution", "conditional_caution", "outcome_22"):
        option = options(ungraded)[kind]
        assert (option.answer, option.missing) == (Answer.CANNOT_SAY, ("dash_grade",))


def test_a_hate_crime_needs_an_inspector_or_a_prosecutor() -> None:
    found = said(HATE)
    assert found["community_resolution"] == found["outcome_22"] == INSPECTOR
    assert options(HATE)["conditional_caution"].missing == PROSECUTOR
    refused, agreed = ({**HATE, "prosecutor_decision": said} for said in ("refused", "agreed"))
    assert options(refused)["conditional_caution"].answer is SHUT
    assert said(agreed)["conditional_caution"] == OPEN
    assert "hate-crime-caution-is-exceptional" in rules(options(agreed)["conditional_caution"])


def test_a_class_a_drug_is_not_for_a_sergeants_community_resolution() -> None:
    found = said(CLASS_A)
    assert found == {"community_resolution": INSPECTOR, "conditional_caution": OPEN, "outcome_22": OPEN}
    assert rules(options(CLASS_A)["conditional_caution"]) == {"serious-offence-any-resolution"}


def test_a_child_of_15_with_a_blade() -> None:
    assert said(BLADE_AT_15) == {
        "community_resolution": INSPECTOR,
        "outcome_22": OPEN,
        "youth_caution": OPEN,
        "youth_conditional_caution": OPEN,
        "deferred_youth_caution": OPEN,
    }
    ready = {**BLADE_AT_15, "youth_justice_referral": False, "awareness_course_only": True}
    for day, fires in ((date(2026, 2, 11), False), (date(2026, 2, 12), True)):
        caution = options(ready, day, Stage.AUTHORISE)["youth_conditional_caution"]
        assert ("child-with-a-knife-referred" in rules(caution)) is fires
        assert ("knife-awareness-course-alone" in rules(caution)) is fires


def test_an_assault_on_an_emergency_worker() -> None:
    found = said(EMERGENCY_WORKER)
    assert found == {"community_resolution": INSPECTOR, "conditional_caution": OPEN, "outcome_22": OPEN}
    unheard = {**EMERGENCY_WORKER, "every_victim_heard_or_tried": False}
    for option in options(unheard, stage=Stage.PROPOSE).values():
        assert "emergency-worker-is-a-victim" in rules(option)
        assert option.answer is SHUT


def test_what_only_the_crown_court_can_try() -> None:
    found = options(ROBBERY)
    assert (found["conditional_caution"].answer, found["conditional_caution"].missing) == (
        Answer.CANNOT_SAY,
        PROSECUTOR,
    )
    assert said(ROBBERY)["community_resolution"] == INSPECTOR
    assert rules(found["outcome_22"]) >= {"serious-offence-any-resolution", "adult-gravity-four-outcome-22"}


def test_a_denial_leaves_outcome_22() -> None:
    denied = {**SHOP_THEFT, "stance": "denied"}
    assert said(denied) == {"outcome_22": OPEN}
    assert "denied-look-elsewhere" in rules(options(denied)["conditional_caution"])
    accepts = {**SHOP_THEFT, "stance": "accepts_responsibility"}
    assert said(accepts) == {"community_resolution": OPEN, "outcome_22": OPEN}


@pytest.mark.parametrize("now", [9, 10, 30])
def test_nothing_is_open_for_what_was_done_at_nine(now: int) -> None:
    found = options({**SHOP_THEFT, "age_at_offence": 9, "age_at_decision": now})
    assert all(option.answer is SHUT for option in found.values())
    assert all("too-young-to-commit-an-offence" in rules(option) for option in found.values())


def test_a_resolution_that_had_not_begun() -> None:
    for kind in ("diversionary_caution", "community_caution"):
        option = options(SHOP_THEFT)[kind]
        assert option.answer is SHUT
        assert rules(option) >= {"did-not-exist-for-this-offence", "cautions-not-yet-in-force"}


# --- A whole case, up to the giving ----------------------------------------------------------------------------------

READY: Facts = {
    **SHOP_THEFT,
    "admission_to_authorised_person": True,
    "evidential_decision_recorded": True,
    "gravity_step": 0,
    "gravity_complete": True,
    "relationship": "stranger",
    "exploitation_indicator": False,
    "suspect_safeguarding_answered": True,
    "victim_safeguarding_answered": True,
    "appropriate_adult_needed": False,
    "foreign_offender_condition": False,
    "identifiable_victim": True,
    "several_victims": False,
    "every_victim_heard_or_tried": True,
    "victim_views_recorded": True,
    "victim_supports_resolution": True,
    "rationale_words": 140,
    "conditions_count": 2,
    "conditions_not_of_a_lawful_kind": 0,
    "conditions_incomplete": 0,
    "attendance_hours": 0,
    "financial_penalty_pounds": 0,
    "days_to_last_condition": 90,
    "direct_reparation_condition": False,
    "domestic_abuse_course_proposed": False,
    "remedy_chosen_not_included": False,
    "money_kept_apart": True,
    "authoriser_rank": "sergeant",
    "authoriser_is_proposer": False,
    "authoriser_linked": False,
    "agreement_recorded": True,
    "explained_effect": True,
    "signed_document": True,
}


def issued(facts: Facts) -> Option:
    return options(facts, stage=Stage.ISSUE)["conditional_caution"]


def test_a_whole_case_is_open_to_the_end() -> None:
    assert issued(READY).answer is Answer.OPEN


# Of a conditional caution these only tell or want a reason, or another answer of this case settles them.
TELLING = {
    "weapon", "blade_or_offensive_weapon", "class_a_drug", "sexual_offence", "robbery", "stalking_or_harassment",
    "child_cruelty", "open_resolution_or_bail", "community_order",
}  # fmt: skip
SETTLED = {"emergency_worker_victim", "identifiable_victim", "victim_views_recorded"}


@pytest.mark.parametrize("fact", sorted(set(READY) - TELLING - SETTLED))
def test_no_other_fact_of_it_may_be_missing(fact: str) -> None:
    option = issued({name: value for name, value in READY.items() if name != fact})
    assert option.answer is Answer.CANNOT_SAY
    assert fact in option.missing


@pytest.mark.parametrize("fact", sorted(TELLING | SETTLED))
def test_those_facts_leave_it_open(fact: str) -> None:
    assert issued({name: value for name, value in READY.items() if name != fact}).answer is Answer.OPEN
