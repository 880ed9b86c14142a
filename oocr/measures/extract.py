"""Writes the analysis tables out of the database as Parquet: one folder, whole or not at all.

The database streams each table (COPY) and DuckDB packs it, so memory stays small however many rows there are. The
folder is built under another name; when all of it is there it gets its own, and `point_to` swaps the name `newest` to
it in one step. Whoever reads the one before goes on reading it.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from oocr.cases import queries as cases
from oocr.conditions import queries as conditions
from oocr.measures import queries, tables
from oocr.measures.columns import Table
from oocr.referrals import queries as referrals
from oocr.youth_panel import queries as youth_panel

SOURCES: Mapping[str, Callable[[], str]] = {
    tables.RESOLUTIONS.name: conditions.analysis_of_resolutions_and_conditions,
    tables.PEOPLE.name: cases.analysis_of_people,
    tables.OUTCOME_CODES_RECORDED.name: cases.analysis_of_outcome_codes,
    tables.REFERRALS.name: referrals.analysis_of_referrals,
    tables.YOUTH_PANEL_ITEMS.name: youth_panel.analysis_of_youth_panel_items,
    tables.FOLLOW_UPS.name: cases.analysis_of_follow_ups,
    tables.POPULATIONS.name: queries.analysis_of_populations,
}
NEWEST = "newest"
MANIFEST = "manifest.json"
KEPT = 5  # so that someone in the middle of reading an older one can go on
ABANDONED_SECONDS = 24 * 3600
PACKING: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "128MB",
    "threads": 1,
    "preserve_insertion_order": "true",
}

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Written:
    """One table of a snapshot. `quiet` are the stretches without a row, longer than the table would have by chance."""

    rows: int
    hash: str
    first_on: str
    last_on: str
    quiet: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Manifest:
    """What a snapshot holds, and when it was taken."""

    id: str
    taken_at: str
    tables: Mapping[str, Written]

    @property
    def rows(self) -> int:
        """Rows in all."""
        return sum(table.rows for table in self.tables.values())


def write(root: Path, at: datetime, progress: Progress = lambda table, rows: None) -> Manifest:
    """Build a snapshot under `root` from the database as it is in the current transaction. Does not point to it yet."""

    def from_database(table: Table, file: Path) -> None:
        columns = ", ".join(f'"{name}"' for name in table.names)
        source = f"SELECT {columns} FROM ({SOURCES[table.name]()}) AS source ORDER BY {table.key}"  # noqa: S608  # ours
        with (
            file.open("wb") as out,
            connection.cursor() as cursor,
            cursor.copy(f"COPY ({source}) TO STDOUT (FORMAT csv, HEADER, NULL '\\N')") as copy,
        ):
            for block in copy:
                out.write(block)

    return build(root, at, from_database, progress)


def build(
    root: Path,
    at: datetime,
    write_csv: Callable[[Table, Path], None],
    progress: Progress = lambda table, rows: None,
) -> Manifest:
    """Pack each table that `write_csv` writes, and name the folder by its content and its time."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_abandoned(root)
    building = Path(tempfile.mkdtemp(prefix="building-", dir=root))
    try:
        packer = duckdb.connect(config=PACKING)
        written: dict[str, Written] = {}
        for table in tables.TABLES:
            file = building / f"{table.name}.csv"
            write_csv(table, file)
            written[table.name] = _pack(packer, table, file)
            file.unlink()
            progress(table.name, written[table.name].rows)
        packer.close()
        manifest = Manifest(_identity(at, written), at.isoformat(), written)
        (building / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
        if (root / manifest.id).exists():  # asked for twice at one moment: the same rows under the same name
            shutil.rmtree(building)
        else:
            building.rename(root / manifest.id)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return manifest


def point_to(root: Path, snapshot_id: str) -> None:
    """Make this snapshot the newest, in one step; then let go of the oldest."""
    pointer = root / f"{NEWEST}.{os.getpid()}.{time.monotonic_ns()}"
    pointer.symlink_to(snapshot_id)
    pointer.replace(root / NEWEST)
    whole = sorted(
        (path.parent for path in root.glob(f"*/{MANIFEST}") if not path.parent.is_symlink()), reverse=True
    )
    for old in whole[KEPT:]:
        if old.name != snapshot_id:
            shutil.rmtree(old, ignore_errors=True)


def _identity(at: datetime, written: Mapping[str, Written]) -> str:
    content = json.dumps([at.isoformat(), {name: table.hash for name, table in written.items()}])
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def _pack(packer: Any, table: Table, file: Path) -> Written:
    columns = ", ".join(f"'{column.name}': '{column.type.value}'" for column in table.columns)
    csv = (
        f"read_csv('{_quoted(file)}', columns={{{columns}}}, header=true, auto_detect=false, delim=',', quote='\"', "
        "escape='\"', nullstr='\\N')"
    )
    parquet = file.with_suffix(".parquet")
    packer.execute(f"COPY (SELECT * FROM {csv}) TO '{_quoted(parquet)}' (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608  # paths of ours
    with file.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    whole = f"read_parquet('{_quoted(parquet)}')"
    (rows,) = packer.execute(f"SELECT count(*) FROM {whole}").fetchone()  # noqa: S608  # a path of ours
    days: list[date] = []
    if table.dated_by:
        listed = (
            f"SELECT DISTINCT {table.dated_by} FROM {whole} WHERE {table.dated_by} IS NOT NULL ORDER BY 1"  # noqa: S608  # ours
        )
        days = [day for (day,) in packer.execute(listed).fetchall()]
    first, last = (days[0].isoformat(), days[-1].isoformat()) if days else ("", "")
    return Written(rows, digest, first, last, tuple(_quiet(days, table.quiet_days)))


def _quiet(days: list[date], longest: int) -> list[tuple[str, str]]:
    """The first and last day of each stretch without a row that is longer than `longest` days."""
    one = timedelta(days=1)
    return [
        ((before + one).isoformat(), (after - one).isoformat())
        for before, after in zip(days, days[1:], strict=False)
        if (after - before).days - 1 > longest
    ]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _clear_abandoned(root: Path) -> None:
    """What a killed run left half built is taken away a day later."""
    for path in root.glob("building-*"):
        with suppress(FileNotFoundError):  # another run was faster
            if time.time() - path.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
