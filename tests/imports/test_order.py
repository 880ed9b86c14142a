"""However an extract is cut into batches, and in whatever order they come, it ends in the same state."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports.conftest import Load
from tests.imports.extracts import Rows, whole
from tests.imports.state import state

ROWS = [(name, row) for name, rows in whole().items() for row in rows]


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(ROWS),
    cuts=st.lists(st.integers(1, len(ROWS) - 1), max_size=2, unique=True),
    again=st.booleans(),
)
def test_any_order_and_any_batches_end_the_same(
    load: Load, order: list, cuts: list[int], again: bool
) -> None:
    ends = {}
    for name, parts in (("whole", [ROWS]), ("parts", _cut(order, sorted(cuts)))):
        with transaction.atomic():
            for part in [*parts, *(parts if again else [])]:
                load(_as_files(part))
            ends[name] = state()
            transaction.set_rollback(True)
    assert ends["parts"] == ends["whole"]


def _cut(rows: list, cuts: list[int]) -> list[list]:
    edges = [0, *cuts, len(rows)]
    return [rows[start:end] for start, end in zip(edges, edges[1:], strict=False)]


def _as_files(rows: list) -> Rows:
    files: Rows = {}
    for name, row in rows:
        files.setdefault(name, []).append(row)
    return files
