"""What is asked about the offence: the crimes, the evidence and what the person says, and the gravity. Pure.

Sources: the two-tier adult gravity matrix of 2019, the child gravity matrix of 2023 with its update of 2025, and
the older youth matrix on a scale of 1 to 4, which earlier records carry (domain facts 3.1 and 3.2).
"""

from dataclasses import dataclass

from oocr.audit.privacy import PrivacyClass
from oocr.cases.questions.shapes import (
    NONE,
    OnlyIf,
    TaskSection,
    day,
    if_yes,
    long_text,
    many,
    one_of,
    text,
    whole,
    yes_no,
)
from oocr.policy.facts import Section

CRIMES = TaskSection(
    Section.CRIMES,
    "The crimes",
    "What was recorded with each crime, and whether it is one of the kinds that need more care.",
    (
        yes_no("specified_either_way", "Is the offence a specified either-way offence?", "The list is in the order of 2015 on simple cautions: cruelty to a child, offensive weapons, supplying Class A drugs, and many sexual offences against children."),
        yes_no("blade_or_offensive_weapon", "Is the offence having a blade or an offensive weapon?"),
        yes_no("sexual_offence", "Is the offence sexual?"),
        yes_no("stalking_or_harassment", "Is the offence stalking or harassment?", "Harassment, alarm or distress in a public place is not."),
        yes_no("robbery", "Is the offence robbery?"),
        yes_no("child_cruelty", "Is the offence cruelty to a child?"),
        yes_no("co_suspect", "Is anyone else suspected of the same crime?", gives=("co_suspect_dealt_with_differently",)),
        yes_no("co_suspect_dealt_with_differently", "Is a co-suspect dealt with differently?", "For example, charged while this person is considered for a resolution.", only_if=if_yes("co_suspect")),
    ),
    recorded=("offence_class", "summary_only_offence", "domestic_abuse", "emergency_worker_victim", "weapon", "class_a_drug"),
)  # fmt: skip

_ADMITTED = OnlyIf("stance", ("admitted",), "If the person admits the offence")

EVIDENCE = TaskSection(
    Section.EVIDENCE,
    "Evidence and what the person says",
    "Whether there is enough evidence, who decided so, and the person’s own words about the offence.",
    (
        one_of("stance", "What does the person say about the offence?", {
            "admitted": "Admits it",
            "accepts_responsibility": "Accepts responsibility, without a full admission",
            "no_comment": "Makes no comment",
            "denied": "Denies it",
        }, "Never press anyone for an admission. Some resolutions need none.", gives=("admission_to_authorised_person",)),
        text("admission_to", "Who was it admitted to?", "Name and collar number of the officer.", only_if=_ADMITTED, gives=("admission_to_authorised_person",), privacy=PrivacyClass.FREE_TEXT),
        day("admission_on", "When was it admitted?", only_if=_ADMITTED, gives=("admission_to_authorised_person",)),
        one_of("admission_how", "How was it admitted?", {
            "interview_in_custody": "In an interview in custody",
            "voluntary_interview": "In a voluntary interview",
            "at_the_scene": "At the scene, recorded on body-worn video or in a pocket book",
            "in_writing": "In writing",
        }, only_if=_ADMITTED, gives=("admission_to_authorised_person",)),
        one_of("evidential_test", "Which evidential test is met?", {
            "sufficient_to_charge": "There is enough evidence to charge",
            "offence_made_out": "An offence is made out, but there is not enough evidence to charge",
            "not_met": "Neither",
        }, gives=("evidential_decision_recorded",)),
        text("evidence_decided_by", "Who decided that?", "Name, rank and collar number.", gives=("evidential_decision_recorded",)),
        day("evidence_decided_on", "When was it decided?", gives=("evidential_decision_recorded",)),
        yes_no("investigation_complete", "Is the investigation complete?", "No reasonable line of enquiry is left open."),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Matrix:
    """A gravity matrix and its version. Scores are compared only with scores of a scale that is still used."""

    label: str
    scale: str
    highest: int
    current: bool
    for_children: bool = True

    def fits(self, age_at_offence: int | None, age_at_decision: int | None) -> bool | None:
        """Is it for people of this age? Nothing where the age is not known.

        Whoever turned 18 between the offence and the decision may be scored on either: which, is for local protocol to
        say (domain facts 3.4).
        """
        age = age_at_offence if self.for_children else age_at_decision
        return None if age is None else (age < ADULT) is self.for_children

    @property
    def for_another_age(self) -> str:
        """What is said where it does not fit."""
        if self.for_children:
            return "This matrix is for children. The person was 18 or over: select the one for adults"
        return "This matrix is for adults. The person is under 18: select the one for children"


ADULT = 18
MATRICES: dict[str, Matrix] = {
    "adult_2019": Matrix(
        "Adult two-tier matrix, version 1, 2019", "adult-1-to-5", 5, True, for_children=False
    ),
    "child_2025": Matrix("Child gravity matrix, 2023, updated February 2025", "child-1-to-5", 5, True),
    "child_2023": Matrix("Child gravity matrix, 2023, before the update", "child-1-to-5", 5, True),
    "youth_2013": Matrix("Youth gravity matrix on the old scale of 1 to 4", "youth-1-to-4", 4, False),
}

AGGRAVATING = {
    NONE: "None",
    "weapon_used": "A weapon was used or carried",
    "vulnerable_victim": "The victim was vulnerable or targeted",
    "position_of_trust": "Abuse of a position of trust",
    "planned": "It was planned",
    "in_a_group": "More than one person took part",
    "in_front_of_a_child": "A child was there",
    "under_the_influence": "Under the influence of drink or drugs",
    "on_bail_or_order": "On bail or an order at the time",
    "lasting_harm": "Serious or lasting harm, loss or damage",
    "public_servant": "Against someone serving the public",
    "repeated": "Part of a course of conduct",
}
MITIGATING = {
    NONE: "None",
    "impulsive": "It was on impulse",
    "provoked": "The person was provoked",
    "minor_role": "The person’s part was small",
    "little_harm": "Little or no harm, loss or damage",
    "put_right": "The person has put it right or offered to",
    "remorse": "The person is sorry, and shows it",
    "vulnerable": "The person is vulnerable, or was led by others",
    "health": "Health, disability or mental health played a part",
    "young": "Age or immaturity",
    "long_ago": "The offence was long ago",
}

_COMPLETE = ("gravity_complete",)

GRAVITY = TaskSection(
    Section.GRAVITY,
    "Gravity",
    "The score of the offence and of what made it worse or less bad. The matrix helps to decide; it does not decide.",
    (
        one_of("gravity_matrix", "Which gravity matrix was used?", {key: matrix.label for key, matrix in MATRICES.items()}, "Scores on another scale cannot be compared with today’s.", gives=(*_COMPLETE, "current_gravity_scale", "gravity_matrix_fits_age")),
        whole("gravity_base", "Base score", "The score of the offence alone, from 1 to 5.", least=1, most=5, gives=(*_COMPLETE, "gravity_step")),
        many("gravity_aggravating", "What makes it worse?", AGGRAVATING, "Tick all that apply, or “None”.", gives=_COMPLETE),
        many("gravity_mitigating", "What makes it less bad?", MITIGATING, "Tick all that apply, or “None”.", gives=_COMPLETE),
        whole("gravity_final", "Final score", "After what makes it worse or less bad, from 1 to 5.", least=1, most=5, gives=(*_COMPLETE, "gravity_step")),
        long_text("gravity_reason", "Why this final score?", "Say which factors moved the score, or why they did not.", gives=_COMPLETE),
    ),
)  # fmt: skip
