"""Figures and snapshots from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.measures import snapshot
from oocr.measures.file_formats import FORMATS
from tests.measures.analysis import make_snapshot

pytestmark = pytest.mark.django_db
YEAR = ["--from", "2024-06-16", "--to", "2025-06-16"]


@pytest.mark.parametrize("kind", FORMATS)
def test_figures_are_written_to_a_file(area_snapshot: Any, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"summary.{kind}"
    call_command("figures", "annual-summary", *YEAR, "--format", kind, "--out", str(out))
    assert out.stat().st_size > 10_000
    [line] = ledger.lines(ledger.Asked(event=Event.FIGURES_EXPORTED))
    assert line.by.startswith("job:figures.")
    assert line.facts == {"format": kind}


def test_figures_go_to_standard_output_and_the_latest_year_is_the_default(
    area_snapshot: Any, capfdbinary: Any
) -> None:
    call_command("figures", "annual-summary", "--snapshot", area_snapshot.id)
    document = json.loads(capfdbinary.readouterr().out)
    assert (document["period"]["from"], document["period"]["to"]) == ("2024-06-16", "2025-06-16")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--from", "2024-06-16"], "Give both --from and --to"),
        (["--from", "2025-06-16", "--to", "2024-06-16"], "--from must be before --to"),
        (["--from", "yesterday", "--to", "2024-06-16"], "argument --from"),
        (["--snapshot", "20200101T000000-000000000000"], "is not kept here"),
    ],
)
def test_what_cannot_be_worked_out_says_what_to_do(area_snapshot: Any, options: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("figures", "annual-summary", *options)


def test_without_an_extract_the_command_says_how_to_take_one(tmp_path: Path, settings: Any) -> None:
    settings.LOCAL_DIR = tmp_path
    with pytest.raises(CommandError, match="manage.py take_snapshot"):
        call_command("figures", "annual-summary")
    make_snapshot(tmp_path / "analysis")
    with pytest.raises(CommandError, match="No resolutions are loaded"):
        call_command("figures", "annual-summary")


def test_a_snapshot_is_taken_and_says_how_it_goes(
    tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.LOCAL_DIR = tmp_path
    said = io.StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("take_snapshot", stdout=said)
    found = snapshot.newest()
    assert found is not None
    assert f"Analysis extract {found.id}: 0 rows" in said.getvalue()
    assert "  outcome codes: 0 rows" in said.getvalue()
