"""How far proposals have come, as the pages of cases say it (oocr/cases/stages.py)."""

from django.db.models import Case, OuterRef, Subquery, TextField, Value, When

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


def stage_known() -> Subquery:
    """Of each case of a query: how the last proposal in it stands, in words; nothing where nothing was proposed."""
    said = Case(
        *(When(state=state, then=Value(words)) for state, words in STAGES.items()), output_field=TextField()
    )
    last = Proposal.objects.filter(case=OuterRef("pk")).order_by("-pk")
    return Subquery(last.annotate(said=said).values("said")[:1])
