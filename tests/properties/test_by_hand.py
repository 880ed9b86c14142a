"""The rules written by hand, which the benchmark compares with, are the rules of the packs of that day."""

from datetime import date
from typing import Any

from hypothesis import given, settings

from bench.by_hand.assess import PACKS, assess_by_hand
from oocr.policy.evaluate import Option, Stage, assess
from oocr.policy.facts import FACTS
from tests.properties.policies import DAYS, GIVEN, facts_of

NAMES = tuple(name for name in FACTS if name not in {*GIVEN, *PACKS.facts_given})


def unordered(option: Option) -> tuple[object, ...]:
    """Rules that are written by hand come in an order of their own."""
    return option._replace(findings=()), sorted(option.findings, key=lambda finding: finding.rule)


@given(facts_of(NAMES), DAYS)
@settings(max_examples=60, deadline=None)
def test_by_hand_and_by_pack_find_the_same(facts: dict[str, Any], offence_on: date | None) -> None:
    by_pack = assess(PACKS, facts, stage=Stage.ISSUE, offence_on=offence_on)
    assert [unordered(option) for option in assess_by_hand(facts, offence_on)] == [
        unordered(option) for option in by_pack
    ]
