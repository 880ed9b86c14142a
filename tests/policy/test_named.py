"""Each named function, by example."""

import pytest

from oocr.policy.named import NAMED


def test_each_is_registered_under_its_own_name() -> None:
    assert all(name == named.name and named.says for name, named in NAMED.items())


@pytest.mark.parametrize(
    ("last_condition", "limit", "fires"),
    [(100, 120, True), (100, 121, False), (100, None, None), (None, 5, None)],
)
def test_conditions_that_end_too_near_the_prosecution_limit(
    last_condition: int | None, limit: int | None, fires: bool | None
) -> None:
    facts = {"days_to_last_condition": last_condition, "days_to_prosecution_limit": limit}
    assert NAMED["ends_near_prosecution_limit"].ask(facts, {"days": 21}) is fires
