"""A snapshot is whole or not there; it holds what the rooms hold, and no name."""

import os
import stat
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection
from django.utils import timezone

from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Job
from oocr.cases.models import LaterOffence
from oocr.measures import extract, snapshot, tables
from oocr.measures.actions import take_snapshot
from oocr.measures.columns import Table
from oocr.measures.models import Population
from oocr.measures.snapshot import Snapshot
from tests.factories.cases import (
    make_case,
    make_crime,
    make_offence,
    make_outcome_code,
    make_person,
    make_resolution,
)
from tests.factories.conditions import make_breach, make_condition
from tests.factories.referrals import make_referral
from tests.factories.youth_panel import make_sitting_item
from tests.measures.analysis import TAKEN_AT, make_snapshot

pytestmark = pytest.mark.django_db
BY = Job("tests")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.LOCAL_DIR = tmp_path
    return tmp_path / "analysis"


@pytest.fixture
def take(django_capture_on_commit_callbacks: Any) -> Any:
    """Take a snapshot and give it as readers see it."""

    def taken() -> Snapshot:
        with django_capture_on_commit_callbacks(execute=True):
            take_snapshot(by=BY, at=timezone.now())
        found = snapshot.newest()
        assert found is not None
        return found

    return taken


def rows(found: Snapshot, table: Table) -> list[dict[str, Any]]:
    columns = ", ".join(table.names)
    asked = found.cursor().execute(f"SELECT {columns} FROM {table.name} ORDER BY 1")
    return [dict(zip(table.names, row, strict=True)) for row in asked.fetchall()]


def test_a_resolution_is_told_with_its_person_conditions_and_breaches(take: Any) -> None:
    person = make_person(date_of_birth=date(2007, 2, 10), ethnicity_self_defined="W1")
    case = make_case(person=person)  # the resolution is issued on 10 February 2025, an eighteenth birthday
    resolution = make_resolution(case)
    make_condition(resolution)
    make_breach(make_condition(resolution), reported_on=date(2025, 5, 2))
    make_breach(make_condition(resolution), reported_on=date(2025, 4, 1))
    [row] = rows(take(), tables.RESOLUTIONS)
    assert row == {
        "resolution_id": resolution.pk,
        "case_reference": case.reference,
        "person_id": person.pk,
        "kind": "community_resolution",
        "issued_on": date(2025, 2, 10),
        "age_group": "adult",
        "age_band": "18_to_24",
        "agency": "leicestershire-police",
        "area_code": "E06000016",
        "sex": "female",
        "ethnicity": "W1",
        "ethnicity_group": "White",
        "ethnicity_published": "White British",
        "conditions": 3,
        "first_breach_on": date(2025, 4, 1),
    }


def test_age_is_that_of_the_day_of_issue(take: Any) -> None:
    ages = {
        None: ("not_recorded", "not_recorded"),
        date(2007, 2, 11): ("child", "10_to_17"),
        date(2016, 1, 1): ("child", "under_10"),
        date(1960, 1, 1): ("adult", "55_and_over"),
        date(1999, 2, 11): ("adult", "25_to_34"),
    }
    issued = {
        make_resolution(make_case(person=make_person(date_of_birth=born))).pk: age
        for born, age in ages.items()
    }
    told = rows(take(), tables.RESOLUTIONS)
    assert {row["resolution_id"]: (row["age_group"], row["age_band"]) for row in told} == issued


def test_ethnicity_is_what_the_person_said(take: Any) -> None:
    said = {
        "W9": ("White", "White other"),
        "A4": ("Asian", "Asian"),
        "NS": ("Not stated", "Not stated"),
        "not_recorded": ("not_recorded", "not_recorded"),
    }
    people = {
        make_person(ethnicity_self_defined=code, ethnicity_officer_defined="IC3", area_code="").pk: groups
        for code, groups in said.items()
    }
    told = rows(take(), tables.PEOPLE)
    assert {row["person_id"]: (row["ethnicity_group"], row["ethnicity_published"]) for row in told} == people
    assert {row["area_code"] for row in told} == {"not_recorded"}


def test_every_label_is_one_the_rooms_may_say() -> None:
    for table in tables.TABLES:
        for column in table.columns:
            if column.labels and column.example is not None:
                assert column.example in column.labels, (table.name, column.name)


def test_an_outcome_code_is_told_with_the_resolution_it_follows_from(take: Any) -> None:
    case = make_case()
    [crime] = case.crimes.all()
    resolution = make_resolution(case)
    make_outcome_code(crime, resolution=resolution)
    make_outcome_code(crime, code="18")
    make_outcome_code(make_case().crimes.get(), code="1")
    followed, alone, _ = rows(take(), tables.OUTCOME_CODES_RECORDED)
    assert (followed["resolution_kind"], followed["resolution_age_group"]) == (
        "community_resolution",
        "adult",
    )
    assert (alone["resolution_kind"], alone["resolution_age_group"]) == ("none", "none")
    assert followed["case_reference"] == alone["case_reference"] == case.reference


def test_a_crime_that_no_case_is_about_has_no_reference(take: Any) -> None:
    make_outcome_code(make_crime())
    [row] = rows(take(), tables.OUTCOME_CODES_RECORDED)
    assert row["case_reference"] is None


def test_a_referral_is_told_with_its_resolution_and_service(take: Any) -> None:
    case = make_case()
    make_referral(case, resolution=make_resolution(case))
    make_referral(case)
    first, second = rows(take(), tables.REFERRALS)
    assert (first["service"], first["resolution_kind"], first["age_group"]) == (
        "Turning Point",
        "community_resolution",
        "adult",
    )
    assert second["resolution_kind"] == "none"


def test_a_sitting_item_is_told_with_its_outcome_group(take: Any) -> None:
    make_sitting_item(make_case(), outcome="youth_conditional_caution")
    make_sitting_item(make_case(), outcome="no_further_action")
    assert [row["outcome_group"] for row in rows(take(), tables.YOUTH_PANEL_ITEMS)] == ["cautioned", "other"]


def test_a_follow_up_knows_what_came_before_and_after(take: Any) -> None:
    person = make_person()
    first = make_resolution(make_case(person=person, opened_on=date(2024, 7, 1)))
    second = make_resolution(make_case(person=person, opened_on=date(2024, 9, 1)))
    make_resolution(make_case(person=person, opened_on=date(2024, 8, 1)), kind="conditional_caution")
    for number, day in enumerate((first.issued_on, date(2024, 12, 1), date(2025, 1, 1))):
        LaterOffence.objects.create(
            source_key=f"L{number}", person=person, offence=make_offence(), committed_on=day
        )
    told = {row["resolution_id"]: row for row in rows(take(), tables.FOLLOW_UPS)}
    assert told[first.pk]["previous_on"] is None
    assert told[second.pk]["previous_on"] == first.issued_on
    assert [row["next_offence_on"] for row in told.values()] == [date(2024, 12, 1)] * 3


def test_populations_are_written_out(take: Any) -> None:
    Population.objects.create(
        source_key="p",
        table="RM032",
        source="ONS",
        as_at=date(2021, 3, 21),
        area_code="E06000016",
        age_from=18,
        residents=7,
    )
    [row] = rows(take(), tables.POPULATIONS)
    assert (row["population_table"], row["age_from"], row["age_to"], row["residents"]) == (
        "RM032",
        18,
        None,
        7,
    )


def test_no_name_and_no_police_reference_leaves_the_database(take: Any) -> None:
    person = make_person(given_names="Findable", family_name="Wrenthorpe")
    case = make_case(person=person, summary="Findable words")
    [crime] = case.crimes.all()
    make_outcome_code(crime, resolution=make_resolution(case))
    found = take()
    everything = repr([rows(found, table) for table in tables.TABLES])
    for personal in (
        "Findable",
        "Wrenthorpe",
        person.postcode,
        crime.crime_number,
        person.source_key,
        "1994",
    ):
        assert personal not in everything
    assert stat.S_IMODE(os.stat(found.folder.parent).st_mode) == 0o700


def test_taking_a_snapshot_is_written_in_the_ledger(take: Any) -> None:
    make_resolution(make_case())
    found = take()
    [line] = ledger.lines(ledger.Asked(event=Event.SNAPSHOT_TAKEN))
    assert line.about == found.ledger_ref
    assert line.facts == {"rows": found.manifest.rows}
    assert found.manifest.tables["resolutions"].rows == 1
    assert found.taken_at == line.at


def test_progress_is_told_table_by_table() -> None:
    told: list[tuple[str, int]] = []
    take_snapshot(by=BY, at=timezone.now(), progress=lambda table, rows: told.append((table, rows)))
    assert [table for table, _ in told] == [table.name for table in tables.TABLES]


@pytest.mark.django_db(transaction=True)
def test_all_tables_are_read_at_one_moment() -> None:
    asked: list[str] = []

    def isolation(table: str, rows: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            asked.append(cursor.fetchone()[0])

    take_snapshot(by=BY, at=timezone.now(), progress=isolation)
    assert set(asked) == {"repeatable read"}
    assert snapshot.newest() is not None


def test_readers_keep_the_old_one_until_the_new_one_is_whole(folder: Path) -> None:
    old = make_snapshot(folder, resolutions=[{"issued_on": date(2025, 1, 1)}])
    reader = snapshot.newest()
    assert reader is not None

    def breaks(table: Table, file: Path) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        extract.build(folder, TAKEN_AT, breaks)
    still = snapshot.newest()
    assert still is not None
    assert still.id == old
    new = make_snapshot(folder, TAKEN_AT + timedelta(days=1))
    assert snapshot.newest().id == new  # type: ignore[union-attr]  # it is there
    assert len(rows(reader, tables.RESOLUTIONS)) == 1
    assert not list(folder.glob("building-*"))


def test_the_oldest_are_let_go_and_what_was_abandoned_is_cleared(folder: Path) -> None:
    folder.mkdir()
    abandoned, fresh = folder / "building-old", folder / "building-new"
    abandoned.mkdir()
    fresh.mkdir()
    long_ago = time.time() - extract.ABANDONED_SECONDS - 60
    os.utime(abandoned, (long_ago, long_ago))
    made = [make_snapshot(folder, TAKEN_AT + timedelta(days=n)) for n in range(extract.KEPT + 2)]
    kept = {path.name for path in folder.iterdir() if path.name.startswith("2025") and not path.is_symlink()}
    assert kept == set(made[2:])
    assert not abandoned.exists()
    assert fresh.exists()
    assert snapshot.by_id(made[0]) is None
    assert snapshot.by_id(made[-1]) is not None
    assert snapshot.by_id("../../etc") is None


def test_a_snapshot_is_named_by_its_content_and_its_time(folder: Path) -> None:
    one = make_snapshot(folder / "a")
    assert make_snapshot(folder / "b") == one
    assert make_snapshot(folder / "c", resolutions=[{"issued_on": date(2025, 1, 1)}]) != one
    assert make_snapshot(folder / "d", datetime(2025, 6, 20, 9, 31, tzinfo=UTC)) != one


def test_a_query_can_reach_no_other_file(folder: Path) -> None:
    make_snapshot(folder)
    found = snapshot.newest()
    assert found is not None
    with pytest.raises(duckdb.PermissionException):
        found.cursor().execute("SELECT * FROM read_text('/etc/hostname')")
    with pytest.raises(duckdb.InvalidInputException):
        found.cursor().execute("SET enable_external_access = true")
