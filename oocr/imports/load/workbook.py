"""XLSX files: their sheets and rows as text, with what a spreadsheet did to the cells undone where it can be."""

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from oocr.imports.faults import FileFault

ZIP, OLD, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
MOST_BYTES = 1 << 30  # of a workbook taken out of its zip
EXACT = 10**15  # above this a spreadsheet's number has lost digits


def is_one(path: Path) -> bool:
    """Is it a workbook? Told by its content, whatever its name."""
    with path.open("rb") as file:
        return file.read(4) == ZIP


def refuse_others(path: Path) -> None:
    """Raise a clear `FileFault` for the kinds of file that people send by mistake."""
    with path.open("rb") as file:
        start = file.read(512)
    if start[:4] == OLD:
        raise FileFault(
            "old-workbook",
            "The file is an old spreadsheet (.xls) or is protected with a password.",
            "Save it as .xlsx or .csv without a password.",
        )
    if start[:4] == PDF:
        raise FileFault("not-a-table", "The file is a PDF.", "Send the data as .csv or .xlsx.")
    if start.lstrip()[:1] in (b"<", b"{", b"["):
        raise FileFault(
            "not-a-table", "The file is a web page, XML or JSON.", "Send the data as .csv or .xlsx."
        )
    marked = start[:2] in (b"\xff\xfe", b"\xfe\xff")  # UTF-16, which is half nulls
    if start[:4] != ZIP and not marked and b"\0" in start[:64]:
        raise FileFault("not-a-table", "The file is not text.", "Send the data as .csv or .xlsx.")


def sheets(path: Path) -> list[str]:
    """The names of a workbook's sheets; none when it cannot be opened (which is told when it is read)."""
    try:
        book = _open(path)
    except FileFault:
        return []
    try:
        return list(book.sheetnames)
    finally:
        book.close()


def rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the sheet of that name, or of the first, each with its number. Cells past the last filled are dropped."""
    book = _open(path)
    try:
        sheet = book[name] if name in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(_quietly(sheet.iter_rows(values_only=True)), 1):
            cells = [as_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            yield number, cells
    except (ValueError, KeyError, SyntaxError, zipfile.BadZipFile, EOFError) as error:
        raise _broken() from error
    finally:
        book.close()


def as_text(value: Any) -> str:
    """A cell's value as it would stand in a CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return (
            value.date().isoformat()
            if value.time() == dt.time()
            else value.isoformat(sep=" ", timespec="seconds")
        )
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < EXACT else f"{value:.6E}"
    if isinstance(value, int):
        return str(value) if abs(value) < EXACT else f"{value:.6E}"
    return str(value)


def _open(path: Path) -> Any:
    try:
        with zipfile.ZipFile(path) as inside:
            if sum(entry.file_size for entry in inside.infolist()) > MOST_BYTES:
                raise FileFault("too-large", "The spreadsheet is too large to open.", "Send it as .csv.")
            if any(_declares(inside, entry) for entry in inside.infolist()):
                raise _broken()
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl remarks on styles and the like, which do not matter here
            return load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError) as error:
        raise _broken() from error


def _quietly(found: Iterator[Any]) -> Iterator[Any]:
    """Each row without openpyxl's remarks, which come while it is read."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(found, None)
        if row is None:
            return
        yield row


def _declares(inside: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Does a part declare entities? No spreadsheet program writes one; an attack does."""
    if not entry.filename.endswith((".xml", ".rels")):
        return False
    with inside.open(entry) as part:
        return b"<!DOCTYPE" in part.read(4096)


def _broken() -> FileFault:
    return FileFault(
        "broken-workbook", "The spreadsheet is damaged and cannot be opened.", "Save it again and send it."
    )
