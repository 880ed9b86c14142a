"""The options page: every resolution type in one case side by side, each with what the rules say of it and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import verdict_on
from oocr.cases.models import Case
from oocr.cases.states import State as CaseState
from oocr.decisions.models import Proposal
from oocr.decisions.presenters.ways import Said, Ways, ways_in
from oocr.decisions.states import LIVE, a_rank
from oocr.policy.evaluate import Answer, Effect, Finding, Option
from oocr.policy.pack import ResolutionType, Stage
from oocr.policy.packs import PackSet, in_force
from oocr.ui.page import Link
from oocr.ui.parts import Fact, Tag

TAGS = {
    Answer.OPEN: Tag("Open", "green"),
    Answer.NEEDS: Tag("Needs a higher rank", "yellow"),
    Answer.CANNOT_SAY: Tag("Cannot say yet", "blue"),
    Answer.SHUT: Tag("Shut", "red"),
}
ORDER = (Answer.OPEN, Answer.NEEDS, Answer.CANNOT_SAY, Answer.SHUT)
HEADINGS = {
    Answer.OPEN: "Open",
    Answer.NEEDS: "Open with a higher rank",
    Answer.CANNOT_SAY: "Cannot say until more is known",
    Answer.SHUT: "Shut",
}
STEPS = {
    Stage.PROPOSE: "Before it is submitted",
    Stage.AUTHORISE: "Before it is authorised",
    Stage.ISSUE: "Before it is issued",
}
CONSEQUENCES = {"record": "On record", "disclosure": "Disclosed", "breach": "If it is not kept"}


@dataclass(frozen=True)
class OptionShown:
    """One resolution type, as it stands."""

    key: str
    title: str
    tag: Tag
    authority: str
    missing: Sequence[Link]
    stops: Sequence[Said]
    asks: Sequence[Said]
    waiting: Sequence[Said]
    notes: Sequence[Said]
    later: Sequence[tuple[str, Sequence[str]]]
    consequences: Sequence[Fact]
    propose: str
    propose_href: str


@dataclass(frozen=True)
class OptionsPart:
    """The options in groups, the best first, those the force does not give, and why nothing can be proposed if so."""

    groups: Sequence[tuple[str, Sequence[OptionShown]]]
    not_given: Sequence[OptionShown]
    why_not: str
    proposal: Link | None
    packs: str


def options_part(
    case: Case, options: Sequence[Option], live: Proposal | None, user: User, on: date
) -> OptionsPart:
    """What the rules say of each resolution type today."""
    packs, why_not, ways = in_force(on), _why_not(case, live, user), ways_in(case)
    given = {key for key, kind in packs.catalogue.items() if kind.enabled}
    shown = [(o, _option(ways, o, packs, may=not why_not)) for o in options]
    groups = [
        (HEADINGS[each], [part for o, part in shown if o.answer is each and part.key in given])
        for each in ORDER
    ]
    return OptionsPart(
        groups=[group for group in groups if group[1]],
        not_given=[part for _, part in shown if part.key not in given],
        why_not=why_not,
        proposal=Link("See the proposal", reverse("desk:case_decision", args=[case.reference]))
        if live
        else None,
        packs="; ".join(mark.named for mark in packs.ids_and_hashes),
    )


def _why_not(case: Case, live: Proposal | None, user: User) -> str:
    """Why this person can propose nothing here now; empty when they can."""
    if case.state != CaseState.OPEN:
        return f"This case is {case.state}: nothing more is to be decided in it."
    if live is not None and live.state in LIVE:
        return "There is a proposal in this case already. To propose something else, withdraw it first."
    return verdict_on(user, Permission.PROPOSE_RESOLUTION).because


def _option(ways: Ways, option: Option, packs: PackSet, *, may: bool) -> OptionShown:
    """Of a shut resolution only what shuts it: the rest no longer matters."""
    kind: ResolutionType = packs.catalogue[option.resolution]
    shut = option.answer is Answer.SHUT
    stops = [each for each in option.findings if each.answer is Effect.STOP and each.fires]
    others = [] if shut else [each for each in option.findings if each not in stops]
    return OptionShown(
        key=option.resolution,
        title=kind.title,
        tag=TAGS[option.answer],
        authority="" if shut else f"The authority of {a_rank(option.authority)} or above.",
        missing=[ways.to(name) for name in option.missing],
        stops=_said(ways, stops),
        asks=_said(ways, (each for each in others if each.answer is Effect.ASK and each.fires)),
        waiting=_said(ways, (each for each in others if each.blocks)),
        notes=_said(ways, (each for each in others if each.answer is Effect.NOTE)),
        later=[] if shut else _later(packs, option.resolution),
        consequences=[
            Fact(label, kind.consequences[key])
            for key, label in CONSEQUENCES.items()
            if key in kind.consequences and not shut
        ],
        propose=f"Propose {kind.title[:1].lower()}{kind.title[1:].partition(':')[0]}",
        propose_href=reverse("decisions:propose", args=[ways.case.reference, option.resolution])
        if may and not shut
        else "",
    )


def _later(packs: PackSet, resolution: str) -> list[tuple[str, list[str]]]:
    """What is asked only before it is submitted, authorised or issued, in that order; notes can wait until then."""
    rules = [rule for rule in packs.still_to_come(resolution, Stage.CHOOSE) if rule.effect is not Effect.NOTE]
    steps = [(heading, [rule.says for rule in rules if rule.at is stage]) for stage, heading in STEPS.items()]
    return [(heading, says) for heading, says in steps if says]


def _said(ways: Ways, findings: Iterable[Finding]) -> list[Said]:
    return [ways.said(each) for each in findings]
