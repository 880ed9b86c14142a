"""Assessments, proposals with their conditions and versions, authorities, what prosecutors decide, and agreements."""

from oocr.decisions.models.authorities import Agreement, Authority, Delegation, ProsecutorDecision, Return
from oocr.decisions.models.papers import MadePaper
from oocr.decisions.models.proposals import Assessment, Proposal, ProposedCondition
from oocr.decisions.models.runs import PolicyRun
from oocr.decisions.models.versions import ProposalVersion

__all__ = [
    "Agreement",
    "Assessment",
    "Authority",
    "Delegation",
    "MadePaper",
    "PolicyRun",
    "Proposal",
    "ProposalVersion",
    "ProposedCondition",
    "ProsecutorDecision",
    "Return",
]
