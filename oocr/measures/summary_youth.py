"""The tables of the annual summary about children: what the youth panel heard and decided."""

from collections.abc import Iterator

from oocr.measures import tables
from oocr.measures.cells import Count, NotApplicable
from oocr.measures.definitions.youth_panel import CASES_HEARD, FROM_COURT, YOUTH_RATE
from oocr.measures.engine import Ask
from oocr.measures.figure import Part, Window
from oocr.measures.measure import Unit
from oocr.measures.summary_table import Heading, Line, Material, SummaryTable, left_out, shown_percent

SMALL = "Small numbers about children: for those who work with these cases only."
HEARD = "All children's cases heard by the Joint Decision and Resolution Panel at sittings in the period."
RESIDENTS = {group: {"ethnicity_group": group} for group in ("White", "Asian", "Black", "Mixed", "Other")}
NOBODY_COUNTS = NotApplicable("no population counts residents so")


def asks(window: Window) -> list[Ask]:
    """Every figure these tables take."""
    return [
        Ask(CASES_HEARD, window, ("outcome",)),
        Ask(CASES_HEARD, window, ("area",)),
        Ask(CASES_HEARD, window, ("ethnicity_group",)),
        Ask(CASES_HEARD, window, ("outcome_group",)),
        Ask(CASES_HEARD, window, ("ethnicity_group", "outcome_group")),
        Ask(FROM_COURT, window, ("area",)),
        Ask(YOUTH_RATE, window, ("ethnicity_group",)),
    ]


def tables_of(material: Material) -> Iterator[SummaryTable]:
    """The tables, in the order people read them."""
    yield _by(material, "outcome", "Youth panel: what was decided", "Decision", tables.PANEL_OUTCOMES)
    yield _by(material, "area", "Youth panel: cases by area", "Area", tables.PANEL_AREAS)
    yield from_court(material)
    yield by_ethnicity(material)


def _by(material: Material, column: str, title: str, first: str, labels: dict[str, str]) -> SummaryTable:
    everything = material.of(CASES_HEARD)

    def line(value: str) -> Line:
        figure = material.of(CASES_HEARD, **{column: value})
        return Line(labels[value], (Count(figure), shown_percent(figure)))

    return SummaryTable(
        f"youth-by-{column}",
        title,
        Unit.YOUTH_PANEL_ITEMS,
        HEARD,
        first,
        (Heading("Cases", CASES_HEARD), Heading("Share of all cases", CASES_HEARD)),
        (
            *(line(value) for value in labels),
            Line("All cases", (Count(everything), shown_percent(everything)), total=True),
        ),
        (*material.not_whole_notes(CASES_HEARD.over), SMALL),
    )


def from_court(material: Material) -> SummaryTable:
    """How many came back from court."""

    def line(label: str, total: bool = False, **group: str) -> Line:
        figure = material.of(FROM_COURT, **group)
        return Line(label, (Count(figure, Part.DENOMINATOR), Count(figure), shown_percent(figure)), total)

    return SummaryTable(
        "youth-from-court",
        "Youth panel: cases sent back from court",
        Unit.YOUTH_PANEL_ITEMS,
        f"{HEARD[:-1]}, of which it is recorded whether they came from court.",
        "Area",
        (
            Heading("Cases", FROM_COURT),
            Heading("From court", FROM_COURT),
            Heading("Share from court", FROM_COURT),
        ),
        (
            *(line(label, area=area) for area, label in tables.PANEL_AREAS.items()),
            line("All cases", total=True),
        ),
        (*material.not_whole_notes(FROM_COURT.over), *left_out(material.of(FROM_COURT), FROM_COURT), SMALL),
    )


def by_ethnicity(material: Material) -> SummaryTable:
    """Decisions by the child's self-defined ethnic group, and rates where a population of that age fits."""
    groups = tables.PANEL_OUTCOME_GROUPS

    def line(ethnicity: str) -> Line:
        cells = (
            Count(material.of(CASES_HEARD, ethnicity_group=ethnicity, outcome_group=outcome))
            for outcome in groups
        )
        asked = RESIDENTS.get(ethnicity)
        rate = material.rate(YOUTH_RATE, {"ethnicity_group": ethnicity}, asked) if asked else NOBODY_COUNTS
        whole = Count(material.of(CASES_HEARD, ethnicity_group=ethnicity))
        return Line(tables.ETHNICITY_GROUPS[ethnicity], (*cells, whole, rate))

    totals = (Count(material.of(CASES_HEARD, outcome_group=outcome)) for outcome in groups)
    overall = material.rate(YOUTH_RATE, {}, {})
    return SummaryTable(
        "youth-by-ethnicity",
        "Youth panel: decisions by self-defined ethnicity",
        Unit.YOUTH_PANEL_ITEMS,
        HEARD + " White is one group here; for adults, White British stands apart.",
        "Self-defined ethnicity",
        (
            *(Heading(label, CASES_HEARD) for label in groups.values()),
            Heading("All cases", CASES_HEARD),
            Heading("Per 1,000 aged 10 to 17", YOUTH_RATE),
        ),
        (
            *(line(ethnicity) for ethnicity in tables.ETHNICITY_GROUPS),
            Line("All cases", (*totals, Count(material.of(CASES_HEARD)), overall), total=True),
        ),
        (
            *material.not_whole_notes(CASES_HEARD.over),
            "The rate leaves out cases with any other outcome, as the area publishes it.",
            SMALL,
        ),
    )
