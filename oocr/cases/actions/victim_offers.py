"""What a victim is offered and wants: the Community Remedy list, restorative justice, compensation, a victim service."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from oocr.access.models import User
from oocr.audit.events import Event
from oocr.cases.actions.victim_rows import keep, not_later
from oocr.cases.models import (
    Case,
    Compensation,
    RemedyItem,
    RemedyOffer,
    RestorativeOffer,
    Victim,
    VictimServiceOffer,
)
from oocr.cases.victim_queries import recommended_route, remedy_list_on, victim_service_on
from oocr.cases.victim_vocabulary import Choice
from oocr.cases.vocabulary import YesNo
from oocr.lifecycle.verdict import Refused, no
from oocr.ui.formats import day


@transaction.atomic
def record_remedy_offer(
    *,
    case: Case,
    victim: Victim,
    offered_on: date | None = None,
    choice: str = "",
    chosen: RemedyItem | None = None,
    why_not: str = "",
    replaces: RemedyOffer | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> RemedyOffer:
    """Write down that a victim was shown the Community Remedy list of that day and what they chose, or why not."""
    shown = None
    if offered_on:
        not_later(offered_on, at)
        if not (shown := remedy_list_on(offered_on)):
            raise Refused(no("no-list", f"No Community Remedy list was in force on {day(offered_on)}."))
        on_list = chosen is not None and chosen.remedy_list_id == shown.pk
        if not on_list if choice == Choice.ITEM else chosen:
            raise Refused(no("not-on-list", f"Choose an action of the list in force on {day(offered_on)}."))
    elif not why_not.strip():
        raise Refused(no("no-reason-why-not", "Say why the list was not offered."))
    return keep(
        RemedyOffer, (Event.VICTIM_REMEDY_RECORDED, "offer"), case, victim, by, at, replaces, reason,
        offered_on=offered_on, remedy_list=shown, choice=choice if shown else "", chosen=chosen if shown else None, why_not="" if shown else why_not.strip(),
    )  # fmt: skip


@transaction.atomic
def record_restorative_offer(
    *,
    case: Case,
    victim: Victim,
    offered_on: date | None = None,
    answer: str = "",
    why_not: str = "",
    reparation: str = YesNo.NOT_RECORDED,
    replaces: RestorativeOffer | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> RestorativeOffer:
    """Write down that restorative justice was offered and what was said, or why it was not."""
    if offered_on:
        not_later(offered_on, at)
        if not answer:
            raise Refused(no("no-answer", "Say what the victim answered."))
    elif not why_not.strip():
        raise Refused(no("no-reason-why-not", "Say why restorative justice was not offered."))
    return keep(
        RestorativeOffer, (Event.VICTIM_RESTORATIVE_RECORDED, "offer"), case, victim, by, at, replaces, reason,
        offered_on=offered_on, answer=answer if offered_on else "", why_not="" if offered_on else why_not.strip(), reparation=reparation,
    )  # fmt: skip


@transaction.atomic
def record_compensation(
    *,
    case: Case,
    victim: Victim,
    sought: bool,
    pounds: Decimal | None = None,
    for_what: str = "",
    replaces: Compensation | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Compensation:
    """Write down whether a victim wants compensation, how much and for what."""
    if sought and (pounds is None or pounds <= 0):
        raise Refused(no("no-amount", "Say how much compensation the victim wants."))
    return keep(
        Compensation, (Event.VICTIM_COMPENSATION_RECORDED, "claim"), case, victim, by, at, replaces, reason,
        sought=sought, pounds=pounds if sought else None, for_what=for_what.strip() if sought else "",
    )  # fmt: skip


@transaction.atomic
def record_service_offer(
    *,
    case: Case,
    victim: Victim,
    route: str,
    offered_on: date,
    answer: str,
    replaces: VictimServiceOffer | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> VictimServiceOffer:
    """Write down which victim service was offered and what was said. The area's route is kept beside it."""
    not_later(offered_on, at)
    return keep(
        VictimServiceOffer, (Event.VICTIM_SERVICE_RECORDED, "offer"), case, victim, by, at, replaces, reason,
        route=route, recommended=recommended_route(case) or "", service=victim_service_on(route, offered_on), offered_on=offered_on, answer=answer,
    )  # fmt: skip
