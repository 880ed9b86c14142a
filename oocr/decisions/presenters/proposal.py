"""The decision page of a case: what is proposed, what stands in its way, who may do what next, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import who_could
from oocr.cases.models import Case
from oocr.decisions.decided import Decided
from oocr.decisions.facts import is_incomplete
from oocr.decisions.models import (
    Agreement,
    Assessment,
    Proposal,
    ProposedCondition,
)
from oocr.decisions.models.proposals import RATIONALE, REASONS
from oocr.decisions.presenters.decided import (
    Card,
    agreement_cards,
    authority_card,
    decided_before,
    issued_cards,
    prosecutor_cards,
    return_card,
)
from oocr.decisions.presenters.ways import WRITTEN_IN, in_the_way
from oocr.decisions.standing import Standing
from oocr.decisions.states import PROPOSAL, State, a_rank, still_to_decide
from oocr.lifecycle.table import Move, words
from oocr.lifecycle.verdict import Verdict
from oocr.policy.evaluate import Stage
from oocr.ui.formats import day, moment
from oocr.ui.page import Link
from oocr.ui.parts import Cell, Column, Fact, Tag

STATE_TAGS = {
    State.DRAFTED: Tag("Drafted", "grey"),
    State.WITH_AUTHORISER: Tag("With the authoriser", "blue"),
    State.RETURNED: Tag("Returned", "orange"),
    State.AUTHORISED: Tag("Authorised", "green"),
    State.VOIDED: Tag("Authority no longer stands", "red"),
    State.ISSUED: Tag("Issued", "green"),
    State.WITHDRAWN: Tag("Withdrawn", "grey"),
}
BUTTONS = {
    "submit": "Check and submit",
    "take_back": "Take it back to change it",
    "authorise": "Authorise",
    "return": "Return to the officer",
    "void": "Take the authority back",
    "issue": "Issue",
    "withdraw": "Withdraw",
}
# The refusals that the list of what stands in the way says already, so that no line says them again.
LISTED = ("stopped", "cannot-say", "no-reason", "victim-not-heard")
# The refusals of a submission that its own page has no answer to.
NOT_ASKED = ("no-permission", "case-not-open")
FIRST = ("submit", "authorise", "issue")
FALLS = "If you change anything below, the authority no longer stands and somebody has to authorise it again."


@dataclass(frozen=True)
class Button:
    """Something to do next: a link, or why not."""

    label: str
    href: str
    because: str
    first: bool


@dataclass(frozen=True)
class DecisionPart:
    """Everything that the decision page of a case shows."""

    state: Tag | None
    options_href: str
    fallen: Sequence[str]
    before: tuple[str, Link | None]
    in_the_way: Sequence[Link]
    buttons: Sequence[Button]
    proposal: Sequence[Card]
    conditions: Sequence[Card]
    add_condition_href: str
    change_note: str
    papers_href: str
    decided: Sequence[Card]
    prosecutor: Sequence[Card]
    ask_href: str
    columns: Sequence[Column]
    assessments: Sequence[Sequence[Cell]]


def decision_part(case: Case, decided: Decided, standing: Standing | None, user: User) -> DecisionPart:
    """The decision page, for this person."""
    proposal, reference = decided.proposal, case.reference
    may_write = user.may(Permission.PROPOSE_RESOLUTION)
    written = proposal is not None and proposal.state in WRITTEN_IN
    open_to_change = written and may_write and bool(still_to_decide(case))
    blocked = _in_the_way(proposal, standing) if proposal and standing else ()
    conditions = decided.conditions if proposal else ()
    return DecisionPart(
        state=STATE_TAGS[State(proposal.state)] if proposal else None,
        options_href=reverse("desk:case_options", args=[reference]),
        fallen=standing.judged.changed
        if standing and proposal and proposal.state == State.AUTHORISED
        else (),
        before=decided_before(decided, reference),
        in_the_way=blocked,
        buttons=_buttons(proposal, standing, bool(blocked)) if proposal and standing else (),
        proposal=_proposal_cards(proposal, standing, open_to_change) if proposal else (),
        conditions=[
            _condition_card(each, n, reference, open_to_change) for n, each in enumerate(conditions, 1)
        ],
        add_condition_href=reverse("decisions:add_condition", args=[reference]) if open_to_change else "",
        change_note=FALLS if open_to_change and proposal and proposal.state == State.AUTHORISED else "",
        papers_href=reverse("decisions:papers", args=[reference]) if decided.authorities else "",
        decided=[
            *issued_cards(decided, reference),
            *(authority_card(each, reference) for each in decided.authorities),
            *(return_card(each, reference) for each in decided.returns),
            *agreement_cards(decided, reference, user),
        ],
        prosecutor=prosecutor_cards(case, decided, user),
        ask_href=(
            reverse("decisions:ask_prosecutor", args=[reference])
            if user.may(Permission.RECORD_PROSECUTOR_DECISION) and case.state == "open"
            else ""
        ),
        columns=(Column("When"), Column("Asked"), Column("Answer"), Column("By")),
        assessments=[_assessment_row(each) for each in decided.assessments],
    )


def _in_the_way(proposal: Proposal, standing: Standing) -> list[Link]:
    """What would refuse the next step. With the authoriser, that is told to those who may be one: some of it is about
    the reader."""
    if proposal.state in (State.ISSUED, State.WITHDRAWN):
        return []
    if proposal.state == State.WITH_AUTHORISER and not standing.may(Permission.AUTHORISE_RESOLUTION):
        return []
    return in_the_way(proposal, standing.judged, standing.user)


def _buttons(proposal: Proposal, standing: Standing, listed: bool) -> list[Button]:
    buttons = [
        _button(proposal, move, verdict, listed) for move, verdict in PROPOSAL.open_to(proposal, standing)
    ]
    if proposal.state == State.AUTHORISED and standing.may(Permission.ISSUE_RESOLUTION):
        answered = Agreement.objects.filter(authority__proposal=proposal, authority__voided_at__isnull=True)
        if not answered.exists():
            href = reverse("decisions:record_agreement", args=[proposal.case.reference])
            buttons.insert(0, Button("Record the person’s answer", href, "", True))
    return sorted(buttons, key=lambda each: not each.first)


def _button(proposal: Proposal, move: Move, verdict: Verdict, listed: bool) -> Button:
    # The page of the step asks for reasons, and submitting shows all.
    asks_itself = verdict.code == "no-reason" and move.name in ("authorise", "issue")
    goes = bool(verdict) or asks_itself or (move.name == "submit" and verdict.code not in NOT_ASKED)
    because = f"not by you now. {verdict.because}"
    if verdict.code == "no-permission":
        because = f"{because} {who_could(Permission(move.permission))}"
    elif listed and verdict.code in LISTED:
        because = "not yet. See what stands in the way."
    href = reverse(f"decisions:{move.name}_proposal", args=[proposal.case.reference]) if goes else ""
    return Button(BUTTONS[move.name], href, "" if goes else because, move.name in FIRST)


def _proposal_cards(proposal: Proposal, standing: Standing | None, change: bool) -> list[Card]:
    reference = proposal.case.reference
    rationale = reverse("decisions:write_rationale", args=[reference]) if change else ""
    reasons = reverse("decisions:give_reasons", args=[reference]) if change else ""
    needed = proposal.required_authority or (standing.judged.authority if standing else "")
    facts = [
        Fact("Resolution", proposal.get_kind_display()),
        Fact("Proposed by", f"{proposal.proposed_by.name}, {moment(proposal.proposed_at)}"),
        Fact("Authority it needs", f"{a_rank(needed)} or above".capitalize() if needed else ""),
    ]
    if proposal.submitted_at:
        facts.append(Fact("Submitted", moment(proposal.submitted_at)))
    if proposal.given_on:
        facts.append(Fact("Given already", day(proposal.given_on), tag=Tag("Before any authority", "orange")))
    cards = [
        Card("Proposal", facts),
        Card(
            "Why",
            [Fact(asked, getattr(proposal, part), rationale) for part, asked in RATIONALE.items()],
            [Link("Give other reasons", reasons)] if change else (),
        ),
    ]
    if typed := _reason_facts(proposal, standing, reasons):
        cards.append(Card("Reasons that rules ask for", typed))
    return cards


def _reason_facts(proposal: Proposal, standing: Standing | None, change: str) -> list[Fact]:
    asked = {each.rule: each.says for each in standing.judged.reasons_asked} if standing else {}
    named = {name: asks for name, asks in REASONS.items() if proposal.reasons.get(name)}
    return [Fact(says, proposal.reasons.get(key, ""), change) for key, says in (asked | named).items()]


def _condition_card(condition: ProposedCondition, number: int, reference: str, change: bool) -> Card:
    tags = [
        Tag("Something is missing", "yellow") if is_incomplete(condition) else None,
        Tag("Only signposts: no condition", "orange") if condition.only_signposts else None,
    ]
    first = next((tag for tag in tags if tag), None)
    where = condition.service.name if condition.service else condition.delivered_by
    facts = [
        Fact("What the person has to do", condition.in_full, tag=first),
        Fact("Kind", condition.get_kind_display()),
        Fact("Done by", day(condition.due_on)),
        Fact("Provided by", where),
        Fact("Evidence that it is done", condition.evidence),
        Fact("Who verifies it", condition.verifier),
    ]
    links = []
    if change:
        links = [
            Link("Change", reverse("decisions:change_condition", args=[reference, condition.pk]), hidden=f"condition {number}"),
            Link("Remove", reverse("decisions:remove_condition", args=[reference, condition.pk]), hidden=f"condition {number}"),
        ]  # fmt: skip
    return Card(f"Condition {number}", facts, links)


def _assessment_row(kept: Assessment) -> list[Cell]:
    asked = f"{words(kept.resolution).capitalize()}, to {words(Stage(kept.stage).value)}"
    packs = "; ".join(f"{pack['id']}-{pack['in_force_from']}" for pack in kept.packs)
    return [
        Cell(moment(kept.made_at)),
        Cell(asked, beneath=packs),
        Cell(words(kept.answer).capitalize(), beneath=f"{len(kept.findings)} findings kept"),
        Cell(kept.made_by.name),
    ]
