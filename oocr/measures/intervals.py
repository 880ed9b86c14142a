"""How far chance alone could have moved a figure: 95% intervals. Pure; scipy's arithmetic where scipy has it.

Proportions: Wilson's score. Rates per head: exact Poisson under 10 events, Byar's approximation from 10 on. Relative
rates: the log method. These are what the Office for Health Improvement and Disparities gives for public statistics.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from statistics import NormalDist
from typing import Any

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, in the same terms as the figure (a part of 1, or events per head), and by which method."""

    low: float
    high: float
    method: str

    def holds(self, value: float) -> bool:
        """Is this value inside?"""
        return self.low <= value <= self.high


@lru_cache(maxsize=4096)
def proportion(numerator: int, denominator: int) -> Interval | None:
    """Wilson's score interval. Nothing when there is nothing to be a part of."""
    if not denominator:
        return None
    found = _scipy().binomtest(numerator, denominator).proportion_ci(LEVEL, method="wilson")
    return Interval(float(found.low), float(found.high), "Wilson score")


def events(count: int) -> Interval:
    """The events that could have been expected where `count` happened: exact Poisson under 10, Byar from 10 on."""
    if count < 10:
        chi2 = _scipy().chi2
        low = float(chi2.ppf((1 - LEVEL) / 2, 2 * count)) / 2 if count else 0.0
        return Interval(low, float(chi2.ppf((1 + LEVEL) / 2, 2 * count + 2)) / 2, "exact Poisson")
    return Interval(_byar(count, -Z), _byar(count + 1, Z), "Byar")


def _scipy() -> Any:
    """scipy's distributions. They take a second to load, which most commands and tests have no need of."""
    from scipy import stats  # noqa: PLC0415  # as said

    return stats


def _byar(count: int, z: float) -> float:
    return float(count * (1 - 1 / (9 * count) + z / (3 * sqrt(count))) ** 3)


def rate(count: int, residents: int) -> Interval | None:
    """Events per head."""
    if not residents:
        return None
    found = events(count)
    return Interval(found.low / residents, found.high / residents, found.method)


@dataclass(frozen=True)
class RelativeRate:
    """How many times the reference group's rate, with its interval."""

    ratio: float
    interval: Interval

    @property
    def differs(self) -> bool:
        """Is it distinguishable from the reference group's?"""
        return not self.interval.holds(1.0)


def relative_rate(
    count: int, residents: int, reference_count: int, reference_residents: int
) -> RelativeRate | None:
    """The log method for counts. Nothing when either group has no events or no residents."""
    if not (count and residents and reference_count and reference_residents):
        return None
    ratio = (count / residents) / (reference_count / reference_residents)
    spread = exp(Z * sqrt(1 / count + 1 / reference_count))
    return RelativeRate(ratio, Interval(ratio / spread, ratio * spread, "log"))
