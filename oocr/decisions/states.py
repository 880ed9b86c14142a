"""What can happen to a proposal, and what each step needs besides a permission. Pure: knows no framework.

Whoever acts comes as a `Standing`: the person, with the rank held that day and what the packs say of the proposal
at this step. So a need asks only what it is given, and the same verdict refuses the action and explains the button.
"""

from enum import StrEnum
from typing import Any

from oocr.access.permissions import Permission as P
from oocr.access.ranks import Rank
from oocr.audit.events import Event as E
from oocr.lifecycle.table import Lifecycle, Move, words
from oocr.lifecycle.verdict import YES, Verdict, no


class State(StrEnum):
    """How a proposal is."""

    DRAFTED = "drafted"
    WITH_AUTHORISER = "with_authoriser"
    RETURNED = "returned"
    AUTHORISED = "authorised"
    VOIDED = "voided"  # it was authorised, and what it was authorised on no longer holds
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


# The states in which what is proposed can still be changed, by a `change_proposal` that says so.
CHANGEABLE = (State.DRAFTED, State.RETURNED, State.VOIDED)
FACTS_CHANGED = "facts-changed"
LIVE = (*CHANGEABLE, State.WITH_AUTHORISER, State.AUTHORISED)


def still_to_decide(case: Any, giving: int | None = None) -> Verdict:
    """Nothing was given in the case elsewhere, as an extract can say, and nobody closed it.

    `giving` is the number of the resolution that is being given.
    """
    if case.is_still_to_decide(giving):
        return YES
    because = (
        f"This case is {case.state}: nothing is to be decided in it."
        if case.state != "open"
        else "A resolution is recorded in this case already: nothing is to be decided in it."
    )
    return no("case-not-open", because)


def in_a_case_still_to_decide(proposal: Any, by: Any) -> Verdict:
    """What was proposed is overtaken once the case was decided elsewhere. Whether to withdraw it, a person says."""
    return still_to_decide(proposal.case, proposal.resolution_id)


def not_your_own(proposal: Any, by: Any) -> Verdict:
    """Nobody authorises what they proposed, wrote in or investigate, whatever their rank."""
    if by.ledger_ref in proposal.own_work_of:
        return no("own-work", "You proposed, wrote in or investigate this. Someone else must authorise it.")
    return YES


def not_connected(proposal: Any, by: Any) -> Verdict:
    """Nobody authorises what concerns someone they are connected to."""
    if by.connected:
        return no("connected", "You are connected to the person or a victim. Someone else must authorise it.")
    return YES


def high_enough(proposal: Any, by: Any) -> Verdict:
    """The rank held that day, acting rank and delegation included, reaches what the packs ask for."""
    needed = by.judged.authority
    if by.rank is None:
        return no("no-rank", f"You hold no rank today. It needs the authority of {a_rank(needed)} or above.")
    if by.rank.height < Rank(needed).height:
        return no(
            "rank-too-low",
            f"It needs the authority of {a_rank(needed)} or above. You act today as {a_rank(by.rank)}.",
        )
    return YES


def not_stopped(proposal: Any, by: Any) -> Verdict:
    """No rule of the packs stops it."""
    if stops := by.judged.stops:
        return no("stopped", " ".join(stops))
    return YES


def fully_known(proposal: Any, by: Any) -> Verdict:
    """No rule that could stop it, or ask for more, waits for a fact. Unknown is not no."""
    if missing := by.judged.missing:
        return no("cannot-say", f"It is not known {'; '.join(missing)}.")
    return YES


def reasoned(proposal: Any, by: Any) -> Verdict:
    """The five parts of the rationale are written, and each reason that a rule asks for is given."""
    if lacking := [*proposal.unwritten, *by.judged.unreasoned]:
        return no("no-reason", f"A reason is still to be written: {' '.join(lacking)}")
    return YES


def victims_heard(proposal: Any, by: Any) -> Verdict:
    """Every identifiable victim was asked, or everything was tried. This one stands whatever the packs say."""
    if by.judged.victims_heard:
        return YES
    return no("victim-not-heard", "Not every identifiable victim was asked for their views.")


def with_a_standing_authority(proposal: Any, by: Any) -> Verdict:
    """Someone said yes to what is proposed, on the facts as they are now."""
    if not proposal.has_authority:
        return no("no-authority", "Nobody’s authority stands for this proposal.")
    if by.judged.changed:
        changed = "; ".join(by.judged.changed)
        return no(FACTS_CHANGED, f"The authority no longer stands. What changed: {changed}.")
    given, needed = Rank(by.judged.facts["authoriser_rank"]), Rank(by.judged.authority)
    if given.height < needed.height:
        return no(
            "rank-too-low",
            f"It was authorised by {a_rank(given)} and now needs {a_rank(needed)} or above. Ask for authority anew.",
        )
    return YES


def agreed_in_full(proposal: Any, by: Any) -> Verdict:
    """Each statement that the law wants of a conditional caution is so, as the person's answer was put down."""
    if lacking := by.judged.lacking:
        return no("not-agreed-in-full", f"Not so yet, and it has to be: {'; '.join(lacking)}.")
    return YES


_WITH = (State.WITH_AUTHORISER,)
_SOUND = (not_stopped, fully_known, reasoned, victims_heard)


def a_rank(rank: str) -> str:
    """A sergeant, an inspector."""
    return f"{'an' if rank[0] in 'aeiou' else 'a'} {words(rank)}"


PROPOSAL = Lifecycle(
    "proposal",
    State,
    State.DRAFTED,
    moves=(
        #     move         from                 to                     permission              event
        Move("submit",    CHANGEABLE,          State.WITH_AUTHORISER, P.PROPOSE_RESOLUTION,   E.PROPOSAL_SUBMITTED,
             (in_a_case_still_to_decide, *_SOUND)),
        Move("take_back", _WITH,               State.DRAFTED,         P.PROPOSE_RESOLUTION,   E.PROPOSAL_TAKEN_BACK),
        Move("authorise", _WITH,               State.AUTHORISED,      P.AUTHORISE_RESOLUTION, E.PROPOSAL_AUTHORISED,
             (in_a_case_still_to_decide, not_your_own, not_connected, high_enough, *_SOUND)),
        Move("return",    _WITH,               State.RETURNED,        P.AUTHORISE_RESOLUTION, E.PROPOSAL_RETURNED,
             (not_your_own,)),
        Move("void",      (State.AUTHORISED,), State.VOIDED,          P.AUTHORISE_RESOLUTION, E.AUTHORITY_VOIDED),
        Move("issue",     (State.AUTHORISED,), State.ISSUED,          P.ISSUE_RESOLUTION,     E.PROPOSAL_ISSUED,
             (in_a_case_still_to_decide, with_a_standing_authority, *_SOUND, agreed_in_full)),
        Move("withdraw",  LIVE,                State.WITHDRAWN,       P.PROPOSE_RESOLUTION,   E.PROPOSAL_WITHDRAWN),
    ),
    final=(State.ISSUED, State.WITHDRAWN),
)  # fmt: skip


class RunState(StrEnum):
    """How a run of policy over many cases stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


RUN = Lifecycle(
    "run",
    RunState,
    RunState.WAITING,
    moves=(
        #     move      from                  to               permission        event
        Move("finish", (RunState.WAITING,),   RunState.DONE,   P.REVIEW_POLICY,  E.RUN_FINISHED),
        Move("fail",   (RunState.WAITING,),   RunState.FAILED, P.REVIEW_POLICY,  E.RUN_FAILED),
    ),
    final=(RunState.DONE, RunState.FAILED),
)  # fmt: skip
