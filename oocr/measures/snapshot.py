"""Reading a snapshot of the analysis tables: by DuckDB, from its Parquet files and from nothing else."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from oocr.measures import tables
from oocr.measures.columns import Table
from oocr.measures.extract import MANIFEST, NEWEST, Manifest, Written
from oocr.measures.figure import Window
from oocr.ui.formats import day

NAME = re.compile(r"^\d{8}T\d{6}-[0-9a-f]{12}$")


def root() -> Path:
    """The folder all snapshots are kept in."""
    folder: Path = settings.LOCAL_DIR / "analysis"
    return folder


@dataclass(frozen=True)
class Snapshot:
    """One whole extract, never changed once it is there."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def taken_at(self) -> datetime:
        return datetime.fromisoformat(self.manifest.taken_at)

    @property
    def ledger_ref(self) -> str:
        return f"snapshot:{self.id}"

    def cursor(self) -> Any:
        """A connection of one's own to ask this snapshot by."""
        return _connection(str(self.folder)).cursor()

    def why_not_whole(self, table: Table, window: Window) -> str:
        """Why the period is not wholly loaded, to stand after "cannot say, because"; empty when it is.

        A period is wholly loaded when no stretch in it, its ends included, is without a row for longer than the
        table's `quiet_days`.
        """
        written = self.manifest.tables[table.name]
        what = table.name.replace("_", " ")
        if not written.first_on:
            return f"no {what} are loaded"
        patience = timedelta(days=table.quiet_days)
        first, last = date.fromisoformat(written.first_on), date.fromisoformat(written.last_on)
        if first > window.start + patience:
            return f"the {what} loaded begin on {day(first)}, and the period on {day(window.start)}"
        if last + timedelta(days=1) + patience < window.end:
            return f"the {what} loaded end on {day(last)}, and the period goes on to {day(window.end - timedelta(days=1))}"
        for from_on, to_on in written.quiet:
            if date.fromisoformat(from_on) < window.end and date.fromisoformat(to_on) >= window.start:
                return f"no {what} are loaded from {day(date.fromisoformat(from_on))} to {day(date.fromisoformat(to_on))}"
        return ""


def newest() -> Snapshot | None:
    """The one that pages read. None before the first was taken."""
    pointer = root() / NEWEST
    return _read(pointer.resolve()) if pointer.exists() else None


def by_id(snapshot_id: str) -> Snapshot | None:
    """One that is still kept."""
    folder = root() / snapshot_id
    return _read(folder) if NAME.match(snapshot_id) and (folder / MANIFEST).exists() else None


@lru_cache(maxsize=8)
def _read(folder: Path) -> Snapshot:
    kept = json.loads((folder / MANIFEST).read_text())
    return Snapshot(folder, Manifest(kept["id"], kept["taken_at"], _tables(kept["tables"])))


def _tables(kept: Mapping[str, Any]) -> dict[str, Written]:
    return {
        name: Written(**{**table, "quiet": tuple((a, b) for a, b in table["quiet"])})
        for name, table in kept.items()
    }


@lru_cache(maxsize=4)
def _connection(folder: str) -> Any:
    """Views over the files, and then no way to any other file, however a query were written."""
    connection = duckdb.connect(config={"threads": 2})
    quoted = folder.replace("'", "''")
    for table in tables.TABLES:
        connection.execute(
            f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet('{quoted}/{table.name}.parquet')"  # noqa: S608  # a path of ours
        )
    connection.execute(f"SET allowed_directories = ['{quoted}']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
