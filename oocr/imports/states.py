"""What can happen to a batch. Pure: knows no framework."""

from enum import StrEnum
from typing import Any

from oocr.access.permissions import Permission as P
from oocr.audit.events import Event as E
from oocr.lifecycle.table import Lifecycle, Move, Need
from oocr.lifecycle.verdict import YES, Verdict, no


class BatchState(StrEnum):
    """How a batch stands."""

    RECEIVED = "received"
    CHECKING = "checking"
    LOADED = "loaded"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


def here(permission: P) -> Need:
    """A person handles the batches of the force they hold the role at; a job is not of an agency."""

    def at_your_own_agency(batch: Any, by: Any) -> Verdict:
        if batch.is_open_to(by, permission):
            return YES
        return no(
            "other-agency", f"This batch is for {batch.agency}, where your role does not let you do this."
        )

    return at_your_own_agency


BATCH = Lifecycle(
    "batch",
    BatchState,
    BatchState.RECEIVED,
    moves=(
        #     move        from                     to                    permission         event
        Move("check",    (BatchState.RECEIVED,),   BatchState.CHECKING,  P.IMPORT_EXTRACT,  E.BATCH_CHECKED,
             needs=(here(P.IMPORT_EXTRACT),)),
        Move("load",     (BatchState.CHECKING,),   BatchState.LOADED,    P.IMPORT_EXTRACT,  E.BATCH_LOADED,
             needs=(here(P.IMPORT_EXTRACT),)),
        Move("fail",     (BatchState.RECEIVED,
                          BatchState.CHECKING),   BatchState.FAILED,    P.IMPORT_EXTRACT,  E.BATCH_FAILED),
        Move("withdraw", (BatchState.LOADED,),     BatchState.WITHDRAWN, P.WITHDRAW_BATCH,  E.BATCH_WITHDRAWN,
             needs=(here(P.WITHDRAW_BATCH),)),
    ),
    final=(BatchState.FAILED, BatchState.WITHDRAWN),
)  # fmt: skip
