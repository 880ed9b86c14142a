"""Every file carries the marking and everything it takes to work a figure out again; none runs as a formula."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from odfdo import Document

from oocr.measures import exports
from oocr.measures.annual_summary import INTERNAL, Summary
from oocr.measures.cells import Relative
from oocr.measures.file_formats import FORMATS
from oocr.measures.intervals import relative_rate
from oocr.measures.summary_table import Line
from tests.measures.test_figure import rate_of


def csv_rows(summary: Summary) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exports.as_csv(summary), newline="")))


def test_json_has_each_figure_with_everything(summary: Summary) -> None:
    document = json.loads(exports.as_json(summary))
    assert document["marking"] == INTERNAL
    assert document["period"] == {
        "from": "2024-06-16",
        "to": "2025-06-16",
        "last_day": "2025-06-15",
        "cut_off": "2025-06-16",
    }
    [breaches] = [table for table in document["tables"] if table["key"] == "breaches"]
    rate = breaches["rows"][0]["cells"][2]
    assert (rate["shows"], rate["value"], rate["text"]) == ("percent", 12.9, "12.9%")
    figure = rate["figure"]
    assert (figure["numerator"], figure["denominator"], figure["not_known"]) == (321, 2488, 0)
    assert re.fullmatch(r"[0-9a-f]{12}", figure["definition"])
    assert figure["snapshot"] == summary.snapshot.id
    assert {definition["id"] for definition in document["definitions"]} >= {
        "conditions.breach_rate",
        "cases.people_rate",
    }
    assert any("2,488" in value["sentence"] for table in document["published"] for value in table["values"])


def test_csv_has_one_row_for_each_figure(summary: Summary) -> None:
    rows = csv_rows(summary)
    assert set(rows[0]) == set(exports.COLUMNS)
    assert {row["marking"] for row in rows} == {INTERNAL}
    [breach] = [
        r
        for r in rows
        if r["measure"] == "conditions.breach_rate" and r["group"] == "kind=community_resolution"
    ]
    assert (breach["numerator"], breach["denominator"], breach["percent"]) == ("321", "2488", "12.9")
    [change] = [r for r in rows if r["shows"] == "percent_change" and r["row"] == "Community resolution"]
    assert change["value"] == "-22.2"
    assert any(r["shows"] == "cannot_say" and "RM032" in r["because"] for r in rows)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_is_marked_as_text(text: str) -> None:
    assert exports.safe(text) == f"'{text}"
    assert exports.safe(-1) == -1
    assert exports.safe(None) == ""


def test_a_service_named_like_a_formula_does_no_harm(summary: Summary) -> None:
    [referrals] = [table for table in summary.tables if table.key == "referrals"]
    lines = (replace(referrals.lines[0], label='=HYPERLINK("http://bad")'), *referrals.lines[1:])
    changed = replace(summary, tables=(replace(referrals, lines=lines),))
    assert csv_rows(changed)[0]["row"].startswith("'=")


def test_the_page_that_stands_alone_has_captions_and_scopes(summary: Summary) -> None:
    page = exports.as_html(summary)
    assert page.count("<caption>") == len(summary.tables) + len(summary.comparisons)
    assert '<html lang="en">' in page
    assert INTERNAL in page
    assert '<th scope="row">Community resolution</th>' in page
    assert "It comes from the 2,488 resolutions with conditions" in page
    assert "<script" not in page


def read_ods(content: bytes) -> dict[str, list[list[Any]]]:
    return {table.name: table.get_values() for table in Document(io.BytesIO(content)).body.get_tables()}


def test_the_spreadsheet_has_a_cover_notes_and_a_sheet_for_each_table(summary: Summary) -> None:
    content = FORMATS["ods"].make(summary)
    sheets = read_ods(content)
    names = list(sheets)
    assert names[:3] == ["Cover", "Notes", "1_resolutions"]
    assert names[-1] == "Published"
    assert len(names) == len(summary.tables) + 3
    assert [INTERNAL] in sheets["Cover"]
    head, first, *_ = sheets["3_breaches"][3:]
    assert head[:3] == ["Resolution", "With conditions", "Breached"]
    assert head[3:] == ["Breach rate (%)", "Breach rate (%), 95% from", "Breach rate (%), 95% to"]
    assert [str(value) for value in first] == ["Community resolution", "2488", "321", "12.9", "11.6", "14.3"]
    assert any("[x]" in str(row) for row in sheets["5_people-by-ethnicity"])
    assert any("[z]" in str(row) for row in sheets["5_people-by-ethnicity"])
    assert any("RM032" in str(row) for row in sheets["Notes"])
    document = Document(io.BytesIO(content))
    assert document.get_part("content.xml").serialize().count(b"<table:table-header-rows>") == len(names) - 1


def test_no_cell_of_the_spreadsheet_is_empty(summary: Summary) -> None:
    for name, rows in read_ods(FORMATS["ods"].make(summary)).items():
        for row in rows if name in ("Notes", "Published") else rows[3:]:
            assert all(value not in (None, "") for value in row) or name == "Cover", (name, row)


def test_a_relative_rate_goes_out_with_its_interval(summary: Summary) -> None:
    found = relative_rate(23, 5850, 210, 67_800)
    assert found is not None
    relative = Relative(rate_of(23), "White", found)
    [people] = [table for table in summary.tables if table.key == "people-by-sex"]
    unit = replace(relative, figure=replace(relative.figure, unit=people.unit))
    table = replace(people, headings=people.headings[:1], lines=(Line("Black", (unit,)),))
    changed = replace(summary, tables=(table,), comparisons=())
    assert csv_rows(changed)[0]["shows"] == "relative_rate"
    sheet = read_ods(FORMATS["ods"].make(changed))["1_people-by-sex"]
    assert sheet[4][0] == "Black"
    assert [str(value) for value in sheet[4][1:]] == ["1.27", "0.83", "1.95"]
    assert exports.shows(unit) == "relative_rate"
    assert exports.value_of(unit) == pytest.approx(1.269, abs=0.001)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_made(summary: Summary, kind: str) -> None:
    content = FORMATS[kind].make(summary)
    assert len(content) > 10_000
    assert summary.window.start == date(2024, 6, 16)
