"""The closed lists that what is recorded of a victim is told in. Stored as words, shown by their labels. Pure.

Sources: the Victims' Code (who has enhanced rights, what victims are told), section 102 of the Anti-social Behaviour,
Crime and Policing Act 2014 (the Community Remedy list and its three kinds of action), domain facts 5.
"""

from collections.abc import Mapping
from enum import StrEnum


class Channel(StrEnum):
    """How someone tried to reach a victim, or told them something."""

    PHONE = "phone"
    VISIT = "visit"
    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"
    ELSEWHERE = "elsewhere"


class Result(StrEnum):
    """What came of an attempt. `mistake` is for an attempt that was recorded and never made."""

    SPOKE = "spoke"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    WRONG_DETAILS = "wrong_details"
    MISTAKE = "mistake"


class Opinion(StrEnum):
    """What a victim thinks of a resolution out of court."""

    SUPPORTS = "supports"
    OBJECTS = "objects"
    NO_VIEW = "no_view"
    DID_NOT_SAY = "did_not_say"


class Choice(StrEnum):
    """What a victim made of the Community Remedy list."""

    ITEM = "item"
    NONE = "none"
    WAITING = "waiting"


class Answer(StrEnum):
    """What someone said to an offer; `waiting` when they want to think about it."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WAITING = "waiting"


class Rights(StrEnum):
    """Why a victim has enhanced rights under the Victims' Code, or that they have not."""

    NONE = "none"
    MOST_SERIOUS = "most_serious"
    PERSISTENTLY_TARGETED = "persistently_targeted"
    VULNERABLE = "vulnerable"
    INTIMIDATED = "intimidated"


class ShareWith(StrEnum):
    """Who a victim's details may be given to, when they agree and it is safe."""

    PROVIDER = "provider"
    PERSON = "person"
    VICTIM_SERVICE = "victim_service"


class About(StrEnum):
    """What a victim was told."""

    DECISION = "decision"
    ENDED = "ended"
    COURSE = "course"


class RemedyKind(StrEnum):
    """The kinds of action that a Community Remedy list may hold."""

    REPARATIVE = "reparative"
    REHABILITATIVE = "rehabilitative"
    PUNITIVE = "punitive"


class Route(StrEnum):
    """Which kind of victim service someone should be offered (VI-07)."""

    DOMESTIC_ABUSE = "domestic_abuse_service"
    SEXUAL_VIOLENCE = "sexual_violence_adviser"
    GENERAL = "general"


CHANNELS: Mapping[str, str] = {
    Channel.PHONE: "Telephone",
    Channel.VISIT: "Visit",
    Channel.EMAIL: "Email",
    Channel.TEXT: "Text message",
    Channel.LETTER: "Letter",
    Channel.ELSEWHERE: "In person, elsewhere",
}
RESULTS: Mapping[str, str] = {
    Result.SPOKE: "Spoke to them",
    Result.NO_ANSWER: "No answer",
    Result.MESSAGE_LEFT: "Left a message",
    Result.WRONG_DETAILS: "The details are wrong",
    Result.MISTAKE: "Recorded by mistake: there was no such attempt",
}
OPINIONS: Mapping[str, str] = {
    Opinion.SUPPORTS: "Supports a resolution out of court",
    Opinion.OBJECTS: "Objects to a resolution out of court",
    Opinion.NO_VIEW: "Has no view",
    Opinion.DID_NOT_SAY: "Did not want to say",
}
CHOICES: Mapping[str, str] = {
    Choice.ITEM: "Chose from the list",
    Choice.NONE: "Wants nothing from the list",
    Choice.WAITING: "Wants time to think",
}
ANSWERS: Mapping[str, str] = {
    Answer.ACCEPTED: "Accepted",
    Answer.DECLINED: "Declined",
    Answer.WAITING: "Wants time to think",
}
RIGHTS: Mapping[str, str] = {
    Rights.NONE: "No enhanced rights",
    Rights.MOST_SERIOUS: "Victim of the most serious crime",
    Rights.PERSISTENTLY_TARGETED: "Persistently targeted",
    Rights.VULNERABLE: "Vulnerable",
    Rights.INTIMIDATED: "Intimidated",
}
SHARED_WITH: Mapping[str, str] = {
    ShareWith.PROVIDER: "A provider that works with the person",
    ShareWith.PERSON: "The person the case is about",
    ShareWith.VICTIM_SERVICE: "A victim service",
}
TOLD_ABOUT: Mapping[str, str] = {
    About.DECISION: "The decision, and why",
    About.ENDED: "How it ended",
    About.COURSE: "The domestic abuse course, before the person is put forward for it",
}
REMEDY_KINDS: Mapping[str, str] = {
    RemedyKind.REPARATIVE: "Puts something right",
    RemedyKind.REHABILITATIVE: "Helps the person change",
    RemedyKind.PUNITIVE: "Punishes",
}
ROUTES: Mapping[str, str] = {
    Route.DOMESTIC_ABUSE: "Domestic abuse service",
    Route.SEXUAL_VIOLENCE: "Independent sexual violence adviser",
    Route.GENERAL: "General victim service",
}
