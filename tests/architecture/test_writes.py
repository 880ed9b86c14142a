"""Promise 11: rows change in actions and nowhere else; the ledger refuses to be changed."""

import ast
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from oocr.audit.events import Event
from oocr.audit.ledger import Job, record
from tests.architecture.everything import sources

FILES = sources()
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "acreate", "asave", "aupdate", "adelete",
}  # fmt: skip
STATEMENT = re.compile(
    r"^\s*(INSERT INTO|UPDATE \S+ SET|DELETE FROM|TRUNCATE|MERGE INTO|COPY [^(]\S+ .*FROM STDIN)", re.M
)
FOLDERS = {
    "/actions/": "a drawer that outgrew its file",
    "oocr/imports/load/": "loads an extract in sets (docs/adr/0015)",
}
WRITERS = {
    "actions.py": "the only code that changes rows",
    "oocr/lifecycle/perform.py": "moves what has states",
    "oocr/audit/ledger.py": "writes the ledger",
    "oocr/imports/lock.py": "says how far a load is, before the load itself commits",
}


def writes(tree: ast.Module) -> list[str]:
    """Calls that would change a row: `.objects.create(`, `.save(`, `queryset.update(`…"""
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}(…)"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not is_not_of_rows(node.func, node)
    ]


def is_not_of_rows(called: ast.Attribute, call: ast.Call) -> bool:
    """`update` of a dict, a set or a hash takes one value and no names, of rows names and no value; `save` of a
    workbook or a picture says where to, of a row it does not; a sheet is a sheet."""
    named_so = ast.unparse(called.value).rsplit(".", 1)[-1] in {"globals", "filters", "sheet"}
    if called.attr == "save":
        return bool(call.args)
    return named_so or (called.attr == "update" and len(call.args) == 1 and not call.keywords)


def in_drawers(*names: str) -> list[str]:
    """The files of these drawers: `views.py`, `case_views.py` and, where it outgrew one file, all of `views/`."""
    return [
        path
        for path in FILES
        if re.search(rf"(?:/|_)(?:{'|'.join(names)})\.py$|/(?:{'|'.join(names)})/", path)
    ]


def may_write(path: str) -> bool:
    return Path(path).name in WRITERS or path in WRITERS or any(folder in path for folder in FOLDERS)


def written_in_sql(tree: ast.Module) -> list[str]:
    """Statements, in text, that would change a row."""
    return [
        f"line {node.lineno}: {node.value.split()[:3]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.search(node.value)
    ]


@pytest.mark.parametrize("path", [path for path in FILES if not may_write(path)])
def test_only_actions_write(path: str) -> None:
    assert not writes(FILES[path])
    assert not written_in_sql(FILES[path])


@pytest.mark.parametrize("path", in_drawers("views", "urls"))
def test_no_view_asks_the_tables(path: str) -> None:
    asked = [
        node.lineno
        for node in ast.walk(FILES[path])
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not asked, "a view asks a query"


@pytest.mark.parametrize("path", in_drawers("actions", "states"))
def test_actions_are_told_the_time(path: str) -> None:
    always = {"timezone.now", "datetime.now", "date.today", "dt.date.today", "dt.datetime.now"}
    unless_told = {"timezone.localdate", "timezone.localtime"}
    read = [
        node.lineno
        for node in ast.walk(FILES[path])
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in (always if node.args else always | unless_told)
    ]
    assert not read


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET event = 'case.closed'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
    ],
)
@pytest.mark.django_db
def test_the_database_refuses_to_change_the_ledger(statement: str) -> None:
    record(Event.CASE_OPENED, about="case:LP-2024-000001", by=Job("tests"), at=timezone.now())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
