"""How far a case has come, in the words of whoever knows.

An extract says a stage in its own words, and goes stale once the work goes on here. The room that decides knows better;
it stands above this one, so the settings name what is asked (`STAGE_IS_KNOWN_BY`), and nothing here looks up.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from oocr.cases.models import Case
from oocr.cases.states import State
from oocr.ui.formats import sentence_case

# What is known here of some cases, by their numbers: of those of which anything is.
Knows = Callable[[Collection[Any]], Mapping[int, str]]
AT_ONCE = 2_000


def stages_of(cases: Collection[Case]) -> dict[int, str]:
    """How far each of these open cases has come: as is known here or, where nothing is, as the extract says.

    Of a case that is resolved or closed that says all: what the extract says of how it came there is over.
    """
    knows: Knows = import_string(settings.STAGE_IS_KNOWN_BY)
    known = knows(cases)
    return {
        case.pk: known.get(case.pk, sentence_case(case.stage) if case.stage != case.state else "")
        for case in cases
        if case.state == State.OPEN
    }


def with_stages(cases: Iterable[Case]) -> Iterator[tuple[Case, str]]:
    """Each case with how far it has come, some thousands at a time."""
    rest = iter(cases)
    while some := list(islice(rest, AT_ONCE)):
        stages = stages_of(some)
        yield from ((case, stages.get(case.pk, "")) for case in some)
