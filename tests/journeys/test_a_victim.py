"""An officer tries to reach a victim until she has tried enough, hears another, and finds whom she has not told."""

from collections.abc import Callable

from tests.journeys.visitor import Visitor


def _opens_the_first(visitor: Visitor, of: str) -> None:
    """The first case of a list on the home page; it opens on its victims."""
    visitor.follows("Home")
    visitor.follows(of, exact=False)
    visitor.page.get_by_role("table").get_by_role("row").nth(1).get_by_role("link").first.click()
    visitor.looks_at_it()


def _on(visitor: Visitor, day: str, month: str, year: str) -> None:
    for part, text in (("Day", day), ("Month", month), ("Year", year)):
        visitor.fills(part, text)


def test_a_victim_is_tried_and_another_is_heard(arrives: Callable[..., Visitor]) -> None:
    # Given a victim who was tried twice and not reached
    priya = arrives("Priya Solanki")
    _opens_the_first(priya, "Your cases with a victim to hear")
    if "2 came to nothing" not in priya.page.inner_text("main"):
        priya.opens("/waiting/your-victims-to-hear")
        priya.page.get_by_role("table").get_by_role("row").nth(2).get_by_role("link").first.click()
        priya.looks_at_it()
    priya.sees("2 came to nothing, of 3 needed")
    priya.sees("Not heard yet")

    # When she tries once more and forgets to say how
    victims = priya.page.url
    priya.follows("Record attempts to reach them", exact=False)
    _on(priya, "1", "7", "2025")
    priya.fills("Time of the attempt", "18:40")
    priya.page.get_by_label("No answer").check()
    priya.presses("Save")
    assert priya.page.title().startswith("Error:")
    priya.sees("Select how they were tried")
    assert priya.page.get_by_label("Time of the attempt").input_value() == "18:40"
    priya.page.get_by_label("Telephone").check()
    priya.presses("Save")

    # Then the victim counts as one who cannot be reached
    assert priya.page.url == victims
    priya.sees("Cannot be reached")

    # When the victim rings back after all, she is heard, and chooses from the list
    priya.follows("Record views", exact=False)
    _on(priya, "2", "7", "2025")
    priya.page.get_by_label("Supports a resolution out of court").check()
    priya.page.get_by_label("In their words").fill("I only want the gate mended.")
    priya.presses("Save")
    priya.sees("I only want the gate mended.")
    priya.presses("Record whether the Community Remedy list was offered")
    _on(priya, "2", "7", "2025")
    priya.page.get_by_label("Mend or clean what was damaged").check()
    priya.presses("Save")
    priya.sees("Chose “Mend or clean what was damaged”")

    # And changes her mind: the reason is asked for, and what she said before stays
    priya.follows("Change community Remedy list", exact=False)
    priya.page.get_by_label("They want nothing from the list").check()
    priya.presses("Save")
    priya.sees("Enter why this is recorded anew")
    priya.page.get_by_label("Why is this recorded anew?").fill("A neighbour has mended it already.")
    priya.presses("Save")
    priya.follows("Everything recorded", exact=False)
    priya.sees("Community Remedy list, replaced since")
    priya.sees("A neighbour has mended it already.")
    assert priya.page.title().startswith("Victim 1, case")


def test_an_overdue_victim_is_told(arrives: Callable[..., Visitor]) -> None:
    # Given a victim whose time to be told has run out
    priya = arrives("Priya Solanki")
    _opens_the_first(priya, "Your cases with a victim to tell")
    priya.sees("Overdue: was due on")

    # When she tells them, and it is too late for the Code
    priya.presses("Record that they were told of the decision")
    _on(priya, "1", "9", "2025")
    priya.page.get_by_label("The decision, and why").check()
    priya.page.get_by_label("Letter").check()
    priya.presses("Save")

    # Then nothing is overdue, and how late it was stays to be seen
    priya.sees("Done on 1 September 2025, after")
    assert "Overdue" not in priya.page.inner_text("main")


def test_the_commissioner_makes_the_next_list(arrives: Callable[..., Visitor]) -> None:
    # Given the list that the demonstration made up
    victoria = arrives("Victoria Langham")
    victoria.follows("What victims are offered")
    victoria.sees("made up for the demonstration")

    # When she makes another and forgets its day
    victoria.presses("Make a new list")
    victoria.presses("Make the list")
    victoria.sees("Enter the day from which the list is in force")
    _on(victoria, "1", "4", "2099")
    victoria.presses("Make the list")

    # Then it waits for its day, and can be taken back until then
    victoria.sees("List of 1 April 2099")
    victoria.sees("Not yet in force")
    victoria.follows("Withdraw this list")
    victoria.presses("Withdraw the list")
    victoria.sees("Withdrawn")
