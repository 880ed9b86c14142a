"""Small extracts for the tests: consistent rows of every file, and the means to write them as CSV or XLSX."""

import csv
import io
from copy import deepcopy
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from oocr.imports.extract import BY_NAME

Rows = dict[str, list[dict[str, str]]]

WHOLE: Rows = {
    "offences": [
        {"offence_code": "105/01", "title": "Common assault", "offence_class": "summary", "offence_group": "Violence"},
        {"offence_code": "046/00", "title": "Shoplifting", "offence_class": "either_way", "offence_group": "Theft"},
    ],
    "people": [
        {"person_id": "P1", "given_names": "Asha", "family_name": "Sample", "aliases": "Ash Sample;A Example",
         "date_of_birth": "1994-05-17", "sex": "female", "ethnicity_self_defined": "A1", "area_code": "E06000016",
         "needs": "interpreter: Gujarati;mental health", "restricted": "no"},
        {"person_id": "P2", "given_names": "Zoë", "family_name": "O'Sample", "date_of_birth": "2009-02-28", "sex": "female",
         "area_code": "E07000130", "restricted": "yes"},
        {"person_id": "P3", "given_names": "Sam", "family_name": "Invented"},
    ],
    "crimes": [
        {"crime_number": f"25-{n:07}", "offence_code": "105/01" if n % 2 else "046/00", "recorded_on": f"2025-01-{n:02}",
         "committed_from": f"2025-01-{n:02}", "place": "Invented Street, Leicester", "area_code": "E06000016", "weapon": "none"}
        for n in range(1, 7)
    ],
    "cases": [
        {"case_reference": "LP-2025-000001", "person_id": "P1", "crime_numbers": "25-0000001;25-0000002",
         "opened_on": "2025-02-01", "state": "closed", "closed_on": "2025-03-01", "officer": "1234", "summary": "A quarrel."},
        {"case_reference": "LP-2025-000002", "person_id": "P2", "crime_numbers": "25-0000003", "opened_on": "2025-02-02",
         "state": "resolved"},
        {"case_reference": "LP-2025-000003", "person_id": "P3", "crime_numbers": "25-0000004", "opened_on": "2025-02-03",
         "state": "open", "stage": "awaiting inspector"},
    ],
    "victims": [
        {"victim_id": "V1", "crime_number": "25-0000001", "kind": "person", "name": "Vi Sample", "views": "Wanted\nan apology."},
        {"victim_id": "V2", "crime_number": "25-0000002", "kind": "business", "name": "Shop", "contact_name": "Mo"},
    ],
    "resolutions": [
        {"resolution_id": "R1", "case_reference": "LP-2025-000001", "kind": "community_resolution", "issued_on": "2025-02-10",
         "issued_by": "1234", "authorised_by": "2345", "authority_rank": "sergeant"},
        {"resolution_id": "R2", "case_reference": "LP-2025-000002", "kind": "youth_caution", "issued_on": "2025-02-11"},
    ],
    "outcome_codes": [
        {"outcome_id": "O1", "crime_number": "25-0000001", "code": "8", "recorded_on": "2025-02-12", "resolution_id": "R1"},
        {"outcome_id": "O2", "crime_number": "25-0000005", "code": "18", "recorded_on": "2025-02-13"},
    ],
    "conditions": [
        {"condition_id": "C1", "resolution_id": "R1", "kind": "rehabilitative", "text": "Attend.", "due_on": "2026-05-10"},
    ],
    "breaches": [
        {"breach_id": "B1", "condition_id": "C1", "reported_on": "2025-05-12", "what_happened": "Did not come."},
    ],
    "referrals": [
        {"referral_id": "F1", "case_reference": "LP-2025-000001", "resolution_id": "R1", "provider": "Turning Point",
         "service": "Turning Point", "referred_on": "2025-02-11", "status": "started"},
        {"referral_id": "F2", "case_reference": "LP-2025-000002", "provider": "New Provider", "service": "New Course",
         "referred_on": "2025-02-12", "status": "received"},
    ],
    "attendance": [{"session_id": "S1", "referral_id": "F1", "session_on": "2025-03-01", "attended": "yes"}],
    "custody_drug_tests": [{"test_id": "T1", "person_id": "P1", "arrested_on": "2025-01-31", "tested": "yes", "result": "positive"}],
    "youth_panel_items": [
        {"item_id": "Y1", "case_reference": "LP-2025-000002", "heard_on": "2025-02-09", "area": "county", "outcome": "youth_caution"},
    ],
    "later_offences": [{"later_offence_id": "L1", "person_id": "P1", "offence_code": "046/00", "committed_on": "2025-06-01"}],
    "populations": [
        {"population_id": "c21-asian", "table": "Census 2021 TS021", "source": "ONS", "as_at": "2021-03-21",
         "area_code": "E06000016", "ethnicity_group": "Asian", "age_from": "0", "residents": "159977"},
    ],
}  # fmt: skip


def whole() -> Rows:
    """A copy of the whole small extract, to change at will."""
    return deepcopy(WHOLE)


def columns(name: str) -> list[str]:
    return [column.name for column in BY_NAME[name].columns]


def as_csv(name: str, rows: list[dict[str, str]], *, delimiter: str = ",", end: str = "\n") -> str:
    """The text of a file, with every column of the declaration."""

    text = io.StringIO()
    writer = csv.DictWriter(text, columns(name), delimiter=delimiter, lineterminator=end, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write_csv(folder: Path, rows: Rows) -> Path:
    """Each file as CSV in UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in rows.items():
        (folder / f"{name}.csv").write_text(as_csv(name, found), encoding="utf-8", newline="")
    return folder


def write_xlsx(path: Path, header: list[str], rows: list[list[Any]], title: str = "Sheet1") -> Path:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    book.close()
    return path
