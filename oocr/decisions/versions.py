"""A proposal as it is at one moment, ready to be kept; what a kept one says; and where two of them differ. Pure reading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from oocr.cases.vocabulary import YesNo
from oocr.decisions.models import Proposal, ProposalVersion, ProposedCondition
from oocr.decisions.models.proposals import COURSES, RATIONALE, REASONS
from oocr.decisions.offences import in_words, offences_of
from oocr.lifecycle.table import words
from oocr.policy.packs import in_force
from oocr.ui.formats import day

Words = str | tuple[str, ...]


def version_of(proposal: Proposal, on: date) -> ProposalVersion:
    """What a proposal says now, not kept yet. `on` is the day of it: its packs know which sentence asked for a reason."""
    return ProposalVersion(
        proposal=proposal,
        kind=proposal.kind,
        reasons=_reasons(proposal, proposal.given_on or on),
        given_on=proposal.given_on,
        conditions=[_condition(each) for each in _conditions_of(proposal)],
        offences=offences_of(proposal.case),
        **{part: getattr(proposal, part) for part in RATIONALE},
    )


def _reasons(proposal: Proposal, on: date) -> list[dict[str, str]]:
    asked = {rule.id: rule.says for rule in in_force(on).rules} | REASONS
    return [
        {"asked_by": key, "asked": asked.get(key) or f"Another reason: {words(key)}", "said": said}
        for key, said in sorted(proposal.reasons.items())
        if said.strip()
    ]


def _conditions_of(proposal: Proposal) -> Iterator[ProposedCondition]:
    found = ProposedCondition.objects.filter(proposal=proposal)
    return found.select_related("service__provider", "remedy_item").order_by("pk").iterator()


def _condition(condition: ProposedCondition) -> dict[str, Any]:
    """A condition with every word of it: what it names may be called something else later."""
    service = condition.service
    return {
        "number": condition.pk,
        "kind": condition.kind,
        "what": condition.in_full,
        "due_on": _iso(condition.due_on),
        "provided_by": f"{service.name}, {service.provider.name}" if service else condition.delivered_by,
        "can_begin_on": _iso(condition.can_begin_on),
        "evidence": condition.evidence,
        "verifier": condition.verifier,
        "means_checked": condition.means_checked,
        "only_signposts": condition.only_signposts,
        "to_the_victim": condition.to_the_victim,
        "by_youth_justice": condition.by_youth_justice,
        "course": condition.course,
        "remedy": str(condition.remedy_item) if condition.remedy_item else "",
    }


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


@dataclass(frozen=True)
class Part:
    """One part of a proposal under its heading, and what it says of each thing. `key` is the same in every version."""

    key: str
    title: str
    says: Mapping[str, Words]


def parts_of(version: ProposalVersion) -> list[Part]:
    """What a version says, in the order in which it is read."""
    offences = {"Offences": tuple(in_words(version.offences))}
    given = {"Given already": day(version.given_on)} if version.given_on else {}
    why = {asked: getattr(version, part) for part, asked in RATIONALE.items()}
    reasons = {each["asked"]: each["said"] for each in version.reasons}
    parts = [
        Part("proposal", "Proposal", {"Resolution": version.get_kind_display(), **offences, **given}),
        Part("why", "Why", why),
        Part("reasons", "Reasons that rules ask for", reasons),
        *(
            Part(f"condition {each['number']}", f"Condition {number}", _says(each))
            for number, each in enumerate(version.conditions, 1)
        ),
    ]
    return [part for part in parts if part.says]


def _says(condition: Mapping[str, Any]) -> dict[str, Words]:
    """What a condition says. What few conditions have is told only of those that have it."""
    always = {
        "What the person has to do": condition["what"],
        "Kind": condition["kind"].replace("_", " ").capitalize(),
        "Done by": _day(condition["due_on"]),
        "Provided by": condition["provided_by"],
        "Evidence that it is done": condition["evidence"],
        "Who verifies it": condition["verifier"],
    }
    sometimes = {
        "First day that it can begin": _day(condition["can_begin_on"]),
        "Carries out what the victim chose": condition["remedy"],
        "Course": COURSES.get(condition["course"], ""),
        "Means to pay were checked": {YesNo.YES: "Yes", YesNo.NO: "No"}.get(condition["means_checked"], ""),
        "Done to or with the victim": "Yes" if condition["to_the_victim"] else "",
        "Delivered by the youth justice service": "Yes" if condition["by_youth_justice"] else "",
        "Only signposts": "Yes: no condition" if condition["only_signposts"] else "",
    }
    return always | {label: said for label, said in sometimes.items() if said}


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso)) if iso else ""


@dataclass(frozen=True)
class Difference:
    """One thing that two versions say differently: what it is about, and the words of each. No words: it says nothing."""

    about: str
    then: Words
    now: Words


def differences(then: ProposalVersion, now: ProposalVersion) -> list[Difference]:
    """What one version says otherwise than another, in the order in which it is read."""
    before, after = parts_of(then), {part.key: part for part in parts_of(now)}
    found: list[Difference] = []
    for part in before:
        if part.key in after or not part.key.startswith("condition"):
            found += _between(part, after.pop(part.key, Part(part.key, part.title, {})))
        else:
            found.append(Difference(part.title, _all(part), "Taken out"))
    for part in after.values():
        if part.key.startswith("condition"):
            found.append(Difference("A further condition", "Not there", _all(part)))
        else:
            found += _between(Part(part.key, part.title, {}), part)
    return found


def _between(then: Part, now: Part) -> list[Difference]:
    prefix = f"{then.title}: " if then.key.startswith("condition") else ""
    return [
        Difference(_about(prefix, label), then.says.get(label, ""), now.says.get(label, ""))
        for label in dict.fromkeys([*then.says, *now.says])
        if then.says.get(label, "") != now.says.get(label, "")
    ]


def _about(prefix: str, label: str) -> str:
    return f"{prefix}{label[:1].lower()}{label[1:]}" if prefix else label


def _all(part: Part) -> tuple[str, ...]:
    return tuple(f"{label}: {_line(said)}" for label, said in part.says.items() if said)


def _line(said: Words) -> str:
    return said if isinstance(said, str) else "; ".join(said)


def changed_since(version: ProposalVersion, on: date) -> Sequence[Difference]:
    """How the proposal differs today from what it was."""
    return differences(version, version_of(version.proposal, on))
