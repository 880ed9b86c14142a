"""What the youth panel heard and decided. Pure."""

from oocr.measures import tables
from oocr.measures.definitions.cases import YEAR
from oocr.measures.definitions.governance import AUTHORS, CHECKED, REVIEW_ON
from oocr.measures.measure import Example, Kind, Measure, Unit

CASES_HEARD = Measure(
    id="youth_panel.cases_heard",
    name="Cases heard by the youth panel",
    asks="What did the youth panel decide, for which areas and which children?",
    counts="cases heard at a sitting in the period",
    out_of="all cases heard at a sitting in the period",
    base="cases heard",
    over=tables.YOUTH_PANEL_ITEMS,
    period="heard_on",
    kind=Kind.SHARE,
    unit=Unit.YOUTH_PANEL_ITEMS,
    denominator="TRUE",
    by=("area", "outcome", "outcome_group", "ethnicity_group", "from_court", "sex"),
    months_add_up=True,
    why="Every child's case that is resolved out of court in the area comes before the panel.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows="""
            item_id | heard_on   | area   | outcome
            1       | 2024-09-04 | city   | community_resolution
            2       | 2024-09-04 | county | deferred_youth_caution
            3       | 2025-03-12 | city   | youth_caution
            4       | 2025-06-18 | city   | youth_caution
        """,
        start=YEAR[0],
        end=YEAR[1],
        group=(("area", "city"),),
        gives=(2, 3),
        by_hand="4 was heard after the period. Of the other three, 1 and 3 came from the city: 2 of 3, 66.7%.",
    ),
)

FROM_COURT = Measure(
    id="youth_panel.from_court",
    name="Cases sent back from court",
    asks="How many of the youth panel's cases came back from court?",
    counts="those sent back from court",
    out_of="cases heard at a sitting in the period of which it is recorded whether they came from court",
    base="cases known to be from court or not",
    over=tables.YOUTH_PANEL_ITEMS,
    period="heard_on",
    kind=Kind.PROPORTION,
    unit=Unit.YOUTH_PANEL_ITEMS,
    denominator="from_court <> 'not_recorded'",
    numerator="from_court = 'yes'",
    by=("area", "outcome", "outcome_group", "ethnicity_group", "sex"),
    not_known="from_court = 'not_recorded'",
    not_known_says="it is not recorded whether they came from court",
    months_add_up=True,
    why="Each is a child who would otherwise have been before a court for something that could be dealt with out of it.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows="""
            item_id | heard_on   | from_court
            1       | 2024-09-04 | yes
            2       | 2024-09-04 | no
            3       | 2024-10-02 | not_recorded
        """,
        start=YEAR[0],
        end=YEAR[1],
        gives=(1, 2),
        not_known=1,
        by_hand="Of 3 it is not known. Of 1 and 2, one came from court: 1 of 2, 50.0%.",
    ),
)

YOUTH_RATE = Measure(
    id="youth_panel.children_rate",
    name="Cases heard by the youth panel, per 1,000 aged 10 to 17",
    asks="How often did the youth panel decide on a community resolution, a caution or a deferral for children of each group?",
    counts="cases heard at a sitting in the period and ended by a community resolution, a caution, a conditional caution or a deferral",
    out_of="residents of the area of the same group aged 10 to 17, from a loaded population table that counts them",
    base="residents aged 10 to 17",
    over=tables.YOUTH_PANEL_ITEMS,
    period="heard_on",
    kind=Kind.RATE,
    unit=Unit.YOUTH_PANEL_ITEMS,
    denominator="outcome_group <> 'other'",
    by=("ethnicity_group", "sex", "outcome_group"),
    ages=(10, 17),
    places=2,
    months_add_up=True,
    why="The area publishes it. The panel can only decide on the cases that reach it: a difference here began earlier.",
    written_by=AUTHORS,
    checked_by=CHECKED,
    review_on=REVIEW_ON,
    example=Example(
        rows="""
            item_id | heard_on   | ethnicity_group | outcome_group
            1       | 2024-09-04 | Black           | cautioned
            2       | 2024-09-04 | Black           | other
            3       | 2024-10-02 | White           | deferred
        """,
        start=YEAR[0],
        end=YEAR[1],
        group=(("ethnicity_group", "Black"),),
        gives=(1, 500),
        residents=500,
        by_hand="2 ended otherwise. 1 remains: of 500 Black residents aged 10 to 17, 1 in 500, 2.00 per 1,000.",
    ),
)

ALL = (CASES_HEARD, FROM_COURT, YOUTH_RATE)
