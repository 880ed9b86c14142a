"""The closed lists this room's facts are told in. Stored as words; `not_recorded` is an answer of its own.

Sources: Home Office crime recording outcomes framework (codes); the police 18+1 self-defined and the IC
officer-defined ethnicity lists (domain facts 1.1 and 8.1).
"""

from enum import StrEnum

NOT_RECORDED = "not_recorded"


class Sex(StrEnum):
    """As recorded; `other` as the area publishes it."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"
    NOT_RECORDED = "not_recorded"


# Self-defined ethnicity, 18+1: code → (label, broad group). NS is an answer: the person was asked and did not say.
SELF_DEFINED: dict[str, tuple[str, str]] = {
    "W1": ("White British", "White"),
    "W2": ("White Irish", "White"),
    "W3": ("Gypsy or Irish Traveller", "White"),
    "W9": ("Any other White background", "White"),
    "M1": ("White and Black Caribbean", "Mixed"),
    "M2": ("White and Black African", "Mixed"),
    "M3": ("White and Asian", "Mixed"),
    "M9": ("Any other Mixed background", "Mixed"),
    "A1": ("Indian", "Asian"),
    "A2": ("Pakistani", "Asian"),
    "A3": ("Bangladeshi", "Asian"),
    "A4": ("Chinese", "Asian"),
    "A9": ("Any other Asian background", "Asian"),
    "B1": ("Caribbean", "Black"),
    "B2": ("African", "Black"),
    "B9": ("Any other Black background", "Black"),
    "O2": ("Arab", "Other"),
    "O9": ("Any other ethnic group", "Other"),
    "NS": ("Not stated", "Not stated"),
    NOT_RECORDED: ("Not recorded", "Not recorded"),
}

# Officer-defined appearance (IC). It does not map to census groups and is never used for rates.
OFFICER_DEFINED: dict[str, str] = {
    "IC1": "White, North European",
    "IC2": "White, South European",
    "IC3": "Black",
    "IC4": "South Asian",
    "IC5": "Chinese, Japanese or South East Asian",
    "IC6": "Arab or North African",
    "IC9": "Unknown",
    NOT_RECORDED: "Not recorded",
}


class OffenceClass(StrEnum):
    """How an offence may be tried."""

    SUMMARY = "summary"
    EITHER_WAY = "either_way"
    INDICTABLE_ONLY = "indictable_only"


class HateStrand(StrEnum):
    """The monitored strands of hate crime; `none` was asked and answered."""

    NONE = "none"
    RACE = "race"
    RELIGION = "religion"
    SEXUAL_ORIENTATION = "sexual_orientation"
    DISABILITY = "disability"
    TRANSGENDER = "transgender"
    NOT_RECORDED = "not_recorded"


class YesNo(StrEnum):
    """An answer that may be unknown. Unknown is not no."""

    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not_recorded"


class Weapon(StrEnum):
    """A weapon carried or used."""

    NONE = "none"
    BLADE = "blade"
    FIREARM = "firearm"
    OTHER = "other"
    NOT_RECORDED = "not_recorded"


class DrugClass(StrEnum):
    """The class of a controlled drug in the offence."""

    NONE = "none"
    A = "a"
    B = "b"
    C = "c"
    NOT_RECORDED = "not_recorded"


class VictimKind(StrEnum):
    """Who or what the victim is."""

    PERSON = "person"
    BUSINESS = "business"
    STATE = "state"


class ResolutionKind(StrEnum):
    """What was issued to a person. Simple caution, penalty notice and cannabis warning are there for history."""

    COMMUNITY_RESOLUTION = "community_resolution"
    CONDITIONAL_CAUTION = "conditional_caution"
    OUTCOME_22 = "outcome_22"
    YOUTH_CAUTION = "youth_caution"
    YOUTH_CONDITIONAL_CAUTION = "youth_conditional_caution"
    DEFERRED_YOUTH_CAUTION = "deferred_youth_caution"
    SIMPLE_CAUTION = "simple_caution"
    PENALTY_NOTICE = "penalty_notice"
    CANNABIS_WARNING = "cannabis_warning"


# Home Office outcome types that may be recorded against a crime. 0 is "not yet assigned" and is not an outcome;
# 1A, 2A and 3A are parts of 1, 2 and 3 already counted there, so they are not codes of their own here.
OUTCOME_CODES: dict[str, str] = {
    "1": "Charged or summonsed",
    "2": "Caution, youth",
    "3": "Caution, adult",
    "4": "Taken into consideration",
    "5": "Offender died",
    "6": "Penalty notice for disorder",
    "7": "Cannabis or khat warning",
    "8": "Community resolution",
    "9": "Not in the public interest, Crown Prosecution Service",
    "10": "Not in the public interest, police",
    "11": "Prosecution prevented, suspect under age",
    "12": "Prosecution prevented, suspect too ill",
    "13": "Prosecution prevented, victim or key witness dead or too ill",
    "14": "Evidential difficulties, no suspect identified, victim does not support",
    "15": "Evidential difficulties, suspect identified, victim supports",
    "16": "Evidential difficulties, suspect identified, victim does not support",
    "17": "Prosecution time limit expired",
    "18": "Investigation complete, no suspect identified",
    "20": "Further action is for another body",
    "21": "Further investigation not in the public interest, police",
    "22": "Diversionary, educational or intervention activity",
    "23": "Deferred prosecution",
}

RESOLUTION_LABELS: dict[ResolutionKind, str] = {
    ResolutionKind.COMMUNITY_RESOLUTION: "Community resolution",
    ResolutionKind.CONDITIONAL_CAUTION: "Conditional caution",
    ResolutionKind.OUTCOME_22: "Outcome 22",
    ResolutionKind.YOUTH_CAUTION: "Youth caution",
    ResolutionKind.YOUTH_CONDITIONAL_CAUTION: "Youth conditional caution",
    ResolutionKind.DEFERRED_YOUTH_CAUTION: "Deferred youth caution",
    ResolutionKind.SIMPLE_CAUTION: "Simple caution",
    ResolutionKind.PENALTY_NOTICE: "Penalty notice for disorder",
    ResolutionKind.CANNABIS_WARNING: "Cannabis or khat warning",
}

# The nine local authorities of the first area (ONS codes, 2021).
LOCAL_AUTHORITIES: dict[str, str] = {
    "E06000016": "Leicester",
    "E06000017": "Rutland",
    "E07000129": "Blaby",
    "E07000130": "Charnwood",
    "E07000131": "Harborough",
    "E07000132": "Hinckley and Bosworth",
    "E07000133": "Melton",
    "E07000134": "North West Leicestershire",
    "E07000135": "Oadby and Wigston",
}


def choices(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    """A closed list as Django choices, each labelled in words."""
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in vocabulary]
