"""Whose a row is: no force's extract changes what is another force's, or attaches anything to it.

The batch that wrote a row says whose it is, since no other force's batch may write it again. A case says it itself. A
row that was made here is the force's whose case it belongs to. The shared lists (`File.shared`) are nobody's own.
"""

from collections.abc import Iterator
from typing import Any

from oocr.imports.load.targets import BY_FILE, IN_TURN, Target


def is_alone(cursor: Any, agency_id: int) -> bool:
    """Has no other force brought or made anything? Then there is nothing to look into."""
    cursor.execute(
        "SELECT EXISTS (SELECT 1 FROM access_agency other WHERE other.id <> %s AND ("
        "EXISTS (SELECT 1 FROM imports_batch WHERE agency_id = other.id) "
        "OR EXISTS (SELECT 1 FROM cases_case WHERE agency_id = other.id)))",
        [agency_id],
    )
    return not cursor.fetchone()[0]


def is_anothers(target: Target, row: str, agency_id: int) -> str:
    """SQL: does the row belong to another force?"""
    if target.file.shared:
        return "false"
    if target.says_whose:
        return f"{row}.agency_id <> {agency_id}"
    theirs = f"SELECT 'batch:' || id FROM imports_batch WHERE agency_id <> {agency_id}"
    made_here = " OR ".join([*_above(target, row, agency_id), *_about(target, row, agency_id)])
    return f"CASE WHEN {row}.batch <> '' THEN {row}.batch IN ({theirs}) ELSE {made_here} END"


def _above(target: Target, row: str, agency_id: int) -> Iterator[str]:
    """For each row it hangs under: is that another force's?"""
    for column in target.references:
        parent, alias = BY_FILE[column.refers_to], f"{row}_up"
        if not parent.file.shared:
            yield (
                f'EXISTS (SELECT 1 FROM "{parent.table}" {alias} WHERE {alias}.id = {row}."{target.database_column(column)}" '
                f"AND {is_anothers(parent, alias, agency_id)})"
            )


def _about(target: Target, row: str, agency_id: int) -> Iterator[str]:
    """For each way in which a case may be about it: is there such a case of another force?"""
    for other in IN_TURN:
        if not other.says_whose:
            continue
        mine = is_anothers(other, "about", agency_id)
        for column in other.references:
            if column.refers_to == target.name:
                yield (
                    f'EXISTS (SELECT 1 FROM "{other.table}" about WHERE about."{other.database_column(column)}" = {row}.id '
                    f"AND {mine})"
                )
        if other.side and other.side.refers_to == target.name:
            side = other.side
            yield (
                f'EXISTS (SELECT 1 FROM {side.table} part JOIN "{other.table}" about ON about.id = part.{side.owner} '
                f"WHERE part.{side.value} = {row}.id AND {mine})"
            )
