"""The cases that wait for something to be recorded of their victims: to hear one, or to tell one of the decision.

The same rules as `victim_rules`, asked of the database about many cases at once; a test holds the two together.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.force_settings import victim_numbers
from oocr.cases.models import (
    Case,
    Compensation,
    ContactAttempt,
    EnhancedRights,
    RemedyOffer,
    Resolution,
    RestorativeOffer,
    SharingConsent,
    Victim,
    VictimServiceOffer,
    VictimUpdate,
    VictimView,
)
from oocr.cases.states import State
from oocr.cases.victim_rules import FAILED
from oocr.cases.victim_vocabulary import About, Rights
from oocr.cases.vocabulary import VictimKind, YesNo

_ANYTHING = (
    ContactAttempt, VictimView, RemedyOffer, RestorativeOffer, Compensation, EnhancedRights, SharingConsent,
    VictimServiceOffer, VictimUpdate,
)  # fmt: skip


def cases_to_hear(user: User, today: date, *, own: bool = False) -> QuerySet[Case]:
    """Open cases with a victim who was neither heard nor tried as often as is enough today, the longest open first."""
    unheard = _victims().filter(views="")
    unheard = unheard.exclude(Exists(_recorded(VictimView))).annotate(
        failed=Coalesce(Subquery(_count(_recorded(ContactAttempt).filter(result__in=FAILED))), Value(0))
    )
    waiting = Exists(unheard.filter(failed__lt=victim_numbers(today).attempts_needed))
    return _cases(user, own).filter(waiting, state=State.OPEN).order_by("opened_on", "pk")


def cases_to_tell(user: User, *, own: bool = False) -> QuerySet[Case]:
    """Decided cases with a victim who was not told so, with the day of the decision and whether one of them has
    enhanced rights; the longest ago first. A decision from an extract counts once something was recorded here."""
    issued = Resolution.objects.filter(case=OuterRef("pk")).order_by("-issued_on").values("issued_on")
    told = _recorded(VictimUpdate).filter(about=About.DECISION, mistaken=False)
    untold = _victims().exclude(Exists(told))
    rights = _recorded(EnhancedRights)
    enhanced = untold.filter(
        Exists(rights.exclude(category=Rights.NONE)) | (Q(enhanced_rights=YesNo.YES) & ~Exists(rights))
    )
    return (
        _cases(user, own)
        .filter(pk__in=_worked_on_here())
        .annotate(decided_on=Coalesce(Subquery(issued[:1]), F("closed_on")))
        .annotate(with_enhanced_rights=Exists(enhanced))
        .filter(Exists(untold), decided_on__isnull=False)
        .order_by("decided_on", "pk")
    )


def _worked_on_here() -> QuerySet[Any]:
    """Cases opened or decided here, or with something recorded of a victim: few among all that extracts brought."""
    here = Case.objects.filter(batch="").values("pk")
    decided = Resolution.objects.filter(batch="").values("case")
    return here.union(decided, *(model.objects.values("case") for model in _ANYTHING))


def _cases(user: User, own: bool) -> QuerySet[Case]:
    seen = Case.objects.visible_to(user).filter(agency__in=user.agencies_where(Permission.SEE_VICTIM))
    cases: QuerySet[Case] = seen.select_related("person")
    return cases.filter(officer=user) if own else cases


def _victims() -> QuerySet[Victim]:
    """The victims of the case, as far as there is somebody to ask."""
    return (
        Victim.objects.filter(crime__cases=OuterRef("pk"))
        .exclude(kind=VictimKind.STATE)
        .annotate(of_case=OuterRef("pk"))
    )


def _recorded(model: Any) -> QuerySet[Any]:
    """What stands recorded of the victim, or of a row that names the same one, in the case."""
    same = Q(victim=OuterRef("pk")) | (
        Q(
            victim__kind=OuterRef("kind"),
            victim__name=OuterRef("name"),
            victim__phone=OuterRef("phone"),
            victim__email=OuterRef("email"),
        )
        & ~Q(victim__name="")
        & ~Q(victim__phone="", victim__email="")
    )
    rows: QuerySet[Any] = model.objects.filter(same, case=OuterRef("of_case")).current()
    return rows


def _count(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("case").annotate(number=Count("pk")).values("number")
