"""The papers of a resolution: made, read, and sent."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.models import Case, Victim
from oocr.cases.victim_queries import victims_of
from oocr.decisions.actions.keeping import fresh, hold
from oocr.decisions.models import MadePaper, Proposal
from oocr.decisions.papers import OVERTAKEN, compose, is_overtaken, may_be_made
from oocr.lifecycle.verdict import Refused, no
from oocr.outbox.actions import queue_message, send_again
from oocr.outbox.models import Message
from oocr.policy.wording import Wording
from oocr.ui.papers import Paper


@transaction.atomic
def make_paper(
    *, proposal: Proposal, wording: Wording, victim: Victim | None = None, by: User, at: datetime
) -> MadePaper:
    """Put what was authorised on paper, for the person or for one victim. It is kept word for word."""
    hold(proposal.case_id, by, Permission.ISSUE_RESOLUTION)
    proposal = fresh(proposal)
    if not may_be_made(proposal):
        raise Refused(no("no-authority", "A paper speaks of what was authorised, and nothing is."))
    if proposal.kind not in wording.resolutions:
        raise Refused(no("other-resolution", "This paper belongs to another resolution."))
    if (wording.whose == "victim") != (victim is not None):
        raise Refused(no("for-whom", "A letter to a victim needs the victim, and no other paper has one."))
    if victim and victim.pk not in {row.pk for each in victims_of(proposal.case) for row in each.rows}:
        raise Refused(no("other-victim", "This is not a victim of this case."))
    paper = compose(proposal, wording, victim, by=by, on=timezone.localdate(at))
    made = MadePaper.objects.create(
        case=proposal.case,
        proposal=proposal,
        victim=victim,
        wording=wording.version,
        digest=wording.digest,
        title=paper.title,
        content=paper.as_data(),
        made_at=at,
        made_by=by,
    )
    record(
        Event.PAPER_MADE, about=proposal.case, by=by, at=at, paper=made.ledger_ref, wording=wording.version
    )
    return made


@transaction.atomic
def record_paper_reading(*, made: MadePaper, form: str, by: User, at: datetime) -> None:
    """Write down that someone read a paper, or took it as a file."""
    record(Event.PAPER_READ, about=made.case, by=by, at=at, paper=made.ledger_ref, form=form)


@transaction.atomic
def send_paper(*, made: MadePaper, safe: bool, by: User, at: datetime) -> Message:
    """Send a paper by e-mail to whom it is for. `safe`: the sender says that nobody else reads what comes there."""
    hold(made.case_id, by, Permission.ISSUE_RESOLUTION)
    address = made.victim.email if made.victim else made.case.person.email
    if not safe:
        raise Refused(
            no("not-safe", "Say that it is safe to write to this address, or give the paper another way.")
        )
    if not address:
        raise Refused(no("no-address", "No e-mail address is recorded. Print the paper, or read it out."))
    if made.proposal.resolution is None:
        raise Refused(no("not-issued", "It can be sent once the resolution is issued."))
    if is_overtaken(made):
        raise Refused(no("overtaken", OVERTAKEN))
    paper = Paper.from_data(made.content)
    return queue_message(
        about=made.case.ledger_ref,
        wording=made.wording,
        channel="email",
        address=address,
        subject=paper.title,
        body=paper.words,
        by=by,
        at=at,
    )


@transaction.atomic
def send_paper_again(*, case: Case, message: Message, by: User, at: datetime) -> Message:
    """Let a message about this case that failed be sent again, after its address or the carrier was put right."""
    hold(case.pk, by, Permission.SEND_MESSAGE)
    if message.about != case.ledger_ref:
        raise Refused(no("other-case", "This message is about another case."))
    return send_again(message=message, by=by, at=at)
