"""How conditions are kept. Pure."""

from oocr.measures import tables
from oocr.measures.definitions.cases import ADULT, AGE_UNKNOWN, YEAR
from oocr.measures.definitions.governance import AGE_NOT_KNOWN, AUTHORS, CHECKED, REVIEW_ON
from oocr.measures.measure import Direction, Example, Kind, Measure, Unit

BREACH_RATE = Measure(
    id="conditions.breach_rate",
    name="Breach rate",
    asks="How many resolutions with conditions were breached?",
    counts="those with at least one breach reported before the cut-off",
    out_of="resolutions issued to adults in the period that carry at least one condition",
    base="resolutions with conditions",
    over=tables.RESOLUTIONS,
    period="issued_on",
    kind=Kind.PROPORTION,
    unit=Unit.RESOLUTIONS,
    denominator=f"{ADULT} AND conditions > 0",
    numerator="first_breach_on < $cut_off",
    by=("kind", "agency", "area_code", "sex", "ethnicity_published", "age_band"),
    not_known=f"{AGE_UNKNOWN} AND conditions > 0",
    not_known_says=AGE_NOT_KNOWN,
    direction=Direction.LOWER,
    months_add_up=True,
    why="A resolution without conditions cannot be breached: with those in the base, a rate says more about how many carry "
    "conditions than about how well they are kept.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows="""
            resolution_id | kind                 | issued_on  | age_group | conditions | first_breach_on
            1             | community_resolution | 2024-07-01 | adult     | 2          | 2024-09-01
            2             | community_resolution | 2024-07-02 | adult     | 1          |
            3             | community_resolution | 2024-07-03 | adult     | 0          |
            4             | community_resolution | 2025-06-01 | adult     | 1          | 2025-06-16
            5             | conditional_caution  | 2024-07-03 | adult     | 3          | 2024-08-01
        """,
        start=YEAR[0],
        end=YEAR[1],
        group=(("kind", "community_resolution"),),
        gives=(1, 3),
        by_hand="3 carries no condition and is not in the base. 4's breach was reported on the cut-off day itself, which is too late "
        "to count. 5 is of another kind. Of 1, 2 and 4, only 1 counts: 1 of 3, 33.3%.",
    ),
)

ALL = (BREACH_RATE,)
