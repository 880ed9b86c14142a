"""Turns the rules of a policy into one Python function, so that a year of cases can be assessed in seconds.

Each rule becomes two plain conditions, that it is so and that it cannot be said, over local variables that hold the
facts. What is the same for every case (which resolution is considered, what the force has chosen) is worked out while
compiling, so a rule that can never fire for a resolution costs nothing. The text that is compiled holds nothing from
a pack but names of facts and values that the loader has checked. `tests/properties` holds it to a slow and plain
evaluator.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from oocr.policy.conditions import (
    ALWAYS,
    NEVER,
    Call,
    Condition,
    Either,
    Every,
    Is,
    Not,
    Within,
    ask,
    facts_asked,
    in_order,
)
from oocr.policy.facts import FACTS, RANKS, Value
from oocr.policy.findings import Answer, Finding, Option
from oocr.policy.named import NAMED
from oocr.policy.pack import Effect, ResolutionType, Rule, Stage
from oocr.policy.packs import PackSet

VALID = "resolution_valid_for_offence"
_BIT = {name: 1 << place for place, name in enumerate(FACTS)}
_NAME = {bit: name for name, bit in _BIT.items()}


@dataclass(frozen=True)
class Assessor:
    """The rules of a policy up to a stage, for some resolution types, ready to be asked."""

    types: tuple[ResolutionType, ...]
    given_by_packs: frozenset[str]
    text: str
    run: Callable[..., tuple[Option, ...]]

    def assess(self, facts: Mapping[str, Value | None], offence_on: date | None) -> tuple[Option, ...]:
        """The options, for facts that have been checked."""
        return self.run(facts.get, *[each.covers(offence_on) for each in self.types])


def simpler(condition: Condition, known: Mapping[str, Value]) -> Condition:
    """The same condition where these facts are known: what they settle is settled."""
    match condition:
        case Is() | Within() | Call():
            answer = ask(condition, known)
            return condition if answer is None else (ALWAYS if answer else NEVER)
        case Not():
            part = simpler(condition.part, known)
            if part in (ALWAYS, NEVER):
                return NEVER if part == ALWAYS else ALWAYS
            return Not(part)
        case _:  # every or either
            settles, otherwise = (ALWAYS, NEVER) if isinstance(condition, Either) else (NEVER, ALWAYS)
            parts = [simpler(part, known) for part in condition.parts]
            if settles in parts:
                return settles
            left = tuple(part for part in parts if part != otherwise)
            return left[0] if len(left) == 1 else type(condition)(left) if left else otherwise


def assessor(
    packs: PackSet, stage: Stage, resolutions: tuple[str, ...] | None, given_by_packs: frozenset[str]
) -> Assessor:
    """The function for a policy, a stage and some resolution types (all, if none are named)."""
    types = tuple(each for key, each in packs.catalogue.items() if resolutions is None or key in resolutions)
    writer = _Writer(packs, types)
    for rule in packs.rules:
        if rule.at <= stage:
            writer.rule(rule)
    text = writer.text()
    names: dict[str, Any] = writer.names
    exec(compile(text, "<policy>", "exec"), names)  # noqa: S102  # the text is written below, from checked data
    return Assessor(types, given_by_packs, text, names["run"])


@dataclass
class _Writer:
    """Writes the function, rule by rule."""

    packs: PackSet
    types: tuple[ResolutionType, ...]
    lines: list[str] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=lambda: {"option": _option, "NAMED": NAMED})
    facts: set[str] = field(default_factory=set)

    def rule(self, rule: Rule) -> None:
        """The lines of a rule. Resolution types for which it comes to the same condition share them."""
        shared: dict[tuple[Condition, int | None], list[int]] = {}
        for place, each in enumerate(self.types):
            if each.key not in rule.of:
                continue
            known: dict[str, Value] = {**self.packs.facts_given}
            known |= {"resolution": each.key, "resolution_enabled": each.enabled}
            always = each.covers(None)
            if always is not None:  # the day of the offence makes no difference
                known[VALID] = always
            when = simpler(rule.when, known)
            own = place if VALID in facts_asked(when) else None
            shared.setdefault((when, own), []).append(place)
        for (when, own), places in shared.items():
            if when != NEVER:
                self._asked(rule, when, places, _Names("" if own is None else f"v{own}"))

    def _asked(self, rule: Rule, when: Condition, places: list[int], names: "_Names") -> None:
        number = len(self.names)
        pack = self.packs.pack_of[rule.id]
        self.names[f"F{number}"] = Finding.of(rule, pack, True)
        fired = [*_found(f"F{number}", places), *_fired(rule, places)]
        if when == ALWAYS:
            self.lines += fired
            return
        asked = in_order(frozenset(facts_asked(when)))
        self.facts |= set(asked) - {VALID}
        if len(asked) == 1:
            unsure = Finding.of(rule, pack, None, asked)
            self.names[f"U{number}"] = unsure
            waits, cannot = names.unknown(when), [*_found(f"U{number}", places)]
            bits = str(_BIT[asked[0]])
        else:
            self.names[f"U{number}"] = _Unsure(rule, self.packs)
            waits = f"not {names.false(when)}"
            bits = "m"
            cannot = [f"m = {names.missing(when)}", f"u = U{number}[m]", *_found("u", places)]
        if rule.effect is not Effect.NOTE:
            mask = _mask(places)
            cannot += [f"unsure |= {mask}", *(f"m{place} |= {bits}" for place in places)]
        self.lines += [f"if {names.true(when)}:", *_indented(fired), f"elif {waits}:", *_indented(cannot)]

    def text(self) -> str:
        """The whole function."""
        covers = "".join(f", v{place}" for place in range(len(self.types)))
        start = ["shut = unsure = 0", *(f"r{rank} = 0" for rank in range(len(RANKS)))]
        start += [
            f"l{place} = []; a{place} = l{place}.append; m{place} = 0" for place in range(len(self.types))
        ]
        start += [f"f_{name} = get({name!r})" for name in sorted(self.facts)]
        ends = []
        for place, each in enumerate(self.types):
            bit = 1 << place
            ordinary = RANKS.index(each.authority)
            ends.append(
                f"option({each.key!r}, {ordinary}, {_highest(ordinary, bit)}, l{place}, shut & {bit}, "
                f"unsure & {bit}, m{place}),"
            )
        body = _indented([*start, *self.lines, "return (", *_indented(ends), ")"])
        return "\n".join([f"def run(get{covers}):", *body, ""])


def _found(finding: str, places: list[int]) -> Iterator[str]:
    return (f"a{place}({finding})" for place in places)


def _fired(rule: Rule, places: list[int]) -> list[str]:
    if rule.effect is Effect.STOP:
        return [f"shut |= {_mask(places)}"]
    if rule.authority:
        return [f"r{RANKS.index(rule.authority)} |= {_mask(places)}"]
    return []


def _mask(places: list[int]) -> int:
    return sum(1 << place for place in places)


def _highest(ordinary: int, bit: int) -> str:
    """The highest rank asked for: from the top down, to the ordinary one."""
    above = reversed(range(ordinary + 1, len(RANKS)))
    return "".join(f"{rank} if r{rank} & {bit} else " for rank in above) + str(ordinary)


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _option(
    key: str, ordinary: int, rank: int, found: list[Finding], shut: int, unsure: int, missing: int
) -> Option:
    if shut:
        return Option(key, Answer.SHUT, RANKS[rank], tuple(found))
    if unsure:
        return Option(key, Answer.CANNOT_SAY, RANKS[rank], tuple(found), _facts(missing))
    return Option(key, Answer.NEEDS if rank > ordinary else Answer.OPEN, RANKS[rank], tuple(found))


def _facts(mask: int) -> tuple[str, ...]:
    """The facts of a mask, in the order of the list of facts."""
    names = []
    while mask:
        lowest = mask & -mask
        names.append(_NAME[lowest])
        mask ^= lowest
    return tuple(names)


class _Unsure(dict[int, Finding]):
    """The finding that a rule cannot say, by the mask of what is missing: made once each."""

    def __init__(self, rule: Rule, packs: PackSet) -> None:
        super().__init__()
        self.rule, self.pack = rule, packs.pack_of[rule.id]

    def __missing__(self, mask: int) -> Finding:
        finding = self[mask] = Finding.of(self.rule, self.pack, None, _facts(mask))
        return finding


@dataclass(frozen=True)
class _Names:
    """Writes conditions. `valid` is the variable that says whether the resolution covers the day of the offence."""

    valid: str

    def of(self, fact: str) -> str:
        return self.valid if fact == VALID else f"f_{fact}"

    def true(self, condition: Condition) -> str:
        """That it is so."""
        return self._so(condition, True)

    def false(self, condition: Condition) -> str:
        """That it is not so, which is more than that it is not known to be so."""
        return self._so(condition, False)

    def _so(self, condition: Condition, wanted: bool) -> str:
        match condition:
            case Is():
                return self._is(condition, wanted)
            case Within():
                return self._within(condition, wanted)
            case Call():
                called = self._called(condition)
                known = self._known(facts_asked(condition))
                return f"({known} and {called})" if wanted else f"({known} and not {called})"
            case Not():
                return self._so(condition.part, not wanted)
            case _:  # every or either
                word = " and " if isinstance(condition, Every) is wanted else " or "
                return f"({word.join(self._so(part, wanted) for part in condition.parts)})"

    def _is(self, condition: Is, wanted: bool) -> str:
        name, values = self.of(condition.fact), condition.values
        if all(isinstance(value, bool) for value in values):
            kept = [value for value in (True, False) if (value in values) is wanted]
            return f"({' or '.join(f'{name} is {value}' for value in kept) or 'False'})"
        compared = f"{'==' if wanted else '!='} {values[0]!r}"
        if len(values) > 1:
            compared = f"{'in' if wanted else 'not in'} {values!r}"
        return f"({name} {compared})" if wanted else f"({name} is not None and {name} {compared})"

    def _within(self, condition: Within, wanted: bool) -> str:
        name = self.of(condition.fact)
        least, most = condition.least, condition.most
        lower = [] if least is None else [f"{name} {'>=' if wanted else '<'} {least}"]
        upper = [] if most is None else [f"{name} {'<=' if wanted else '>'} {most}"]
        between = (" and " if wanted else " or ").join(lower + upper)
        return f"({name} is not None and ({between}))"

    def _called(self, condition: Call) -> str:
        function = f"NAMED[{condition.name!r}].work"
        values = [self.of(fact) for fact in NAMED[condition.name].asks]
        return (
            f"{function}({', '.join([*values, *(f'{key}={number}' for key, number in condition.numbers)])})"
        )

    def _known(self, facts: Iterator[str]) -> str:
        return " and ".join(f"{self.of(fact)} is not None" for fact in facts)

    def unknown(self, condition: Condition) -> str:
        """That nobody can say, of a condition about one fact."""
        return f"{self.of(next(facts_asked(condition)))} is None"

    def missing(self, condition: Condition) -> str:
        """The mask of the facts that a condition waits for, given that nobody can say whether it is so."""
        match condition:
            case Is() | Within():
                return self._bit(condition.fact)
            case Call():
                facts = NAMED[condition.name].asks
                return "(" + " | ".join(self._bit(fact) for fact in facts) + ")"
            case Not():
                return self.missing(condition.part)
            case _:  # every or either
                return (
                    "("
                    + " | ".join(self._part(part, isinstance(condition, Every)) for part in condition.parts)
                    + ")"
                )

    def _bit(self, fact: str) -> str:
        return f"({_BIT[fact]} if {self.of(fact)} is None else 0)"

    def _part(self, part: Condition, so: bool) -> str:
        """A part of an unknown whole adds what it misses unless it is settled, which it can only be one way."""
        if isinstance(part, Is | Within | Call):
            return self.missing(part)
        return f"({self.missing(part)} if not {self._so(part, so)} else 0)"
