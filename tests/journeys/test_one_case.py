"""A co-ordinator finds a case by a name she half remembers, reads it whole and puts a fact right; it is all told."""

import re
from collections.abc import Callable

from tests.journeys.visitor import Visitor

REFERENCE = re.compile(r"LP-\d{4}-\d{6}")


def test_a_case_is_found_read_and_corrected(arrives: Callable[..., Visitor]) -> None:
    # Given a case of someone whose name she misspells, and types without a capital
    meera = arrives("Meera Chauhan")
    meera.photographs("home")
    meera.follows("Cases")
    meera.follows("All", exact=False)
    meera.photographs("case-list")
    first = meera.page.get_by_role("table").get_by_role("row").nth(1)
    family, given = first.get_by_role("link").first.inner_text().split(", ")
    reference = REFERENCE.findall(first.inner_text())[0]
    misspelt = f"{given.split()[0]} {family[:-2]}{family[-1]}".lower()

    # When she searches for it
    meera.fills("Name, reference or crime number", misspelt)
    meera.presses("Search")

    # Then the case is there, and what she typed is not in the address
    meera.sees(reference)
    assert family[:-2].lower() not in meera.page.url.lower()

    # When she opens it and reads every page of it
    found = meera.page.get_by_role("row").filter(has_text=reference)
    meera.follows(f"{family}, {given}", within=found)
    meera.sees(reference)
    meera.photographs("case-page")
    assert family not in meera.page.title()
    pages = meera.page.locator(".moj-sub-navigation__item")
    assert len(set(pages.evaluate_all("all => all.map(each => each.offsetTop)"))) == 1, (
        "in one line at a desk"
    )
    for place in ("Person", "Crimes", "Resolutions", "Conditions", "Documents", "Timeline"):
        meera.follows(place)
        assert meera.page.locator("h1").count() == 1

    # And corrects the telephone number, forgetting to say why at first
    meera.follows("Person")
    meera.page.get_by_role("row", name="Telephone").or_(
        meera.page.locator(".govuk-summary-list__row").filter(has_text="Telephone")
    ).get_by_role("link").first.click()
    meera.looks_at_it()
    meera.page.locator("form[method=post] input[type=text], form[method=post] input[type=tel]").last.fill(
        "0116 496 0999"
    )
    meera.presses("Correct")
    assert meera.page.title().startswith("Error:")
    meera.page.get_by_label("Why is it corrected?").fill(
        "He said on the telephone that it was an old number."
    )
    meera.presses("Correct")

    # Then the new one is shown, what she typed before the error was kept, and the history says what she did
    meera.follows("Person")
    meera.sees("0116 496 0999")
    meera.follows("History")
    meera.sees("Meera Chauhan corrected")
    meera.sees("Meera Chauhan read")
    meera.sees("old number")
    meera.photographs("case-history")


def test_a_refusal_says_who_could(arrives: Callable[..., Visitor]) -> None:
    # Given a commissioner, who sees figures and no cases
    victoria = arrives("Victoria Langham")
    assert victoria.opens("/cases/") == 403
    victoria.sees("Diversion hub co-ordinator".lower())

    # And a provider, who is told nothing of whether a case is there
    samuel = arrives("Samuel Adeyemi")
    assert samuel.opens("/cases/LP-2025-000001") in {403, 404}
    samuel.opens("/referrals/")
    assert samuel.page.get_by_role("table").get_by_role("row").count() > 1


def test_children_are_seen_by_their_own_service(arrives: Callable[..., Visitor]) -> None:
    # Given the youth justice services of the city and of the county
    shown = {}
    for name in ("Jerome Campbell", "Alice Fenwick"):
        worker = arrives(name)
        worker.opens("/cases/?state=all")
        shown[name] = set(REFERENCE.findall(worker.page.get_by_role("table").inner_text()))

    # Then each sees children, and neither sees the other's
    assert all(shown.values())
    assert not set.intersection(*shown.values())

    # And a case of the other's is not there at all
    other = next(iter(shown["Alice Fenwick"]))
    assert arrives("Jerome Campbell").opens(f"/cases/{other}") == 404
