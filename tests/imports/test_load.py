"""An extract goes in whole, once, and the same again changes nothing."""

from django.db import connection

from oocr.cases.models import Case, Correction, Crime, Person
from oocr.imports.load import rebuild
from oocr.imports.states import BatchState
from oocr.referrals.models import Referral
from tests.factories.access import make_user
from tests.imports.conftest import Load
from tests.imports.extracts import WHOLE, whole
from tests.imports.state import state


def test_every_row_of_every_file_goes_in(load: Load) -> None:
    batch = load(whole())
    assert batch.state == BatchState.LOADED
    assert {name: counts["added"] for name, counts in batch.counts.items()} == {
        n: len(r) for n, r in WHOLE.items()
    }
    assert batch.total("quarantined") == 0
    assert {name: len(rows) for name, rows in state().items()} == {n: len(r) for n, r in WHOLE.items()} | {
        "aside": 0
    }


def test_what_is_read_from_a_row_is_worked_out(load: Load) -> None:
    officer = make_user("officer", collar_number="1234")
    load(whole())
    first, second, third = Case.objects.order_by("reference")
    assert (first.officer, first.officer_collar_number, first.agency.key) == (
        officer,
        "1234",
        "leicestershire-police",
    )
    assert (first.area_code, first.is_child, first.restricted) == ("E06000016", False, False)
    assert (second.area_code, second.is_child, second.restricted) == ("E07000130", True, True)
    assert (third.area_code, third.is_child, third.officer) == ("", False, None)
    assert sorted(first.crimes.values_list("crime_number", flat=True)) == ["25-0000001", "25-0000002"]
    person = Person.objects.get(source_key="P1")
    assert [alias.name for alias in person.aliases.order_by("pk")] == ["Ash Sample", "A Example"]
    assert person.search_names == "asha sample ash sample a example"
    assert person.needs == ["interpreter: Gujarati", "mental health"]
    assert Person.objects.get(source_key="P2").search_names == "zoe osample"
    assert Referral.objects.get(source_key="F2").service.provider.key == "new-provider"
    assert Referral.objects.get(source_key="F1").service.provider.key == "turning-point"


def test_the_same_extract_again_changes_nothing(load: Load) -> None:
    load(whole())
    before = state()
    batch = load(whole())
    assert state() == before
    assert batch.total("unchanged") == sum(map(len, WHOLE.values()))
    assert batch.total("added") == batch.total("changed") == 0
    assert not Correction.objects.exists()


def test_a_large_file_builds_its_indexes_and_keys_again(load: Load, monkeypatch) -> None:
    monkeypatch.setattr(rebuild, "FEWEST", 1)

    def shape() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexdef FROM pg_indexes WHERE tablename ~ '^(cases|conditions|referrals)_'"
            )
            found = {row[0] for row in cursor.fetchall()}
            cursor.execute(
                "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated FROM pg_constraint"
            )
            return found | {row[0] for row in cursor.fetchall()}

    before = shape()
    load(whole())
    assert shape() == before
    assert Crime.objects.count() == 6
    assert load(whole()).total("unchanged") == sum(map(len, WHOLE.values()))
