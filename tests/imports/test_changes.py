"""A row that comes again with other values changes, and what it said before is kept."""

import datetime as dt

import pytest
from django.utils import timezone

from oocr.cases.actions import correct_fact
from oocr.cases.models import Case, CaseCrime, Correction, Crime, Person, Resolution
from oocr.imports.load.corrections import BY_IMPORT
from oocr.imports.models import QuarantinedRow
from oocr.referrals.models import Referral
from tests.factories.access import make_user
from tests.imports.conftest import Load
from tests.imports.extracts import Rows, whole
from tests.imports.state import state

pytestmark = pytest.mark.slow  # each is quick, together they are not


def corrections(about: str) -> dict[str, tuple[str, str]]:
    found = Correction.objects.filter(about_model=about).order_by("pk")
    return {row.field: (row.old_value, row.new_value) for row in found}


def test_a_changed_person_keeps_what_was_said_before(load: Load) -> None:
    load(whole())
    rows = whole()
    rows["people"][0] |= {"family_name": "Married", "aliases": "Asha Sample", "date_of_birth": "", "needs": "", "restricted": "yes",
                          "area_code": "E07000130"}  # fmt: skip
    batch = load(rows)
    assert batch.counts["people"] | {"as": ""} == {
        "as": "", "rows": 3, "added": 0, "changed": 1, "unchanged": 2, "repeated": 0, "quarantined": 0,
    }  # fmt: skip
    person = Person.objects.get(source_key="P1")
    assert (person.family_name, person.search_names) == ("Married", "asha married asha sample")
    assert corrections("person") == {
        "family_name": ("Sample", "Married"),
        "aliases": ('["Ash Sample", "A Example"]', '["Asha Sample"]'),
        "date_of_birth": ("1994-05-17", ""),
        "area_code": ("E06000016", "E07000130"),
        "needs": ('["interpreter: Gujarati", "mental health"]', ""),
        "restricted": ("no", "yes"),
    }
    correction = Correction.objects.filter(about_pk=person.pk).first()
    assert correction is not None
    assert (correction.reason, correction.corrected_by) == (f"changed by import batch {batch.pk}", BY_IMPORT)
    case = Case.objects.get(person=person)
    assert (case.restricted, case.area_code) == (True, "E07000130")


def test_a_changed_case_keeps_its_crimes_and_officer_in_step(load: Load) -> None:
    officer = make_user("officer", collar_number="9")
    load(whole())
    rows = whole()
    rows["cases"][0] |= {"crime_numbers": "25-0000002;25-0000006", "officer": "9", "person_id": "P2"}
    load(rows)
    case = Case.objects.get(reference="LP-2025-000001")
    assert sorted(case.crimes.values_list("crime_number", flat=True)) == ["25-0000002", "25-0000006"]
    assert (case.officer, case.is_child, case.restricted) == (officer, True, True)
    assert corrections("case") == {
        "person": ("P1", "P2"),
        "officer_collar_number": ("1234", "9"),
        "crimes": ('["25-0000001", "25-0000002"]', '["25-0000002", "25-0000006"]'),
    }
    assert set(Correction.objects.values_list("case", flat=True)) == {case.pk}


def test_the_order_of_a_cases_crimes_says_nothing(load: Load) -> None:
    load(whole())
    rows = whole()
    rows["cases"][0]["crime_numbers"] = "25-0000002; 25-0000001"
    assert load(rows).counts["cases"]["changed"] == 0


def test_a_changed_reference_is_told_by_its_key(load: Load) -> None:
    load(whole())
    rows = whole()
    rows["crimes"][0]["offence_code"] = "046/00"
    rows["referrals"][0] |= {"provider": "New Provider", "service": "New Course"}
    rows["outcome_codes"][0]["resolution_id"] = ""
    load(rows)
    assert corrections("crime") == {"offence": ("105/01", "046/00")}
    assert corrections("referral") == {"service": ("Turning Point", "New Course")}
    assert corrections("outcome_code") == {"resolution": ("R1", "")}
    assert Referral.objects.get(source_key="F1").service.name == "New Course"


def test_a_column_that_is_left_out_stays_as_it_was(load: Load, tmp_path) -> None:
    load(whole())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "people.csv").write_text(
        "person_id,given_names,family_name\nP1,Asha,Renamed\nP9,New,Person\n"
    )
    (tmp_path / "in" / "cases.csv").write_text(
        "case_reference,person_id,crime_numbers,opened_on,state\nLP-2025-000001,P1,25-0000001;25-0000002,2025-02-02,open\n"
    )
    batch = load(tmp_path / "in")
    person = Person.objects.get(source_key="P1")
    assert (person.family_name, person.sex, person.search_names) == (
        "Renamed",
        "female",
        "asha renamed ash sample a example",
    )
    assert person.aliases.count() == 2
    assert Person.objects.get(source_key="P9").sex == "not_recorded"
    # It was closed, and a case that is open has no day of closing: with what is there, the row does not fit.
    assert Case.objects.get(reference="LP-2025-000001").state == "closed"
    assert QuarantinedRow.objects.get().code == "not-closed"
    assert batch.counts["cases"]["quarantined"] == 1


def test_what_a_person_corrected_stays_until_the_source_says_something_new(load: Load) -> None:
    load(whole())
    case = Case.objects.get(reference="LP-2025-000001")
    user = make_user("hub_coordinator")
    at = timezone.now() + dt.timedelta(minutes=1)
    correct_fact(
        case=case, thing=case.person, field="family_name", value="Samplé", reason="Misspelt", by=user, at=at
    )
    correct_fact(
        case=case, thing=case.person, field="family_name", value="Sample-Ray", reason="Asked", by=user, at=at
    )
    correct_fact(case=case, thing=case.person, field="aliases", value=["Ash"], reason="Asked", by=user, at=at)
    before = state()
    assert load(whole()).total("changed") == 0
    assert state() == before
    rows = whole()
    rows["people"][0] |= {"family_name": "Ray", "phone": "0116 496 0000"}
    load(rows)
    person = Person.objects.get(source_key="P1")
    assert (person.family_name, person.phone) == ("Ray", "0116 496 0000")
    assert [alias.name for alias in person.aliases.all()] == ["Ash"]


def test_rows_in_any_order_end_the_same(load: Load) -> None:
    """Children first: everything waits for what it refers to, and goes in as that arrives."""
    for name in reversed(whole()):
        load({name: whole()[name]})
    in_reverse = state()
    assert not in_reverse["aside"]
    assert QuarantinedRow.objects.exclude(resolved_at=None).count() >= 12
    assert {name: len(rows) for name, rows in in_reverse.items() if name != "aside"} == {
        n: len(r) for n, r in whole().items()
    }
    assert load(whole()).total("unchanged") == sum(map(len, whole().values()))


def test_a_waiting_row_tells_what_it_waits_for_and_then_what_else(load: Load) -> None:
    load({"cases": whole()["cases"][:1]})
    row = QuarantinedRow.objects.get()
    assert (row.code, row.column, row.waiting_for) == ("unknown-reference", "person_id", "people:P1")
    load({"people": whole()["people"]})
    row.refresh_from_db()
    assert (row.column, row.waiting_for, row.resolved_at) == ("crime_numbers", "crimes:25-0000001", None)
    batch = load({"offences": whole()["offences"], "crimes": whole()["crimes"]})
    row.refresh_from_db()
    assert row.resolved_by == batch.ledger_ref
    assert batch.counts["cases"]["came_right"] == 1
    assert CaseCrime.objects.count() == 2


def test_a_newer_row_replaces_one_that_waits(load: Load) -> None:
    load({"crimes": [whole()["crimes"][0] | {"place": "Old place"}]})
    rows: Rows = {"offences": whole()["offences"], "crimes": whole()["crimes"]}
    load(rows)
    assert Crime.objects.get(crime_number="25-0000001").place == "Invented Street, Leicester"
    assert not QuarantinedRow.objects.filter(resolved_at=None).exists()


def test_a_row_that_waits_with_a_change_changes_the_row(load: Load) -> None:
    load(whole())
    load({"resolutions": [whole()["resolutions"][0] | {"case_reference": "LP-2025-000009"}]})
    assert Resolution.objects.get(source_key="R1").case.reference == "LP-2025-000001"
    load({"cases": [whole()["cases"][2] | {"case_reference": "LP-2025-000009"}]})
    assert Resolution.objects.get(source_key="R1").case.reference == "LP-2025-000009"
    assert corrections("resolution") == {"case": ("LP-2025-000001", "LP-2025-000009")}


def test_an_identical_repeat_is_counted_and_a_different_one_set_aside(load: Load) -> None:
    people = whole()["people"]
    batch = load({"people": [*people, people[0], people[1] | {"phone": "1"}]})
    counts = batch.counts["people"]
    assert (counts["rows"], counts["added"], counts["repeated"], counts["quarantined"]) == (5, 3, 1, 1)
    assert Person.objects.get(source_key="P2").phone == ""


@pytest.mark.parametrize("provider", ["Somebody Else"])
def test_a_service_has_one_provider(load: Load, provider: str) -> None:
    load(whole())
    load({"referrals": [whole()["referrals"][0] | {"referral_id": "F9", "provider": provider}]})
    row = QuarantinedRow.objects.get()
    assert (row.code, row.column) == ("other-provider", "service")
    assert "run by Turning Point here" in row.wrong
