"""A figure says everything or is not made; and what changes in percent never passes for points."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from oocr.measures.cells import (
    CannotSay,
    Count,
    NotApplicable,
    Percent,
    PercentChange,
    PointChange,
    Rate,
    Relative,
)
from oocr.measures.figure import Figure, Part, Residents, half_up
from oocr.measures.intervals import relative_rate
from oocr.measures.measure import Kind, Unit
from tests.measures.analysis import PROVENANCE, YEAR

FACTS: dict[str, Any] = {
    "measure": "conditions.breach_rate",
    "kind": Kind.PROPORTION,
    "unit": Unit.RESOLUTIONS,
    "group": (("kind", "community_resolution"),),
    "numerator": 321,
    "denominator": 3451,
    "window": YEAR,
    "not_known": 0,
    "too_soon": None,
    "definition": "a1dd484b1e60",
    "snapshot": PROVENANCE.snapshot,
    "calculated_at": PROVENANCE.calculated_at,
    "places": 1,
}
RESIDENTS = Residents("Invented", "Nobody", date(2021, 3, 21), 5850)


def make_figure(**facts: Any) -> Figure:
    return Figure(**{**FACTS, **facts})


def count_of(numerator: int) -> Figure:
    return make_figure(
        measure="cases.resolutions_issued", kind=Kind.COUNT, numerator=numerator, denominator=None
    )


def rate_of(numerator: int, residents: int = 5850) -> Figure:
    population = replace(RESIDENTS, residents=residents)
    return make_figure(
        kind=Kind.RATE, numerator=numerator, denominator=residents, population=population, places=2
    )


@pytest.mark.parametrize("missing", FACTS)
def test_a_figure_cannot_be_made_without(missing: str) -> None:
    with pytest.raises(TypeError, match=missing):
        Figure(**{name: value for name, value in FACTS.items() if name != missing})


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"denominator": None}, "only a count is out of nothing"),
        ({"kind": Kind.COUNT}, "only a count is out of nothing"),
        ({"kind": Kind.FOLLOW_UP}, "too soon"),
        ({"too_soon": 3}, "too soon"),
        ({"kind": Kind.RATE}, "population"),
        ({"population": RESIDENTS}, "population"),
        ({"definition": ""}, "names its definition"),
        ({"snapshot": ""}, "names its definition and its snapshot"),
        ({"numerator": -1}, "never below nothing"),
        ({"not_known": -1}, "never below nothing"),
        ({"numerator": 3452}, "3,452 of 3,451 cannot be"),
    ],
)
def test_a_figure_that_cannot_be_true_is_refused(facts: dict[str, Any], refused: str) -> None:
    with pytest.raises(ValueError, match=refused):
        make_figure(**facts)


def test_a_percentage_is_rounded_half_up() -> None:
    assert str(make_figure().percent) == "9.3"
    assert (
        str(make_figure(numerator=1, denominator=8, places=0).percent) == "13"
    )  # 12.5, and not to the even 12
    assert str(half_up(Decimal("-0.04"), 1)) == "0.0"
    assert Percent(make_figure()).text == "9.3%"
    assert Percent(make_figure()).beneath == "8.4% to 10.3%"


def test_a_percentage_of_nothing_cannot_be_said() -> None:
    nothing = make_figure(numerator=0, denominator=0)
    assert nothing.value is None
    assert Percent(nothing).text.startswith("Cannot say")
    assert Percent(nothing).beneath == ""


def test_a_count_has_no_percentage_and_no_interval() -> None:
    count = count_of(1234)
    assert (count.percent, count.interval, count.per_thousand, count.value) == (None, None, None, 1234)
    assert Count(count).text == "1,234"
    assert (
        count.ledger_ref == "figure:cases.resolutions_issued:2024-06-16:2025-06-16:kind/community_resolution"
    )
    with pytest.raises(ValueError, match="has no denominator"):
        count.count(Part.DENOMINATOR)


def test_a_rate_is_per_thousand_residents() -> None:
    rate = Rate(rate_of(23))
    assert (rate.text, rate.beneath) == ("3.93", "2.49 to 5.90")
    assert rate.figure.percent is None
    assert Rate(rate_of(0, residents=0)).text.startswith("Cannot say")
    assert Rate(rate_of(0, residents=0)).beneath == ""
    with pytest.raises(ValueError, match="is not a rate"):
        Rate(make_figure())


def test_percent_and_percentage_points_are_different_changes() -> None:
    assert PercentChange(count_of(3451), count_of(4433)).text == "\u221222.2%"
    assert PercentChange(count_of(783), count_of(742)).text == "+5.5%"
    points = PointChange(
        make_figure(numerator=51, denominator=100), make_figure(numerator=74, denominator=100)
    )
    assert points.text == "\u221223.0 percentage points"
    assert points.figure.numerator == 51
    with pytest.raises(ValueError, match="between two counts"):
        PercentChange(make_figure(), make_figure())
    with pytest.raises(ValueError, match="percentage of nothing"):
        PercentChange(count_of(1), count_of(0))
    with pytest.raises(ValueError, match="between two percentages"):
        PointChange(count_of(1), count_of(2))


def test_a_relative_rate_says_when_it_is_not_distinguishable() -> None:
    def relative(count: int, residents: int) -> str:
        found = relative_rate(count, residents, 210, 67_800)
        assert found is not None
        return Relative(rate_of(count, residents), "White", found).text

    assert relative(23, 5850) == "1.27 times (0.83 to 1.95): not distinguishable from the same rate"
    assert relative(22, 35_000) == "0.20 times (0.13 to 0.31)"


def test_what_cannot_be_said_says_why() -> None:
    assert CannotSay("no population is loaded").text == "Cannot say, because no population is loaded"
    assert NotApplicable("nobody is counted so").text == "Not applicable: nobody is counted so"
    assert CannotSay("x").figure is None
