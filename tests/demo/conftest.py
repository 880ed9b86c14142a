"""The demonstration area, made once for the whole run, and read back as a stranger would read it."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from demo import generate

Row = dict[str, str]


@dataclass
class Extract:
    """A folder of CSV files."""

    folder: Path

    def rows(self, name: str) -> list[Row]:
        """The rows of one file."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    @cached_property
    def people(self) -> dict[str, Row]:
        return {row["person_id"]: row for row in self.rows("people")}

    @cached_property
    def cases(self) -> dict[str, Row]:
        return {row["case_reference"]: row for row in self.rows("cases")}

    @cached_property
    def resolutions(self) -> dict[str, Row]:
        return {row["resolution_id"]: row for row in self.rows("resolutions")}

    @cached_property
    def conditions(self) -> dict[str, Row]:
        return {row["condition_id"]: row for row in self.rows("conditions")}


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """The full area."""
    folder = tmp_path_factory.mktemp("demonstration")
    generate.write_full(folder)
    return Extract(folder)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """The small area."""
    folder = tmp_path_factory.mktemp("demonstration-small")
    generate.write_small(folder)
    return Extract(folder)
