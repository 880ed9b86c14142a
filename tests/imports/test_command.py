"""The command line: what it says, how it ends, and that it may be killed at any moment."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.imports.actions import load_batch, receive_batch
from oocr.imports.load import loader
from oocr.imports.lock import only_one
from oocr.imports.models import Batch
from oocr.imports.queries import IMPORTER
from oocr.imports.states import BatchState
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_agency, make_user
from tests.imports.conftest import Load
from tests.imports.extracts import whole, write_csv
from tests.imports.state import state


def run(folder: Path, *options: str) -> tuple[int, str]:
    """How the command ends, and what it says."""
    out = io.StringIO()
    try:
        call_command("import_extract", str(folder), *options, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    except CommandError as refused:
        return refused.returncode, str(refused)
    raise AssertionError("it ends with a code")


@pytest.fixture
def extract(db: None, tmp_path: Path) -> Path:
    make_agency()
    return write_csv(tmp_path / "extract", whole())


def test_a_clean_extract_ends_with_0_and_says_its_counts(extract: Path) -> None:
    code, said = run(extract)
    assert code == 0
    assert " 2 of 15  checking people" in said
    assert "Batch" in said
    assert "kept aside" not in said


def test_a_bad_row_ends_with_1(extract: Path) -> None:
    (extract / "people.csv").write_text("person_id,given_names,family_name\nP1,A,\n")
    code, said = run(extract)
    assert code == 1
    assert "rows are kept aside" in said


def test_a_file_that_cannot_be_read_ends_with_1_and_is_told(extract: Path) -> None:
    (extract / "people.csv").write_text("a,b\n")
    code, said = run(extract)
    assert code == 1
    assert "people.csv: The first line does not name any column of people." in said


@pytest.mark.parametrize(
    "what", ["nothing there", "an empty folder", "other files", "no file that can be read"]
)
def test_what_is_not_an_extract_ends_with_2(what: str, db: None, tmp_path: Path) -> None:
    make_agency()
    folder = tmp_path / "folder"
    if what != "nothing there":
        folder.mkdir()
    if what == "other files":
        (folder / "letters.csv").write_text("a,b\n")
        (folder / "notes.txt").write_text("a,b\n")
    if what == "no file that can be read":
        (folder / "people.csv").write_text("a,b\n")
    code, said = run(folder)
    assert code == 2
    assert said


def test_it_must_know_which_force_and_who(extract: Path) -> None:
    assert run(extract, "--agency", "nobody")[0] == 2
    assert run(extract, "--by", "nobody@tests.example")[0] == 2
    user = make_user("hub_coordinator")
    assert run(extract, "--by", user.email, "--agency", "leicestershire-police")[0] == 0
    assert Batch.objects.get().received_by == user.ledger_ref


def test_someone_without_the_role_is_refused(extract: Path) -> None:
    code, said = run(extract, "--by", make_user("officer").email)
    assert code == 3
    assert "role does not let you" in said


def test_the_summary_as_json(extract: Path) -> None:
    (extract / "victims.csv").write_text("a,b\n")
    code, said = run(extract, "--json")
    summary = json.loads(said)
    assert code == 1
    assert summary["state"] == "loaded"
    assert summary["totals"]["added"] == sum(map(len, whole().values())) - 2
    assert summary["files"]["crimes"]["added"] == 6
    assert summary["files"]["victims"]["fault"]["code"] == "not-a-table"


def test_templates_can_be_written_and_the_examples_are_right(db: None, tmp_path: Path) -> None:
    make_agency()
    call_command("extract_templates", str(tmp_path / "made"), stdout=io.StringIO())
    assert len(list((tmp_path / "made" / "empty").iterdir())) == 30
    for path in (tmp_path / "made" / "example").glob("*.xlsx"):
        path.unlink()
    code, _ = run(tmp_path / "made" / "example")
    assert code == 1, "an example refers to rows that no other example has"
    run(tmp_path / "made" / "empty")
    assert not [
        c
        for batch in Batch.objects.all()
        for c in batch.counts.values()
        if "fault" in c and "twice" not in c["fault"]["wrong"]
    ]


def test_nothing_goes_in_when_something_breaks(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state()

    def breaks(*args: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(loader, "look_over", breaks)  # while the next file is made ready
    with pytest.raises(RuntimeError):
        load(whole())
    assert state() == before
    batch = Batch.objects.get()
    assert (batch.state, batch.failure) == (BatchState.FAILED, "unexpected")


@pytest.mark.django_db(transaction=True)
def test_two_loads_never_run_at_once(tmp_path: Path) -> None:
    """The second is told, by the database's own lock, which a process that dies lets go."""
    agency = make_agency()
    batch = receive_batch(agency=agency, files=["x"], by=IMPORTER, at=make_at())
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [0x00C5_10AD])
        with only_one(0.3) as free:
            assert not free
        with pytest.raises(Refused) as refused:
            load_batch(batch=batch, folder=tmp_path, by=IMPORTER, at=make_at())
        assert refused.value.verdict.code == "someone-is-loading"
    finally:
        other.close()


def make_at() -> Any:
    return timezone.now()


@pytest.mark.slow
@pytest.mark.moving_time
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_and_run_again_it_ends_the_same(tmp_path: Path) -> None:
    """A real process, a real kill -9, several times at moments of chance."""
    make_agency()
    rows = whole()
    rows["people"] = [
        *rows["people"],
        *({"person_id": f"N{n}", "given_names": "A", "family_name": "B"} for n in range(20_000)),
    ]
    rows["people"][5] |= {"sex": "x"}
    folder = write_csv(tmp_path / "extract", rows)
    chance = random.Random(20250616)  # noqa: S311  # chance, not secrecy
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(folder), str(connection.settings_dict["NAME"])],
            cwd=settings.BASE_DIR, env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "LOCAL_DIR": str(LOCAL)},
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.8))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    call_command_until_free(folder)
    assert set(Batch.objects.values_list("state", flat=True)) <= {
        BatchState.LOADED,
        BatchState.FAILED,
        BatchState.RECEIVED,
    }
    killed = state()
    assert len(killed["people"]) == 20_002
    assert len(killed["aside"]) == 1
    call_command_until_free(folder)
    assert state() == killed


LOCAL = settings.LOCAL_DIR
COMMAND = """
import sys
import django
django.setup()
from django.db import connection
from django.utils import timezone
connection.settings_dict["NAME"] = sys.argv[2]
from django.core.management import call_command
print("started", flush=True)
call_command("import_extract", sys.argv[1], "--wait", "20")
"""


def call_command_until_free(folder: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("import_extract", str(folder), "--wait", "20", stdout=io.StringIO())
    assert ended.value.code == 1


def test_a_load_that_fails_is_in_the_ledger(extract: Path) -> None:
    (extract / "people.csv").write_text("a,b\n")
    for path in extract.glob("*.csv"):
        if path.stem != "people":
            path.unlink()
    assert run(extract)[0] == 2
    (line,) = lines(Asked(event=Event.BATCH_FAILED))
    assert line.facts == {"reason": "not-an-extract"}
