"""Rows from DuckDB to PostgreSQL and back, as a stream: nothing is held in memory and no row is touched by Python."""

import os
import threading
from pathlib import Path
from typing import Any

import duckdb

BLOCK = 1 << 18


def send(checker: duckdb.DuckDBPyConnection, query: str, cursor: Any, into: str) -> int:
    """COPY the rows of a DuckDB query into a PostgreSQL table. Gives back how many there were.

    DuckDB writes CSV into one end of a pipe in a thread of its own, while this one passes the other end on.
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
        with cursor.copy(f"COPY {into} FROM STDIN (FORMAT csv)") as copy:
            while block := os.read(reading, BLOCK):
                copy.write(block)
            writer.join()
            if failed:
                raise failed[0]
    finally:
        os.close(reading)
        writer.join()
    return int(cursor.rowcount)


def fetch(cursor: Any, query: str, path: Path) -> None:
    """Write the rows of a PostgreSQL query to a file as CSV."""
    with path.open("wb") as file, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy:
        for block in copy:
            file.write(block)
