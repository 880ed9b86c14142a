"""What can happen to a case. Pure: knows no framework."""

from enum import StrEnum
from typing import Any

from oocr.access.permissions import Permission as P
from oocr.audit.events import Event as E
from oocr.lifecycle.table import Lifecycle, Move
from oocr.lifecycle.verdict import YES, Verdict, no


class State(StrEnum):
    """The only three states a case stores."""

    OPEN = "open"
    RESOLVED = "resolved"
    CLOSED = "closed"


def with_a_resolution(case: Any, by: Any) -> Verdict:
    """A case is resolved by what was issued to its person, and not by saying so."""
    if case.has_resolution:
        return YES
    return no("no-resolution", "No resolution has been recorded for this case.")


CASE = Lifecycle(
    "case",
    State,
    State.OPEN,
    moves=(
        #     move       from                          to              permission           event
        Move("resolve", (State.OPEN,),                 State.RESOLVED, P.ISSUE_RESOLUTION, E.CASE_RESOLVED, (with_a_resolution,)),
        Move("close",   (State.OPEN, State.RESOLVED),  State.CLOSED,   P.CLOSE_CASE,       E.CASE_CLOSED),
    ),
    final=(State.CLOSED,),
)  # fmt: skip
