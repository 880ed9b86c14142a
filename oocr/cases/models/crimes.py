"""Offences, crimes, their victims and the outcome codes recorded against them."""

from django.db import models
from django.db.models import Q

from oocr.cases.models.privacy import FREE_TEXT, IDENTITY, OPERATIONAL, PUBLIC, ROW, SENSITIVE
from oocr.cases.models.visibility import ByCrimeQuerySet, CrimeQuerySet
from oocr.cases.vocabulary import (
    OUTCOME_CODES,
    DrugClass,
    HateStrand,
    OffenceClass,
    VictimKind,
    Weapon,
    YesNo,
    choices,
)


class Offence(models.Model):
    """A line of the offence list: the Home Office code (NNN/SS), its title, class and group."""

    code = models.TextField(unique=True)
    title = models.TextField()
    offence_class = models.TextField(choices=choices(OffenceClass))
    group = models.TextField()
    batch = models.TextField(blank=True)

    privacy = {
        "id": OPERATIONAL,
        "code": PUBLIC,
        "title": PUBLIC,
        "offence_class": PUBLIC,
        "group": PUBLIC,
        "batch": OPERATIONAL,
    }

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Crime(models.Model):
    """A recorded crime."""

    # In plain order, so that one index finds it whole and by its beginning, whatever the language of the server.
    crime_number = models.TextField(db_collation="C")
    offence = models.ForeignKey(Offence, on_delete=models.PROTECT, related_name="crimes")
    recorded_on = models.DateField()
    committed_from = models.DateField(null=True, blank=True)
    committed_to = models.DateField(null=True, blank=True)
    place = models.TextField(blank=True)
    area_code = models.TextField(blank=True)
    domestic_abuse = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    hate_strand = models.TextField(choices=choices(HateStrand), default=HateStrand.NOT_RECORDED)
    emergency_worker = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    weapon = models.TextField(choices=choices(Weapon), default=Weapon.NOT_RECORDED)
    drug_class = models.TextField(choices=choices(DrugClass), default=DrugClass.NOT_RECORDED)
    batch = models.TextField(blank=True)

    objects = CrimeQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "crime_number": IDENTITY,
        "offence": SENSITIVE,
        "recorded_on": OPERATIONAL,
        "committed_from": OPERATIONAL,
        "committed_to": OPERATIONAL,
        "place": IDENTITY,
        "area_code": OPERATIONAL,
        "domestic_abuse": SENSITIVE,
        "hate_strand": SENSITIVE,
        "emergency_worker": SENSITIVE,
        "weapon": SENSITIVE,
        "drug_class": SENSITIVE,
        "batch": OPERATIONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(name="crime_number_once", fields=["crime_number"]),
            models.CheckConstraint(
                name="crime_committed_in_order",
                condition=Q(committed_from__isnull=True)
                | Q(committed_to__isnull=True)
                | Q(committed_to__gte=models.F("committed_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"crime {self.crime_number}"

    @property
    def ledger_ref(self) -> str:
        return f"crime:{self.pk}"


class Victim(models.Model):
    """The person, business or state a crime was done to."""

    source_key = models.TextField()
    crime = models.ForeignKey(Crime, on_delete=models.PROTECT, related_name="victims")
    kind = models.TextField(choices=choices(VictimKind))
    name = models.TextField(blank=True)
    contact_name = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    safe_contact = models.TextField(blank=True)
    enhanced_rights = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    views = models.TextField(blank=True)
    batch = models.TextField(blank=True)

    objects = ByCrimeQuerySet.as_manager()
    privacy = ROW | {
        "crime": OPERATIONAL,
        "kind": OPERATIONAL,
        "name": IDENTITY,
        "contact_name": IDENTITY,
        "phone": IDENTITY,
        "email": IDENTITY,
        "safe_contact": FREE_TEXT,
        "enhanced_rights": SENSITIVE,
        "views": FREE_TEXT,
    }

    class Meta:
        constraints = [models.UniqueConstraint(name="victim_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"victim {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"victim:{self.pk}"


class OutcomeCode(models.Model):
    """A Home Office outcome code recorded against a crime; the resolution it follows from, where there is one."""

    source_key = models.TextField()
    crime = models.ForeignKey(Crime, on_delete=models.PROTECT, related_name="outcome_codes")
    code = models.TextField(choices=list(OUTCOME_CODES.items()))
    recorded_on = models.DateField()
    resolution = models.ForeignKey(
        "cases.Resolution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcome_codes",
        db_index=False,  # few codes follow from a resolution: those have an index of their own
    )
    batch = models.TextField(blank=True)

    objects = ByCrimeQuerySet.as_manager()
    privacy = ROW | {
        "crime": OPERATIONAL,
        "code": SENSITIVE,
        "recorded_on": OPERATIONAL,
        "resolution": OPERATIONAL,
    }

    class Meta:
        indexes = [
            models.Index(
                fields=["resolution"],
                condition=Q(resolution__isnull=False),
                name="outcome_code_of_resolution",
            ),
        ]
        constraints = [models.UniqueConstraint(name="outcome_code_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"outcome code {self.code}"

    @property
    def ledger_ref(self) -> str:
        return f"outcome_code:{self.pk}"
