"""What this room's pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from string import ascii_lowercase

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.measures import definitions, published
from oocr.measures.addresses import query, rows_href
from oocr.measures.annual_summary import INTERNAL, TITLE, Summary
from oocr.measures.cells import CannotSay, Cell, Count, NotApplicable
from oocr.measures.engine import queries, rows_sql
from oocr.measures.figure import Part, Window
from oocr.measures.file_formats import FORMATS
from oocr.measures.measure import KIND_WORDS, Kind, Measure
from oocr.measures.published_presenter import Reconciled, reconciled
from oocr.measures.snapshot import Snapshot
from oocr.measures.summary_table import SummaryTable
from oocr.ui.formats import day, listed, moment, plural, span
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell as ShownCell
from oocr.ui.parts import Column, Fact


@dataclass(frozen=True)
class Entry:
    """A cell: its words, where they lead, and a second line beneath."""

    text: str
    href: str = ""
    beneath: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Heading:
    """A column, and where it says how it is counted."""

    label: str
    href: str


@dataclass(frozen=True)
class RowShown:
    """A row of a table."""

    label: str
    cells: Sequence[Entry]
    total: bool


@dataclass(frozen=True)
class TableShown:
    """A table of figures, as a page draws it. `reasons` say why a cell has none, each under its letter."""

    key: str
    title: str
    unit: str
    population: str
    first_heading: str
    headings: Sequence[Heading]
    rows: Sequence[RowShown]
    notes: Sequence[str]
    reasons: Sequence[tuple[str, str]]


@dataclass(kw_only=True)
class SummaryPage(Page):
    """The annual summary of a period; without one, why there is none."""

    marking: str = INTERNAL
    period: str = ""
    taken_at: str = ""
    cut_off: str = ""
    tables: Sequence[TableShown] = ()
    reconciled: Reconciled | None = None
    files: Sequence[Link] = ()
    years: Sequence[Link] = ()
    nothing: str = ""
    wide: bool = True


@dataclass(kw_only=True)
class FiguresPage(Page):
    """What figures there are, and the extract they are of."""

    facts: Sequence[Fact] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[ShownCell]] = ()
    may_take: bool = False


@dataclass(kw_only=True)
class DefinitionPage(Page):
    """A measure, whole."""

    measure: Measure
    facts: Sequence[Fact] = ()
    example_columns: Sequence[Column] = ()
    example_rows: Sequence[Sequence[ShownCell]] = ()
    example_gives: str = ""
    sql: str = ""
    rows_sql: str = ""


def summary_page(summary: Summary, user: User, form: object) -> SummaryPage:
    """The whole summary, with the ways on that this person has."""
    window = summary.window
    here = reverse("measures:annual_summary")
    may_export = user.may(Permission.EXPORT_FIGURES)
    export = reverse("measures:annual_summary_file")
    return SummaryPage(
        title=TITLE,
        breadcrumbs=_crumbs(),
        form=form,
        period=span(window.start, window.end - timedelta(days=1)),
        cut_off=day(window.cut_off),
        taken_at=moment(summary.snapshot.taken_at),
        tables=[_table(table, summary, user) for table in summary.tables],
        reconciled=reconciled(summary, user),
        files=[Link(f.label, export + query(window, format=key)) for key, f in FORMATS.items()]
        if may_export
        else (),
        years=[
            Link("The year before", here + query(window.year_before)),
            *_published_years(here, window),
        ],
    )


def _published_years(here: str, window: Window) -> list[Link]:
    """The years that were published, where this is not one of them: there ours can be compared."""
    if published.about(window):
        return []
    return [
        Link(f"{span(year.start, year.end - timedelta(days=1))}, which was published", here + query(year))
        for year in published.windows()
    ]


def nothing_page(because: str, form: object, taken_at: str = "") -> SummaryPage:
    """The summary's page where there is nothing to show."""
    return SummaryPage(title=TITLE, breadcrumbs=_crumbs(), form=form, nothing=because, taken_at=taken_at)


def _crumbs() -> list[Link]:
    return [Link("Figures", reverse("measures:figures"))]


def _table(table: SummaryTable, summary: Summary, user: User) -> TableShown:
    reasons: dict[str, str] = {}
    for line in table.lines:
        for cell in line.cells:
            if isinstance(cell, CannotSay):
                reasons.setdefault(cell.because, ascii_lowercase[len(reasons)])
    return TableShown(
        key=table.key,
        title=table.title,
        unit=table.unit.value,
        population=table.population,
        first_heading=table.first_heading,
        headings=[
            Heading(h.label, _definition_href(h.measure.id) if h.measure else "") for h in table.headings
        ],
        rows=[
            RowShown(line.label, [_entry(cell, reasons, summary, user) for cell in line.cells], line.total)
            for line in table.lines
        ],
        notes=table.notes,
        reasons=[(letter, because) for because, letter in reasons.items()],
    )


def _entry(cell: Cell, reasons: dict[str, str], summary: Summary, user: User) -> Entry:
    if isinstance(cell, CannotSay):
        return Entry(f"Cannot say (note {reasons[cell.because]})", quiet=True)
    if isinstance(cell, NotApplicable):
        return Entry("Not applicable", quiet=True)
    return Entry(cell.text, _rows_href_of(cell, summary, user), cell.beneath)


def _rows_href_of(cell: Cell, summary: Summary, user: User) -> str:
    part = cell.part if isinstance(cell, Count) else Part.NUMERATOR
    figure = cell.figure
    if figure is None or not figure.count(part) or not user.may(Permission.SEE_FIGURE_ROWS):
        return ""
    return rows_href(figure.measure, figure.window, part, figure.group, summary.snapshot.id)


def _definition_href(measure: str) -> str:
    return reverse("measures:definition", args=[measure])


def figures_page(snapshot: Snapshot | None, user: User) -> FiguresPage:
    """Every measure, and what they are counted over."""
    facts = [Fact("Newest analysis extract", "None yet: figures can be worked out once one is taken")]
    if snapshot is not None:
        tables = [
            f"{name.replace('_', ' ').capitalize()}: {plural(t.rows, 'row')}"
            for name, t in snapshot.manifest.tables.items()
        ]
        facts = [
            Fact("Newest analysis extract", moment(snapshot.taken_at)),
            Fact("Its number", snapshot.id),
            Fact("Tables", tables),
        ]
    return FiguresPage(
        title="Figures",
        facts=facts,
        columns=[Column("Measure"), Column("Asks"), Column("Counts")],
        rows=[
            [
                ShownCell(m.name, _definition_href(m.id)),
                ShownCell(m.asks),
                ShownCell(m.unit.value.capitalize()),
            ]
            for m in definitions.ALL
        ],
        may_take=user.may(Permission.TAKE_SNAPSHOT),
    )


def definition_page(measure: Measure) -> DefinitionPage:
    """Everything that can be asked of a measure."""
    example = measure.example
    head, *body = [[cell.strip() for cell in line.split("|")] for line in example.rows.strip().splitlines()]
    return DefinitionPage(
        title=measure.name,
        breadcrumbs=_crumbs(),
        measure=measure,
        facts=definition_facts(measure),
        example_columns=[Column(name.replace("_", " ").capitalize()) for name in head],
        example_rows=[[ShownCell(cell or "Empty") for cell in row] for row in body],
        example_gives=gives(measure),
        sql=counts_sql(measure),
        rows_sql=rows_sql(measure, Part.NUMERATOR),
    )


def counts_sql(measure: Measure) -> str:
    """The counts of a measure, by the first thing it may be broken down by."""
    sets = {measure.always_by} if measure.always_by else {(), measure.by[:1]}
    return "\n\n".join(query.sql for query in queries({measure: sets}))


def gives(measure: Measure) -> str:
    """What the worked example comes to, in words."""
    example = measure.example
    numerator, denominator = example.gives
    words = [f"{numerator:,} of {denominator:,}" if denominator is not None else plural(numerator, "row")]
    if example.group:
        words.append(
            "for " + listed(measure.over[name].label(value).lower() for name, value in example.group)
        )
    return " ".join(words)


def definition_facts(measure: Measure) -> list[Fact]:
    """A definition as a list of questions and answers."""
    table = measure.over
    breakdowns = [f"{name.replace('_', ' ').capitalize()}: {table[name].says}" for name in measure.by]
    follow_up = [Fact("Follow-up", measure.follow_up)] if measure.follow_up else []
    return [
        Fact("Asks", measure.asks),
        Fact("Counts", _sentence(measure.counts)),
        Fact("Out of", _sentence(measure.out_of or "nothing: it is a count")),
        Fact("Kind", KIND_WORDS[measure.kind]),
        Fact("Unit", measure.unit.value.capitalize()),
        Fact("Put into a period by", table[measure.period].says),
        *follow_up,
        Fact("Left out when", _sentence(measure.not_known_says or "never: everything it takes is known")),
        Fact("Broken down by", breakdowns),
        Fact(
            "Rounding",
            f"Half up, to {plural(measure.places, 'place')}" if measure.kind is not Kind.COUNT else "None",
        ),
        Fact("Better", measure.direction.value.capitalize()),
        Fact(
            "Months",
            "May be summed"
            if measure.months_add_up
            else "May not be summed: the same one may be in two of them",
        ),
        Fact("Why it is counted", measure.why),
        Fact("Table", f"{table.name}: one row for each {table.one_row_per}"),
        Fact("Written by", measure.written_by),
        Fact("Checked by", measure.checked_by),
        Fact("To be reviewed by", day(measure.review_on)),
        Fact("Definition number", f"{measure.id}, {measure.hash}"),
    ]


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
