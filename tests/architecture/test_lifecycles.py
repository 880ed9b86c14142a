"""Promise 4: every state can be reached and left, and everything that happens can be told."""

import pytest

from oocr.access.permissions import Permission
from oocr.access.roles import roles_that
from oocr.audit.events import SENTENCES, Event
from oocr.audit.ledger import gaps
from oocr.lifecycle.table import Lifecycle
from tests.architecture.everything import ROOT, lifecycles

EVERY = lifecycles()
BY_NAME = {"ids": list(EVERY)}
TESTS = "\n".join(
    path.read_text() for path in (ROOT / "tests").rglob("*.py") if "architecture" not in path.parts
)
CODE = "\n".join(
    path.read_text()
    for path in (ROOT / "oocr").rglob("*.py")
    if path.name != "events.py" and "migrations" not in path.parts
)


@pytest.mark.parametrize("table", EVERY.values(), **BY_NAME)
def test_every_state_can_be_reached(table: Lifecycle) -> None:
    reached = {table.start}
    while more := {move.go_to for move in table.moves if reached & set(move.come_from)} - reached:
        reached |= more
    assert reached == set(table.states)


@pytest.mark.parametrize("table", EVERY.values(), **BY_NAME)
def test_every_state_can_be_left_unless_it_is_final(table: Lifecycle) -> None:
    left = {state for move in table.moves for state in move.come_from}
    assert left == set(table.states) - set(table.final)


@pytest.mark.parametrize("table", EVERY.values(), **BY_NAME)
def test_a_table_is_small_and_well_named(table: Lifecycle) -> None:
    assert len(table.states) <= 8, "this is two lifecycles pretending to be one"
    names = [move.name for move in table.moves]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", EVERY.values(), **BY_NAME)
def test_every_move_has_a_permission_that_someone_holds_and_an_event(table: Lifecycle) -> None:
    for move in table.moves:
        assert roles_that(Permission(move.permission))
        assert Event(move.event)


@pytest.mark.parametrize("event", Event)
def test_every_event_has_a_sentence(event: Event) -> None:
    sentence = SENTENCES[event]
    assert sentence[0] in "{A" or sentence[0].isupper()
    assert sentence.endswith(".")
    assert all(gap.isidentifier() for gap in gaps(event))
    thing, happened = event.value.split(".")
    assert thing
    assert happened


def test_every_event_is_recorded_somewhere() -> None:
    never = [
        event.value for event in Event if f"Event.{event.name}" not in CODE and f"E.{event.name}" not in CODE
    ]
    assert not never
