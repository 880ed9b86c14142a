"""Cases of which everything is known, proposals put in a state by doing it, and those who decide."""

import datetime as dt
import hashlib
import itertools
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.cases.actions.answers import record_answers
from oocr.cases.actions.victim_offers import record_remedy_offer, record_restorative_offer
from oocr.cases.actions.victims import record_attempt, record_views
from oocr.cases.models import Case, Person, Victim
from oocr.decisions import actions
from oocr.decisions.models import Authority, Proposal
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_crime, make_offence, make_person, make_victim
from tests.factories.memory import remembered

_numbers = itertools.count(1)

RATIONALE = {
    "why_this": "A first offence, admitted at once, with little harm and a plan that speaks to what led to it.",
    "why_not_less": "A word of advice would leave the neighbour without an answer and the anger without any help.",
    "why_not_more": "A charge would bring a small fine months from now, and nothing that changes what happens next.",
    "how_victim_weighed": "The neighbour wants an apology and no court. Both are met, and were read back to them.",
    "what_conditions_change": "The course is about pausing in a quarrel, which is where this one got out of hand.",
}

# Everything that the task list asks of an ordinary adult's case, answered so that nothing stands in the way.
PLAIN: dict[str, dict[str, Any]] = {
    "crimes": {"co_suspect": False},
    "evidence": {
        "stance": "admitted",
        "admission_to": "Constable 1201",
        "admission_on": "2025-10-28",
        "admission_how": "voluntary_interview",
        "evidential_test": "sufficient_to_charge",
        "evidence_decided_by": "Sergeant 0412",
        "evidence_decided_on": "2025-10-29",
        "investigation_complete": True,
    },
    "gravity": {
        "gravity_matrix": "adult_2019",
        "gravity_base": 2,
        "gravity_aggravating": ["none"],
        "gravity_mitigating": ["remorse"],
        "gravity_final": 2,
        "gravity_reason": "Nothing that moves the score.",
    },
    "history": {
        "police_computer_checked_on": "2025-10-29",
        "resolutions_elsewhere": 0,
        "similar_within_two_years": False,
        "domestic_abuse_caution_in_look_back": False,
        "earlier_resolution_breached": False,
        "relevant_history": False,
    },
    "relationship": {"relationship": "other_known"},
    "hate": {"hostility_asked": True, "hostility_perceived_by": ["none"]},
    "exploitation": {"exploitation_indicators": ["none"]},
    "safeguarding": {
        "suspect_safeguarding": False,
        "suspect_safeguarding_reason": "Lives with family, works, no concern.",
        "mental_health_concern": False,
        "victim_safeguarding": False,
        "victim_safeguarding_reason": "Lives with a partner and feels safe.",
        "safeguarding_referral_made": False,
    },
    "needs": {"appropriate_adult_needed": False},
    "orders": {"community_order": False, "open_resolution_or_bail": False},
}

# What is asked besides of a family, at standard risk.
FAMILY = {
    "relationship": "family",
    "dash_grade": "standard",
    "dash_on": "2025-10-29",
    "dash_ticks": 3,
    "domestic_incidents_in_twelve_months": 1,
    "coercive_control": False,
    "marac_live": False,
    "marac_decision": "not_referred",
    "marac_reason": "Standard risk, one report.",
}

CONDITION = {
    "kind": "rehabilitative",
    "what": "Attend both days of the course on pausing in a quarrel.",
    "due_on": dt.date(2026, 1, 12),
    "delivered_by": "The course’s own tutors",
    "evidence": "The certificate of attendance",
    "verifier": "The diversion hub",
}


@remembered
def make_plain_case(
    *,
    officer: User | None = None,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    heard: bool = True,
    crime: Mapping[str, Any] | None = None,
    person: Any = None,
) -> Case:
    """An adult's common assault of which everything is known. `answers` are given instead, by section and question.

    `heard=False` leaves the victim unheard.
    """
    officer = officer or make_user("officer", collar_number="1201", rank=Rank.CONSTABLE)
    facts = {
        "offence": make_offence(),
        "recorded_on": dt.date(2025, 10, 21),
        "committed_from": dt.date(2025, 10, 20),
        "committed_to": dt.date(2025, 10, 20),
        "hate_strand": "none",
        "emergency_worker": "no",
        "weapon": "none",
        "drug_class": "none",
    }
    done = make_crime(**(facts | dict(crime or {})))
    victim = make_victim(done)
    case = make_case(
        person=person or _someone(),
        crimes=[done],
        officer=officer,
        opened_on=dt.date(2025, 10, 22),
    )
    at = timezone.now()
    for section, plain in PLAIN.items():
        given = plain | dict((answers or {}).get(section, {}))
        record_answers(case=case, section=section, answers=given, by=officer, at=at)
    if heard:
        hear(case, victim, officer)
    return case


def hear(case: Case, victim: Victim, by: User, *, opinion: str = "supports") -> None:
    """The victim was reached, said what they think, and was offered everything."""
    at = timezone.now()
    day = timezone.localdate(at)
    common: dict[str, Any] = {"case": case, "victim": victim, "by": by, "at": at}
    record_attempt(tried_at=at - dt.timedelta(hours=1), channel="phone", result="spoke", **common)
    record_views(heard_on=day, opinion=opinion, words="Wants an apology and no court.", **common)
    record_remedy_offer(why_not="The victim did not want to hear it.", **common)
    record_restorative_offer(offered_on=day, answer="declined", reparation="no", **common)


def _someone() -> Person:
    """A person whose birthday nobody shares, so that no record has to be compared with theirs."""
    return make_person(date_of_birth=dt.date(1980, 1, 1) + dt.timedelta(days=next(_numbers)))


@remembered
def make_sergeant(**facts: Any) -> User:
    """A sergeant, by role and by rank."""
    return make_user("sergeant", rank=Rank.SERGEANT, **facts)


@remembered
def make_inspector(**facts: Any) -> User:
    """An inspector, by role and by rank."""
    return make_user("inspector", rank=Rank.INSPECTOR, **facts)


@remembered
def make_proposal(
    *,
    case: Case | None = None,
    kind: str = "conditional_caution",
    by: User | None = None,
    submitted: bool = False,
    authorised: bool = False,
    agreed: bool = False,
    issued: bool = False,
    **changes: Any,
) -> Proposal:
    """A proposal written in full, with one condition; as far on as is asked, each step by its own action."""
    case = case or make_plain_case()
    officer = by or case.officer
    assert officer is not None
    at = timezone.now()
    proposal = actions.draft_proposal(case=case, kind=kind, by=officer, at=at)
    actions.add_condition(proposal=proposal, facts=CONDITION, by=officer, at=at)
    written = {part: f"{text} {own_words(proposal, part)}." for part, text in RATIONALE.items()}
    proposal = actions.change_proposal(proposal=proposal, changes=written | changes, by=officer, at=at)
    if submitted or authorised or agreed or issued:
        proposal = actions.submit_proposal(proposal=proposal, by=officer, at=at)
    if authorised or agreed or issued:
        make_authority(proposal)
    if agreed or issued:
        agree(proposal, officer)
    if issued:
        actions.issue_resolution(proposal=proposal, by=officer, at=at)
    proposal.refresh_from_db()
    return proposal


def own_words(proposal: Proposal, part: str) -> str:
    """Words that no other proposal has, so that no rationale looks copied."""
    return " ".join(
        hashlib.sha256(f"{proposal.pk} {part} {word}".encode()).hexdigest()[:8] for word in range(12)
    )


def make_authority(proposal: Proposal, by: User | None = None) -> Authority:
    """An inspector's yes."""
    return actions.authorise_proposal(
        proposal=proposal,
        reason="It fits the harm and what led to it.",
        connected=False,
        by=by or make_inspector(),
        at=timezone.now(),
    )


def agree(proposal: Proposal, by: User) -> None:
    """The person was told everything, and agrees."""
    actions.record_agreement(
        proposal=proposal,
        parts=dict.fromkeys(
            ("evidence_told", "enough_to_charge", "admitted", "effect_explained", "document_signed"), True
        ),
        agrees=True,
        agreed_on=timezone.localdate(),
        by=by,
        at=timezone.now(),
    )
