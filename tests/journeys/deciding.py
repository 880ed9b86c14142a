"""What people do on the pages of deciding, told once for every journey that passes there."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tests.journeys.visitor import Visitor

RATIONALE = (
    "Why is this the right resolution?",
    "Why would less not be enough?",
    "Why is more not needed?",
    "How were the victim’s views weighed?",
    "What are the conditions to change?",
)


def finds(visitor: Visitor, stage: str, officer: str, offence: str = "") -> str:
    """Open the case at this stage from the case list. Says its reference."""
    visitor.opens(f"/cases/?state=open&officer={officer}&stage={stage.replace(' ', '+')}")
    row = visitor.page.get_by_role("table").get_by_role("row").filter(has_text=offence or "LP-").first
    row.get_by_role("link").first.click()
    visitor.looks_at_it()
    return visitor.page.url.rpartition("/")[2]


def picks(visitor: Visitor, question: str, answer: str) -> None:
    """Choose one of the answers to a question."""
    visitor.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def types(visitor: Visitor, label: str, text: str) -> None:
    visitor.page.get_by_role("textbox", name=label).fill(text)


def dates(visitor: Visitor, question: str, day: dt.date) -> None:
    """Type a date in its three parts."""
    group = visitor.page.get_by_role("group", name=question)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part).fill(str(number))


def sets_condition(visitor: Visitor, kind: str, texts: Mapping[str, str], *, within: int) -> None:
    """Fill in the page of a condition that is due so many days from today, and save it."""
    picks(visitor, "What is it for?", kind)
    for label, text in texts.items():
        types(visitor, label, text)
    dates(visitor, "Day by which it must be done", dt.date.today() + dt.timedelta(days=within))
    visitor.presses("Save")


def proposes(visitor: Visitor, resolution: str, parts: Sequence[str]) -> None:
    """Begin a proposal from the options, and write its rationale."""
    visitor.follows("Options")
    visitor.page.get_by_role(
        "button", name=f"Propose {resolution[:1].lower()}{resolution[1:]}", exact=True
    ).click()
    visitor.looks_at_it()
    visitor.presses("Begin the proposal")
    writes(visitor, parts)


def writes(visitor: Visitor, parts: Sequence[str]) -> None:
    """Write the rationale, on its page."""
    for question, text in zip(RATIONALE, parts, strict=True):
        types(visitor, question, text)
    visitor.presses("Save")


def gives_reasons(visitor: Visitor, reasons: Mapping[str, str]) -> None:
    """Type the reason that each of these rules, by some of its words, asks for."""
    visitor.follows("Give other reasons", exact=False)
    for asked, reason in reasons.items():
        types(visitor, asked, reason)
    visitor.presses("Save")


def submits(visitor: Visitor) -> None:
    visitor.presses("Check and submit")
    visitor.presses("Submit")
    visitor.sees("The proposal is with the authoriser.")


def opens_from_the_queue(visitor: Visitor, reference: str) -> None:
    """The queue, and from there the proposal."""
    visitor.opens("/")
    visitor.follows("Waiting for authority")
    visitor.follows(reference)


def authorises(visitor: Visitor, reason: str) -> None:
    visitor.presses("Authorise")
    picks(visitor, "Are you connected to the person or a victim?", "No")
    types(visitor, "Why do you authorise it?", reason)
    visitor.presses("Authorise")


def records_the_answer(visitor: Visitor, *, adult: str) -> None:
    """The person was told all of it, and agrees."""
    visitor.presses("Record the person’s answer")
    for group in visitor.page.get_by_role("group").all():
        if (yes := group.get_by_label("Yes", exact=True)).count():
            yes.check()
    picks(visitor, "Was an appropriate adult there?", adult)
    visitor.presses("Save")


def makes_paper(visitor: Visitor, title: str) -> None:
    """From the decision to its papers, and make this one."""
    visitor.follows("Papers for the person and the victims")
    visitor.page.get_by_role("button", name=f"Make “{title}”").first.click()
    visitor.looks_at_it()
