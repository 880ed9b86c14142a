"""Whatever is wrong with an extract is told with its line and column, and no good row is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from oocr.cases.models import Person
from oocr.imports.models import Batch, QuarantinedRow
from tests.imports.conftest import Load
from tests.imports.extracts import as_csv, columns, write_xlsx

pytestmark = pytest.mark.slow  # each is quick, together they are not

GOOD = [
    {
        "person_id": "P1",
        "given_names": "Asha",
        "family_name": "Sample",
        "date_of_birth": "1994-05-17",
        "area_code": "E06000016",
    },
    {"person_id": "P2", "given_names": "Zoe", "family_name": "Invented", "sex": "female"},
    {"person_id": "P3", "given_names": "Sam", "family_name": "Example"},
]
HEADER = ",".join(columns("people"))
WIDTH = len(columns("people"))


def bad(**cells: str) -> list[dict[str, str]]:
    """The good people with a bad one among them, on line 4."""
    return [*GOOD[:2], {"person_id": "PX", "given_names": "Bad", "family_name": "Row"} | cells, GOOD[2]]


def text(rows: list[dict[str, str]]) -> bytes:
    return as_csv("people", rows).encode()


def lines(extra: bytes) -> bytes:
    """The good people with a raw line among them, on line 4."""
    head, first, second, third = text(GOOD).splitlines(keepends=True)
    return head + first + second + extra + third


@dataclass(frozen=True)
class Damage:
    """One kind of damage: the bytes of people.csv, and how the bad row is told."""

    content: bytes
    code: str
    line: int
    column: str
    said: str
    good: tuple[str, ...] = ("P1", "P2", "P3")


SHORT = b"PX,Bad,Row\n"
FULL = b"PX,Bad,Row" + b"," * (WIDTH - 3)
ROWS: dict[str, Damage] = {
    "a required cell is empty": Damage(text(bad(family_name="")), "missing", 4, "family_name", "family_name is empty"),
    "the key is empty": Damage(text(bad(person_id="")), "missing", 4, "person_id", "person_id is empty"),
    "the key has a space in it": Damage(text(bad(person_id="P 9")), "not-a-key", 4, "person_id", "“P 9” is not a key"),
    "the key is too long": Damage(text(bad(person_id="P" * 61)), "not-a-key", 4, "person_id", "not a key"),
    "a spreadsheet shortened the key": Damage(
        text(bad(person_id="4.41165E+11")), "long-number", 4, "person_id", "“4.41165E+11” is a long number"
    ),
    "a spreadsheet shortened a telephone number": Damage(
        text(bad(phone="4.41165E+11")), "long-number", 4, "phone", "digits are lost"
    ),
    "a day that does not exist": Damage(text(bad(date_of_birth="2001-02-30")), "not-a-date", 4, "date_of_birth", "“2001-02-30” is not a date"),
    "a day and month the American way": Damage(text(bad(date_of_birth="02/28/2001")), "not-a-date", 4, "date_of_birth", "not a date"),
    "words for a date": Damage(text(bad(date_of_birth="unknown")), "not-a-date", 4, "date_of_birth", "“unknown” is not a date"),
    "a year of two digits": Damage(text(bad(date_of_birth="1/2/94")), "short-year", 4, "date_of_birth", "two digits"),
    "a date in 1900": Damage(text(bad(date_of_birth="1900-01-01")), "too-early", 4, "date_of_birth", "before 1910"),
    "a spreadsheet's day 0": Damage(text(bad(date_of_birth="00/01/1900")), "not-a-date", 4, "date_of_birth", "not a date"),
    "a serial number too small for a date": Damage(text(bad(date_of_birth="0")), "not-a-date", 4, "date_of_birth", "not a date"),
    "a date in the future": Damage(text(bad(date_of_birth="2030-01-01")), "in-the-future", 4, "date_of_birth", "after the day"),
    "an unknown choice": Damage(text(bad(sex="femail")), "not-a-choice", 4, "sex", "“femail” is not one of the values of sex"),
    "an unknown code": Damage(text(bad(ethnicity_self_defined="A7")), "not-a-choice", 4, "ethnicity_self_defined", "“A7”"),
    "a local authority of elsewhere": Damage(text(bad(area_code="E09000001")), "not-a-choice", 4, "area_code", "“E09000001”"),
    "a formula": Damage(text(bad(given_names="=A1&B1")), "formula", 4, "given_names", "“=A1&B1” is a formula"),
    "a formula that calls a program": Damage(text(bad(family_name="=cmd|' /C calc'!A0")), "formula", 4, "family_name", "is a formula"),
    "a formula for a date": Damage(text(bad(date_of_birth="=TODAY()")), "formula", 4, "date_of_birth", "is a formula"),
    "a lookup that failed": Damage(text(bad(address="#N/A")), "spreadsheet-error", 4, "address", "“#N/A” is a spreadsheet’s error"),
    "a column too narrow to show": Damage(text(bad(date_of_birth="########")), "spreadsheet-error", 4, "date_of_birth", "error"),
    "a cell of 10 MB": Damage(text(bad(address="x" * 10_000_000)), "too-long", 4, "address", "The cell holds 10,000,000 characters"),
    "a cell of 501 characters": Damage(text(bad(address="x" * 501)), "too-long", 4, "address", "501 characters"),
    "a list of 10,001 characters": Damage(text(bad(aliases="x;" * 5001)), "too-long", 4, "aliases", "The cell holds 10,002"),
    "a character that cannot be seen": Damage(text(bad(given_names="Ba\x07d")), "control-character", 4, "given_names", "code 7"),
    "a replacement character": Damage(text(bad(given_names="Zo\ufffd")), "unreadable-characters", 4, "given_names", "damaged on the way"),
    "an accent read in the wrong encoding": Damage(
        text(bad(given_names="ZoÃ«")), "unreadable-characters", 4, "given_names", "“ZoÃ«” holds characters"
    ),
    "too few cells": Damage(lines(SHORT), "too-few-cells", 4, "", f"3 cells where {WIDTH} are needed"),
    "too many cells": Damage(lines(FULL + b",more\n"), "too-many-cells", 4, "", f"{WIDTH + 1} cells where {WIDTH}"),
    "an unquoted comma": Damage(
        lines(b"PX,Bad,Row" + b"," * 6 + b"1 Street, Leicester" + b"," * 7 + b"no\n"), "too-many-cells", 4, "", "cells where"
    ),
    "a quote that is never closed": Damage(
        lines(b'PX,"Bad,Row' + b"," * (WIDTH - 3) + b"\n"), "open-quote", 4, "", "is not closed"
    ),
    "a quote that a later line seems to close": Damage(
        lines(b'PX,"Bad,Row' + b"," * (WIDTH - 3) + b"\n").replace(b"P3,Sam", b'P3,"Sam"'), "open-quote", 4, "", "is not closed"
    ),
    "text after a quoted cell": Damage(
        lines(b'PX,"Bad" name,Row' + b"," * (WIDTH - 3) + b"\n"), "stray-quote", 4, "", "double quote in the middle"
    ),
    "null characters": Damage(lines(b"P\0X,Bad,Row" + b"," * (WIDTH - 3) + b"\n"), "null-character", 4, "", "null characters"),
    "a block of nulls where a disk failed": Damage(text(GOOD) + b"\0" * 4096, "null-character", 5, "", "null characters"),
    "another encoding on one line": Damage(
        text([GOOD[0], {**GOOD[1], "given_names": "Zoë"}, GOOD[2]]).replace(b"P3,", "PX,Noël,Row".encode("cp1252") + FULL[10:] + b"\nP3,"),
        "mixed-encodings", 4, "", "not in the encoding of the rest",
    ),
    "a byte that no encoding has": Damage(
        lines(b"PX,B\x81d,Row" + b"," * (WIDTH - 3) + b"\n"), "unreadable-characters", 4, "", "damaged on the way"
    ),
    "a file cut off in a line": Damage(text(GOOD) + b"PX,Bad", "cut-off", 5, "", f"it has 2 cells where {WIDTH} are needed"),
    "a file cut off in a quoted cell": Damage(text(GOOD) + b'PX,"Bad', "open-quote", 5, "", "is not closed"),
    "the same key twice with other values": Damage(
        text([*GOOD, {**GOOD[0], "family_name": "Other"}]), "duplicate-key", 5, "person_id", "“P1” was already on line 2"
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", ROWS.values(), ids=list(ROWS))
def test_a_bad_row_is_told_and_no_good_one_is_lost(damage: Damage, load: Load, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "people.csv").write_bytes(damage.content)
    batch = load(tmp_path / "in")
    (row,) = QuarantinedRow.objects.filter(batch=batch)
    assert (row.file, row.code, row.line, row.column) == ("people", damage.code, damage.line, damage.column)
    assert damage.said in row.wrong
    assert row.to_do
    assert tuple(Person.objects.order_by("source_key").values_list("source_key", flat=True)) == damage.good
    assert batch.counts["people"]["quarantined"] == 1


OFFENCES = as_csv(
    "offences", [{"offence_code": "1/1", "title": "t", "offence_class": "summary", "offence_group": "g"}]
)
CRIME = {"crime_number": "X1", "offence_code": "1/1", "recorded_on": "2025-01-01"}


@pytest.mark.parametrize(
    ("file", "row", "code", "column", "said"),
    [
        ("crimes", CRIME | {"offence_code": "9/9"}, "unknown-reference", "offence_code", "“9/9” in offence_code, a row of offences"),
        ("crimes", CRIME | {"committed_from": "2025-01-01", "committed_to": "2024-12-31"}, "dates-out-of-order", "committed_to",
         "committed_to is before committed_from"),
        ("cases", {"case_reference": "C1", "person_id": "P1", "crime_numbers": "N1", "opened_on": "2025-01-01", "state": "open",
                   "closed_on": "2025-01-02"}, "not-closed", "closed_on", "but the case is not closed"),
        ("cases", {"case_reference": "C1", "person_id": "P1", "crime_numbers": "N1;N 2", "opened_on": "2025-01-01", "state": "open"},
         "not-a-key", "crime_numbers", "“N1;N 2” is not a key"),
        ("populations", {"population_id": "A", "table": "t", "source": "s", "as_at": "2021-03-21", "area_code": "E06000016",
                         "age_from": "18", "age_to": "17", "residents": "5"}, "ages-out-of-order", "age_to", "oldest age"),
        ("populations", {"population_id": "A", "table": "t", "source": "s", "as_at": "2021-03-21", "area_code": "E06000016",
                         "age_from": "0", "residents": "-5"}, "not-a-number", "residents", "“-5” is not a whole number"),
        ("populations", {"population_id": "A", "table": "t", "source": "s", "as_at": "2021-03-21", "area_code": "E06000016",
                         "age_from": "0", "residents": "99999999999"}, "too-large", "residents", "largest number"),
        ("conditions", {"condition_id": "C1", "resolution_id": "R1", "kind": "punitive", "text": "x", "due_on": "2095-01-01"},
         "too-late", "due_on", "more than ten years ahead"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_told(file, row, code, column, said, load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "offences.csv").write_text(OFFENCES)
    (folder / f"{file}.csv").write_text(as_csv(file, [row]))
    batch = load(folder)
    (found,) = QuarantinedRow.objects.filter(batch=batch)
    assert (found.file, found.code, found.line, found.column) == (file, code, 2, column)
    assert said in found.wrong


def _xlsx_with(cell: object) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        write_xlsx(
            folder / "people.xlsx",
            ["person_id", "given_names", "family_name"],
            [["P1", "Asha", "S"], ["PX", cell, "R"]],
        )

    return make


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (_xlsx_with("=A1"), "formula", "“=A1” is a formula"),
        (_xlsx_with("#REF!"), "spreadsheet-error", "error"),
        (_xlsx_with(4.4e17), "long-number", "digits are lost"),
    ],
)
def test_a_bad_cell_of_a_spreadsheet_is_told(make, code, said, load: Load, tmp_path: Path) -> None:
    make(tmp_path / "in")
    batch = load(tmp_path / "in")
    (row,) = QuarantinedRow.objects.filter(batch=batch)
    assert (row.code, row.line, row.column) == (code, 3, "given_names")
    assert said in row.wrong
    assert Person.objects.filter(source_key="P1").exists()


FILES: dict[str, tuple[bytes, str, str]] = {
    "nothing in it": (b"", "empty-file", "The file is empty."),
    "no column name known": (b"1,2,3\n4,5,6\n", "not-a-table", "does not name any column of people"),
    "a column that is not known": (
        b"person_id,given_names,family_name,date_of_brth\n",
        "unknown-column",
        "no column called date_of_brth",
    ),
    "no key column": (b"given_names,family_name\nA,B\n", "missing-column", "has no column person_id"),
    "a required column is missing": (
        b"person_id,given_names\nA,B\n",
        "missing-column",
        "has no column family_name",
    ),
    "the same column twice": (
        b"person_id,given_names,family_name,sex,sex\n",
        "repeated-column",
        "The column sex is there twice",
    ),
    "a column without a name in the middle": (
        b"person_id,,given_names,family_name\n",
        "unknown-column",
        "without a name",
    ),
    "a web page": (b"<html><body>Session expired</body></html>", "not-a-table", "web page"),
    "JSON": (b'[{"person_id": "P1"}]', "not-a-table", "JSON"),
    "a PDF": (b"%PDF-1.7 ...", "not-a-table", "PDF"),
    "an old or locked spreadsheet": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "old-workbook",
        "protected with a password",
    ),
    "a broken spreadsheet": (b"PK\x03\x04" + b"rubbish" * 100, "broken-workbook", "damaged"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 600, "not-a-table", "not text"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_told_and_the_others_go_in(
    name: str, load: Load, tmp_path: Path
) -> None:
    content, code, said = FILES[name]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "people.csv").write_bytes(content)
    (folder / "offences.csv").write_text(OFFENCES)
    batch = load(folder)
    fault = batch.counts["people"]["fault"]
    assert fault["code"] == code
    assert said in fault["wrong"]
    assert fault["to_do"]
    assert batch.counts["offences"]["added"] == 1


def test_a_file_of_another_name_is_told_with_what_it_may_be(load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "offences.csv").write_text(OFFENCES)
    (folder / "peeple.csv").write_bytes(text(GOOD))
    (folder / "offences.xlsx").write_bytes(b"")
    batch = load(folder)
    assert "Call it people.csv" in batch.counts["peeple.csv"]["fault"]["to_do"]
    assert batch.counts["offences.xlsx"]["fault"]["code"] == "sent-twice"
    assert not Person.objects.exists()


def test_an_unknown_column_is_told_with_what_it_may_be(load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "offences.csv").write_text(OFFENCES)
    (folder / "people.csv").write_bytes(FILES["a column that is not known"][0])
    assert "Is it date_of_birth?" in load(folder).counts["people"]["fault"]["to_do"]


def test_all_that_is_wrong_with_a_row_is_told_at_once(load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "people.csv").write_bytes(text(bad(family_name="", sex="x", date_of_birth="y")))
    load(folder)
    row = QuarantinedRow.objects.get()
    assert [row.column, *(column for _, column, _, _ in row.more)] == ["family_name", "date_of_birth", "sex"]


def test_the_same_bad_row_again_is_not_kept_twice(load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "people.csv").write_bytes(text(bad(sex="x")))
    load(folder)
    second: Batch = load(folder)
    assert second.counts["people"]["quarantined"] == 1
    assert QuarantinedRow.objects.count() == 1
