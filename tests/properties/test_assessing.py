"""Laws of the evaluator, tried on invented policies and on our own."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oocr.policy.evaluate import Answer, Finding, Option, assess
from oocr.policy.facts import FACTS
from oocr.policy.named import NAMED
from oocr.policy.pack import Stage
from oocr.policy.packs import PackSet, load
from tests.policy.world import policy
from tests.properties.policies import DAYS, FEW, GIVEN, facts_of, policies
from tests.properties.slow_twin import assess_slowly

pytestmark = pytest.mark.slow  # whole policies, made up and compiled by the hundred

STAGES = st.sampled_from(Stage)
OURS = load()
EVERY_FACT = tuple(name for name in FACTS if name not in GIVEN)
FIRST_DAYS = sorted({pack.in_force_from for pack in OURS.packs})


@st.composite
def our_policy(draw: st.DrawFn) -> tuple[PackSet, dict[str, Any]]:
    """The policy of one of the days on which ours changed, and facts it may be asked with."""
    packs = OURS.in_force(draw(st.sampled_from(FIRST_DAYS)))
    names = tuple(name for name in EVERY_FACT if name not in packs.facts_given)
    return packs, draw(facts_of(names))


def invented() -> st.SearchStrategy[tuple[PackSet, dict[str, Any]]]:
    """An invented policy, and facts."""
    return st.tuples(policies(), facts_of(FEW))


@given(st.one_of(invented(), our_policy()), STAGES, DAYS)
@settings(max_examples=80, deadline=None)
def test_the_compiled_rules_say_what_the_slow_ones_say(
    asked: tuple[PackSet, dict[str, Any]], stage: Stage, offence_on: date | None
) -> None:
    packs, facts = asked
    assert assess(packs, facts, stage=stage, offence_on=offence_on) == assess_slowly(
        packs, facts, stage, offence_on
    )


@given(st.one_of(invented(), our_policy()), STAGES, st.data())
@settings(max_examples=80, deadline=None)
def test_one_more_fact_changes_no_definite_answer(
    asked: tuple[PackSet, dict[str, Any]], stage: Stage, data: st.DataObject
) -> None:
    packs, facts = asked
    fewer = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    before = assess(packs, {name: facts[name] for name in fewer}, stage=stage)
    after = assess(packs, facts, stage=stage, offence_on=data.draw(DAYS))
    for was, now in zip(before, after, strict=True):
        if was.answer is not Answer.CANNOT_SAY:
            assert now.answer is was.answer
            assert now.authority == was.authority or was.answer is Answer.SHUT
        fired = {finding.rule for finding in now.findings if finding.fires}
        assert {finding.rule for finding in was.findings if finding.fires} <= fired


@given(policies(), facts_of(FEW), STAGES, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_rules_does_not_matter(
    packs: PackSet, facts: dict[str, Any], stage: Stage, random: Any
) -> None:
    shuffled = list(packs.rules)
    random.shuffle(shuffled)
    kinds = tuple(packs.catalogue.values())
    other = policy(*shuffled, types=kinds, settings=tuple(packs.settings.values()))
    assert [unordered(option) for option in assess(packs, facts, stage=stage)] == [
        unordered(option) for option in assess(other, facts, stage=stage)
    ]


def unordered(option: Option) -> tuple[object, ...]:
    return option._replace(findings=()), frozenset(option.findings)


@given(policies(), facts_of(FEW), STAGES)
@settings(max_examples=50, deadline=None)
def test_what_is_missing_is_unknown_and_what_is_settled_misses_nothing(
    packs: PackSet, facts: dict[str, Any], stage: Stage
) -> None:
    for option in assess(packs, facts, stage=stage):
        for finding in option.findings:
            assert bool(finding.missing) == (finding.fires is None)
            assert not set(finding.missing) & set(facts)
        assert bool(option.missing) == (option.answer is Answer.CANNOT_SAY)


@given(policies(), facts_of(FEW), STAGES)
@settings(max_examples=50, deadline=None)
def test_a_finding_can_be_stored_and_read_back(packs: PackSet, facts: dict[str, Any], stage: Stage) -> None:
    for option in assess(packs, facts, stage=stage):
        assert Option.from_data(option.as_data()) == option
        assert [Finding.from_data(each.as_data()) for each in option.findings] == list(option.findings)


@given(policies(), facts_of(FEW), STAGES)
@settings(max_examples=50, deadline=None)
def test_one_resolution_alone_stands_as_it_stands_among_the_others(
    packs: PackSet, facts: dict[str, Any], stage: Stage
) -> None:
    for option in assess(packs, facts, stage=stage):
        assert assess(packs, facts, stage=stage, resolutions=(option.resolution,)) == (option,)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_named_function_says_nothing_until_it_knows_everything(name: str) -> None:
    named = NAMED[name]
    numbers = dict.fromkeys(named.numbers, 1)
    for fact in named.asks:
        known = {each: 1 for each in named.asks if each != fact}
        assert named.ask(known, numbers) is None
