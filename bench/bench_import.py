"""Importing an extract: at least 0.2 of the rows per second of a bare COPY of its files, and in under 600 MB.

Beside each import stands the least that any import could do: COPY of the same files, by the same driver and on the same
server, into plain tables of the same columns, in one session and one transaction that is committed. Those tables are
logged like any other, and their dates and numbers are dates and numbers; they have no key, no index and no check. Both
find the files already read. The loader runs as a process of its own, so that the memory measured is its own and nothing
else's. `rows` and `seconds` are of the loading; starting Python is not in it. The demonstration's extract takes seconds,
so it is loaded three times, each into an empty database, and the middle one counts. Where the time goes is written in
docs/explanation/imports.md.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import BinaryIO

import duckdb
import psycopg

from bench.report import Report, peak_memory

ROOT = Path(__file__).resolve().parent.parent
CRIMES = 1_000_000
LOADER = """
import json, os, sys, time
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", verbosity=0)
call_command("make_demonstration_accounts", stdout=open(os.devnull, "w"))
from oocr.imports import queries
from oocr.imports.actions import IMPORTER, load_batch, receive_batch
at = timezone.now()
batch = receive_batch(agency=queries.force("leicestershire-police"), files=["all"], by=IMPORTER, at=at)
print("ready", flush=True)
sys.stdin.readline()
began = time.monotonic()
batch = load_batch(batch=batch, folder=Path(sys.argv[1]), by=IMPORTER, at=at)
print(json.dumps({"seconds": time.monotonic() - began, "rows": batch.total("added"), "aside": batch.total("quarantined")}))
from django.db import connection
print(connection.get_connection_params()["host"], flush=True)
sys.stdin.readline()
"""


@dataclass(frozen=True)
class Run:
    """What one import took, and the bare COPY beside it."""

    rows: int
    seconds: float
    copied: float
    megabytes: float


def run(report: Report) -> None:
    """The demonstration area's extract, then a million crimes."""
    with tempfile.TemporaryDirectory(prefix="oocr-bench-") as made:
        work = Path(made)
        demonstration = work / "demonstration"
        subprocess.run(
            [sys.executable, "-m", "demo.generate", "--out", demonstration],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        _measured(report, "demonstration extract", demonstration, work / "first", times=3)
        _measured(report, f"{CRIMES:,} crimes", _crimes(work / "crimes"), work / "second", memory=True)


def _crimes(folder: Path) -> Path:
    """A million invented crimes and the offences they refer to."""
    folder.mkdir()
    offence = "lpad((1 + i % 200)::VARCHAR, 3, '0') || '/01'"
    day = "(DATE '2023-06-16' + (i % 700)::INTEGER)::VARCHAR"
    with duckdb.connect() as maker:
        maker.execute(
            f"COPY (SELECT {offence} offence_code, 'Offence ' || i title, 'summary' offence_class, 'Theft offences' offence_group "
            f"FROM range(200) t(i)) TO '{folder}/offences.csv' (HEADER)"
        )
        maker.execute(
            f"COPY (SELECT '25-' || lpad(i::VARCHAR, 8, '0') crime_number, {offence} offence_code, {day} recorded_on, "
            f"{day} committed_from, CASE WHEN i % 3 = 0 THEN {day} END committed_to, "
            "'Invented Street ' || (i % 977) || ', Leicester' place, 'E06000016' area_code, 'no' domestic_abuse, "
            "'none' hate_strand, 'no' emergency_worker, 'not_recorded' weapon, 'none' drug_class "
            f"FROM range({CRIMES}) t(i)) TO '{folder}/crimes.csv' (HEADER)"
        )
    return folder


def _measured(
    report: Report, what: str, folder: Path, local: Path, *, times: int = 1, memory: bool = False
) -> None:
    runs = [_run(folder, local / str(number)) for number in range(times)]
    seconds, copied = median(run.seconds for run in runs), median(run.copied for run in runs)
    print(f"  {what}: {runs[0].rows:,} rows, import {seconds:.2f} s, bare COPY {copied:.2f} s")
    report.at_least(f"{what}, rows a second against bare COPY", copied / seconds, 0.2)
    if memory:
        report.at_most(f"{what}, memory of the loader", max(run.megabytes for run in runs), 600, " MB")


def _run(folder: Path, local: Path) -> Run:
    """Import into an empty database, then COPY beside it."""
    environment = os.environ | {
        "MODE": "demonstration",
        "LOCAL_DIR": str(local),
        "DJANGO_SETTINGS_MODULE": "oocr.config.settings",
    }
    loader = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(folder)],
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert loader.stdout is not None
    assert loader.stdin is not None
    assert loader.stdout.readline().strip() == "ready"
    with peak_memory(loader.pid) as most:
        print("go", file=loader.stdin, flush=True)
        done = json.loads(loader.stdout.readline())
    host = loader.stdout.readline().strip()
    copied = _bare_copy(host, folder)
    loader.communicate("end\n")
    assert done["aside"] == 0
    return Run(done["rows"], done["seconds"], copied, most[0])


def _bare_copy(host: str, folder: Path) -> float:
    """Seconds to COPY every file into a plain table of its columns, on the same server."""
    with (
        psycopg.connect(host=host, user="postgres", dbname="oocr") as connection,
        connection.cursor() as cursor,
    ):
        began = time.monotonic()
        for path in sorted(folder.glob("*.csv")):
            with path.open("rb") as file:
                columns = ", ".join(f'"{name}" {_type(name)}' for name in _header(file))
                cursor.execute(f"CREATE TABLE bare_{path.stem} ({columns})")
                with cursor.copy(f"COPY bare_{path.stem} FROM STDIN (FORMAT csv)") as copy:
                    while block := file.read(1 << 18):
                        copy.write(block)
        connection.commit()
        return time.monotonic() - began


def _header(file: BinaryIO) -> list[str]:
    return file.readline().decode().strip().split(",")


def _type(name: str) -> str:
    """A column's plain type, as its name tells it."""
    if name.endswith("_on") or name in ("date_of_birth", "committed_from", "committed_to", "as_at"):
        return "date"
    return "integer" if name in ("age_from", "age_to", "residents") else "text"
