"""What can happen to a case. Pure: knows no framework."""

from enum import StrEnum

from oocr.access.permissions import Permission as P
from oocr.audit.events import Event as E
from oocr.lifecycle.table import Lifecycle, Move


class State(StrEnum):
    """The only three states a case stores."""

    OPEN = "open"
    RESOLVED = "resolved"
    CLOSED = "closed"


CASE = Lifecycle(
    "case",
    State,
    State.OPEN,
    moves=(
        #     move       from                          to              permission     event
        Move("resolve", (State.OPEN,),                 State.RESOLVED, P.CLOSE_CASE, E.CASE_RESOLVED),
        Move("close",   (State.OPEN, State.RESOLVED),  State.CLOSED,   P.CLOSE_CASE, E.CASE_CLOSED),
    ),
    final=(State.CLOSED,),
)  # fmt: skip
