"""The first cases of an area are held back until their facets are known, so that each row is written once.

What a case is listed under comes from its crimes, resolutions and outcome codes, which come after it. Nothing minds
that the cases themselves come last: their ids are known, and while a table is filled the keys that lead to it are down.
"""

from dataclasses import dataclass

import duckdb

from oocr.imports.load import stream
from oocr.imports.load.rebuild import Down, look_over
from oocr.imports.load.resolve import References
from oocr.imports.load.targets import BY_FILE

LAST_TO_TELL = "outcome_codes"  # after this file all is there that a facet is worked out from
FACETS = (
    "SELECT case_id, array_agg(DISTINCT facet) FROM cases_said_facet WHERE facet IS NOT NULL GROUP BY case_id"
)


@dataclass(frozen=True)
class Held:
    """Cases that wait in DuckDB: their columns, and what is to be built when they are in their table."""

    columns: str
    down: Down


def hold(checker: duckdb.DuckDBPyConnection, query: str) -> str:
    """Keep what a query gives as the rows of the cases' table. Gives the query for what is kept."""
    checker.execute(f"CREATE OR REPLACE TABLE held AS {query}")
    return "SELECT * FROM held"


def fill_with_facets(references: References, held: Held) -> None:
    """Write the cases, each with its facets. Their indexes and keys are the caller's to build."""
    cases = BY_FILE["cases"]
    path = references.work / "facets.csv"
    stream.fetch(references.cursor, FACETS, path)
    references.checker.execute(
        f"CREATE OR REPLACE TABLE facets AS SELECT * FROM read_csv('{path}', auto_detect = false, header = false, "
        "columns = {'case_id': 'BIGINT', 'facets': 'VARCHAR'}, quote = '\"', escape = '\"')"
    )
    path.unlink()
    query = (
        "SELECT held.*, coalesce(facets.facets, '{}') FROM held LEFT JOIN facets ON facets.case_id = held.id"
    )
    stream.send(references.checker, query, references.cursor, f"{cases.table} ({held.columns}, facets)")
    references.checker.execute("DROP TABLE held; DROP TABLE facets")
    references.cursor.leave(look_over, cases)
