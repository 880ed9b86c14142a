"""Filling a large empty table: its indexes and keys are taken down and built again over all rows at once.

A foreign key looked up for each row, and an index kept in order row by row, cost several times the rows themselves;
so does a trigger that looks things up by an index that is down. Nothing is loosened: every key is checked, every index
there and everything a trigger keeps in step is in step before the transaction ends, and nobody can read a table that
is still empty. Where the account may not alter the tables the rows go in the slower way.
"""

from dataclasses import dataclass
from typing import Any

FEWEST = 1_000  # rows for which it is worth it

# Its own keys, and those of others that stand on its primary key: whatever points at an empty table is empty too, or
# points at nothing. An account's or an agency's table is in everyone's way while a key to it is down; those stay.
_KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype = 'f',
           pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = conrelid), 'USAGE')
    FROM pg_constraint
    WHERE %(table)s::regclass IN (conrelid, confrelid) AND contype IN ('p', 'u', 'f')
    AND NOT starts_with(confrelid::regclass::text, 'access_')
    ORDER BY contype = 'f', contype = 'u', conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""


@dataclass(frozen=True)
class Down:
    """What was taken down of a table, as the statements that build it again.

    No trigger of ours sees the rows until then: the caller brings in step what they would have.
    """

    indexes: list[str]
    keys: list[str]


def take_down(cursor: Any, table: str, rows: int) -> Down | None:
    """Take down what can be built again, if it is worth it and this account may."""
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
    (filled,) = cursor.fetchone()
    if rows < FEWEST or filled:
        return None
    cursor.execute(_KEYS, {"table": table})
    keys = cursor.fetchall()
    if not all(owned for *_, owned in keys):
        return None
    cursor.execute(_INDEXES, [table])
    indexes = cursor.fetchall()
    # Foreign keys first, since they stand on the others.
    dropped = [f'ALTER TABLE {of} DROP CONSTRAINT "{name}"' for of, name, *_ in reversed(keys)]
    dropped += [f"DROP INDEX {name}" for name, _ in indexes]
    build(cursor, [*dropped, f'ALTER TABLE "{table}" DISABLE TRIGGER USER'])
    again = [
        (f'ALTER TABLE {of} ADD CONSTRAINT "{name}" {said}', foreign) for of, name, said, foreign, _ in keys
    ]
    own, foreign = ([sql for sql, is_foreign in again if is_foreign is kind] for kind in (False, True))
    return Down(
        [definition for _, definition in indexes],
        [f'ALTER TABLE "{table}" ENABLE TRIGGER USER', *own, *foreign],
    )


def build(cursor: Any, statements: list[str]) -> None:
    """Do what takes indexes and keys down or builds them again: all in one breath, with no way back and forth between."""
    if statements:
        cursor.execute("; ".join(statements))


def look_over(cursor: Any, target: Any) -> None:
    """Let PostgreSQL see how the new rows are spread, so that what is asked of them next is asked well.

    By column, and by a smaller sample than its own: the indexes on expressions it looks at in its own time.
    """
    cursor.execute("SET LOCAL default_statistics_target = 10")
    columns = ", ".join(f'"{field.column}"' for field in target.model._meta.concrete_fields)
    cursor.execute(f'ANALYZE "{target.table}" ({columns})')
    if target.side:
        cursor.execute(f"ANALYZE {target.side.table}")
    cursor.execute("SET LOCAL default_statistics_target = DEFAULT")
