"""What a rule of ours waits for is enough to settle it, and nothing in it is asked for in vain."""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from oocr.policy.conditions import Call, Condition, Either, Every, Is, Not, Within, ask, facts_asked
from oocr.policy.facts import FACTS, Kind, Value
from oocr.policy.pack import Rule
from oocr.policy.packs import load
from tests.properties.slow_twin import missing

RULES = {rule.id: rule for pack in load().packs for rule in pack.rules if not rule.always}
TRIES = 40
FAR = 1000  # further than anything known


def numbers(condition: Condition) -> Iterator[int]:
    """The numbers on either side of each bound, and enough of a spread for a function."""
    match condition:
        case Within():
            for bound in (condition.least, condition.most):
                if bound is not None:
                    yield from (bound - 1, bound, bound + 1)
        case Is():
            yield from (each + step for each in condition.values if type(each) is int for step in (-1, 0, 1))
        case Call():
            yield from (-FAR, 0, 50, 100, FAR)
        case Not():
            yield from numbers(condition.part)
        case Every() | Either():
            for part in condition.parts:
                yield from numbers(part)


def values(rule: Rule, name: str) -> list[Value]:
    """Values of a fact that could make a difference to the rule."""
    fact = FACTS[name]
    if fact.kind is Kind.YES_NO:
        return [True, False]
    return sorted(set(numbers(rule.when))) if fact.kind is Kind.WHOLE else list(fact.values)


def some_of_it_known(rule: Rule) -> Iterator[dict[str, Value]]:
    """Ways to know some of the facts that a rule asks about, such that it cannot say."""
    draw = random.Random(rule.id)  # noqa: S311  # the same tries every time
    names = sorted(set(facts_asked(rule.when)) - {"resolution"})
    yield {}
    for _ in range(TRIES):
        found = {name: draw.choice(values(rule, name)) for name in names if draw.random() < 0.5}
        yield {name: value for name, value in found.items() if value not in (-FAR, FAR)}


def settled(rule: Rule, known: dict[str, Value], waits: list[str]) -> Iterator[dict[str, Value]]:
    """Every way in which the facts it waits for could turn out (some of them, where there are very many)."""
    ways = product(*(values(rule, name) for name in waits))
    for number, way in enumerate(ways):
        if number > 3000:
            return
        yield {**known, **dict(zip(waits, way, strict=True))}


@pytest.mark.parametrize("id", sorted(RULES))
def test_what_it_waits_for_settles_it_and_each_of_it_matters(id: str) -> None:
    rule = RULES[id]
    for known in some_of_it_known(rule):
        for_one = {**known, "resolution": rule.of[0]}
        waits = sorted(missing(rule.when, for_one))
        if not waits:
            continue
        answers = {}
        for facts in settled(rule, for_one, waits):
            answer = ask(rule.when, facts)
            assert answer is not None
            answers[tuple(facts[name] for name in waits)] = answer
        for place, name in enumerate(waits):
            assert any(
                answers.get((*way[:place], other, *way[place + 1 :]), answer) is not answer
                for way, answer in answers.items()
                for other in values(rule, name)
            ), f"{name} is asked for in vain"
