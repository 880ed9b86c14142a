"""Put ids where the keys of other rows stand, find the keys nobody knows yet, and work out what is read from them."""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from oocr.cases.names import search_names
from oocr.imports.extract import FILES, Column
from oocr.imports.load import stream
from oocr.imports.load.forces import is_anothers
from oocr.imports.load.targets import BY_FILE, Target

# What is read from a person when a case is written, besides the id.
BESIDES = {"people": "date_of_birth DATE, area_code VARCHAR, restricted BOOLEAN"}
PLAIN_NAME = "[A-Za-z]+( [A-Za-z]+)*"
REFERRED_TO = {column.refers_to for file in FILES for column in file.columns}


@dataclass
class References:
    """The rows that references may point at. Files that went into an empty table in this load are known whole."""

    checker: duckdb.DuckDBPyConnection
    cursor: Any
    work: Path
    agency_id: int
    alone: bool  # no other force has anything here
    whole: set[str] = field(default_factory=set)

    def remember(self, target: Target, first_id: int) -> None:
        """The rows just added to an empty table: their ids are the line they stood on, counted from `first_id`."""
        if target.name not in REFERRED_TO:
            return
        besides = "".join(f", {part.split()[0]}" for part in _besides(target))
        besides = besides.replace("restricted", "restricted = 'yes' AS restricted")
        self.checker.execute(
            f'CREATE OR REPLACE TABLE known_{target.name} AS SELECT "{target.file.key.name}" AS key, '
            f"{first_id} + line AS id, false AS anothers{besides} FROM checked WHERE faults = ''"
        )
        self.whole.add(target.name)

    def look_up(self, target: Target, wanted: str) -> None:
        """Make the table `known_<file>` for the keys that a query asks for."""
        if target.name in self.whole:
            return
        self.cursor.execute("DROP TABLE IF EXISTS wanted; CREATE TEMP TABLE wanted (key text)")
        stream.send(
            self.checker, f"SELECT DISTINCT key FROM ({wanted}) WHERE key <> ''", self.cursor, "wanted"
        )
        self.cursor.execute("ANALYZE wanted")
        parts = _besides(target)
        besides = "".join(f", this.{part.split()[0]}" for part in parts)
        anothers = "false" if self.alone else is_anothers(target, "this", self.agency_id)
        path = self.work / f"known_{target.name}.csv"
        stream.fetch(
            self.cursor,
            f'SELECT this."{target.key}", this.id, {anothers}{besides} FROM "{target.table}" this '
            f'JOIN wanted ON wanted.key = this."{target.key}"',
            path,
        )
        types = ["key VARCHAR", "id BIGINT", "anothers BOOLEAN", *parts]
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in (part.split() for part in types))
        self.checker.execute(
            f"CREATE OR REPLACE TABLE known_{target.name} AS SELECT * FROM read_csv('{path}', columns = {{{columns}}}, "
            "auto_detect = false, header = false, quote = '\"', escape = '\"')"
        )
        path.unlink()


def _besides(target: Target) -> list[str]:
    return BESIDES[target.name].split(", ") if target.name in BESIDES else []


def resolve(references: References, target: Target) -> None:
    """Mark the good rows whose references are not known, and those that are or refer to what is another force's.

    What a row waits for is told as "file:key".
    """
    checker = references.checker
    if not references.alone:
        _look_up(references, target, target.file.key)
        _refuse_anothers(references, target.file.key, target)
    for column in target.references:
        parent = BY_FILE[column.refers_to]
        _look_up(references, parent, column)
        _refuse_anothers(references, column, parent)
        unknown = (
            f"faults = '' AND \"{column.name}\" <> '' AND NOT EXISTS "
            f'(SELECT 1 FROM known_{parent.name} known WHERE known.key = checked."{column.name}")'
        )
        if checker.execute(f"SELECT 1 FROM checked WHERE {unknown} LIMIT 1").fetchone():
            waits = f"'{column.name}:unknown-reference:{parent.name}:' || \"{column.name}\""
            checker.execute(f"UPDATE checked SET faults = {waits} WHERE {unknown}")
    if target.side and target.side.refers_to:
        _resolve_side(references, target)


def _look_up(references: References, parent: Target, column: Column) -> None:
    references.look_up(parent, f"SELECT \"{column.name}\" AS key FROM checked WHERE faults = ''")


def _refuse_anothers(references: References, column: Column, parent: Target) -> None:
    """What another force brought is not this one's to change, or to attach anything to."""
    if references.alone:
        return
    references.checker.execute(
        f"UPDATE checked SET faults = '{column.name}:another-force:{parent.name}:' || known.key FROM known_{parent.name} known "
        f"WHERE faults = '' AND known.anothers AND known.key = checked.\"{column.name}\""
    )


def _resolve_side(references: References, target: Target) -> None:
    """The same for a column that holds several keys: all must be known and ours. Makes `linked`: line, id."""
    side = target.side
    assert side is not None  # the caller asked
    parent = BY_FILE[side.refers_to]
    each = f"SELECT line, unnest(\"{side.column}\") AS key FROM checked WHERE faults = ''"
    references.look_up(parent, each)
    checker = references.checker
    checker.execute(
        f"CREATE OR REPLACE TABLE linked AS SELECT each.line, each.key, known.id, known.anothers FROM ({each}) each "
        f"LEFT JOIN known_{parent.name} known USING (key)"
    )
    for code, which in (("another-force", "anothers"), ("unknown-reference", "id IS NULL")):
        checker.execute(
            f"UPDATE checked SET faults = '{side.column}:{code}:{parent.name}:' || wrong.key "
            f"FROM (SELECT line, min(key) AS key FROM linked WHERE {which} GROUP BY line) wrong "
            "WHERE wrong.line = checked.line AND faults = ''"
        )


def joins(target: Target) -> str:
    """SQL that joins the rows a good row refers to, each under "<column>_is"."""
    found = [
        f'LEFT JOIN known_{column.refers_to} "{column.name}_is" ON "{column.name}_is".key = this."{column.name}"'
        for column in target.references
    ]
    extra = {
        "people": "JOIN names ON names.line = this.line",
        "cases": "LEFT JOIN officers officer ON officer.collar_number = this.officer",
        "referrals": "JOIN services service ON service.name = this.service",
    }
    return " ".join([*found, extra.get(target.name, "")])


def value(target: Target, column: Column) -> str:
    """SQL of a column's value as the table keeps it."""
    if column.refers_to:
        return f'"{column.name}_is".id'
    if target.is_json(column):
        return f'to_json(this."{column.name}")'
    if target.is_flag(column):
        return f"this.\"{column.name}\" = 'yes'"
    return f'this."{column.name}"'


def names(references: References) -> None:
    """What the search looks in, for every good person: worked out where correcting a name works it out too.

    A name of plain letters needs nothing but small ones, which DuckDB does for a whole column at a time.
    """
    checker, path = references.checker, references.work / "names.csv"
    checker.execute(
        "CREATE OR REPLACE TABLE names AS SELECT line, lower(name) AS search_names FROM (SELECT line, concat_ws(' ', "
        "nullif(given_names, ''), nullif(family_name, ''), nullif(array_to_string(aliases, ' '), '')) AS name "
        f"FROM checked WHERE faults = '') WHERE regexp_full_match(name, '{PLAIN_NAME}')"
    )
    found = checker.cursor().execute(
        "SELECT line, given_names, family_name, aliases FROM checked WHERE faults = '' "
        "AND line NOT IN (SELECT line FROM names)"
    )
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        while rows := found.fetchmany(10_000):
            writer.writerows(
                (line, search_names(given, family, aliases)) for line, given, family, aliases in rows
            )
    checker.execute(
        f"INSERT INTO names SELECT * FROM read_csv('{path}', auto_detect = false, header = false, "
        "columns = {'line': 'BIGINT', 'search_names': 'VARCHAR'}, quote = '\"', escape = '\"', nullstr = '\\0')"
    )
    path.unlink()


def officers(references: References) -> None:
    """Who has which collar number in this force. Where two accounts share one, the older."""
    path = references.work / "officers.csv"
    stream.fetch(
        references.cursor,
        "SELECT DISTINCT ON (collar_number) collar_number, id FROM access_user officer WHERE collar_number <> '' "
        "AND EXISTS (SELECT 1 FROM access_membership WHERE user_id = officer.id "
        f"AND agency_id = {references.agency_id}) ORDER BY collar_number, id",
        path,
    )
    references.checker.execute(
        f"CREATE OR REPLACE TABLE officers AS SELECT * FROM read_csv('{path}', auto_detect = false, header = false, "
        "columns = {'collar_number': 'VARCHAR', 'id': 'BIGINT'}, quote = '\"', escape = '\"')"
    )
    path.unlink()
