"""What can happen to a message. Pure: knows no framework."""

from enum import StrEnum

from oocr.access.permissions import Permission as P
from oocr.audit.events import Event as E
from oocr.lifecycle.table import Lifecycle, Move


class MessageState(StrEnum):
    """How a message stands. Sent means that the carrier has taken it, not that anybody read it."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


MESSAGE = Lifecycle(
    "message",
    MessageState,
    MessageState.WAITING,
    moves=(
        #     move          from                      to                    permission       event
        Move("send",       (MessageState.WAITING,),   MessageState.SENT,    P.SEND_MESSAGE,  E.MESSAGE_SENT),
        Move("give_up",    (MessageState.WAITING,),   MessageState.FAILED,  P.SEND_MESSAGE,  E.MESSAGE_FAILED),
        Move("send_again", (MessageState.FAILED,),    MessageState.WAITING, P.SEND_MESSAGE,  E.MESSAGE_SENT_AGAIN),
    ),
    final=(MessageState.SENT,),
)  # fmt: skip
