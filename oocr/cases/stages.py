"""How far a case has come, in the words of whoever knows.

An extract says a stage in its own words, and goes stale once the work goes on here. The room that decides knows better;
it stands above this one, so the settings name what is asked (`STAGE_IS_KNOWN_BY`), and nothing here looks up.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.utils.module_loading import import_string

from oocr.cases.models import Case
from oocr.cases.states import State
from oocr.ui.formats import sentence_case


def with_stage(found: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with `known_stage`: how far it has come as is known here; nothing where nothing is."""
    known, _ = _known()
    return found.annotate(known_stage=known)


def stage_of(case: Case) -> str:
    """How far a case `with_stage` has come: as is known here or, where nothing is, as the extract says.

    Of a case that is resolved or closed that says all: what the extract says of how it came there is over.
    """
    if case.state != State.OPEN:
        return ""
    if known := case.known_stage:  # type: ignore[attr-defined]  # worked out by the query
        return _known()[1][known]
    return sentence_case(case.stage) if case.stage != case.state else ""


def _known() -> tuple[Subquery, Mapping[str, str]]:
    """What is asked of a case, and the answers in words."""
    known: Callable[[], tuple[Subquery, Mapping[str, str]]] = import_string(settings.STAGE_IS_KNOWN_BY)
    return known()
