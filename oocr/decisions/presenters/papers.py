"""What the pages of papers show: which belong to a resolution, which were made, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import verdict_on
from oocr.cases.victim_queries import VictimOfCase
from oocr.decisions.models import MadePaper, Proposal
from oocr.decisions.papers import OVERTAKEN, is_overtaken, may_be_made
from oocr.decisions.standing import standing_authority
from oocr.outbox.models import Message
from oocr.outbox.states import MessageState
from oocr.policy.wording import Wording
from oocr.ui.formats import moment
from oocr.ui.page import Link, Page
from oocr.ui.papers import Paper
from oocr.ui.parts import Cell, Column, Tag

MESSAGE_TAGS = {
    MessageState.WAITING: Tag("Waiting to be sent", "yellow"),
    MessageState.SENT: Tag("Sent", "green"),
    MessageState.FAILED: Tag("Could not be sent", "red"),
}


@dataclass(frozen=True)
class ToMake:
    """A paper that can be made: what it is for, for whom, and the one that was made last, if one was."""

    title: str
    what_for: str
    whom: str
    wording: str
    victim: int | None
    made: Link | None = None
    overtaken: bool = False


@dataclass(frozen=True)
class Failed:
    """A message that could not be sent, and where to send it again; or who could."""

    text: str
    again_href: str
    why_not: str


@dataclass(kw_only=True)
class PapersPage(Page):
    """The papers of one case."""

    reference: str
    to_make: Sequence[ToMake]
    why_not: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    messages: Sequence[Sequence[Cell]]
    message_columns: Sequence[Column]
    failed: Sequence[Failed]


@dataclass(kw_only=True)
class PaperPage(Page):
    """One paper as it was made."""

    paper: Paper
    pdf_href: str
    send_href: str
    address: str
    safe_contact: str
    why_not_sent: str


def papers_page(
    proposal: Proposal,
    wordings: Sequence[Wording],
    victims: Sequence[VictimOfCase],
    made: Sequence[MadePaper],
    messages: Sequence[Message],
    user: User,
) -> PapersPage:
    """Which papers go with the resolution, and those that were made before."""
    reference = proposal.case.reference
    allowed = verdict_on(user, Permission.ISSUE_RESOLUTION)
    sees_victims = user.may_at(Permission.SEE_VICTIM, proposal.case.agency_id)
    why_not = "" if allowed else allowed.because
    if allowed and not may_be_made(proposal):
        why_not = "A paper speaks of what was authorised. Nothing is authorised yet."
    return PapersPage(
        title=f"Papers, case {reference}",
        back=reverse("desk:case_decision", args=[reference]),
        back_label="Decision",
        reference=reference,
        to_make=[] if why_not else _to_make(proposal, wordings, victims if sees_victims else (), made),
        why_not=why_not,
        columns=[Column("Paper"), Column("For"), Column("Made"), Column("By"), Column("As a file")],
        rows=[_row(each, reference) for each in made],
        message_columns=[Column("Message"), Column("Put in the outbox"), Column("How it stands")],
        messages=[_message(each) for each in messages],
        failed=[_failed(each, reference, user) for each in messages if each.state == MessageState.FAILED],
    )


def _to_make(
    proposal: Proposal,
    wordings: Sequence[Wording],
    victims: Sequence[VictimOfCase],
    made: Sequence[MadePaper],
) -> list[ToMake]:
    """Each paper for each reader, with the newest one made: whoever makes another sees that there is one."""
    authority = standing_authority(proposal)
    newest = {
        (each.wording, each.victim_id): each for each in reversed(made) if each.proposal_id == proposal.pk
    }

    def to_make(wording: Wording, whom: str, victim: int | None) -> ToMake:
        last = newest.get((wording.version, victim))
        if last is None:
            return ToMake(wording.title, _what_for(wording), whom, wording.key, victim)
        read = Link(
            f"Made {moment(last.made_at)}",
            reverse("decisions:paper", args=[proposal.case.reference, last.pk]),
        )
        before = authority is not None and last.made_at < authority.given_at
        return ToMake(
            wording.title, _what_for(wording), whom, wording.key, victim, read, before or is_overtaken(last)
        )

    found = [to_make(wording, "the person", None) for wording in wordings if wording.whose == "person"]
    for wording in wordings:
        if wording.whose == "victim":
            found += [
                to_make(wording, _whom(number, each), each.victim.pk)
                for number, each in enumerate(victims, 1)
                if each.victim.kind != "state"
            ]
    return found


def _what_for(wording: Wording) -> str:
    """What is done with a paper, which its title, written for its reader, need not say."""
    if wording.whose == "victim":
        return "A letter to a victim"
    if wording.large:
        return "To take home, in easy read"
    signed = any(piece.kind == "signatures" for piece in wording.pieces)
    return "To sign" if signed else "To take home, in plain English"


def _whom(number: int, each: VictimOfCase) -> str:
    return each.victim.name or f"victim {number}"


def _row(made: MadePaper, reference: str) -> list[Cell]:
    name = _easy(made)
    return [
        Cell(name, href=reverse("decisions:paper", args=[reference, made.pk])),
        Cell("A victim" if made.victim_id else "The person"),
        Cell(moment(made.made_at)),
        Cell(made.made_by.name),
        Cell("PDF", href=reverse("decisions:paper_file", args=[reference, made.pk])),
    ]


def _easy(made: MadePaper) -> str:
    return f"{made.title} (easy read)" if made.content["large"] else made.title


def _message(message: Message) -> list[Cell]:
    fault = f" {message.fault}." if message.fault else ""
    return [
        Cell(message.subject or message.get_channel_display()),
        Cell(moment(message.queued_at)),
        Cell(fault.strip(), tag=MESSAGE_TAGS[MessageState(message.state)]),
    ]


def _failed(message: Message, reference: str, user: User) -> Failed:
    allowed = verdict_on(user, Permission.SEND_MESSAGE)
    return Failed(
        text=message.subject or message.get_channel_display(),
        again_href=reverse("decisions:send_message_again", args=[reference, message.pk]),
        why_not="" if allowed else allowed.because,
    )


def paper_page(made: MadePaper, user: User, form: Any) -> PaperPage:
    """One paper to read, to print, and to send."""
    reference, whom = made.case.reference, made.victim or made.case.person
    allowed = verdict_on(user, Permission.ISSUE_RESOLUTION)
    why_not = "" if allowed else allowed.because
    if allowed and made.proposal.resolution_id is None:
        why_not = "It can be sent once the resolution is issued."
    elif allowed and is_overtaken(made):
        why_not = OVERTAKEN
    elif allowed and not whom.email:
        why_not = "No e-mail address is recorded. Print the paper, or read it out."
    return PaperPage(
        title=f"{_easy(made)}, case {reference}",
        back=reverse("decisions:papers", args=[reference]),
        back_label="Papers",
        form=form,
        paper=Paper.from_data(made.content),
        pdf_href=reverse("decisions:paper_file", args=[reference, made.pk]),
        send_href=reverse("decisions:paper", args=[reference, made.pk]),
        address=whom.email,
        safe_contact=whom.safe_contact,
        why_not_sent=why_not,
    )
