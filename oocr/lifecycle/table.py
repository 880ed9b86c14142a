"""Lifecycle tables: states and moves, pure. Nothing here touches a database or a framework."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from oocr.lifecycle.verdict import YES, Verdict, no


class Stateful(Protocol):
    """A thing that has a state."""

    state: str


class Actor(Protocol):
    """Who acts: a person with permissions, or a job that was given them."""

    def may(self, permission: Any) -> bool: ...

    @property
    def ledger_ref(self) -> str: ...


# The second question, "now, for this thing?", reads after "needs to be": not_your_own, high_enough.
Need = Callable[[Any, Any], Verdict]


@dataclass(frozen=True)
class Move:
    """One row: from where, to where, who may, what is written down, and what it needs besides."""

    name: str
    come_from: tuple[StrEnum, ...]
    go_to: StrEnum
    permission: StrEnum
    event: StrEnum
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Lifecycle:
    """The table of one kind of thing. `final` states are never left; every other one can be.

    A table that contradicts itself cannot be made. That every state can be reached is a promise of the tests.
    """

    name: str
    states: type[StrEnum]
    start: StrEnum
    moves: tuple[Move, ...]
    final: tuple[StrEnum, ...] = field(default=())

    def __post_init__(self) -> None:
        named = [move.name for move in self.moves]
        mentioned = {self.start, *self.final, *(move.go_to for move in self.moves)}
        mentioned |= {state for move in self.moves for state in move.come_from}
        if len(named) != len(set(named)):
            raise ValueError(f"{self.name}: two moves have one name")
        if not mentioned <= set(self.states):
            raise ValueError(
                f"{self.name}: a state that is not listed: {sorted(mentioned - set(self.states))}"
            )
        if left := {state for move in self.moves for state in move.come_from} & set(self.final):
            raise ValueError(f"{self.name}: a final state that can be left: {sorted(left)}")

    def __getitem__(self, name: str) -> Move:
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(f"{self.name} has no move {name!r}")

    def verdict(self, name: str, thing: Stateful, by: Actor) -> Verdict:
        """May `by` make this move with this thing now? State first, then permission, then each need in turn."""
        move = self[name]
        if thing.state not in move.come_from:
            wanted = " or ".join(words(state) for state in move.come_from)
            return no("wrong-state", f"This {self.name} is {words(thing.state)}; it must be {wanted}.")
        if not by.may(move.permission):
            return no("no-permission", f"Your role does not let you {words(move.name)} {_a(self.name)}.")
        for need in move.needs:
            verdict = need(thing, by)
            if not verdict:
                return verdict
        return YES

    def open_to(self, thing: Stateful, by: Actor) -> Iterable[tuple[Move, Verdict]]:
        """The moves that leave the thing's state, each with the verdict: the buttons, and why one is missing."""
        return [
            (move, self.verdict(move.name, thing, by)) for move in self.moves if thing.state in move.come_from
        ]


def words(name: str) -> str:
    """A stored name as people say it: `with_authoriser` is "with authoriser"."""
    return str(name).replace("_", " ")


def _a(noun: str) -> str:
    """A case, an account."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
