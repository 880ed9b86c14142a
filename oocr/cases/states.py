"""What can happen to a case. Pure: knows no framework."""

from enum import StrEnum
from typing import Any

from oocr.access.permissions import SAID
from oocr.access.permissions import Permission as P
from oocr.audit.events import Event as E
from oocr.lifecycle.table import Lifecycle, Move, Need
from oocr.lifecycle.verdict import YES, Verdict, no


class State(StrEnum):
    """The only three states a case stores."""

    OPEN = "open"
    RESOLVED = "resolved"
    CLOSED = "closed"


def here(permission: P) -> Need:
    """A role at one agency opens nothing in the case of another."""

    def at_its_own_agency(case: Any, by: Any) -> Verdict:
        if case.is_open_to(by, permission):
            return YES
        return no("other-agency", f"Your role does not let you {SAID[permission]} for another agency.")

    return at_its_own_agency


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
        Move("resolve", (State.OPEN,),                 State.RESOLVED, P.ISSUE_RESOLUTION, E.CASE_RESOLVED,
             (here(P.ISSUE_RESOLUTION), with_a_resolution)),
        Move("close",   (State.OPEN, State.RESOLVED),  State.CLOSED,   P.CLOSE_CASE,       E.CASE_CLOSED,
             (here(P.CLOSE_CASE),)),
    ),
    final=(State.CLOSED,),
)  # fmt: skip
