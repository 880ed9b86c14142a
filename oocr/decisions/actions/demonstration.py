"""Propose, authorise and issue in the demonstration's live cases, by the same actions as its people would."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.cases.actions.answers import record_answers
from oocr.cases.models import Case, RemedyItem
from oocr.cases.states import State as CaseState
from oocr.decisions.actions.authorising import authorise_proposal, delegate_authority, return_proposal
from oocr.decisions.actions.issuing import issue_resolution, record_agreement
from oocr.decisions.actions.papers import make_paper
from oocr.decisions.actions.proposing import (
    add_condition,
    change_condition,
    change_proposal,
    draft_proposal,
    submit_proposal,
)
from oocr.decisions.actions.prosecutor import ask_prosecutor
from oocr.decisions.demonstration import AWAY, INSPECTOR, PROPOSED, SERGEANT, Proposed
from oocr.decisions.models import Delegation, Proposal
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.papers import papers_that_go_with
from oocr.decisions.queries import services_offered
from oocr.decisions.states import FACTS_CHANGED
from oocr.lifecycle.verdict import Refused

ONE = timedelta(days=1)
People = Mapping[str, User]


def propose_for_demonstration(*, people: People, at: datetime) -> int:
    """Take each case that has no proposal as far as is told of it. Says how many; run again, none.

    `people` are the officers by their collar number, and the sergeant and the inspector by their rank.
    """
    if not Delegation.objects.exists():
        _go_away(people, at)
    return sum(_propose(proposed, people, at) for proposed in PROPOSED)


def _go_away(people: People, at: datetime) -> None:
    first, last = (timezone.localdate(at) + days * ONE for days in AWAY)
    delegate_authority(
        to=people[SERGEANT], rank=Rank.INSPECTOR, from_on=first, to_on=last, by=people[INSPECTOR], at=at
    )


@transaction.atomic
def _propose(proposed: Proposed, people: People, at: datetime) -> bool:
    cases = Case.objects.filter(
        state=CaseState.OPEN,
        stage=proposed.stage,
        officer_collar_number=proposed.collar_number,
        crimes__offence__code=proposed.offence,
    )
    case = cases.order_by("-opened_on", "-pk").first()
    if case is None or case.proposals.exists():
        return False
    officer, began = people[proposed.collar_number], at - proposed.begun * ONE
    proposal = draft_proposal(case=case, kind=proposed.kind, by=officer, at=began)
    for condition in proposed.conditions:
        add_condition(proposal=proposal, facts=_facts(condition, at), by=officer, at=began)
    written = {**proposed.rationale, "reasons": dict(proposed.reasons)}
    change_proposal(proposal=proposal, changes=written, by=officer, at=began)
    for step, ago, whose, said in proposed.steps:
        STEPS[step](Proposal.objects.get(pk=proposal.pk), said, people.get(whose, officer), at - ago * ONE)
    return True


def _facts(condition: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """A condition as the action takes it: its days from today, its service and its remedy as rows."""
    facts = dict(condition)
    today = timezone.localdate(at)
    facts["due_on"] = today + facts.pop("within") * ONE
    if "can_begin" in facts:
        facts["can_begin_on"] = today + facts.pop("can_begin") * ONE
    if "service" in facts:
        facts["service"] = services_offered().filter(provider__key=facts["service"]).first()
    if "remedy" in facts:
        facts["remedy_item"] = RemedyItem.objects.filter(says=facts.pop("remedy")).first()
    return facts


def _submit(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    submit_proposal(proposal=proposal, by=by, at=at)


def _ask(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    ask_prosecutor(case=proposal.case, resolution=proposal.kind, by=by, at=at)


def _return(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    return_proposal(proposal=proposal, reason=said, by=by, at=at)


def _authorise(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    authorise_proposal(proposal=proposal, reason=said, connected=False, by=by, at=at)


def _agree(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    parts = dict.fromkeys(PARTS_OF_AGREEMENT, True)
    record_agreement(
        proposal=proposal, parts=parts, agrees=True, agreed_on=timezone.localdate(at), by=by, at=at
    )


def _bail(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    """The person is on bail for something else by now, so that what was authorised no longer stands."""
    answers = {"open_resolution_or_bail": True}
    record_answers(case=proposal.case, section="orders", answers=answers, reason=said, by=by, at=at)


def _issue(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    """Issue it; where a material fact changed, the authority falls instead, and stays fallen."""
    try:
        issue_resolution(proposal=proposal, by=by, at=at)
    except Refused as refused:
        if refused.verdict.code != FACTS_CHANGED:
            raise


def _fewer_hours(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    change_condition(condition=proposal.conditions.get(), facts={"hours": int(said)}, by=by, at=at)


def _not_more(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    change_proposal(proposal=proposal, changes={"why_not_more": said}, by=by, at=at)


def _paper(proposal: Proposal, said: str, by: User, at: datetime) -> None:
    wordings = papers_that_go_with(proposal, timezone.localdate(at))
    make_paper(proposal=proposal, wording=next(w for w in wordings if w.key == said), by=by, at=at)


STEPS: Mapping[str, Callable[[Proposal, str, User, datetime], None]] = {
    "submit": _submit,
    "ask_prosecutor": _ask,
    "return": _return,
    "authorise": _authorise,
    "agree": _agree,
    "bail": _bail,
    "issue": _issue,
    "fewer_hours": _fewer_hours,
    "not_more": _not_more,
    "paper": _paper,
}
