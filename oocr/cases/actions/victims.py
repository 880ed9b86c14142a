"""What people record of a victim: who they are, how they were reached, what they think, and what they were told."""

import secrets
from datetime import date, datetime

from django.db import transaction

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.actions.here import insist_here
from oocr.cases.actions.victim_rows import keep, not_later
from oocr.cases.models import (
    Case,
    CaseCrime,
    ContactAttempt,
    Crime,
    EnhancedRights,
    SharingConsent,
    Victim,
    VictimUpdate,
    VictimView,
)
from oocr.cases.victim_queries import decided_on
from oocr.cases.victim_vocabulary import About, Result
from oocr.cases.vocabulary import VictimKind
from oocr.lifecycle.verdict import Refused, no
from oocr.ui.formats import day


@transaction.atomic
def add_victim(
    *,
    case: Case,
    crime: Crime,
    kind: str,
    name: str = "",
    contact_name: str = "",
    phone: str = "",
    email: str = "",
    safe_contact: str = "",
    by: User,
    at: datetime,
) -> Victim:
    """Say who a crime was done to, when no extract did; the state, when it was nobody in particular."""
    insist_here(by, Permission.RECORD_VICTIM_VIEWS, case)
    if not CaseCrime.objects.filter(case=case, crime=crime).exists():
        raise Refused(no("not-of-case", "This crime is not part of the case."))
    if kind != VictimKind.STATE and not name.strip():
        raise Refused(no("no-name", "Say who the victim is."))
    # Whoever decides about the case meanwhile holds its crimes: this victim comes before or after, and is heard.
    Crime.objects.select_for_update(of=("self",), no_key=True).get(pk=crime.pk)
    victim = Victim.objects.create(
        source_key=f"here:{secrets.token_hex(8)}",
        crime=crime,
        kind=kind,
        name=name.strip(),
        contact_name=contact_name.strip(),
        phone=phone.strip(),
        email=email.strip(),
        safe_contact=safe_contact.strip(),
    )
    record(Event.VICTIM_ADDED, about=case, by=by, at=at, victim=victim.ledger_ref)
    return victim


@transaction.atomic
def record_attempt(
    *,
    case: Case,
    victim: Victim,
    tried_at: datetime,
    channel: str,
    result: str,
    note: str = "",
    tried_by: str = "",
    replaces: ContactAttempt | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> ContactAttempt:
    """Write down that someone tried to reach a victim, and what came of it. Every attempt counts on its own."""
    if tried_at > at:
        raise Refused(no("in-the-future", "An attempt cannot be later than now."))
    if result == Result.MISTAKE and not replaces:
        raise Refused(no("nothing-mistaken", "Only an attempt that is recorded can be a mistake."))
    Victim.objects.select_for_update(of=("self",)).get(
        pk=victim.pk
    )  # of two pressed at once the second sees the first
    attempts = ContactAttempt.objects.filter(case=case, victim=victim).current()
    if not replaces and attempts.filter(tried_at=tried_at, channel=channel).exists():
        raise Refused(no("attempt-twice", "This attempt is recorded already. Each has a time of its own."))
    return keep(
        ContactAttempt, (Event.VICTIM_CONTACT_TRIED, "attempt"), case, victim, by, at, replaces, reason,
        tried_at=tried_at, tried_by=tried_by.strip(), channel=channel, result=result, note=note.strip(),
    )  # fmt: skip


@transaction.atomic
def record_views(
    *,
    case: Case,
    victim: Victim,
    heard_on: date,
    opinion: str,
    words: str = "",
    replaces: VictimView | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> VictimView:
    """Write down what a victim thinks of a resolution out of court, in their words. A view is weighed; it is no veto."""
    not_later(heard_on, at)
    if victim.kind == VictimKind.BUSINESS and not victim.contact_name:
        raise Refused(no("no-contact", "Say first who speaks for the business."))
    return keep(
        VictimView, (Event.VICTIM_VIEWS_RECORDED, "view"), case, victim, by, at, replaces, reason,
        heard_on=heard_on, opinion=opinion, words=words.strip(),
    )  # fmt: skip


@transaction.atomic
def record_enhanced_rights(
    *,
    case: Case,
    victim: Victim,
    category: str,
    replaces: EnhancedRights | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> EnhancedRights:
    """Write down which enhanced rights a victim has, or that they have none."""
    return keep(
        EnhancedRights, (Event.VICTIM_RIGHTS_RECORDED, "rights"), case, victim, by, at, replaces, reason,
        category=category,
    )  # fmt: skip


@transaction.atomic
def record_sharing_consent(
    *,
    case: Case,
    victim: Victim,
    with_whom: str,
    agrees: bool,
    safe: bool,
    replaces: SharingConsent | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> SharingConsent:
    """Write down whether a victim's details may be given to someone, and whether it is safe to reach them so."""
    return keep(
        SharingConsent, (Event.VICTIM_CONSENT_RECORDED, "consent"), case, victim, by, at, replaces, reason,
        same={"with_whom": with_whom}, agrees=agrees, safe=safe,
    )  # fmt: skip


@transaction.atomic
def record_told(
    *,
    case: Case,
    victim: Victim,
    told_on: date,
    channel: str,
    about: str,
    note: str = "",
    mistaken: bool = False,
    replaces: VictimUpdate | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> VictimUpdate:
    """Write down that a victim was told something, when and how. The decision can be told once there is one."""
    not_later(told_on, at)
    if mistaken and not replaces:
        raise Refused(no("nothing-mistaken", "Only what is recorded can be a mistake."))
    if about == About.DECISION and not mistaken:
        decided = decided_on(case)
        if not decided:
            raise Refused(no("no-decision", "There is no decision to tell the victim about yet."))
        if told_on < decided:
            raise Refused(
                no("before-decision", f"The decision was made on {day(decided)}. It cannot be told before.")
            )
    return keep(
        VictimUpdate, (Event.VICTIM_TOLD, "update"), case, victim, by, at, replaces, reason,
        told_on=told_on, channel=channel, about=about, note=note.strip(), mistaken=mistaken,
    )  # fmt: skip
