"""The same rows, however a file writes them."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from oocr.cases.models import Case, Crime, OutcomeCode, Person
from oocr.imports.load.lines import Line, records
from oocr.imports.load.workbook import as_text
from oocr.measures.models import Population
from tests.imports.conftest import Load
from tests.imports.extracts import as_csv, columns, whole, write_csv, write_xlsx
from tests.imports.state import state

pytestmark = pytest.mark.slow  # each is quick, together they are not


@pytest.mark.parametrize(
    "way",
    [
        "utf-8-sig",
        "cp1252",
        "utf-16",
        "semicolons",
        "tabs",
        "returns",
        "no last newline",
        "blank lines",
        "empty columns",
        "crlf",
    ],
)
def test_however_a_file_is_saved_it_says_the_same(way: str, load: Load, tmp_path: Path) -> None:
    load(write_csv(tmp_path / "plain", whole()))
    plain = state()
    folder = tmp_path / "in"
    folder.mkdir()
    for name, rows in whole().items():
        text = as_csv(name, rows)
        match way:
            case "utf-8-sig" | "cp1252" | "utf-16":
                content = text.encode(way)
            case "semicolons" | "tabs":
                content = as_csv(name, rows, delimiter=";" if way == "semicolons" else "\t").encode()
            case "returns":
                flat = [{key: cell.replace("\n", " ") for key, cell in row.items()} for row in rows]
                content = as_csv(name, flat, end="\r").encode()
            case "crlf":
                content = as_csv(name, rows, end="\r\n").encode()
            case "no last newline":
                content = text.rstrip("\n").encode()
            case "blank lines":
                content = (
                    "\n".join([*text.rstrip("\n").split("\n")])
                    + "\n\n\n"
                    + "," * (len(columns(name)) - 1)
                    + "\n"
                ).encode()
            case _:
                if any("\n" in cell for row in rows for cell in row.values()):
                    continue
                content = "".join(f"{line},,\n" for line in text.splitlines()).encode()
        (folder / f"{name}.csv").write_bytes(content)
    batch = load(folder)
    assert batch.total("quarantined") == 0
    assert batch.total("changed") == (1 if way == "returns" else 0)
    if way != "returns":  # there no cell can have a line within it
        assert state() == plain


def test_a_workbook_says_the_same_as_csv(load: Load, tmp_path: Path) -> None:
    load(write_csv(tmp_path / "csv", whole()))
    plain = state()
    for name, rows in whole().items():
        cells = [[typed(row.get(column, "")) for column in columns(name)] + [None, None] for row in rows]
        write_xlsx(tmp_path / "xlsx" / f"{name}.xlsx", columns(name), [*cells, [None] * 5, [""] * 5])
    batch = load(tmp_path / "xlsx")
    assert (batch.total("quarantined"), batch.total("changed")) == (0, 0)
    assert batch.total("unchanged") == sum(map(len, whole().values()))
    assert state() == plain


def typed(cell: str) -> object:
    """A cell as a spreadsheet holds it: days as days, whole numbers as numbers."""
    try:
        return dt.datetime.strptime(cell, "%Y-%m-%d")
    except ValueError:
        return float(cell) if cell.isdigit() else cell or None


def test_one_workbook_with_a_sheet_for_each_file(load: Load, tmp_path: Path) -> None:
    book = Workbook()
    for name in ("offences", "people"):
        sheet = book.create_sheet(name)
        sheet.append(columns(name))
        for row in whole()[name]:
            sheet.append([row.get(column) for column in columns(name)])
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "everything.xlsx")
    batch = load(tmp_path / "in")
    assert batch.counts["people"]["added"] == 3
    assert batch.counts["people"]["as"] == "everything.xlsx, sheet people"


PERSON = {"person_id": "P1", "given_names": "Asha", "family_name": "Sample"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17/05/1994", "1994-05-17"), ("1/2/1994", "1994-02-01"), ("17.05.1994", "1994-05-17"), ("17-05-1994", "1994-05-17"),
        ("1994-05-17T00:00:00", "1994-05-17"), ("17/05/1994 00:00", "1994-05-17"), ("34471", "1994-05-17"), ("34471.0", "1994-05-17"),
        ("17-May-1994", "1994-05-17"), ("17 May 1994", "1994-05-17"), (" 1994-05-17 ", "1994-05-17"), ("'1994-05-17", "1994-05-17"),
        ("29/02/2004", "2004-02-29"),
    ],
)  # fmt: skip
def test_a_date_is_understood(written: str, meant: str, load: Load) -> None:
    load({"people": [PERSON | {"date_of_birth": written}]})
    assert str(Person.objects.get().date_of_birth) == meant


def test_what_a_spreadsheet_does_to_cells_is_undone(load: Load) -> None:
    load({
        "offences": [{"offence_code": "105/01", "title": " Common  assault ", "offence_class": "Either way", "offence_group": "\u00a0V"}],
        "people": [PERSON | {"person_id": "'0042", "sex": "FEMALE", "phone": "'0116 496 0123", "restricted": "TRUE",
                             "ethnicity_self_defined": "a1", "address": "1 Street\nLeicester", "needs": "a; b;;a"}],
        "crimes": [{"crime_number": "1234.0", "offence_code": "105/01", "recorded_on": "2025-01-01", "weapon": "Not recorded"}],
        "cases": [{"case_reference": "C1", "person_id": "0042", "crime_numbers": "1234.0", "opened_on": "2025-01-01", "state": "Open",
                   "officer": "77.0", "summary": "One\r\ntwo"}],
        "outcome_codes": [{"outcome_id": "O1", "crime_number": "1234", "code": "8.0", "recorded_on": "2025-01-02"},
                          {"outcome_id": "O2", "crime_number": "1234", "code": "08", "recorded_on": "2025-01-02"}],
        "populations": [{"population_id": "A", "table": "t", "source": "s", "as_at": "2021-03-21", "area_code": "e06000016",
                         "age_from": "0.0", "residents": "159,977"}],
    })  # fmt: skip
    person = Person.objects.get(source_key="0042")
    assert (person.sex, person.phone, person.restricted, person.ethnicity_self_defined) == (
        "female",
        "0116 496 0123",
        True,
        "A1",
    )
    assert (person.address, person.needs) == ("1 Street Leicester", ["a", "b"])
    assert Crime.objects.get().offence.offence_class == "either_way"
    assert Crime.objects.get().offence.group == "V"
    case = Case.objects.get()
    assert (case.officer_collar_number, case.summary, case.crimes.count()) == ("77", "One\ntwo", 1)
    assert set(OutcomeCode.objects.values_list("code", flat=True)) == {"8"}
    assert Population.objects.get().residents == 159_977


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "yes"), (False, "no"), (3.0, "3"), (3.5, "3.5"), (7, "7"), (dt.datetime(2025, 1, 31), "2025-01-31"),
     (dt.datetime(2025, 1, 31, 9, 5), "2025-01-31 09:05:00"), (10**16, "1.000000E+16"), ("x", "x")],
)  # fmt: skip
def test_a_cell_of_a_workbook_as_text(value: object, text: str) -> None:
    assert as_text(value) == text


CELL = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85")
    | st.sampled_from('",;\n'),
    max_size=8,
)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3).filter(lambda row: row[0].strip(', ;"\n')), max_size=6)
)
def test_the_careful_reader_reads_what_csv_writes(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    lines = [Line(number, line) for number, line in enumerate(text.getvalue().split("\n")[:-1], 1)]
    assert [record.cells for record in records(lines, ",", 3)] == rows
