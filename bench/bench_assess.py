"""Assessing 100,000 cases takes at most 3 times the time of the same rules written by hand as Python conditionals.

Every rule of the packs of one day is asked of every resolution type. The cases are invented, from a seed: in the first
set nearly all facts are known, in the second half of them, in the third nearly none. Both sides are asked about the
same cases, in turn and in slices, so that a busy machine is unfair to neither. The packs' side also checks every fact;
the other does not. That both find the same is a test of its own (`tests/properties/test_by_hand.py`).
"""

import random
from datetime import date, timedelta

from bench.by_hand.assess import PACKS, assess_by_hand
from bench.report import Report, seconds
from oocr.policy.evaluate import Stage, assess
from oocr.policy.facts import FACTS, FactName, Kind, Value
from oocr.policy.reading import SET_BY_THE_EVALUATOR

CASES = 100_000
SLICE = 5_000
KNOWN = {"nearly every fact known": 0.95, "half of the facts known": 0.5, "hardly a fact known": 0.05}
Case = tuple[dict[str, Value], date]


def run(report: Report) -> None:
    """Ask both about the same cases."""
    draw = random.Random("assess")  # noqa: S311  # invented cases
    for how, share in KNOWN.items():
        by_pack = by_hand = 0.0
        for _ in range(CASES // SLICE):
            cases = [_case(draw, share) for _ in range(SLICE)]
            by_pack += seconds(lambda cases=cases: _by_pack(cases))
            by_hand += seconds(lambda cases=cases: _by_hand(cases))
        said = f"{how}: {by_pack:.1f} s for {CASES:,} cases, against {by_hand:.1f} s by hand"
        report.at_most(said, by_pack / by_hand, 3, " times")


def _by_pack(cases: list[Case]) -> None:
    for facts, offence_on in cases:
        assess(PACKS, facts, stage=Stage.ISSUE, offence_on=offence_on)


def _by_hand(cases: list[Case]) -> None:
    for facts, offence_on in cases:
        assess_by_hand(facts, offence_on)


def _case(draw: random.Random, share: float) -> Case:
    given = {*SET_BY_THE_EVALUATOR, *PACKS.facts_given}
    facts = {
        name: _value(draw, fact)
        for name, fact in FACTS.items()
        if name not in given and draw.random() < share
    }
    return facts, date(2024, 1, 1) + timedelta(days=draw.randrange(700))


def _value(draw: random.Random, fact: FactName) -> Value:
    if fact.kind is Kind.YES_NO:
        return draw.random() < 0.5
    return draw.randrange(40) if fact.kind is Kind.WHOLE else draw.choice(fact.values)
