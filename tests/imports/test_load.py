"""An extract goes in whole, once, and the same again changes nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from oocr.cases.models import Case, Correction, Crime, Person
from oocr.cases.names import search_names
from oocr.imports.load import rebuild
from oocr.imports.load.resolve import References, names
from oocr.imports.models import QuarantinedRow
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


FACETS = "SELECT reference, facets FROM cases_case ORDER BY reference"


def facets() -> list[tuple[str, list[str]]]:
    with connection.cursor() as cursor:
        cursor.execute(FACETS)
        return cursor.fetchall()


@pytest.mark.parametrize("waited", [False, True], ids=["nothing waited", "a row waited"])
def test_a_first_load_knows_what_each_case_is_listed_under(load: Load, monkeypatch, waited: bool) -> None:
    """Whether the cases are held back until then, or a row that waits may change one and they are not."""
    monkeypatch.setattr(rebuild, "FEWEST", 1)
    if waited:
        load({"conditions": [WHOLE["conditions"][0]]})
        assert QuarantinedRow.objects.filter(resolved_at=None).exists()
    load(whole())
    found = facets()
    assert len(found) == len(WHOLE["cases"])
    assert any("kind:" in facet for _, facets in found for facet in facets)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_refresh_every_facet()")
    assert facets() == found
    assert not QuarantinedRow.objects.filter(resolved_at=None).exists()


NAME = st.text(
    st.sampled_from("abZ -'.éßøŁ1") | st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8
)


@given(st.lists(st.tuples(NAME, NAME, st.lists(NAME.filter(bool), max_size=2)), min_size=1, max_size=8))
def test_names_are_worked_out_together_as_they_are_one_by_one(people) -> None:
    with TemporaryDirectory() as work, duckdb.connect() as checker:
        checker.execute(
            "CREATE TABLE checked (line BIGINT, given_names VARCHAR, family_name VARCHAR, aliases VARCHAR[], faults VARCHAR)"
        )
        checker.executemany(
            "INSERT INTO checked VALUES (?, ?, ?, ?, '')", [(n, *person) for n, person in enumerate(people)]
        )
        names(References(checker, None, Path(work), 1, True))
        found = checker.execute("SELECT search_names FROM names ORDER BY line").fetchall()
    assert [name for (name,) in found] == [search_names(*person) for person in people]
