"""Whatever the generator writes is a good extract: every cell as declared, every reference found, every story whole."""

import csv
import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from demo import generate, live, plan, stages
from oocr.imports.extract import BY_NAME, FILES, Column, File, Kind
from tests.demo.conftest import Extract, Row

KEY = re.compile(r"[A-Za-z0-9\-_/.:]{1,60}")
LONGEST = {Kind.TEXT: 500, Kind.LONG_TEXT: 10_000, Kind.LIST: 10_000}
DRAMA_PHONE = re.compile(r"0116 496 0\d{3}|07700 900\d{3}")
POSTCODE = re.compile(r"LE\d{1,2} \d[A-Z]{2}")

AREAS = [pytest.param("small", id="small"), pytest.param("full", id="full", marks=pytest.mark.slow)]


@pytest.fixture(params=AREAS)
def area(request: pytest.FixtureRequest) -> Extract:
    """Each of the two areas."""
    found: Extract = request.getfixturevalue(request.param)
    return found


def wrong_with(column: Column, value: str) -> str:
    """Why a cell is not as declared; empty when it is."""
    if not value:
        return "is empty" if column.required else ""
    if column.kind is Kind.DATE:
        return (
            "" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) and date.fromisoformat(value) else "is not a date"
        )
    if column.kind is Kind.CHOICE:
        return "" if value in column.choices else "is not one of the list"
    if column.kind is Kind.KEY:
        return "" if KEY.fullmatch(value) else "is not a key"
    if column.kind is Kind.NUMBER:
        return "" if value.isdigit() else "is not a number"
    if len(value) > LONGEST[column.kind] or (column.kind is Kind.TEXT and "\n" in value):
        return "is too long"
    return "has an empty part" if column.kind is Kind.LIST and "" in value.split(";") else ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_cell_is_as_declared(area: Extract, file: File) -> None:
    with (area.folder / f"{file.name}.csv").open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        assert next(reader) == [column.name for column in file.columns]
        distinct: list[set[str]] = [set() for _ in file.columns]
        keys = []
        for row in reader:
            keys.append(row[0])
            for seen, value in zip(distinct, row, strict=True):
                seen.add(value)
    assert keys
    assert len(set(keys)) == len(keys)
    for column, values in zip(file.columns, distinct, strict=True):
        assert not {value: why for value in values if (why := wrong_with(column, value))}, column.name


def test_every_reference_is_found(area: Extract) -> None:
    keys = {file.name: {row[file.key.name] for row in area.rows(file.name)} for file in FILES}
    for file in FILES:
        for column in (column for column in file.columns if column.refers_to):
            named = {part for row in area.rows(file.name) for part in row[column.name].split(";") if part}
            assert named <= keys[column.refers_to], f"{file.name}.{column.name}"


def test_nothing_is_written_but_the_declared_files(area: Extract) -> None:
    assert {path.stem for path in area.folder.iterdir()} == set(BY_NAME)


def test_nobody_could_be_reached(area: Extract) -> None:
    """Telephone numbers, e-mail addresses and postcodes that are nobody's."""
    for name in ("people", "victims"):
        for row in area.rows(name):
            assert not row["phone"] or DRAMA_PHONE.fullmatch(row["phone"])
            assert not row["email"] or re.fullmatch(r"[a-z0-9.\-]+@example\.(org|com)", row["email"])
            assert not row.get("postcode") or POSTCODE.fullmatch(row["postcode"])


def test_things_happen_in_order(area: Extract) -> None:
    crimes = {row["crime_number"]: row for row in area.rows("crimes")}
    as_at = plan.AS_AT.isoformat()
    for crime in crimes.values():
        ended = crime["committed_to"] or crime["committed_from"]
        assert crime["committed_from"] <= ended <= crime["recorded_on"] <= as_at
    for case in area.cases.values():
        recorded = [crimes[number]["recorded_on"] for number in case["crime_numbers"].split(";")]
        assert max(recorded) <= case["opened_on"] <= as_at
        assert (case["state"] == "closed") == bool(case["closed_on"])
        assert not case["closed_on"] or case["opened_on"] <= case["closed_on"] <= as_at
    for resolution in area.resolutions.values():
        case = area.cases[resolution["case_reference"]]
        assert case["opened_on"] <= resolution["issued_on"] <= as_at
        assert case["state"] != "open"
    for code in area.rows("outcome_codes"):
        assert crimes[code["crime_number"]]["recorded_on"] <= code["recorded_on"] <= as_at
    for condition in area.conditions.values():
        issued = area.resolutions[condition["resolution_id"]]["issued_on"]
        assert issued <= condition["due_on"]
        assert (condition["met"] == "yes") == bool(condition["met_on"])
        assert not condition["met_on"] or issued <= condition["met_on"] <= as_at
    for breach in area.rows("breaches"):
        issued = area.resolutions[area.conditions[breach["condition_id"]]["resolution_id"]]["issued_on"]
        assert issued < breach["reported_on"] <= as_at
        assert (breach["decision"] == "not_decided") == (not breach["decided_on"])
        assert not breach["decided_on"] or breach["reported_on"] <= breach["decided_on"] <= as_at
    for referral in area.rows("referrals"):
        resolution = area.resolutions[referral["resolution_id"]]
        assert resolution["case_reference"] == referral["case_reference"]
        assert resolution["issued_on"] <= referral["referred_on"] <= as_at
        assert (referral["status"] == "completed") == bool(referral["completed_on"])


def test_a_case_stands_at_every_stage(area: Extract) -> None:
    found = {case["stage"] for case in area.cases.values()}
    assert found == set(stages.STAGES)


def test_a_closed_case_waits_for_nothing(area: Extract) -> None:
    """No breach undecided, no condition unknown, every crime of it coded (an offence that was none needs no code)."""
    open_conditions = {r["resolution_id"] for r in area.conditions.values() if r["met"] == "not_recorded"}
    undecided = {
        area.conditions[row["condition_id"]]["resolution_id"]
        for row in area.rows("breaches")
        if row["decision"] == "not_decided"
    }
    for resolution in area.resolutions.values():
        if area.cases[resolution["case_reference"]]["state"] == "closed":
            assert resolution["resolution_id"] not in open_conditions | undecided


def test_every_demonstration_officer_has_work(area: Extract) -> None:
    waiting = Counter(case["officer"] for case in area.cases.values() if case["state"] != "closed")
    assert waiting[live.OFFICER] >= 5
    assert waiting[live.SECOND_OFFICER] >= 3
    authorised = Counter(row["authorised_by"] for row in area.resolutions.values())
    assert authorised[live.SERGEANT]
    assert authorised[live.INSPECTOR]


@pytest.mark.slow
def test_twelve_officers_have_work_in_the_full_area(full: Extract) -> None:
    waiting = Counter(case["officer"] for case in full.cases.values() if case["state"] != "closed")
    assert all(4 <= waiting[officer] <= 40 for officer in live.OFFICERS)


def test_one_person_has_cases_under_two_names(area: Extract) -> None:
    person = next(p for p in area.people.values() if "Nisha Foster" in p["aliases"].split(";"))
    summaries = [c["summary"] for c in area.cases.values() if c["person_id"] == person["person_id"]]
    assert sorted(text.split(" took")[0] for text in summaries) == ["Nisha Foster", "Nisha Solanki"]


def test_two_records_look_like_one_person(area: Extract) -> None:
    pair = [p for p in area.people.values() if p["address"] == "14 Quillmere Close, Leicester"]
    assert len(pair) == 2
    assert len({(p["date_of_birth"], p["phone"]) for p in pair}) == 1
    assert len({p["family_name"] for p in pair}) == 2


@pytest.mark.slow
def test_the_rarer_facts_are_there(full: Extract) -> None:
    held = Counter(full.cases[r["case_reference"]]["person_id"] for r in full.resolutions.values())
    in_case = Counter(r["case_reference"] for r in full.resolutions.values())
    assert sum(count > 1 for count in held.values()) > 500
    assert sum(count > 1 for count in in_case.values()) >= 5
    assert sum(row["restricted"] == "yes" for row in full.people.values()) > 20
    assert sum(bool(row["aliases"]) for row in full.people.values()) > 300
    assert sum(bool(row["needs"]) for row in full.people.values()) > 1000
    assert sum(";" in case["crime_numbers"] for case in full.cases.values()) > 200
    assert sum(not row["date_of_birth"] for row in full.people.values()) > 20
    assert {row["ethnicity_self_defined"] for row in full.people.values()} >= {
        "NS",
        "not_recorded",
        "W9",
        "A3",
        "O2",
    }
    assert any("GP" in row["text"] for row in full.conditions.values())
    assert any(not row["rationale"] for row in full.resolutions.values())


def digest(folder: Path) -> str:
    """One hash of every file's name and bytes."""
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def test_the_small_area_is_the_same_each_time(small: Extract, tmp_path: Path) -> None:
    generate.write_small(tmp_path)
    assert digest(tmp_path) == digest(small.folder)


@pytest.mark.slow
def test_the_full_area_is_the_same_each_time(full: Extract, tmp_path: Path) -> None:
    generate.write_full(tmp_path)
    assert digest(tmp_path) == digest(full.folder)


def test_another_seed_makes_other_people_and_the_same_totals(small: Extract, tmp_path: Path) -> None:
    generate.write_small(tmp_path, seed=7)
    other = Extract(tmp_path)
    assert digest(tmp_path) != digest(small.folder)
    for kind in ("community_resolution", "conditional_caution"):
        issued = [
            sum(
                r["kind"] == kind and "2024-06-16" <= r["issued_on"] < "2025-06-16"
                for r in found.rows("resolutions")
            )
            for found in (small, other)
        ]
        assert abs(issued[0] - issued[1]) <= 4  # children's are dealt to the sittings, not to the day


def test_too_few_crimes_for_the_published_resolutions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 20,000"):
        generate.write_full(tmp_path, crimes_per_year=2_000)


def test_a_big_extract_is_whole(tmp_path: Path) -> None:
    generate.write_crimes(tmp_path, crimes=3_000, cases=500)
    big = Extract(tmp_path)
    rows: dict[str, list[Row]] = {
        name: big.rows(name) for name in ("offences", "crimes", "outcome_codes", "people", "cases")
    }
    assert [len(rows[name]) for name in ("crimes", "outcome_codes", "cases")] == [3_000, 3_000, 500]
    for name, found in rows.items():
        for column in BY_NAME[name].columns:
            assert not any(wrong_with(column, row[column.name]) for row in found), f"{name}.{column.name}"
    crimes = {row["crime_number"] for row in rows["crimes"]}
    assert len(crimes) == 3_000
    assert {row["crime_number"] for row in rows["outcome_codes"]} == crimes
    assert {number for row in rows["cases"] for number in row["crime_numbers"].split(";")} <= crimes
    assert {row["person_id"] for row in rows["cases"]} <= {row["person_id"] for row in rows["people"]}
