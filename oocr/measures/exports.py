"""The annual summary as a file: for programs (JSON, CSV) and for people (HTML, and ODS in `spreadsheet`).

Every format carries the marking, and every figure its numerator, denominator, period, definition and snapshot.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string

from oocr.measures import definitions
from oocr.measures.annual_summary import INTERNAL, TITLE, Summary
from oocr.measures.cells import (
    CannotSay,
    Cell,
    Count,
    NotApplicable,
    Percent,
    PercentChange,
    PointChange,
    Rate,
    Relative,
)
from oocr.measures.figure import PER, Figure
from oocr.measures.measure import Measure
from oocr.measures.summary_table import Line, SummaryTable

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for the start of a formula


def as_json(summary: Summary) -> str:
    """Everything, for a program."""
    return json.dumps(_document(summary), indent=2, ensure_ascii=False) + "\n"


def _document(summary: Summary) -> dict[str, Any]:
    return {
        "title": TITLE,
        "marking": INTERNAL,
        "period": {
            "from": f"{summary.window.start}",
            "to": f"{summary.window.end}",
            "last_day": f"{summary.window.end - timedelta(days=1)}",
            "cut_off": f"{summary.window.cut_off}",
        },
        "snapshot": {"id": summary.snapshot.id, "taken_at": summary.snapshot.manifest.taken_at},
        "calculated_at": summary.calculated_at.isoformat(),
        "tables": [_table(table) for table in summary.tables],
        "published": [
            {
                "title": comparison.paper.title,
                "source": comparison.paper.source,
                "from": f"{comparison.paper.window.start}",
                "to": f"{comparison.paper.window.end}",
                "values": [
                    {
                        "says": value.published.says,
                        "printed": value.published.printed,
                        "ours": value.count,
                        "finding": value.finding.value,
                        "sentence": value.sentence,
                    }
                    for value in comparison.values
                ],
            }
            for comparison in summary.comparisons
        ],
        "definitions": [_definition(measure) for measure in measures_in(summary)],
    }


def _table(table: SummaryTable) -> dict[str, Any]:
    return {
        "key": table.key,
        "title": table.title,
        "unit": table.unit.value,
        "population": table.population,
        "notes": list(table.notes),
        "columns": [heading.label for heading in table.headings],
        "rows": [
            {"label": line.label, "cells": [_cell(cell) for cell in line.cells]} for line in table.lines
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"shows": shows(cell), "value": value_of(cell), "text": cell.text} | (
        {"figure": figure_facts(cell.figure)} if cell.figure is not None else {}
    )


def figure_facts(figure: Figure) -> dict[str, Any]:
    """A figure with everything it takes to work it out again."""
    interval, population = figure.interval, figure.population
    scale = PER if figure.per_thousand is not None else 1
    return {
        "measure": figure.measure,
        "unit": figure.unit.value,
        "group": dict(figure.group),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "percent": None if figure.percent is None else float(figure.percent),
        "per_1000": None if figure.per_thousand is None else float(figure.per_thousand),
        "interval_low": None if interval is None else interval.low * scale,
        "interval_high": None if interval is None else interval.high * scale,
        "interval_method": None if interval is None else interval.method,
        "not_known": figure.not_known,
        "too_soon": figure.too_soon,
        "from": f"{figure.window.start}",
        "to": f"{figure.window.end}",
        "cut_off": f"{figure.window.cut_off}",
        "population": None if population is None else f"{population.table}, {population.source}",
        "population_as_at": None if population is None else f"{population.as_at}",
        "definition": figure.definition,
        "snapshot": figure.snapshot,
        "calculated_at": figure.calculated_at.isoformat(),
    }


def _definition(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "name": measure.name,
        "asks": measure.asks,
        "counts": measure.counts,
        "out_of": measure.out_of or None,
        "unit": measure.unit.value,
        "months_add_up": measure.months_add_up,
        "hash": measure.hash,
    }


def measures_in(summary: Summary) -> list[Measure]:
    """The measures a summary shows, in the order of their definitions."""
    shown = {figure.measure for _, _, _, figure in summary.figures()}
    return [measure for measure in definitions.ALL if measure.id in shown]


def shows(cell: Cell) -> str:
    """What kind of value a cell shows."""
    match cell:
        case Count():
            return cell.part.value
        case Percent():
            return "percent"
        case Rate():
            return "per_1000"
        case PercentChange():
            return "percent_change"
        case PointChange():
            return "percentage_point_change"
        case Relative():
            return "relative_rate"
        case CannotSay():
            return "cannot_say"
    return "not_applicable"


def value_of(cell: Cell) -> int | float | None:
    """The value a cell shows, as a number; None when it shows words."""
    match cell:
        case Count():
            return cell.value
        case Percent():
            return None if cell.figure.percent is None else float(cell.figure.percent)
        case Rate():
            return None if cell.figure.per_thousand is None else float(cell.figure.per_thousand)
        case PercentChange() | PointChange():
            return float(cell.value)
        case Relative():
            return cell.found.ratio
    return None


COLUMNS = (
    "table", "row", "shows", "value", "measure", "unit", "group", "numerator", "denominator", "percent", "per_1000",
    "interval_low", "interval_high", "interval_method", "not_known", "too_soon", "from", "to", "cut_off", "population",
    "population_as_at", "definition", "snapshot", "calculated_at", "because", "marking",
)  # fmt: skip


def as_csv(summary: Summary) -> str:
    """One row for each figure, and for each place where there could be one and is none."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for table in summary.tables:
        for line in table.lines:
            for row in _rows(table, line):
                writer.writerow({name: safe(value) for name, value in row.items()})
    return out.getvalue()


def _rows(table: SummaryTable, line: Line) -> Iterator[dict[str, Any]]:
    """A figure shown as a count and as a percentage is one row; a change is a row of its own."""
    seen: set[Figure] = set()
    for cell in line.cells:
        about = {"table": table.title, "row": line.label, "marking": INTERNAL}
        if isinstance(cell, CannotSay):
            yield about | {"shows": shows(cell), "because": cell.because}
        elif isinstance(cell, PercentChange | PointChange | Relative):
            yield about | {"shows": shows(cell), "value": value_of(cell)} | _plain(cell.figure)
        elif cell.figure is not None and cell.figure not in seen:
            seen.add(cell.figure)
            yield about | {"shows": "figure"} | _plain(cell.figure)


def _plain(figure: Figure) -> dict[str, Any]:
    facts = figure_facts(figure)
    return facts | {"group": "; ".join(f"{name}={value}" for name, value in figure.group)}


def safe(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula is marked as text. Numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


@dataclass(frozen=True)
class Document:
    """What the standalone page is drawn from."""

    title: str
    marking: str
    summary: Summary
    last_day: Any
    measures: list[Measure]


def as_html(summary: Summary) -> str:
    """A page that stands alone: every table with its caption, its headings' scope, its notes."""
    last_day = summary.window.end - timedelta(days=1)
    page = Document(TITLE, INTERNAL, summary, last_day, measures_in(summary))
    return render_to_string("measures/annual_summary_file.html", {"page": page}, using="jinja2")


def in_brief(cell: Cell) -> str:
    """What a cell says where there is room for little: government shorthand for what is not there."""
    if isinstance(cell, CannotSay):
        return "[x]"
    return "[z]" if isinstance(cell, NotApplicable) else cell.text
