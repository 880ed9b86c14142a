"""The files the annual summary can be taken out as."""

from collections.abc import Callable
from dataclasses import dataclass

from oocr.measures import exports, spreadsheet
from oocr.measures.annual_summary import Summary


@dataclass(frozen=True)
class Format:
    """A kind of file: what people call it, what the browser is told it is, and how it is made."""

    label: str
    content_type: str
    make: Callable[[Summary], bytes]


FORMATS: dict[str, Format] = {
    "ods": Format(
        "Spreadsheet (ODS)",
        "application/vnd.oasis.opendocument.spreadsheet",
        lambda summary: spreadsheet.as_ods(summary),
    ),
    # With the mark that tells Excel it is UTF-8.
    "csv": Format(
        "CSV, one row for each figure",
        "text/csv; charset=utf-8",
        lambda summary: exports.as_csv(summary).encode("utf-8-sig"),
    ),
    "json": Format(
        "JSON, with everything", "application/json", lambda summary: exports.as_json(summary).encode()
    ),
    "html": Format("Web page", "text/html; charset=utf-8", lambda summary: exports.as_html(summary).encode()),
}
