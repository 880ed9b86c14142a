"""From what is missing to where it is put right: the very question, the part of the rationale, the victims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import Case
from oocr.cases.presenters.answers import place_of
from oocr.cases.queries import answers_of
from oocr.cases.questions import question_for
from oocr.cases.stated import heard_of
from oocr.decisions.models import Proposal
from oocr.decisions.models.proposals import RATIONALE
from oocr.decisions.standing import Judged
from oocr.decisions.states import CHANGEABLE, State
from oocr.policy.evaluate import Finding
from oocr.policy.facts import FACTS, Section
from oocr.ui.page import Link

# Where a fact is recorded that no task of the task list asks for.
ELSEWHERE = {Section.VICTIMS: "desk:case_victims", Section.PERSON: "desk:case_person"}
TASKS = {
    Section.CRIMES, Section.EVIDENCE, Section.GRAVITY, Section.HISTORY, Section.RELATIONSHIP, Section.HATE,
    Section.EXPLOITATION, Section.SAFEGUARDING, Section.NEEDS, Section.ORDERS, Section.IMMIGRATION, Section.CHILD,
}  # fmt: skip
WRITTEN_IN = (*CHANGEABLE, State.AUTHORISED)  # what is authorised can be changed too, and falls
NOT_HEARD = "Not every identifiable victim was asked for their views."


@dataclass(frozen=True)
class Said:
    """What one rule says: its sentence, its source, and where to record the facts that it misses."""

    sentence: str
    source: str
    href: str
    low: bool
    missing: Sequence[Link]


@dataclass(frozen=True)
class Ways:
    """The ways on from one case, given what was answered in it."""

    case: Case
    heard: Mapping[str, Any]

    def to(self, fact: str) -> Link:
        """A missing fact in words, and the question that gives it, or else the page where it is recorded."""
        said, section = FACTS[fact].missing, FACTS[fact].section
        words = said[:1].upper() + said[1:]
        if section in TASKS:
            page = reverse("cases:facts_section", args=[self.case.reference, section.value])
            return Link(words, page + place_of(question_for(fact, self.heard)))
        if section in ELSEWHERE:
            return Link(words, reverse(ELSEWHERE[section], args=[self.case.reference]))
        if fact in ("prosecutor_decision", "director_consent"):
            return Link(words, reverse("desk:case_decision", args=[self.case.reference]) + "#prosecutor")
        return Link(words, "")

    def said(self, finding: Finding) -> Said:
        """A finding in words."""
        return Said(
            sentence=finding.says,
            source=f"{finding.source}, {finding.paragraph}",
            href=finding.href,
            low=finding.confidence == "low",
            missing=[self.to(name) for name in finding.missing],
        )


def ways_in(case: Case) -> Ways:
    """The ways on from a case."""
    return Ways(case, heard_of(answers_of(case)))


def in_the_way(proposal: Proposal, judged: Judged, user: User) -> list[Link]:
    """Everything that would refuse the next step, each with where this person puts it right, if there is such a place.

    Missing facts are named also where a rule stops it already, so that all is put right at once.
    """
    case, ways = proposal.case, ways_in(proposal.case)
    blocking = [each for each in judged.option.findings if each.blocks]
    missing = dict.fromkeys(name for each in blocking for name in each.missing)
    sees_victims = user.may_at(Permission.SEE_VICTIM, case.agency_id)
    victims = reverse("desk:case_victims", args=[case.reference]) if sees_victims else ""
    writes = user.may(Permission.PROPOSE_RESOLUTION) and proposal.state in WRITTEN_IN
    rationale = reverse("decisions:write_rationale", args=[case.reference]) if writes else ""
    reasons = reverse("decisions:give_reasons", args=[case.reference]) if writes else ""

    def leads(fact: str) -> str:
        if FACTS[fact].section is Section.VICTIMS:
            return victims
        # Once it is authorised, who was there is said with the person's answer.
        answered = proposal.state == State.AUTHORISED and fact == "appropriate_adult_present"
        return "" if answered else ways.to(fact).href

    unreasoned = [each for each in judged.reasons_asked if each.says in judged.unreasoned]
    return [
        *(Link(says, "") for says in judged.stops),
        *(Link(f"It is not known {judged.not_known(name)}.", leads(name)) for name in missing),
        *([] if judged.victims_heard else [Link(NOT_HEARD, victims)]),
        *(
            Link(f"Still to be answered: {asked}", rationale and f"{rationale}#id_{part}")
            for part, asked in RATIONALE.items()
            if not getattr(proposal, part).strip()
        ),
        *(
            Link(f"A reason is asked for: {each.says}", reasons and f"{reasons}#id_{each.rule}")
            for each in unreasoned
        ),
    ]
