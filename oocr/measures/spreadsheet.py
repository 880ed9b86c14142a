"""The annual summary as an OpenDocument spreadsheet: a cover, the notes, and a sheet for each table.

Follows the government's guidance on spreadsheets: one table to a sheet, real header rows, no merged or empty cells,
numbers as numbers, and shorthand where there is none: [x] not available, [z] not applicable.
"""

import io
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from odfdo import Document, Element, Table

from oocr.measures.annual_summary import INTERNAL, TITLE, Summary
from oocr.measures.cells import CannotSay, Cell, Percent, PercentChange, PointChange, Rate, Relative
from oocr.measures.exports import in_brief, measures_in, value_of
from oocr.measures.figure import PER, half_up
from oocr.measures.intervals import Interval
from oocr.measures.summary_table import SummaryTable
from oocr.ui.formats import day, moment, span

Row = list[Any]
UNITS = {
    Percent: "%",
    Rate: "per 1,000",
    PercentChange: "%",
    PointChange: "percentage points",
    Relative: "times",
}


def as_ods(summary: Summary) -> bytes:
    """The whole file."""
    document = Document("spreadsheet")
    document.body.clear()
    document.meta.title = TITLE
    document.meta.language = "en-GB"
    _sheet(document, "Cover", _cover(summary), heads=0)
    _sheet(document, "Notes", _notes(summary), heads=1)
    for number, table in enumerate(summary.tables, start=1):
        above = [[table.title], [f"Counts {table.unit.value}. {table.population}"], [INTERNAL]]
        rows = _rows(table)
        _sheet(document, f"{number}_{table.key}"[:31], [*above, *rows], heads=1, above=len(above))
    if summary.comparisons:
        _sheet(document, "Published", list(_published(summary)), heads=1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _sheet(document: Document, name: str, rows: list[Row], *, heads: int, above: int = 0) -> None:
    """A sheet. The `heads` rows after those `above` are marked as its header, as screen readers look for it."""
    sheet = Table(name)
    sheet.set_values(rows)
    if heads:
        head = sheet.get_elements("table:table-row")[above]
        group = Element.from_tag("table:table-header-rows")
        place = sheet.index(head)
        sheet.delete(head)
        group.append(head)
        sheet.insert(group, position=place)
    document.body.append(sheet)


def _cover(summary: Summary) -> list[Row]:
    window = summary.window
    return [
        [TITLE],
        [INTERNAL],
        [f"Period: {span(window.start, window.end - timedelta(days=1))}."],
        [f"What was known before {day(window.cut_off)} is counted."],
        [f"Analysis extract {summary.snapshot.id}, taken {moment(summary.snapshot.taken_at)}."],
        [f"Worked out {moment(summary.calculated_at)}."],
        ["Shorthand: [x] not available, and the notes say why; [z] not applicable."],
        ["Intervals are at 95%. Each sheet has one table and counts one kind of thing."],
    ]


def _notes(summary: Summary) -> list[Row]:
    rows: list[Row] = [["Sheet", "Note"]]
    for number, table in enumerate(summary.tables, start=1):
        rows += [[f"{number} {table.title}", note] for note in table.notes]
        for because in dict.fromkeys(
            c.because for line in table.lines for c in line.cells if isinstance(c, CannotSay)
        ):
            rows.append([f"{number} {table.title}", f"[x] cannot say, because {because}."])
    for measure in measures_in(summary):
        out_of = f" Out of: {measure.out_of}." if measure.out_of else ""
        rows.append(
            [measure.name, f"Counts {measure.counts}.{out_of} Definition {measure.id}, {measure.hash}."]
        )
    return rows


def _rows(table: SummaryTable) -> list[Row]:
    columns = [[line.cells[place] for line in table.lines] for place in range(len(table.headings))]
    head = [table.first_heading]
    for heading, cells in zip(table.headings, columns, strict=True):
        head += _heads(heading.label, cells)
    body = [[line.label] for line in table.lines]
    for cells in columns:
        wide = _has_interval(cells)
        for row, cell in zip(body, cells, strict=True):
            row += _values(cell, wide)
    return [head, *body]


def _heads(label: str, cells: Iterable[Cell]) -> list[str]:
    kinds = [type(cell) for cell in cells]
    unit = next((UNITS[kind] for kind in kinds if kind in UNITS), "")
    named = f"{label} ({unit})" if unit else label
    return [named, f"{named}, 95% from", f"{named}, 95% to"] if _has_interval(cells) else [named]


def _has_interval(cells: Iterable[Cell]) -> bool:
    return any(isinstance(cell, Percent | Rate | Relative) for cell in cells)


def _values(cell: Cell, wide: bool) -> Row:
    value = value_of(cell)
    shown: Any = in_brief(cell) if value is None else value
    if isinstance(cell, Relative):
        shown = _two(cell.found.ratio)
    if not wide:
        return [shown]
    match cell:
        case Percent():
            return [shown, *_ends(cell.figure.interval, 100, cell.figure.places)]
        case Rate():
            return [shown, *_ends(cell.figure.interval, PER, cell.figure.places)]
        case Relative():
            return [shown, *_ends(cell.found.interval, 1, 2)]
    return [shown, in_brief(cell), in_brief(cell)]


def _ends(interval: Interval | None, times: int, places: int) -> Row:
    if interval is None:
        return ["[z]", "[z]"]
    return [float(half_up(Decimal(end) * times, places)) for end in (interval.low, interval.high)]


def _two(value: float) -> float:
    return float(half_up(Decimal(value), 2))


def _published(summary: Summary) -> Iterable[Row]:
    yield ["Published table", "Value", "As printed", "Our count", "Finding", "Why"]
    for comparison in summary.comparisons:
        for value in comparison.values:
            printed = value.published
            yield [
                comparison.paper.title,
                printed.says,
                printed.printed,
                value.count,
                value.finding.value,
                value.sentence,
            ]
    for source in dict.fromkeys(comparison.paper.source for comparison in summary.comparisons):
        yield ["Source", source, "[z]", "[z]", "[z]", "[z]"]
