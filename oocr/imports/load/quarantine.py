"""Keep the bad rows aside, let them go when they come right, and try again those that only waited."""

import hashlib
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from oocr.imports.extract import File
from oocr.imports.faults import Fault, fault
from oocr.imports.load.check import LONGEST, faulty
from oocr.imports.load.lines import AS_IT_CAME
from oocr.imports.load.sources import OURS, ROW_NUMBER, Source, waiting_source
from oocr.imports.load.targets import BY_FILE, Target
from oocr.imports.load.write import Load

KEPT = 32_000  # characters of a cell: what a spreadsheet's cell can hold
CHOICES_SHOWN = 24
_COLUMNS = "line, column_name, code, wrong, to_do, more, raw, row_key, fingerprint, waiting_for, replaces"
_ASIDE = """
    CREATE TEMP TABLE aside (line bigint, column_name text, code text, wrong text, to_do text, more jsonb, raw jsonb,
                             row_key text, fingerprint text, waiting_for text, replaces bigint)
"""


def has_any(cursor: Any, agency_id: int) -> bool:
    """Is there a row of this force in the quarantine?"""
    cursor.execute(
        "SELECT EXISTS (SELECT 1 FROM imports_quarantinedrow aside JOIN imports_batch batch ON batch.id = aside.batch_id "
        "WHERE aside.resolved_at IS NULL AND batch.agency_id = %s)",
        [agency_id],
    )
    return bool(cursor.fetchone()[0])


def set_aside(load: Load, target: Target, source: Source) -> int:
    """Put the bad rows of a file in the quarantine, and let go those there that this file replaces."""
    rows = _bad_rows(load, source)
    first = next(rows, None)
    if first is None and not load.some_aside:
        return 0
    cursor = load.cursor
    cursor.execute("DROP TABLE IF EXISTS aside;" + _ASIDE)
    count = 0
    with cursor.copy(f"COPY aside ({_COLUMNS}) FROM STDIN") as copy:
        for line, faults, cells in chain([first] if first else [], rows):
            copy.write_row(_row(load, target.file, line, faults, cells))
            count += 1
    if load.some_aside:
        _let_go(load, target)
    cursor.execute(
        """
        INSERT INTO imports_quarantinedrow
            (batch_id, file, line, "column", code, wrong, to_do, more, raw, row_key, fingerprint, waiting_for)
        SELECT %s, %s, line, column_name, code, wrong, to_do, more, raw, row_key, fingerprint, waiting_for
        FROM aside ORDER BY line ON CONFLICT (fingerprint) WHERE resolved_at IS NULL DO NOTHING
        """,
        [load.batch_id, target.name],
    )
    return count


def _bad_rows(load: Load, source: Source) -> Iterator[tuple[int, list[Fault], dict[str, str]]]:
    for line, codes, cells in faulty(load.references.checker, source):
        yield line, [_fault(source.file, code, cells) for code in codes.split()], cells
    if source.damaged:
        with source.damaged.open(encoding="utf-8") as damaged:
            for text in damaged:
                line, code, more, cells = json.loads(text)
                yield line, [fault(code, more=more)], cells


def _fault(file: File, told: str, cells: dict[str, str]) -> Fault:
    """A fault as the checker told it ("column:code", and sometimes more), in words."""
    name, code, *rest = told.split(":", 2)
    column = next(column for column in file.columns if column.name == name)
    cell, more, limit = cells.get(name, "").strip(), rest[0] if rest else "", LONGEST.get(column.kind, 0)
    match code:
        case "not-a-choice":
            known = [choice for choice in column.choices if choice]
            more = ", ".join(known[:CHOICES_SHOWN]) + (" …" if len(known) > CHOICES_SHOWN else "")
        case "too-long":
            more = f"{len(cell):,}"
        case "control-character":
            more = next(
                (str(ord(letter)) for letter in cell if not letter.isprintable() and letter not in "\t\r\n"),
                "",
            )
        case "unknown-reference" | "another-force":
            where, _, key = more.partition(":")
            more = f"“{key}” in {name}, a row of {where},"
        case "other-provider" | "duplicate-key":
            more = more.replace("_", " ")
    return fault(code, name, cell, more=more, limit=limit)


def _row(load: Load, file: File, line: int, faults: list[Fault], cells: dict[str, str]) -> tuple[Any, ...]:
    first, *others = faults
    raw = {name: _storable(cell) for name, cell in cells.items() if name and name not in OURS}
    more = [[f.code, f.column, _storable(f.wrong), f.to_do] for f in others]
    key = raw.get(file.key.name, "").strip().lstrip("'")
    waiting = ""
    if first.code == "unknown-reference":
        waiting = _waiting_for(file, first)
    replaces = cells.get(ROW_NUMBER, "").strip()
    return (
        line, first.column, first.code, _storable(first.wrong), _storable(first.to_do), json.dumps(more), json.dumps(raw),
        key, fingerprint(load.agency_id, file, raw), waiting, int(replaces) if replaces.isdigit() and len(replaces) < 18 else None,
    )  # fmt: skip


def _waiting_for(file: File, told: Fault) -> str:
    """ "people:P000123", read back from the sentence's own parts."""
    column = next(column for column in file.columns if column.name == told.column)
    key = told.wrong[1 : told.wrong.index("”")]
    return f"{column.refers_to}:{key}"


def _storable(text: str) -> str:
    """What PostgreSQL can keep, and no more than a spreadsheet's cell can hold."""
    text = text.replace("\0", "")
    return text if len(text) <= KEPT else text[:KEPT] + "…"


def fingerprint(agency_id: int, file: File, raw: dict[str, str]) -> str:
    """The same for the same row of the same force, whichever file, line or spreadsheet it came in."""
    cells = [raw.get(column.name, "").strip() for column in file.columns] + [raw.get(AS_IT_CAME, "").strip()]
    return hashlib.sha256(
        "\x1f".join([str(agency_id), file.name, *cells]).encode("utf-8", "surrogatepass")
    ).hexdigest()


def _let_go(load: Load, target: Target) -> None:
    """Rows of this force in the quarantine that came again in this file, right or differently wrong, are replaced by it.

    A row is known again by its key, or by the number our own spreadsheet gave it. What is as wrong as before stays.
    """
    cursor, checker = load.cursor, load.references.checker
    cursor.execute("DROP TABLE IF EXISTS wanted; CREATE TEMP TABLE wanted (key text, row_number bigint)")
    with cursor.copy("COPY wanted FROM STDIN") as copy:
        found = checker.cursor().execute(
            f"SELECT \"{target.file.key.name}\", row_number FROM checked WHERE faults = ''"
        )
        while rows := found.fetchmany(10_000):
            for row in rows:
                copy.write_row(row)
    cursor.execute("INSERT INTO wanted SELECT row_key, replaces FROM aside; ANALYZE wanted")
    cursor.execute(
        """
        UPDATE imports_quarantinedrow old SET resolved_at = %s, resolved_by = %s
        WHERE old.file = %s AND old.resolved_at IS NULL AND old.batch_id <> %s
        AND old.batch_id IN (SELECT id FROM imports_batch WHERE agency_id = %s)
        AND old.fingerprint NOT IN (SELECT fingerprint FROM aside)
        AND ((old.row_key <> '' AND old.row_key IN (SELECT key FROM wanted)) OR old.id IN (SELECT row_number FROM wanted))
        """,
        [load.at, load.batch, target.name, load.batch_id, load.agency_id],
    )


def waiting(load: Load, target: Target) -> Source | None:
    """The rows of a file that this force sent and that waited for a row which is there now; nothing when there are none."""
    parents = {column.refers_to for column in target.file.columns if column.refers_to}
    there = " OR ".join(
        f"(starts_with(waiting_for, '{name}:') AND EXISTS (SELECT 1 FROM \"{BY_FILE[name].table}\" other "
        f'WHERE other."{BY_FILE[name].key}" = substr(waiting_for, {len(name) + 2})))'
        for name in sorted(parents)
    )
    if not there:
        return None
    load.cursor.execute(
        f"SELECT id, raw FROM imports_quarantinedrow WHERE file = %s AND resolved_at IS NULL AND waiting_for <> '' "
        f"AND batch_id IN (SELECT id FROM imports_batch WHERE agency_id = %s) AND ({there}) ORDER BY id",
        [target.name, load.agency_id],
    )
    rows = [
        (number, json.loads(raw) if isinstance(raw, str) else raw) for number, raw in load.cursor.fetchall()
    ]
    return waiting_source(target.file, rows, load.references.work) if rows else None


def settle(load: Load, target: Target, source: Source) -> int:
    """Rows that waited and went in leave the quarantine; those that wait for yet another row are told so."""
    cursor, checker = load.cursor, load.references.checker
    good = [line for (line,) in checker.execute("SELECT line FROM checked WHERE faults = ''").fetchall()]
    cursor.execute(
        "UPDATE imports_quarantinedrow SET resolved_at = %s, resolved_by = %s WHERE id = ANY(%s)",
        [load.at, load.batch, good],
    )
    for number, codes, cells in faulty(checker, source):
        told = _row(load, target.file, 0, [_fault(target.file, code, cells) for code in codes.split()], cells)
        cursor.execute(
            'UPDATE imports_quarantinedrow SET "column" = %s, code = %s, wrong = %s, to_do = %s, waiting_for = %s WHERE id = %s',
            [told[1], told[2], told[3], told[4], told[9], number],
        )
    return len(good)
