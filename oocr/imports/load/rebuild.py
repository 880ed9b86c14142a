"""Filling a large empty table: its indexes and foreign keys are taken down and built again over all rows at once.

A foreign key looked up for each row, and an index kept in order row by row, cost several times the rows themselves;
so does a trigger that looks things up by an index that is down. Nothing is loosened: every key is checked, every index
there and everything a trigger keeps in step is in step before the transaction ends, and nobody can read a table that
is still empty. Where the account may not alter the table the rows go in the slower way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FEWEST = 5_000  # rows for which it is worth it

_OWNED = "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = %s::regclass"
_KEYS = """
    SELECT conname, pg_get_constraintdef(oid), confrelid::regclass::text FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype IN ('f', 'u') ORDER BY contype DESC
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = %s::regclass AND NOT indisprimary
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('u', 'p', 'x'))
"""


@contextmanager
def rebuilt(cursor: Any, table: str, rows: int, later: list[str] | None = None) -> Iterator[bool]:
    """Take down what can be built again, let the caller fill the table, and build it.

    Gives whether it was done: then no trigger of ours saw the rows, and the caller brings in step what they would have.
    Where that will write every row of the table once more, the caller gives a list: the indexes are put on it, as the
    statements that build them, for the caller to run when the rows are as they will stay. Keys are never left for later.
    """
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
    (filled,) = cursor.fetchone()
    cursor.execute(_OWNED, [table])
    (owned,) = cursor.fetchone()
    if rows < FEWEST or filled or not owned:
        yield False
        return
    cursor.execute(_KEYS, [table])
    # An account's or an agency's table is in everyone's way while a key to it is taken down; those keys stay.
    keys = [(name, definition) for name, definition, to in cursor.fetchall() if not to.startswith("access_")]
    cursor.execute(_INDEXES, [table])
    indexes = cursor.fetchall()
    for name, _ in keys:
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    yield True
    cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    definitions = [definition for _, definition in indexes]
    if later is None:
        build(cursor, definitions)
    else:
        later += definitions
    for name, definition in keys:
        cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')


def build(cursor: Any, definitions: list[str]) -> None:
    """Build indexes, each by more than one processor."""
    cursor.execute("SET LOCAL min_parallel_table_scan_size = 0")
    for definition in definitions:
        cursor.execute(definition)


def look_over(cursor: Any, target: Any) -> None:
    """Let PostgreSQL see how the new rows are spread, so that what is asked of them next is asked well.

    By column, and by a smaller sample than its own: the indexes on expressions it looks at in its own time.
    """
    cursor.execute("SET LOCAL default_statistics_target = 30")
    columns = ", ".join(f'"{field.column}"' for field in target.model._meta.concrete_fields)
    cursor.execute(f'ANALYZE "{target.table}" ({columns})')
    if target.side:
        cursor.execute(f"ANALYZE {target.side.table}")
    cursor.execute("SET LOCAL default_statistics_target = DEFAULT")
