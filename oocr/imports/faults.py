"""Everything that can be wrong with a row or a file: what was wrong and what to do, in words. Pure.

`{cell}` is the cell as it came, shortened; `{column}` its column; `{more}` whatever else the sentence needs.
"""

from dataclasses import dataclass

SHOWN = 60  # characters of a cell that a sentence repeats


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one row, as people read it."""

    code: str
    column: str
    wrong: str
    to_do: str


@dataclass(eq=False)
class FileFault(Exception):
    """A whole file that cannot be read. None of its rows went in."""

    code: str
    wrong: str
    to_do: str
    line: int = 1
    column: str = ""

    def __str__(self) -> str:
        return f"{self.wrong} {self.to_do}"


# code: (what was wrong, what to do)
ROW_FAULTS: dict[str, tuple[str, str]] = {
    # the cell
    "missing": ("{column} is empty, and every row needs it.", "Fill it in."),
    "not-a-key": (
        "“{cell}” is not a key: only letters, digits and - _ / . : are used in one, at most 60 of them.",
        "Send the record’s own key, as the source system has it.",
    ),
    "long-number": (
        "“{cell}” is a long number that a spreadsheet has shortened, so digits are lost.",
        "Format the column as text before the number is typed or opened, and send it again.",
    ),
    "not-a-date": (
        "“{cell}” is not a date.",
        "Write it as 2025-01-31 or 31/01/2025, with a day that exists.",
    ),
    "short-year": ("The year of “{cell}” has two digits.", "Write the year with four."),
    "too-early": (
        "“{cell}” is before 1910. A spreadsheet shows an empty date as a day in 1900.",
        "Put the right date, or leave the cell empty when it is not known.",
    ),
    "in-the-future": ("“{cell}” is after the day of this import.", "Put the right date."),
    "too-late": ("“{cell}” is more than ten years ahead.", "Put the right date."),
    "not-a-choice": ("“{cell}” is not one of the values of {column}.", "Use one of these: {more}."),
    "not-a-number": ("“{cell}” is not a whole number, 0 or more.", "Write digits only."),
    "too-large": ("{cell} is more than the largest number kept, 2,147,483,647.", "Put the right number."),
    "too-long": ("The cell holds {more} characters.", "Shorten it: {column} holds at most {limit}."),
    "formula": ("“{cell}” is a formula, not a value.", "Send the value: in a spreadsheet, paste as values."),
    "spreadsheet-error": (
        "“{cell}” is a spreadsheet’s error, not a value.",
        "Put the value, or leave the cell empty.",
    ),
    "unreadable-characters": (
        "“{cell}” holds characters that were damaged on the way (� or Ã©, for example).",
        "Save the file as UTF-8 from the source system and send it again.",
    ),
    "control-character": ("The cell holds a character that cannot be seen (code {more}).", "Remove it."),
    # the row
    "too-few-cells": (
        "The line has {more}.",
        "Give every line a cell for every column; an empty one counts.",
    ),
    "too-many-cells": ("The line has {more}.", "Put double quotes around a cell that has a comma in it."),
    "cut-off": ("The file ends in the middle of this line: it has {more}.", "Export the file again, whole."),
    "open-quote": (
        "A double quote opens a cell on this line and is not closed.",
        "Close it, or write a double quote inside a cell twice.",
    ),
    "stray-quote": (
        "There is a double quote in the middle of a cell on this line.",
        "Put the whole cell in double quotes, and write the one inside it twice.",
    ),
    "mixed-encodings": (
        "This line is not in the encoding of the rest of the file.",
        "Save the whole file as UTF-8 and send it again.",
    ),
    "null-character": ("The line holds null characters: the file was damaged.", "Export the file again."),
    "dates-out-of-order": ("committed_to is before committed_from.", "Put the two dates in order."),
    "not-closed": (
        "There is a date of closing, but the case is not closed.",
        "Set the state to closed, or empty the date.",
    ),
    "ages-out-of-order": ("The oldest age is less than the youngest.", "Put the two ages in order."),
    "duplicate-key": (
        "“{cell}” was already on line {more} of this file with other values; that line was used.",
        "Decide which is right, and send one row only.",
    ),
    # the other rows
    "unknown-reference": (
        "{more} is not known yet.",
        "Nothing, if it is still to come: this row goes in by itself with the import that brings it. "
        "Otherwise correct the key.",
    ),
    "another-force": (
        "{more} belongs to another force.",
        "Check the key, and who the extract was sent for. A key names one row here, whichever force it came from.",
    ),
    "other-provider": ("The service “{cell}” is run by {more} here.", "Correct the provider or the service."),
}

# What the cells of one row may not say together: file → (column, code, SQL with a gap for each column).
TOGETHER: dict[str, tuple[tuple[str, str, str], ...]] = {
    "crimes": (("committed_to", "dates-out-of-order", "{committed_to} < {committed_from}"),),
    "cases": (("closed_on", "not-closed", "{closed_on} IS NOT NULL AND {state} <> 'closed'"),),
    "populations": (("age_to", "ages-out-of-order", "{age_to} < {age_from}"),),
}


def fault(code: str, column: str = "", cell: str = "", *, more: str = "", limit: int = 0) -> Fault:
    """The fault in words."""
    wrong, to_do = ROW_FAULTS[code]
    gaps = {"column": column or "The key", "cell": shortened(cell), "more": more, "limit": f"{limit:,}"}
    return Fault(code, column, wrong.format(**gaps), to_do.format(**gaps))


def plain(sentence: str) -> str:
    """A fault's sentence without what it says of one row: its gaps as dots."""
    for gap in ("cell", "column", "more", "limit"):
        sentence = sentence.replace("{" + gap + "}", "…")
    return sentence


def shortened(cell: str) -> str:
    """A cell as a sentence repeats it: one line, not too long."""
    line = " ".join(cell.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def cells(count: int, wanted: int) -> str:
    """ "3 cells where 5 are needed"."""
    return f"{count} {'cell' if count == 1 else 'cells'} where {wanted} are needed"
