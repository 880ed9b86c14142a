"""The answer for each resolution: what shuts it, what it needs, what nobody can say yet."""

from datetime import date
from typing import Any

import pytest

from oocr.policy.conditions import ALWAYS, Either, Every, Is, Not, Within
from oocr.policy.evaluate import Answer, Effect, Option, Stage, assess
from oocr.policy.facts import FactProblem
from oocr.policy.pack import Rule, Setting
from oocr.policy.packs import PackSet
from tests.policy.world import policy, resolution_type, rule

ARMED = Is("weapon", (True,))
ROBBED = Is("robbery", (True,))


def only(packs: PackSet, facts: dict[str, Any], **asked: Any) -> Option:
    return assess(packs, facts, resolutions=("community_resolution",), **asked)[0]


@pytest.mark.parametrize(
    ("effect", "authority", "weapon", "answer", "needs"),
    [
        (Effect.STOP, None, True, Answer.SHUT, "sergeant"),
        (Effect.STOP, None, False, Answer.OPEN, "sergeant"),
        (Effect.STOP, None, None, Answer.CANNOT_SAY, "sergeant"),
        (Effect.ASK, "inspector", True, Answer.NEEDS, "inspector"),
        (Effect.ASK, "inspector", False, Answer.OPEN, "sergeant"),
        (Effect.ASK, "inspector", None, Answer.CANNOT_SAY, "sergeant"),
        (Effect.ASK, "sergeant", True, Answer.OPEN, "sergeant"),
        (Effect.ASK, None, True, Answer.OPEN, "sergeant"),
        (Effect.NOTE, None, True, Answer.OPEN, "sergeant"),
        (Effect.NOTE, None, None, Answer.OPEN, "sergeant"),
    ],
)
def test_the_answer_of_one_rule(
    effect: Effect, authority: str | None, weapon: bool | None, answer: Answer, needs: str
) -> None:
    option = only(policy(rule("armed", ARMED, effect, authority=authority)), {"weapon": weapon})
    assert (option.answer, option.authority) == (answer, needs)
    assert option.missing == (("weapon",) if answer is Answer.CANNOT_SAY else ())
    assert [finding.fires for finding in option.findings] == ([] if weapon is False else [weapon])


STOP = rule("stop", ARMED)
ASK = rule("ask", ROBBED, Effect.ASK, authority="inspector")
HIGHER = rule("higher", ALWAYS, Effect.ASK, authority="superintendent")


@pytest.mark.parametrize("rules", [(STOP, ASK, HIGHER), (HIGHER, ASK, STOP)])
def test_a_stop_comes_before_what_nobody_can_say_and_that_before_what_is_asked(
    rules: tuple[Rule, ...],
) -> None:
    packs = policy(*rules)
    assert only(packs, {"weapon": True}).answer is Answer.SHUT
    assert only(packs, {"weapon": False}).answer is Answer.CANNOT_SAY
    assert only(packs, {"weapon": False, "robbery": True}).answer is Answer.NEEDS
    assert only(packs, {"weapon": False, "robbery": True}).authority == "superintendent"


def test_only_facts_that_would_still_matter_are_missing() -> None:
    when = Every((Either((ARMED, ROBBED)), Within("gravity_final", least=4), Not(Is("stance", ("denied",)))))
    packs = policy(rule("several", when))
    assert only(packs, {"robbery": True, "gravity_final": 5}).missing == ("stance",)
    assert only(packs, {"robbery": False, "stance": "admitted"}).missing == ("weapon", "gravity_final")
    assert only(packs, {"gravity_final": 3}).answer is Answer.OPEN


def test_missing_facts_come_in_the_order_of_the_list_of_facts_once_each() -> None:
    packs = policy(rule("b", ROBBED), rule("both", Either((ROBBED, ARMED))), rule("a", ARMED))
    assert only(packs, {}).missing == ("weapon", "robbery")


def test_a_rule_is_asked_from_its_stage_on() -> None:
    packs = policy(rule("late", ALWAYS, at=Stage.AUTHORISE))
    answers = [only(packs, {}, stage=stage).answer for stage in Stage]
    assert answers == [Answer.OPEN, Answer.OPEN, Answer.SHUT, Answer.SHUT]


def test_a_rule_is_about_its_own_resolutions() -> None:
    packs = policy(
        rule("one", ALWAYS, of=("conditional_caution",)),
        rule("two", Is("resolution", ("community_resolution",)), Effect.NOTE),
    )
    assert [
        (option.answer, [finding.rule for finding in option.findings]) for option in assess(packs, {})
    ] == [
        (Answer.OPEN, ["two"]),
        (Answer.SHUT, ["one"]),
    ]


TYPES = (
    resolution_type("community_resolution", offences_from=date(2025, 1, 1), offences_to=date(2025, 2, 1)),
    resolution_type("conditional_caution", enabled=False),
    resolution_type("community_caution", prospective=True),
)


@pytest.mark.parametrize(
    ("offence_on", "answer"),
    [
        (date(2024, 12, 31), Answer.SHUT),
        (date(2025, 1, 1), Answer.OPEN),
        (date(2025, 1, 31), Answer.OPEN),
        (date(2025, 2, 1), Answer.SHUT),
        (None, Answer.CANNOT_SAY),
    ],
)
def test_a_resolution_covers_offences_of_its_days(offence_on: date | None, answer: Answer) -> None:
    packs = policy(rule("covers", Is("resolution_valid_for_offence", (False,))), types=TYPES)
    answers = [option.answer for option in assess(packs, {}, offence_on=offence_on)]
    assert answers == [answer, Answer.OPEN, Answer.SHUT]


def test_a_resolution_that_the_force_does_not_use() -> None:
    packs = policy(rule("uses", Is("resolution_enabled", (False,))), types=TYPES)
    assert [option.answer for option in assess(packs, {})] == [Answer.OPEN, Answer.SHUT, Answer.OPEN]


def test_what_the_force_has_chosen_is_known_in_every_case_and_what_it_has_not_is_missing() -> None:
    when = Is("medium_risk_course_allowed", (False,))
    chosen = Setting("medium_risk_course_allowed", "-", False, True)
    assert only(policy(rule("chosen", when), settings=(chosen,)), {}).answer is Answer.SHUT
    assert only(policy(rule("chosen", when)), {}).missing == ("medium_risk_course_allowed",)
    with pytest.raises(FactProblem, match="The packs give medium_risk_course_allowed; a case may not"):
        only(policy(rule("chosen", when), settings=(chosen,)), {"medium_risk_course_allowed": True})


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"colour": "red"}, "There is no fact called colour."),
        ({"weapon": "yes"}, "weapon is yes or no, not 'yes'."),
        ({"weapon": 1}, "weapon is yes or no, not 1."),
        ({"gravity_final": True}, "gravity_final is a whole number, not True."),
        ({"stance": "shrugged"}, "stance is one of admitted"),
        ({"resolution": "outcome_22"}, "The packs give resolution; a case may not."),
    ],
)
def test_a_bad_fact_is_refused(facts: dict[str, Any], says: str) -> None:
    with pytest.raises(FactProblem) as refusal:
        assess(policy(), facts)
    assert says in str(refusal.value)


def test_a_finding_says_what_was_asked_and_where_it_is_written() -> None:
    packs = policy(rule("armed", ARMED, says="A weapon stops it.", register=("EL-20",), paragraph="7.2"))
    finding = only(packs, {"weapon": True}).findings[0]
    assert (finding.says, finding.source, finding.paragraph) == ("A weapon stops it.", "An Act", "7.2")
    assert (finding.pack, finding.register, finding.answer) == ("adults-2025-01-01", ("EL-20",), "stop")
    assert finding.as_data()["answer"] == "stop"
