"""What the demonstration's officers have recorded of the victims of their cases, and what victims are offered. Pure.

The Community Remedy list is plausible and made up: the area's own document was not to be had, and takes its place.
The names of the services are those in the area's papers. Days are counted from the day the case was opened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LIST: Sequence[tuple[str, str]] = (
    ("reparative", "Say sorry, in a letter or face to face"),
    ("reparative", "Mend or clean what was damaged"),
    ("reparative", "Pay for what was damaged or taken"),
    ("rehabilitative", "Take part in a course about the harm that was done to the victim"),
    ("rehabilitative", "Get help with drink or drugs"),
    ("rehabilitative", "Sign an agreement about behaviour for six months"),
    ("punitive", "Unpaid work in the neighbourhood, up to 16 hours"),
)
SERVICES: Mapping[str, str] = {"general": "Victim First", "domestic_abuse_service": "FreeVa"}


@dataclass(frozen=True)
class Step:
    """One thing that was recorded: which, how many days after the case was opened, and what was said."""

    what: str
    after: int
    facts: Mapping[str, Any] = field(default_factory=dict)


def _tried(after: int, result: str, note: str = "") -> Step:
    return Step("attempt", after, {"channel": "phone", "result": result, "note": note})


def _heard(opinion: str, chosen: str = "", words: str = "") -> tuple[Step, ...]:
    """Reached on the second day, heard, and shown the list. Without words, those that the extract brought."""
    return (
        _tried(1, "spoke"),
        Step("views", 1, {"opinion": opinion, "words": words}),
        Step("remedy", 1, {"choice": "item", "chosen": chosen} if chosen else {"choice": "none"}),
    )


_SAID_NO = Step("restorative", 1, {"answer": "declined", "reparation": "no"})
_NOT_WANTED = Step("compensation", 1, {"sought": False})
_SUPPORTED = Step("service", 1, {"route": "general", "answer": "accepted"})

# By the stage that the extract says of a case, its officer's collar number and its offence.
STEPS: Mapping[tuple[str, str, str], Sequence[Step]] = {
    # A victim heard, who chose from the list and agrees that something is put right for her or him directly.
    ("proposal drafted", "1201", "105/01"): (
        _tried(1, "message_left", "Works shifts; better after six."),
        _tried(2, "spoke"),
        Step("views", 2, {"opinion": "supports", "words": "I would accept an apology if he means it."}),
        Step("remedy", 2, {"choice": "item", "chosen": LIST[0][1]}),
        Step("restorative", 2, {"answer": "declined", "reparation": "yes"}),
        _NOT_WANTED,
        Step("rights", 2, {"category": "none"}),
        Step("consent", 2, {"with_whom": "provider", "agrees": True, "safe": True}),
        Step("consent", 2, {"with_whom": "person", "agrees": False, "safe": False}),
        _SUPPORTED,
    ),
    # Tried twice and not reached: a third attempt is needed.
    ("awaiting victim's views", "1201", "058/00"): (
        _tried(1, "no_answer", "Works nights."),
        _tried(3, "no_answer"),
    ),
    # A business with someone who speaks for it.
    ("proposal drafted", "1201", "046/00"): (
        *_heard("supports", LIST[2][1], "We want it paid for. We do not need to see her in court."),
        Step("compensation", 1, {"sought": True, "pounds": 28, "for_what": "the cosmetics"}),
        Step("restorative", 1, {"why_not": "The shop has no wish to meet her."}),
    ),
    ("awaiting inspector", "1202", "105/01"): (
        *_heard("supports", LIST[5][1]),
        _SAID_NO,
        Step("rights", 1, {"category": "vulnerable"}),
        Step("told", 2, {"about": "course", "channel": "phone"}),
        Step("service", 1, {"route": "general", "answer": "accepted"}),
    ),
    # One who objects: the decision may depart from it, with a reason.
    ("awaiting Crown Prosecution Service", "1202", "008/57"): (
        *_heard("objects"),
        _SAID_NO,
        Step("rights", 1, {"category": "intimidated"}),
        _SUPPORTED,
    ),
    ("authorised", "1202", "041/00"): (
        *_heard("supports", LIST[2][1]),
        Step("compensation", 1, {"sought": True, "pounds": 160, "for_what": "the half not yet repaid"}),
    ),
}
# Of other open cases: where the extract brought what the victim said, and where it did not and the stage says so.
HEARD = (*_heard("supports"), _NOT_WANTED)
NOT_REACHED = (_tried(1, "no_answer"), _tried(2, "message_left"), _tried(4, "no_answer"))
NOT_REACHED_STAGE = "awaiting victim's views"
# A business that nobody speaks for yet, in the case of this stage, officer and offence.
NAMELESS_BUSINESS, NAMELESS_BUSINESS_IN = (
    "Invented Precinct Limited",
    ("facts being recorded", "1201", "046/00"),
)
# Of resolved cases of this officer: one victim told in time, and one whose time has run out.
TOLD_IN_TIME, OVERDUE = ("complete, awaiting outcome code", "1201"), ("issued, conditions running", "1201")
