"""Files that people take out: quarantined rows to correct, and an empty template and an example of each file."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from oocr.imports.extract import BY_NAME, File
from oocr.imports.load.lines import AS_IT_CAME
from oocr.imports.load.sources import OURS
from oocr.imports.models import QuarantinedRow

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def quarantine_workbook(rows: Iterable[QuarantinedRow]) -> bytes:
    """A sheet for each file: its columns, then what was wrong and what to do. The rows come in the order of the files.

    Send it back corrected: the sheets' names say which file each is, and `quarantine_row` which row.
    """
    sheets = (
        (name, _quarantine_sheet(name, found)) for name, found in groupby(rows, key=lambda row: row.file)
    )
    return _workbook(sheets)


def _quarantine_sheet(name: str, rows: Iterable[QuarantinedRow]) -> Iterator[Sequence[str]]:
    columns = [column.name for column in BY_NAME[name].columns]
    yield [*columns, *OURS]
    for row in rows:
        wrong = [row.wrong, *(wrong for _, _, wrong, _ in row.more)]
        to_do = [row.to_do, *(to_do for _, _, _, to_do in row.more)]
        cells = [row.raw.get(column, "") for column in columns]
        yield [*cells, str(row.pk), "\n".join(wrong), "\n".join(to_do), row.raw.get(AS_IT_CAME, "")]


def template(file: File, *, example: bool, as_csv: bool) -> bytes:
    """A file with its header only, or with one row of examples."""
    rows = [[column.name for column in file.columns]]
    if example:
        rows.append([column.example for column in file.columns])
    if not as_csv:
        return _workbook([(file.name, rows)])
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def _workbook(sheets: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> bytes:
    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_text_cell(sheet, value) for value in row])
    if not book.worksheets:
        book.create_sheet("empty")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _text_cell(sheet: Any, value: str) -> Any:
    """A cell that is text whatever it looks like: no formula runs, and no key loses its digits."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767])
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
