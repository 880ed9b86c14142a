"""The facts of one case, gathered from the rooms below in the names that policy asks about. Pure reading, no guess.

What is not known is left out. What the case itself gives comes from `cases`; this room adds what its own proposals,
prosecutors' decisions, authorities and agreements say.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet

from oocr.cases.ages import age_on
from oocr.cases.known import facts_known, facts_known_of_many
from oocr.cases.models import Case, RemedyOffer, Resolution, Victim
from oocr.cases.victim_queries import victim_facts, victim_facts_of_many
from oocr.cases.vocabulary import ResolutionKind, VictimKind, YesNo
from oocr.decisions.models import Agreement, Authority, Proposal, ProposedCondition, ProsecutorDecision
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.models.proposals import REASONS
from oocr.decisions.offences import offences_of, same_offences
from oocr.policy.facts import FACTS

Facts = dict[str, bool | int | str]

# The birthdays that the law cares about: below and above each, the rules are others.
MATTERING = (10, 14, 18)
# How alike two rationales are before one is thought to repeat the other (trigram similarity, nought to one).
TOO_ALIKE = 0.8
# A rationale shorter than this is too short to be told from another.
COMPARED_FROM = 120


def facts_of(case: Case, on: date) -> Facts:
    """What is known of a case on a day."""
    known: Facts = {**facts_known(case, on), **victim_facts(case, on)}
    asked = ProsecutorDecision.objects.filter(case=case).exists()
    return _besides(known, case, case.crimes.all(), asked)


def facts_of_many(cases: Sequence[Case], on: Mapping[int, date]) -> dict[int, Facts]:
    """The same for many cases, each on a day of its own, by the case's number; each has `read_crimes` afterwards."""
    known, victims = facts_known_of_many(cases, on), victim_facts_of_many(cases, on)
    asked = set(ProsecutorDecision.objects.filter(case__in=cases).values_list("case", flat=True))
    return {
        case.pk: _besides(
            {**known[case.pk], **victims[case.pk]},
            case,
            case.read_crimes,  # type: ignore[attr-defined]  # read with the facts
            case.pk in asked,
        )
        for case in cases
    }


def _besides(known: Facts, case: Case, crimes: Iterable[Any], asked: bool) -> Facts:
    """What this room knows better: an age that cannot be told, and that a prosecutor was asked."""
    if is_between_birthdays(case.person.date_of_birth, crimes):
        known.pop("age_at_offence", None)
    if asked:
        known["sent_to_prosecutor"] = True  # whatever was answered
    return known


def offence_on(case: Case) -> date | None:
    """The first day that an offence of the case may have been committed; nothing when that is not known of each."""
    return first_day_of(case.crimes.all())


def first_day_of(crimes: Iterable[Any]) -> date | None:
    """The first day that any of these may have been committed; nothing when that is not known of each."""
    days = [crime.committed_from for crime in crimes]
    return min((day for day in days if day), default=None) if all(days) else None


def is_between_birthdays(born: date | None, crimes: Iterable[Any]) -> bool:
    """Does a birthday that the law cares about lie within the time in which an offence may have been committed?"""
    spans = [(crime.committed_from, crime.committed_to or crime.committed_from) for crime in crimes]
    ages = [(age_on(born, first), age_on(born, last)) for first, last in spans if first]
    return any(
        before is not None and after is not None and before < birthday <= after
        for before, after in ages
        for birthday in MATTERING
    )


def proposal_facts(proposal: Proposal, on: date) -> Facts:
    """What is known of a proposal: its conditions, and the reasons written down."""
    conditions = list(proposal.conditions.order_by("pk"))
    facts = _condition_facts(conditions, proposal.kind, proposal.given_on or on)
    facts |= {
        "rationale_words": len(proposal.rationale.split()),
        "rationale_repeats_another": repeats_another(proposal) is not None,
        # Whether it answers each of several victims, the authoriser reads; that it speaks of them can be seen.
        "every_victim_addressed": bool(proposal.how_victim_weighed.strip()),
        "remedy_chosen_not_included": _leaves_a_choice_out(proposal, conditions),
        # Three amounts in three places: they cannot be mixed here.
        "money_kept_apart": True,
        # The words of the agreement come from its template, which threatens nothing that cannot follow.
        "paperwork_mentions_prosecution": False,
    }
    facts |= {name: bool(proposal.reasons.get(name, "").strip()) for name in REASONS}
    return facts


def _condition_facts(conditions: Sequence[ProposedCondition], kind: str, given_on: date) -> Facts:
    last = max((c.due_on for c in conditions if c.due_on), default=None)
    facts: Facts = {
        "conditions_count": sum(not c.only_signposts for c in conditions),
        "conditions_not_of_a_lawful_kind": sum(
            c.kind == "agreed_action" for c in conditions if kind in _CAUTIONS
        ),
        "conditions_incomplete": sum(is_incomplete(c) for c in conditions),
        "conditions_only_signposting": sum(c.only_signposts for c in conditions),
        "attendance_hours": sum(c.hours or 0 for c in conditions if c.kind != "rehabilitative"),
        "financial_penalty_pounds": sum(c.penalty_pounds or 0 for c in conditions),
        "days_to_last_condition": (last - given_on).days if last else 0,
        "offender_pays_without_means": sum(_costs(c) and c.means_checked != YesNo.YES for c in conditions),
        "punitive_condition": any(c.kind == "punitive" or c.penalty_pounds for c in conditions),
        "foreign_offender_condition": any(c.kind == "foreign_offender" for c in conditions),
        "direct_reparation_condition": any(c.to_the_victim for c in conditions),
        "youth_justice_delivers_condition": any(c.by_youth_justice for c in conditions),
        "domestic_abuse_course_proposed": any(c.course == "domestic_abuse" for c in conditions),
        "awareness_course_only": bool(conditions) and all(c.course == "knife_awareness" for c in conditions),
    }
    times = [(c.can_begin_on, c.due_on) for c in conditions if c.service_id]
    known = [(begins, due) for begins, due in times if begins and due]
    if len(known) == len(times):
        facts["provider_too_late"] = sum(begins >= due for begins, due in known)
    return facts


# What a condition of these is to be is fixed by law.
_CAUTIONS = (ResolutionKind.CONDITIONAL_CAUTION, ResolutionKind.YOUTH_CONDITIONAL_CAUTION)


def is_incomplete(condition: ProposedCondition) -> bool:
    """Is one of these missing: what, who provides it, the evidence that it is done, by when, and who verifies?"""
    provided = condition.service_id or condition.delivered_by.strip()
    written = condition.what.strip() and condition.evidence.strip() and condition.verifier.strip()
    return not (provided and written and condition.due_on)


def _costs(condition: ProposedCondition) -> bool:
    return bool(condition.penalty_pounds or condition.compensation_pounds or condition.course_fee_pounds)


def _leaves_a_choice_out(proposal: Proposal, conditions: Sequence[ProposedCondition]) -> bool:
    """Did a victim choose from the Community Remedy list what no condition carries out?"""
    offers = RemedyOffer.objects.current().filter(case=proposal.case_id, chosen__isnull=False)
    chosen = set(offers.values_list("chosen", flat=True))
    return bool(chosen - {c.remedy_item_id for c in conditions})


def repeats_another(proposal: Proposal) -> Case | None:
    """The other case whose rationale this one repeats, if one is as good as the same.

    Looked for among all that was ever proposed here, and among what the same officers wrote in resolutions from before.
    """
    if len(proposal.rationale) < COMPARED_FROM:
        return None
    # The marks find candidates by an index; the likeness of each is then measured.
    proposed = Proposal.objects.filter(rationale_marks__overlap=proposal.rationale_marks)
    numbers = {proposal.proposed_by.collar_number, proposal.case.officer_collar_number} - {""}
    # What one officer wrote is little enough to be measured without marks. A number belongs to one force.
    before = Resolution.objects.filter(
        issued_by_collar_number__in=numbers, case__agency=proposal.case.agency_id
    ).exclude(rationale="")
    return _most_alike(proposed, proposal) or (_most_alike(before, proposal) if numbers else None)


def _most_alike(written: QuerySet[Any], proposal: Proposal) -> Case | None:
    """The case of what is as good as the same, of what was written about other cases."""
    others = written.exclude(case=proposal.case_id)
    alike = others.annotate(likeness=TrigramSimilarity("rationale", proposal.rationale))
    found = alike.filter(likeness__gte=TOO_ALIKE).select_related("case").order_by("-likeness", "pk").first()
    return found.case if found else None


def prosecutor_facts(case: Case, kind: str) -> Facts:
    """What a prosecutor last decided about this resolution in the case, if it was for the offences that it is about."""
    return prosecutor_said(case, kind)[0]


def prosecutor_said(case: Case, kind: str) -> tuple[Facts, bool]:
    """The same, and whether there is a decision that counts for nothing because it was given for other offences."""
    decision = last_decision(case, kind)
    if decision is None:
        return {}, False
    if not same_offences(decision.given_for, offences_of(case)):
        return {}, True
    return decision_facts(decision), False


def last_decision(case: Case, kind: str) -> ProsecutorDecision | None:
    """What was recorded last of what a prosecutor decided about this resolution: that counts, or nothing does."""
    decided = ProsecutorDecision.objects.filter(case=case, resolution=kind, recorded_at__isnull=False)
    return decided.order_by("recorded_at", "pk").last()


def decision_facts(decision: ProsecutorDecision) -> Facts:
    """The facts of one decision of a prosecutor."""
    facts: Facts = {"prosecutor_decision": decision.decision}
    if decision.director_consents != YesNo.NOT_RECORDED:
        facts["director_consent"] = decision.director_consents == YesNo.YES
    return facts


def authority_facts(
    proposal: Proposal, *, authoriser: str, rank: str | None, connected: bool, retrospective: bool
) -> Facts:
    """What is known of an authority given, or about to be given, to a proposal by the one with this reference."""
    facts: Facts = {
        "authoriser_is_proposer": authoriser in proposal.own_work_of,
        "authoriser_linked": connected,
        "authorised_after_giving": retrospective,
    }
    return facts | ({"authoriser_rank": rank} if rank else {})


def agreement_facts(authority: Authority | None) -> Facts:
    """What the person answered to what was authorised. Nothing until they were asked."""
    agreement = agreement_to(authority)
    if agreement is None:
        return {}
    facts: Facts = {
        "agreement_recorded": agreement.agrees,
        "explained_effect": agreement.effect_explained,
        "signed_document": agreement.document_signed,
    }
    if agreement.appropriate_adult_present != YesNo.NOT_RECORDED:
        facts["appropriate_adult_present"] = agreement.appropriate_adult_present == YesNo.YES
    return facts


def agreement_to(authority: Authority | None) -> Agreement | None:
    """What the person answered to what was authorised, as it was put down last."""
    return Agreement.objects.filter(authority=authority).order_by("pk").last() if authority else None


def lacking_in(authority: Authority | None, kind: str) -> tuple[str, ...]:
    """What has to be so before a conditional caution is given (section 23 of the Act of 2003), and was answered no."""
    agreement = agreement_to(authority)
    if agreement is None or kind not in _CAUTIONS:
        return ()
    return tuple(says for part, says in PARTS_OF_AGREEMENT.items() if not getattr(agreement, part))


# What an authority stands on though no rule asks about it, each as what changed when it is no longer so.
BESIDE_THE_RULES = {
    "offences": "which offences it is about",
    "victims": "how many victims there are",
}


def beside_the_rules(case: Case) -> dict[str, Any]:
    """What else an authority in a case stands on: the offences and the number of victims."""
    victims = Victim.objects.filter(crime__cases=case).exclude(kind=VictimKind.STATE)
    return {
        "offences": sorted(case.crimes.values_list("offence__code", flat=True)),
        "victims": victims.count(),
    }


def material(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the facts that an authority stands on."""
    return {name: value for name, value in facts.items() if name in BESIDE_THE_RULES or FACTS[name].material}


# Each in words, in the order of the list of facts.
_WORDS = {name: fact.missing for name, fact in FACTS.items()} | BESIDE_THE_RULES


def what_changed(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What is not as it was of what an authority stands on, in words."""
    return [_WORDS[name] for name in names_changed(then, now)]


def names_changed(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The names of the facts that are not as they were, of those that an authority stands on."""
    before, after = (
        {name: _as_it_matters(name, value) for name, value in material(facts).items()}
        for facts in (then, now)
    )
    return [name for name in _WORDS if before.get(name) != after.get(name)]


def _as_it_matters(name: str, value: Any) -> Any:
    """An age as the birthdays that the law cares about and that were had: another birthday changes nothing."""
    if name in ("age_at_offence", "age_at_decision"):
        return [birthday for birthday in MATTERING if value >= birthday]
    return value
