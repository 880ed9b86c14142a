"""The only code of this room that changes rows: proposing, authorising, asking a prosecutor, agreeing and issuing."""

from oocr.decisions.actions.authorising import (
    authorise_proposal,
    delegate_authority,
    end_delegation,
    return_proposal,
    void_authority,
)
from oocr.decisions.actions.correcting import correct_agreement, correct_prosecutor_decision
from oocr.decisions.actions.issuing import issue_resolution, record_agreement
from oocr.decisions.actions.proposing import (
    add_condition,
    assess_case,
    change_condition,
    change_proposal,
    draft_proposal,
    remove_condition,
    submit_proposal,
    take_back_proposal,
    withdraw_proposal,
)
from oocr.decisions.actions.prosecutor import ask_prosecutor, record_prosecutor_decision

__all__ = [
    "add_condition",
    "ask_prosecutor",
    "assess_case",
    "authorise_proposal",
    "change_condition",
    "change_proposal",
    "correct_agreement",
    "correct_prosecutor_decision",
    "delegate_authority",
    "draft_proposal",
    "end_delegation",
    "issue_resolution",
    "record_agreement",
    "record_prosecutor_decision",
    "remove_condition",
    "return_proposal",
    "submit_proposal",
    "take_back_proposal",
    "void_authority",
    "withdraw_proposal",
]
