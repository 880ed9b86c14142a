"""Every fact a rule may ask about: its name, its kind, and what is missing when it is not known.

The list is closed: a rule that asks about anything else fails to load. A fact that is not given is unknown, and
unknown is not false. Facts are about one case as a whole. Where a case has several crimes or victims, the room that
gathers the facts says which answer stands for all (the most serious class; yes when it is yes of any).

Sources: the rules of domain section 14 need these facts and no others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = bool | int | str


class FactProblem(ValueError):
    """A fact that is not on the list, or a value that it cannot have."""


class Kind(StrEnum):
    """What the value of a fact may be."""

    YES_NO = "yes_no"
    ONE_OF = "one_of"
    WHOLE = "whole"


class Section(StrEnum):
    """Where a fact is recorded: the task of the case's task list, or what the service works out by itself."""

    CRIMES = "crimes"
    EVIDENCE = "evidence"
    GRAVITY = "gravity"
    HISTORY = "history"
    RELATIONSHIP = "relationship"
    HATE = "hate"
    EXPLOITATION = "exploitation"
    SAFEGUARDING = "safeguarding"
    NEEDS = "needs"
    ORDERS = "orders"
    IMMIGRATION = "immigration"
    CHILD = "child"
    VICTIMS = "victims"
    PERSON = "person"
    PROPOSAL = "proposal"
    AUTHORITY = "authority"
    AGREEMENT = "agreement"
    FORCE = "force"


@dataclass(frozen=True)
class FactName:
    """A fact by name. `missing` reads after "It is not known"; `material` voids an authority when it changes."""

    name: str
    kind: Kind
    missing: str
    section: Section
    values: tuple[str, ...] = ()
    material: bool = False

    def problem_with(self, value: object) -> str | None:
        """Why this cannot be a value of the fact, or nothing."""
        if self.kind is Kind.YES_NO and not isinstance(value, bool):
            return f"{self.name} is yes or no, not {value!r}"
        if self.kind is Kind.WHOLE and (isinstance(value, bool) or not isinstance(value, int)):
            return f"{self.name} is a whole number, not {value!r}"
        if self.kind is Kind.ONE_OF and value not in self.values:
            return f"{self.name} is one of {', '.join(self.values)}, not {value!r}"
        return None


RESOLUTIONS = (
    "community_resolution",
    "conditional_caution",
    "outcome_22",
    "youth_caution",
    "youth_conditional_caution",
    "deferred_youth_caution",
    "simple_caution",
    "penalty_notice",
    "cannabis_warning",
    "diversionary_caution",
    "community_caution",
)
# Ordered from the lowest authority to the highest.
RANKS = ("constable", "sergeant", "inspector", "chief_inspector", "superintendent")


def _yes_no(section: Section, material: bool = False, /, **facts: str) -> list[FactName]:
    return [FactName(name, Kind.YES_NO, missing, section, (), material) for name, missing in facts.items()]


def _whole(section: Section, material: bool = False, /, **facts: str) -> list[FactName]:
    return [FactName(name, Kind.WHOLE, missing, section, (), material) for name, missing in facts.items()]


def _one_of(
    section: Section, name: str, missing: str, values: Iterable[str], material: bool = False
) -> FactName:
    return FactName(name, Kind.ONE_OF, missing, section, tuple(values), material)


_ALL: list[FactName] = [
    # What is being considered. Set by the evaluator for each resolution in turn, never by hand.
    _one_of(Section.PROPOSAL, "resolution", "which resolution is considered", RESOLUTIONS, True),
    # The person and the offence.
    *_whole(
        Section.PERSON,
        True,
        age_at_offence="how old the person was on the day of the offence",
        age_at_decision="how old the person is on the day of the decision",
    ),
    _one_of(
        Section.CRIMES,
        "offence_class",
        "how the offence may be tried",
        ("summary", "either_way", "indictable_only"),
        True,
    ),
    *_yes_no(
        Section.CRIMES,
        True,
        resolution_valid_for_offence="whether this resolution existed for an offence of that day",
        specified_either_way="whether the offence is on the list of specified either-way offences",
        domestic_abuse="whether the offence is domestic abuse",
        emergency_worker_victim="whether the victim is an emergency worker at work",
        weapon="whether a weapon was carried or used",
        blade_or_offensive_weapon="whether the offence is having a blade or an offensive weapon",
        class_a_drug="whether a Class A drug is involved",
        sexual_offence="whether the offence is sexual",
        stalking_or_harassment="whether the offence is stalking or harassment",
        robbery="whether the offence is robbery",
        child_cruelty="whether the offence is cruelty to a child",
    ),
    _one_of(
        Section.HATE,
        "hate_strand",
        "whether the offence is a hate crime",
        ("none", "race", "religion", "sexual_orientation", "disability", "transgender"),
        True,
    ),
    *_yes_no(
        Section.CRIMES,
        False,
        co_suspect_dealt_with_differently="how any co-suspect is dealt with",
        summary_only_offence="whether any of the offences is summary-only",
    ),
    *_whole(
        Section.CRIMES,
        False,
        days_to_prosecution_limit="how many days are left to charge a summary-only offence",
    ),
    # Evidence and stance.
    _one_of(
        Section.EVIDENCE,
        "stance",
        "what the person says about the offence",
        ("admitted", "accepts_responsibility", "no_comment", "denied"),
        True,
    ),
    _one_of(
        Section.EVIDENCE,
        "evidential_test",
        "which evidential test is met",
        ("sufficient_to_charge", "offence_made_out", "not_met"),
        True,
    ),
    *_yes_no(
        Section.EVIDENCE,
        False,
        evidential_decision_recorded="who decided that there is enough evidence, and when",
        admission_to_authorised_person="to whom, when and how the person admitted the offence",
        investigation_complete="whether the investigation is complete",
    ),
    # Gravity.
    *_whole(
        Section.GRAVITY,
        True,
        gravity_base="the base gravity score",
        gravity_final="the final gravity score",
        gravity_step="how far the final gravity score is from the base",
    ),
    *_yes_no(
        Section.GRAVITY,
        False,
        gravity_complete="the gravity matrix and version, base score, factors and final score",
        current_gravity_scale="whether the score stands on the current scale",
        gravity_matrix_fits_age="whether the gravity matrix is the one for the person’s age",
    ),
    # History.
    *_whole(
        Section.HISTORY,
        True,
        earlier_resolutions_in_look_back="how many resolutions the person has had in the look-back period",
        youth_cautions_before="how many youth cautions the person has had",
    ),
    *_yes_no(
        Section.HISTORY,
        True,
        similar_within_two_years="whether there is a caution or conviction for a similar offence in the two years before",
        relevant_history="whether the person has a relevant history",
        domestic_abuse_caution_in_look_back="whether there is a domestic abuse caution or conviction in the look-back period",
    ),
    *_yes_no(
        Section.HISTORY,
        False,
        sergeant_advice_recorded="whether a sergeant advised on the history",
        earlier_resolution_breached="whether an earlier resolution was breached",
    ),
    # Relationship and domestic abuse.
    _one_of(
        Section.RELATIONSHIP,
        "relationship",
        "how the person and the victim are connected",
        ("intimate_partner", "former_partner", "family", "other_known", "stranger", "no_person_victim"),
        True,
    ),
    _one_of(
        Section.RELATIONSHIP,
        "dash_grade",
        "the risk grade of the domestic abuse assessment",
        ("standard", "medium", "high"),
        True,
    ),
    *_whole(
        Section.RELATIONSHIP,
        False,
        dash_age_days="how many days old the domestic abuse risk assessment is",
        dash_ticks="how many ticks the domestic abuse risk assessment has",
        domestic_incidents_in_twelve_months="how many domestic incidents there were in twelve months",
    ),
    *_yes_no(
        Section.RELATIONSHIP,
        True,
        marac_live="whether a multi-agency risk assessment conference has the case",
        coercive_control="whether there is evidence of controlling or coercive behaviour",
    ),
    *_yes_no(
        Section.RELATIONSHIP,
        False,
        marac_decision_recorded="whether to refer to the risk assessment conference",
    ),
    # Exploitation and safeguarding.
    *_yes_no(Section.EXPLOITATION, True, exploitation_indicator="whether there is any sign of exploitation"),
    _one_of(
        Section.EXPLOITATION,
        "referral_mechanism_decision",
        "what was decided about the National Referral Mechanism",
        ("referred", "duty_to_notify", "not_needed", "declined_consent"),
    ),
    *_yes_no(
        Section.SAFEGUARDING,
        False,
        suspect_safeguarding_answered="whether the person needs safeguarding, and why",
        victim_safeguarding_answered="whether the victim needs safeguarding, and why",
        mental_health_concern="whether there is a concern about mental health",
        safeguarding_referral_made="whether a safeguarding referral was made",
    ),
    # Needs, orders, immigration.
    *_yes_no(
        Section.NEEDS,
        False,
        appropriate_adult_needed="whether the person needs an appropriate adult",
        appropriate_adult_present="whether an appropriate adult was there",
    ),
    *_yes_no(
        Section.ORDERS,
        True,
        community_order="whether the person is on a community or court order",
        open_resolution_or_bail="whether another resolution, bail or suspended sentence is running",
    ),
    *_yes_no(
        Section.PROPOSAL,
        False,
        foreign_offender_condition="whether a condition has a foreign offender leave",
    ),
    *_yes_no(
        Section.IMMIGRATION,
        False,
        immigration_consulted="whether the immigration authority was consulted",
    ),
    # Children.
    *_yes_no(
        Section.CHILD,
        False,
        youth_justice_consulted="whether the youth justice service was consulted",
        youth_justice_assessment="whether the youth justice service assessed the child",
        youth_justice_agrees_to_deliver="whether the youth justice service agrees to deliver the conditions",
        youth_justice_referral="whether the child was referred to the youth justice service",
        youth_panel_or_fast_track="whether the youth panel heard the case, or why it was fast-tracked",
        diversion_assessment="whether the prevention and diversion assessment was done",
        child_information_form="whether the child information form was done",
        sent_to_prosecutor="whether the case was sent to a prosecutor",
    ),
    # Victims.
    *_yes_no(
        Section.VICTIMS,
        True,
        identifiable_victim="whether there is an identifiable victim",
        several_victims="whether there is more than one victim",
    ),
    *_yes_no(
        Section.VICTIMS,
        False,
        every_victim_heard_or_tried="whether every victim’s views were asked for",
        victim_views_recorded="what the victims think",
        remedy_list_offered="whether the victim was offered the Community Remedy list",
        remedy_not_offered_reason="why the Community Remedy list was not offered",
        victim_supports_resolution="whether the victims support the resolution",
        victim_consents_to_reparation="whether the victim agrees to direct reparation or restorative justice",
        business_contact_named="who speaks for the business",
        victim_contacted_for_domestic_abuse_course="whether the victim was contacted about the course",
        every_victim_addressed="whether the decision speaks to every victim’s views",
    ),
    _one_of(
        Section.VICTIMS,
        "victim_service_route",
        "which victim service the victim should be offered",
        ("domestic_abuse_service", "sexual_violence_adviser", "general"),
    ),
    # The proposal.
    *_whole(
        Section.PROPOSAL,
        False,
        conditions_count="how many conditions are set",
        conditions_not_of_a_lawful_kind="how many conditions are of no lawful kind",
        conditions_incomplete="how many conditions lack a provider, evidence, due date or verifier",
        conditions_only_signposting="how many conditions only signpost or self-refer",
        attendance_hours="how many hours of attendance that is not rehabilitative",
        financial_penalty_pounds="how large the financial penalty is",
        days_to_last_condition="how many days there are to the last condition",
        offender_pays_without_means="how many conditions must be paid for with no check of means",
        provider_too_late="how many conditions a provider cannot begin in time",
        rationale_words="how long the rationale is",
    ),
    *_yes_no(
        Section.PROPOSAL,
        False,
        punitive_condition="whether there is a punitive condition",
        punitive_reason_recorded="why other conditions would not be enough",
        direct_reparation_condition="whether there is direct reparation or restorative justice",
        youth_justice_delivers_condition="whether the youth justice service delivers a condition",
        remedy_chosen_not_included="whether what the victim chose is left out",
        remedy_departure_reason="why what the victim chose is left out",
        victim_departure_reason="why the decision departs from the victims’ views",
        rationale_repeats_another="whether the rationale repeats another case’s",
        longer_than_usual_reason="why the conditions run longer than usual",
        exceptional_reason_recorded="what makes the case exceptional",
        money_kept_apart="whether penalty, compensation and fees stand apart",
        domestic_abuse_course_proposed="whether the domestic abuse course is proposed",
        paperwork_mentions_prosecution="whether the agreement threatens prosecution",
        awareness_course_only="whether a knife awareness course is all that is proposed",
    ),
    # The authority and the prosecutor.
    _one_of(Section.AUTHORITY, "prosecutor_decision", "what the prosecutor decided", ("agreed", "refused")),
    *_yes_no(
        Section.AUTHORITY,
        False,
        director_consent="whether the Director of Public Prosecutions consents",
        authoriser_is_proposer="whether the authoriser investigated or proposed",
        authoriser_linked="whether the authoriser is connected to the victim or the person",
        authorised_after_giving="whether authority came after the resolution was given",
    ),
    _one_of(Section.AUTHORITY, "authoriser_rank", "what rank the authoriser held that day", RANKS),
    # The person's agreement, when it is issued.
    *_yes_no(
        Section.AGREEMENT,
        False,
        agreement_recorded="whether the person agrees",
        explained_effect="whether the effect and what follows a breach were explained",
        signed_document="whether the person signed",
    ),
    # What the force has chosen. Open questions of domain section 15, answered by its settings.
    *_yes_no(
        Section.FORCE,
        False,
        resolution_enabled="whether the force uses this resolution",
        medium_risk_course_allowed="whether the force allows the course at medium risk",
        partner_community_resolution_allowed="whether the force allows a community resolution between partners",
    ),
]

FACTS: dict[str, FactName] = {fact.name: fact for fact in _ALL}
assert len(FACTS) == len(_ALL), "two facts have one name"
_TYPES: dict[str, object] = {
    fact.name: {Kind.YES_NO: bool, Kind.WHOLE: int, Kind.ONE_OF: str}[fact.kind] for fact in _ALL
}


def check(facts: Mapping[str, object]) -> None:
    """Refuse a fact that is not on the list and a value that it cannot have. Nothing (None) is unknown."""
    for name, value in facts.items():
        if value is None or (type(value) is _TYPES.get(name) and type(value) is not str):
            continue
        if name not in FACTS:
            raise FactProblem(f"There is no fact called {name}.")
        if problem := FACTS[name].problem_with(value):
            raise FactProblem(f"{problem}.")
