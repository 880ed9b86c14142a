"""What the loading dock's pages show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from oocr.imports.extract import FILES
from oocr.imports.forms import RowFilter, Upload, Withdrawal
from oocr.imports.models import Batch, QuarantinedRow
from oocr.imports.reference import may_hold, must_be_there
from oocr.imports.states import BatchState
from oocr.imports.summary import FAILURES
from oocr.lifecycle.verdict import Verdict
from oocr.ui.formats import listed, moment, number, plural, sentence_case
from oocr.ui.lists import Pagination, without
from oocr.ui.page import Link, Notice, Page
from oocr.ui.parts import Cell, ChosenFilters, Column, Fact, Tag

STATES = {
    BatchState.RECEIVED: Tag("Waiting to start", "grey"),
    BatchState.CHECKING: Tag("Being loaded", "blue"),
    BatchState.LOADED: Tag("Loaded", "green"),
    BatchState.FAILED: Tag("Failed", "red"),
    BatchState.WITHDRAWN: Tag("Withdrawn", "grey"),
}
FILE_ORDER = {file.name: place for place, file in enumerate(FILES)}
REFRESH_SECONDS = 3


@dataclass(kw_only=True)
class BatchesPage(Page):
    """Every batch, newest first."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    pages: Pagination


@dataclass(kw_only=True)
class UploadPage(Page):
    """Sending an extract."""

    form: Upload
    files: Sequence[str]


@dataclass(kw_only=True)
class CorrectPage(Page):
    """Sending corrected rows."""

    form: Upload
    number: int


@dataclass(frozen=True)
class Refusal:
    """A file that could not be read as a whole."""

    file: str
    wrong: str
    to_do: str


@dataclass(frozen=True)
class Way:
    """How far a load is."""

    state: str
    done: int
    total: int | None


@dataclass(kw_only=True)
class BatchPage(Page):
    """One batch."""

    number: int
    heading: str
    facts: Sequence[Fact]
    way: Way | None
    failure: str
    refusals: Sequence[Refusal]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    aside: int
    narrow: RowFilter
    chosen: Sequence[ChosenFilters]
    aside_columns: Sequence[Column]
    aside_rows: Sequence[Sequence[Cell]]
    pages: Pagination
    withdraw: Verdict
    may_withdraw: bool


@dataclass(kw_only=True)
class WithdrawPage(Page):
    """Taking a batch back."""

    form: Withdrawal
    number: int
    does: str
    verdict: Verdict


@dataclass(frozen=True)
class FileShown:
    """One file of the extract in the column reference."""

    name: str
    says: str
    rows: Sequence[Sequence[Cell]]
    links: Sequence[Link]


@dataclass(kw_only=True)
class ColumnsPage(Page):
    """The column reference."""

    columns: Sequence[Column]
    files: Sequence[FileShown]


def batches_page(
    found: Sequence[Batch], aside: dict[int, int], names: dict[str, str], pages: Pagination
) -> BatchesPage:
    """The list."""
    columns = [
        Column("Batch"),
        Column("Received"),
        Column("For"),
        Column("Rows", numeric=True),
        Column("Kept aside", numeric=True),
        Column("State"),
    ]
    rows = [
        [
            Cell(f"Batch {batch.pk}", reverse("imports:batch", args=[batch.pk])),
            Cell(moment(batch.received_at), beneath=f"by {names[batch.received_by]}"),
            Cell(batch.agency.name),
            Cell(number(batch.total("rows"))),
            Cell(number(aside.get(batch.pk, 0))),
            Cell(tag=STATES[BatchState(batch.state)]),
        ]
        for batch in found
    ]
    return BatchesPage(title="Imports", wide=True, columns=columns, rows=rows, pages=pages)


def upload_page(form: Upload) -> UploadPage:
    """Sending an extract."""
    return UploadPage(
        title="Send an extract",
        back=reverse("imports:batches"),
        form=form,
        files=[file.name for file in FILES],
    )


def correct_page(batch: Batch, form: Upload) -> CorrectPage:
    """Sending corrected rows."""
    return CorrectPage(
        title="Send corrected rows",
        back=reverse("imports:batch", args=[batch.pk]),
        form=form,
        number=batch.pk,
    )


def batch_page(
    batch: Batch,
    narrow: RowFilter,
    rows: Iterable[QuarantinedRow],
    pages: Pagination,
    names: dict[str, str],
    withdraw: Verdict,
) -> BatchPage:
    """One batch, in whatever state it is."""
    state = BatchState(batch.state)
    under_way = state in (BatchState.RECEIVED, BatchState.CHECKING)
    aside = pages.total if not _chosen(narrow) else None
    return BatchPage(
        title=f"Batch {batch.pk}",
        back=reverse("imports:batches"),
        back_label="All imports",
        wide=True,
        refresh_seconds=REFRESH_SECONDS if under_way else 0,
        notices=_notices(batch, aside),
        number=batch.pk,
        heading=f"Batch {batch.pk}",
        facts=_facts(batch, names),
        way=_way(batch) if under_way else None,
        failure=FAILURES.get(batch.failure, ""),
        refusals=[
            Refusal(counts["as"], counts["fault"]["wrong"], counts["fault"]["to_do"])
            for counts in batch.counts.values()
            if "fault" in counts
        ],
        columns=[
            Column("File"),
            *(
                Column(label, numeric=True)
                for label in ("Rows", "Added", "Changed", "As before", "Repeated", "Kept aside")
            ),
        ],
        rows=_counts(batch),
        aside=batch.quarantined.filter(resolved_at=None).count() if aside is None else aside,
        narrow=narrow,
        chosen=_chosen(narrow),
        aside_columns=[Column("Where"), Column("What was wrong"), Column("What to do")],
        aside_rows=[_aside(row) for row in rows],
        pages=pages,
        withdraw=withdraw,
        may_withdraw=withdraw.code != "no-permission",
    )


def _notices(batch: Batch, aside: int | None) -> list[Notice]:
    if batch.state == BatchState.LOADED and aside == 0 and batch.total("quarantined"):
        return [Notice("Every row that was kept aside has come right since.")]
    return []


def _facts(batch: Batch, names: dict[str, str]) -> list[Fact]:
    facts = [
        Fact("State", tag=STATES[BatchState(batch.state)]),
        Fact("For", batch.agency.name),
        Fact("Received", f"{moment(batch.received_at)} by {names[batch.received_by]}"),
        Fact("Files", ", ".join(batch.files)),
    ]
    if came_right := batch.total("came_right"):
        facts.append(Fact("From earlier batches", f"{plural(came_right, 'row')} that had waited went in"))
    if batch.withdrawn_at and batch.withdrawn_by:
        facts.append(Fact("Withdrawn", f"{moment(batch.withdrawn_at)} by {names[batch.withdrawn_by]}"))
        facts.append(Fact("Why", batch.withdrawal_reason))
    return facts


def _way(batch: Batch) -> Way:
    progress = batch.progress
    if batch.state == BatchState.RECEIVED or not progress:
        return Way("Waiting for its turn", 0, None)
    return Way(
        f"{progress['doing'].capitalize()} {progress['file'].replace('_', ' ')}",
        progress["done"],
        progress["of"],
    )


def _counts(batch: Batch) -> list[list[Cell]]:
    names = sorted(
        (name for name, c in batch.counts.items() if "fault" not in c), key=lambda name: FILE_ORDER[name]
    )
    return [
        [
            Cell(name.replace("_", " ")),
            *(
                Cell(number(batch.counts[name].get(what, 0)))
                for what in ("rows", "added", "changed", "unchanged", "repeated", "quarantined")
            ),
        ]
        for name in names
    ]


def _aside(row: QuarantinedRow) -> list[Cell]:
    where = f"{row.file.replace('_', ' ')}, line {row.line:,}"
    others = len(row.more)
    more = f"and {plural(others, 'other fault')}" if others else ""
    return [Cell(where, beneath=row.column), Cell(row.wrong, beneath=more), Cell(row.to_do)]


def _chosen(narrow: RowFilter) -> list[ChosenFilters]:
    found = []
    for name, heading in (("file", "File"), ("code", "What was wrong")):
        if value := narrow.chosen(name):
            label = value.replace("_", " ").replace("-", " ")
            found.append(ChosenFilters(heading, [Link(label, without(narrow.data, name, value))]))
    return found


def withdraw_page(batch: Batch, form: Withdrawal, verdict: Verdict) -> WithdrawPage:
    """Taking a batch back: what it would do, or why it cannot be done."""
    return WithdrawPage(
        title=f"Withdraw batch {batch.pk}",
        back=reverse("imports:batch", args=[batch.pk]),
        form=form,
        number=batch.pk,
        does=_withdrawing(batch.total("added"), batch.total("changed")),
        verdict=verdict,
    )


def _withdrawing(added: int, changed: int) -> str:
    """What taking a batch back would do to the rows."""
    removed = f"the {plural(added, 'row')} it added will be removed" if added else ""
    restored = (
        f"the {plural(changed, 'row')} it changed will say again what they said before" if changed else ""
    )
    return sentence_case(listed(filter(None, (removed, restored))) or "it added and changed nothing") + "."


def columns_page() -> ColumnsPage:
    """The column reference, with an empty template and an example of each file."""
    files = []
    for file in FILES:
        rows = [
            [
                Cell(column.name),
                Cell(column.says),
                Cell(may_hold(column)),
                Cell(must_be_there(column)),
                Cell(column.example),
            ]
            for column in file.columns
        ]
        links = [
            Link(
                f"{kind} as {ending.upper()}",
                reverse("imports:template", args=[file.name, key, ending]),
                hidden=f" of {file.name}",
            )
            for kind, key in (("Empty template", "empty"), ("Example", "example"))
            for ending in ("csv", "xlsx")
        ]
        files.append(FileShown(file.name, file.says, rows, links))
    headings = ("Column", "What it is", "What it may hold", "Must it be filled", "Example")
    return ColumnsPage(
        title="The extract’s files and columns",
        back=reverse("imports:upload"),
        wide=True,
        columns=[Column(heading) for heading in headings],
        files=files,
    )
