"""An officer records what she knows, changes her mind with a reason, and finds that two records are one person."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys.visitor import Visitor


def _opens_the_first(visitor: Visitor) -> None:
    """The case that stands first in the list."""
    visitor.page.get_by_role("table").get_by_role("row").nth(1).get_by_role("link").first.click()
    visitor.looks_at_it()


def _finds(visitor: Visitor, name: str) -> None:
    """The case of someone, by their name."""
    visitor.follows("Cases")
    visitor.fills("Name, reference or crime number", name)
    visitor.presses("Search")
    _opens_the_first(visitor)


def _opens_the_history(visitor: Visitor) -> None:
    """The task of that name, and not the tab."""
    visitor.follows("Facts")
    visitor.follows("History", within=visitor.page.locator(".govuk-task-list"))


def _answer(visitor: Visitor, question: str, answer: str) -> Locator:
    return visitor.page.get_by_role("group", name=question).get_by_label(answer, exact=True)


def test_what_is_known_is_recorded_and_changed_with_a_reason(arrives: Callable[..., Visitor]) -> None:
    # Given a case that is half recorded
    priya = arrives("Priya Solanki")
    priya.opens("/cases/?officer=1201&stage=facts+being+recorded")
    _opens_the_first(priya)
    priya.follows("Facts")
    priya.sees("Some unknown")
    priya.photographs("facts-of-a-case")

    # When she says that the person admits it after all, the questions that follow from that appear
    priya.follows("Evidence and what the person says")
    question = "What does the person say about the offence?"
    assert not priya.page.get_by_label("Who was it admitted to?").is_visible()
    _answer(priya, question, "Admits it").check()
    priya.page.get_by_label("Who was it admitted to?").fill("PC Priya Solanki 1201")
    priya.presses("Save")

    # Then she is asked why, and nothing she typed is lost
    assert priya.page.title().startswith("Error:")
    priya.sees("Say why you change what was answered")
    assert _answer(priya, question, "Admits it").is_checked()
    assert priya.page.get_by_label("Who was it admitted to?").input_value() == "PC Priya Solanki 1201"
    priya.page.get_by_label("If you change a saved answer, why?").fill("She said so in a second interview.")
    priya.presses("Save")
    priya.sees("2 answers saved.")

    # And a supervisor sees what was said before
    grace = arrives("Grace Okafor")
    grace.opens(priya.page.url.removeprefix(priya.service.address) + "/evidence")
    grace.page.get_by_text("Who said what, and when").click()
    grace.sees(
        "Before: Accepts responsibility, without a full admission. Why: She said so in a second interview."
    )


def test_two_records_turn_out_to_be_one_person(arrives: Callable[..., Visitor]) -> None:
    # Given a case of someone whom the records hold twice
    meera = arrives("Meera Chauhan")
    _finds(meera, "Mohammed Imran Hussain")
    _opens_the_history(meera)

    # When she compares the two
    meera.sees("Not compared")
    meera.follows("Imran Hussein")
    meera.sees("14 Quillmere Close, Leicester")
    meera.presses("Save")
    assert meera.page.title().startswith("Error:")
    _answer(meera, "Are they the same person?", "Yes, the same person").check()
    meera.page.get_by_label("How do you know?").fill("The same birthday, address and telephone number.")
    meera.presses("Save")

    # Then what was said counts for both records
    meera.sees("Same person")
    _finds(meera, "Imran Hussein")
    _opens_the_history(meera)
    meera.sees("Same person")


def test_a_child_is_also_their_own_services_work(arrives: Callable[..., Visitor]) -> None:
    # Given a child of the city, and the youth justice worker of the city
    jerome = arrives("Jerome Campbell")
    jerome.opens("/cases/?stage=listed+for+youth+panel")
    _opens_the_first(jerome)
    jerome.follows("Facts")

    # Then he reads what the police recorded, and records what his service did
    jerome.sees("Your role does not let you record the facts of a case.")
    jerome.follows("Safeguarding")
    assert jerome.page.get_by_role("button", name="Save").count() == 0
    jerome.follows("Facts of the case")
    jerome.follows("The child and the youth justice service")
    _answer(jerome, "Does the youth justice service agree to deliver the conditions?", "Yes").check()
    jerome.presses("Save")
    jerome.sees("1 answer saved.")
