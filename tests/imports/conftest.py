"""What the tests of the loading dock share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from oocr.access.models import Agency
from oocr.imports.actions import IMPORTER, load_batch, receive_batch
from oocr.imports.models import Batch
from tests.factories.access import make_agency
from tests.imports.extracts import Rows, write_csv

Load = Callable[..., Batch]


@pytest.fixture(autouse=True)
def local(settings: Any, tmp_path: Path) -> Path:
    """Files made at run time go to the test's own folder."""
    settings.LOCAL_DIR = tmp_path / "local"
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path


@pytest.fixture
def load(db: None, tmp_path: Path) -> Load:
    """Load a folder, or rows that are written to one first."""
    make_agency("turning-point")
    agency = make_agency()
    count = iter(range(1_000))

    def go(what: Path | Rows, by: Any = IMPORTER, force: Agency | None = None) -> Batch:
        folder = what if isinstance(what, Path) else write_csv(tmp_path / f"extract-{next(count)}", what)
        at = timezone.now()
        batch = receive_batch(
            agency=force or agency, files=[path.name for path in folder.iterdir()], by=by, at=at
        )
        return load_batch(batch=batch, folder=folder, by=by, at=at)

    return go
