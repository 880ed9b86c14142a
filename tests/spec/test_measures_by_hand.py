"""Every measure, worked by hand: the example on its definition page gives the figure the page says it gives."""

from datetime import date

import pytest

from oocr.measures import definitions
from oocr.measures.engine import Ask, work_out
from oocr.measures.figure import Residents, Window
from oocr.measures.measure import Kind, Measure
from tests.measures.analysis import PROVENANCE, connection_over


@pytest.mark.parametrize("measure", [pytest.param(measure, id=measure.id) for measure in definitions.ALL])
def test_the_worked_example_gives_what_it_says(measure: Measure) -> None:
    example = measure.example
    connection = connection_over(**{measure.over.name: example.parsed(measure.over)})
    window = Window.of(example.start, example.end)
    by = tuple(name for name, _ in example.group)
    figures = work_out(connection, [Ask(measure, window, by)], PROVENANCE)
    group = dict(example.group)
    if measure.kind is Kind.RATE:
        residents = Residents("Invented", "Nobody", date(2021, 3, 21), example.residents or 0)
        figure = figures.rate(measure, window, residents, **group)
    else:
        figure = figures.of(measure, window, **group)
    assert (figure.numerator, figure.denominator) == example.gives
    assert figure.not_known == example.not_known
    assert figure.too_soon == example.too_soon
    shown = figure.percent if figure.percent is not None else figure.per_thousand
    if shown is not None:
        assert f"{shown}%" in example.by_hand or f"{shown} per 1,000" in example.by_hand
