"""Intervals against vectors worked out elsewhere (the area's own youth figures, 95%)."""

from decimal import Decimal

import pytest

from oocr.measures import intervals
from oocr.measures.figure import half_up

WHITE = (210, 67_800)
# group: count, residents, rate and its interval per 1,000, method, relative rate and its interval
VECTORS = {
    "Asian": (22, 35_000, "0.63", "0.39", "0.95", "Byar", "0.20", "0.13", "0.31"),
    "Black": (23, 5_850, "3.93", "2.49", "5.90", "Byar", "1.27", "0.83", "1.95"),
    "Mixed": (7, 4_650, "1.51", "0.61", "3.10", "exact Poisson", "0.49", "0.23", "1.03"),
    "White": (*WHITE, "3.10", "2.69", "3.55", "Byar", "1.00", "0.83", "1.21"),
    "Other": (11, 3_500, "3.14", "1.57", "5.62", "Byar", "1.01", "0.55", "1.86"),
}


def two(value: float) -> str:
    return str(half_up(Decimal(value), 2))


@pytest.mark.parametrize("group", VECTORS)
def test_rates_and_relative_rates_give_the_vectors(group: str) -> None:
    count, residents, rate, low, high, method, ratio, ratio_low, ratio_high = VECTORS[group]
    found = intervals.rate(count, residents)
    assert found is not None
    assert (two(count / residents * 1000), two(found.low * 1000), two(found.high * 1000)) == (rate, low, high)
    assert found.method == method
    relative = intervals.relative_rate(count, residents, *WHITE)
    assert relative is not None
    assert (two(relative.ratio), two(relative.interval.low), two(relative.interval.high)) == (
        ratio,
        ratio_low,
        ratio_high,
    )
    assert relative.differs == (group == "Asian")


def test_a_proportion_has_wilsons_interval() -> None:
    found = intervals.proportion(32, 1457)
    assert found is not None
    assert (two(found.low * 100), two(found.high * 100), found.method) == ("1.56", "3.08", "Wilson score")


def test_nothing_has_no_interval_and_no_events_have_one() -> None:
    assert intervals.proportion(0, 0) is None
    assert intervals.rate(3, 0) is None
    none = intervals.events(0)
    assert none.low == 0
    assert two(none.high) == "3.69"
    assert intervals.relative_rate(0, 100, 10, 100) is None
    assert intervals.relative_rate(10, 100, 10, 0) is None
