"""The tables of the annual summary about adults."""

from collections.abc import Iterator

from oocr.measures import intervals, tables
from oocr.measures.cells import CannotSay, Cell, Count, NotApplicable, Rate, Relative
from oocr.measures.definitions.cases import (
    PEOPLE_RATE,
    PEOPLE_RESOLVED,
    REOFFENDING_6_MONTHS,
    RESOLUTIONS_ISSUED,
    SHARE_OF_OUTCOME_CODES,
)
from oocr.measures.definitions.conditions import BREACH_RATE
from oocr.measures.definitions.referrals import REFERRALS_MADE
from oocr.measures.engine import Ask
from oocr.measures.figure import Figure, Part, Window
from oocr.measures.measure import Unit
from oocr.measures.summary_table import Heading, Line, Material, SummaryTable, left_out, shown_percent

ALWAYS_SHOWN = ("community_resolution", "conditional_caution", "outcome_22")
BOTH = ("community_resolution", "conditional_caution")
REFERENCE = "White British"
# Which population counts a group: the column of the population table, and its name for the group. A group that is not
# here is one nobody counts residents by.
SEX_RESIDENTS = {sex: {"sex": sex} for sex in ("male", "female")}
ETHNICITY_RESIDENTS = {
    group: {"ethnicity_group": group} for group in ("White British", "Asian", "Black", "Mixed", "Other")
}
NOBODY_COUNTS = NotApplicable("no population counts residents so")


def asks(window: Window) -> list[Ask]:
    """Every figure these tables take."""
    before = window.year_before
    return [
        Ask(RESOLUTIONS_ISSUED, window, ("kind",)),
        Ask(RESOLUTIONS_ISSUED, before, ("kind",)),
        Ask(SHARE_OF_OUTCOME_CODES, window, ("resolution_kind",)),
        Ask(SHARE_OF_OUTCOME_CODES, before, ("resolution_kind",)),
        Ask(BREACH_RATE, window, ("kind",)),
        Ask(PEOPLE_RESOLVED, window, ("sex",)),
        Ask(PEOPLE_RESOLVED, window, ("ethnicity_published",)),
        Ask(PEOPLE_RATE, window, ("sex",)),
        Ask(PEOPLE_RATE, window, ("ethnicity_published",)),
        Ask(REFERRALS_MADE, window, ("service",)),
        Ask(REFERRALS_MADE, window, ("resolution_kind",)),
        Ask(REFERRALS_MADE, window, ("service", "resolution_kind")),
        Ask(REOFFENDING_6_MONTHS, window, ("kind",)),
    ]


def tables_of(material: Material) -> Iterator[SummaryTable]:
    """The tables, in the order people read them."""
    yield issued(material)
    yield share_of_outcome_codes(material)
    yield breached(material)
    yield people_by(material, "sex", "sex", tables.SEXES)
    yield people_by(material, "ethnicity_published", "self-defined ethnicity", tables.PUBLISHED_GROUPS)
    yield referrals(material)
    yield reoffending(material)


def issued(material: Material) -> SummaryTable:
    """How many of each resolution, and how that changed."""
    measure = RESOLUTIONS_ISSUED

    def line(label: str, total: bool = False, **group: str) -> Line:
        before = material.before(measure, **group)
        earlier: Cell = before if isinstance(before, CannotSay) else Count(before)
        return Line(
            label,
            (Count(material.of(measure, **group)), earlier, material.percent_change(measure, **group)),
            total,
        )

    kinds = [kind for kind in tables.RESOLUTIONS_LABELLED if kind in ALWAYS_SHOWN or _any(material, kind)]
    return SummaryTable(
        "resolutions",
        "Resolutions issued to adults",
        Unit.RESOLUTIONS,
        "All resolutions issued in the period to people aged 18 or over on the day of issue.",
        "Resolution",
        (Heading("Issued", measure), Heading("Issued the year before", measure), Heading("Change", measure)),
        (
            *(line(tables.RESOLUTIONS_LABELLED[kind], kind=kind) for kind in kinds),
            line("All resolutions", total=True),
        ),
        (*material.not_whole_notes(measure.over), *left_out(material.of(measure), measure)),
    )


def _any(material: Material, kind: str) -> bool:
    windows = (material.window, material.window.year_before)
    return any(material.figures.of(RESOLUTIONS_ISSUED, window, kind=kind).numerator for window in windows)


def share_of_outcome_codes(material: Material) -> SummaryTable:
    """How much of all outcome codes they are."""
    measure = SHARE_OF_OUTCOME_CODES

    def line(kind: str) -> Line:
        now = material.of(measure, resolution_kind=kind)
        before = material.before(measure, resolution_kind=kind)
        earlier = before if isinstance(before, CannotSay) else shown_percent(before)
        change = material.point_change(measure, resolution_kind=kind)
        return Line(tables.RESOLUTIONS_LABELLED[kind], (Count(now), shown_percent(now), earlier, change))

    nothing = NotApplicable("it is the whole")
    everything = Line(
        "All outcome codes recorded",
        (Count(material.of(measure), Part.DENOMINATOR), nothing, nothing, nothing),
        total=True,
    )
    return SummaryTable(
        "outcome-codes",
        "Share of all outcome codes",
        Unit.OUTCOME_CODES,
        "All outcome codes recorded in the period, of every type. A code counts for a resolution when it follows from it: "
        "one resolution may close several crimes, and its code may be recorded later.",
        "Resolution the code follows from",
        (
            Heading("Codes that follow from one issued to an adult", measure),
            Heading("Share of all codes", measure),
            Heading("Share the year before", measure),
            Heading("Change", measure),
        ),
        (*(line(kind) for kind in ALWAYS_SHOWN), everything),
        (*material.not_whole_notes(measure.over), *left_out(material.of(measure), measure)),
    )


def breached(material: Material) -> SummaryTable:
    """How many with conditions were breached."""
    measure = BREACH_RATE

    def line(label: str, figure: Figure, total: bool = False) -> Line:
        return Line(label, (Count(figure, Part.DENOMINATOR), Count(figure), shown_percent(figure)), total)

    return SummaryTable(
        "breaches",
        "Breach rate",
        Unit.RESOLUTIONS,
        "Resolutions issued to adults in the period that carry at least one condition. Those without conditions cannot be "
        "breached and are not in the base.",
        "Resolution",
        (Heading("With conditions", measure), Heading("Breached", measure), Heading("Breach rate", measure)),
        tuple(
            line(tables.RESOLUTIONS_LABELLED[kind], material.of(measure, kind=kind)) for kind in ALWAYS_SHOWN
        )
        + (line("All resolutions with conditions", material.of(measure), total=True),),
        (*material.not_whole_notes(measure.over), *left_out(material.of(measure), measure)),
    )


def people_by(material: Material, column: str, words: str, labels: dict[str, str]) -> SummaryTable:
    """Who they went to: people, their share, and their rate per 1,000 adults where a population fits."""
    residents = SEX_RESIDENTS if column == "sex" else ETHNICITY_RESIDENTS
    rates = {group: material.rate(PEOPLE_RATE, {column: group}, asked) for group, asked in residents.items()}
    relative = isinstance(rates.get(REFERENCE), Rate)

    def line(group: str) -> Line:
        figure = material.of(PEOPLE_RESOLVED, **{column: group})
        rate = rates.get(group, NOBODY_COUNTS)
        more = (_relative(group, rate, rates[REFERENCE]),) if relative else ()
        return Line(labels[group], (Count(figure), shown_percent(figure), rate, *more))

    everyone = material.of(PEOPLE_RESOLVED)
    overall = material.rate(PEOPLE_RATE, {}, {})
    last = (NotApplicable("it is everyone"),) if relative else ()
    return SummaryTable(
        f"people-by-{column.partition('_')[0]}",
        f"People by {words}",
        Unit.PEOPLE,
        "Different people given at least one community resolution or conditional caution as adults in the period. "
        "Someone with two counts once.",
        words.capitalize(),
        (
            Heading("People", PEOPLE_RESOLVED),
            Heading("Share of all people", PEOPLE_RESOLVED),
            Heading("Per 1,000 adults", PEOPLE_RATE),
            *((Heading(f"Rate, as a multiple of {REFERENCE}", PEOPLE_RATE),) if relative else ()),
        ),
        (
            *(line(group) for group in labels),
            Line("All people", (Count(everyone), shown_percent(everyone), overall, *last), total=True),
        ),
        (
            *material.not_whole_notes(PEOPLE_RESOLVED.over),
            *left_out(everyone, PEOPLE_RESOLVED),
            *_sources(rates, overall),
        ),
    )


def _relative(group: str, rate: Cell, reference: Cell) -> Cell:
    if group == REFERENCE:
        return NotApplicable("it is what the others are compared with")
    if not isinstance(rate, Rate):
        return rate
    assert isinstance(reference, Rate)  # without it the column is not there
    one, other = rate.figure, reference.figure
    found = intervals.relative_rate(
        one.numerator, one.denominator or 0, other.numerator, other.denominator or 0
    )
    return Relative(one, REFERENCE, found) if found else CannotSay("one of the two groups has nobody")


def _sources(rates: dict[str, Cell], overall: Cell) -> tuple[str, ...]:
    used = {cell.figure.population for cell in (*rates.values(), overall) if isinstance(cell, Rate)}
    named = sorted({f"{p.table} ({p.source}), as at {p.as_at:%-d %B %Y}" for p in used if p})
    return tuple(
        f"Residents: {name}. People who live outside the area are among the people, but not among the residents."
        for name in named
    )


def referrals(material: Material) -> SummaryTable:
    """Who was sent where, with which resolution."""
    measure = REFERRALS_MADE
    labels = {**tables.RESOLUTIONS_LABELLED, **tables.NO_RESOLUTION}
    kinds = [
        kind
        for kind in labels
        if kind in ALWAYS_SHOWN or material.of(measure, resolution_kind=kind).numerator
    ]

    def line(service: str) -> Line:
        split = (Count(material.of(measure, service=service, resolution_kind=kind)) for kind in kinds)
        whole = material.of(measure, service=service)
        return Line(service, (*split, Count(whole), shown_percent(whole)))

    everything = material.of(measure)
    totals = (Count(material.of(measure, resolution_kind=kind)) for kind in kinds)
    return SummaryTable(
        "referrals",
        "Referrals by service and resolution",
        Unit.REFERRALS,
        "All referrals made in the period of people who were adults when the resolution was issued. Someone referred twice "
        "is two referrals.",
        "Service",
        (
            *(Heading(labels[kind], measure) for kind in kinds),
            Heading("All referrals", measure),
            Heading("Share of all referrals", measure),
        ),
        (
            *(line(service) for service in material.figures.values(measure, material.window, "service")),
            Line("All services", (*totals, Count(everything), shown_percent(everything)), total=True),
        ),
        (*material.not_whole_notes(measure.over), *left_out(everything, measure)),
    )


def reoffending(material: Material) -> SummaryTable:
    """Who offended again, of those whose time is up."""
    measure = REOFFENDING_6_MONTHS

    def line(kind: str) -> Line:
        figure = material.of(measure, kind=kind)
        cells = (
            Count(figure, Part.DENOMINATOR),
            Count(figure),
            shown_percent(figure),
            Count(figure, Part.TOO_SOON),
        )
        return Line(tables.RESOLUTIONS_LABELLED[kind], cells)

    return SummaryTable(
        "reoffending",
        "Reoffending within six months",
        Unit.PEOPLE,
        "People given the resolution as adults in the period, each followed from the first of that kind. Only those whose six "
        f"months were up by {material.window.cut_off:%-d %B %Y} are in the base. Someone with both kinds is in both rows, so "
        "they do not add up.",
        "Resolution",
        (
            Heading("People whose six months are complete", measure),
            Heading("Offended again", measure),
            Heading("Reoffending rate", measure),
            Heading("Too soon to say", measure),
        ),
        tuple(line(kind) for kind in BOTH),
        (*material.not_whole_notes(measure.over), *left_out(material.of(measure, kind=BOTH[0]), measure)),
    )
