"""No force's extract changes what is another force's, or attaches anything to it."""

from typing import Any

import pytest
from django.utils import timezone

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import add_agency
from oocr.access.models import Agency
from oocr.access.roles import AgencyKind
from oocr.cases.models import Case, Crime, Person, Resolution
from oocr.imports.extract import BY_NAME, FILES, Column, File, Kind
from oocr.imports.load.targets import BY_FILE
from oocr.imports.models import QuarantinedRow
from tests.factories.access import make_user
from tests.imports.conftest import Load
from tests.imports.extracts import Rows, whole
from tests.imports.state import state

pytestmark = pytest.mark.slow  # each is quick, together they are not

# Every column by which a row could be, or point at, a row that another force brought.
REACHING = [
    (file, column)
    for file in FILES
    for column in file.columns
    if not file.shared and (column is file.key or (column.refers_to and not BY_NAME[column.refers_to].shared))
]


@pytest.fixture
def other(load: Load) -> Agency:
    """A second force."""
    return add_agency(
        key="other-police", name="Other Police", kind=AgencyKind.POLICE_FORCE, area_codes=(), by=SETTING_UP, at=timezone.now()
    )  # fmt: skip


def of_the_other() -> Rows:
    """The same extract with keys of the other force's own."""
    rows = whole()
    for file, column in REACHING:
        for row in rows[file.name]:
            if cell := row.get(column.name):
                row[column.name] = ";".join(f"X-{key}" for key in cell.split(";"))
    return rows


def kept(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Is every row that was there still as it was?"""
    return all(set(map(str, before[name])) <= set(map(str, after[name])) for name in before)


@pytest.mark.parametrize(
    ("file", "column"), REACHING, ids=[f"{file.name}.{column.name}" for file, column in REACHING]
)
def test_a_row_that_reaches_into_another_force_is_kept_aside(
    load: Load, other: Agency, file: File, column: Column
) -> None:
    load(whole())
    before = state()
    theirs = (BY_NAME[column.refers_to] if column.refers_to else file).key.name
    key = whole()[column.refers_to or file.name][0][theirs]
    rows = of_the_other()
    reaching = rows[file.name][0] | {file.key.name: "X-reaching"}
    own = f"{reaching[column.name]};" if column.kind is Kind.LIST else ""
    rows[file.name].append(reaching | {column.name: own + key})
    batch = load(rows, force=other)
    aside = QuarantinedRow.objects.get()
    assert (aside.file, aside.column, aside.code) == (file.name, column.name, "another-force")
    assert f"“{key}” in {column.name}" in aside.wrong
    assert kept(before, state())
    good = {name: len(found) for name, found in of_the_other().items() if not BY_NAME[name].shared}
    assert {name: batch.counts[name]["added"] for name in good} == good


def test_every_file_says_whose_its_rows_are() -> None:
    """By the batch that wrote them and, made here, by a case above or about them: no file is left without an owner."""
    assert {file.name for file in FILES if file.shared} == {"offences", "populations"}
    reached = {"cases"}
    for _ in FILES:
        reached |= {file.name for file, column in REACHING if column.refers_to in reached}
        reached |= {
            column.refers_to for file, column in REACHING if file.name == "cases" and column.refers_to
        }
    assert reached == {file.name for file in FILES if not file.shared}
    assert [name for name, target in BY_FILE.items() if target.says_whose] == ["cases"]


def test_the_same_extract_of_another_force_adds_and_changes_nothing_but_the_lists(
    load: Load, other: Agency
) -> None:
    load(whole())
    before = state()
    rows = whole()
    rows["offences"][0]["title"] = "Common assault and battery"
    batch = load(rows, force=other)
    assert batch.total("added") == 0
    assert {name for name, counts in batch.counts.items() if counts["changed"]} == {"offences"}
    assert set(QuarantinedRow.objects.values_list("code", flat=True)) == {"another-force"}
    after = state()
    assert {name for name in before if before[name] != after[name]} == {"offences", "aside"}


def test_what_was_made_here_is_the_force_of_its_cases(load: Load, other: Agency) -> None:
    load(whole())
    for model in (Person, Crime, Resolution):
        model.objects.update(batch="")
    before = state()
    key = Resolution.objects.order_by("pk")[0].source_key
    case = of_the_other()["cases"][0]
    rows: Rows = {
        "people": [whole()["people"][0] | {"phone": "1"}, *of_the_other()["people"]],
        "offences": whole()["offences"],
        "crimes": of_the_other()["crimes"],
        "cases": [
            case | {"person_id": "P1"},
            case | {"case_reference": "X-9", "crime_numbers": "25-0000001"},
        ],
        "outcome_codes": [of_the_other()["outcome_codes"][1] | {"resolution_id": key}],
    }
    load(rows, force=other)
    told = set(QuarantinedRow.objects.values_list("file", "column", "code"))
    assert told == {
        ("people", "person_id", "another-force"),
        ("cases", "person_id", "another-force"),
        ("cases", "crime_numbers", "another-force"),
        ("outcome_codes", "resolution_id", "another-force"),
    }
    assert kept({name: rows for name, rows in before.items() if name != "aside"}, state())


def test_a_row_that_waits_waits_for_its_own_forces_rows(load: Load, other: Agency) -> None:
    load({"offences": whole()["offences"], "crimes": whole()["crimes"]})
    load({"cases": whole()["cases"]})
    load({"people": whole()["people"]}, force=other)
    assert not Case.objects.exists()
    load({"populations": whole()["populations"]})
    assert set(QuarantinedRow.objects.values_list("column", "code")) == {("person_id", "another-force")}


def test_each_force_has_its_own_rows_aside(load: Load, other: Agency) -> None:
    """The same bad row of two forces is two rows, and one force's right row lets the other's bad one be."""
    bad: Rows = {"people": [{"person_id": "P1", "given_names": "A", "family_name": ""}]}
    load(bad)
    load(bad, force=other)
    assert QuarantinedRow.objects.filter(resolved_at=None).count() == 2
    load({"people": whole()["people"]}, force=other)
    (left,) = QuarantinedRow.objects.filter(resolved_at=None)
    assert left.batch.agency != other


def test_a_collar_number_is_an_officer_of_the_same_force(load: Load, other: Agency) -> None:
    make_user("officer", collar_number="1234")
    theirs = make_user("officer", collar_number="1234", agency=other)
    rows = of_the_other()
    load(rows, force=other)
    assert Case.objects.get(reference="X-LP-2025-000001").officer == theirs
    rows["people"][0]["restricted"] = "yes"
    load(rows, force=other)
    assert Case.objects.get(reference="X-LP-2025-000001").officer == theirs
