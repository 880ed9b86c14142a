"""The column reference, written from the declaration that checks an extract."""

from oocr.imports.extract import FILES, Column, File, Kind
from oocr.imports.faults import ROW_FAULTS, plain

KINDS = {
    Kind.KEY: "Key: letters, digits and - _ / . : up to 60 characters",
    Kind.TEXT: "Text, up to 500 characters",
    Kind.LONG_TEXT: "Text, up to 10,000 characters",
    Kind.DATE: "Date: 2025-01-31 or 31/01/2025",
    Kind.CHOICE: "One of",
    Kind.LIST: "Several, with ; between",
    Kind.NUMBER: "Whole number, 0 or more",
}


def pages() -> dict[str, str]:
    """The pages of the reference this room writes."""
    return {"extract.md": extract()}


def may_hold(column: Column) -> str:
    """What a cell of the column may hold, in words."""
    said = KINDS[column.kind]
    if column.kind is Kind.CHOICE:
        said = f"{said}: {', '.join(choice for choice in column.choices if choice)}"
    if column.refers_to:
        said = f"{said}. A key of {column.refers_to}"
    return said


def must_be_there(column: Column) -> str:
    """Whether the cell must be filled, and what an empty one means."""
    if column.required:
        return "Yes"
    return f"No; empty means {column.default}" if column.default else "No"


def extract() -> str:
    """The page."""
    parts = [
        "# The extract",
        "One folder with a CSV or XLSX file for each name below, or any of them. The first line of a file names its columns, in "
        "any order. Each file's first column here is its *key*: the record's own key in the system it comes from. The same key "
        "sent again with other values is a change; with the same values it changes nothing. A column that is left out leaves "
        "what was recorded as it was. Rows may refer to rows that come later: they wait.",
        *(_file(file) for file in FILES),
        _faults(),
    ]
    return "\n\n".join(parts)


def _file(file: File) -> str:
    rows = [
        f"| `{column.name}` | {column.says} | {may_hold(column)} | {must_be_there(column)} | {column.example} |"
        for column in file.columns
    ]
    head = "| Column | What it is | What it may hold | Must it be filled | Example |\n| --- | --- | --- | --- | --- |"
    return "\n".join([f"## {file.name}", "", file.says, "", head, *rows])


def _faults() -> str:
    rows = [
        f"| `{code}` | {plain(wrong)} | {plain(to_do)} |"
        for code, (wrong, to_do) in sorted(ROW_FAULTS.items())
    ]
    head = "| Code | What was wrong | What to do |\n| --- | --- | --- |"
    return "\n".join(["## What can be wrong with a row", "", head, *rows])
