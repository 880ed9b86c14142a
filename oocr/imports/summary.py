"""What became of a batch, for a terminal and for a program."""

from collections.abc import Iterator
from typing import Any

from oocr.imports.models import Batch
from oocr.ui.formats import plural

COUNTS = ("rows", "added", "changed", "unchanged", "repeated", "quarantined", "came_right")
FAILURES = {
    "not-an-extract": "None of the files could be read as a file of the extract, so nothing was loaded.",
    "unexpected": "Something went wrong that the service did not expect, so nothing was loaded.",
    "stopped": "The import was stopped before its end, so nothing was loaded. Run it again.",
}


def exit_code(batch: Batch) -> int:
    """0 when every row went in, 1 when something was left out."""
    return int(any(counts.get("quarantined") or "fault" in counts for counts in batch.counts.values()))


def as_json(batch: Batch) -> dict[str, Any]:
    """For a program."""
    return {
        "batch": batch.pk,
        "state": str(batch.state),
        "because": FAILURES.get(batch.failure, ""),
        "totals": {what: batch.total(what) for what in COUNTS},
        "files": batch.counts,
    }


def as_lines(batch: Batch, seconds: float) -> Iterator[str]:
    """For a terminal."""
    if batch.failure:
        yield FAILURES[batch.failure]
    counted = {name: counts for name, counts in batch.counts.items() if "fault" not in counts}
    if counted:
        yield f"{'':20}{'rows':>10}{'added':>10}{'changed':>10}{'as before':>10}{'repeated':>10}{'aside':>8}"
    for name, counts in counted.items():
        numbers = [counts.get(what, 0) for what in COUNTS[:6]]
        yield f"{name:20}" + "".join(
            f"{number:>{8 if place == 5 else 10},}" for place, number in enumerate(numbers)
        )
        if counts.get("came_right"):
            yield f"{'':20}{plural(counts['came_right'], 'row')} that had waited went in"
    for counts in batch.counts.values():
        if "fault" in counts:
            fault = counts["fault"]
            yield f"{counts['as']}: {fault['wrong']} {fault['to_do']}"
    rows = batch.total("rows")
    if not batch.failure:
        yield f"Batch {batch.pk}: {plural(rows, 'row')} in {seconds:.1f} s ({rows / max(seconds, 0.001):,.0f} a second)."
        if aside := batch.total("quarantined"):
            kept = plural(aside, "row is", "rows are")
            yield f"{kept} kept aside, each with what was wrong and what to do: see the batch's page."
