"""What a changed row said before: one correction for each field, as when a person corrects a fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from oocr.imports.extract import Column, Kind
from oocr.imports.faults import TOGETHER
from oocr.imports.load.targets import BY_FILE, Target

BY_IMPORT = "job:imports"


def reason(batch_id: int) -> str:
    """Why an import corrected a fact."""
    return f"changed by import batch {batch_id}"


def withdrawn_reason(batch_id: int) -> str:
    """Why a fact says again what it said before an import."""
    return f"import batch {batch_id} was withdrawn"


@dataclass(frozen=True)
class Field:
    """A field that an import can change: its name in a correction, its column, and how it is written down as text."""

    name: str
    column: str
    kind: Kind
    flag: bool = False
    parent: tuple[str, str] | None = (
        None  # the table it points at, and the column that table's rows are known by
    )

    def as_text(self, row: str) -> str:
        """SQL of the value as a correction keeps it, the same as `oocr.cases.facts.as_text`."""
        value = f'{row}."{self.column}"'
        if self.parent:
            table, key = self.parent
            return f'coalesce((SELECT other."{key}" FROM "{table}" other WHERE other.id = {value}), \'\')'
        if self.flag:
            return f"CASE WHEN {value} THEN 'yes' ELSE 'no' END"
        if self.kind is Kind.LIST:
            return f"CASE WHEN {value} = '[]'::jsonb THEN '' ELSE {value}::text END"
        return f"coalesce({value}::text, '')"

    def from_text(self, text: str) -> str:
        """SQL of the value that was written down as this text."""
        if self.parent:
            table, key = self.parent
            return f'(SELECT other.id FROM "{table}" other WHERE other."{key}" = {text})'
        if self.flag:
            return f"({text} = 'yes')"
        if self.kind is Kind.LIST:
            return f"coalesce(nullif({text}, ''), '[]')::jsonb"
        if self.kind in (Kind.DATE, Kind.NUMBER):
            return f"nullif({text}, '')::{'date' if self.kind is Kind.DATE else 'integer'}"
        return text


def field_for(target: Target, column: Column) -> Field:
    """The field a column of the extract is kept in."""
    parent = BY_FILE[column.refers_to] if column.refers_to else None
    return Field(
        target.field_of(column),
        target.database_column(column),
        column.kind,
        target.is_flag(column),
        (parent.table, parent.key) if parent else None,
    )


def fields_of(target: Target) -> list[Field]:
    """Every field of a table that an import can change."""
    found = [field_for(target, column) for column in target.kept if column is not target.file.key]
    if target.name == "referrals":
        # Known by its name; the extract's provider and service together say which.
        found.append(Field("service", "service_id", Kind.KEY, parent=("referrals_service", "name")))
    return found


def side_name(target: Target) -> str:
    """What a correction calls the values that are rows of another table."""
    assert target.side is not None  # the caller asked
    return "crimes" if target.side.refers_to else target.side.column


def side_now(target: Target, row: str) -> str:
    """SQL of those values as they are now, as JSON."""
    side = target.side
    assert side is not None  # the caller asked
    if side.refers_to:
        parent = BY_FILE[side.refers_to]
        return (
            f'coalesce((SELECT jsonb_agg(other."{parent.key}" ORDER BY other."{parent.key}" COLLATE "C") FROM {side.table} each '
            f"JOIN \"{parent.table}\" other ON other.id = each.{side.value} WHERE each.{side.owner} = {row}.id), '[]')"
        )
    return (
        f"coalesce((SELECT jsonb_agg(each.{side.value} ORDER BY each.id) FROM {side.table} each "
        f"WHERE each.{side.owner} = {row}.id), '[]')"
    )


@dataclass(frozen=True)
class Changes:
    """What one batch may change in one table: the fields whose columns the file has."""

    target: Target
    named: set[str]
    batch: str
    batch_id: int
    at: Any

    @cached_property
    def fields(self) -> list[Field]:
        there = {
            self.target.field_of(column) for column in self.target.file.columns if column.name in self.named
        }
        return [field for field in fields_of(self.target) if field.name in there]

    @property
    def has_side(self) -> bool:
        return self.target.side is not None and self.target.side.column in self.named

    def side_now(self, row: str) -> str:
        return side_now(self.target, row)

    def differ(self, old: str, new: str) -> str:
        """SQL: does any of the fields differ?"""
        fields = self.fields
        wrong = [f'{old}."{field.column}" IS DISTINCT FROM {new}."{field.column}"' for field in fields]
        if self.has_side:
            wrong.append(f"{self.side_now(old)} IS DISTINCT FROM {new}.side")
        return f"({' OR '.join(wrong)})" if wrong else "false"


def keep_what_people_corrected(cursor: Any, changes: Changes) -> None:
    """A fact that someone corrected here stays as they left it while the source says what it said before.

    `changed` has the rows that came with other values. Where a person's correction started from the very value that
    comes now, the source has not changed: it has only not been told. Rows with nothing else to change are dropped.
    """
    cursor.execute(
        "SELECT DISTINCT field FROM cases_correction WHERE about_model = %s "
        "AND about_pk IN (SELECT row_id FROM changed) AND corrected_by <> %s",
        [changes.target.about, BY_IMPORT],
    )
    corrected = {name for (name,) in cursor.fetchall()}
    for field in changes.fields:
        if field.name in corrected:
            _keep(
                cursor,
                changes,
                field.name,
                f'"{field.column}"',
                field.as_text("new"),
                f'this."{field.column}"',
            )
    if changes.has_side and side_name(changes.target) in corrected:
        came = "CASE WHEN new.side = '[]'::jsonb THEN '' ELSE new.side::text END"
        _keep(cursor, changes, side_name(changes.target), "side", came, "new.was_side")
    if corrected:
        differ = changes.differ("this", "changed")
        cursor.execute(
            f'DELETE FROM changed USING "{changes.target.table}" this WHERE this.id = changed.row_id AND NOT {differ}'
        )


def _keep(cursor: Any, changes: Changes, name: str, column: str, came: str, is_now: str) -> None:
    """`came` is what the source says; what it said last is what the first person since then started from."""
    cursor.execute(
        f"""
        UPDATE changed new SET {column} = {is_now}
        FROM "{changes.target.table}" this, (
            SELECT DISTINCT ON (about_pk) about_pk, old_value FROM cases_correction person
            WHERE about_model = %(about)s AND field = %(field)s AND corrected_by <> %(import)s AND NOT EXISTS (
                SELECT 1 FROM cases_correction later WHERE later.about_model = person.about_model
                AND later.about_pk = person.about_pk AND later.field = person.field
                AND later.corrected_by = %(import)s AND later.id > person.id)
            ORDER BY about_pk, id
        ) last_said
        WHERE this.id = new.row_id AND last_said.about_pk = new.row_id AND last_said.old_value = {came}
        """,
        {"about": changes.target.about, "field": name, "import": BY_IMPORT},
    )


def leave_out_misfits(cursor: Any, changes: Changes) -> list[tuple[str, str]]:
    """Changes that would leave a row saying what cannot be, with what is there already. Gives key and fault of each."""
    target, there = changes.target, {field.column for field in changes.fields}
    gaps = {}
    for column in target.kept:
        name = target.database_column(column)
        gaps[column.name] = f'{"new" if name in there else "this"}."{name}"'
    found: list[tuple[str, str]] = []
    for column_name, code, sql in TOGETHER.get(target.name, ()):
        cursor.execute(
            f'DELETE FROM changed new USING "{target.table}" this WHERE this.id = new.row_id AND {sql.format(**gaps)} '
            f'RETURNING this."{target.key}"'
        )
        found += [(key, f"{column_name}:{code}") for (key,) in cursor.fetchall()]
    return found


def record_changes(cursor: Any, changes: Changes) -> None:
    """Keep what each changed field said before, and which batch had last written the row."""
    target = changes.target
    for name, differs, old, new in _differences(changes):
        cursor.execute(
            f"""
            INSERT INTO cases_correction
                (case_id, about_model, about_pk, field, old_value, new_value, reason, corrected_at, corrected_by)
            SELECT {target.case}, %s, this.id, %s, {old}, {new}, %s, %s, %s
            FROM changed new JOIN "{target.table}" this ON this.id = new.row_id WHERE {differs}
            """,
            [target.about, name, reason(changes.batch_id), changes.at, BY_IMPORT],
        )
    cursor.execute(
        "INSERT INTO imports_changedrow (batch_id, file, row_id, previous_batch) "
        "SELECT %s, %s, row_id, previous_batch FROM changed ON CONFLICT DO NOTHING",
        [changes.batch_id, target.name],
    )


def _differences(changes: Changes) -> Iterator[tuple[str, str, str, str]]:
    """For each field: its name, SQL that asks whether it differs, and SQL of the old and the new text."""
    for field in changes.fields:
        differs = f'this."{field.column}" IS DISTINCT FROM new."{field.column}"'
        yield field.name, differs, field.as_text("this"), field.as_text("new")
    if changes.has_side:
        texts = [
            f"CASE WHEN new.{c} = '[]'::jsonb THEN '' ELSE new.{c}::text END" for c in ("was_side", "side")
        ]
        yield side_name(changes.target), "new.was_side IS DISTINCT FROM new.side", texts[0], texts[1]
