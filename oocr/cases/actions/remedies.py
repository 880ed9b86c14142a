"""What the area offers victims: a new version of the Community Remedy list, and who runs each victim service."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import insist
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.models import RemedyItem, RemedyList, VictimService
from oocr.lifecycle.verdict import Refused, no
from oocr.ui.formats import day


@transaction.atomic
def make_remedy_list(
    *,
    in_force_from: date,
    items: Sequence[tuple[str, str]],
    invented: bool = False,
    by: User,
    at: datetime,
) -> RemedyList:
    """Make the next version of the Community Remedy list: its kinds of action and what each says, in order.

    What is in force is never edited: the next version begins on a later day, and today at the earliest. The very
    first version may say that it has been in force for longer, since victims were shown it before this service was.
    """
    insist(by, Permission.MANAGE_VICTIM_OFFERS)
    if not items:
        raise Refused(no("no-actions", "A list needs at least one action."))
    if len({says.casefold() for _, says in items}) < len(items):
        raise Refused(no("action-twice", "Each action may stand on the list once."))
    newest = RemedyList.objects.select_for_update().standing().order_by("-in_force_from").first()
    if newest and in_force_from < timezone.localdate(at):
        raise Refused(no("in-the-past", "A new version can begin today at the earliest."))
    if newest and in_force_from <= newest.in_force_from:
        raise Refused(
            no(
                "not-newer",
                f"A new version begins after the newest, which begins on {day(newest.in_force_from)}.",
            )
        )
    made = RemedyList.objects.create(in_force_from=in_force_from, invented=invented, made_at=at, made_by=by)
    RemedyItem.objects.bulk_create(
        RemedyItem(remedy_list=made, place=place, kind=kind, says=says)
        for place, (kind, says) in enumerate(items, start=1)
    )
    record(
        Event.REMEDY_LIST_MADE,
        about=made,
        by=by,
        at=at,
        count=len(items),
        from_on=in_force_from.isoformat(),
    )
    return made


@transaction.atomic
def withdraw_remedy_list(*, remedy_list: RemedyList, by: User, at: datetime) -> RemedyList:
    """Take a version back before its day has come. It stays to be seen, and is never in force."""
    insist(by, Permission.MANAGE_VICTIM_OFFERS)
    remedy_list = RemedyList.objects.select_for_update().get(pk=remedy_list.pk)
    if remedy_list.withdrawn_at:
        raise Refused(no("withdrawn-before", "This version has been withdrawn already."))
    if remedy_list.in_force_from <= timezone.localdate(at):
        raise Refused(no("in-force", "This version has come into force. Make a new version instead."))
    remedy_list.withdrawn_at, remedy_list.withdrawn_by = at, by
    remedy_list.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(Event.REMEDY_LIST_WITHDRAWN, about=remedy_list, by=by, at=at)
    return remedy_list


@transaction.atomic
def name_victim_service(
    *, route: str, name: str, in_force_from: date, invented: bool = False, by: User, at: datetime
) -> VictimService:
    """Say who runs the victim service of a route from a day on. What was offered before keeps the name it had."""
    insist(by, Permission.MANAGE_VICTIM_OFFERS)
    if not name.strip():
        raise Refused(no("no-name", "Say what the service is called."))
    if VictimService.objects.filter(route=route, in_force_from__gte=in_force_from).exists():
        raise Refused(no("not-newer", "The route has a service from that day or a later one already."))
    service = VictimService.objects.create(
        route=route,
        name=name.strip(),
        in_force_from=in_force_from,
        invented=invented,
        named_at=at,
        named_by=by,
    )
    record(
        Event.VICTIM_SERVICE_NAMED,
        about=service,
        by=by,
        at=at,
        route=route,
        from_on=in_force_from.isoformat(),
    )
    return service
