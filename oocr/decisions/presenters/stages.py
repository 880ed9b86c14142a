"""How far proposals have come, as the pages of cases say it (oocr/cases/stages.py)."""

from collections.abc import Collection

from oocr.cases.models import Case
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


def stages_known(cases: Collection[Case]) -> dict[int, str]:
    """Of those of these cases in which anything was proposed here: how the last proposal stands."""
    last = Proposal.objects.filter(case__in=cases).order_by("case", "-pk").distinct("case")
    return {case: STAGES[state] for case, state in last.values_list("case", "state")}
