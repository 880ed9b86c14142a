"""What the demonstration's officers have recorded of their open cases, by the stage that the extract says of each. Pure.

One shop theft is complete, one is half recorded, a child's case has its own section, and the domestic abuse cases
hold what an inspector wants to see. Days are counted from the day on which the case was opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Sections = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Days:
    """A day: so many after the case was opened or, when `ago`, so many before today."""

    number: int
    ago: bool = False


@dataclass(frozen=True)
class Recorded:
    """A case, found by its stage, its officer's collar number and its offence, and what is known of it."""

    stage: str
    collar_number: str
    offence: str
    sections: Sections


def _admitted(officer: str) -> dict[str, Any]:
    return {
        "stance": "admitted",
        "admission_to": officer,
        "admission_on": Days(1),
        "admission_how": "voluntary_interview",
        "evidential_test": "sufficient_to_charge",
        "evidence_decided_by": "Sergeant Grace Okafor 0412",
        "evidence_decided_on": Days(1),
        "investigation_complete": True,
    }


def _gravity(base: int, final: int, reason: str, **more: Any) -> dict[str, Any]:
    usual = {
        "gravity_matrix": "adult_2019",
        "gravity_base": base,
        "gravity_aggravating": ["none"],
        "gravity_mitigating": ["remorse"],
        "gravity_final": final,
        "gravity_reason": reason,
    }
    return usual | more


_FIRST_TIME = {
    "police_computer_checked_on": Days(1),
    "resolutions_elsewhere": 0,
    "similar_within_two_years": False,
    "domestic_abuse_caution_in_look_back": False,
    "earlier_resolution_breached": False,
    "relevant_history": False,
}
_SAFE = {
    "suspect_safeguarding": False,
    "suspect_safeguarding_reason": "Lives with family, no concern seen or said.",
    "mental_health_concern": False,
    "victim_safeguarding": False,
    "victim_safeguarding_reason": "No further risk seen. Asked, and none was said.",
    "safeguarding_referral_made": False,
}
# Of an adult with nothing against them but the offence itself.
_PLAIN: dict[str, Mapping[str, Any]] = {
    "crimes": {"co_suspect": False},
    "history": _FIRST_TIME,
    "hate": {"hostility_asked": True, "hostility_perceived_by": ["none"]},
    "exploitation": {"exploitation_indicators": ["none"]},
    "safeguarding": _SAFE,
    "needs": {"appropriate_adult_needed": False},
    "orders": {"community_order": False, "open_resolution_or_bail": False},
}
_PRIYA, _TOM = "PC Priya Solanki 1201", "PC Tom Ashworth 1202"


def _plain(
    officer: str, gravity: Mapping[str, Any], relationship: str, /, **more: Mapping[str, Any]
) -> Sections:
    return {
        **_PLAIN,
        "evidence": _admitted(officer),
        "gravity": gravity,
        "relationship": {"relationship": relationship},
        **more,
    }


_STANDARD_RISK = {
    "dash_grade": "standard",
    "dash_on": Days(6, ago=True),
    "dash_ticks": 5,
    "domestic_incidents_in_twelve_months": 1,
    "coercive_control": False,
    "marac_live": False,
    "marac_decision": "not_referred",
    "marac_reason": "Standard risk, first report, 5 ticks. No escalation seen or said.",
}
_SAFE_AFTER_DOMESTIC_ABUSE = _SAFE | {
    "victim_safeguarding": True,
    "victim_safeguarding_reason": "Domestic abuse: safety plan made with the victim, locks changed.",
    "safeguarding_referral_made": True,
    "safeguarding_referral_to": "The domestic abuse service, with the victim’s consent",
}
_CHILD_PLAIN = {
    **_PLAIN,
    "history": _FIRST_TIME | {"youth_cautions_before": 0},
    "needs": {
        "appropriate_adult_needed": True,
        "appropriate_adult_present": True,
        "appropriate_adult_role": "parent",
        "appropriate_adult_name": "The child’s mother",
    },
}
_CHILD_SAFE = _SAFE | {
    "suspect_safeguarding": True,
    "suspect_safeguarding_reason": "Afraid on the way home from school. The school and the family know.",
    "safeguarding_referral_made": True,
    "safeguarding_referral_to": "Children’s social care, early help",
}

RECORDED = (
    Recorded("facts being recorded", "1201", "046/00", {
        "evidence": {"stance": "accepts_responsibility", "investigation_complete": False},
        "gravity": {"gravity_matrix": "adult_2019", "gravity_base": 2},
        "history": {"police_computer_checked_on": Days(1), "similar_within_two_years": False},
        "relationship": {"relationship": "no_person_victim"},
        "safeguarding": {"mental_health_concern": True},
        "orders": {"community_order": False},
    }),
    Recorded("proposal drafted", "1201", "046/00", _plain(
        _PRIYA, _gravity(2, 2, "Low value, all recovered, sorry when stopped."), "no_person_victim",
    )),
    Recorded("proposal drafted", "1201", "105/01", _plain(
        _PRIYA, _gravity(3, 3, "One push, a grazed hand. Drink made it worse, remorse less bad.",
                         gravity_aggravating=["under_the_influence"]), "stranger",
    )),
    Recorded("awaiting sergeant", "1201", "092/61", _plain(
        _PRIYA, _gravity(2, 2, "A small amount for own use, and asks for help."), "no_person_victim",
    )),
    Recorded("awaiting inspector", "1202", "105/01", _plain(
        _TOM, _gravity(3, 3, "One push with no injury, at home. Nothing before."), "intimate_partner",
        relationship={"relationship": "intimate_partner", **_STANDARD_RISK},
        safeguarding=_SAFE_AFTER_DOMESTIC_ABUSE,
    )),
    Recorded("awaiting Crown Prosecution Service", "1202", "008/57", _plain(
        _TOM, _gravity(3, 4, "The driver was at work serving the public, and the abuse was racist.",
                       gravity_aggravating=["public_servant"], gravity_mitigating=["none"]), "stranger",
        hate={"hostility_asked": True, "hostility_perceived_by": ["victim", "witness", "officer"]},
    )),
    Recorded("returned to officer", "1201", "195/94", _plain(
        _PRIYA, _gravity(3, 3, "Eleven messages in two days after being asked to stop.",
                         gravity_aggravating=["repeated"]), "former_partner",
        relationship={"relationship": "former_partner", **_STANDARD_RISK, "domestic_incidents_in_twelve_months": 2},
        safeguarding=_SAFE_AFTER_DOMESTIC_ABUSE,
    )),
    Recorded("authorised", "1202", "041/00", _plain(
        _TOM, _gravity(3, 3, "A breach of trust over six shifts; half is repaid already.",
                       gravity_aggravating=["position_of_trust", "repeated"], gravity_mitigating=["put_right", "remorse"]),
        "no_person_victim",
    )),
    # Everything but what the person says, and the victim not reached yet.
    Recorded("awaiting victim's views", "1201", "058/00", {
        **_PLAIN,
        "gravity": _gravity(2, 2, "One kick, one hinge, after a quarrel. Sorry the same evening."),
        "relationship": {"relationship": "other_known"},
    }),
    Recorded("authorised", "1201", "058/00", _plain(
        _PRIYA, _gravity(2, 2, "One scratch. Offered to pay at once.", gravity_mitigating=["put_right", "remorse"]), "stranger",
    )),
    Recorded("authorised", "1201", "105/01", _plain(
        _PRIYA, _gravity(2, 2, "A drink out of a plastic glass. Nobody was hurt."), "stranger",
    )),
    Recorded("authorised", "1202", "046/00", _plain(
        _TOM, _gravity(2, 2, "Low value, and came back to say so."), "no_person_victim",
    )),
    Recorded("listed for youth panel", "1203", "008/26", {
        **_CHILD_PLAIN,
        "evidence": _admitted(_PRIYA),
        "gravity": _gravity(3, 3, "A kitchen knife in a bag, never shown to anyone. Afraid on the way home.",
                            gravity_matrix="child_2025", gravity_aggravating=["weapon_used"], gravity_mitigating=["young", "vulnerable"]),
        "relationship": {"relationship": "no_person_victim"},
        "exploitation": {
            "exploitation_indicators": ["carries_for_protection"],
            "referral_mechanism_decision": "not_needed",
            "referral_mechanism_on": Days(3),
            "referral_mechanism_reason": "Talked through with the youth justice service: afraid of older pupils, nobody controls the child.",
        },
        "safeguarding": _CHILD_SAFE,
        "child": {
            "youth_justice_consulted": True,
            "youth_justice_referral": True,
            "youth_justice_assessment": True,
            "diversion_assessment": True,
            "child_information_form": True,
            "sent_to_prosecutor": False,
            "youth_panel_route": "listed",
        },
    }),
    Recorded("youth panel decided", "1203", "105/01", {
        **_CHILD_PLAIN,
        "evidence": _admitted(_PRIYA),
        "gravity": _gravity(2, 2, "One punch after weeks of messages on both sides.",
                            gravity_matrix="child_2025", gravity_mitigating=["provoked", "young"]),
        "relationship": {"relationship": "other_known"},
        "child": {
            "youth_justice_consulted": True,
            "youth_justice_referral": True,
            "youth_justice_assessment": True,
            "youth_justice_agrees_to_deliver": True,
            "diversion_assessment": True,
            "child_information_form": True,
            "sent_to_prosecutor": False,
            "youth_panel_route": "heard",
        },
    }),
)  # fmt: skip
