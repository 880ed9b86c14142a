"""Analysis tables made of a few rows, for tests: a column that is left out holds its schema's example."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from oocr.measures import tables
from oocr.measures.columns import Table, Value
from oocr.measures.engine import Provenance
from oocr.measures.extract import build, point_to
from oocr.measures.figure import Window

TAKEN_AT = datetime(2025, 6, 20, 9, 30, tzinfo=UTC)
PROVENANCE = Provenance("20250620T093000-000000000000", TAKEN_AT)
YEAR = Window.of(date(2024, 6, 16), date(2025, 6, 16))

Rows = Iterable[Mapping[str, Value]]


def filled(table: Table, rows: Rows) -> list[dict[str, Value]]:
    """The rows with every column of the table."""
    return [{column.name: row.get(column.name, column.example) for column in table.columns} for row in rows]


def connection_over(**given: Rows) -> Any:
    """DuckDB with every analysis table in memory; a table that is not given is empty."""
    connection = duckdb.connect(config={"threads": 1})  # for so few rows, others only stand in the way
    for table in tables.TABLES:
        columns = ", ".join(f"{column.name} {column.type.value}" for column in table.columns)
        connection.execute(f"CREATE TABLE {table.name} ({columns})")
        _insert(connection, table, given.get(table.name, ()))
    return connection


@cache
def _empty() -> Any:
    return connection_over()


@contextmanager
def borrowed(table: Table, rows: Rows) -> Iterator[Any]:
    """The same with rows in one table, for those who ask often: one connection, emptied after each use."""
    connection = _empty()
    connection.execute("BEGIN")
    try:
        _insert(connection, table, rows)
        yield connection
    finally:
        connection.execute("ROLLBACK")


def _insert(connection: Any, table: Table, given: Rows) -> None:
    rows = [tuple(row.values()) for row in filled(table, given)]
    if rows:
        marks = ", ".join(f"({', '.join('?' * len(table.columns))})" for _ in rows)
        connection.execute(f"INSERT INTO {table.name} VALUES {marks}", [cell for row in rows for cell in row])


def make_snapshot(root: Path, at: datetime = TAKEN_AT, **given: Rows) -> str:
    """A snapshot of these rows, and the newest one."""

    def write_csv(table: Table, file: Path) -> None:
        with file.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(table.names)
            for row in filled(table, given.get(table.name, ())):
                writer.writerow("\\N" if cell is None else cell for cell in row.values())

    manifest = build(root, at, write_csv)
    point_to(root, manifest.id)
    return manifest.id
