"""What differs between two packs, and a condition in words."""

from dataclasses import replace
from datetime import date

import pytest

from oocr.policy.compare import difference
from oocr.policy.conditions import ALWAYS, Call, Condition, Either, Every, Is, Not, Within
from oocr.policy.pack import Example, OpenQuestion, Pack, Rule, Setting
from oocr.policy.words import in_words
from tests.policy.world import resolution_type, rule

AT_LEAST_THREE = Within("gravity_final", least=3)
EXAMPLES = tuple(
    Example(str(score), "community_resolution", {"gravity_final": score}, score >= 3) for score in (2, 3, 4)
)
OLD = rule("grave", AT_LEAST_THREE, examples=EXAMPLES)


def pack(*rules: Rule) -> Pack:
    return Pack("adults", "Invented", date(2025, 1, 1), None, "the day", "Nobody", "-", rules=rules)


def test_the_same_rules_do_not_differ_and_examples_alone_are_no_change() -> None:
    assert difference(pack(OLD), pack(replace(OLD, examples=()))).none


def test_rules_that_came_and_went() -> None:
    found = difference(pack(OLD), pack(rule("new", ALWAYS)))
    assert ([each.id for each in found.added], [each.id for each in found.removed]) == (["new"], ["grave"])
    assert not found.none


def test_a_changed_rule_says_what_changed_and_which_examples_it_answers_differently() -> None:
    new = replace(OLD, when=Within("gravity_final", least=4), paragraph="2")
    (changed,) = difference(pack(OLD), pack(new)).changed
    assert set(changed.parts) == {"condition", "source"}
    assert changed.parts["condition"] == ("`gravity_final` is at least 3", "`gravity_final` is at least 4")
    assert [str(each) for each in changed.answered] == ["3 (community_resolution): fires → does not fire"]


def test_resolutions_settings_and_questions_that_differ_are_told_part_by_part() -> None:
    used, unused = (resolution_type("penalty_notice", enabled=enabled) for enabled in (True, False))
    chosen, asked = (
        Setting("days", "How many days.", 3, False),
        OpenQuestion(1, "How many?", "3", False, (), ()),
    )
    old = replace(pack(), resolutions=(used,), settings=(chosen,))
    new = replace(pack(), resolutions=(unused,), settings=(chosen,), questions=(asked,))
    told = difference(old, new)
    assert not told.none
    resolution, question = told.entries
    assert (resolution.what, resolution.parts) == (
        "resolution penalty_notice",
        {"enabled": ("True", "False")},
    )
    assert (question.what, question.parts["asks"]) == ("question 1", ("not there", "How many?"))
    assert difference(new, new).none


WORDS: dict[str, Condition] = {
    "always": ALWAYS,
    "`weapon` is yes": Is("weapon", (True,)),
    "`weapon` is not yes": Not(Is("weapon", (True,))),
    "`stance` is no comment or denied": Is("stance", ("no_comment", "denied")),
    "`gravity_final` is 4": Within("gravity_final", 4, 4),
    "`gravity_final` is at least 2 and at most 4": Within("gravity_final", 2, 4),
    "not (`gravity_final` is at most 4)": Not(Within("gravity_final", most=4)),
    "`weapon` is no and (`robbery` is yes or `weapon` is yes)": Every(
        (Is("weapon", (False,)), Either((Is("robbery", (True,)), Is("weapon", (True,)))))
    ),
    "the last condition ends so late that fewer than this many days are left to charge (days = 21)": Call(
        "ends_near_prosecution_limit", (("days", 21),)
    ),
}


@pytest.mark.parametrize("words", WORDS)
def test_a_condition_in_words(words: str) -> None:
    assert in_words(WORDS[words]) == words
