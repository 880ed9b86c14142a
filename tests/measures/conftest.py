"""The area's published figures as a snapshot, made once."""

from pathlib import Path
from typing import Any

import pytest

from oocr.measures import annual_summary, snapshot
from oocr.measures.annual_summary import Summary
from oocr.measures.snapshot import Snapshot
from tests.measures import area
from tests.measures.analysis import TAKEN_AT, YEAR, make_snapshot


@pytest.fixture(scope="session")
def area_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LOCAL_DIR whose newest snapshot adds up to what the area published."""
    folder = tmp_path_factory.mktemp("area")
    make_snapshot(folder / "analysis", **area.tables())
    return folder


@pytest.fixture
def area_snapshot(area_folder: Path, settings: Any) -> Snapshot:
    settings.LOCAL_DIR = area_folder
    found = snapshot.newest()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def made() -> dict[str, Summary]:
    """Summaries by their snapshot: what does not change is not worked out for each test again."""
    return {}


@pytest.fixture
def summary(area_snapshot: Snapshot, made: dict[str, Summary]) -> Summary:
    if area_snapshot.id not in made:
        made[area_snapshot.id] = annual_summary.make(area_snapshot, YEAR, TAKEN_AT)
    return made[area_snapshot.id]
