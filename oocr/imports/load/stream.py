"""Rows from DuckDB to PostgreSQL and back, as a stream: nothing is held in memory and no row is touched by Python."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

BLOCK = 1 << 18


@dataclass(frozen=True)
class Coming:
    """Rows of a DuckDB query on their way as CSV."""

    end: int  # of the pipe they come out of
    writer: threading.Thread
    failed: list[Exception]

    def into(self, cursor: Any, table: str) -> None:
        """COPY them into a PostgreSQL table: its name, and its columns where not all are sent."""
        with cursor.copy(f"COPY {table} FROM STDIN (FORMAT csv)") as copy:
            while block := os.read(self.end, BLOCK):
                copy.write(block)
            self.writer.join()
            if self.failed:
                raise self.failed[0]


@contextmanager
def coming(checker: duckdb.DuckDBPyConnection, query: str) -> Iterator[Coming]:
    """Begin to ask a query: the first rows are waiting by the time PostgreSQL is ready for them.

    DuckDB writes CSV into one end of a pipe in a thread of its own, while the caller passes the other end on.
    """
    reading, writing = os.pipe()
    failed: list[Exception] = []

    def write() -> None:
        try:
            checker.cursor().execute(
                f"COPY ({query}) TO '/dev/fd/{writing}' (FORMAT csv, HEADER false, USE_TMP_FILE false)"
            )
        except Exception as error:  # told to the thread that waits, whatever it is
            failed.append(error)
        finally:
            os.close(writing)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        yield Coming(reading, writer, failed)
    finally:
        os.close(reading)
        writer.join()


def send(checker: duckdb.DuckDBPyConnection, query: str, cursor: Any, into: str) -> None:
    """COPY the rows of a DuckDB query into a PostgreSQL table."""
    with coming(checker, query) as rows:
        rows.into(cursor, into)


def fetch(cursor: Any, query: str, path: Path) -> None:
    """Write the rows of a PostgreSQL query to a file as CSV."""
    with path.open("wb") as file, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy:
        for block in copy:
            file.write(block)
