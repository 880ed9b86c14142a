"""From the annual summary down to a row and to a definition; and the same page for someone who may not see rows."""

import json
from collections.abc import Callable

from tests.journeys.visitor import Visitor

SUMMARY = "/measures/annual-summary?from=2024-06-16&to=2025-06-16"


def test_a_coordinator_opens_a_figure_down_to_its_rows(arrives: Callable[..., Visitor]) -> None:
    # Given a co-ordinator
    meera = arrives("Meera Chauhan")

    # When she opens the annual summary and the number of breached community resolutions
    meera.opens(SUMMARY)
    table = meera.page.get_by_role("table", name="Breach rate")
    heading = meera.page.get_by_role("heading", name="Breach rate")
    meera.photographs("annual-summary", height=750, down_to=heading)
    breaches = table.get_by_role("row").filter(has_text="Community resolution")
    counted = int(breaches.get_by_role("cell").nth(1).inner_text().split()[0].replace(",", ""))
    breaches.get_by_role("cell").nth(1).get_by_role("link").first.click()
    meera.looks_at_it()

    # Then there are as many rows as the figure says
    meera.sees(f"{counted} ")
    rows = meera.page.get_by_role("table").get_by_role("row")
    assert rows.count() - 1 == min(counted, 25)
    meera.photographs("figure-rows")

    # And each leads to its case
    rows.nth(1).get_by_role("link").first.click()
    meera.looks_at_it()
    assert "/cases/" in meera.page.url


def test_a_commissioner_reads_figures_and_definitions_but_no_rows(arrives: Callable[..., Visitor]) -> None:
    # Given a commissioner, who sees figures and no names
    victoria = arrives("Victoria Langham")
    victoria.opens(SUMMARY)

    # Then no number of hers opens rows
    table = victoria.page.get_by_role("table", name="Resolutions issued to adults")
    assert table.get_by_role("cell").get_by_role("link").count() == 0

    # But each says what it counts
    table.get_by_role("columnheader").get_by_role("link").first.click()
    victoria.looks_at_it()
    victoria.sees("issued")

    # And she takes them out whole, each with its numerator, denominator and definition
    victoria.opens(SUMMARY)
    taken = json.loads(victoria.downloads("JSON, with everything"))
    assert taken
    assert "not for publication" in json.dumps(taken)
