"""Cases, the crimes in them, and the resolutions issued."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value

from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.access.roles import AgencyKind
from oocr.audit.ledger import Job
from oocr.cases.models.crimes import Crime
from oocr.cases.models.people import Person
from oocr.cases.models.privacy import FREE_TEXT, OPERATIONAL, ROW, SENSITIVE
from oocr.cases.models.visibility import ByCaseQuerySet, CaseQuerySet
from oocr.cases.states import State
from oocr.cases.vocabulary import RESOLUTION_LABELS, choices


class Case(models.Model):
    """One person and one incident, handled together.

    `area_code`, `is_child` and `restricted` are read from the person when the case is written, because they
    decide who may see it and must be quick to ask. `is_child`: under 18 on the day the case was opened.
    """

    # In plain order, so that one index finds it whole and by its beginning, whatever the language of the server.
    reference = models.TextField(db_collation="C")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    crimes = models.ManyToManyField(Crime, related_name="cases", through="CaseCrime")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cases")
    officer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="cases", db_index=False
    )
    # As the extract names them, even when they have no account here.
    officer_collar_number = models.TextField(blank=True)
    state = models.TextField(choices=choices(State), default=State.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True)
    # Where the case stands in the work of rooms that do not exist yet, as the extract says it; empty when unknown.
    stage = models.TextField(blank=True)
    area_code = models.TextField(blank=True)
    is_child = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    # What the list can be narrowed by that stands in other tables: "domestic_abuse", "kind:youth_caution"… The
    # database itself keeps them in step (migration 0002), whoever writes those tables and however many rows at once.
    facets = ArrayField(models.TextField(), default=list, db_default=Value([]), editable=False)
    batch = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "reference": OPERATIONAL,
        "person": OPERATIONAL,
        "agency": OPERATIONAL,
        "officer": OPERATIONAL,
        "officer_collar_number": OPERATIONAL,
        "state": OPERATIONAL,
        "opened_on": OPERATIONAL,
        "closed_on": OPERATIONAL,
        "summary": FREE_TEXT,
        "stage": OPERATIONAL,
        "area_code": OPERATIONAL,
        "is_child": SENSITIVE,
        "restricted": SENSITIVE,
        "facets": SENSITIVE,
        "batch": OPERATIONAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["-opened_on", "-id"], name="case_newest"),
            models.Index(fields=["state", "-opened_on", "-id"], name="case_state_newest"),
            # All that the tabs' counts ask of a case that nothing narrows: answered without reading the cases.
            models.Index(fields=["state"], include=["agency", "restricted", "officer"], name="case_counted"),
            models.Index(fields=["officer", "state"], name="case_officer_state"),
            models.Index(fields=["officer_collar_number", "-opened_on"], name="case_collar_number"),
            models.Index(fields=["stage"], condition=~Q(stage=""), name="case_stage"),
            models.Index(fields=["-opened_on"], condition=Q(restricted=True), name="case_restricted"),
            GinIndex(fields=["facets"], name="case_facets"),
            models.Index(fields=["area_code"], condition=Q(is_child=True), name="case_children_by_area"),
        ]
        constraints = [
            models.UniqueConstraint(name="case_reference_once", fields=["reference"]),
            models.CheckConstraint(
                name="case_closed_on_when_closed", condition=Q(closed_on__isnull=True) | Q(state=State.CLOSED)
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def ledger_ref(self) -> str:
        return f"case:{self.reference}"

    @property
    def has_resolution(self) -> bool:
        """Has anything been issued to the person of this case?"""
        return self.resolutions.exists()

    def is_still_to_decide(self, giving: int | None = None) -> bool:
        """Is it open, with nothing given in it but the resolution with this number?

        An extract can bring what was given elsewhere while something is still proposed here.
        """
        return self.state == State.OPEN and not self.resolutions.exclude(pk=giving or 0).exists()

    def is_open_to(self, actor: Any, permission: Permission) -> bool:
        """Does a role at an agency that works on this case give this permission? A job is not of an agency."""
        if isinstance(actor, Job):
            return True
        return isinstance(actor, User) and any(
            self._is_worked_on_by(agency) for agency in actor.agencies_where(permission)
        )

    def _is_worked_on_by(self, agency: Agency) -> bool:
        """The force that has it, and for a child the youth justice service of the area."""
        if agency.kind == AgencyKind.YOUTH_JUSTICE_SERVICE:
            return self.is_child and self.area_code in agency.area_codes
        return agency.pk == self.agency_id


class CaseCrime(models.Model):
    """This crime is part of this case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, db_index=False)
    crime = models.ForeignKey(Crime, on_delete=models.PROTECT)

    objects = ByCaseQuerySet.as_manager()
    privacy = {"id": OPERATIONAL, "case": OPERATIONAL, "crime": OPERATIONAL}

    class Meta:
        constraints = [models.UniqueConstraint(name="crime_once_in_a_case", fields=["case", "crime"])]

    def __str__(self) -> str:
        return f"crime {self.crime_id} in case {self.case_id}"


class Resolution(models.Model):
    """What was issued to the person of a case."""

    source_key = models.TextField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="resolutions")
    kind = models.TextField(choices=[(kind.value, label) for kind, label in RESOLUTION_LABELS.items()])
    issued_on = models.DateField()
    issued_by_collar_number = models.TextField(blank=True)
    authorised_by_collar_number = models.TextField(blank=True)
    authority_rank = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    batch = models.TextField(blank=True)

    objects = ByCaseQuerySet.as_manager()
    privacy = ROW | {
        "case": OPERATIONAL,
        "kind": SENSITIVE,
        "issued_on": OPERATIONAL,
        "issued_by_collar_number": OPERATIONAL,
        "authorised_by_collar_number": OPERATIONAL,
        "authority_rank": OPERATIONAL,
        "rationale": FREE_TEXT,
    }

    class Meta:
        indexes = [
            models.Index(fields=["issued_on", "kind"], name="resolution_issued_kind"),
            # What one officer wrote before, to see whether it is written again.
            models.Index(
                fields=["issued_by_collar_number"],
                condition=~Q(rationale=""),
                name="resolution_officer_wrote",
            ),
        ]
        constraints = [models.UniqueConstraint(name="resolution_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"{self.kind} of {self.issued_on}"

    @property
    def ledger_ref(self) -> str:
        return f"resolution:{self.pk}"
