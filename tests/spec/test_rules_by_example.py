"""Every rule of every pack, of the past and the future too, does what its examples say it does."""

import pytest

from oocr.policy.pack import Example, Rule
from oocr.policy.packs import load

EXAMPLES = [
    pytest.param(rule, example, id=f"{pack.mark.named}:{rule.id}:{example.name}")
    for pack in load().packs
    for rule in pack.rules
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_does_what_its_example_says(rule: Rule, example: Example) -> None:
    assert rule.fires(example.resolution, example.facts) is example.fires
