"""Someone else says yes or no, at the rank they hold that day; and what was said yes to can fall."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.access.roles import insist
from oocr.audit.events import Event
from oocr.audit.ledger import Job, record
from oocr.decisions.actions.keeping import fresh, hold, keep, note_investigators
from oocr.decisions.actions.versions import keep_version
from oocr.decisions.models import Authority, Delegation, Proposal, Return
from oocr.decisions.standing import NOTHING, standing_authority, standing_of
from oocr.decisions.states import PROPOSAL, a_rank, not_your_own
from oocr.lifecycle.perform import perform
from oocr.lifecycle.table import Actor
from oocr.lifecycle.verdict import Refused, no
from oocr.ui.formats import moment

# An authority falls by itself when what it was given on no longer holds.
FALLING = Job("decisions.falling", frozenset({Permission.AUTHORISE_RESOLUTION}))


@transaction.atomic
def authorise_proposal(
    *,
    proposal: Proposal,
    reason: str,
    connected: bool,
    reasons: Mapping[str, str] = NOTHING,
    by: User,
    at: datetime,
) -> Authority:
    """Say yes to what is proposed, with a reason. `connected`: whether one is connected to the person or a victim.

    `reasons` answer, by their id, the rules that ask for one only now. Given after the resolution was, the authority
    is marked retrospective. What is said yes to is kept word for word.
    """
    hold(proposal.case_id, by, Permission.AUTHORISE_RESOLUTION)
    proposal = fresh(proposal)
    _insist_nobody_was_first(proposal, by)
    _insist_written(reason, "Say why you authorise it.")
    note_investigators(proposal)
    proposal.save(update_fields=["worked_on_by"])
    standing = standing_of(by, proposal, timezone.localdate(at), connected=connected, reasons=reasons)
    judged, held = standing.judged, standing.held
    proposal = perform(
        PROPOSAL,
        "authorise",
        proposal,
        by=standing,
        at=at,
        proposal=proposal.pk,
        rank=held.rank.value if held else "",
    )
    assert held is not None, "nobody without a rank is high enough"
    proposal.required_authority, proposal.reasons = judged.authority, dict(judged.reasons)
    proposal.save(update_fields=["required_authority", "reasons"])
    authority = Authority.objects.create(
        proposal=proposal,
        version=keep_version(proposal, "authorised", by=by, at=at),
        rank=held.rank,
        acting=held.acting,
        delegation=held.delegation,
        required=judged.authority,
        retrospective=proposal.given_on is not None,
        reason=reason.strip(),
        facts=judged.material,
        given_at=at,
        given_by=by,
    )
    keep(judged, case=proposal.case, proposal=proposal, by=by, at=at)
    return authority


@transaction.atomic
def return_proposal(*, proposal: Proposal, reason: str, by: User, at: datetime) -> Return:
    """Send it back to the officer, saying what is to be put right. What it said is kept word for word."""
    hold(proposal.case_id, by, Permission.AUTHORISE_RESOLUTION)
    proposal = fresh(proposal)
    _insist_nobody_was_first(proposal, by)
    _insist_written(reason, "Say why you return it.")
    proposal = perform(PROPOSAL, "return", proposal, by=by, at=at, proposal=proposal.pk)
    version = keep_version(proposal, "returned", by=by, at=at)
    return Return.objects.create(
        proposal=proposal, version=version, reason=reason.strip(), returned_at=at, returned_by=by
    )


@transaction.atomic
def void_authority(*, proposal: Proposal, why: str, by: User, at: datetime) -> Proposal:
    """Take an authority back, one's own or another's, saying why. The officer may then ask again."""
    hold(proposal.case_id, by, Permission.AUTHORISE_RESOLUTION)
    proposal = fresh(proposal)
    _insist_written(why, "Say why the authority is taken back.")
    if not (verdict := not_your_own(proposal, by)):
        raise Refused(verdict)
    return _void(proposal, "taken_back", why.strip(), by, at)


def let_fall(proposal: Proposal, code: str, why: str, at: datetime) -> Proposal:
    """Void an authority because what it was given on no longer holds. Inside the transaction of what changed it."""
    return _void(proposal, code, why, FALLING, at)


def _void(proposal: Proposal, code: str, why: str, by: Actor, at: datetime) -> Proposal:
    authority = standing_authority(proposal)
    proposal = perform(PROPOSAL, "void", proposal, by=by, at=at, proposal=proposal.pk, why=code)
    assert authority is not None, "what is authorised has an authority"
    authority.voided_at, authority.voided_by, authority.voided_why = at, by.ledger_ref, why
    authority.save(update_fields=["voided_at", "voided_by", "voided_why"])
    return proposal


@transaction.atomic
def delegate_authority(
    *, to: User, rank: Rank, from_on: date, to_on: date, by: User, at: datetime
) -> Delegation:
    """Lend one's authority to a named person, up to a rank no higher than one's own, until a day."""
    insist(by, Permission.AUTHORISE_RESOLUTION)
    today = timezone.localdate(at)
    own = by.rank_on(today)
    if to.pk == by.pk:
        raise Refused(no("to-yourself", "Authority is delegated to somebody else."))
    if own is None or rank.height > own.height:
        raise Refused(no("above-your-rank", f"You may not delegate the authority of {a_rank(rank)}."))
    if not to.may(Permission.AUTHORISE_RESOLUTION) or not _share_an_agency(by, to):
        raise Refused(no("not-an-authoriser", "They must be able to authorise resolutions at your agency."))
    if not today <= from_on < to_on:
        raise Refused(no("wrong-days", "It must begin today or later, and end after it begins."))
    delegation = Delegation.objects.create(
        to=to, rank=rank, from_on=from_on, to_on=to_on, delegated_at=at, delegated_by=by
    )
    record(
        Event.DELEGATION_GIVEN,
        about=to,
        by=by,
        at=at,
        rank=rank.value,
        from_on=from_on.isoformat(),
        to_on=to_on.isoformat(),
    )
    return delegation


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: User, at: datetime) -> Delegation:
    """Take back what one lent, from today. What was authorised with it stays authorised."""
    insist(by, Permission.AUTHORISE_RESOLUTION)
    if delegation.delegated_by_id != by.pk:
        raise Refused(no("not-yours", "Only the one who delegated it ends it."))
    today = timezone.localdate(at)
    if delegation.to_on <= today:
        raise Refused(no("ended", "It has ended already."))
    delegation.to_on = max(today, delegation.from_on)
    delegation.save(update_fields=["to_on"])
    record(Event.DELEGATION_ENDED, about=delegation.to, by=by, at=at)
    return delegation


def _share_an_agency(one: User, other: User) -> bool:
    here = {agency.pk for agency in one.agencies_where(Permission.AUTHORISE_RESOLUTION)}
    return any(agency.pk in here for agency in other.agencies_where(Permission.AUTHORISE_RESOLUTION))


def _insist_nobody_was_first(proposal: Proposal, by: User) -> None:
    """Of two who decide at once the second is told who did and when, not only that it is too late."""
    authority = standing_authority(proposal)
    if authority is not None:
        who = "You" if authority.given_by_id == by.pk else authority.given_by.name
        raise Refused(
            no("already-authorised", f"{who} authorised this proposal on {moment(authority.given_at)}.")
        )
    returned = proposal.returns.select_related("returned_by").order_by("pk").last()
    if returned is not None and proposal.state == "returned":
        raise Refused(
            no(
                "already-returned",
                f"{returned.returned_by.name} returned this proposal on {moment(returned.returned_at)}.",
            )
        )


def _insist_written(text: str, ask: str) -> None:
    if not text.strip():
        raise Refused(no("no-reason", ask))
