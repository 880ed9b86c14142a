"""Assessments, proposals with their conditions, authorities, what prosecutors decide, and agreements."""

from oocr.decisions.models.authorities import Agreement, Authority, Delegation, ProsecutorDecision, Return
from oocr.decisions.models.proposals import Assessment, Proposal, ProposedCondition

__all__ = [
    "Agreement",
    "Assessment",
    "Authority",
    "Delegation",
    "Proposal",
    "ProposedCondition",
    "ProsecutorDecision",
    "Return",
]
