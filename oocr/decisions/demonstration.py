"""What the demonstration's officers propose in their live cases, and how far each proposal has come. Pure.

One stands at every step: half written, waiting for a sergeant and for an inspector, with a prosecutor, returned,
authorised, agreed to, fallen and changed since, and issued. Days are counted from today, so that the queue is always
of this week.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from oocr.cases.victim_demonstration import LIST
from oocr.decisions.models.proposals import RATIONALE

SERGEANT, INSPECTOR = "sergeant", "inspector"
HUB = "The diversion hub"


@dataclass(frozen=True)
class Proposed:
    """A proposal: the case by its stage, officer and offence, what is asked for, and what became of it."""

    stage: str
    collar_number: str
    offence: str
    kind: str
    rationale: Mapping[str, str]
    conditions: Sequence[Mapping[str, Any]]
    begun: int  # so many days ago
    reasons: Mapping[str, str] = field(default_factory=dict)
    # Each step: what was done, how many days ago, by whom where it was not the officer, and what was said.
    steps: Sequence[tuple[str, int, str, str]] = ()


def _because(*parts: str) -> dict[str, str]:
    """The parts of a rationale in their order, as far as they are written."""
    return dict(zip(RATIONALE, parts, strict=False))


def _condition(kind: str, what: str, within: int, **more: Any) -> dict[str, Any]:
    """Something to be done within so many days from today. `service` and `remedy` are named by what they are called."""
    return {"kind": kind, "what": what, "within": within, "verifier": HUB, **more}


_NO_LONGER_IN_TIME = "The six months have passed while the victim was asked and the file was put right. The person is told what can still follow."

PROPOSED = (
    Proposed(
        "proposal drafted", "1201", "105/01", "conditional_caution",
        _because(
            "One push in a queue, admitted at once, by somebody with nothing before. An apology and some work on drink speak to what happened.",
            "A community resolution would leave the drinking, which is what the push came out of, to chance.",
        ),
        (
            _condition("reparative", "Write a letter of apology, which the officer reads before it is passed on.", 21,
                       delivered_by="PC Priya Solanki 1201", evidence="The letter", remedy=LIST[0][1], to_the_victim=True),
            _condition("rehabilitative", "Talk about drink with an adviser, twice.", 56, verifier=""),
        ),
        begun=2,
    ),
    Proposed(
        "awaiting sergeant", "1201", "092/61", "community_resolution",
        _because(
            "A small bag for own use, admitted at the gate, by somebody who asks for help to stop. Help is what changes something here.",
            "Words of advice were given last spring by a colleague and came to nothing.",
            "A caution would stand in the way of the warehouse job that begins next month, and would not make it likelier to stop.",
            "There is no victim but the public, which is served best when the smoking ends.",
            "The sessions are about cutting down and about where the evenings go, which is when it is smoked.",
        ),
        (
            _condition("agreed_action", "Go to the first appointment and two more at Turning Point.", 49,
                       service="turning-point", can_begin=7, evidence="Turning Point’s record of attendance"),
        ),
        begun=4,
        steps=(("submit", 3, "", ""),),
    ),
    Proposed(
        "awaiting inspector", "1202", "105/01", "conditional_caution",
        _because(
            "A first report, at standard risk, admitted in full, by a man who asks for help. The course was made for just this.",
            "A community resolution would be the same message as last year’s quarrel, which ended with a warning and nothing else.",
            "The victim fears that court would cost them their home, and a fine would come out of her purse too.",
            "She wants him to get help and wants no court. Both are met, and she knows what the course is and when it is.",
            "The course is about what goes through his head before his hands move, and what he does instead.",
        ),
        (
            _condition("rehabilitative", "Attend both days of the domestic abuse course.", 84,
                       service="hampton-trust", course="domestic_abuse", can_begin=14, evidence="The course’s certificate"),
            _condition("reparative", "Sign and keep an agreement about behaviour at home.", 100,
                       delivered_by="PC Tom Ashworth 1202", evidence="The agreement, and a talk with her every month", remedy=LIST[5][1]),
        ),
        begun=7,
        reasons={"time-left-to-charge": _NO_LONGER_IN_TIME},
        steps=(("ask_prosecutor", 5, "", ""), ("submit", 4, "", "")),
    ),
    Proposed(
        "awaiting Crown Prosecution Service", "1202", "008/57", "conditional_caution",
        _because(
            "The driver is on the same route every day. What he needs is that it does not happen again, by this man or on this bus.",
            "A community resolution would say that abuse of somebody at work is a small thing. It is not.",
            "The prosecutor decides that. What is asked is whether the work on hate can come before a court rather than after it.",
            "He wants it taken seriously. He was told what is asked for, and would rather see it in court; the prosecutor has his words.",
            "The sessions are about what was shouted, who heard it, and what it is to drive on after it.",
        ),
        (
            _condition("rehabilitative", "Attend six sessions about hate and its harm, one to one.", 70,
                       service="turning-point", can_begin=10, evidence="The service’s closing report"),
        ),
        begun=8,
        steps=(("ask_prosecutor", 6, "", ""),),
    ),
    Proposed(
        "returned to officer", "1201", "195/94", "community_resolution",
        _because(
            "He has stopped, and says that he understands.",
            "She wants it on record.",
            "He has nothing before.",
            "She wants the messages to stop.",
            "He agrees to leave her alone.",
        ),
        (
            _condition("agreed_action", "Send no more messages, and block her number.", 28,
                       delivered_by="PC Priya Solanki 1201", evidence="The victim’s word, asked for every week"),
        ),
        begun=6,
        reasons={
            "partner-community-resolution": "They were together for two months only.",
            "serious-offence-community-resolution": "The messages were a nuisance and no threat.",
            "adult-gravity-three-community-resolution": "It has ended.",
            "rationale-short": "It is a simple case.",
        },
        steps=(
            ("submit", 4, "", ""),
            ("return", 3, SERGEANT, "Domestic abuse needs an inspector. What is written does not say why a community resolution fits after eleven messages to a former partner: think of a conditional caution with the course, and say what keeps her safe meanwhile."),
        ),
    ),
    Proposed(
        "authorised", "1202", "041/00", "conditional_caution",
        _because(
            "She admits every refund, has repaid half of them, and has lost the job. What is left is the other half.",
            "Six shifts are a breach of trust that the shop’s other staff were first suspected of. It needs a consequence that is written down.",
            "A court would order the same money to be paid, a year later, from somebody who then finds no work to pay it with.",
            "The shop wants the rest repaid and wants nothing more. Its manager agreed to the dates.",
            "Paying it back month by month is what she said she would do, and now somebody sees to it.",
        ),
        (
            _condition("reparative", "Pay back the remaining £160 to the shop, £40 a month.", 95,
                       delivered_by="The shop’s own office", evidence="The shop’s receipts", compensation_pounds=160,
                       means_checked="yes", remedy=LIST[2][1]),
        ),
        begun=9,
        steps=(
            ("submit", 8, "", ""),
            ("authorise", 6, INSPECTOR, "Half is repaid before anybody asked, and the rest is certain only this way."),
            ("paper", 6, "", "notice-to-the-person"),
        ),
    ),
    Proposed(
        "authorised", "1201", "058/00", "conditional_caution",
        _because(
            "One scratch, admitted the same evening, by somebody who offered to pay before being asked.",
            "The owner lost a day’s work while the van was at the garage. That is more than an apology covers.",
            "A charge would take longer than the repair and end in the same sum.",
            "The owner wants the door paid for and no court. The garage’s price is what is to be paid.",
            "Paying for it himself, at once, is the consequence that he named as fair.",
        ),
        (
            _condition("reparative", "Pay the garage’s bill of £140 for the door.", 35, delivered_by="The garage",
                       evidence="The garage’s receipt", compensation_pounds=140, means_checked="yes"),
        ),
        begun=10,
        steps=(("submit", 9, "", ""), ("authorise", 7, SERGEANT, "He pays for what he did, and soon."), ("agree", 2, "", "")),
    ),
    Proposed(
        "authorised", "1201", "105/01", "conditional_caution",
        _because(
            "A drink thrown in a full bar, admitted in full, with nobody hurt and nothing before.",
            "It was done to make somebody small in front of his friends. A letter alone would not answer that.",
            "There was no injury, and the bar has dealt with it by closing its door to her for a year.",
            "He would leave it at an apology, and there is one.",
            "The hours at the community kitchen put her beside strangers whom she has to serve.",
        ),
        (
            _condition("reparative", "Work in the community kitchen.", 60, delivered_by="The community kitchen",
                       evidence="The kitchen’s list of hours", hours=12),
        ),
        begun=12,
        reasons={"time-left-to-charge": _NO_LONGER_IN_TIME},
        steps=(
            ("submit", 11, "", ""),
            ("authorise", 10, SERGEANT, "Proportionate, and it makes her think."),
            ("agree", 8, "", ""),
            ("bail", 5, "", "Arrested on Friday for something like it, and bailed."),
            ("issue", 4, "", ""),
            ("fewer_hours", 3, "", "8"),
            ("not_more", 3, "", "There was no injury, and the bar has dealt with it by closing its door to her for a year. What the arrest on Friday comes to is for the officer who has it: nothing is charged, and this is answered for itself."),
        ),
    ),
    Proposed(
        "authorised", "1202", "046/00", "community_resolution",
        _because(
            "She came back the next day, before anybody had noticed, and said what she had done.",
            "The headphones were used and could not be sold again. The shop is out of £35 that somebody should pay.",
            "Nothing before, low value, and her own conscience at work. More would teach her not to come back.",
            "The manager was glad that she came back and wants it paid. It is paid within the month.",
            "Paying and saying sorry ends it, for the shop and for her.",
        ),
        (
            _condition("agreed_action", "Pay £35 to the shop for the headphones, and say sorry to the manager.", 21,
                       delivered_by="The shop’s manager", evidence="The shop’s receipt", compensation_pounds=35, means_checked="yes"),
        ),
        begun=13,
        steps=(
            ("submit", 12, "", ""),
            ("authorise", 11, SERGEANT, "It fits, and the shop agrees."),
            ("agree", 2, "", ""),
            ("issue", 1, "", ""),
            ("paper", 1, "", "notice-easy-read"),
        ),
    ),
)  # fmt: skip
# When the inspector is away, and the sergeant stands in: from and until so many days from today.
AWAY = (30, 44)
