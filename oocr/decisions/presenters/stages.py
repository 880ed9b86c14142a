"""How far proposals have come, as the pages of cases say it (oocr/cases/stages.py)."""

from collections.abc import Mapping
from functools import cache

from django.db.models import OuterRef, Subquery

from oocr.decisions.models import Proposal
from oocr.decisions.states import State

STAGES: dict[str, str] = {
    State.DRAFTED: "Proposal drafted",
    State.WITH_AUTHORISER: "Proposal with the authoriser",
    State.RETURNED: "Proposal returned to the officer",
    State.AUTHORISED: "Proposal authorised",
    State.VOIDED: "Authority no longer stands",
    State.ISSUED: "Resolution issued",
    State.WITHDRAWN: "Proposal withdrawn",
}


@cache
def stage_known() -> tuple[Subquery, Mapping[str, str]]:
    """Of each case of a query: how the last proposal in it stands, nothing where nothing was proposed; and in words."""
    last = Proposal.objects.filter(case=OuterRef("pk")).order_by("-pk")
    return Subquery(last.values("state")[:1]), STAGES
