"""The addresses of proposing, authorising and issuing, and who may open each."""

import oocr.cases.addresses  # noqa: F401  # makes <case:…> known
from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.decisions.states import PROPOSAL
from oocr.decisions.views import corrections, moves, others, proposals, versions

CASE = "<case:reference>"
PROPOSE = Permission.PROPOSE_RESOLUTION

proposal_pages = [
    page("queue", others.queue, needs=Permission.AUTHORISE_RESOLUTION),
    page("delegations", others.delegations, needs=Permission.AUTHORISE_RESOLUTION),
    page("delegations/<int:number>/end", others.end_delegation, needs=Permission.AUTHORISE_RESOLUTION),
    page(f"{CASE}/propose/<slug:kind>", proposals.propose, needs=PROPOSE),
    page(f"{CASE}/proposal/rationale", proposals.write_rationale, needs=PROPOSE),
    page(f"{CASE}/proposal/reasons", proposals.give_reasons, needs=PROPOSE),
    page(f"{CASE}/proposal/conditions/add", proposals.add_condition, needs=PROPOSE),
    page(f"{CASE}/proposal/conditions/<int:number>", proposals.change_condition, needs=PROPOSE),
    page(f"{CASE}/proposal/conditions/<int:number>/remove", proposals.remove_condition, needs=PROPOSE),
    *(
        page(
            f"{CASE}/proposal/{move.name.replace('_', '-')}",
            moves.page_of(move.name),
            needs=Permission(move.permission),
            name=f"{move.name}_proposal",
        )
        for move in PROPOSAL.moves
    ),
    page(f"{CASE}/proposal/versions/<int:number>", versions.version, needs=Permission.SEE_IDENTITY),
    page(f"{CASE}/agreement", others.record_agreement, needs=Permission.ISSUE_RESOLUTION),
    page(
        f"{CASE}/agreement/<int:number>/correct",
        corrections.correct_agreement,
        needs=Permission.ISSUE_RESOLUTION,
    ),
    page(
        f"{CASE}/prosecutor/<int:number>/correct",
        corrections.correct_decision,
        needs=Permission.RECORD_PROSECUTOR_DECISION,
    ),
    page(f"{CASE}/prosecutor/ask", others.ask_prosecutor, needs=Permission.RECORD_PROSECUTOR_DECISION),
    page(
        f"{CASE}/prosecutor/<int:number>", others.record_decision, needs=Permission.RECORD_PROSECUTOR_DECISION
    ),
]
