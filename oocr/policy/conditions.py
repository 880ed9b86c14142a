"""The closed language of a rule's condition: read from a pack into a tree, and asked in three values.

A table means all of its entries. An entry is a fact with a value, a list of values or bounds; `all`, `any` or `not`;
or `call`, a named function. Nothing else, so that the owner of a policy can read every rule. Unknown is not false:
a condition is true, false or unknown (Kleene's strong logic).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from oocr.policy.facts import FACTS, Kind, Value
from oocr.policy.named import NAMED

Facts = Mapping[str, Value | None]
# What each bound adds to its number, below and above, so that both ends are included.
BOUNDS = {"at_least": (0, None), "more_than": (1, None), "at_most": (None, 0), "less_than": (None, -1)}


class PackProblem(Exception):
    """A pack that may not be used, with the place in it and what is wrong there."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


@dataclass(frozen=True)
class Is:
    """The fact has one of these values."""

    fact: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Within:
    """The fact, a whole number, lies between these, both included."""

    fact: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Call:
    """A named function says so."""

    name: str
    numbers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Every:
    """All of these are so. Of none, it is always so."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Either:
    """At least one of these is so. Of none, it never is."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Not:
    """This is not so."""

    part: "Condition"


Condition = Is | Within | Call | Every | Either | Not
ALWAYS = Every()
NEVER = Either()


def read(table: Any, where: str) -> Condition:
    """The condition that a table of a pack says. An empty table is always so; only a whole rule may be that."""
    if not isinstance(table, dict):
        raise PackProblem(where, f"a condition is a table, not {table!r}")
    if "call" in table:
        return _call(table, where)
    parts = tuple(_entry(key, value, f"{where}.{key}") for key, value in table.items())
    return parts[0] if len(parts) == 1 else Every(parts)


def _entry(key: str, value: Any, where: str) -> Condition:
    if key == "not":
        return Not(_part(value, where))
    if key in ("all", "any"):
        if not isinstance(value, list) or not value:
            raise PackProblem(where, f"{key} is a list of conditions, and not an empty one")
        parts = tuple(_part(part, f"{where}[{number}]") for number, part in enumerate(value, 1))
        return Every(parts) if key == "all" else Either(parts)
    if key not in FACTS:
        raise PackProblem(where, f"there is no fact called {key}")
    return _bounds(key, value, where) if isinstance(value, dict) else _values(key, value, where)


def _part(table: Any, where: str) -> Condition:
    if table == {}:
        raise PackProblem(where, "an empty condition inside another says nothing")
    return read(table, where)


def _values(fact: str, value: Any, where: str) -> Is:
    values = value if isinstance(value, list) else [value]
    if not values:
        raise PackProblem(where, "a list of values that is empty can never be met")
    for each in values:
        if problem := FACTS[fact].problem_with(each):
            raise PackProblem(where, problem)
    return Is(fact, tuple(values))


def _bounds(fact: str, table: dict[str, Any], where: str) -> Within:
    if FACTS[fact].kind is not Kind.WHOLE:
        raise PackProblem(where, f"{fact} is not a number and has no bounds")
    least, most = None, None
    for key, bound in table.items():
        if key not in BOUNDS:
            raise PackProblem(where, f"{key} is not a bound; there are {', '.join(BOUNDS)}")
        if isinstance(bound, bool) or not isinstance(bound, int):
            raise PackProblem(f"{where}.{key}", f"a bound is a whole number, not {bound!r}")
        up, down = BOUNDS[key]
        if up is not None:
            least = bound + up if least is None else max(least, bound + up)
        if down is not None:
            most = bound + down if most is None else min(most, bound + down)
    if least is None and most is None:
        raise PackProblem(where, "bounds without a number say nothing")
    return Within(fact, least, most)


def _call(table: dict[str, Any], where: str) -> Call:
    name = table["call"]
    if name not in NAMED:
        raise PackProblem(where, f"there is no named function {name!r}")
    numbers = {key: value for key, value in table.items() if key != "call"}
    if set(numbers) != set(NAMED[name].numbers):
        raise PackProblem(where, f"{name} is told {', '.join(NAMED[name].numbers) or 'nothing'}")
    for key, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, int):
            raise PackProblem(f"{where}.{key}", f"a whole number is told, not {value!r}")
    return Call(name, tuple(sorted(numbers.items())))


def facts_asked(condition: Condition) -> Iterator[str]:
    """The names of the facts that a condition asks about, as it asks; a fact may come twice."""
    match condition:
        case Is() | Within():
            yield condition.fact
        case Call():
            yield from NAMED[condition.name].asks
        case Not():
            yield from facts_asked(condition.part)
        case _:  # every or either
            for part in condition.parts:
                yield from facts_asked(part)


def ask(condition: Condition, facts: Facts) -> bool | None:
    """Whether it is so: yes, no, or unknown."""
    match condition:
        case Is():
            value = facts.get(condition.fact)
            return None if value is None else value in condition.values
        case Within():
            number = facts.get(condition.fact)
            return None if number is None else _within(condition, int(number))
        case Call():
            return NAMED[condition.name].ask(facts, dict(condition.numbers))
        case Not():
            answer = ask(condition.part, facts)
            return None if answer is None else not answer
        case _:  # every or either
            settles = isinstance(condition, Either)
            answers = [ask(part, facts) for part in condition.parts]
            if settles in answers:
                return settles
            return None if None in answers else not settles


def _within(bounds: Within, number: int) -> bool:
    return (bounds.least is None or number >= bounds.least) and (bounds.most is None or number <= bounds.most)


def in_order(names: frozenset[str]) -> tuple[str, ...]:
    """Facts in the order of the list of all facts, whatever the order of the rules that ask about them."""
    return tuple(sorted(names, key=_PLACE.__getitem__))


_PLACE = {name: place for place, name in enumerate(FACTS)}
