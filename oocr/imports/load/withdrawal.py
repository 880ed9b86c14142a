"""Take a batch back whole: what it added goes, what it changed says again what it said before."""

from typing import Any

from django.db.models.fields.reverse_related import ForeignObjectRel

from oocr.imports.load.corrections import (
    BY_IMPORT,
    Field,
    fields_of,
    reason,
    side_name,
    withdrawn_reason,
)
from oocr.imports.load.in_step import cases_in_step, people_in_step
from oocr.imports.load.targets import BY_FILE, IN_TURN, Target
from oocr.lifecycle.verdict import YES, Verdict, no

_SIDES = {target.side.table for target in IN_TURN if target.side}
_BY_TABLE = {target.table: target for target in IN_TURN}


def in_the_way(cursor: Any, batch: Any) -> Verdict:
    """May it be taken back, or does something depend on it by now?"""
    cursor.execute(
        "SELECT later.batch_id, count(*) FROM imports_changedrow later WHERE later.previous_batch = %s "
        "GROUP BY later.batch_id ORDER BY later.batch_id DESC LIMIT 1",
        [batch.ledger_ref],
    )
    if found := cursor.fetchone():
        return no(
            "changed-later",
            f"Batch {found[0]} changed {found[1]:,} of the rows this one wrote. Withdraw that one first.",
        )
    for target in IN_TURN:
        cursor.execute(
            f'SELECT count(DISTINCT this.id) FROM cases_correction person JOIN "{target.table}" this ON this.id = person.about_pk '
            "WHERE person.about_model = %s AND this.batch = %s AND person.corrected_by <> %s AND person.corrected_at >= %s",
            [target.about, batch.ledger_ref, BY_IMPORT, batch.finished_at],
        )
        (corrected,) = cursor.fetchone()
        if corrected:
            return no(
                "corrected-since", f"People have corrected {_rows(corrected, target.name)} this batch wrote."
            )
    cursor.execute(
        "SELECT count(*) FROM imports_quarantinedrow WHERE resolved_by = %s AND batch_id <> %s AND raw = '{}'",
        [batch.ledger_ref, batch.pk],
    )
    (erased,) = cursor.fetchone()
    if erased:
        return no(
            "cells-erased",
            f"{_rows(erased, 'the quarantine')} left it with this batch so long ago that their cells are erased, "
            "and could not be put back.",
        )
    for target in IN_TURN:
        verdict = _depended_on(cursor, target, batch)
        if not verdict:
            return verdict
    return YES


def _depended_on(cursor: Any, target: Target, batch: Any) -> Verdict:
    """Does anything that stays point at a row that would go?"""
    for relation in target.model._meta.get_fields(
        include_hidden=True
    ):  # also those that have no name from here
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        child, column = relation.related_model._meta.db_table, relation.field.column  # type: ignore[union-attr, attr-defined]  # ours
        if target.side and child == target.side.table:
            continue
        own, more = _is_of_the_batch(child, batch)
        parameters = [batch.ledger_ref, batch.pk, target.name, *more]
        cursor.execute(
            f'SELECT count(*) FROM "{child}" child JOIN "{target.table}" this ON this.id = child."{column}" '
            "WHERE this.batch = %s AND NOT EXISTS "
            "(SELECT 1 FROM imports_changedrow WHERE batch_id = %s AND file = %s AND row_id = this.id)" + own,
            parameters,
        )
        (count,) = cursor.fetchone()
        if count:
            what = (
                _BY_TABLE[child].name
                if child in _BY_TABLE
                else str(relation.related_model._meta.verbose_name_plural)
            )
            return no(
                "depended-on",
                f"{_rows(count, what)} that stay point at {target.name.replace('_', ' ')} this batch added.",
            )
    return YES


def _is_of_the_batch(child: str, batch: Any) -> tuple[str, list[str]]:
    """SQL that leaves out the rows that go, or are put back, with the batch; and its parameters."""
    if child in _BY_TABLE:
        return " AND child.batch <> %s", [batch.ledger_ref]
    if child == "cases_correction":
        return " AND child.corrected_by <> %s", [BY_IMPORT]
    if child in _SIDES:
        owner = next(target for target in IN_TURN if target.side and target.side.table == child)
        assert owner.side is not None  # it was found by it
        sql = f'SELECT 1 FROM "{owner.table}" owner WHERE owner.id = child.{owner.side.owner} AND owner.batch = %s'
        return f" AND NOT EXISTS ({sql})", [batch.ledger_ref]
    return "", []


def _rows(count: int, what: str) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'} of {what.replace('_', ' ')}"


def take_back(cursor: Any, batch: Any, at: Any) -> int:
    """Put back what the batch changed and remove what it added. Gives back how many rows were removed."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for target in IN_TURN:
        cursor.execute(
            "DROP TABLE IF EXISTS touched; CREATE TEMP TABLE touched (row_id bigint PRIMARY KEY, previous_batch text)"
        )
        cursor.execute(
            "INSERT INTO touched SELECT row_id, previous_batch FROM imports_changedrow WHERE batch_id = %s AND file = %s",
            [batch.pk, target.name],
        )
        if cursor.rowcount:
            _put_back(cursor, target, batch, at)
    cursor.execute("DELETE FROM imports_changedrow WHERE batch_id = %s", [batch.pk])
    removed = 0
    for target in IN_TURN:
        _forget_corrections(cursor, target, batch)
    for target in reversed(IN_TURN):
        if target.side:
            cursor.execute(
                f"DELETE FROM {target.side.table} WHERE {target.side.owner} IN "
                f'(SELECT id FROM "{target.table}" WHERE batch = %s)',
                [batch.ledger_ref],
            )
        cursor.execute(f'DELETE FROM "{target.table}" WHERE batch = %s', [batch.ledger_ref])
        removed += cursor.rowcount
    _quarantine_again(cursor, batch, at)
    return removed


def _forget_corrections(cursor: Any, target: Target, batch: Any) -> None:
    """What imports corrected of rows that go now: they were never to be here, so neither are their values.

    What a person corrected would have stood in the way.
    """
    gone = f'SELECT id FROM "{target.table}" WHERE batch = %s'
    cursor.execute(
        f"DELETE FROM cases_correction WHERE corrected_by = %s AND about_model = %s AND about_pk IN ({gone})",
        [BY_IMPORT, target.about, batch.ledger_ref],
    )
    if target.name == "cases":
        cursor.execute(
            f"DELETE FROM cases_correction WHERE corrected_by = %s AND case_id IN ({gone})",
            [BY_IMPORT, batch.ledger_ref],
        )


def _put_back(cursor: Any, target: Target, batch: Any, at: Any) -> None:
    """Each field says again what it said before, with a correction that tells so."""
    told = {"about": target.about, "import": BY_IMPORT, "reason": reason(batch.pk)}
    for field in fields_of(target):
        _put_back_field(cursor, target, field, told)
    if target.side:
        _put_back_side(cursor, target, told)
    cursor.execute(
        """
        INSERT INTO cases_correction
            (case_id, about_model, about_pk, field, old_value, new_value, reason, corrected_at, corrected_by)
        SELECT case_id, about_model, about_pk, field, new_value, old_value, %(withdrawn)s, %(at)s, %(import)s
        FROM cases_correction
        WHERE about_model = %(about)s AND about_pk IN (SELECT row_id FROM touched) AND corrected_by = %(import)s
        AND reason = %(reason)s ORDER BY id DESC
        """,
        {**told, "withdrawn": withdrawn_reason(batch.pk), "at": at},
    )
    cursor.execute(
        f'UPDATE "{target.table}" this SET batch = touched.previous_batch FROM touched WHERE touched.row_id = this.id'
    )
    if target.name == "people":
        people_in_step(cursor, "SELECT row_id FROM touched")
    if target.name == "cases":
        cases_in_step(cursor, "SELECT row_id FROM touched")


_FIRST = """
    SELECT DISTINCT ON (about_pk) about_pk, old_value FROM cases_correction
    WHERE about_model = %(about)s AND about_pk IN (SELECT row_id FROM touched) AND field = %(field)s
    AND corrected_by = %(import)s AND reason = %(reason)s ORDER BY about_pk, id
"""


def _put_back_field(cursor: Any, target: Target, field: Field, told: dict[str, str]) -> None:
    cursor.execute(
        f'UPDATE "{target.table}" this SET "{field.column}" = {field.from_text("before.old_value")} '
        f"FROM ({_FIRST}) before WHERE before.about_pk = this.id",
        {**told, "field": field.name},
    )


def _put_back_side(cursor: Any, target: Target, told: dict[str, str]) -> None:
    side = target.side
    assert side is not None  # the caller asked
    facts = {**told, "field": side_name(target)}
    cursor.execute(
        f"DELETE FROM {side.table} WHERE {side.owner} IN (SELECT about_pk FROM ({_FIRST}) before)", facts
    )
    picked, joined = "each.value", ""
    if side.refers_to:
        parent = BY_FILE[side.refers_to]
        picked, joined = "other.id", f'JOIN "{parent.table}" other ON other."{parent.key}" = each.value'
    cursor.execute(
        f"INSERT INTO {side.table} ({side.owner}, {side.value}) SELECT before.about_pk, {picked} FROM ({_FIRST}) before "
        "CROSS JOIN jsonb_array_elements_text(coalesce(nullif(before.old_value, ''), '[]')::jsonb) "
        f"WITH ORDINALITY AS each (value, place) {joined} ORDER BY before.about_pk, each.place",
        facts,
    )


def _quarantine_again(cursor: Any, batch: Any, at: Any) -> None:
    """Its own rows in the quarantine go with it; those of others that went in with it wait again."""
    cursor.execute(
        "UPDATE imports_quarantinedrow SET resolved_at = %s, resolved_by = %s WHERE batch_id = %s AND resolved_at IS NULL",
        [at, batch.ledger_ref, batch.pk],
    )
    cursor.execute(
        """
        UPDATE imports_quarantinedrow again SET resolved_at = NULL, resolved_by = NULL
        WHERE resolved_by = %s AND batch_id <> %s AND NOT EXISTS (
            SELECT 1 FROM imports_quarantinedrow same
            WHERE same.fingerprint = again.fingerprint AND same.id <> again.id
            AND (same.resolved_at IS NULL OR (same.resolved_by = again.resolved_by AND same.id > again.id)))
        """,
        [batch.ledger_ref, batch.pk],
    )
