"""The reference pages of this room: every measure with its worked example, and the analysis tables."""

from oocr.measures import definitions, tables
from oocr.measures.columns import Column
from oocr.measures.measure import Measure
from oocr.measures.presenters import counts_sql, definition_facts, gives
from oocr.ui.formats import day
from oocr.ui.parts import Fact


def pages() -> dict[str, str]:
    """The text of each page by its file name."""
    return {"measures.md": measures(), "analysis-tables.md": analysis_tables()}


def measures() -> str:
    """Every measure: what it asks, counts and is out of; how it is worked out by hand, and in SQL."""
    return "\n\n".join(
        [
            "# Measures",
            "Every figure in the service is a value of one of these. The rows of each example are tried by a test, which "
            "must give what stands under them.",
            *(_measure(measure) for measure in definitions.ALL),
        ]
    )


def _measure(measure: Measure) -> str:
    example = measure.example
    return "\n\n".join(
        [
            f"## {measure.name}",
            "\n".join(f"- **{fact.label}**: {_value(fact)}" for fact in definition_facts(measure)),
            f"Worked by hand, from {day(example.start)} to before {day(example.end)}:",
            _table(
                *[[cell.strip() for cell in line.split("|")] for line in example.rows.strip().splitlines()]
            ),
            example.by_hand,
            f"The figure: {gives(measure)}.",
            f"```sql\n{counts_sql(measure)}\n```",
        ]
    )


def _value(fact: Fact) -> str:
    return fact.value if isinstance(fact.value, str) else " ".join(fact.value)


def analysis_tables() -> str:
    """The analysis tables, each column with its meaning."""
    parts = [
        "# Analysis tables",
        "What figures are counted over. They are written out of the database as Parquet files, one folder for each snapshot, "
        "and hold no name, address, date of birth or police reference.",
    ]
    for table in tables.TABLES:
        parts += [f"## {table.name}", f"One row for each {table.one_row_per}."]
        rows = [[f"`{column.name}`", column.type.value.lower(), _says(column)] for column in table.columns]
        parts.append(_table(["Column", "Type", "Meaning"], *rows))
    return "\n\n".join(parts)


def _says(column: Column) -> str:
    if not column.labels:
        return column.says
    values = ", ".join(f"`{value}`" for value in list(column.labels)[:12])
    more = f" and {len(column.labels) - 12} more" if len(column.labels) > 12 else ""
    return f"{column.says} One of {values}{more}."


def _table(head: list[str], *rows: list[str]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
