"""How many of everything. The full plan equals the published figures; the small one is about a fiftieth of it.

Whatever the area published is taken from `published`; the other counts are invented, in believable proportion, and
say so. Every count is met by construction: the generator deals out exactly this many, it does not draw and hope.
"""

from dataclasses import dataclass, replace
from datetime import date

from demo import published
from demo.published import CC, CR, O22

# The demonstration's "today": the day its extract was taken. The last fortnight holds work that is still going on.
AS_AT = date(2025, 6, 30)

# How many adults hold how many (community resolutions, conditional cautions) of the period. 3,642 people between
# them hold exactly 3,451 and 783. Invented, but the published totals leave it little room.
HELD_BY = {(1, 0): 2604, (0, 1): 522, (2, 0): 250, (3, 0): 45, (0, 2): 40, (1, 1): 150, (2, 1): 31}


@dataclass(frozen=True)
class Plan:
    """The counts of one area. Periods are half-open: from the first day, up to but not including the last."""

    crimes_per_year: int
    codes: int  # outcome codes recorded in the period
    codes_before: int
    held_by: dict[tuple[int, int], int]
    early: dict[str, int]  # people whose first such resolution has a whole six months before the cut-off
    reoffended: dict[str, int]
    by_sex: dict[str, int]
    by_ethnicity: dict[str, int]
    before: dict[str, int]  # issued in the previous period
    people_before: int  # people of the previous period who have nothing in this one
    returning: int  # people of this period who also had something in the previous one
    outcome_22: dict[str, int]  # to adults, by period: "before", "current", "after"
    after: dict[str, int]  # issued after the cut-off, up to AS_AT
    with_conditions: dict[str, int]
    with_conditions_before: dict[str, int]
    breached: dict[str, int]
    breached_before: dict[str, int]
    breached_late: dict[str, int]  # reported after the cut-off: not yet counted
    two_crimes: dict[str, int]  # resolutions of the period that close two crimes, each with a code
    referrals: dict[str, dict[str, int]]
    referrals_before: dict[str, dict[str, int]]
    carried_referrals: int  # resolution before the period, referral in it (Victim Awareness Course)
    late_referrals: int  # resolution in the period, referral after the cut-off
    youth: dict[str, tuple[int, int, int]]
    youth_outcomes: dict[str, int]
    youth_city: int
    youth_from_court: int
    youth_before: int
    drug_testing: dict[str, int]
    drug_testing_before: dict[str, int]
    later_before: int  # later offences by people of the previous period only
    live: int  # open cases beside the one at every stage

    @property
    def people(self) -> int:
        """Distinct adults with a community resolution or conditional caution in the period."""
        return sum(self.held_by.values())

    @property
    def issued(self) -> dict[str, int]:
        """How many of each were issued in the period."""
        return {
            CR: sum(cr * people for (cr, _), people in self.held_by.items()),
            CC: sum(cc * people for (_, cc), people in self.held_by.items()),
        }


FULL = Plan(
    crimes_per_year=100_000,
    codes=98_600,
    codes_before=100_100,
    held_by=HELD_BY,
    early={kind: people for kind, (people, _) in published.REOFFENDING.items()},
    reoffended={kind: again for kind, (_, again) in published.REOFFENDING.items()},
    by_sex=published.BY_SEX,
    by_ethnicity=published.BY_ETHNICITY,
    before={CR: 4433, CC: 742},
    people_before=4180,
    returning=380,
    outcome_22={"before": 1450, "current": 1250, "after": 46},
    after={CR: 128, CC: 31},
    with_conditions={CR: 2488, CC: 783},
    with_conditions_before={CR: 3104, CC: 742},
    breached=published.BREACHED,
    breached_before={CR: 367, CC: 128},
    breached_late={CR: 14, CC: 9},
    two_crimes={CR: 212, CC: 21},
    referrals=published.REFERRALS,
    referrals_before={
        "Turning Point": {CR: 262, CC: 95, O22: 4},
        "Victim Awareness Course": {CR: 241, CC: 198, O22: 0},
        "New Dawn New Day": {CR: 108, CC: 101, O22: 9},
        "CARA (Hampton Trust)": {CR: 0, CC: 41, O22: 10},
        "Reflect": {CR: 287, CC: 74, O22: 0},
    },
    carried_referrals=8,
    late_referrals=11,
    youth=published.YOUTH_BY_ETHNICITY,
    youth_outcomes=published.YOUTH_OUTCOMES,
    youth_city=published.YOUTH_AREAS["city"],
    youth_from_court=published.YOUTH_FROM_COURT,
    youth_before=262,
    drug_testing=published.DRUG_TESTING | {"unsuitable": 310, "positive": 162, "refused": 5, "attended": 69},
    # 001 paragraph 23: the monthly averages under enhanced funding, times twelve.
    drug_testing_before={
        "suitable": 3360, "tested": 1140, "positive": 624, "refused": 18,
        "referred": 516, "attended": 384, "entered_treatment": 264, "unsuitable": 340,
    },
    later_before=410,
    live=34,
)  # fmt: skip

SMALL = Plan(
    crimes_per_year=2_000,
    codes=1_972,
    codes_before=2_002,
    held_by={(1, 0): 52, (0, 1): 10, (2, 0): 5, (3, 0): 1, (0, 2): 1, (1, 1): 3, (2, 1): 1},
    early={CR: 29, CC: 6},
    reoffended={CR: 2, CC: 1},
    by_sex={"male": 43, "female": 16, "other": 1},
    by_ethnicity={"White British": 44, "Asian": 11, "Black": 5, "Mixed": 2, "Other": 1},
    before={CR: 89, CC: 15},
    people_before=84,
    returning=8,
    outcome_22={"before": 29, "current": 25, "after": 3},
    after={CR: 4, CC: 3},
    with_conditions={CR: 50, CC: 16},
    with_conditions_before={CR: 62, CC: 15},
    breached={CR: 6, CC: 3},
    breached_before={CR: 7, CC: 3},
    breached_late={CR: 1, CC: 1},
    two_crimes={CR: 6, CC: 1},
    referrals={
        "Turning Point": {CR: 4, CC: 1, O22: 0},
        "Victim Awareness Course": {CR: 5, CC: 2, O22: 0},
        "New Dawn New Day": {CR: 2, CC: 2, O22: 1},
        "CARA (Hampton Trust)": {CR: 1, CC: 2, O22: 1},
        "Reflect": {CR: 6, CC: 1, O22: 0},
    },
    referrals_before={
        "Turning Point": {CR: 5, CC: 2, O22: 1},
        "Victim Awareness Course": {CR: 5, CC: 3, O22: 0},
        "New Dawn New Day": {CR: 2, CC: 2, O22: 0},
        "CARA (Hampton Trust)": {CR: 0, CC: 1, O22: 1},
        "Reflect": {CR: 6, CC: 1, O22: 0},
    },
    carried_referrals=1,
    late_referrals=1,
    youth={"Asian": (0, 1, 1), "Black": (1, 0, 0), "White": (1, 2, 1)},
    youth_outcomes={
        "community_resolution": 2, "deferred_youth_caution": 3, "youth_caution": 1,
        "youth_conditional_caution": 1, "outcome_22": 1, "no_further_action": 1,
    },
    youth_city=4,
    youth_from_court=2,
    youth_before=6,
    drug_testing={
        "suitable": 58, "tested": 7, "positive": 4, "refused": 1,
        "referred": 3, "attended": 2, "entered_treatment": 2, "unsuitable": 6,
    },
    drug_testing_before={
        "suitable": 67, "tested": 23, "positive": 12, "refused": 1,
        "referred": 10, "attended": 8, "entered_treatment": 5, "unsuitable": 7,
    },
    later_before=9,
    live=8,
)  # fmt: skip


def full(crimes_per_year: int = 100_000) -> Plan:
    """The full plan, with another number of crimes a year if asked. Resolutions stay as published."""
    if crimes_per_year == FULL.crimes_per_year:
        return FULL
    if crimes_per_year < 20_000:
        raise ValueError(
            "The published resolutions need at least 20,000 crimes a year; use --small for less."
        )
    share = crimes_per_year / FULL.crimes_per_year
    return replace(
        FULL,
        crimes_per_year=crimes_per_year,
        codes=round(FULL.codes * share),
        codes_before=round(FULL.codes_before * share),
    )
