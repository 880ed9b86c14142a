"""What the home page and the lists of what waits show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from oocr.access.permissions import Permission
from oocr.cases.force_settings import victim_numbers
from oocr.cases.victim_rules import tell_by
from oocr.decisions.states import a_rank
from oocr.desk.headlines import Headlines
from oocr.desk.waiting import (
    Breaches,
    Counted,
    ListedForPanel,
    Me,
    OverdueConditions,
    OwnToRecord,
    ToHear,
    ToTell,
    Waiting,
)
from oocr.desk.waiting_decisions import OfDeciding, ProsecutorsAsked, ToWithdraw
from oocr.ui.formats import day, due, plural
from oocr.ui.lists import Pagination
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell, Column, Tag, Task

PER_PAGE = 25

# What else a person may do from here: its words, its page, the permission it takes, and what it is for.
WAYS: tuple[tuple[str, str, Permission, str], ...] = (
    ("Find a case", "cases:cases", Permission.SEE_CASES, "By name, reference or crime number"),
    ("Open a case", "cases:open_case", Permission.OPEN_CASE, "For somebody no extract has brought yet"),
    ("Bring in an extract", "imports:batches", Permission.IMPORT_EXTRACT, "From the force’s records, and what was kept aside"),
    ("Policy run over past cases", "decisions:reviews", Permission.REVIEW_POLICY, "What a draft would change, and which crimes missed a resolution"),
    ("What victims are offered", "cases:victim_offers", Permission.MANAGE_VICTIM_OFFERS, "The Community Remedy list, and who supports victims"),
    ("Waiting for authority", "decisions:queue", Permission.AUTHORISE_RESOLUTION, "Every proposal that somebody has to say yes or no to"),
    ("Referrals", "referrals:referrals", Permission.SEE_REFERRALS, "Who was sent where, and how it goes"),
    ("Annual summary", "measures:annual_summary", Permission.SEE_FIGURES, "Each figure with what it is out of"),
    ("All figures", "measures:figures", Permission.SEE_FIGURES, "What is counted, and how"),
    ("Ledger", "access:ledger", Permission.SEE_LEDGER, "Who did and read what, and when"),
    ("Accounts", "access:accounts", Permission.MANAGE_ACCOUNTS, "People, their roles and their ranks"),
    ("Agencies", "access:agencies", Permission.MANAGE_ACCOUNTS, "Who works in the system"),
)  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """One kind of thing that waits, and the way to them."""

    link: Link
    hint: str


@dataclass(kw_only=True)
class HomePage(Page):
    """What waits for this person, what does not, and where else they may go."""

    heading: str
    tiles: Sequence[Tile]
    nothing: Sequence[str]
    headlines: Headlines | None
    summary_href: str
    ways: Sequence[Task]
    account_href: str


@dataclass(kw_only=True)
class WaitingPage(Page):
    """The list of one kind of thing that waits. `names` is how many rows name someone."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    pages: Pagination
    nothing: str
    names: int


def home_page(me: Me, counted: Sequence[Counted], headlines: Headlines | None) -> HomePage:
    """The home page of this person."""
    tiles = [
        Tile(Link(each.kind.label, each.kind.href(me), count=each.number), each.since)
        for each in counted
        if each.number
    ]
    return HomePage(
        title="Home",
        wide=True,
        heading="Waiting for you" if tiles else "Nothing is waiting for you" if counted else "Home",
        tiles=tiles,
        nothing=[each.kind.nothing for each in counted if not each.number],
        headlines=headlines,
        summary_href=reverse("measures:annual_summary"),
        ways=[
            Task(label, href=reverse(name), hint=hint)
            for label, name, needs, hint in WAYS
            if me.user.may(needs)
        ],
        account_href=reverse("access:own_account"),
    )


def waiting_page(me: Me, kind: Waiting, query: QueryDict, page: int) -> WaitingPage:
    """A page of the list of one kind."""
    found = kind.found(me)
    pages = Pagination.within(query, page, PER_PAGE, found.count())
    shown = list(found[pages.start : pages.last])
    columns, row = next((columns, row) for sort, columns, row in SHAPES if isinstance(kind, sort))
    named = me.user.may(Permission.SEE_IDENTITY)
    return WaitingPage(
        title=kind.label,
        wide=True,
        back=reverse("desk:home"),
        back_label="Home",
        columns=[
            Column("Case"),
            *([Column("Person")] if named else []),
            *(Column(label) for label in columns),
        ],
        rows=[[*_case(each, named, kind.page), *row(each, me)] for each in shown],
        pages=pages,
        nothing=kind.nothing,
        names=len(shown) if named else 0,
    )


def _case(thing: Any, named: bool, page: str) -> list[Cell]:
    """The case itself, or the one that a condition, a breach or a sitting's item belongs to, and whom it is about."""
    while not hasattr(thing, "person"):
        thing = next(
            getattr(thing, way) for way in ("case", "condition", "resolution") if hasattr(thing, way)
        )
    reference = Cell(thing.reference, reverse(page, args=[thing.reference]))
    return [reference, Cell(thing.person.name)] if named else [reference]


def _condition(condition: Any, me: Me) -> list[Cell]:
    return [
        Cell(condition.text),
        Cell(condition.get_kind_display()),
        Cell(day(condition.due_on), beneath=due(condition.due_on, me.today)),
    ]


def _breach(breach: Any, me: Me) -> list[Cell]:
    return [
        Cell(breach.condition.text),
        Cell(breach.condition.resolution.get_kind_display()),
        Cell(day(breach.reported_on), beneath=f"{plural((me.today - breach.reported_on).days, 'day')} ago"),
    ]


def _item(item: Any, me: Me) -> list[Cell]:
    passed = item.heard_on < me.today
    when = "No decision recorded" if passed else due(item.heard_on, me.today)
    return [Cell(item.get_area_display()), Cell(day(item.heard_on), beneath=when)]


def _opened(case: Any, me: Me) -> list[Cell]:
    return [Cell(day(case.opened_on), beneath=f"{plural((me.today - case.opened_on).days, 'day')} ago")]


def _to_tell(case: Any, me: Me) -> list[Cell]:
    by = tell_by(case.decided_on, case.with_enhanced_rights, victim_numbers(me.today))
    late = Tag(f"Overdue: was due on {day(by)}", "red") if by < me.today else None
    return [Cell(day(case.decided_on)), Cell("" if late else day(by), tag=late)]


def _proposal(proposal: Any, me: Me) -> list[Cell]:
    return [
        Cell(proposal.get_kind_display()),
        Cell(f"{a_rank(proposal.required_authority)} or above".capitalize()),
        Cell(day(proposal.waiting_on), beneath=f"By {proposal.proposed_by.name}"),
    ]


def _overtaken(proposal: Any, me: Me) -> list[Cell]:
    proposed = day(timezone.localdate(proposal.proposed_at))
    return [
        Cell(proposal.get_kind_display()),
        Cell(proposed, beneath=f"By {proposal.proposed_by.name}"),
        Cell(day(proposal.waiting_on) if proposal.waiting_on else "Day not known"),
    ]


def _asked(asked: Any, me: Me) -> list[Cell]:
    return [
        Cell(asked.get_resolution_display()),
        Cell(day(asked.waiting_on), beneath=f"By {asked.asked_by.name}"),
    ]


# What each kind listed here shows beside the case and the person.
SHAPES: tuple[tuple[type[Waiting], Sequence[str], Callable[[Any, Me], list[Cell]]], ...] = (
    (OverdueConditions, ("Condition", "Kind", "Due"), _condition),
    (Breaches, ("Condition not kept", "Resolution", "Reported"), _breach),
    (ToHear, ("Opened",), _opened),
    (OwnToRecord, ("Opened",), _opened),
    (ToTell, ("Decided", "Tell them by"), _to_tell),
    (ListedForPanel, ("Youth justice service", "Sitting"), _item),
    (ProsecutorsAsked, ("Resolution", "Asked"), _asked),
    (ToWithdraw, ("Proposed here", "Proposed", "Decided elsewhere"), _overtaken),
    (OfDeciding, ("Resolution", "Needs", "Submitted"), _proposal),
)
