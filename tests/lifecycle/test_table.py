"""Tables: pure promises, tried on tables made at random."""

from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oocr.lifecycle.diagram import diagram, listing
from oocr.lifecycle.table import Lifecycle, Move, words
from oocr.lifecycle.verdict import YES, Refused, no


class State(StrEnum):
    DRAFTED = "drafted"
    WITH_AUTHORISER = "with_authoriser"
    AUTHORISED = "authorised"


class P(StrEnum):
    WRITE = "write"
    AUTHORISE = "authorise"


class E(StrEnum):
    MOVED = "x.moved"


def not_your_own(thing, by):
    return YES if thing.by != by.ledger_ref else no("own-work", "Someone else must authorise it.")


PROPOSAL = Lifecycle(
    "proposal",
    State,
    State.DRAFTED,
    moves=(
        Move("submit", (State.DRAFTED,), State.WITH_AUTHORISER, P.WRITE, E.MOVED),
        Move("return", (State.WITH_AUTHORISER,), State.DRAFTED, P.AUTHORISE, E.MOVED, (not_your_own,)),
        Move("authorise", (State.WITH_AUTHORISER,), State.AUTHORISED, P.AUTHORISE, E.MOVED, (not_your_own,)),
    ),
    final=(State.AUTHORISED,),
)


@dataclass
class Thing:
    state: str = State.DRAFTED
    by: str = "user:1"


@dataclass(frozen=True)
class Person:
    ledger_ref: str = "user:2"
    permissions: tuple[str, ...] = tuple(P)

    def may(self, permission) -> bool:
        return permission in self.permissions


def test_state_comes_first_then_permission_then_needs():
    nobody, author = Person(permissions=()), Person("user:1")
    assert PROPOSAL.verdict("authorise", Thing(), nobody).code == "wrong-state"
    assert PROPOSAL.verdict("authorise", Thing(State.WITH_AUTHORISER), nobody).code == "no-permission"
    assert PROPOSAL.verdict("authorise", Thing(State.WITH_AUTHORISER), author).code == "own-work"
    assert PROPOSAL.verdict("authorise", Thing(State.WITH_AUTHORISER), Person()) == YES


def test_a_refusal_says_why_in_words():
    verdict = PROPOSAL.verdict("authorise", Thing(), Person())
    assert verdict.because == "This proposal is drafted; it must be with authoriser."
    assert str(Refused(verdict)) == verdict.because
    refused = PROPOSAL.verdict("submit", Thing(), Person(permissions=()))
    assert refused.because == "Your role does not let you submit a proposal."


def test_what_is_open_are_the_moves_that_leave_the_state_with_their_verdicts():
    opened = PROPOSAL.open_to(Thing(State.WITH_AUTHORISER), Person("user:1"))
    assert [(move.name, bool(verdict)) for move, verdict in opened] == [
        ("return", False),
        ("authorise", False),
    ]
    assert list(PROPOSAL.open_to(Thing(State.AUTHORISED), Person())) == []


def test_there_is_no_move_by_another_name():
    with pytest.raises(KeyError, match="proposal has no move 'release'"):
        PROPOSAL["release"]


def test_a_table_can_be_drawn_and_listed():
    assert diagram(PROPOSAL).splitlines()[:3] == [
        "stateDiagram-v2",
        "    [*] --> drafted",
        "    drafted --> with_authoriser: submit",
    ]
    assert diagram(PROPOSAL).endswith("authorised --> [*]")
    assert listing(PROPOSAL)[2] == {
        "move": "authorise",
        "from": "with_authoriser",
        "to": "authorised",
        "permission": "authorise",
        "event": "x.moved",
        "needs": "not_your_own",
    }
    assert words("with_authoriser") == "with authoriser"


class Other(StrEnum):
    ELSEWHERE = "elsewhere"


@pytest.mark.parametrize(
    ("moves", "final", "wrong"),
    [
        ((Move("a", (State.DRAFTED,), Other.ELSEWHERE, P.WRITE, E.MOVED),), (), "not listed"),
        ((Move("a", (Other.ELSEWHERE,), State.DRAFTED, P.WRITE, E.MOVED),), (), "not listed"),
        ((Move("a", (State.DRAFTED,), State.DRAFTED, P.WRITE, E.MOVED),) * 2, (), "one name"),
        ((Move("a", (State.DRAFTED,), State.DRAFTED, P.WRITE, E.MOVED),), (State.DRAFTED,), "can be left"),
    ],
)
def test_a_table_that_contradicts_itself_cannot_be_made(moves, final, wrong):
    with pytest.raises(ValueError, match=wrong):
        Lifecycle("thing", State, State.DRAFTED, moves, final)


@st.composite
def tables(draw) -> Lifecycle:
    """Any table of up to six states and ten moves."""
    states = StrEnum("States", [f"S{number}" for number in range(draw(st.integers(1, 6)))])
    some = st.lists(st.sampled_from(list(states)), min_size=1, unique=True).map(tuple)
    moves = [
        Move(f"m{number}", draw(some), draw(st.sampled_from(list(states))), draw(st.sampled_from(P)), E.MOVED)
        for number in range(draw(st.integers(0, 10)))
    ]
    left = {state for move in moves for state in move.come_from}
    return Lifecycle(
        "thing", states, next(iter(states)), tuple(moves), tuple(s for s in states if s not in left)
    )


@given(tables(), st.data())
def test_a_random_walk_never_reaches_an_unlisted_state_and_open_moves_agree_with_the_verdict(table, data):
    thing, by = Thing(table.start), Person(permissions=tuple(data.draw(st.sets(st.sampled_from(P)))))
    for _ in range(20):
        opened = dict(table.open_to(thing, by))
        allowed = [move for move, verdict in opened.items() if verdict]
        for move in table.moves:
            verdict = table.verdict(move.name, thing, by)
            assert bool(verdict) == (move in allowed)
            assert bool(verdict.code) == bool(verdict.because) == (not verdict)
        if not allowed:
            return
        thing.state = data.draw(st.sampled_from(allowed)).go_to
        assert thing.state in set(table.states)
