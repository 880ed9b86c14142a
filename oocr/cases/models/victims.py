"""What is recorded of a victim in one case: attempts to reach them, their views, what was offered and answered.

Each row is written once. What is said anew stands in a row of its own that `replaces` the one before, with why: the
row that nothing replaces is current, and the earlier ones stay to be seen. A victim of a crime that several people
are dealt with for is asked about each of them, so every row belongs to a victim and to a case.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models.cases import Case
from oocr.cases.models.crimes import Victim
from oocr.cases.models.privacy import FREE_TEXT, OPERATIONAL, SENSITIVE
from oocr.cases.models.remedies import RemedyItem, RemedyList
from oocr.cases.models.visibility import ByCaseQuerySet
from oocr.cases.victim_vocabulary import (
    ANSWERS,
    CHANNELS,
    CHOICES,
    OPINIONS,
    RESULTS,
    RIGHTS,
    ROUTES,
    SHARED_WITH,
    TOLD_ABOUT,
    Answer,
    Choice,
)
from oocr.cases.vocabulary import YesNo, choices


class OfVictimQuerySet(ByCaseQuerySet):
    """What is recorded of victims is seen by those who see the case and may see victims."""

    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        where = user.agencies_where(Permission.SEE_VICTIM)
        return super().visible_to(user).filter(case__agency__in=where)

    def current(self) -> Self:
        """The rows that nothing has replaced."""
        return self.filter(replaced_by__isnull=True)


class OfVictim(models.Model):
    """One thing recorded of one victim in one case. `reason`: why it was recorded anew."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)

    objects = OfVictimQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ledger_ref

    @property
    def ledger_ref(self) -> str:
        return f"{str(self._meta.verbose_name).replace(' ', '_')}:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Is an answer still to come? Then the next row completes this one, and needs no reason."""
        return False


_ROW = {
    "id": OPERATIONAL,
    "case": OPERATIONAL,
    "victim": OPERATIONAL,
    "recorded_at": OPERATIONAL,
    "recorded_by": OPERATIONAL,
    "replaces": OPERATIONAL,
    "reason": FREE_TEXT,
}


def _begins_once(name: str, *also: str) -> models.UniqueConstraint:
    """Whatever is current has one first row, so two people cannot both begin it."""
    return models.UniqueConstraint(
        name=name, fields=["case", "victim", *also], condition=Q(replaces__isnull=True)
    )


class ContactAttempt(OfVictim):
    """Someone tried to reach the victim. `tried_by` is a collar number or team; empty, it was whoever recorded it."""

    tried_at = models.DateTimeField()
    tried_by = models.TextField(blank=True)
    channel = models.TextField(choices=list(CHANNELS.items()))
    result = models.TextField(choices=list(RESULTS.items()))
    note = models.TextField(blank=True)

    privacy = _ROW | {
        "tried_at": OPERATIONAL,
        "tried_by": FREE_TEXT,
        "channel": OPERATIONAL,
        "result": OPERATIONAL,
        "note": FREE_TEXT,
    }


class VictimView(OfVictim):
    """What a victim thinks of a resolution out of court, in their words."""

    heard_on = models.DateField()
    opinion = models.TextField(choices=list(OPINIONS.items()))
    words = models.TextField(blank=True)

    privacy = _ROW | {"heard_on": OPERATIONAL, "opinion": SENSITIVE, "words": FREE_TEXT}

    class Meta:
        constraints = [_begins_once("victim_view_begins_once")]


class RemedyOffer(OfVictim):
    """Whether the victim was shown the Community Remedy list that was in force, and what they chose; or why not."""

    offered_on = models.DateField(null=True, blank=True)
    remedy_list = models.ForeignKey(RemedyList, on_delete=models.PROTECT, null=True, blank=True)
    choice = models.TextField(choices=list(CHOICES.items()), blank=True)
    chosen = models.ForeignKey(RemedyItem, on_delete=models.PROTECT, null=True, blank=True)
    why_not = models.TextField(blank=True)

    privacy = _ROW | {
        "offered_on": OPERATIONAL,
        "remedy_list": OPERATIONAL,
        "choice": SENSITIVE,
        "chosen": SENSITIVE,
        "why_not": FREE_TEXT,
    }

    class Meta:
        constraints = [
            _begins_once("remedy_offer_begins_once"),
            models.CheckConstraint(
                name="remedy_offered_or_why_not",
                condition=(Q(offered_on__isnull=False, remedy_list__isnull=False, why_not="") & ~Q(choice=""))
                | (Q(offered_on__isnull=True, remedy_list__isnull=True, choice="") & ~Q(why_not="")),
            ),
            models.CheckConstraint(
                name="remedy_chosen_when_chosen",
                condition=Q(choice=Choice.ITEM, chosen__isnull=False)
                | (~Q(choice=Choice.ITEM) & Q(chosen__isnull=True)),
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.choice == Choice.WAITING


class RestorativeOffer(OfVictim):
    """Whether restorative justice was offered and what was said; and whether they agree to have something put right
    for them by the person directly."""

    offered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(choices=list(ANSWERS.items()), blank=True)
    why_not = models.TextField(blank=True)
    reparation = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)

    privacy = _ROW | {
        "offered_on": OPERATIONAL,
        "answer": SENSITIVE,
        "why_not": FREE_TEXT,
        "reparation": SENSITIVE,
    }

    class Meta:
        constraints = [
            _begins_once("restorative_offer_begins_once"),
            models.CheckConstraint(
                name="restorative_offered_or_why_not",
                condition=(Q(offered_on__isnull=False, why_not="") & ~Q(answer=""))
                | (Q(offered_on__isnull=True, answer="") & ~Q(why_not="")),
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.answer == Answer.WAITING


class Compensation(OfVictim):
    """Whether the victim wants compensation: how much, and for what."""

    sought = models.BooleanField()
    pounds = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    for_what = models.TextField(blank=True)

    privacy = _ROW | {"sought": SENSITIVE, "pounds": SENSITIVE, "for_what": FREE_TEXT}

    class Meta:
        constraints = [
            _begins_once("compensation_begins_once"),
            models.CheckConstraint(
                name="compensation_has_an_amount",
                condition=Q(sought=True, pounds__gt=0) | Q(sought=False, pounds__isnull=True),
            ),
        ]


class EnhancedRights(OfVictim):
    """Which enhanced rights under the Victims' Code the victim has. They are told sooner."""

    category = models.TextField(choices=list(RIGHTS.items()))

    privacy = _ROW | {"category": SENSITIVE}

    class Meta:
        constraints = [_begins_once("enhanced_rights_begin_once")]


class SharingConsent(OfVictim):
    """Whether the victim agrees that their details are given to someone, and whether it is safe to reach them so."""

    with_whom = models.TextField(choices=list(SHARED_WITH.items()))
    agrees = models.BooleanField()
    safe = models.BooleanField()

    privacy = _ROW | {"with_whom": OPERATIONAL, "agrees": SENSITIVE, "safe": SENSITIVE}

    class Meta:
        constraints = [_begins_once("sharing_consent_begins_once", "with_whom")]


class VictimUpdate(OfVictim):
    """The victim was told something they have a right to be told."""

    told_on = models.DateField()
    channel = models.TextField(choices=list(CHANNELS.items()))
    about = models.TextField(choices=list(TOLD_ABOUT.items()))
    note = models.TextField(blank=True)
    mistaken = models.BooleanField(default=False)

    privacy = _ROW | {
        "told_on": OPERATIONAL,
        "channel": OPERATIONAL,
        "about": OPERATIONAL,
        "note": FREE_TEXT,
        "mistaken": OPERATIONAL,
    }


class VictimServiceOffer(OfVictim):
    """A victim service that was offered, by the name it had then, what the area's routes recommended, and the answer."""

    route = models.TextField(choices=list(ROUTES.items()))
    recommended = models.TextField(choices=list(ROUTES.items()), blank=True)
    service = models.TextField()
    offered_on = models.DateField()
    answer = models.TextField(choices=list(ANSWERS.items()))

    privacy = _ROW | {
        "route": SENSITIVE,
        "recommended": SENSITIVE,
        "service": SENSITIVE,
        "offered_on": OPERATIONAL,
        "answer": SENSITIVE,
    }

    class Meta:
        constraints = [_begins_once("victim_service_offer_begins_once")]

    @property
    def is_waiting(self) -> bool:
        return self.answer == Answer.WAITING
