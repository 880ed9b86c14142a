"""A damaged CSV, line by line: every line that can be read is, and the others are kept as they came."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oocr.imports.faults import cells as counted

# A quoted cell may go over several lines. One that never closes would swallow the rest of the file, so at this
# many lines the quote is taken for the mistake and reading goes on with the next line.
MOST_LINES = 1_000
AS_IT_CAME = "_line"  # where a line that cannot be taken apart is kept


@dataclass(frozen=True)
class Line:
    """One line of the file as text; `problem` is the code of what kept it from being read."""

    number: int
    text: str
    problem: str = ""
    ended: bool = True


@dataclass(frozen=True)
class Record:
    """One row's cells, or what was wrong with its line."""

    line: int
    cells: list[str]
    code: str = ""
    more: str = ""


csv.field_size_limit(1 << 30)


def records(lines: Iterable[Line], delimiter: str, wanted: int) -> Iterator[Record]:
    """The rows below the header. Lines with nothing in them are left out."""
    waiting: deque[Line] = deque()
    source = iter(lines)
    while line := (waiting.popleft() if waiting else next(source, None)):
        if line.problem:
            yield Record(line.number, [line.text], line.problem)
        elif '"' not in line.text:
            if line.text.strip(delimiter + " \t\r"):
                yield _fitted(line, line.text.split(delimiter), wanted)
        else:
            yield _quoted(line, waiting, source, delimiter, wanted)


def _quoted(first: Line, waiting: deque[Line], source: Iterator[Line], delimiter: str, wanted: int) -> Record:
    """A row with quotes, which may go on over the following lines. When it does not fit, only its first line is bad."""
    taken = [first]
    quotes = first.text.count('"')
    while quotes % 2 and len(taken) < MOST_LINES:
        following = waiting.popleft() if waiting else next(source, None)
        if following is None:
            break
        taken.append(following)
        quotes += following.text.count('"')
    found = _parsed("\n".join(line.text for line in taken), delimiter)
    if found is not None and not any(line.problem for line in taken):
        record = _fitted(first if len(taken) == 1 else taken[-1], found, wanted)
        if not record.code:
            return Record(first.number, record.cells)
        if len(taken) == 1:
            return record
    waiting.extendleft(reversed(taken[1:]))
    alone = first.text.split(delimiter)
    if len(alone) == wanted and not any(cell.lstrip().startswith('"') for cell in alone):
        return Record(
            first.number, alone
        )  # 5' 10" tall: a quote inside a cell that none opens is a character
    opened = any(cell.lstrip().startswith('"') for cell in alone) and first.text.count('"') % 2
    return Record(first.number, [first.text], "open-quote" if opened else "stray-quote")


def _parsed(text: str, delimiter: str) -> list[str] | None:
    try:
        rows = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
        )
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _fitted(line: Line, found: list[str], wanted: int) -> Record:
    """The cells, if there are as many as there should be. Empty ones past the last column do not count."""
    while len(found) > wanted and not found[-1].strip():
        found.pop()
    if len(found) == wanted:
        return Record(line.number, found)
    code = "too-many-cells" if len(found) > wanted else "too-few-cells" if line.ended else "cut-off"
    return Record(line.number, found, code, counted(len(found), wanted))
