"""A definition that leaves a question open is refused; every one is in the reference; and rates compare groups."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from oocr.measures import annual_summary, definitions, reference, snapshot, tables
from oocr.measures.cells import CannotSay, Relative
from oocr.measures.engine import work_out
from oocr.measures.measure import Kind
from oocr.measures.models import Population
from oocr.measures.summary_adults import asks
from oocr.measures.summary_table import Material
from tests.measures import area
from tests.measures.analysis import PROVENANCE, TAKEN_AT, YEAR, connection_over, make_snapshot

BREACH = definitions.BY_ID["conditions.breach_rate"]
ISSUED = definitions.BY_ID["cases.resolutions_issued"]
FOLLOW_UP = definitions.BY_ID["cases.reoffending_6_months"]
RATE = definitions.BY_ID["cases.people_rate"]
SHARE = definitions.BY_ID["cases.share_of_outcome_codes"]


@pytest.mark.parametrize(
    ("measure", "changes", "refused"),
    [
        (ISSUED, {"out_of": "something"}, "a count is out of nothing"),
        (BREACH, {"out_of": ""}, "every other kind says what it is out of"),
        (FOLLOW_UP, {"follow_up": ""}, "says how long and when it is complete"),
        (BREACH, {"complete": "TRUE", "follow_up": "6 months"}, "says how long and when it is complete"),
        (RATE, {"ages": None}, "a rate says whose residents fit"),
        (BREACH, {"not_known_says": ""}, "say in words what is left out"),
        (FOLLOW_UP, {"by": ("sex",)}, "may be broken down by"),
    ],
)
def test_a_definition_that_leaves_a_question_open_is_refused(
    measure: Any, changes: dict[str, Any], refused: str
) -> None:
    with pytest.raises(ValueError, match=refused):
        replace(measure, **changes)


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="resolutions has no column 'shoe_size'; it has resolution_id"):
        replace(BREACH, by=("shoe_size",))


def test_a_hash_changes_with_what_is_counted_and_not_with_words() -> None:
    assert (
        replace(BREACH, why="Other words", written_by="Somebody", example=ISSUED.example).hash == BREACH.hash
    )
    assert replace(BREACH, numerator="first_breach_on <= $cut_off").hash != BREACH.hash


def test_every_definition_says_who_stands_behind_it_and_is_due_for_review_later() -> None:
    for measure in definitions.ALL:
        assert measure.written_by
        assert measure.checked_by
        assert measure.why
        assert measure.review_on > date(2026, 11, 1)
        assert measure.room in {"cases", "conditions", "referrals", "youth_panel"}


def test_the_reference_has_every_measure_and_every_column() -> None:
    pages = reference.pages()
    for measure in definitions.ALL:
        assert f"## {measure.name}" in pages["measures.md"]
        assert measure.example.by_hand in pages["measures.md"]
    for table in tables.TABLES:
        for column in table.columns:
            assert f"| `{column.name}` |" in pages["analysis-tables.md"]


def test_a_population_is_known_by_its_table_and_area() -> None:
    assert str(Population(table="RM032", area_code="E06000016")) == "RM032 E06000016"


def test_groups_are_compared_where_a_population_fits(tmp_path: Path, settings: Any) -> None:
    settings.LOCAL_DIR = tmp_path
    adults = [
        {**row, "age_from": 18, "population_table": "Adults by ethnicity"}
        for row in area.population_rows()
        if row["ethnicity_group"] != "all"
    ]
    rows = [row for row in area.resolutions() if str(row["issued_on"]) >= "2024-06-16"]
    make_snapshot(tmp_path / "analysis", resolutions=rows, populations=adults)
    found = snapshot.newest()
    assert found is not None
    summary = annual_summary.make(found, YEAR, TAKEN_AT)
    [table] = [table for table in summary.tables if table.key == "people-by-ethnicity"]
    lines = {line.label: line.cells for line in table.lines}
    assert lines["Black"][2].text == "6.77"
    relative = lines["Black"][3]
    assert isinstance(relative, Relative)
    assert relative.text == "2.28 times (2.01 to 2.60)"
    assert lines["White British"][3].text.startswith("Not applicable")
    assert lines["White, other than British"][3].text.startswith("Not applicable")
    nobody = make_snapshot(tmp_path / "analysis", populations=adults)
    empty = snapshot.by_id(nobody)
    assert empty is not None
    [table] = [t for t in annual_summary.make(empty, YEAR, TAKEN_AT).tables if t.key == "people-by-ethnicity"]
    assert isinstance(table.lines[2].cells[3], CannotSay)


class Whole:
    """A snapshot in which everything is loaded."""

    def why_not_whole(self, table: object, window: object) -> str:
        return ""


def test_a_change_from_nothing_cannot_be_said() -> None:
    figures = work_out(connection_over(), asks(YEAR), PROVENANCE)
    material = Material(figures, YEAR, Whole(), [])
    assert (
        material.percent_change(ISSUED, kind="outcome_22").text
        == "Cannot say, because there were none the year before"
    )
    points = material.point_change(SHARE, resolution_kind="outcome_22")
    assert points.text == "Cannot say, because there is nothing to be a part of"
    with pytest.raises(LookupError, match="was not asked for"):
        figures.of(ISSUED, YEAR, sex="male")
    assert ISSUED.kind is Kind.COUNT
