"""What may be asked of referrals: by those who work with them, and by the measures room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import AgencyKind
from oocr.cases.queries import age_columns, ethnicity_columns
from oocr.cases.vocabulary import YesNo
from oocr.referrals.models import STATUSES, Attendance, Referral

TO_RECORD = "to_record"
PARTS = ("", *STATUSES, TO_RECORD)


def referrals_for(user: User) -> QuerySet[Referral]:
    """The referrals this person may see, with what a list says of each."""
    return Referral.objects.visible_to(user).select_related("service__provider", "case__person")


def referral_for(user: User, number: int) -> Referral:
    """The referral of this number, if this person may see it; 404 otherwise, whatever the reason."""
    if referral := referrals_for(user).filter(pk=number).first():
        return referral
    raise Http404


def referrals_of(user: User, reference: str) -> QuerySet[Referral]:
    """The referrals of a case with their sessions, the newest first."""
    found = referrals_for(user).filter(case__reference=reference).select_related("service__provider")
    return found.prefetch_related("attendance").order_by("-referred_on", "-pk")


def sessions_of(referral: Referral) -> QuerySet[Attendance]:
    """The sessions offered under a referral, in the order of their days."""
    return referral.attendance.order_by("session_on", "pk")


def standing(user: User, part: str, today: date) -> QuerySet[Referral]:
    """The referrals this person may see of one part: a status, or `TO_RECORD`."""
    return Referral.objects.visible_to(user).filter(_part(part, today))


def _part(part: str, today: date) -> Q:
    """The condition of a part. A session is to be recorded from the day after it was."""
    if part == TO_RECORD:
        # Asked once for all of them, and not of each: few sessions are ever to be recorded.
        unrecorded = Attendance.objects.filter(attended=YesNo.NOT_RECORDED, session_on__lt=today)
        return Q(pk__in=unrecorded.values("referral"))
    return Q(status=part)


def count_by_part(found: QuerySet[Referral], today: date) -> dict[str, int]:
    """How many there are of each part and, under "", in all: one question."""
    parts = {part: Count("pk", filter=_part(part, today)) for part in (*STATUSES, TO_RECORD)}
    counted = found.order_by().aggregate(everything=Count("pk"), **parts)
    return {"": counted.pop("everything"), **counted}


# How the list can be ordered. Each ends in a unique column, so that paging leaves nothing out.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "referred": ("referred_on", "pk"),
    "service": ("service__name", "referred_on", "pk"),
}


@dataclass(frozen=True)
class Listing:
    """A list of referrals: how many there are of each part, and those of the part asked for, in order."""

    counts: Mapping[str, int]
    found: QuerySet[Referral]
    total: int


def listing(user: User, number: str, part: str, order: str, today: date) -> Listing:
    """The referrals this person may see: with this number if one is given, of this part if one is given."""
    found = referrals_for(user)
    if number:
        found = numbered(found, number, user)
    counts = count_by_part(found, today)
    if part:
        found = found.filter(_part(part, today))
    columns = ORDERS[order.removeprefix("-")]
    if order.startswith("-"):
        columns = tuple(f"-{column}" for column in columns)
    return Listing(counts, found.order_by(*columns), counts[part])


def numbered(found: QuerySet[Referral], text: str, user: User) -> QuerySet[Referral]:
    """Those with this number or, for those who may see cases, of the case with this reference."""
    fits = Q(pk=int(text)) if text.isdecimal() and len(text) < 10 else Q(pk__in=[])
    if user.may(Permission.SEE_CASES):
        fits |= Q(case__reference=text)
    return found.filter(fits)


def may_know_who(user: User, referral: Referral) -> bool:
    """May this person be told who the referral is about? Its own provider, and those who may see identities."""
    return user.may(Permission.SEE_IDENTITY) or is_of_own_service(user, referral)


def is_of_own_service(user: User, referral: Referral) -> bool:
    """Is this a referral to a provider that this person works for?"""
    providers = [
        agency.pk
        for agency in user.agencies_where(Permission.SEE_REFERRALS)
        if agency.kind == AgencyKind.INTERVENTION_PROVIDER
    ]
    return referral.service.provider_id in providers


def analysis_of_referrals() -> str:
    """SQL: one row per referral of a person to a service."""
    return f"""
        SELECT f.id AS referral_id, c.reference AS case_reference, p.id AS person_id, s.name AS service,
               a.name AS provider, coalesce(r.kind, 'none') AS resolution_kind, f.referred_on, f.status,
               {age_columns("coalesce(r.issued_on, f.referred_on)")}, p.sex, {ethnicity_columns()}
        FROM referrals_referral f
        JOIN referrals_service s ON s.id = f.service_id
        JOIN access_agency a ON a.id = s.provider_id
        JOIN cases_case c ON c.id = f.case_id
        JOIN cases_person p ON p.id = c.person_id
        LEFT JOIN cases_resolution r ON r.id = f.resolution_id
    """  # noqa: S608  # nothing here comes from outside
