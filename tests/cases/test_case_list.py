"""The case list as people use it: tabs, filters, search, order, pages, views and the file."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oocr.access.queries import names_of
from oocr.audit.events import Event
from oocr.audit.ledger import Asked as Told
from oocr.audit.ledger import lines
from oocr.cases.case_list import COUNTED_TO, Asked, Count, Filters, listing
from oocr.cases.models import Case
from tests.factories.access import make_agency, make_user
from tests.factories.cases import (
    make_case,
    make_child_case,
    make_crime,
    make_offence,
    make_outcome_code,
    make_person,
)

pytestmark = pytest.mark.django_db
LIST = "/cases/"


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(make_user("hub_coordinator"))
    return client


def signed_in(role: str, **given: Any) -> Client:
    client = Client()
    client.force_login(make_user(role, **given))
    return client


def search(client: Client, text: str, query: str = "") -> str:
    response = client.post(f"/cases/find{query}", {"text": text})
    assert response.status_code == 302
    return client.get(response.url).text


def references(page: str) -> set[str]:
    return {case.reference for case in Case.objects.all() if case.reference in page}


def test_the_list_shows_open_cases_first_and_counts_every_tab(coordinator: Client) -> None:
    case = make_case()
    make_case(resolved=True)
    make_case(closed_on=dt.date(2025, 3, 1))
    page = coordinator.get(LIST).text
    assert references(page) == {case.reference}
    for label, count in (("Open", 1), ("Resolved", 1), ("Closed", 1), ("All", 3)):
        assert f'{label} <span class="ui-tabs__count">({count})' in page
    assert "Showing <b>1</b> to <b>1</b> of <b>1</b> case" in page


def test_the_title_and_address_never_name_anyone(coordinator: Client) -> None:
    make_case()
    response = coordinator.post("/cases/find", {"text": "Priya Example"})
    assert "riya" not in response.url
    page = coordinator.get(response.url).text
    assert "riya" not in page.split("<title>")[1].split("</title>")[0]
    assert "Example, Priya Anne" in page


def test_a_person_is_found_however_the_name_is_spelt(coordinator: Client) -> None:
    case = make_case(person=make_person(aliases=("Pri Sample", "Zoë O'Brien-Łaska")))
    make_case(person=make_person(given_names="Gwendolyn", family_name="Quirk"))
    spelt = ["Priya", "example", "EXAMPLE priya", "pri", "Exampel", "Exmple", "Examplee", "Exomple"]
    spelt += ["Priya Middle Example", "Príya", "Pri Sample", "sampel", "O’Brien-Lask", "obrien", "p"]
    found = {typed: references(search(coordinator, typed)) for typed in spelt}
    assert found == {typed: {case.reference} for typed in spelt}


def test_a_search_for_nobody_says_so_and_how_to_widen(coordinator: Client) -> None:
    make_case()
    page = search(coordinator, "Xanthippe <b>", "?mark=hate")
    assert "0 results for ‘Xanthippe &lt;b&gt;’ in all cases" in page
    assert "Clear the filters" in page
    assert "Clear the search" in page


def test_a_search_of_signs_alone_finds_nobody(coordinator: Client) -> None:
    make_case()
    assert not references(search(coordinator, "---"))


def test_nothing_typed_clears_the_search(coordinator: Client) -> None:
    response = coordinator.post("/cases/find?state=closed", {"text": "  "})
    assert response.url == "/cases/?state=closed"


def test_those_called_so_come_before_those_called_nearly_so(coordinator: Client) -> None:
    nearly = make_case(person=make_person(family_name="Exampla"), opened_on=dt.date(2025, 6, 1))
    just = make_case(opened_on=dt.date(2025, 1, 31))
    page = search(coordinator, "Example")
    assert page.index(just.reference) < page.index(nearly.reference)


def test_a_name_of_no_one_shows_close_spellings_and_says_so(coordinator: Client) -> None:
    make_case()
    assert "Nobody is called just ‘Exampel’" in search(coordinator, "Exampel")


def test_a_case_is_found_by_reference_and_by_crime_number(coordinator: Client) -> None:
    case = make_case(reference="LP-2024-000777", crimes=[make_crime(crime_number="24-0009999")])
    make_case(reference="LP-2025-000001")
    for typed in ("LP-2024-000777", "lp-2024-0007", "24-0009999", " 24-00099 "):
        assert references(search(coordinator, typed)) == {case.reference}


def test_an_analyst_finds_by_reference_and_sees_no_identity() -> None:
    case = make_case(reference="LP-2024-000777", crimes=[make_crime(crime_number="24-0009999")])
    analyst = signed_in("analyst")
    page = analyst.get(f"{LIST}?sort=name").text
    assert case.reference in page
    for identity in ("Priya", "Example", "17 May 1994", "24-0009999"):
        assert identity not in page
    assert references(search(analyst, "LP-2024")) == {case.reference}
    assert not references(search(analyst, "24-0009999"))
    assert not references(search(analyst, "Priya"))


def test_a_search_is_written_in_the_ledger_without_what_was_typed(coordinator: Client) -> None:
    make_case()
    search(coordinator, "Priya")
    line = lines(Told(event=Event.CASES_LISTED))[0]
    assert line.facts == {"count": 1}


def test_someone_elses_search_word_shows_nothing_of_it(coordinator: Client) -> None:
    make_case()
    where = coordinator.post("/cases/find", {"text": "Gwendolyn"}).url
    assert "Gwendolyn" not in signed_in("officer").get(where).text


FILTERS: list[tuple[str, dict[str, Any]]] = [
    ("officer=7788", {"officer_collar_number": "7788"}),
    ("kind=conditional_caution&state=resolved", {"resolved": True, "resolution": "conditional_caution"}),
    ("stage=awaiting+inspector", {"stage": "awaiting inspector"}),
    ("opened_from_day=1&opened_from_month=6&opened_from_year=2025", {"opened_on": dt.date(2025, 6, 1)}),
    ("opened_to_day=1&opened_to_month=1&opened_to_year=2025", {"opened_on": dt.date(2025, 1, 1)}),
    ("area=E06000017", {"area_code": "E06000017"}),
]


@pytest.mark.parametrize(("query", "facts"), FILTERS)
def test_a_filter_keeps_what_fits_and_can_be_removed(
    coordinator: Client, query: str, facts: dict[str, Any]
) -> None:
    fits = make_case(**facts)
    make_case(resolved="resolved" in query)
    page = coordinator.get(f"{LIST}?{query}").text
    assert references(page) == {fits.reference}
    assert "Remove this filter" in page
    assert "Clear filters" in page


def test_filters_on_crimes_and_children(coordinator: Client) -> None:
    abuse = make_case(crimes=[make_crime(domestic_abuse="yes")])
    hate = make_case(crimes=[make_crime(hate_strand="race")])
    theft = make_case(crimes=[make_crime(offence=make_offence("049/10", group="Theft"))])
    child = make_child_case()
    make_outcome_code(abuse.crimes.get())
    everyone = {abuse.reference, hate.reference, theft.reference, child.reference}
    for query, expected in {
        "mark=domestic_abuse": {abuse.reference},
        "mark=hate": {hate.reference},
        "group=Theft": {theft.reference},
        "age=child": {child.reference},
        "age=adult": everyone - {child.reference},
        "age=adult&age=child": everyone,
        "mark=no_outcome_code": everyone - {abuse.reference},
        "mark=domestic_abuse&mark=hate": set(),
        "mark=unheard": everyone,
        "group=Theft&group=Violence+against+the+person": everyone,
    }.items():
        assert references(coordinator.get(f"{LIST}?{query}").text) == expected, query


def test_the_facets_of_a_case_follow_its_crimes(coordinator: Client) -> None:
    crime = make_crime()
    case = make_case(crimes=[crime])
    code = make_outcome_code(crime)
    case.refresh_from_db()
    assert case.facets == ["group:Violence against the person"]
    code.delete()
    crime.domestic_abuse = "yes"
    crime.save()
    case.refresh_from_db()
    assert case.facets == ["domestic_abuse", "group:Violence against the person", "no_outcome_code"]
    case.resolutions.create(source_key="R1", kind="outcome_22", issued_on=case.opened_on)
    crime.offence.group = "Public order"
    crime.offence.save()
    case.refresh_from_db()
    assert "kind:outcome_22" in case.facets
    assert "group:Public order" in case.facets
    case.resolutions.get().delete()
    case.refresh_from_db()
    assert "kind:outcome_22" not in case.facets


def test_a_wrong_date_says_so_and_narrows_nothing(coordinator: Client) -> None:
    case = make_case()
    page = coordinator.get(f"{LIST}?opened_from_day=31&opened_from_month=2&opened_from_year=2025").text
    assert "There is a problem" in page
    assert case.reference in page
    until = "opened_to_day=1&opened_to_month=1&opened_to_year=2024"
    page = coordinator.get(f"{LIST}?opened_from_day=1&opened_from_month=2&opened_from_year=2025&{until}").text
    assert "The latest day must not be before the earliest" in page


def test_sorting_is_by_the_server_and_told_to_screen_readers(coordinator: Client) -> None:
    late = make_case(
        opened_on=dt.date(2025, 6, 1), person=make_person(family_name="Aardvark"), reference="LP-1"
    )
    early = make_case(
        opened_on=dt.date(2025, 1, 31), person=make_person(family_name="zebra"), reference="LP-2"
    )

    def first(order: str) -> str:
        page = coordinator.get(f"{LIST}?sort={order}").text
        return min((late.reference, early.reference), key=page.index)

    assert [first(order) for order in ("opened", "-opened", "name", "-name", "reference", "-reference")] == [
        "LP-2", "LP-1", "LP-1", "LP-2", "LP-1", "LP-2",
    ]  # fmt: skip
    assert first("nonsense") == "LP-1"
    assert 'aria-sort="descending"' in coordinator.get(LIST).text


def test_paging_shows_twenty_five_and_forgives_a_wrong_page(coordinator: Client) -> None:
    person = make_person()
    agency = make_agency()
    Case.objects.bulk_create(
        Case(reference=f"LP-2025-{n:06}", person=person, agency=agency, opened_on=dt.date(2025, 2, 1))
        for n in range(60)
    )
    assert "Showing <b>1</b> to <b>25</b> of <b>60</b> cases" in coordinator.get(LIST).text
    assert "Showing <b>51</b> to <b>60</b> of <b>60</b> cases" in coordinator.get(f"{LIST}?page=3").text
    for page in ("99", "0", "-1", "x", "²", "99999999"):
        assert coordinator.get(f"{LIST}?page={page}").status_code == 200


def test_counts_stop_at_ten_thousand_and_say_so() -> None:
    assert Count(COUNTED_TO).number == Count(COUNTED_TO).shown
    assert not Count(COUNTED_TO).is_capped
    assert Count(COUNTED_TO + 1).is_capped
    assert Count(COUNTED_TO + 1).shown == COUNTED_TO


@pytest.mark.parametrize("query", ["", "?mark=domestic_abuse&sort=name", "?state=closed"])
def test_the_list_asks_at_most_eight_questions(coordinator: Client, query: str) -> None:
    for _ in range(3):
        make_case(crimes=[make_crime(domestic_abuse="yes")])
    assert questions(coordinator, f"{LIST}{query}") <= 8


def test_a_search_asks_at_most_eight_questions(coordinator: Client) -> None:
    for _ in range(3):
        make_case()
    where = coordinator.post("/cases/find", {"text": "Priya"}).url
    assert questions(coordinator, where) <= 8


def questions(client: Client, where: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(where).status_code == 200
    return len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_the_file_holds_what_is_shown_and_no_formulas(coordinator: Client) -> None:
    case = make_case(person=make_person(family_name="=HYPERLINK(1)"))
    make_case(closed_on=dt.date(2025, 3, 1))
    response = coordinator.post("/cases/export?state=open")
    assert response["Content-Disposition"] == 'attachment; filename="cases-2025-11-03.csv"'
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Reference"] for row in rows] == [case.reference]
    assert rows[0]["Family name"] == "'=HYPERLINK(1)"
    assert lines(Told(event=Event.CASES_EXPORTED))[0].facts == {"count": 1, "format": "CSV"}


def test_a_long_list_says_that_there_are_more(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oocr.cases.case_list.COUNTED_TO", 2)
    monkeypatch.setattr("oocr.cases.case_list.SORTED_UP_TO", 0)
    for _ in range(3):
        make_case()
    page = coordinator.get(f"{LIST}?sort=name").text
    assert "Open (2+)" in page
    assert "There are more than 2 cases here." in page


def test_a_search_that_much_fits_says_that_not_all_is_shown(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oocr.cases.people_search.AT_MOST", 1)
    monkeypatch.setattr("oocr.cases.case_list.NUMBERED_AT_MOST", 1)
    case = make_case()
    assert "More fits ‘Example’ than is shown here" in search(coordinator, "Example")
    assert "more of the number" in search(coordinator, case.reference)


def test_someone_without_a_role_is_shown_nothing() -> None:
    make_case()
    nothing = listing(make_user(""), Asked(Filters()))
    assert not nothing.cases
    assert {count.number for count in nothing.by_state.values()} == {0}


def test_the_file_of_all_cases_has_every_status(coordinator: Client) -> None:
    make_case()
    make_case(closed_on=dt.date(2025, 3, 1))
    text = b"".join(coordinator.post("/cases/export?state=all").streaming_content).decode("utf-8-sig")
    assert {row["Status"] for row in csv.DictReader(io.StringIO(text))} == {"open", "closed"}


@pytest.mark.parametrize("role", ["officer", "analyst", "provider_worker", "commissioner"])
def test_only_some_may_take_cases_out(role: str) -> None:
    assert signed_in(role).post("/cases/export").status_code == 403


def test_a_view_is_saved_used_and_removed(coordinator: Client) -> None:
    coordinator.post("/cases/views?mark=hate&found=abc&page=3", {"name": "Hate crime"})
    page = coordinator.get(LIST).text
    assert "Hate crime" in page
    assert 'href="/cases/?mark=hate"' in page
    assert "found=abc" not in page
    remove = page.split('action="/cases/views/')[1].split("/")[0]
    assert signed_in("officer").post(f"/cases/views/{remove}/remove").status_code == 404
    coordinator.post(f"/cases/views/{remove}/remove")
    assert 'href="/cases/?mark=hate"' not in coordinator.get(LIST).text


def test_a_view_without_a_name_is_not_saved(coordinator: Client) -> None:
    assert "Enter a name" in coordinator.post("/cases/views", {"name": " "}, follow=True).text


def test_who_sees_which_cases() -> None:
    adult = make_case()
    city, county = (
        make_child_case(),
        make_child_case(person=make_person(date_of_birth=dt.date(2010, 1, 1), area_code="E07000130")),
    )
    restricted = make_case(person=make_person(restricted=True))
    everyone = {adult.reference, city.reference, county.reference}
    for role, agency, expected in (
        ("hub_coordinator", None, everyone),
        ("hub_manager", None, everyone | {restricted.reference}),
        ("youth_justice_worker", "leicester-city-yjs", {city.reference}),
        ("youth_justice_worker", "leicestershire-rutland-yjs", {county.reference}),
    ):
        assert references(signed_in(role, agency=agency).get(LIST).text) == expected
    officer = make_user("officer")
    Case.objects.filter(pk=restricted.pk).update(officer=officer)
    assert references_for(officer) == everyone | {restricted.reference}


def references_for(user: Any) -> set[str]:
    client = Client()
    client.force_login(user)
    return references(client.get(LIST).text)


@pytest.mark.parametrize(
    "role", ["provider_worker", "commissioner", "panel_member", "auditor", "administrator"]
)
def test_other_roles_do_not_reach_the_list(role: str) -> None:
    assert signed_in(role).get(LIST).status_code == 403
    assert signed_in(role).get(reverse("desk:case", args=["LP-2025-000001"])).status_code == 403


def test_an_empty_list_names_the_filters_in_force_and_offers_to_clear_them(coordinator: Client) -> None:
    make_case()
    page = coordinator.get(f"{LIST}?officer=9999&mark=hate&mark=restricted").text
    assert "0 open cases with these filters" in page
    assert "Officer’s collar number: 9999. Only cases with: Hate crime, Access restricted." in page
    assert '<a class="govuk-link" href="?">Clear the filters</a>' in page


def test_a_stage_that_says_no_more_than_the_status_is_not_said_twice(coordinator: Client) -> None:
    make_case(closed_on=dt.date(2025, 3, 1), stage="closed")
    row = coordinator.get(f"{LIST}?state=closed").text.split("<tbody")[1].split("</tbody")[0]
    assert row.count("Closed") == 1


def test_every_value_carries_its_heading_for_narrow_screens(coordinator: Client) -> None:
    make_case()
    row = coordinator.get(LIST).text.split("<tbody")[1].split("</tbody")[0]
    for heading in ("Date of birth", "Offence", "Opened", "Status"):
        assert f'data-label="{heading}"' in row


def test_a_page_of_names_is_one_line_in_the_ledger_that_names_nobody(coordinator: Client) -> None:
    for _ in range(3):
        make_case()
    coordinator.get(f"{LIST}?officer=&state=open")
    (line,) = lines(Told(event=Event.NAMES_LISTED))
    assert (line.about, line.facts) == ("list:cases", {"count": 3})
    assert line.told(names_of(line.references)).endswith(
        "was shown a page of the list of cases, with 3 people named."
    )


def test_a_list_without_names_or_rows_leaves_no_line(coordinator: Client) -> None:
    coordinator.get(LIST)
    make_case()
    signed_in("analyst").get(LIST)
    assert not lines(Told(event=Event.NAMES_LISTED))
