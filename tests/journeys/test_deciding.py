"""From the facts of a case to an issued resolution: an officer, a victim, and those who may say yes or no."""

import datetime as dt
from collections.abc import Callable

from tests.journeys.deciding import (
    authorises,
    dates,
    finds,
    gives_reasons,
    makes_paper,
    opens_from_the_queue,
    picks,
    proposes,
    records_the_answer,
    sets_condition,
    submits,
    types,
)
from tests.journeys.visitor import Visitor

GATE = (
    "One kick at a gate, admitted the same evening, by a man with nothing before. He wants to make it good.",
    "They live side by side. Words of advice last summer held for a month.",
    "A court would fix no gate, and would meet them after a winter of not speaking.",
    "The victim wants the gate mended. It is, by somebody who can, and why it is not by him was told to the victim.",
    "He pays for the joiner, and has two talks about what to do when the bins are on the wrong side again.",
)
JOINER = "He has a bad back and no tools, and the victim would rather not have him at the gate for a day."


def test_an_officer_takes_a_case_to_an_issued_conditional_caution_not_as_the_victim_chose(
    arrives: Callable[..., Visitor],
) -> None:
    # Given a case in which nobody wrote down what the person said, and the victim was not reached
    priya = arrives("Priya Solanki")
    reference = finds(priya, "awaiting victim's views", "1201")
    priya.follows("Options")
    priya.follows("what the person says about the offence")
    assert priya.page.url.endswith("#id_stance"), "the very question"
    _writes_down_what_he_said(priya)
    _hears_the_victim(priya)

    # When she proposes what rules leave open, with another way to mend the gate than the victim chose
    proposes(priya, "Conditional caution", GATE)
    priya.presses("Add a condition")
    sets_condition(
        priya,
        "To put right the harm",
        {
            "What does the person have to do?": "Pay the joiner’s bill of £60 for the hinge",
            "Who sees to it, if no service does": "The joiner",
            "What shows that it is done?": "The joiner’s receipt",
            "Who verifies it?": "PC Priya Solanki 1201",
        },
        within=28,
    )
    priya.presses("Check and submit")
    priya.sees("What the victim chose from the Community Remedy list must be among the conditions")
    priya.follows("Decision")
    gives_reasons(priya, {"Why is what the victim chose left out?": JOINER})
    submits(priya)

    # Then it waits for a sergeant, and not for her
    priya.sees("not by you now")
    grace = arrives("Grace Okafor")
    opens_from_the_queue(grace, reference)
    grace.sees(JOINER)
    authorises(grace, "It is mended sooner so, and the victim knows why.")
    grace.sees("Grace Okafor, sergeant")

    # When the person agrees, she issues it
    priya.opens(f"/cases/{reference}/decision")
    priya.sees("It is not known whether the person agrees.")
    records_the_answer(priya, adult="None was needed")
    priya.presses("Issue")
    priya.presses("Issue")
    priya.sees("The resolution is issued.")

    # Then the case is resolved, and the papers are there: the victim's says that it is not what they chose
    for tab, told in TOLD.items():
        priya.follows(tab)
        priya.sees(told)
        if tab == "Timeline":
            assert priya.text.index("Conditional caution issued") < priya.text.index(told)
    _sends_the_victim_a_letter(priya)


TOLD = {
    "Overview": "Resolved",
    "Resolutions": "Conditional caution",
    "Conditions": "Pay the joiner’s bill",
    "Timeline": "Authorised, as a sergeant",
    "History": "Grace Okafor authorised",
}


def _writes_down_what_he_said(priya: Visitor) -> None:
    yesterday = dt.date.today() - dt.timedelta(days=1)
    picks(priya, "What does the person say about the offence?", "Admits it")
    types(priya, "Who was it admitted to?", "PC Priya Solanki 1201")
    dates(priya, "When was it admitted?", yesterday)
    picks(priya, "How was it admitted?", "In a voluntary interview")
    picks(priya, "Which evidential test is met?", "There is enough evidence to charge")
    types(priya, "Who decided that?", "Sergeant Grace Okafor 0412")
    dates(priya, "When was it decided?", yesterday)
    picks(priya, "Is the investigation complete?", "Yes")
    priya.presses("Save")


def _hears_the_victim(priya: Visitor) -> None:
    today = dt.date.today()
    priya.follows("Victims")
    if "Not heard yet" not in priya.text:  # another story heard her before this one began
        _hears_that_she_thinks_again(priya)
        return
    priya.presses("Record their views")
    dates(priya, "Day they said so", today)
    picks(priya, "What they think", "Supports a resolution out of court")
    types(priya, "In their words", "I want the gate mended. I do not want a court.")
    priya.presses("Save")
    priya.presses("Record whether the Community Remedy list was offered")
    dates(priya, "Day it was offered", today)
    picks(priya, "What they said to it", "Mend or clean what was damaged")
    priya.presses("Save")
    priya.sees("Heard")


def _hears_that_she_thinks_again(priya: Visitor) -> None:
    priya.follows("Change community Remedy list", exact=False)
    priya.page.get_by_label("Mend or clean what was damaged").check()
    priya.page.get_by_label("Why is this recorded anew?").fill("The neighbour's mending did not last.")
    priya.presses("Save")
    priya.sees("Chose “Mend or clean what was damaged”")


def _sends_the_victim_a_letter(priya: Visitor) -> None:
    priya.follows("Decision")
    makes_paper(priya, "What was decided in your case")
    priya.sees("You asked for this: Mend or clean what was damaged. We decided not to include it.")
    priya.page.get_by_label("It is safe to write to this address").check()
    priya.presses("Send it")
    priya.sees("The paper is in the outbox.")
