"""What a rule needs that the language of conditions cannot say: one small function each, by name.

A named function is told the facts it asks about and the numbers that the rule gives it, so that every number of a
policy stays in its pack. It is called only when every fact it asks about is known; until then it cannot say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oocr.policy.facts import Value


@dataclass(frozen=True)
class Named:
    """A function by name: the facts it asks about (in the order it is told them) and the numbers it is told."""

    name: str
    asks: tuple[str, ...]
    numbers: tuple[str, ...]
    says: str
    work: Callable[..., bool]

    def ask(self, facts: Mapping[str, Value | None], numbers: Mapping[str, int]) -> bool | None:
        """Whether it is so; unknown while any fact it asks about is."""
        values = [facts.get(fact) for fact in self.asks]
        return None if None in values else self.work(*values, **numbers)


def _ends_near_prosecution_limit(
    days_to_last_condition: int, days_to_prosecution_limit: int, days: int
) -> bool:
    return days_to_last_condition + days > days_to_prosecution_limit


NAMED: dict[str, Named] = {
    named.name: named
    for named in (
        Named(
            "ends_near_prosecution_limit",
            ("days_to_last_condition", "days_to_prosecution_limit"),
            ("days",),
            "the last condition ends so late that fewer than this many days are left to charge",
            _ends_near_prosecution_limit,
        ),
    )
}
