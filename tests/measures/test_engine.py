"""Figures are what their definitions say: the engine against a slow twin, and every figure against its rows."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oocr.measures import definitions, tables
from oocr.measures.columns import Column, Table, Type
from oocr.measures.engine import Ask, queries, rows_behind, work_out
from oocr.measures.figure import Part, Window
from oocr.measures.measure import Kind, Measure
from tests.measures.analysis import PROVENANCE, YEAR, borrowed, connection_over
from tests.measures.slow_twin import TWINS, count

ALL = [pytest.param(measure, id=measure.id) for measure in definitions.ALL]
DAYS = st.dates(YEAR.start - timedelta(days=20), YEAR.end + timedelta(days=20))


def cell(column: Column, table: Table) -> st.SearchStrategy[Any]:
    """Values that make edges likely: few people, few groups, days near the ends of the period."""
    if column.name == table.key:
        return st.just(0)  # numbered afterwards
    if column.labels:
        return st.sampled_from(list(column.labels))
    match column.type:
        case Type.DATE:
            near = DAYS | st.sampled_from(
                [YEAR.start, YEAR.end, YEAR.end - timedelta(days=1), date(2024, 8, 31), date(2025, 2, 28)]
            )
            return near if column.name == table.dated_by else near | st.none()
        case Type.TEXT:
            return st.sampled_from(["one", "two"])
    return st.integers(0, 3)


def rows_of(table: Table) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({column.name: cell(column, table) for column in table.columns})

    def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, table.key: number} for number, row in enumerate(rows, start=1)]

    return st.lists(row, max_size=25).map(numbered)


def breakdowns(measure: Measure) -> list[tuple[str, ...]]:
    """Nothing, each thing it may be broken down by, and the first two together; as it allows."""
    wanted = [(), *[(name,) for name in measure.by], tuple(measure.by[:2])]
    return [by for by in wanted if set(measure.always_by) <= set(by)]


def parts_of(measure: Measure) -> list[Part]:
    parts = [Part.NUMERATOR, Part.NOT_KNOWN]
    parts += [] if measure.kind in (Kind.COUNT, Kind.RATE) else [Part.DENOMINATOR]
    return parts + ([Part.TOO_SOON] if measure.kind is Kind.FOLLOW_UP else [])


def groups_in(rows: list[dict[str, Any]], by: tuple[str, ...]) -> list[dict[str, str]]:
    found = {tuple(row[name] for name in by) for row in rows}
    return [dict(zip(by, values, strict=True)) for values in sorted(found)]


@pytest.mark.parametrize("measure", ALL)
def test_every_measure_has_a_twin(measure: Measure) -> None:
    assert measure.id in TWINS


@pytest.mark.parametrize("measure", [p for p in ALL if p.values[0].kind is not Kind.RATE])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_the_engine_and_its_slow_twin_agree(measure: Measure, data: st.DataObject) -> None:
    rows = data.draw(rows_of(measure.over))
    asks = [Ask(measure, YEAR, by) for by in breakdowns(measure)]
    with borrowed(measure.over, rows) as connection:
        figures = work_out(connection, asks, PROVENANCE)
    for group in [group for ask in asks for group in groups_in(rows, ask.by)]:
        figure = figures.of(measure, YEAR, **group)
        for part in parts_of(measure):
            assert figure.count(part) == count(measure, rows, YEAR, part, group), (part, group)


@pytest.mark.parametrize("measure", ALL)
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_a_figure_opens_onto_as_many_rows_as_it_says(measure: Measure, data: st.DataObject) -> None:
    rows = data.draw(rows_of(measure.over))
    asks = [Ask(measure, YEAR, by) for by in breakdowns(measure)]
    with borrowed(measure.over, rows) as connection:
        figures = work_out(connection, asks, PROVENANCE)
        for groups in filter(None, (groups_in(rows, ask.by) for ask in asks)):
            group = data.draw(
                st.sampled_from(groups)
            )  # every breakdown, and one figure of each: opening takes time
            for part in parts_of(measure):
                opened = rows_behind(connection, measure, YEAR, part, tuple(sorted(group.items())))
                assert len(opened) == count(measure, rows, YEAR, part, group)
                assert len({row.key for row in opened}) == len(opened)
                if measure.kind is not Kind.RATE:
                    assert len(opened) == figures.of(measure, YEAR, **group).count(part)


def test_breakdowns_of_one_table_and_period_are_one_query() -> None:
    asked: list[str] = []

    class Listening:
        def __init__(self, connection: Any) -> None:
            self.connection = connection

        def execute(self, sql: str, values: Any) -> Any:
            asked.append(sql)
            return self.connection.execute(sql, values)

    measures = [m for m in definitions.ALL if m.over is tables.RESOLUTIONS and m.kind is not Kind.RATE]
    asks = [Ask(m, YEAR, (name,)) for m in measures for name in m.by]
    asks += [Ask(m, YEAR.year_before, ("kind",)) for m in measures if "kind" in m.by]
    work_out(Listening(connection_over()), asks, PROVENANCE)
    # One for all counts of rows in each period, and one for each different count of people.
    assert sum("count(*)" in sql for sql in asked) == 2
    assert sum("count(DISTINCT person_id)" in sql for sql in asked) == 2
    assert len(asked) == 4
    assert all("GROUPING SETS" in sql for sql in asked)


def test_nothing_loaded_gives_figures_of_nought() -> None:
    [measure] = [m for m in definitions.ALL if m.id == "conditions.breach_rate"]
    figures = work_out(connection_over(), [Ask(measure, YEAR), Ask(measure, YEAR, ("kind",))], PROVENANCE)
    figure = figures.of(measure, YEAR, kind="community_resolution")
    assert (figure.numerator, figure.denominator, figure.percent) == (0, 0, None)
    assert figures.of(measure, YEAR).denominator == 0


def test_a_query_without_a_breakdown_has_no_grouping() -> None:
    [measure] = [m for m in definitions.ALL if m.id == "youth_panel.from_court"]
    [query] = queries({measure: {()}})
    assert "GROUP" not in query.sql
    connection = connection_over(youth_panel_items=[{"heard_on": date(2025, 1, 1), "from_court": "yes"}])
    assert work_out(connection, [Ask(measure, YEAR)], PROVENANCE).of(measure, YEAR).denominator == 1


def test_what_may_not_be_asked_says_what_may() -> None:
    [breach] = [m for m in definitions.ALL if m.id == "conditions.breach_rate"]
    with pytest.raises(ValueError, match=r"conditions.breach_rate may not be broken down by shoe_size"):
        Ask(breach, YEAR, ("shoe_size",))
    [follow_up] = [m for m in definitions.ALL if m.id == "cases.reoffending_6_months"]
    with pytest.raises(ValueError, match="always broken down by kind"):
        Ask(follow_up, YEAR)
    with pytest.raises(ValueError, match="may not be broken down by shoe_size"):
        rows_behind(connection_over(), breach, YEAR, Part.NUMERATOR, (("shoe_size", "9"),))


def test_services_are_listed_as_they_are_named() -> None:
    [made] = [m for m in definitions.ALL if m.id == "referrals.made"]
    rows = [{"service": name, "referred_on": date(2025, 1, 1)} for name in ("Reflect", "CARA", "Reflect")]
    figures = work_out(connection_over(referrals=rows), [Ask(made, YEAR, ("service",))], PROVENANCE)
    assert figures.values(made, YEAR, "service") == ["CARA", "Reflect"]
    assert figures.of(made, YEAR, service="Reflect").numerator == 2


def test_a_window_must_run_forwards_and_has_a_year_before() -> None:
    with pytest.raises(ValueError, match="begin before it ends"):
        Window.of(date(2025, 6, 16), date(2025, 6, 16))
    assert Window.of(date(2024, 2, 29), date(2025, 2, 28)).year_before.start == date(2023, 2, 28)
