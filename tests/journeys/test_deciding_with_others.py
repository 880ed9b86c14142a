"""Where one officer and one sergeant are not enough: inspectors, prosecutors, appropriate adults, and two at once."""

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
    writes,
)
from tests.journeys.visitor import Visitor

MESSAGES = (
    "Eleven messages in two days, none since. He told his own brother before he told us, and wants to be held to it.",
    "Words alone were tried by her mother. It needs to be something that he signed, and that is looked at every week.",
    "She fears that a charge would begin it all again. He was never violent and holds no key to where she lives.",
    "She wants the messages to stop, and not to have to move. She read the agreement and had a line added to it.",
    "He keeps away and she knows whom to ring. The weekly call is about her, and not about him.",
)
KIOSK = (
    "One punch after a fortnight of messages between two boys of one class, heard by the panel, which asks for this.",
    "The school tried a letter home. Both families ask for something that the two boys do themselves.",
    "A caution would be on his record for a fight that his own class has settled by now.",
    "He wants to go to school without looking over his shoulder. The two sat in one room last week and shook hands.",
    "The sessions are about the minute before the punch, and about asking for help with messages like those.",
)


def test_a_returned_proposal_is_put_right_and_a_domestic_abuse_case_goes_past_a_sergeant_to_an_inspector(
    arrives: Callable[..., Visitor],
) -> None:
    # Given a proposal that a sergeant returned
    priya = arrives("Priya Solanki")
    priya.follows("Your proposals to put right", exact=False)
    reference = finds(priya, "returned to officer", "1201")
    priya.follows("Decision")
    priya.sees("Grace Okafor returned it: Domestic abuse needs an inspector.")
    priya.sees("does not say why a community resolution fits")

    # When she writes it anew, says why the rules' usual answer is not hers, and submits it again
    priya.follows("Change why is this the right resolution?", exact=False)
    writes(priya, MESSAGES)
    gives_reasons(
        priya,
        {
            "partners or former partners": "A community resolution is what she asked for, at standard risk and with a safety plan."
        },
    )
    submits(priya)

    # Then the sergeant reads it and cannot say yes, whichever way she comes
    grace = arrives("Grace Okafor")
    opens_from_the_queue(grace, reference)
    grace.sees(
        "Authorise: not by you now. It needs the authority of an inspector or above. You act today as a sergeant."
    )
    assert grace.opens(f"/decisions/{reference}/proposal/authorise") == 403
    grace.sees("It needs the authority of an inspector or above.")

    # And the inspector reads what it said when it was returned beside what it says now, and can
    daniel = arrives("Daniel Whitmore")
    opens_from_the_queue(daniel, reference)
    daniel.sees("Grace Okafor returned it")
    daniel.follows("See what it said then, and what has changed since")
    daniel.sees("What was returned on")
    daniel.sees("He has stopped, and says that he understands.")
    daniel.sees(MESSAGES[0])
    daniel.follows("Decision")
    authorises(daniel, "She is safe, she asked for it, and somebody looks at it every week.")
    daniel.sees("Daniel Whitmore, inspector")


def test_a_childs_case_is_decided_with_the_youth_justice_service_and_an_appropriate_adult(
    arrives: Callable[..., Visitor],
) -> None:
    # Given a child whom the youth panel heard
    priya = arrives("Priya Solanki")
    reference = finds(priya, "youth panel decided", "1203")
    priya.follows("Options")
    priya.sees("Only an adult can have a conditional caution of this kind")

    # When she proposes what the panel decided, with work that the child's own service does
    proposes(priya, "Deferred youth caution", KIOSK)
    priya.presses("Add a condition")
    priya.page.get_by_label("The youth justice service delivers it").check()
    sets_condition(
        priya,
        "To help the person change",
        {
            "What does the person have to do?": "Meet the youth justice worker four times",
            "Who sees to it, if no service does": "Leicester City Youth Justice Service",
            "What shows that it is done?": "The worker’s notes",
            "Who verifies it?": "The diversion hub",
        },
        within=70,
    )
    gives_reasons(
        priya,
        {
            "charged within six months": "The panel sat after them. The boys and both families know what follows."
        },
    )
    submits(priya)
    grace = arrives("Grace Okafor")
    opens_from_the_queue(grace, reference)
    authorises(grace, "It is what the panel and both families ask for.")

    # Then his service reads what was decided, and cannot decide
    jerome = arrives("Jerome Campbell")
    jerome.opens(f"/cases/{reference}/decision")
    jerome.sees("Grace Okafor, sergeant")
    assert jerome.page.get_by_role("button", name="Issue").count() == 0

    # And it is given with his mother there
    priya.opens(f"/cases/{reference}/decision")
    records_the_answer(priya, adult="Yes")
    priya.sees("Appropriate adult there")
    priya.presses("Issue")
    priya.presses("Issue")
    priya.sees("The resolution is issued.")
    makes_paper(priya, "What happens now")
    priya.sees("Meet the youth justice worker four times.")


def test_a_hate_crime_goes_to_a_prosecutor_and_comes_back(arrives: Callable[..., Visitor]) -> None:
    # Given a hate crime about which a prosecutor was asked
    tom = arrives("Tom Ashworth")
    tom.follows("Prosecutors you asked", exact=False)
    tom.page.get_by_role("table").get_by_role("link").first.click()
    tom.looks_at_it()
    reference = tom.page.url.split("/")[-2]
    tom.presses("Check and submit")
    tom.sees("It cannot be submitted yet.")
    tom.sees("It is not known what the prosecutor decided")
    tom.follows("Decision")

    # When the prosecutor's decision comes
    tom.follows("Record the decision", exact=False)
    types(tom, "Number of the decision", "CPS/26/004417")
    picks(tom, "What did they decide?", "They agree to the resolution")
    dates(tom, "Day of the decision", dt.date.today())
    tom.presses("Save")
    tom.sees("CPS/26/004417")
    gives_reasons(
        tom,
        {
            "score of 4": "The work on hate begins within days, and the driver’s firm has its own order against him.",
            "rare exception": "He wrote to the driver before he was asked to, and named what he had said.",
            "depart from the victim": "He would rather see it in court. The prosecutor read his words and rang him.",
        },
    )
    submits(tom)

    # Then an inspector authorises it
    daniel = arrives("Daniel Whitmore")
    opens_from_the_queue(daniel, reference)
    daniel.sees("CPS/26/004417")
    authorises(daniel, "The prosecutor agrees, and it begins before a court would sit.")
    tom.opens(f"/cases/{reference}/timeline")
    tom.sees("Prosecutor asked")
    tom.sees("Authorised, as an inspector")


def test_of_two_who_authorise_at_once_the_second_is_told_who_was_first_and_loses_nothing(
    arrives: Callable[..., Visitor],
) -> None:
    # Given a sergeant and an inspector with one proposal before them
    grace, daniel = arrives("Grace Okafor"), arrives("Daniel Whitmore")
    reference = finds(grace, "awaiting sergeant", "1201")
    for each in (grace, daniel):
        each.opens(f"/decisions/{reference}/proposal/authorise")
        picks(each, "Are you connected to the person or a victim?", "No")
    types(grace, "Why do you authorise it?", "It is help that he needs.")
    types(daniel, "Why do you authorise it?", "He asked for it himself.")

    # When both say yes
    daniel.presses("Authorise")
    daniel.sees("The proposal is authorised.")
    grace.presses("Authorise")

    # Then the second reads who was first, and still has what she wrote
    grace.sees("Daniel Whitmore authorised this proposal on")
    assert grace.page.get_by_label("Why do you authorise it?").input_value() == "It is help that he needs."
    grace.opens(f"/cases/{reference}/decision")
    grace.sees("He asked for it himself.")
    grace.does_not_see("It is help that he needs.")

    # And could take the authority back, if she had a reason
    grace.presses("Take the authority back")
    grace.sees("Nothing can be issued on it then.")
    grace.presses("Take back")
    grace.sees("Enter why the authority is taken back")
