"""Facts, conditions, rules and policies of every kind, for Hypothesis."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from oocr.policy.conditions import ALWAYS, Call, Condition, Either, Every, Is, Not, Within
from oocr.policy.facts import FACTS, RANKS, FactName, Kind
from oocr.policy.named import NAMED
from oocr.policy.pack import Effect, Rule, Setting, Stage
from oocr.policy.packs import PackSet
from tests.policy.world import policy, resolution_type, rule

# A few facts of each kind, so that rules meet over the same ones.
FEW = (
    "weapon", "domestic_abuse", "robbery", "stance", "dash_grade", "gravity_final", "days_to_last_condition",
    "days_to_prosecution_limit",
)  # fmt: skip
GIVEN = ("resolution", "resolution_enabled", "resolution_valid_for_offence")
KEYS = ("community_resolution", "conditional_caution", "simple_caution")
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2026, 1, 1))


def values(fact: FactName) -> st.SearchStrategy[Any]:
    """A value that the fact may have."""
    if fact.kind is Kind.YES_NO:
        return st.booleans()
    return (
        st.integers(-1, 6) | st.integers(0, 160) if fact.kind is Kind.WHOLE else st.sampled_from(fact.values)
    )


def facts_of(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these facts, the rest unknown."""
    return st.fixed_dictionaries({}, optional={name: values(FACTS[name]) for name in names})


def leaves() -> st.SearchStrategy[Condition]:
    """Conditions about one thing."""
    bound = st.none() | st.integers(-1, 6)
    whole = st.sampled_from([name for name in FEW if FACTS[name].kind is Kind.WHOLE])
    within = st.builds(Within, whole, bound, bound).filter(
        lambda found: (found.least, found.most) != (None, None)
    )
    is_one = st.sampled_from((*FEW, *GIVEN)).flatmap(
        lambda name: st.builds(
            Is, st.just(name), st.lists(values(FACTS[name]), min_size=1, max_size=3).map(tuple)
        )
    )
    call = st.sampled_from(sorted(NAMED)).flatmap(
        lambda name: st.builds(
            Call,
            st.just(name),
            st.tuples(
                *(st.tuples(st.just(each), st.integers(-3, 6)) for each in sorted(NAMED[name].numbers))
            ),
        )
    )
    return is_one | within | call


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions as deep as anybody would write."""
    return st.recursive(
        leaves(),
        lambda parts: (
            st.builds(Not, parts)
            | st.builds(Every, st.lists(parts, min_size=1, max_size=3).map(tuple))
            | st.builds(Either, st.lists(parts, min_size=1, max_size=3).map(tuple))
        ),
        max_leaves=6,
    )


@st.composite
def rules(draw: st.DrawFn, number: int) -> Rule:
    """A rule of any kind."""
    effect = draw(st.sampled_from(Effect))
    return rule(
        f"rule-{number}",
        draw(conditions() | st.just(ALWAYS)),
        effect,
        of=tuple(draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))),
        at=draw(st.sampled_from(Stage)),
        authority=draw(st.none() | st.sampled_from(RANKS)) if effect is Effect.ASK else None,
    )


@st.composite
def policies(draw: st.DrawFn) -> PackSet:
    """A policy of a few rules, types with and without days, and the force's choice made or not."""
    count = draw(st.integers(1, 5))
    types = tuple(
        resolution_type(
            key,
            enabled=draw(st.booleans()),
            authority=draw(st.sampled_from(RANKS)),
            prospective=draw(st.booleans()),
            offences_from=draw(DAYS),
            offences_to=draw(DAYS),
        )
        for key in KEYS
    )
    chosen = draw(st.none() | st.booleans())
    setting = Setting("medium_risk_course_allowed", "-", chosen, False)
    return policy(*(draw(rules(number)) for number in range(count)), types=types, settings=(setting,))
