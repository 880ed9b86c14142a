"""What this room does: takes snapshots, and writes down who took figures out or opened the rows behind them.

Whoever changes what is counted asks for a snapshot afterwards: the loading dock stands above this room and calls
`oocr.measures.tasks.ask_for_snapshot` when a batch is loaded or withdrawn.
"""

from datetime import datetime

from django.db import connection, transaction

from oocr.audit.events import Event
from oocr.audit.ledger import Referred, record
from oocr.measures import extract, snapshot
from oocr.measures.extract import Manifest, Progress
from oocr.measures.figure import Window


def take_snapshot(*, by: Referred, at: datetime, progress: Progress = lambda table, rows: None) -> Manifest:
    """Write the analysis tables out as they are now, and let every page read them once that is written down.

    All tables are read at one moment, though others go on working. The ledger's line is a transaction of its own,
    because a line cannot be added to a ledger read at an earlier moment.
    """
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:  # the caller has no transaction of its own
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        manifest = extract.write(snapshot.root(), at, progress)
    with transaction.atomic():
        record(Event.SNAPSHOT_TAKEN, about=f"snapshot:{manifest.id}", by=by, at=at, rows=manifest.rows)
        transaction.on_commit(lambda: extract.point_to(snapshot.root(), manifest.id))
    return manifest


@transaction.atomic
def open_rows(*, figure: str, count: int, by: Referred, at: datetime) -> None:
    """Write down that someone opened the rows behind a figure: its reference, and how many rows they could see."""
    record(Event.FIGURE_OPENED, about=figure, by=by, at=at, count=count)


@transaction.atomic
def export_summary(*, window: Window, format: str, by: Referred, at: datetime) -> None:
    """Write down that someone took the annual summary out."""
    about = f"summary:annual:{window.start}:{window.end}"
    record(Event.FIGURES_EXPORTED, about=about, by=by, at=at, format=format)
