"""What came in a row that left the quarantine is not kept for ever."""

from typing import Any

import pytest
from django.utils import timezone

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.models import Crime
from oocr.imports import tasks
from oocr.imports.actions import withdraw_batch
from oocr.imports.models import Batch, QuarantinedRow
from oocr.imports.queries import IMPORTER
from oocr.lifecycle.verdict import Refused
from tests.imports.conftest import Load
from tests.imports.extracts import whole

DAY = 24 * 60 * 60


def loaded_in_parts(load: Load) -> tuple[Batch, Batch]:
    """Crimes that wait and a person without a name; then the offences, and the person as they should be."""
    first = load({"crimes": whole()["crimes"], "people": [whole()["people"][0] | {"family_name": ""}]})
    load({"people": [whole()["people"][1] | {"sex": "unheard of"}]})
    return first, load({"offences": whole()["offences"], "people": whole()["people"][:1]})


def test_the_cells_of_a_row_are_erased_thirty_days_after_it_came_right(load: Load, now: Any) -> None:
    first, second = loaded_in_parts(load)
    now.shift(30 * DAY)
    tasks.erase_old_cells(timestamp=0)
    assert not QuarantinedRow.objects.filter(raw={}).exists()
    now.shift(1)
    tasks.erase_old_cells(timestamp=0)
    erased = QuarantinedRow.objects.exclude(resolved_at=None)
    assert erased.count() == 7
    kept = erased.values_list("raw", "more", "row_key", "waiting_for", "fingerprint")
    assert list(kept) == [({}, [], "", "", "")] * 7
    told = {(row.file, row.column, row.code, row.wrong) for row in erased}
    assert told == {
        ("crimes", "offence_code", "unknown-reference", "… is not known yet."),
        ("people", "family_name", "missing", "… is empty, and every row needs it."),
    }
    (left,) = QuarantinedRow.objects.filter(resolved_at=None)
    assert "unheard of" in left.raw["sex"]
    (line,) = lines(Asked(event=Event.QUARANTINE_ERASED))
    assert (line.about, line.facts) == (first.ledger_ref, {"count": 7})
    tasks.erase_old_cells(timestamp=0)
    assert len(lines(Asked(event=Event.QUARANTINE_ERASED))) == 1
    with pytest.raises(Refused) as refused:
        withdraw_batch(batch=second, reason="x", by=IMPORTER, at=timezone.now())
    assert refused.value.verdict.code == "cells-erased"
    assert Crime.objects.count() == 6


def test_until_then_they_wait_again_when_their_batch_is_withdrawn(load: Load, now: Any) -> None:
    _, second = loaded_in_parts(load)
    now.shift(30 * DAY)
    tasks.erase_old_cells(timestamp=0)
    withdraw_batch(batch=second, reason="x", by=IMPORTER, at=timezone.now())
    assert QuarantinedRow.objects.filter(resolved_at=None).exclude(raw={}).count() == 8
