"""Who was sent where. Pure."""

from oocr.measures import tables
from oocr.measures.definitions.cases import ADULT, AGE_UNKNOWN, YEAR
from oocr.measures.definitions.governance import AGE_NOT_KNOWN, AUTHORS, CHECKED, REVIEW_ON
from oocr.measures.measure import Example, Kind, Measure, Unit

REFERRALS_MADE = Measure(
    id="referrals.made",
    name="Referrals of adults",
    asks="To which services were adults referred, and with which resolutions?",
    counts="referrals made in the period of people who were adults when the resolution was issued or, without one, when they were referred",
    out_of="all such referrals, to every service",
    base="referrals of adults",
    over=tables.REFERRALS,
    period="referred_on",
    kind=Kind.SHARE,
    unit=Unit.REFERRALS,
    denominator=ADULT,
    by=("service", "provider", "resolution_kind", "status", "sex", "ethnicity_published"),
    not_known=AGE_UNKNOWN,
    not_known_says=AGE_NOT_KNOWN,
    months_add_up=True,
    why="It shows what is asked of each provider. Referrals, not people: someone referred twice is two referrals.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows="""
            referral_id | service       | resolution_kind      | referred_on | age_group
            1           | Turning Point | community_resolution | 2024-07-01  | adult
            2           | Turning Point | conditional_caution  | 2024-07-01  | adult
            3           | Reflect       | community_resolution | 2024-08-01  | adult
            4           | Reflect       | none                 | 2024-08-02  | child
            5           | Reflect       | community_resolution | 2025-06-16  | adult
        """,
        start=YEAR[0],
        end=YEAR[1],
        group=(("service", "Turning Point"),),
        gives=(2, 3),
        by_hand="4 is of a child and 5 after the period. Of 1, 2 and 3, two went to Turning Point: 2 of 3, 66.7%.",
    ),
)

ALL = (REFERRALS_MADE,)
