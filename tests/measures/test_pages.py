"""The pages of figures: what each person finds there, where it leads, and what the ledger says of it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from oocr.access.models import User
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Job
from oocr.measures import definitions, snapshot, tasks
from oocr.measures.actions import take_snapshot
from oocr.measures.addresses import GROUP
from oocr.measures.annual_summary import INTERNAL
from oocr.measures.file_formats import FORMATS
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_child_case, make_crime, make_outcome_code, make_resolution
from tests.measures.analysis import make_snapshot

pytestmark = pytest.mark.django_db
SUMMARY = "/measures/annual-summary"
PUBLISHED = f"{SUMMARY}/published"
PERIOD = {"from": "2024-06-16", "to": "2025-06-16"}


@pytest.fixture
def empty(tmp_path: Path, settings: Any) -> Path:
    """Nothing taken yet."""
    settings.LOCAL_DIR = tmp_path
    return tmp_path


def signed_in(role: str) -> tuple[Client, User]:
    client, user = Client(), make_user(role)
    client.force_login(user)
    return client, user


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def test_the_summary_shows_every_published_count_and_its_marking(area_snapshot: Any) -> None:
    page = text_of(signed_in("commissioner")[0].get(SUMMARY, PERIOD))
    assert INTERNAL in page
    for said in (
        "3,451",
        "98,600",
        "12.9%",
        "2,488",
        "3,642",
        "1,503",
        "1,457",
        "16 June 2024 to 15 June 2025",
    ):
        assert said in page
    assert "Note a: cannot say, because the loaded table Census 2021 TS021 counts all ages" in page


def test_the_summary_says_which_base_gives_what_cannot_be_reproduced_and_leads_to_the_rest(
    area_snapshot: Any,
) -> None:
    client, _ = signed_in("commissioner")
    page = text_of(client.get(SUMMARY, PERIOD))
    assert "88 values were published for this period: 76 the same as ours, 12 not." in page
    assert "It comes from the 2,488 resolutions with conditions" in page
    assert "The same" not in page
    assert f'href="{PUBLISHED}?from=2024-06-16&amp;to=2025-06-16"' in page


def test_the_summary_lists_what_stands_on_it_and_leads_back_and_on(area_snapshot: Any) -> None:
    page = text_of(signed_in("commissioner")[0].get(SUMMARY, PERIOD))
    contents = page.split('aria-labelledby="contents"')[1].split("</nav>")[0]
    headings = re.findall(r'<h2 class="govuk-heading-m" id="([^"]+)">', page)
    assert re.findall(r'href="#([^"]+)"', contents) == headings
    assert page.count('href="#contents"') == len(headings)
    assert page.index("See each published value beside ours") < page.index(contents)


def test_each_published_value_stands_beside_ours_with_its_source(area_snapshot: Any) -> None:
    page = text_of(signed_in("commissioner")[0].get(PUBLISHED, PERIOD))
    assert INTERNAL in page
    assert page.count("<td") == 88 * 4
    assert "It comes from the 2,488 resolutions with conditions" in page
    assert "We count 3,451 too." in page
    assert "Source: Leicestershire Police" in page
    assert "/rows?" not in page
    assert "/rows?" in text_of(signed_in("analyst")[0].get(PUBLISHED, PERIOD))


def test_without_a_period_the_summary_is_of_the_latest_year(area_snapshot: Any) -> None:
    assert "16 June 2024 to 15 June 2025" in text_of(signed_in("commissioner")[0].get(SUMMARY))


def test_a_year_that_was_not_published_leads_to_those_that_were(area_snapshot: Any) -> None:
    client, _ = signed_in("commissioner")
    led = "16 June 2024 to 15 June 2025, which was published"
    assert led in text_of(client.get(SUMMARY, {"from": "2023-01-01", "to": "2024-01-01"}))
    assert led not in text_of(client.get(SUMMARY, PERIOD))


def test_cells_lead_to_their_rows_only_for_those_who_may_see_them(area_snapshot: Any) -> None:
    commissioner = text_of(signed_in("commissioner")[0].get(SUMMARY, PERIOD))
    analyst = text_of(signed_in("analyst")[0].get(SUMMARY, PERIOD))
    rows = "/measures/conditions.breach_rate/rows?"
    assert rows not in commissioner
    assert rows in analyst
    assert 'href="/measures/conditions.breach_rate"' in commissioner


def test_files_are_offered_only_to_those_who_may_take_them(area_snapshot: Any) -> None:
    assert "Take these figures out" in text_of(signed_in("commissioner")[0].get(SUMMARY, PERIOD))
    assert "Take these figures out" not in text_of(signed_in("panel_chair")[0].get(SUMMARY, PERIOD))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_is_taken_out_and_the_ledger_says_so(area_snapshot: Any, kind: str) -> None:
    client, user = signed_in("analyst")
    response = client.get(f"{SUMMARY}/file", {**PERIOD, "format": kind})
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[kind].content_type
    assert f'filename="annual-summary-2024-06-16-to-2025-06-16.{kind}"' in response["Content-Disposition"]
    [line] = ledger.lines(ledger.Asked(event=Event.FIGURES_EXPORTED))
    assert (line.about, line.by, line.facts) == (
        "summary:annual:2024-06-16:2025-06-16",
        user.ledger_ref,
        {"format": kind},
    )


@pytest.mark.parametrize(
    "query",
    [{}, {"format": "csv"}, {**PERIOD, "format": "exe"}, {**PERIOD, "to": "2020-01-01", "format": "csv"}],
)
def test_a_file_of_nothing_is_not_found(area_snapshot: Any, query: dict[str, str]) -> None:
    assert signed_in("analyst")[0].get(f"{SUMMARY}/file", query).status_code == 404
    assert not ledger.lines(ledger.Asked(event=Event.FIGURES_EXPORTED))


def test_before_the_first_extract_the_pages_say_so(empty: Path) -> None:
    client, _ = signed_in("analyst")
    for page in (SUMMARY, PUBLISHED):
        assert "No analysis extract has been taken yet" in text_of(client.get(page, PERIOD))
    assert "None yet" in text_of(client.get("/measures/"))
    assert client.get(f"{SUMMARY}/file", {**PERIOD, "format": "csv"}).status_code == 404


def test_an_empty_extract_says_that_nothing_is_loaded(empty: Path) -> None:
    make_snapshot(empty / "analysis")
    client, _ = signed_in("analyst")
    assert "No resolutions are loaded" in text_of(client.get(SUMMARY))
    assert "No resolutions are loaded" in text_of(client.get(PUBLISHED))
    for page in (SUMMARY, PUBLISHED):
        assert "Nothing published for this period is kept here" in text_of(
            client.get(page, {"from": "2020-01-01", "to": "2021-01-01"})
        )


def test_an_address_without_a_real_period_says_so(area_snapshot: Any) -> None:
    client, _ = signed_in("analyst")
    for wrong in (
        {"from": "2024-06-16"},
        {"from": "2024-06-16", "to": "never"},
        {"from": "2025-06-16", "to": "2024-06-16"},
    ):
        for page in (SUMMARY, PUBLISHED):
            assert "the address does not name a period" in text_of(client.get(page, wrong))


def test_a_period_is_chosen_by_its_first_and_last_day(area_snapshot: Any) -> None:
    client, _ = signed_in("analyst")
    days = {
        "first_on_day": "1",
        "first_on_month": "1",
        "first_on_year": "2025",
        "last_on_day": "31",
        "last_on_month": "3",
        "last_on_year": "2025",
    }
    response = client.get(SUMMARY, days)
    assert (response.status_code, response["Location"]) == (302, f"{SUMMARY}?from=2025-01-01&to=2025-04-01")
    wrong = text_of(client.get(SUMMARY, {**days, "last_on_year": "2024"}))
    assert "Last day must be on or after the first day" in wrong
    assert "There is a problem" in wrong


@pytest.mark.parametrize("measure", [measure.id for measure in definitions.ALL])
def test_every_definition_can_be_read(empty: Path, measure: str) -> None:
    page = text_of(signed_in("panel_member")[0].get(f"/measures/{measure}"))
    for said in (
        "Worked by hand",
        "FILTER (WHERE",
        "Written by",
        "Checked by",
        definitions.BY_ID[measure].hash,
    ):
        assert said in page


def test_what_is_not_measured_has_no_definition(empty: Path) -> None:
    client, _ = signed_in("analyst")
    assert client.get("/measures/cases.happiness").status_code == 404
    assert client.get("/measures/cases.happiness/rows", PERIOD).status_code == 404


def test_the_list_has_every_measure_and_the_newest_extract(area_snapshot: Any) -> None:
    page = text_of(signed_in("panel_chair")[0].get("/measures/"))
    for measure in definitions.ALL:
        assert measure.name in page
    assert area_snapshot.id in page
    assert "Outcome codes: 197,200 rows" in page
    assert "Take a new extract" not in page


def test_a_new_extract_is_taken_in_the_background(
    empty: Path, django_capture_on_commit_callbacks: Any
) -> None:
    client, user = signed_in("hub_coordinator")
    assert "Take a new extract" in text_of(client.get("/measures/"))
    response = client.post("/measures/take-extract")
    assert (response.status_code, response["Location"]) == (302, "/measures/")
    page = text_of(client.get("/measures/"))
    assert "A new analysis extract is being taken" in page
    assert "None yet" in page
    client.post("/measures/take-extract")
    [job] = ProcrastinateJob.objects.all()
    assert (job.task_name, job.args) == ("measures.take_snapshot", {"by": user.ledger_ref})
    with django_capture_on_commit_callbacks(execute=True):
        tasks.take_snapshot(**job.args)
    assert "None yet" not in text_of(client.get("/measures/"))
    [line] = ledger.lines(ledger.Asked(event=Event.SNAPSHOT_TAKEN))
    assert line.by == user.ledger_ref
    assert client.get("/measures/take-extract").status_code == 405


def test_nothing_is_asked_for_by_those_who_may_not_take_one(empty: Path) -> None:
    assert signed_in("panel_chair")[0].post("/measures/take-extract").status_code == 403
    assert not ProcrastinateJob.objects.exists()


# -- the rows behind a figure


@pytest.fixture
def taken(empty: Path, django_capture_on_commit_callbacks: Any) -> dict[str, Any]:
    """Two adults' resolutions of our force, one of them restricted, one child's, and a crime without a case."""
    case, hidden = make_case(resolved=True), make_case(resolved=True)
    type(hidden).objects.filter(pk=hidden.pk).update(restricted=True)
    make_resolution(make_child_case())
    make_outcome_code(make_crime())
    make_outcome_code(case.crimes.get(), resolution=case.resolutions.get())
    with django_capture_on_commit_callbacks(execute=True):
        take_snapshot(by=Job("tests"), at=timezone.now())
    return {"case": case, "hidden": hidden}


def rows_of(measure: str, role: str, **query: str) -> tuple[Any, User]:
    client, user = signed_in(role)
    return client.get(f"/measures/{measure}/rows", {**PERIOD, **query}), user


def test_rows_are_the_cases_one_may_see_and_the_others_a_number(taken: dict[str, Any]) -> None:
    response, user = rows_of("cases.resolutions_issued", "hub_coordinator")
    page = text_of(response)
    assert taken["case"].reference in page
    assert taken["case"].person.name in page
    assert taken["hidden"].reference not in page
    assert "1 row more: their cases are not yours to see." in page
    assert "What counted: 2 resolutions" in page
    [line] = ledger.lines(ledger.Asked(event=Event.FIGURE_OPENED))
    assert (line.about, line.by) == ("figure:cases.resolutions_issued:2024-06-16:2025-06-16", user.ledger_ref)
    assert line.facts == {"count": 1}


def test_names_are_for_those_who_may_see_who_people_are(taken: dict[str, Any]) -> None:
    page = text_of(rows_of("cases.resolutions_issued", "analyst")[0])
    assert taken["case"].reference in page
    assert taken["case"].person.name not in page
    assert taken["case"].person.family_name not in page


def test_a_crime_without_a_case_is_a_number(taken: dict[str, Any]) -> None:
    page = text_of(rows_of("cases.share_of_outcome_codes", "hub_coordinator", part="denominator")[0])
    assert "1 row more: no case in this service is about them." in page
    assert taken["case"].reference in page


def test_rows_of_a_group_and_of_a_snapshot(taken: dict[str, Any]) -> None:
    found = snapshot.newest()
    assert found is not None
    group = {f"{GROUP}kind": "community_resolution", "snapshot": found.id}
    page = text_of(rows_of("cases.resolutions_issued", "hub_manager", **group)[0])
    assert "Kind: Community resolution" in page
    [line] = ledger.lines(ledger.Asked(event=Event.FIGURE_OPENED))
    assert line.about.endswith(":2025-06-16:kind/community_resolution")
    assert taken["hidden"].reference in page


@pytest.mark.parametrize(
    "query",
    [
        {f"{GROUP}kind": "happiness"},
        {f"{GROUP}shoe_size": "9"},
        {f"{GROUP}kind": "youth_caution"},
        {"part": "everything"},
        {"to": "never"},
        {"snapshot": "20200101T000000-000000000000"},
        {f"{GROUP}agency": "words that somebody typed"},
    ],
)
def test_rows_of_what_is_no_figure_are_not_found_and_not_written_down(
    taken: dict[str, Any], query: dict[str, str]
) -> None:
    assert rows_of("cases.resolutions_issued", "hub_coordinator", **query)[0].status_code == 404
    assert not ledger.lines(ledger.Asked(event=Event.FIGURE_OPENED))


def test_a_follow_up_has_no_rows_without_its_kind(taken: dict[str, Any]) -> None:
    assert rows_of("cases.reoffending_6_months", "analyst")[0].status_code == 404
    response, _ = rows_of(
        "cases.reoffending_6_months",
        "analyst",
        **{f"{GROUP}kind": "community_resolution", "part": "too_soon"},
    )
    assert "Too soon to say" in text_of(response)


def test_rows_come_a_page_at_a_time(empty: Path) -> None:
    case = make_case()
    make_snapshot(
        empty / "analysis",
        resolutions=[
            {"resolution_id": n, "case_reference": case.reference, "issued_on": date(2025, 1, 1)}
            for n in range(120)
        ],
    )
    page = text_of(rows_of("cases.resolutions_issued", "analyst", page="5")[0])
    assert "Showing <b>101</b> to <b>120</b> of <b>120</b> rows" in page
    for asked, said in (("first", "<b>1</b> to <b>25</b>"), ("90", "<b>101</b> to <b>120</b>")):
        assert said in text_of(rows_of("cases.resolutions_issued", "analyst", page=asked)[0])


def test_when_nothing_can_be_seen_the_page_says_so(empty: Path) -> None:
    make_snapshot(empty / "analysis", resolutions=[{"case_reference": "LP-1", "issued_on": date(2025, 1, 1)}])
    page = text_of(rows_of("cases.resolutions_issued", "analyst")[0])
    assert "None of these rows are of cases you may see" in page
    assert "1 row more: their cases are not yours to see." in page
