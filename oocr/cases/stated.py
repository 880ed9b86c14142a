"""From what was answered to the facts that policy asks about. Pure, and never a guess.

What cannot be said is left out. A follow-up whose question was answered otherwise since is no longer listened to.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from oocr.cases.questions import QUESTIONS, SECTIONS, Answers
from oocr.cases.questions.offence import MATRICES
from oocr.cases.questions.shapes import NONE
from oocr.policy.facts import FACTS

Stated = bool | int | str


def facts_stated(answers: Answers, on: date) -> dict[str, Stated]:
    """The facts that these answers give on a day, as far as they give any."""
    heard = heard_of(answers)
    facts = {name: value for name, value in heard.items() if name in FACTS}
    for name, say in _WORKED_OUT.items():
        if (said := say(heard, on)) is not None:
            facts[name] = said
    if not facts.get("current_gravity_scale", True):
        # Numbers of another scale or version must never be compared with today's thresholds.
        facts = without_scores(facts)
    return {name: value for name, value in facts.items() if not FACTS[name].problem_with(value)}


def heard_of(answers: Answers) -> dict[str, Any]:
    """The answers that are answers, of questions that are asked given the others."""
    valid = {
        name: value
        for name, value in answers.items()
        if name in QUESTIONS and value is not None and not QUESTIONS[name].problem_with(value)
    }
    heard: dict[str, Any] = {}
    for section in SECTIONS.values():
        for question in section.questions:  # a follow-up stands after what it follows
            if question.name in valid and (question.only_if is None or question.only_if.holds(heard)):
                heard[question.name] = valid[question.name]
    return heard


_SCORES = {"gravity_base", "gravity_final", "gravity_step"}


def without_scores(facts: Mapping[str, Stated]) -> dict[str, Stated]:
    """What is known without the gravity scores: those that say something else than today's thresholds ask about."""
    return {name: value for name, value in facts.items() if name not in _SCORES}


def _all(*names: str) -> Callable[[Mapping[str, Any], date], bool | None]:
    """Yes when each of these was answered; otherwise it is not known."""
    return lambda heard, on: True if all(name in heard for name in names) else None


def _admission(heard: Mapping[str, Any], on: date) -> bool | None:
    if "stance" in heard and heard["stance"] != "admitted":
        return False
    return _all("admission_to", "admission_on", "admission_how")(heard, on)


def _step(heard: Mapping[str, Any], on: date) -> int | None:
    if {"gravity_base", "gravity_final"} <= heard.keys():
        return abs(int(heard["gravity_final"]) - int(heard["gravity_base"]))
    return None


def _current_scale(heard: Mapping[str, Any], on: date) -> bool | None:
    return MATRICES[heard["gravity_matrix"]].current if "gravity_matrix" in heard else None


def _dash_age(heard: Mapping[str, Any], on: date) -> int | None:
    if "dash_on" not in heard:
        return None
    days = (on - date.fromisoformat(heard["dash_on"])).days
    return days if days >= 0 else None


def _exploitation(heard: Mapping[str, Any], on: date) -> bool | None:
    return heard["exploitation_indicators"] != [NONE] if "exploitation_indicators" in heard else None


def _co_suspect(heard: Mapping[str, Any], on: date) -> bool | None:
    if heard.get("co_suspect") is False:
        return False
    return heard.get("co_suspect_dealt_with_differently")


def _panel(heard: Mapping[str, Any], on: date) -> bool | None:
    route = heard.get("youth_panel_route")
    if route == "fast_track":
        return True if "fast_track_reason" in heard else None
    return None if route is None else route == "heard"


_WORKED_OUT: dict[str, Callable[[Mapping[str, Any], date], Stated | None]] = {
    "co_suspect_dealt_with_differently": _co_suspect,
    "admission_to_authorised_person": _admission,
    "evidential_decision_recorded": _all("evidential_test", "evidence_decided_by", "evidence_decided_on"),
    "gravity_complete": _all(
        "gravity_matrix", "gravity_base", "gravity_aggravating", "gravity_mitigating", "gravity_final", "gravity_reason"
    ),
    "gravity_step": _step,
    "current_gravity_scale": _current_scale,
    "sergeant_advice_recorded": _all("sergeant_advice", "sergeant_advice_by", "sergeant_advice_on"),
    "dash_age_days": _dash_age,
    "marac_decision_recorded": _all("marac_decision", "marac_reason"),
    "exploitation_indicator": _exploitation,
    "suspect_safeguarding_answered": _all("suspect_safeguarding", "suspect_safeguarding_reason"),
    "victim_safeguarding_answered": _all("victim_safeguarding", "victim_safeguarding_reason"),
    "youth_panel_or_fast_track": _panel,
}  # fmt: skip
