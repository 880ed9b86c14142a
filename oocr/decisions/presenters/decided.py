"""What was decided in a case, each on a card: given, authorised, returned, answered, and asked of a prosecutor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import Case
from oocr.decisions.decided import Decided
from oocr.decisions.models import Agreement, Authority, ProposalVersion, ProsecutorDecision, Return
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.offences import Offences, in_words, same_offences
from oocr.decisions.states import CHANGEABLE, State
from oocr.lifecycle.table import words
from oocr.ui.formats import day, listed, moment
from oocr.ui.page import Link
from oocr.ui.parts import Fact, Tag

STANDS, FELL = Tag("Stands", "green"), Tag("No longer stands", "red")
CORRECTED = Tag("Corrected since", "grey")
DECIDED_ANEW = Tag("Decided anew since", "grey")
OTHER_OFFENCES = Tag("No longer counts", "red")


@dataclass(frozen=True)
class Card:
    """Facts under one heading."""

    title: str
    facts: Sequence[Fact]
    links: Sequence[Link] = ()


def read_what_was(step: str, version: int | None, reference: str, at: datetime) -> list[Link]:
    """The way to what a proposal said at a step; none where that is older than what is kept."""
    if version is None:
        return []
    href = reverse("decisions:version", args=[reference, version])
    return [Link(f"Read what was {step}", href, hidden=f"on {moment(at)}")]


def issued_cards(decided: Decided, reference: str) -> list[Card]:
    """Who gave the person what was authorised, and when."""
    return [
        Card(
            "Issued",
            [Fact("Issued by", each.kept_by.name), Fact("When", moment(each.kept_at))],
            read_what_was("issued", each.pk, reference, each.kept_at),
        )
        for each in decided.issued
    ]


def rank_of(authority: Authority) -> str:
    """The rank it was given with: held, acting, or lent by whom."""
    rank = words(authority.rank)
    if authority.acting:
        rank = f"acting {rank}"
    if authority.delegation:
        rank = f"{rank}, delegated by {authority.delegation.delegated_by.name}"
    return rank


def authority_facts_shown(authority: Authority) -> list[Fact]:
    """Who said yes, when and why; and what became of it."""
    late = Tag("Retrospective", "orange") if authority.retrospective else None
    facts = [
        Fact("Authorised by", f"{authority.given_by.name}, {rank_of(authority)}", tag=None if authority.voided_at else STANDS),
        Fact("When", moment(authority.given_at), tag=late),
        Fact("Reason", authority.reason),
    ]  # fmt: skip
    if authority.voided_at:
        facts.append(Fact("Voided", moment(authority.voided_at), tag=FELL))
        facts.append(Fact("Why it fell", authority.voided_why))
    return facts


def authority_card(authority: Authority, reference: str) -> Card:
    """A yes."""
    links = read_what_was("authorised", authority.version_id, reference, authority.given_at)
    return Card("Authority", authority_facts_shown(authority), links)


def return_facts_shown(returned: Return) -> list[Fact]:
    """Who returned it, when, and what they wanted put right."""
    return [
        Fact("Returned by", f"{returned.returned_by.name}, {moment(returned.returned_at)}"),
        Fact("What is to be put right", returned.reason),
    ]


def return_card(returned: Return, reference: str) -> Card:
    """A no for now."""
    links = read_what_was("returned", returned.version_id, reference, returned.returned_at)
    return Card("Returned to the officer", return_facts_shown(returned), links)


def decided_before(decided: Decided, reference: str) -> tuple[str, Link | None]:
    """What was last said of a live proposal that is not authorised now: returned, or authorised and fallen since; and
    the way to what it said then. Nothing when nobody has said anything yet."""
    proposal = decided.proposal
    if proposal is None or proposal.state not in (*CHANGEABLE, State.WITH_AUTHORISER):
        return "", None
    fell = [each for each in decided.authorities if each.proposal_id == proposal.pk and each.voided_at]
    sent_back = [each for each in decided.returns if each.proposal_id == proposal.pk]
    said = [
        (each.given_at, f"{each.given_by.name} authorised it, and that no longer stands. {each.voided_why}", each.version_id)
        for each in fell
    ] + [
        (each.returned_at, f"{each.returned_by.name} returned it: {each.reason}", each.version_id)
        for each in sent_back
    ]  # fmt: skip
    if not said:
        return "", None
    _, words_of_it, version = max(said, key=lambda each: (each[0], each[2] or 0))
    if version is None:
        return words_of_it, None
    href = reverse("decisions:version", args=[reference, version])
    return words_of_it, Link("See what it said then, and what has changed since", href)


def version_facts(version: ProposalVersion) -> list[Fact]:
    """The step at which a version was kept: who decided what, and why."""
    if version.step == "authorised":
        return authority_facts_shown(version.authority)
    if version.step == "returned":
        return return_facts_shown(version.returned)
    return [Fact("Issued by", version.kept_by.name), Fact("When", moment(version.kept_at))]


def agreement_cards(decided: Decided, reference: str, user: User) -> list[Card]:
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


def prosecutor_cards(case: Case, decided: Decided, user: User) -> list[Card]:
    """What was asked and answered, and for which offences. Of each resolution what was recorded last counts, if it was
    given for the offences as they are; in an open case it can be corrected."""
    replaced, newest = {each.replaces_id for each in decided.prosecutor}, {}
    for each in sorted(
        (one for one in decided.prosecutor if one.recorded_at), key=lambda one: (one.recorded_at, one.pk)
    ):
        newest[each.resolution] = each.pk
    counting = set(newest.values())
    cards = []
    for each in decided.prosecutor:
        tag = None
        if each.pk in replaced:
            tag = CORRECTED
        elif each.recorded_at and each.pk not in counting:
            tag = DECIDED_ANEW
        cards.append(_prosecutor_card(each, case, decided, user, tag))
    return cards


def _prosecutor_card(
    asked: ProsecutorDecision, case: Case, decided: Decided, user: User, tag: Tag | None
) -> Card:
    facts = [
        Fact("Resolution", asked.get_resolution_display()),
        Fact("Asked by", f"{asked.asked_by.name}, {moment(asked.asked_at)}"),
    ]
    is_open, may = case.state == "open", user.may(Permission.RECORD_PROSECUTOR_DECISION)
    if asked.recorded_by is None:
        facts.append(_offences("Offences asked about", asked.asked_about))
        if is_open and not same_offences(asked.asked_about, decided.offences):
            facts.append(Fact("Since then", f"{_the_case_now(decided)} Say so to the prosecutor."))
        facts.append(Fact("Decision", "Not answered yet", tag=Tag("Waiting", "yellow")))
        href = reverse("decisions:record_decision", args=[case.reference, asked.pk])
        return Card("Prosecutor", facts, [Link("Record the decision", href)] if may else ())
    facts.append(_offences("Offences it was given for", asked.given_for))
    overtaken = is_open and tag is None and not same_offences(asked.given_for, decided.offences)
    said = f"{asked.get_decision_display()}, {day(asked.decided_on)}"
    facts.append(Fact("Decision", said, tag=OTHER_OFFENCES if overtaken else tag))
    if overtaken:
        facts.append(
            Fact("Why it no longer counts", f"{_the_case_now(decided)} It was not given for that: ask again.")
        )
    facts += [
        Fact("Number of the decision", asked.reference),
        Fact("Recorded by", f"{asked.recorded_by.name}, {moment(asked.recorded_at)}"),
        *_why_corrected(asked),
    ]
    href = reverse("decisions:correct_decision", args=[case.reference, asked.pk])
    correct = may and is_open and tag is None
    links = [Link("Correct", href, hidden="the prosecutor’s decision")] if correct else ()
    return Card("Prosecutor, before it was corrected" if tag is CORRECTED else "Prosecutor", facts, links)


def _offences(label: str, offences: Offences) -> Fact:
    return Fact(label, tuple(in_words(offences)) or "It was not kept which offences")


def _the_case_now(decided: Decided) -> str:
    return f"The case is now about {listed(each['title'] for each in decided.offences) or 'no offence'}."
