"""The files of an extract: which they are, and each one made a clean table of text that DuckDB can read."""

import csv
import difflib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from oocr.imports.extract import BY_NAME, File
from oocr.imports.faults import FileFault
from oocr.imports.load import encodings, workbook
from oocr.imports.load.lines import AS_IT_CAME, Line, Record, records

# Columns that our own spreadsheet of quarantined rows adds. They may come back with it.
ROW_NUMBER = "quarantine_row"
OURS = (ROW_NUMBER, "what_was_wrong", "what_to_do", "line_as_it_came")
DELIMITERS = (",", ";", "\t", "|")


@dataclass
class Source:
    """One file of the extract as it can be read: where, its columns in order, and what was found on the way.

    `numbered` sources were rewritten by us: their first column is the line each row stood on.
    """

    file: File
    label: str
    path: Path
    columns: list[str]
    delimiter: str = ","
    numbered: bool = False
    newlines: int = 0
    reread: Callable[[], "Source"] | None = None  # the careful way, when the fast one stumbles
    damaged: Path | None = None  # lines that could not be taken apart, as JSON
    waited: bool = False  # rows from the quarantine: each `line` is the number of its quarantined row

    @property
    def named(self) -> list[str]:
        """The columns of the declaration that are there."""
        known = {column.name for column in self.file.columns}
        return [name for name in self.columns if name in known]


@dataclass
class Found:
    """What a folder holds: files that were recognised, and what is wrong with others."""

    files: dict[str, tuple[str, Path]] = field(default_factory=dict)
    faults: dict[str, FileFault] = field(default_factory=dict)


def find(folder: Path) -> Found:
    """The extract's files in a folder. Hidden files and those that are neither CSV nor XLSX are left alone."""
    found = Found()
    for path in sorted(folder.iterdir()):
        if (
            not path.is_file()
            or path.name.startswith((".", "~$"))
            or path.suffix.lower() not in (".csv", ".xlsx")
        ):
            continue
        for name, label in _names(path):
            if name not in BY_NAME:
                found.faults[label] = unknown_file(label, name)
            elif name in found.files:
                other = found.files[name][0]
                found.faults[label] = FileFault(
                    "sent-twice",
                    f"{name} is here twice, also as {other}.",
                    f"Leave one of them out. {other} was read.",
                )
            else:
                found.files[name] = (label, path)
    return found


def _names(path: Path) -> Iterable[tuple[str, str]]:
    """The files of the extract that a file on disk holds: one, or a sheet for each in a workbook with such sheets."""
    own = path.stem.strip().lower().replace(" ", "_").replace("-", "_")
    if own not in BY_NAME and workbook.is_one(path):
        sheets = [sheet for sheet in workbook.sheets(path) if sheet in BY_NAME]
        if sheets:
            return [(sheet, f"{path.name}, sheet {sheet}") for sheet in sheets]
    return [(own, path.name)]


def unknown_file(label: str, name: str) -> FileFault:
    """A file whose name is not one of the extract's."""
    near = difflib.get_close_matches(name, BY_NAME, 1)
    do = (
        f"Call it {near[0]}.csv, if that is what it holds."
        if near
        else f"The files are: {', '.join(BY_NAME)}."
    )
    return FileFault("unknown-file", f"{label} is not a file of the extract.", do)


def open_source(file: File, label: str, path: Path, work: Path) -> Source:
    """Look at a file and say how to read it. Raises `FileFault` when it cannot be read as a whole."""
    if path.stat().st_size == 0:
        raise FileFault(
            "empty-file", "The file is empty.", "Export it again; a file without rows still has a header."
        )
    workbook.refuse_others(path)
    if workbook.is_one(path):
        rows = workbook.rows(path, file.name)
        _, header = next(rows, (1, []))
        columns = columns_of(file, header)
        return _rewritten(file, label, columns, _sheet_records(rows, len(columns)), work)
    looked = encodings.look(path)
    lines = encodings.text_lines(path, looked)
    first = next(lines, Line(1, ""))
    delimiter = _delimiter(first.text)
    columns = columns_of(file, next(csv.reader([first.text], delimiter=delimiter), []))

    def carefully() -> Source:
        below = encodings.text_lines(path, looked)
        next(below, None)
        return _rewritten(file, label, columns, records(below, delimiter, len(columns)), work)

    if not looked.plain or "" in columns:
        return carefully()
    newlines = looked.newlines + (not looked.last_line_ended)
    return Source(file, label, path, columns, delimiter, newlines=newlines, reread=carefully)


def columns_of(file: File, header: list[str]) -> list[str]:
    """The columns a header names, checked against the declaration. Raises `FileFault` when they do not fit."""
    names = [
        cell.strip().strip("'\ufeff").strip().lower().replace(" ", "_").replace("-", "_") for cell in header
    ]
    while names and not names[-1]:
        names.pop()
    known = [column.name for column in file.columns]
    if not set(names) & set(known):
        raise FileFault(
            "not-a-table",
            f"The first line does not name any column of {file.name}.",
            f"It must be a CSV or XLSX file whose first line is: {', '.join(known)}.",
        )
    for name in names:
        if name and names.count(name) > 1:
            raise FileFault(
                "repeated-column", f"The column {name} is there twice.", "Leave one of them out.", column=name
            )
    unknown = [name for name in names if name not in known and name not in OURS]
    if unknown:
        near = difflib.get_close_matches(unknown[0], set(known) - set(names), 1)
        do = f"Is it {near[0]}? " if near else ""
        what = ", ".join(name or "(a column without a name)" for name in unknown)
        raise FileFault(
            "unknown-column",
            f"{file.name} has no column called {what}.",
            f"{do}Give each column the name in the column reference, or leave it out.",
            column=unknown[0],
        )
    missing = [column.name for column in file.columns if column.required and column.name not in names]
    if missing:
        raise FileFault(
            "missing-column",
            f"The file has no column {', '.join(missing)}.",
            "Add it: rows cannot be used without it.",
            column=missing[0],
        )
    return names


def waiting_source(file: File, rows: Iterable[tuple[int, dict[str, str]]], work: Path) -> Source:
    """Rows from the quarantine, each with its number there. Only columns that each of them came with are named."""
    found = list(rows)
    columns = [column.name for column in file.columns if all(column.name in cells for _, cells in found)]
    source = _rewritten(
        file, "quarantine", columns, (Record(n, [cells[c] for c in columns]) for n, cells in found), work
    )
    source.waited = True
    return source


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _sheet_records(rows: Iterator[tuple[int, list[str]]], wanted: int) -> Iterator[Record]:
    """A sheet's rows, as wide as its header. Rows with nothing in them are left out."""
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            fitting = cells[:wanted] + [""] * (wanted - len(cells))
            over = [cell for cell in cells[wanted:] if cell.strip()]
            if over:
                yield Record(
                    line, cells, "too-many-cells", f"{wanted + len(over)} cells where {wanted} are needed"
                )
            else:
                yield Record(line, fitting)


def _rewritten(file: File, label: str, columns: list[str], found: Iterable[Record], work: Path) -> Source:
    """Write the rows out clean, each after the number of its line, and the damaged ones beside them."""
    clean, damaged = work / f"{file.name}.clean.csv", work / f"{file.name}.damaged.jsonl"
    with clean.open("w", newline="", encoding="utf-8") as good, damaged.open("w", encoding="utf-8") as bad:
        writer = csv.writer(good, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for record in found:
            if record.code:
                bad.write(json.dumps([record.line, record.code, record.more, _kept(record, columns)]) + "\n")
            else:
                writer.writerow([record.line, *record.cells])
    return Source(file, label, clean, columns, numbered=True, damaged=damaged)


def _kept(record: Record, columns: list[str]) -> dict[str, str]:
    """What is kept of a damaged line: its cells by column as far as they go, or the line as it came."""
    if len(record.cells) == 1:
        return {AS_IT_CAME: record.cells[0]}
    kept = dict(zip(columns, record.cells, strict=False))
    if over := record.cells[len(columns) :]:
        kept[AS_IT_CAME] = ",".join(over)
    return kept
