"""The few figures on the home page of those who read figures: how much is resolved out of court, and how it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from oocr.measures import annual_summary, snapshot
from oocr.measures.definitions.cases import SHARE_OF_OUTCOME_CODES
from oocr.measures.definitions.conditions import BREACH_RATE
from oocr.measures.engine import Ask, Provenance, work_out
from oocr.measures.figure import Figure
from oocr.measures.measure import Measure
from oocr.ui.formats import span

# What each is called, its measure, and the group of it.
SHOWN: tuple[tuple[str, Measure, dict[str, str]], ...] = (
    (
        "Community resolutions, of all outcome codes",
        SHARE_OF_OUTCOME_CODES,
        {"resolution_kind": "community_resolution"},
    ),
    ("Community resolutions breached", BREACH_RATE, {"kind": "community_resolution"}),
    ("Conditional cautions breached", BREACH_RATE, {"kind": "conditional_caution"}),
)


@dataclass(frozen=True)
class Headline:
    """A figure as the home page shows it: never without what it is out of."""

    label: str
    value: str
    part: int
    whole: int
    of: str
    definition_href: str


@dataclass(frozen=True)
class Headlines:
    """The figures of one period."""

    period: str
    figures: Sequence[Headline]


def latest(at: datetime) -> Headlines | None:
    """Those of the latest year in the newest analysis extract. None before there is one."""
    found = snapshot.newest()
    window = annual_summary.latest_window(found) if found else None
    if found is None or window is None:
        return None
    asks = [Ask(measure, window, tuple(group)) for _, measure, group in SHOWN]
    figures = work_out(found.cursor(), asks, Provenance(found.id, at))
    return Headlines(
        span(window.start, window.end - timedelta(days=1)),
        [_headline(label, measure, figures.of(measure, window, **group)) for label, measure, group in SHOWN],
    )


def _headline(label: str, measure: Measure, figure: Figure) -> Headline:
    return Headline(
        label,
        "Cannot say" if figure.percent is None else f"{figure.percent}%",
        figure.numerator,
        figure.denominator or 0,
        measure.base,
        reverse("measures:definition", args=[measure.id]),
    )
