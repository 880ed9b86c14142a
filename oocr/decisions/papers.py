"""What stands in a paper: the values, flags and lists that its wording may name, gathered from the case."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from oocr.access.models import User
from oocr.cases.models import Case, Victim
from oocr.cases.queries import answers_of
from oocr.cases.victim_queries import remedies_chosen, victims_of
from oocr.cases.victim_vocabulary import Opinion
from oocr.cases.vocabulary import VictimKind
from oocr.decisions.models import MadePaper, Proposal, ProposedCondition
from oocr.decisions.standing import standing_authority
from oocr.policy.packs import in_force
from oocr.policy.wording import Wording, wordings_for
from oocr.ui.formats import day, listed
from oocr.ui.papers import Block, Paper

# What the person said about the offence, told to them.
SAID: dict[str, str] = {
    "admitted": "You admitted that you did this.",
    "accepts_responsibility": "You accepted that you are responsible for what happened.",
}
SAID_NOTHING = "You did not have to say anything about what happened."
# Those whose person may be prosecuted for the offence itself when a condition is not kept.
ENFORCEABLE = ("conditional_caution", "youth_conditional_caution")


def papers_that_go_with(proposal: Proposal, on: date) -> list[Wording]:
    """The wordings in force that belong to this resolution, those for the person first."""
    found = wordings_for(proposal.kind, on)
    return sorted(found, key=lambda wording: (wording.whose != "person", wording.key))


def compose(proposal: Proposal, wording: Wording, victim: Victim | None, *, by: User, on: date) -> Paper:
    """The paper as it would be made today. A victim's needs the victim; the person's has none."""
    case = proposal.case
    conditions = [each for each in proposal.conditions.order_by("pk") if not each.only_signposts]
    blocks = wording.filled(
        _values(proposal, conditions, victim, by, on),
        _flags(proposal, conditions, victim),
        {"conditions": [_condition(each) for each in conditions]},
    )
    return Paper(
        title=wording.title,
        marking=wording.marking,
        reference=f"Case {case.reference}",
        made_on=on,
        blocks=tuple(Block(kind, content) for kind, content in blocks),
        large=wording.large,
    )


def _values(
    proposal: Proposal, conditions: Sequence[ProposedCondition], victim: Victim | None, by: User, on: date
) -> dict[str, str]:
    case, packs = proposal.case, in_force(on)
    kind = packs.catalogue[proposal.kind]
    contact = packs.settings.get("hub_contact")
    officer = case.officer or by
    return {
        "reference": case.reference,
        "person_name": case.person.name,
        "victim_name": _to_whom(victim),
        "resolution": kind.title[0].lower() + kind.title[1:],
        "issued_on": day(proposal.resolution.issued_on if proposal.resolution else proposal.given_on or on),
        "offences": _offences(case, victim),
        "said": SAID.get(str(answers_of(case).get("stance", "")), SAID_NOTHING),
        "officer": " ".join(filter(None, [officer.name, officer.collar_number])),
        "force": case.agency.name,
        "contact": str(contact.value)
        if contact and contact.value
        else f"the diversion hub, {case.agency.name}",
        **{name: kind.consequences[name] for name in ("record", "disclosure", "breach")},
        "last_day": day(max((each.due_on for each in conditions if each.due_on), default=None)),
        "remedy": _chosen(case, victim),
    }


def _flags(
    proposal: Proposal, conditions: Sequence[ProposedCondition], victim: Victim | None
) -> Iterable[str]:
    case = proposal.case
    chosen = _chosen_items(case, victim)
    included = {each.remedy_item_id for each in conditions}
    said: Mapping[str, bool] = {
        "has_conditions": bool(conditions),
        "is_child": case.is_child,
        "with_adult": case.is_child or answers_of(case).get("appropriate_adult_needed") is True,
        "victim_heard": _heard(case, victim),
        "remedy_chosen": bool(chosen),
        "remedy_included": bool(chosen) and all(item.pk in included for item in chosen),
        "has_compensation": any(each.compensation_pounds for each in conditions),
        "enforceable": proposal.kind in ENFORCEABLE,
    }
    return [name for name, on in said.items() if on]


def _condition(each: ProposedCondition) -> dict[str, str]:
    amounts = (
        (each.penalty_pounds, "a penalty of £{}"),
        (each.compensation_pounds, "£{} in compensation"),
        (each.course_fee_pounds, "£{} for the course"),
    )
    to_pay = [words.format(amount) for amount, words in amounts if amount]
    return {
        "what": _sentence(each.what),
        "due": day(each.due_on),
        "with_whom": each.service.name if each.service else each.delivered_by,
        "shown_by": each.evidence.rstrip("."),
        "checked_by": each.verifier.rstrip("."),
        "money": f"Pay {listed(to_pay)}. " if to_pay else "",
    }


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _offences(case: Case, victim: Victim | None) -> str:
    """The offences of the case; in a victim's paper only what was done to them."""
    crimes = case.crimes.select_related("offence").order_by("pk")
    if victim is not None:
        crimes = crimes.filter(victims__in=_rows_of(case, victim)).distinct()
    told = [
        crime.offence.title + (f", {day(crime.committed_from)}" if crime.committed_from else "")
        for crime in crimes
    ]
    return _sentence("; ".join(told))


def _to_whom(victim: Victim | None) -> str:
    if victim is None:
        return ""
    business = victim.kind == VictimKind.BUSINESS
    return (victim.contact_name or victim.name) if business else victim.name


def _chosen_items(case: Case, victim: Victim | None) -> list[Any]:
    """What this victim chose; what any victim chose, for a paper that is not a victim's."""
    mine = _rows_of(case, victim) if victim else set()
    return [item for chooser, item in remedies_chosen(case) if victim is None or chooser.pk in mine]


def _rows_of(case: Case, victim: Victim) -> set[int]:
    """The numbers of the rows that name this victim."""
    return {row.pk for each in victims_of(case) for row in each.rows if victim in each.rows}


def _heard(case: Case, victim: Victim | None) -> bool:
    """Did this victim say what they think? A refusal to say is not a view."""
    mine = [each for each in victims_of(case) if victim and victim in each.rows]
    return any(each.known.opinion in _VIEWS or each.known.older_view for each in mine)


_VIEWS = (Opinion.SUPPORTS, Opinion.OBJECTS, Opinion.NO_VIEW)


def _chosen(case: Case, victim: Victim | None) -> str:
    return " ".join(_sentence(str(item)) for item in _chosen_items(case, victim))


def may_be_made(proposal: Proposal) -> bool:
    """A paper speaks of what was authorised: before somebody has said yes there is nothing to put on paper."""
    return proposal.resolution is not None or standing_authority(proposal) is not None


OVERTAKEN = "It does not say what was issued, or on which day. Make the paper anew."


def is_overtaken(made: MadePaper) -> bool:
    """Was it made before what was issued was authorised, or did it expect another day of issue?"""
    resolution, authority = made.proposal.resolution, standing_authority(made.proposal)
    if resolution is None or authority is None:
        return False
    expected = made.proposal.given_on or timezone.localdate(made.made_at)
    return made.made_at < authority.given_at or expected < resolution.issued_on
