"""What was issued, to whom, how much of all outcomes it is, and who offended again. Pure."""

from datetime import date

from oocr.measures import tables
from oocr.measures.definitions.governance import AGE_NOT_KNOWN, AUTHORS, CHECKED, REVIEW_ON
from oocr.measures.measure import Direction, Example, Kind, Measure, Unit

ADULT = "age_group = 'adult'"
AGE_UNKNOWN = "age_group = 'not_recorded'"
# The first of its kind in the period: one row for each person and kind, so that rows are people.
FIRST = "(previous_on IS NULL OR previous_on < $start)"
PUBLISHED_KINDS = "kind IN ('community_resolution', 'conditional_caution')"
YEAR = (date(2024, 6, 16), date(2025, 6, 16))

RESOLUTIONS_ISSUED = Measure(
    id="cases.resolutions_issued",
    name="Resolutions issued to adults",
    asks="How many resolutions were issued to adults?",
    counts="resolutions issued in the period to a person aged 18 or over on the day of issue",
    out_of="",
    base="resolutions issued to adults",
    over=tables.RESOLUTIONS,
    period="issued_on",
    kind=Kind.COUNT,
    unit=Unit.RESOLUTIONS,
    denominator=ADULT,
    by=("kind", "agency", "area_code", "sex", "ethnicity_published", "age_band"),
    not_known=AGE_UNKNOWN,
    not_known_says=AGE_NOT_KNOWN,
    months_add_up=True,
    why="It says how much out of court resolutions are used, and is the base of most other figures.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows="""
            resolution_id | kind                 | issued_on  | age_group
            1             | community_resolution | 2024-06-15 | adult
            2             | community_resolution | 2024-06-16 | adult
            3             | conditional_caution  | 2025-06-15 | adult
            4             | community_resolution | 2025-06-16 | adult
            5             | youth_caution        | 2025-01-10 | child
            6             | community_resolution | 2025-01-10 | not_recorded
        """,
        start=YEAR[0],
        end=YEAR[1],
        gives=(2, None),
        not_known=1,
        by_hand="1 is a day too early and 4 a day too late: the last day is not in the period. 5 went to a child. "
        "Nobody knows the age of 6. That leaves 2 and 3.",
    ),
)

SHARE_OF_OUTCOME_CODES = Measure(
    id="cases.share_of_outcome_codes",
    name="Share of all outcome codes",
    asks="How much of everything the force recorded as an outcome are resolutions of adults?",
    counts="outcome codes recorded in the period that follow from a resolution issued to an adult",
    out_of="all outcome codes recorded in the period, of every type, for adults, children and nobody identified",
    base="outcome codes recorded",
    over=tables.OUTCOME_CODES_RECORDED,
    period="recorded_on",
    kind=Kind.SHARE,
    unit=Unit.OUTCOME_CODES,
    denominator="TRUE",
    numerator="resolution_age_group = 'adult'",
    by=("resolution_kind", "offence_group", "offence_class"),
    not_known="resolution_age_group = 'not_recorded'",
    not_known_says="they follow from a resolution of a person whose date of birth is not recorded; they are counted in the base",
    months_add_up=True,
    why="A resolution is issued to a person and a code recorded against a crime, often later: one resolution may close "
    "several crimes. Only codes can be a share of codes.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows="""
            outcome_code_id | code | recorded_on | resolution_kind      | resolution_age_group
            1               | 8    | 2024-07-01  | community_resolution | adult
            2               | 8    | 2024-07-01  | community_resolution | adult
            3               | 8    | 2024-07-02  | community_resolution | child
            4               | 18   | 2024-08-01  | none                 | none
            5               | 1    | 2024-09-01  | none                 | none
            6               | 8    | 2025-06-16  | community_resolution | adult
        """,
        start=YEAR[0],
        end=YEAR[1],
        group=(("resolution_kind", "community_resolution"),),
        gives=(2, 5),
        by_hand="6 was recorded after the period. Of the other five codes, 1 and 2 follow from resolutions of adults: 2 of 5, 40.0%.",
    ),
)

_PEOPLE_EXAMPLE = """
            resolution_id | person_id | kind                 | issued_on  | age_group    | sex
            1             | 10        | community_resolution | 2024-07-01 | adult        | male
            2             | 10        | conditional_caution  | 2025-02-01 | adult        | male
            3             | 11        | community_resolution | 2024-09-09 | adult        | female
            4             | 12        | outcome_22           | 2024-09-09 | adult        | male
            5             | 13        | conditional_caution  | 2024-10-01 | adult        | not_recorded
            6             | 14        | community_resolution | 2024-10-01 | not_recorded | male
        """

PEOPLE_RESOLVED = Measure(
    id="cases.people_resolved",
    name="People with a resolution",
    asks="Who was given a community resolution or a conditional caution?",
    counts="different people with at least one community resolution or conditional caution issued to them as an adult in the period",
    out_of="all such people, whether or not the group they belong to is recorded",
    base="people with a resolution",
    over=tables.RESOLUTIONS,
    period="issued_on",
    kind=Kind.SHARE,
    unit=Unit.PEOPLE,
    denominator=f"{ADULT} AND {PUBLISHED_KINDS}",
    distinct="person_id",
    by=("sex", "ethnicity", "ethnicity_group", "ethnicity_published"),
    not_known=f"{AGE_UNKNOWN} AND {PUBLISHED_KINDS}",
    not_known_says=AGE_NOT_KNOWN,
    months_add_up=False,
    why="People, not resolutions: someone with two is one person. Months do not add up, because the same person may be in both.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows=_PEOPLE_EXAMPLE,
        start=YEAR[0],
        end=YEAR[1],
        group=(("sex", "male"),),
        gives=(1, 3),
        not_known=1,
        by_hand="Person 10 has two resolutions and is one person. 12 had an outcome 22 only, which is not counted here. "
        "14's age is not known. That leaves 10, 11 and 13, one of them recorded as male: 1 of 3, 33.3%.",
    ),
)

PEOPLE_RATE = Measure(
    id="cases.people_rate",
    name="People with a resolution, per 1,000 adults",
    asks="How often were adults of each group given a community resolution or a conditional caution?",
    counts=PEOPLE_RESOLVED.counts + ", wherever they live",
    out_of="residents of the area of the same group aged 18 or over, from a loaded population table that counts them",
    base="adult residents",
    over=tables.RESOLUTIONS,
    period="issued_on",
    kind=Kind.RATE,
    unit=Unit.PEOPLE,
    denominator=PEOPLE_RESOLVED.denominator,
    distinct="person_id",
    by=PEOPLE_RESOLVED.by,
    not_known=PEOPLE_RESOLVED.not_known,
    not_known_says=AGE_NOT_KNOWN,
    ages=(18, None),
    places=2,
    months_add_up=False,
    why="Groups of different size can be compared. But residents are a poor base for a decision made about suspects: a "
    "difference here is a question, not an answer.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows=_PEOPLE_EXAMPLE,
        start=YEAR[0],
        end=YEAR[1],
        group=(("sex", "female"),),
        gives=(1, 400),
        residents=400,
        by_hand="Person 11 alone is recorded as female and counted. Of 400 adult residents recorded as female: 1 in 400, 2.50 per 1,000.",
    ),
)


def _reoffending(months: int, example: Example) -> Measure:
    return Measure(
        id=f"cases.reoffending_{months}_months",
        name=f"Reoffending within {months} months",
        asks=f"How many people offended again within {months} months of a resolution?",
        counts=f"those with an offence recorded as committed after the day of issue and up to {months} months after it, proven or not",
        out_of=f"people given a resolution of this kind as an adult in the period, each from the first one, whose {months} months were up by the cut-off",
        base=f"people whose {months} months are complete",
        over=tables.FOLLOW_UPS,
        period="issued_on",
        kind=Kind.FOLLOW_UP,
        unit=Unit.PEOPLE,
        denominator=f"{ADULT} AND {FIRST}",
        complete=f"issued_on + INTERVAL {months} MONTH <= $cut_off",
        numerator=f"next_offence_on <= issued_on + INTERVAL {months} MONTH",
        follow_up=f"{months} months from the day of issue",
        by=("kind", "sex", "ethnicity_published", "age_band"),
        always_by=("kind",),
        not_known=f"{AGE_UNKNOWN} AND {FIRST}",
        not_known_says=AGE_NOT_KNOWN,
        direction=Direction.LOWER,
        months_add_up=False,
        why="Counting someone whose time is not yet up makes every rate too low, for no other reason than that the resolution is recent.",
        written_by=AUTHORS,
        checked_by=CHECKED,
        review_on=REVIEW_ON,
        example=example,
    )


REOFFENDING_6_MONTHS = _reoffending(
    6,
    Example(
        rows="""
            resolution_id | person_id | kind                | issued_on  | age_group | previous_on | next_offence_on
            1             | 10        | conditional_caution | 2024-07-01 | adult     |             | 2025-01-01
            2             | 11        | conditional_caution | 2024-08-31 | adult     | 2023-01-05  | 2025-03-01
            3             | 12        | conditional_caution | 2024-10-01 | adult     |             |
            4             | 12        | conditional_caution | 2024-11-01 | adult     | 2024-10-01  | 2024-12-01
            5             | 13        | conditional_caution | 2024-12-17 | adult     |             | 2025-01-02
        """,
        start=YEAR[0],
        end=YEAR[1],
        group=(("kind", "conditional_caution"),),
        gives=(1, 3),
        too_soon=1,
        by_hand="The six months of 13 end on 17 June 2025, after the cut-off: too soon to say, though there is an offence already. "
        "4 is the second of person 12, who is counted from the first (3). Of 10, 11 and 12: 10 offended on the last day "
        "of the six months and counts; 11's six months ended on 28 February, the day before. 1 of 3, 33.3%.",
    ),
)

REOFFENDING_12_MONTHS = _reoffending(
    12,
    Example(
        rows="""
            resolution_id | person_id | kind                 | issued_on  | age_group | previous_on | next_offence_on
            1             | 10        | community_resolution | 2024-06-16 | adult     |             | 2025-06-16
            2             | 11        | community_resolution | 2024-06-17 | adult     |             | 2024-06-18
        """,
        start=YEAR[0],
        end=YEAR[1],
        group=(("kind", "community_resolution"),),
        gives=(1, 1),
        too_soon=1,
        by_hand="The twelve months of 10 end on the cut-off itself, so they are complete; of 11, a day later. 1 of 1, 100.0%.",
    ),
)

ALL = (
    RESOLUTIONS_ISSUED,
    SHARE_OF_OUTCOME_CODES,
    PEOPLE_RESOLVED,
    PEOPLE_RATE,
    REOFFENDING_6_MONTHS,
    REOFFENDING_12_MONTHS,
)
