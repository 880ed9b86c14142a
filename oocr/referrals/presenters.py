"""What this room's pages show. A provider is told what delivering its service takes, and nothing else of the case.

Least data: of everything held about a person, only their name, how to reach them safely and what adjusts a session
ever come out of this file for a provider. Not the crime, the victim, the address, the date of birth, sex, ethnicity,
health, the case, its reference or the resolution. A test walks every field's privacy class to see that it stays so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.http import QueryDict
from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import Person
from oocr.cases.vocabulary import YesNo
from oocr.referrals.models import Attendance, Referral
from oocr.referrals.queries import ORDERS, PARTS, TO_RECORD, Listing, may_know_who
from oocr.ui.formats import day, due, sentence_case
from oocr.ui.lists import Pagination, address, sorted_column
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell, Column, Fact, Tag

PER_PAGE = 25
USUAL_ORDER = "-referred"

# Each part of the list: its tab, and what the list says when it is empty.
PART_WORDS: dict[str, tuple[str, str]] = {
    "": ("All", "No referrals"),
    "received": ("New", "No new referrals"),
    "accepted": ("Accepted, not started", "No accepted referral is waiting to start"),
    "started": ("Started", "No referral is under way"),
    TO_RECORD: ("Attendance to record", "No session is waiting for its attendance to be recorded"),
    "completed": ("Completed", "No referral has been completed"),
    "not_completed": ("Not completed", "No referral ended without being completed"),
    "declined": ("Declined", "No referral was declined"),
}
STATUS_TAGS: dict[str, Tag] = {
    "received": Tag("New", "blue"),
    "accepted": Tag("Accepted", "purple"),
    "started": Tag("Started", "yellow"),
    "completed": Tag("Completed", "green"),
    "not_completed": Tag("Not completed", "orange"),
    "declined": Tag("Declined", "grey"),
}
REASONS = {"none": "", "person": "The person", "provider": "The provider", "other": "Something else"}

# Needs that change how a session is given. What is wrong with someone is not among them, even where it is recorded:
# a need that begins with none of these words is not shown.
ADJUSTS_A_SESSION = (
    "interpreter", "sign language", "hearing", "deaf", "sight", "visual", "blind", "wheelchair", "mobility",
    "learning disability", "learning difficulty", "autism", "adhd", "dyslexia", "reading", "speech", "large print",
    "easy read", "childcare", "carer",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the list's address asks for; what it does not say, or says wrongly, is as usual."""

    part: str
    number: str
    order: str
    page: int

    @classmethod
    def of(cls, query: QueryDict, page: int) -> Self:
        """Read an address."""
        part, order = query.get("status", ""), query.get("sort", USUAL_ORDER)
        return cls(
            part if part in PARTS else "",
            query.get("number", "")[:60],
            order if order.removeprefix("-") in ORDERS else USUAL_ORDER,
            page,
        )


@dataclass(kw_only=True)
class ListPage(Page):
    """A part of the referrals this person may see. `names` is how many rows name someone."""

    parts: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    pages: Pagination
    caption: str
    searched: str
    forget_search_href: str
    nothing: str
    widen: str
    number_hint: str
    names: int


@dataclass(kw_only=True)
class ReferralPage(Page):
    """One referral."""

    heading: str
    number: int
    person: Sequence[Fact]
    facts: Sequence[Fact]
    case: Link | None
    columns: Sequence[Column]
    sessions: Sequence[Sequence[Cell]]
    withheld: str


def list_page(user: User, query: QueryDict, asked: Asked, listing: Listing, form: Any) -> ListPage:
    """The list, a page at a time."""
    pages = Pagination.within(query, asked.page, PER_PAGE, listing.total)
    shown = list(listing.found[pages.start : pages.last])
    with_case = user.may(Permission.SEE_CASES)
    return ListPage(
        title="Referrals",
        wide=True,
        form=form,
        parts=[
            Link(
                label,
                address(query, status=part or None, page=None),
                current=part == asked.part,
                count=listing.counts[part],
                hidden="referrals",
            )
            for part, (label, _) in PART_WORDS.items()
        ],
        columns=[
            Column("Referral"),
            *([Column("Case")] if with_case else []),
            sorted_column("Service", "service", query, by=asked.order),
            sorted_column("Referred", "referred", query, by=asked.order),
            Column("Status"),
        ],
        rows=[_cells(user, referral, with_case) for referral in shown],
        pages=pages,
        caption=PART_WORDS[asked.part][0] if asked.part else "All referrals",
        searched=asked.number,
        forget_search_href=address(query, number=None, page=None),
        nothing=PART_WORDS[asked.part][1],
        widen=_widen(asked, with_case),
        names=sum(may_know_who(user, referral) for referral in shown),
        number_hint="A referral’s number, such as 1024, or a case reference" if with_case else "Such as 1024",
    )


def _widen(asked: Asked, with_case: bool) -> str:
    """What to do when the list is empty."""
    if asked.number:
        return (
            "Check the number. Only referrals of cases you may see are here."
            if with_case
            else "Check the number."
        )
    return "" if asked.part else "Referrals come in with the police’s extract."


def _cells(user: User, referral: Referral, with_case: bool) -> list[Cell]:
    name = referral.case.person.name if may_know_who(user, referral) else ""
    case = Cell(referral.case.reference, _case_href(referral)) if with_case else None
    return [
        Cell(f"Referral {referral.pk}", reverse("referrals:referral", args=[referral.pk]), beneath=name),
        *([case] if case else []),
        Cell(referral.service.name),
        Cell(day(referral.referred_on)),
        Cell(tag=STATUS_TAGS[referral.status]),
    ]


def referral_page(
    user: User, referral: Referral, sessions: Iterable[Attendance], today: date
) -> ReferralPage:
    """One referral, as far as this person may know it."""
    person, known = referral.case.person, may_know_who(user, referral)
    return ReferralPage(
        title=f"Referral {referral.pk}",
        back=reverse("referrals:referrals"),
        back_label="Referrals",
        heading=person.name if known else f"Referral {referral.pk}",
        number=referral.pk,
        person=_person(person) if known else [],
        facts=[
            Fact("Service", referral.service.name),
            Fact("Provider", referral.service.provider.name),
            Fact("Referred", day(referral.referred_on)),
            Fact("Status", tag=STATUS_TAGS[referral.status]),
            *([Fact("Completed", day(referral.completed_on))] if referral.completed_on else []),
        ],
        case=Link(referral.case.reference, _case_href(referral)) if user.may(Permission.SEE_CASES) else None,
        columns=[
            Column("Session"),
            Column("Attended"),
            Column("Took part as agreed"),
            Column("Reason lay with"),
        ],
        sessions=[_session(session, today) for session in sessions],
        withheld=""
        if user.may(Permission.SEE_CASES)
        else "You see what delivering this service takes. Ask the diversion hub if you need to know more.",
    )


def _person(person: Person) -> list[Fact]:
    """All that a provider is told of a person, besides their name."""
    return [
        Fact("Telephone", person.phone),
        Fact("Email", person.email),
        Fact("Safe contact", person.safe_contact),
        Fact("Needed at sessions", adjustments(person.needs)),
    ]


def adjustments(needs: Iterable[str]) -> list[str]:
    """Those of a person's needs that change how a session is given."""
    return [sentence_case(need) for need in needs if need.strip().lower().startswith(ADJUSTS_A_SESSION)]


def _session(session: Attendance, today: date) -> list[Cell]:
    unknown = session.attended == YesNo.NOT_RECORDED
    to_come = unknown and session.session_on >= today
    attended = Tag("To record", "orange") if unknown and not to_come else None
    return [
        Cell(day(session.session_on), beneath=due(session.session_on, today).capitalize() if to_come else ""),
        Cell("To come" if to_come else "" if attended else _answer(session.attended), tag=attended),
        Cell("" if unknown else _answer(session.complied)),
        Cell(REASONS[session.whose_reason]),
    ]


def _answer(answer: str) -> str:
    return "Not recorded" if answer == YesNo.NOT_RECORDED else answer.capitalize()


def _case_href(referral: Referral) -> str:
    """Where the case is shown whole: at the desk, which this room may name but not know."""
    return reverse("desk:case", args=[referral.case.reference])
