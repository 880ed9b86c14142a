"""The options page: every resolution type in one case side by side, each with what the rules say of it and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import verdict_on
from oocr.cases.models import Case
from oocr.cases.states import State as CaseState
from oocr.decisions.models import Proposal
from oocr.decisions.standing import Judged
from oocr.decisions.states import LIVE, a_rank
from oocr.policy.evaluate import Answer, Effect, Finding, Option
from oocr.policy.facts import FACTS, Section
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
CONSEQUENCES = {"record": "On record", "disclosure": "Disclosed", "breach": "If it is not kept"}
# Where a fact is recorded that no task of the task list asks for.
ELSEWHERE = {Section.VICTIMS: "desk:case_victims", Section.PERSON: "desk:case_person"}
TASKS = {
    Section.CRIMES, Section.EVIDENCE, Section.GRAVITY, Section.HISTORY, Section.RELATIONSHIP, Section.HATE,
    Section.EXPLOITATION, Section.SAFEGUARDING, Section.NEEDS, Section.ORDERS, Section.IMMIGRATION, Section.CHILD,
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What one rule says: its sentence, its source, and where to record the facts that it misses."""

    sentence: str
    source: str
    href: str
    low: bool
    missing: Sequence[Link]


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
    notes: Sequence[Said]
    later: Sequence[str]
    consequences: Sequence[Fact]
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
    packs, why_not = in_force(on), _why_not(case, live, user)
    given = {key for key, kind in packs.catalogue.items() if kind.enabled}
    shown = [(o, _option(case, o, packs, may=not why_not)) for o in options]
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


def _option(case: Case, option: Option, packs: PackSet, *, may: bool) -> OptionShown:
    kind: ResolutionType = packs.catalogue[option.resolution]
    proposable = may and option.answer is not Answer.SHUT
    return OptionShown(
        key=option.resolution,
        title=kind.title,
        tag=TAGS[option.answer],
        authority=""
        if option.answer is Answer.SHUT
        else f"The authority of {a_rank(option.authority)} or above.",
        missing=[link_to(case, name) for name in option.missing],
        stops=_said(case, option, Effect.STOP),
        asks=_said(case, option, Effect.ASK),
        notes=_said(case, option, Effect.NOTE),
        later=[] if option.answer is Answer.SHUT else _later(packs, option.resolution),
        consequences=[
            Fact(label, kind.consequences[key])
            for key, label in CONSEQUENCES.items()
            if key in kind.consequences and option.answer is not Answer.SHUT
        ],
        propose_href=reverse("decisions:propose", args=[case.reference, option.resolution])
        if proposable
        else "",
    )


def _later(packs: PackSet, resolution: str) -> list[str]:
    """What is asked only when it is submitted, authorised or issued, in that order; notes can wait until then."""
    rules = sorted(packs.still_to_come(resolution, Stage.CHOOSE), key=lambda rule: rule.at)
    return [rule.says for rule in rules if rule.effect is not Effect.NOTE]


def _said(case: Case, option: Option, effect: Effect) -> list[Said]:
    """What the rules of one effect say. Of a shut resolution only what shuts it: the rest no longer matters."""
    shut = option.answer is Answer.SHUT
    said = [each for each in option.findings if each.answer is effect]
    return [said_by(case, each) for each in said if not shut or (effect is Effect.STOP and each.fires)]


def said_by(case: Case, finding: Finding) -> Said:
    """A finding in words."""
    return Said(
        sentence=finding.says,
        source=f"{finding.source}, {finding.paragraph}",
        href=finding.href,
        low=finding.confidence == "low",
        missing=[link_to(case, name) for name in finding.missing],
    )


def link_to(case: Case, name: str) -> Link:
    """A missing fact in words, with the page that answers it where there is one."""
    fact = FACTS[name]
    words = fact.missing[:1].upper() + fact.missing[1:]
    if fact.section in TASKS:
        return Link(words, reverse("cases:facts_section", args=[case.reference, fact.section.value]))
    if fact.section in ELSEWHERE:
        return Link(words, reverse(ELSEWHERE[fact.section], args=[case.reference]))
    if name in ("prosecutor_decision", "director_consent"):
        return Link(words, reverse("desk:case_decision", args=[case.reference]) + "#prosecutor")
    return Link(words, "")


def not_known(judged: Judged) -> list[str]:
    """Each fact that is missing, in words; also where a rule stops it already, so that all is put right at once."""
    blocking = [each for each in judged.option.findings if each.blocks]
    names = dict.fromkeys(name for each in blocking for name in each.missing)
    return [f"It is not known {FACTS[name].missing}." for name in names]
