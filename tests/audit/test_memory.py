"""What factories remember (`make test-fast`) is what they do: the same rows, and a ledger without fault."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from oocr.audit import ledger
from oocr.decisions.models import Proposal
from tests.factories.cases import make_person
from tests.factories.decisions import make_inspector, make_proposal, make_sergeant
from tests.factories.memory import MEMORY, NOTHING, Rows, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _remembering(now: time_machine.Traveller) -> Iterator[None]:
    """As in a test of `make test-fast`, whose worker has done nothing yet."""
    before, MEMORY.kept = MEMORY.kept, {}
    MEMORY.begin(on=True)
    yield
    MEMORY.kept = before


def issued() -> Proposal:
    return make_proposal(issued=True)


def undone(make: Callable[[], Any]) -> tuple[Any, Rows]:
    """What this makes and writes, in a database that is empty again."""
    with transaction.atomic():
        made, rows = make(), there()
        transaction.set_rollback(True)
    MEMORY.standing = NOTHING
    return made, rows


def there() -> Rows:
    return {table: rows for table, rows in written().items() if rows}


def test_what_is_put_back_is_what_was_done():
    proposal, rows = undone(issued)
    assert not Proposal.objects.exists()
    again = issued()
    assert again is not proposal
    assert (again, again.state, again.case.officer) == (proposal, "issued", proposal.case.officer)
    assert there() == rows
    assert not list(ledger.faults())


def test_what_was_done_after_it_is_put_back_on_top_of_it():
    def make() -> tuple[Any, ...]:
        return make_sergeant(), make_inspector()

    both, rows = undone(make)
    assert make() == both
    assert there() == rows
    assert not list(ledger.faults())


def test_nothing_is_put_back_once_something_else_was_written():
    sergeant, _ = undone(make_sergeant)
    make_person()
    assert make_sergeant() != sergeant


def test_what_is_asked_in_other_words_or_at_another_time_is_done(now: time_machine.Traveller):
    sergeant, _ = undone(make_sergeant)
    assert make_sergeant(collar_number="0412") != sergeant
    MEMORY.standing = NOTHING
    now.shift(1)
    assert make_sergeant() != sergeant
