"""Write the good rows of one file: straight into a table that is empty, or compared with what is there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from oocr.imports.load import stream
from oocr.imports.load.behind import Behind
from oocr.imports.load.corrections import (
    Changes,
    keep_what_people_corrected,
    leave_out_misfits,
    record_changes,
)
from oocr.imports.load.held import Held, fill_with_facets, hold
from oocr.imports.load.in_step import facets_in_step, people_in_step
from oocr.imports.load.rebuild import Down, take_down
from oocr.imports.load.resolve import References, joins, value
from oocr.imports.load.sources import Source
from oocr.imports.load.targets import BY_FILE, Target


@dataclass
class Written:
    """What became of the good rows of one file."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    to_build: list[str] = field(default_factory=list)  # what was taken down, to be built again


@dataclass(frozen=True)
class Load:
    """What every step of one load needs to know."""

    references: References
    cursor: Behind
    batch: str  # its text reference, as rows keep it
    batch_id: int
    agency_id: int
    at: Any
    some_aside: bool  # there are rows of this force in the quarantine, which may come right
    first: dict[str, int] = field(
        default_factory=dict
    )  # for each empty table, the id before those of our rows
    unseen: set[str] = field(default_factory=set)  # tables filled without their triggers
    held: list[Held] = field(default_factory=list)  # the cases, while they are held back
    later: list[str] = field(default_factory=list)  # what is built of the cases when they are in


def write(load: Load, target: Target, source: Source) -> Written:
    """Add or change the rows of `checked` that are good. The caller resolved their references."""
    if source.waited or target.name not in load.first:
        return _merge(load, target, source)
    return _fill(load, target)


def reserve(load: Load, targets: Iterable[Target]) -> None:
    """Which tables are empty, and which id comes before the first in each. Nobody else may take one while we count."""
    seen = _empty(load, targets)
    if seen:
        tables = ", ".join(target.table for target in seen)
        load.cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
    if empty := _empty(load, seen):  # a row may have come before the lock did
        load.cursor.execute(f"SELECT {', '.join(f'nextval({_sequence(target)})' for target in empty)}")
        names = (target.name for target in empty)
        load.first.update(zip(names, load.cursor.fetchone(), strict=True))


def _empty(load: Load, targets: Iterable[Target]) -> list[Target]:
    """Those whose tables have no row."""
    by_table = {target.table: target for target in targets}
    if not by_table:
        return []
    asked = (f"SELECT '{table}' WHERE NOT EXISTS (SELECT 1 FROM {table})" for table in by_table)
    load.cursor.execute(" UNION ALL ".join(asked))
    return [by_table[table] for (table,) in load.cursor.fetchall()]


def _sequence(target: Target) -> str:
    return f"pg_get_serial_sequence('{target.table}', 'id')"


def _worked(load: Load, target: Target) -> list[tuple[str, str]]:
    return [(worked.field, worked.sql.format(agency=load.agency_id)) for worked in target.worked]


def _good(load: Load, target: Target, values: list[str]) -> str:
    return f"SELECT {', '.join(values)} FROM checked this {joins(target)} WHERE this.faults = ''"


def _fill(load: Load, target: Target) -> Written:
    """Into an empty table: no comparison, ids counted from the line, and the indexes built once at the end."""
    checker = load.references.checker
    rows, lines = checker.execute("SELECT count(*), max(line) FROM checked WHERE faults = ''").fetchone() or (
        0,
        0,
    )
    if not rows:
        return Written()
    first = load.first[target.name]
    fields = [(target.database_column(column), value(target, column)) for column in target.kept]
    fields += [*_worked(load, target), ("batch", f"'{load.batch}'"), ("id", f"{first} + this.line")]
    query = _good(load, target, [f'{sql} AS "{name}"' for name, sql in fields])
    new = New(query, ", ".join(f'"{name}"' for name, _ in fields), rows, first + lines)
    down = (_hold_back if _may_be_held(load, target) else _send)(load, target, new)
    side = _fill_side(load, target, first, rows)
    return Written(added=rows, to_build=[*_again(load, target.table, down), *_again(load, *side)])


@dataclass(frozen=True)
class New:
    """The rows of a table that is empty: a query that gives them, their columns, how many, and the last id."""

    query: str
    columns: str
    rows: int
    last_id: int


def _send(load: Load, target: Target, new: New) -> Down | None:
    with stream.coming(load.references.checker, new.query) as arriving:
        down = _make_room(load, target, new)
        arriving.into(load.cursor, f'"{target.table}" ({new.columns})')
    return down


def _make_room(load: Load, target: Target, new: New) -> Down | None:
    load.cursor.execute(f"SELECT setval({_sequence(target)}, %s)", [new.last_id])
    return take_down(load.cursor, target.table, new.rows)


def _may_be_held(load: Load, target: Target) -> bool:
    """A row that waited may change a case in this very load, which must find it in its table."""
    return target.name == "cases" and not load.some_aside


def _hold_back(load: Load, target: Target, new: New) -> Down | None:
    """Keep the rows in DuckDB, or send them after all where nothing of the table can be taken down."""
    kept = hold(load.references.checker, new.query)
    down = _make_room(load, target, new)
    if down is None:
        stream.send(load.references.checker, kept, load.cursor, f'"{target.table}" ({new.columns})')
        return None
    load.held.append(Held(new.columns, down))
    return None


def facets(load: Load) -> None:
    """See to the facets of every case, once all is there that they are worked out from."""
    if load.held:
        held = load.held.pop()
        fill_with_facets(load.references, held)
        load.later.extend([*held.down.indexes, *held.down.keys])
    elif load.unseen:
        facets_in_step(load.cursor)


def _again(load: Load, table: str, down: Down | None) -> list[str]:
    """What is to be built again when the rows are in."""
    if down is None:
        return []
    load.unseen.add(table)
    return [*down.indexes, *down.keys]


def _fill_side(load: Load, target: Target, first: int, rows: int) -> tuple[str, Down | None]:
    side = target.side
    if side is None:
        return "", None
    if side.refers_to:
        query = f"SELECT {first} + line, linked.id FROM linked JOIN checked USING (line) WHERE faults = ''"
    else:
        query = f"SELECT {first} + line, unnest(\"{side.column}\") FROM checked WHERE faults = ''"
    down = take_down(load.cursor, side.table, rows)
    stream.send(load.references.checker, query, load.cursor, f"{side.table} ({side.owner}, {side.value})")
    return side.table, down


def _merge(load: Load, target: Target, source: Source) -> Written:
    """Compared with what is there, by key: the new are added, the different changed, the same left alone."""
    cursor = load.cursor
    _stage(load, target)
    changes = Changes(target, set(source.named), load.batch, load.batch_id, load.at)
    changed = _change(load, changes)
    cursor.execute(
        "DROP TABLE IF EXISTS arriving; CREATE TEMP TABLE arriving AS SELECT * FROM stage "
        f'WHERE NOT EXISTS (SELECT 1 FROM "{target.table}" this WHERE this."{target.key}" = stage."{target.key}")'
    )
    columns = [target.database_column(column) for column in target.kept] + [
        name for name, _ in _worked(load, target)
    ]
    named = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f'INSERT INTO "{target.table}" ({named}, batch) SELECT {named}, %s FROM arriving', [load.batch]
    )
    added = int(cursor.rowcount)
    if target.side and added:
        add_side(cursor, target, "arriving", f'this."{target.key}" = new."{target.key}"')
    cursor.execute("SELECT count(*) FROM stage")
    (staged,) = cursor.fetchone()
    return Written(added, changed, staged - added - changed)


def _stage(load: Load, target: Target) -> None:
    """The good rows, as the table would have them, in a table of this transaction."""
    fields = [(target.database_column(column), value(target, column)) for column in target.kept] + _worked(
        load, target
    )
    columns = ", ".join(f'"{name}"' for name, _ in fields)
    side = "NULL::VARCHAR"
    if target.side:
        # Several keys are a set: their order says nothing. Several names are a list.
        several = f'this."{target.side.column}"'
        side = f"to_json({f'list_sort({several})' if target.side.refers_to else several})"
    load.cursor.execute(
        f"DROP TABLE IF EXISTS stage; CREATE TEMP TABLE stage AS SELECT {columns}, NULL::jsonb AS side "
        f'FROM "{target.table}" WITH NO DATA'
    )
    query = _good(load, target, [*(sql for _, sql in fields), side])
    stream.send(load.references.checker, query, load.cursor, "stage")
    load.cursor.execute("ANALYZE stage")


def _change(load: Load, changes: Changes) -> int:
    """Change the rows that came with other values, and keep what they said before."""
    cursor, target = load.cursor, changes.target
    now = f", {changes.side_now('this')} AS was_side" if target.side else ""
    cursor.execute(
        f"DROP TABLE IF EXISTS changed; CREATE TEMP TABLE changed AS SELECT this.id AS row_id, this.batch AS previous_batch, "
        f'stage.*{now} FROM stage JOIN "{target.table}" this ON this."{target.key}" = stage."{target.key}" '
        f"WHERE {changes.differ('this', 'stage')} FOR UPDATE OF this"
    )
    if not cursor.rowcount:
        return 0
    cursor.execute("ANALYZE changed")
    keep_what_people_corrected(cursor, changes)
    for key, fault in leave_out_misfits(cursor, changes):
        cursor.execute(f'DELETE FROM stage WHERE "{target.key}" = %s', [key])
        load.references.checker.execute(
            f'UPDATE checked SET faults = ? WHERE "{target.file.key.name}" = ?', [fault, key]
        )
    record_changes(cursor, changes)
    sets = [f'"{field.column}" = new."{field.column}"' for field in changes.fields]
    for worked in target.worked:
        if worked.each_time and set(worked.sources) <= changes.named:
            sets.append(f'"{worked.field}" = new."{worked.field}"')
    cursor.execute(
        f'UPDATE "{target.table}" this SET {", ".join([*sets, "batch = %s"])} FROM changed new WHERE this.id = new.row_id',
        [load.batch],
    )
    changed = int(cursor.rowcount)
    cursor.execute("DROP TABLE IF EXISTS touched; CREATE TEMP TABLE touched AS SELECT row_id FROM changed")
    if target.side and changes.has_side:
        cursor.execute("DELETE FROM changed WHERE side IS NOT DISTINCT FROM was_side")
        cursor.execute(
            f"DELETE FROM {target.side.table} WHERE {target.side.owner} IN (SELECT row_id FROM changed)"
        )
        add_side(cursor, target, "changed", "this.id = new.row_id")
    if target.name == "people":
        people_in_step(cursor, "SELECT row_id FROM touched")
    return changed


def add_side(cursor: Any, target: Target, rows: str, same: str) -> None:
    """The values of a side column of some rows, in their order."""
    side = target.side
    assert side is not None  # the caller asked
    picked, joined = "each.value", ""
    if side.refers_to:
        parent = BY_FILE[side.refers_to]
        picked, joined = "other.id", f'JOIN "{parent.table}" other ON other."{parent.key}" = each.value'
    cursor.execute(
        f"INSERT INTO {side.table} ({side.owner}, {side.value}) SELECT this.id, {picked} FROM {rows} new "
        f'JOIN "{target.table}" this ON {same} '
        f"CROSS JOIN jsonb_array_elements_text(new.side) WITH ORDINALITY AS each (value, place) {joined} "
        "ORDER BY this.id, each.place"
    )
