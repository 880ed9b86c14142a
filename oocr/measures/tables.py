"""The analysis tables: what figures are counted over, each column with its meaning, said once. Pure.

Each room publishes its own tables as SQL in its `queries.py`; `oocr.measures.extract` writes them out. No table holds
a name, an address, a date of birth or a police reference: a person is a number that means something only here, and a
case its own reference, by which those who may see the case can open it.
"""

from collections.abc import Mapping

from oocr.cases.vocabulary import (
    LOCAL_AUTHORITIES,
    OUTCOME_CODES,
    RESOLUTION_LABELS,
    SELF_DEFINED,
    OffenceClass,
    Sex,
    YesNo,
)
from oocr.measures.columns import NOT_RECORDED, Column, Table, Type

KEY, NUMBER, TEXT, DATE = Type.KEY, Type.NUMBER, Type.TEXT, Type.DATE


def _words(values: object) -> dict[str, str]:
    return {str(value): str(value).replace("_", " ").capitalize() for value in values}  # type: ignore[attr-defined]  # a StrEnum or a tuple


SEXES = _words(Sex)
AGE_GROUPS = {"adult": "Adult, 18 or over", "child": "Child, under 18", NOT_RECORDED: "Age not known"}
AGE_BANDS = {
    "under_10": "Under 10",
    "10_to_17": "10 to 17",
    "18_to_24": "18 to 24",
    "25_to_34": "25 to 34",
    "35_to_44": "35 to 44",
    "45_to_54": "45 to 54",
    "55_and_over": "55 and over",
    NOT_RECORDED: "Age not known",
}
RESOLUTIONS_LABELLED = {kind.value: label for kind, label in RESOLUTION_LABELS.items()}
NO_RESOLUTION = {"none": "No resolution"}
ETHNICITIES = {code: label for code, (label, _group) in SELF_DEFINED.items()}
ETHNICITY_GROUPS = {
    "White": "White",
    "Asian": "Asian",
    "Black": "Black",
    "Mixed": "Mixed",
    "Other": "Other ethnic group",
    "Not stated": "Not stated",
    NOT_RECORDED: "Not recorded",
}
# As the area publishes adults: White British apart. Where the five groups of children have White whole, it does not.
PUBLISHED_GROUPS = {
    "White British": "White British",
    "White other": "White, other than British",
    **{group: label for group, label in ETHNICITY_GROUPS.items() if group != "White"},
}
AREAS = {**LOCAL_AUTHORITIES, NOT_RECORDED: "Outside the area or not known"}
REFERRAL_STATUSES = _words(("received", "accepted", "started", "completed", "not_completed", "declined"))
PANEL_OUTCOMES = {
    "community_resolution": "Community resolution",
    "deferred_youth_caution": "Deferred youth caution or youth conditional caution",
    "youth_caution": "Youth caution",
    "youth_conditional_caution": "Youth conditional caution",
    "outcome_22": "Outcome 22",
    "no_further_action": "No further action",
    "not_decided": "Not decided",
}
PANEL_OUTCOME_GROUPS = {
    "cautioned": "Youth caution or youth conditional caution",
    "deferred": "Deferred youth caution or youth conditional caution",
    "community_resolution": "Community resolution",
    "other": "Any other outcome",
}
PANEL_AREAS = {"city": "City", "county": "County and Rutland"}


def _case() -> Column:
    return Column(
        "case_reference", TEXT, "The case, by its reference; empty when there is none here.", "LP-2025-000001"
    )


def _person(says: str = "The person, by a number that means something only inside the extract.") -> Column:
    return Column("person_id", KEY, says, 1)


def _sex() -> Column:
    return Column("sex", TEXT, "The person's sex as recorded.", "female", SEXES)


def _by(name: str, says: str, example: str, labels: Mapping[str, str]) -> Column:
    return Column(name, TEXT, says, example, labels)


def _ethnicity() -> tuple[Column, ...]:
    return (
        _by("ethnicity", "The person's own answer, 18+1 code. An officer's view is never used.", "W1", ETHNICITIES),
        _by("ethnicity_group", "The five broad groups of that answer.", "White", ETHNICITY_GROUPS),
        _by("ethnicity_published", "The same with White British apart, as the area publishes adults.", "White British",
            PUBLISHED_GROUPS),
    )  # fmt: skip


def _age(on: str) -> tuple[Column, ...]:
    return (
        _by(
            "age_group", f"Adult or child {on}; unknown when there is no date of birth.", "adult", AGE_GROUPS
        ),
        _by("age_band", f"Age {on}, in bands.", "25_to_34", AGE_BANDS),
    )


def _agency() -> Column:
    return Column("agency", TEXT, "The force whose case it is, by its key.", "leicestershire-police")


def _area(whose: str = "person's address") -> Column:
    return _by("area_code", f"Local authority of the {whose}, ONS code.", "E06000016", AREAS)


RESOLUTIONS = Table(
    "resolutions",
    "resolution issued",
    (
        Column("resolution_id", KEY, "The resolution.", 1),
        _case(),
        _person(),
        _by("kind", "What was issued.", "community_resolution", RESOLUTIONS_LABELLED),
        Column("issued_on", DATE, "The day it was issued.", None),
        *_age("on the day it was issued"),
        _agency(),
        _area(),
        _sex(),
        *_ethnicity(),
        Column("conditions", NUMBER, "How many conditions it carries; 0 when none.", 0),
        Column(
            "first_breach_on",
            DATE,
            "The first day a breach of any of them was reported; empty when none was.",
            None,
        ),
    ),
    key="resolution_id",
    dated_by="issued_on",
    quiet_days=7,
)

PEOPLE = Table(
    "people",
    "person that a case is about",
    (
        _person(),
        _sex(),
        *_ethnicity(),
        _area(),
        Column(
            "first_case_opened_on",
            DATE,
            "The day the person's first case was opened; empty when there is none.",
            None,
        ),
    ),
    key="person_id",
    dated_by="first_case_opened_on",
    quiet_days=7,
)

OUTCOME_CODES_RECORDED = Table(
    "outcome_codes",
    "outcome code recorded against a crime",
    (
        Column("outcome_code_id", KEY, "The record.", 1),
        _by("code", "The Home Office outcome type.", "8", {code: f"{code} {label}" for code, label in OUTCOME_CODES.items()}),
        Column("recorded_on", DATE, "The day the code was recorded.", None),
        _by("offence_class", "How the crime may be tried.", "summary", _words(OffenceClass)),
        Column("offence_group", TEXT, "The group the crime is counted in.", "Violence against the person"),
        _area("place of the crime"),
        _by("resolution_kind", "The resolution it follows from, where there is one.", "none",
            {**RESOLUTIONS_LABELLED, **NO_RESOLUTION}),
        _by("resolution_age_group", "Adult or child on the day that resolution was issued.", "none",
            {**AGE_GROUPS, **NO_RESOLUTION}),
        _case(),
    ),
    key="outcome_code_id",
    dated_by="recorded_on",
    quiet_days=7,
)  # fmt: skip

REFERRALS = Table(
    "referrals",
    "referral of a person to a service",
    (
        Column("referral_id", KEY, "The referral.", 1),
        _case(),
        _person(),
        Column("service", TEXT, "The service, by the name figures show.", "Turning Point"),
        Column("provider", TEXT, "The provider that runs it.", "Turning Point"),
        _by("resolution_kind", "The resolution it was made with.", "community_resolution",
            {**RESOLUTIONS_LABELLED, **NO_RESOLUTION}),
        Column("referred_on", DATE, "The day of the referral.", None),
        _by("status", "How it stands, as the provider last said.", "received", REFERRAL_STATUSES),
        *_age("on the day the resolution was issued or, without one, of the referral"),
        _sex(),
        *_ethnicity(),
    ),
    key="referral_id",
    dated_by="referred_on",
    quiet_days=14,
)  # fmt: skip

YOUTH_PANEL_ITEMS = Table(
    "youth_panel_items",
    "child's case heard at one sitting of the youth panel",
    (
        Column("item_id", KEY, "The item.", 1),
        _case(),
        _person(),
        Column("heard_on", DATE, "The day of the sitting.", None),
        _by("area", "The youth justice service that brought it.", "city", PANEL_AREAS),
        _by("from_court", "Sent back from court.", "no", _words(YesNo)),
        _by("outcome", "What the panel decided.", "community_resolution", PANEL_OUTCOMES),
        _by("outcome_group", "The same, grouped as the area publishes it by ethnicity.", "community_resolution",
            PANEL_OUTCOME_GROUPS),
        _sex(),
        *_ethnicity(),
    ),
    key="item_id",
    dated_by="heard_on",
    quiet_days=45,
)  # fmt: skip

FOLLOW_UPS = Table(
    "follow_ups",
    "resolution issued to a person, with what came before and after it",
    (
        Column("resolution_id", KEY, "The resolution.", 1),
        _case(),
        _person(),
        _by("kind", "What was issued.", "community_resolution", RESOLUTIONS_LABELLED),
        Column("issued_on", DATE, "The day it was issued.", None),
        *_age("on the day it was issued"),
        _sex(),
        *_ethnicity(),
        Column("previous_on", DATE,
               "The day the same person's last resolution of this kind and age group before it was issued; empty when it is the first. "
               "The first in a period is the one whose previous lies before the period.", None),
        Column("next_offence_on", DATE,
               "The day of the person's first recorded offence after the day it was issued, proven or not; empty when there is none.",
               None),
    ),
    key="resolution_id",
    dated_by="issued_on",
    quiet_days=7,
)  # fmt: skip

POPULATIONS = Table(
    "populations",
    "count of residents loaded for rates",
    (
        Column("population_id", KEY, "The count.", 1),
        Column("population_table", TEXT, "Which published table it is from.", "Census 2021 TS021"),
        Column("source", TEXT, "Who published it.", "Office for National Statistics"),
        Column("as_at", DATE, "The day it counts.", None),
        _area("residents"),
        Column("sex", TEXT, "One sex, or all.", "all"),
        Column("ethnicity_group", TEXT, "One group, or all.", "all"),
        Column("age_from", NUMBER, "Youngest age counted.", 0),
        Column("age_to", NUMBER, "Oldest age counted; empty when there is none.", None),
        Column("residents", NUMBER, "How many.", 0),
    ),
    key="population_id",
)

TABLES: tuple[Table, ...] = (
    RESOLUTIONS,
    PEOPLE,
    OUTCOME_CODES_RECORDED,
    REFERRALS,
    YOUTH_PANEL_ITEMS,
    FOLLOW_UPS,
    POPULATIONS,
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
