"""What reading leaves in the ledger: lists that name people, and the ledger itself."""

import datetime as dt

from django.db import transaction

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import insist
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, Line, record


@transaction.atomic
def record_names_listed(*, of: str, rows: int, by: User, at: dt.datetime) -> None:
    """Write down that a page of a list named the people in so many of its rows: never whom, or what was looked for."""
    if rows:
        record(Event.NAMES_LISTED, about=f"list:{of}", by=by, at=at, count=rows)


@transaction.atomic
def search_ledger(
    *, asked: Asked, page: int, per_page: int, by: User, at: dt.datetime
) -> tuple[list[Line], int]:
    """One page of the lines that fit, newest first, and how many fit in all. Past the last page is the last."""
    insist(by, Permission.SEE_LEDGER)
    total = ledger.count(asked)
    start = min(page - 1, max(total - 1, 0) // per_page) * per_page
    shown = ledger.lines(asked, limit=per_page, offset=start)
    record(Event.LEDGER_SEARCHED, about=by, by=by, at=at, count=len(shown))
    return shown, total


@transaction.atomic
def take_out_ledger(*, asked: Asked, by: User, at: dt.datetime) -> int:
    """Write down that the lines that fit are taken out as a file, before the first of them leaves."""
    insist(by, Permission.SEE_LEDGER)
    total = ledger.count(asked)
    record(Event.LEDGER_EXPORTED, about=by, by=by, at=at, count=total, format="csv")
    return total
