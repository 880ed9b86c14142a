"""How anything recorded of a victim is written: each victim on their own, once, and anew in a row of its own."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.actions.here import insist_here
from oocr.cases.models import Case, CaseCrime, ContactAttempt, Victim, VictimUpdate
from oocr.cases.vocabulary import VictimKind
from oocr.lifecycle.verdict import Refused, no

# What can be said many times replaces nothing unless it is put right; of everything else one row is current.
SAID_MANY_TIMES = (ContactAttempt, VictimUpdate)


def keep(
    model: Any,
    told_as: tuple[Event, str],
    case: Case,
    victim: Victim,
    by: User,
    at: datetime,
    replaces: Any,
    reason: str,
    same: dict[str, str] | None = None,
    **said: Any,
) -> Any:
    """Write the row and its line, if it may be written: by them, of this victim, in the place of what is current now.

    `told_as` is the event and the gap of its sentence that the row fills. `same` is what a row and the one it
    replaces must share.
    """
    insist_here(by, Permission.RECORD_VICTIM_VIEWS, case)
    _of_case(case, victim)
    # Whoever records anything of this victim waits here for the one before.
    Victim.objects.select_for_update(of=("self",)).get(pk=victim.pk)
    same = same or {}
    rows = model.objects.filter(case=case, victim=victim, **same).current()
    current = rows.filter(pk=replaces.pk).first() if replaces else None
    if (replaces and not current) or (not replaces and model not in SAID_MANY_TIMES and rows.exists()):
        raise Refused(no("changed-meanwhile", "Someone else has recorded this since. Look at it again."))
    if current and not current.is_waiting and not reason.strip():
        raise Refused(no("no-reason", "Say why this is recorded anew."))
    row = model.objects.create(
        case=case,
        victim=victim,
        recorded_at=at,
        recorded_by=by,
        replaces=current,
        reason=reason.strip() if current else "",
        **same,
        **said,
    )
    event, gap = told_as
    record(event, about=case, by=by, at=at, victim=victim.ledger_ref, **{gap: row.ledger_ref})
    return row


def _of_case(case: Case, victim: Victim) -> None:
    if not CaseCrime.objects.filter(case=case, crime=victim.crime_id).exists():
        raise Refused(no("not-of-case", "This victim is not a victim in the case."))
    if victim.kind == VictimKind.STATE:
        raise Refused(no("nobody-to-ask", "The state is the victim. There is nobody to ask or to tell."))


def not_later(on: date, at: datetime) -> None:
    """Nothing has happened on a day that is still to come."""
    if on > timezone.localdate(at):
        raise Refused(no("in-the-future", "The day cannot be later than today."))
