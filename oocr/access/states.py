"""The lifecycle of an account. Pure: knows no framework."""

from enum import StrEnum
from typing import Any

from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.lifecycle.table import Lifecycle, Move
from oocr.lifecycle.verdict import YES, Verdict, no


class State(StrEnum):
    """How an account is."""

    ACTIVE = "active"  # its person may sign in
    LOCKED = "locked"  # kept shut by an administrator for the time being
    DEACTIVATED = "deactivated"  # its person has left, or no longer needs it


def not_yourself(account: Any, by: Any) -> Verdict:
    """Nobody opens, shuts or widens their own account."""
    if account.ledger_ref != by.ledger_ref:
        return YES
    return no("own-account", "Someone else must change your own account.")


ACCOUNT = Lifecycle(
    name="account",
    states=State,
    start=State.ACTIVE,
    moves=(
        Move(
            "lock",
            (State.ACTIVE,),
            State.LOCKED,
            Permission.MANAGE_ACCOUNTS,
            Event.ACCOUNT_SHUT,
            (not_yourself,),
        ),
        Move(
            "unlock",
            (State.LOCKED,),
            State.ACTIVE,
            Permission.MANAGE_ACCOUNTS,
            Event.ACCOUNT_OPENED,
            (not_yourself,),
        ),
        Move(
            "deactivate",
            (State.ACTIVE, State.LOCKED),
            State.DEACTIVATED,
            Permission.MANAGE_ACCOUNTS,
            Event.ACCOUNT_DEACTIVATED,
            (not_yourself,),
        ),
        Move(
            "reactivate",
            (State.DEACTIVATED,),
            State.ACTIVE,
            Permission.MANAGE_ACCOUNTS,
            Event.ACCOUNT_REACTIVATED,
            (not_yourself,),
        ),
    ),
)
