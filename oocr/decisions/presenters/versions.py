"""What was authorised, returned or issued, as it was then, and what is otherwise now, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from oocr.decisions.facts import BESIDE_THE_RULES, beside_the_rules, facts_of, names_changed
from oocr.decisions.models import ProposalVersion
from oocr.decisions.presenters.decided import Card, version_facts
from oocr.decisions.versions import Difference, Words, changed_since, parts_of
from oocr.lifecycle.table import words
from oocr.policy.facts import FACTS
from oocr.ui.formats import day
from oocr.ui.page import Page
from oocr.ui.parts import Cell, Column, Fact

SAYS_NOTHING = "Nothing"
NOT_KNOWN = "Not known"
STANDS = {
    "authorised": "This is what was said yes to, word for word. It is kept whatever is changed in the proposal.",
    "returned": "This is what the proposal said when it was sent back, word for word.",
    "issued": "This is what was given to the person, word for word.",
}


@dataclass(kw_only=True)
class VersionPage(Page):
    """A proposal as it was at one step."""

    caption: str
    heading: str
    means: str
    decided: Sequence[Fact]
    columns: Sequence[Column]
    changed: Sequence[Sequence[Cell]]
    unchanged: str
    parts: Sequence[Card]


def version_page(version: ProposalVersion, today: date) -> VersionPage:
    """What a proposal said at one step, and how it and the case differ from that now."""
    reference, step = version.proposal.case.reference, version.get_step_display().lower()
    heading = f"What was {step} on {day(version.kept_at)}"
    changed = [_row(each) for each in [*changed_since(version, today), *_facts_changed(version, today)]]
    return VersionPage(
        title=f"{heading}, case {reference}",
        back=reverse("desk:case_decision", args=[reference]),
        back_label="Decision",
        wide=True,
        caption=f"Case {reference}",
        heading=f"{heading} by {version.kept_by.name}",
        means=STANDS[version.step],
        decided=version_facts(version),
        columns=(Column("What"), Column(f"When it was {step}"), Column(f"Now, {day(today)}")),
        changed=changed,
        unchanged=f"Nothing: it says the same now as when it was {step}.",
        parts=[Card(part.title, _facts(part.says)) for part in parts_of(version)],
    )


def _facts(says: Mapping[str, Words]) -> list[Fact]:
    return [Fact(label, said) for label, said in says.items()]


def _row(changed: Difference) -> list[Cell]:
    return [Cell(changed.about), Cell(_line(changed.then)), Cell(_line(changed.now))]


def _line(said: Words) -> str:
    return (said if isinstance(said, str) else "; ".join(said)) or SAYS_NOTHING


def _facts_changed(version: ProposalVersion, today: date) -> Iterator[Difference]:
    """The facts of the case that the authority stood on and that are otherwise now. Which offences, the version says."""
    if version.step != "authorised":
        return
    then, proposal = version.authority.facts, version.proposal
    given = proposal.resolution.issued_on if proposal.resolution else today
    now = {**facts_of(proposal.case, proposal.given_on or given), **beside_the_rules(proposal.case)}
    for name in names_changed(then, now):
        if name != "offences":
            said = BESIDE_THE_RULES.get(name) or FACTS[name].missing
            about = f"{said[:1].upper()}{said[1:]}"
            yield Difference(about, _value(then.get(name)), _value(now.get(name)))


def _value(value: Any) -> str:
    """A fact as people read it."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return words(value).capitalize() if isinstance(value, str) else str(value)
