"""The adult annual summary: which figures it takes, and the tables they stand in.

Every table counts one kind of thing out of one population and says which. What is not recorded is a row. Where there
could be a figure and there is none, the cell says why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from oocr.measures import populations, published, reconcile, summary_adults, summary_youth
from oocr.measures.engine import Ask, Provenance, work_out
from oocr.measures.figure import Figure, Window, years_earlier
from oocr.measures.snapshot import Snapshot
from oocr.measures.summary_table import Material, SummaryTable
from oocr.measures.tables import RESOLUTIONS

TITLE = "Annual summary of out of court resolutions"
INTERNAL = "Internal: disclosure control has not been applied; not for publication"
MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Summary:
    """The whole summary of one period over one snapshot."""

    window: Window
    snapshot: Snapshot
    calculated_at: datetime
    tables: tuple[SummaryTable, ...]
    comparisons: tuple[reconcile.Comparison, ...]

    def figures(self) -> Iterator[tuple[SummaryTable, str, str, Figure]]:
        """Every figure shown: its table, the names of its row and column, and the figure."""
        for table in self.tables:
            for line in table.lines:
                for heading, cell in zip(table.headings, line.cells, strict=True):
                    if cell.figure is not None:
                        yield table, line.label, heading.label, cell.figure


def make(snapshot: Snapshot, window: Window, at: datetime) -> Summary:
    """Work the summary out: one query for each table and period, then arithmetic."""
    papers = published.about(window)
    cursor = snapshot.cursor()
    figures = work_out(cursor, asks(window, papers), Provenance(snapshot.id, at))
    material = Material(figures, window, snapshot, populations.loaded(cursor))
    return Summary(
        window,
        snapshot,
        at,
        (*summary_adults.tables_of(material), *summary_youth.tables_of(material)),
        tuple(reconcile.compare(paper, figures, material.residents) for paper in papers),
    )


def asks(window: Window, papers: Iterable[published.Paper] = ()) -> list[Ask]:
    """Every figure the summary takes, and those that published papers are compared with."""
    return [
        *summary_adults.asks(window),
        *summary_youth.asks(window),
        *(ask for paper in papers for ask in published.asks(paper)),
    ]


def latest_window(snapshot: Snapshot) -> Window | None:
    """The year that ends with the last resolution issued; or a year that was published, where one ends no more than a
    month before that, so that the two can be compared. None when no resolution is loaded.

    A few resolutions after a stretch without any make no year: then it is the newest year that is wholly loaded.
    """
    written = snapshot.manifest.tables[RESOLUTIONS.name]
    if not written.last_on:
        return None
    last = date.fromisoformat(written.last_on) + timedelta(days=1)
    years = [_year_to(end) for end in (last, *(date.fromisoformat(a) for a, _ in reversed(written.quiet)))]
    return next((each for each in years if not snapshot.why_not_whole(RESOLUTIONS, each)), years[0])


def _year_to(end: date) -> Window:
    recent = [window for window in published.windows() if end - MONTH <= window.end <= end]
    return max(recent, key=lambda window: window.end, default=Window.of(years_earlier(end), end))
