"""Promise 4, its other half: what can be told does happen, and a test makes it happen."""

from oocr.audit.events import Event
from tests.architecture.everything import lifecycles
from tests.architecture.test_lifecycles import TESTS


def test_every_event_has_a_test_that_causes_it() -> None:
    untold = [e.value for e in Event if f"Event.{e.name}" not in TESTS and f'"{e.value}"' not in TESTS]
    assert not untold


def test_every_move_has_a_test() -> None:
    unmade = [
        f"{name}: {move.name}"
        for name, table in lifecycles().items()
        for move in table.moves
        if f'"{move.name}"' not in TESTS and f"{move.name}_{table.name}" not in TESTS
    ]
    assert not unmade
