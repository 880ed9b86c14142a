"""Load a folder: every file in turn, inside the one transaction the caller opened."""

import datetime as dt
import shutil
import tempfile
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oocr.imports.faults import FileFault
from oocr.imports.load import quarantine
from oocr.imports.load.behind import Behind
from oocr.imports.load.check import check, open_checker, part_repeats, take
from oocr.imports.load.forces import is_alone
from oocr.imports.load.held import LAST_TO_TELL
from oocr.imports.load.rebuild import build, look_over
from oocr.imports.load.resolve import References, names, officers, resolve
from oocr.imports.load.services import services
from oocr.imports.load.sources import Source, find, open_source
from oocr.imports.load.targets import IN_TURN, Target
from oocr.imports.load.write import Load, Written, facets, reserve, write

# Told as the load goes on: the file, what is being done with it, how many files are done and how many there are.
Tell = Callable[[str, str, int, int], None]
WORK = "loading-"
AHEAD = 3  # files that are read and checked before their turn


@dataclass
class Outcome:
    """What became of an extract: for each file its counts, or what was wrong with it as a whole."""

    counts: dict[str, dict[str, Any]] = field(default_factory=dict)
    new_agencies: list[str] = field(default_factory=list)

    @property
    def is_an_extract(self) -> bool:
        """Was at least one file read?"""
        return any(counts["as"] and "fault" not in counts for counts in self.counts.values())


def load_folder(
    folder: Path,
    *,
    work: Path,
    cursor: Any,
    batch: str,
    batch_id: int,
    agency_id: int,
    at: dt.datetime,
    today: dt.date,
    tell: Tell,
) -> Outcome:
    """Read, check and write every file of the folder. Whatever is wrong is told in the outcome; nothing is committed."""
    clear_away(work)
    work.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = Path(tempfile.mkdtemp(prefix=WORK, dir=work))
    checker, behind = open_checker(str(own)), Behind(cursor)
    try:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        references = References(checker, behind, own, agency_id, is_alone(cursor, agency_id))
        some_aside = quarantine.has_any(cursor, agency_id)
        load = Load(references, behind, batch, batch_id, agency_id, at, some_aside)
        return _every_file(load, folder, today, tell)
    finally:
        behind.close()
        checker.close()
        shutil.rmtree(own, ignore_errors=True)


def clear_away(work: Path) -> None:
    """Remove what a load that was killed left behind. Only one load runs at a time, so it is nobody's."""
    for left in work.glob(f"{WORK}*"):
        shutil.rmtree(left, ignore_errors=True)


def _every_file(load: Load, folder: Path, today: dt.date, tell: Tell) -> Outcome:
    """Each file in turn. While PostgreSQL writes one, the next are already read and checked beside it."""
    outcome, found = Outcome(), find(folder)
    for label, fault in found.faults.items():
        outcome.counts[label] = _refused(label, fault)
    officers(load.references)
    checker = load.references.checker

    def prepare(target: Target) -> Source:
        label, path = found.files[target.name]
        source = open_source(target.file, label, path, load.references.work)
        return check(checker.cursor(), source, today, f"ahead_{target.name}")

    with ThreadPoolExecutor(2) as beside:
        here = [target for target in IN_TURN if target.name in found.files]
        ahead = deque(beside.submit(prepare, target) for target in here[:AHEAD])
        later = deque(here[AHEAD:])
        reserve(load, here)
        for place, target in enumerate(IN_TURN):
            if target.name in found.files:
                tell(target.name, "checking", place, len(IN_TURN))
                checked = ahead.popleft()
                if later:
                    ahead.append(beside.submit(prepare, later.popleft()))
                try:
                    source = checked.result()
                except FileFault as fault:
                    outcome.counts[target.name] = _refused(found.files[target.name][0], fault)
                else:
                    take(checker, f"ahead_{target.name}")
                    tell(target.name, "writing", place, len(IN_TURN))
                    outcome.counts[target.name] = _one_file(load, target, source, outcome)
            if load.some_aside:
                _those_that_waited(load, target, today, outcome)
            if target.name == LAST_TO_TELL:
                facets(load)
    build(load.cursor, load.later)
    load.cursor.wait()
    return outcome


def _refused(label: str, fault: FileFault) -> dict[str, Any]:
    return {
        "as": label,
        "fault": {
            "code": fault.code,
            "wrong": fault.wrong,
            "to_do": fault.to_do,
            "line": fault.line,
            "column": fault.column,
        },
    }


def _one_file(load: Load, target: Target, source: Source, outcome: Outcome) -> dict[str, Any]:
    """Write the good rows of a checked file; keep its bad ones aside."""
    repeated = part_repeats(load.references.checker, target.file)
    written = _write(load, target, source, outcome)
    bad = quarantine.set_aside(load, target, source)
    load.cursor.leave(build, written.to_build)
    if load.later:
        load.cursor.leave(build, [load.later.pop(0)])  # one of the cases' while the next file is made ready
    if written.added and not (load.held and target.name == "cases"):
        load.cursor.leave(look_over, target)
    if target.name in load.first:
        load.references.remember(target, load.first[target.name])
    return {
        "as": source.label,
        "rows": written.added + written.changed + written.unchanged + repeated + bad,
        "added": written.added,
        "changed": written.changed,
        "unchanged": written.unchanged,
        "repeated": repeated,
        "quarantined": bad,
    }


def _write(load: Load, target: Target, source: Source, outcome: Outcome) -> Written:
    resolve(load.references, target)
    if target.name == "people":
        names(load.references)
    if target.name == "referrals":
        outcome.new_agencies += services(load.references)
    return write(load, target, source)


def _those_that_waited(load: Load, target: Target, today: dt.date, outcome: Outcome) -> None:
    """Rows of earlier batches that waited for a row which is there now go in with this one."""
    source = quarantine.waiting(load, target)
    if source is None:
        return
    source = check(load.references.checker, source, today, "waited")
    take(load.references.checker, "waited")
    part_repeats(load.references.checker, target.file)
    written = _write(load, target, source, outcome)
    settled = quarantine.settle(load, target, source)
    load.references.whole.discard(target.name)
    counts = outcome.counts.setdefault(
        target.name, {"as": "", "rows": 0, "unchanged": 0, "repeated": 0, "quarantined": 0}
    )
    counts["added"] = counts.get("added", 0) + written.added
    counts["changed"] = counts.get("changed", 0) + written.changed
    counts["came_right"] = settled
