"""The decision page of a case: what is proposed, what stands in its way, who may do what next, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.queries import names_of
from oocr.access.roles import who_could
from oocr.cases.models import Case
from oocr.decisions.decided import Decided
from oocr.decisions.facts import is_incomplete
from oocr.decisions.models import (
    Agreement,
    Assessment,
    Authority,
    Proposal,
    ProposedCondition,
    ProsecutorDecision,
    Return,
)
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.models.proposals import RATIONALE, REASONS
from oocr.decisions.presenters.ways import WRITTEN_IN, in_the_way
from oocr.decisions.standing import Standing
from oocr.decisions.states import PROPOSAL, State, a_rank
from oocr.lifecycle.table import Move, words
from oocr.lifecycle.verdict import Verdict
from oocr.policy.evaluate import Stage
from oocr.ui.formats import day, moment
from oocr.ui.page import Link
from oocr.ui.parts import Cell, Column, Fact, Happening, Tag

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
FIRST = ("submit", "authorise", "issue")
FALLS = "If you change anything below, the authority no longer stands and somebody has to authorise it again."


@dataclass(frozen=True)
class Card:
    """Facts under one heading."""

    title: str
    facts: Sequence[Fact]
    links: Sequence[Link] = ()


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
    returned: str
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
    open_to_change = proposal is not None and proposal.state in WRITTEN_IN and may_write
    blocked = _in_the_way(proposal, standing) if proposal and standing else ()
    conditions = decided.conditions if proposal else ()
    return DecisionPart(
        state=STATE_TAGS[State(proposal.state)] if proposal else None,
        options_href=reverse("desk:case_options", args=[reference]),
        fallen=standing.judged.changed
        if standing and proposal and proposal.state == State.AUTHORISED
        else (),
        returned=_why_returned(decided) if proposal and proposal.state == State.RETURNED else "",
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
            *(_authority_card(each) for each in decided.authorities),
            *(_return_card(each) for each in decided.returns),
            *_agreement_cards(decided, reference, user),
        ],
        prosecutor=_prosecutor_cards(case, decided, user),
        ask_href=(
            reverse("decisions:ask_prosecutor", args=[reference])
            if user.may(Permission.RECORD_PROSECUTOR_DECISION) and case.state == "open"
            else ""
        ),
        columns=(Column("When"), Column("Asked"), Column("Answer"), Column("By")),
        assessments=[_assessment_row(each) for each in decided.assessments],
    )


def _why_returned(decided: Decided) -> str:
    """What the one who returned it last wants put right."""
    last = decided.returns[0]
    return f"{last.returned_by.name} returned it: {last.reason}"


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
    goes = bool(verdict) or asks_itself or (move.name == "submit" and verdict.code != "no-permission")
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


def _authority_card(authority: Authority) -> Card:
    rank = words(authority.rank)
    if authority.acting:
        rank = f"acting {rank}"
    if authority.delegation:
        rank = f"{rank}, delegated by {authority.delegation.delegated_by.name}"
    facts = [
        Fact("Authorised by", f"{authority.given_by.name}, {rank}", tag=None if authority.voided_at else Tag("Stands", "green")),
        Fact("When", moment(authority.given_at), tag=Tag("Retrospective", "orange") if authority.retrospective else None),
        Fact("Reason", authority.reason),
    ]  # fmt: skip
    if authority.voided_at:
        facts.append(Fact("Voided", moment(authority.voided_at), tag=Tag("No longer stands", "red")))
        facts.append(Fact("Why it fell", authority.voided_why))
    return Card("Authority", facts)


def _return_card(returned: Return) -> Card:
    facts = [
        Fact("Returned by", f"{returned.returned_by.name}, {moment(returned.returned_at)}"),
        Fact("What is to be put right", returned.reason),
    ]
    return Card("Returned to the officer", facts)


def _agreement_cards(decided: Decided, reference: str, user: User) -> list[Card]:
    """What was answered and, where that was corrected, what it said before. It can be until something is given on it."""
    replaced = {each.replaces_id for each in decided.agreements}
    authorised = decided.proposal is not None and decided.proposal.state == State.AUTHORISED
    cards = []
    for each in decided.agreements:
        links = []
        stands = authorised and each.authority.voided_at is None and each.pk not in replaced
        if stands and user.may(Permission.ISSUE_RESOLUTION):
            href = reverse("decisions:correct_agreement", args=[reference, each.pk])
            links = [Link("Correct", href, hidden="the person’s answer")]
        cards.append(_agreement_card(each, links, corrected=each.pk in replaced))
    return cards


CORRECTED = Tag("Corrected since", "grey")


def _why_corrected(row: Agreement | ProsecutorDecision) -> list[Fact]:
    return [Fact("Why it was corrected", row.reason)] if row.reason else []


def _agreement_card(agreement: Agreement, links: Sequence[Link], *, corrected: bool) -> Card:
    facts = [
        Fact(
            "The person",
            "Agrees" if agreement.agrees else "Does not agree",
            tag=CORRECTED if corrected else None,
        ),
        Fact("On", day(agreement.agreed_on)),
        *(
            Fact(says, "Yes" if getattr(agreement, part) else "No")
            for part, says in PARTS_OF_AGREEMENT.items()
        ),
        Fact("Appropriate adult there", words(agreement.appropriate_adult_present).capitalize()),
        Fact("Recorded by", f"{agreement.recorded_by.name}, {moment(agreement.recorded_at)}"),
        *_why_corrected(agreement),
    ]
    return Card(
        "The person’s answer before it was corrected" if corrected else "The person’s answer", facts, links
    )


def _prosecutor_cards(case: Case, decided: Decided, user: User) -> list[Card]:
    """What was asked and answered. Of each resolution, what was recorded last can be corrected in an open case."""
    replaced, newest = {each.replaces_id for each in decided.prosecutor}, {}
    for each in sorted(
        (one for one in decided.prosecutor if one.recorded_at), key=lambda one: (one.recorded_at, one.pk)
    ):
        newest[each.resolution] = each.pk
    correctable = set(newest.values()) if case.state == "open" else set()
    return [
        _prosecutor_card(
            each, case.reference, user, correct=each.pk in correctable, corrected=each.pk in replaced
        )
        for each in decided.prosecutor
    ]


def _prosecutor_card(
    asked: ProsecutorDecision, reference: str, user: User, *, correct: bool, corrected: bool
) -> Card:
    facts = [
        Fact("About", asked.get_resolution_display()),
        Fact("Asked by", f"{asked.asked_by.name}, {moment(asked.asked_at)}"),
    ]
    may = user.may(Permission.RECORD_PROSECUTOR_DECISION)
    if asked.recorded_by is None:
        facts.append(Fact("Decision", "Not answered yet", tag=Tag("Waiting", "yellow")))
        href = reverse("decisions:record_decision", args=[reference, asked.pk])
        return Card("Prosecutor", facts, [Link("Record the decision", href)] if may else ())
    facts += [
        Fact(
            "Decision",
            f"{asked.get_decision_display()}, {day(asked.decided_on)}",
            tag=CORRECTED if corrected else None,
        ),
        Fact("Number of the decision", asked.reference),
        Fact("Recorded by", f"{asked.recorded_by.name}, {moment(asked.recorded_at)}"),
        *_why_corrected(asked),
    ]
    href = reverse("decisions:correct_decision", args=[reference, asked.pk])
    links = [Link("Correct", href, hidden="the prosecutor’s decision")] if correct and may else ()
    return Card("Prosecutor, before it was corrected" if corrected else "Prosecutor", facts, links)


def _assessment_row(kept: Assessment) -> list[Cell]:
    asked = f"{words(kept.resolution).capitalize()}, to {words(Stage(kept.stage).value)}"
    packs = "; ".join(f"{pack['id']}-{pack['in_force_from']}" for pack in kept.packs)
    return [
        Cell(moment(kept.made_at)),
        Cell(asked, beneath=packs),
        Cell(words(kept.answer).capitalize(), beneath=f"{len(kept.findings)} findings kept"),
        Cell(kept.made_by.name),
    ]


def happenings(decided: Decided) -> list[Happening]:
    """What happened to the proposals of a case, for its timeline."""
    happened: list[Happening] = []
    voided_by = {each.voided_by for each in decided.authorities if each.voided_by}
    names = names_of(voided_by) if voided_by else {}
    for proposal in decided.proposals:
        title = f"{proposal.get_kind_display()} proposed"
        happened.append(Happening(title, proposal.proposed_at, proposal.proposed_by.name))
    for authority in decided.authorities:
        title = f"Authorised, as {a_rank(authority.rank)}"
        happened.append(Happening(title, authority.given_at, authority.given_by.name))
        if authority.voided_at:
            by = names.get(str(authority.voided_by), "")
            happened.append(Happening("Authority voided", authority.voided_at, by))
    happened += [
        Happening("Proposal returned to the officer", each.returned_at, each.returned_by.name)
        for each in decided.returns
    ]
    for asked in decided.prosecutor:
        if asked.replaces_id is None:
            happened.append(Happening("Prosecutor asked", asked.asked_at, asked.asked_by.name))
        if asked.recorded_by and asked.recorded_at:
            title = asked.get_decision_display()
            title = f"Corrected: {title[:1].lower()}{title[1:]}" if asked.replaces_id else title
            happened.append(Happening(title, asked.recorded_at, asked.recorded_by.name))
    return happened
