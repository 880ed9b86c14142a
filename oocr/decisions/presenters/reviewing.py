"""What the pages show where policy is run over past cases."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import Case
from oocr.cases.vocabulary import OUTCOME_CODES, RESOLUTION_LABELS
from oocr.decisions.models import PolicyRun
from oocr.decisions.reviewing import CHANGES, REVIEWED_CODES, WHO_DID_IT
from oocr.decisions.states import RunState
from oocr.policy.facts import FACTS
from oocr.ui.formats import day, listed, moment, number, percentage, plural, sentence_case, span
from oocr.ui.lists import Pagination
from oocr.ui.page import Page
from oocr.ui.parts import Cell, Column, Fact, Tag

STATES = {
    RunState.WAITING: Tag("Going over the cases", "yellow"),
    RunState.DONE: Tag("Finished", "green"),
    RunState.FAILED: Tag("Could not finish", "red"),
}
REFRESH_SECONDS = 3
A_PAGE = 50
NAMED_IN_A_ROW = 2
MOST_MISSED = 15
GROUPS = (("ethnicity", "Ethnicity, self-defined"), ("sex", "Sex"))


@dataclass(frozen=True)
class Counts:
    """One table of counts."""

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(kw_only=True)
class RunsPage(Page):
    """Every run, newest first."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    pages: Pagination


@dataclass(kw_only=True)
class AskPage(Page):
    """Asking for a run."""

    heading: str
    text: str
    upload: bool


@dataclass(kw_only=True)
class RunPage(Page):
    """One run and what came out of it."""

    heading: str
    facts: Sequence[Fact]
    waiting: bool
    fault: str
    summary: str
    caution: str
    counts: Sequence[Counts]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    pages: Pagination


def runs_page(runs: Sequence[PolicyRun], pages: Pagination) -> RunsPage:
    """The runs over the cases of one's force."""
    return RunsPage(
        title="Policy run over past cases",
        wide=True,
        columns=[
            Column("What"),
            Column("Cases from"),
            Column("Asked"),
            Column("By"),
            Column("How it stands"),
        ],
        rows=[
            [
                Cell(_what(run), href=reverse("decisions:review", args=[run.pk])),
                Cell(_period(run)),
                Cell(moment(run.asked_at)),
                Cell(run.asked_by.name),
                Cell(tag=STATES[RunState(run.state)]),
            ]
            for run in runs
        ],
        pages=pages,
    )


def _what(run: PolicyRun) -> str:
    return f"What if: {run.draft_name}" if run.kind == "what_if" else "Missed opportunities"


def _period(run: PolicyRun) -> str:
    return span(run.from_on, run.to_on - timedelta(days=1))


def ask_page(kind: str, form: Any) -> AskPage:
    """Ask for a run of one kind."""
    what_if = kind == "what_if"
    return AskPage(
        title="What would a draft have changed?" if what_if else "Which crimes missed a resolution?",
        heading="What would a draft have changed?" if what_if else "Which crimes missed a resolution?",
        text=(
            "A draft of a policy pack is run over every resolution issued in a period, beside the policy of its day. "
            "The draft is kept with the run and nowhere else: it never touches a decision."
            if what_if
            else "Crimes closed with outcome codes 10, 14 to 18, 20 or 21 are run through the policy of the day they "
            "were closed: the crimes of one case that were closed on one day together, as one person would have been "
            "decided about. Those that it would not have shut out are listed, the best known first."
        ),
        back=reverse("decisions:reviews"),
        back_label="Policy run over past cases",
        form=form,
        upload=what_if,
    )


def run_page(
    run: PolicyRun, user: User, rows: Sequence[Any], pages: Pagination, cases: Mapping[str, Case]
) -> RunPage:
    """One run. `rows` are those that the reader may see, `cases` those on this page, by their reference."""
    what_if = run.kind == "what_if"
    shown = rows[pages.start : pages.last]
    return RunPage(
        title=f"Policy run {run.pk}",
        back=reverse("decisions:reviews"),
        back_label="Policy run over past cases",
        wide=True,
        refresh_seconds=REFRESH_SECONDS if run.state == RunState.WAITING else 0,
        heading=_what(run),
        facts=[
            Fact("Police force", run.agency.name),
            Fact("Period", _period(run)),
            Fact("Asked", f"{moment(run.asked_at)}, by {run.asked_by.name}"),
            Fact("How it stands", tag=STATES[RunState(run.state)]),
        ],
        waiting=run.state == RunState.WAITING,
        fault=run.fault,
        summary=_summary(run, rows) if run.result else "",
        caution=_CHANGE_CAUTION if what_if else _MISSED_CAUTION,
        counts=(_change_counts(run.result) if what_if else _missed_counts(run.result)) if run.result else [],
        columns=_CHANGE_COLUMNS if what_if else _MISSED_COLUMNS,
        rows=[_change(row, user, cases) for row in shown]
        if what_if
        else [_missed(row, cases) for row in shown],
        pages=pages,
    )


_CHANGE_COLUMNS = [
    Column("Case"), Column("Person"), Column("Resolution"), Column("Issued"), Column("What would have changed"),
]  # fmt: skip
_MISSED_COLUMNS = [
    Column("Case"), Column("Crimes"), Column("Offences"), Column("Outcome codes"), Column("Open to"),
    Column("Not known"),
]  # fmt: skip
_CHANGE_CAUTION = (
    "Judged by what is recorded. Of a resolution from before this service much is not known, and a rule that cannot "
    "say counts as asking for more. Small counts can name somebody: they are for this page and not for publishing."
)
_MISSED_CAUTION = (
    "A crime is counted once, as it was closed last in the period. The crimes of one case that were closed on one day "
    "are one possible decision, and each row of the list is one; a crime of no case is one by itself, and a crime of "
    "two people’s cases is part of two. Open means that nothing recorded shuts a resolution out. It is not a finding "
    "that one should have been given: what is not known may have stood in the way."
)


def _summary(run: PolicyRun, rows: Sequence[Any]) -> str:
    assert run.result is not None
    over, unseen = number(run.examined), len(run.result["rows"]) - len(rows)
    hidden = (
        f" {plural(unseen, 'row')} of cases that you may not see {'is' if unseen == 1 else 'are'} not listed."
        if unseen
        else ""
    )
    if run.kind == "what_if":
        return f"{number(len(run.result['rows']))} of {over} resolutions would have changed.{hidden}"
    found = sum(row["count"] for row in run.result["counts"])
    left = run.result["left_out"]
    besides = f" {plural(left, 'crime')} of which the force cannot be told were left out." if left else ""
    kept = len(run.result["rows"])
    decisions = run.result["decisions"]
    opened, gone_over = decisions["open"], number(decisions["gone_over"])
    first = f" The {number(kept)} best known are listed." if kept < opened else ""
    together = (
        f" They make {number(opened)} of {gone_over} possible decisions." if decisions["gone_over"] else ""
    )
    return f"{number(found)} of {over} closed crimes were open to a resolution.{together}{first}{besides}{hidden}"


def _change_counts(result: Mapping[str, Any]) -> list[Counts]:
    rows = result["rows"]
    by_change = Counter((row["change"], row["resolution"]) for row in rows)
    tables = [
        Counts(
            "changes",
            "What would have changed",
            [Column("Change"), Column("Resolution"), Column("Resolutions", numeric=True)],
            [
                [Cell(CHANGES[change]), Cell(_resolution(kind)), Cell(number(count))]
                for (change, kind), count in sorted(by_change.items(), key=_order_of_change)
            ],
        )
    ]
    for key, title in GROUPS:
        changed = Counter(row[key] for row in rows)
        tables.append(
            Counts(
                key,
                title,
                [
                    Column(title),
                    Column("Gone over", numeric=True),
                    Column("Changed", numeric=True),
                    Column("Share", numeric=True),
                ],
                [
                    [
                        Cell(sentence_case(group.replace("_", " "))),
                        Cell(number(over)),
                        Cell(number(changed[group])),
                        Cell(percentage(changed[group], over)),
                    ]
                    for group, over in sorted(result["gone_over"][key].items())
                ],
            )
        )
    return tables


def _order_of_change(counted: tuple[tuple[str, str], int]) -> tuple[int, int]:
    (change, _), count = counted
    return (list(CHANGES).index(change), -count)


def _missed_counts(result: Mapping[str, Any]) -> list[Counts]:
    counts: dict[str, Counter[str]] = {}
    for row in result["counts"]:
        counts.setdefault(row["group"], Counter())[row["code"]] += row["count"]
    by_size = sorted(counts.items(), key=lambda each: (-each[1].total(), each[0]))
    return [
        Counts(
            "groups",
            "Crimes by group of offence and outcome code",
            [
                Column("Group of offence"),
                *(Column(code, numeric=True) for code in REVIEWED_CODES),
                Column("All", numeric=True),
            ],
            [
                [
                    Cell(group),
                    *(Cell(number(by_code[code])) for code in REVIEWED_CODES),
                    Cell(number(by_code.total())),
                ]
                for group, by_code in by_size
            ],
        ),
        Counts(
            "missing",
            "What is not known, and of how many possible decisions",
            [Column("Not known"), Column("Possible decisions", numeric=True)],
            [
                [Cell(sentence_case(_missing(name))), Cell(number(count))]
                for name, count in result["missing"][:MOST_MISSED]
            ],
        ),
    ]


def _change(row: Mapping[str, Any], user: User, cases: Mapping[str, Case]) -> list[Cell]:
    case = cases.get(row["case"])
    named = case is not None and user.may(Permission.SEE_IDENTITY)
    return [
        Cell(row["case"], href=reverse("desk:case", args=[row["case"]]) if case else ""),
        Cell(case.person.name if case and named else "Not shown to you"),
        Cell(_resolution(row["resolution"])),
        Cell(day(date.fromisoformat(row["issued_on"]))),
        Cell(CHANGES[row["change"]]),
    ]


def _missed(row: Mapping[str, Any], cases: Mapping[str, Case]) -> list[Cell]:
    crimes, kinds, missing = row["crimes"], row["resolutions"], row["missing"]
    codes = dict.fromkeys(f"{each['code']} {OUTCOME_CODES[each['code']]}" for each in crimes)
    return [
        Cell(
            row["case"] or "None",
            href=reverse("desk:case", args=[row["case"]]) if row["case"] in cases else "",
        ),
        Cell(", ".join(each["crime"] for each in crimes)),
        Cell("; ".join(dict.fromkeys(each["offence"] for each in crimes))),
        Cell("; ".join(codes)),
        Cell(_few([_resolution(kind).lower() for kind in kinds])),
        Cell(sentence_case("; ".join(_missing(name) for name in missing)) or "Nothing"),
    ]


def _few(resolutions: Sequence[str]) -> str:
    """Up to two by name; more of them as a number, since the same ones come in row after row."""
    named = len(resolutions) <= NAMED_IN_A_ROW
    return listed(resolutions) if named else plural(len(resolutions), "resolution")


def _missing(name: str) -> str:
    return name if name == WHO_DID_IT else FACTS[name].missing


def _resolution(kind: str) -> str:
    return {str(key): label for key, label in RESOLUTION_LABELS.items()}.get(
        kind, sentence_case(kind.replace("_", " "))
    )
