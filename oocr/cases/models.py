"""People, crimes, victims, cases, resolutions, outcome codes, corrections and documents.

`source_key` is the record's own key in the system it came from; it is unique and makes imports repeatable.
`batch` is the text reference of the import batch that last wrote the row (empty when a person did): text, not a
key, because the loading dock stands above this room.
"""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.access.roles import AgencyKind
from oocr.access.visibility import VisibleQuerySet
from oocr.audit.privacy import PrivacyClass
from oocr.cases.states import State
from oocr.cases.vocabulary import (
    OFFICER_DEFINED,
    OUTCOME_CODES,
    RESOLUTION_LABELS,
    SELF_DEFINED,
    DrugClass,
    HateStrand,
    OffenceClass,
    Sex,
    VictimKind,
    Weapon,
    YesNo,
    choices,
)

IDENTITY, SENSITIVE, FREE_TEXT = PrivacyClass.IDENTITY, PrivacyClass.SENSITIVE, PrivacyClass.FREE_TEXT
OPERATIONAL, PUBLIC = PrivacyClass.OPERATIONAL, PrivacyClass.PUBLIC
ROW = {"id": OPERATIONAL, "source_key": IDENTITY, "batch": OPERATIONAL}


class CaseQuerySet(VisibleQuerySet):
    """Cases."""

    def visible_to(self, user: Any) -> Self:
        """Police see their own force's cases, a youth justice service the children of its area; others none.

        A restricted case is only for those who may see restricted records, and for the officer who has it.
        """
        if not user.is_authenticated or not user.may(Permission.SEE_CASES):
            return self.none()
        forces = user.agencies(AgencyKind.POLICE_FORCE)
        services = user.agencies(AgencyKind.YOUTH_JUSTICE_SERVICE)
        areas = [code for service in services for code in service.area_codes]
        seen = self.filter(Q(agency__in=forces) | Q(is_child=True, area_code__in=areas))
        if user.may(Permission.SEE_RESTRICTED):
            return seen
        return seen.filter(Q(restricted=False) | Q(officer=user))


class ByCaseQuerySet(VisibleQuerySet):
    """Whatever belongs to a case is seen by those who see the case."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))


class PersonQuerySet(VisibleQuerySet):
    """People."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(cases__in=Case.objects.visible_to(user)).distinct()


class CrimeQuerySet(VisibleQuerySet):
    """Crimes."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(cases__in=Case.objects.visible_to(user)).distinct()


class ByCrimeQuerySet(VisibleQuerySet):
    """Whatever belongs to a crime is seen by those who see a case it is part of."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(crime__in=Crime.objects.visible_to(user))


class Offence(models.Model):
    """A line of the offence list: the Home Office code (NNN/SS), its title, class and group."""

    code = models.TextField(unique=True)
    title = models.TextField()
    offence_class = models.TextField(choices=choices(OffenceClass))
    group = models.TextField()
    batch = models.TextField(blank=True)

    privacy = {"id": OPERATIONAL, "code": PUBLIC, "title": PUBLIC, "offence_class": PUBLIC, "group": PUBLIC, "batch": OPERATIONAL}

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Person(models.Model):
    """Who a case is about. Unknown stays unknown: empty, null or `not_recorded`, never a guess."""

    source_key = models.TextField(unique=True)
    given_names = models.TextField()
    family_name = models.TextField()
    # Every name the person is known by, lower case and unaccented, current name first: what the search looks in.
    search_names = models.TextField(blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    sex = models.TextField(choices=choices(Sex), default=Sex.NOT_RECORDED)
    ethnicity_self_defined = models.TextField(choices=[(k, v[0]) for k, v in SELF_DEFINED.items()], default="not_recorded")
    ethnicity_officer_defined = models.TextField(choices=list(OFFICER_DEFINED.items()), default="not_recorded")
    address = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    area_code = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    safe_contact = models.TextField(blank=True)
    needs = models.JSONField(default=list, blank=True)
    restricted = models.BooleanField(default=False)
    batch = models.TextField(blank=True, db_index=True)

    objects = PersonQuerySet.as_manager()
    privacy = ROW | {
        "given_names": IDENTITY,
        "family_name": IDENTITY,
        "search_names": IDENTITY,
        "date_of_birth": IDENTITY,
        "sex": SENSITIVE,
        "ethnicity_self_defined": SENSITIVE,
        "ethnicity_officer_defined": SENSITIVE,
        "address": IDENTITY,
        "postcode": IDENTITY,
        "area_code": OPERATIONAL,
        "phone": IDENTITY,
        "email": IDENTITY,
        "safe_contact": FREE_TEXT,
        "needs": SENSITIVE,
        "restricted": SENSITIVE,
    }

    class Meta:
        indexes = [GinIndex(fields=["search_names"], opclasses=["gin_trgm_ops"], name="person_search_names")]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"person:{self.pk}"

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class PersonAlias(models.Model):
    """Another name a person is or was known by."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    name = models.TextField()

    objects = VisibleQuerySet.as_manager()
    privacy = {"id": OPERATIONAL, "person": OPERATIONAL, "name": IDENTITY}

    class Meta:
        constraints = [models.UniqueConstraint(name="alias_once", fields=["person", "name"])]

    def __str__(self) -> str:
        return f"alias of person {self.person_id}"


class Crime(models.Model):
    """A recorded crime."""

    crime_number = models.TextField(unique=True)
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
            models.CheckConstraint(
                name="crime_committed_in_order",
                condition=Q(committed_from__isnull=True) | Q(committed_to__isnull=True) | Q(committed_to__gte=models.F("committed_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"crime {self.crime_number}"

    @property
    def ledger_ref(self) -> str:
        return f"crime:{self.pk}"


class Victim(models.Model):
    """The person, business or state a crime was done to."""

    source_key = models.TextField(unique=True)
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

    def __str__(self) -> str:
        return f"victim {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"victim:{self.pk}"


class Case(models.Model):
    """One person and one incident, handled together.

    `area_code`, `is_child` and `restricted` are read from the person when the case is written, because they
    decide who may see it and must be quick to ask. `is_child`: under 18 on the day the case was opened.
    """

    reference = models.TextField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    crimes = models.ManyToManyField(Crime, related_name="cases", through="CaseCrime")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cases")
    officer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
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
        "batch": OPERATIONAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["-opened_on", "-id"], name="case_newest"),
            models.Index(fields=["state", "-opened_on", "-id"], name="case_state_newest"),
            models.Index(fields=["officer", "state"], name="case_officer_state"),
            models.Index(fields=["area_code"], condition=Q(is_child=True), name="case_children_by_area"),
        ]
        constraints = [
            models.CheckConstraint(name="case_closed_on_when_closed", condition=Q(closed_on__isnull=True) | Q(state=State.CLOSED)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def ledger_ref(self) -> str:
        return f"case:{self.reference}"


class CaseCrime(models.Model):
    """This crime is part of this case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    crime = models.ForeignKey(Crime, on_delete=models.PROTECT)

    objects = ByCaseQuerySet.as_manager()
    privacy = {"id": OPERATIONAL, "case": OPERATIONAL, "crime": OPERATIONAL}

    class Meta:
        constraints = [models.UniqueConstraint(name="crime_once_in_a_case", fields=["case", "crime"])]

    def __str__(self) -> str:
        return f"crime {self.crime_id} in case {self.case_id}"


class Resolution(models.Model):
    """What was issued to the person of a case."""

    source_key = models.TextField(unique=True)
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
        indexes = [models.Index(fields=["issued_on", "kind"], name="resolution_issued_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.issued_on}"

    @property
    def ledger_ref(self) -> str:
        return f"resolution:{self.pk}"


class OutcomeCode(models.Model):
    """A Home Office outcome code recorded against a crime; the resolution it follows from, where there is one."""

    source_key = models.TextField(unique=True)
    crime = models.ForeignKey(Crime, on_delete=models.PROTECT, related_name="outcome_codes")
    code = models.TextField(choices=list(OUTCOME_CODES.items()))
    recorded_on = models.DateField()
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="outcome_codes")
    batch = models.TextField(blank=True)

    objects = ByCrimeQuerySet.as_manager()
    privacy = ROW | {"crime": OPERATIONAL, "code": SENSITIVE, "recorded_on": OPERATIONAL, "resolution": OPERATIONAL}

    class Meta:
        indexes = [models.Index(fields=["recorded_on", "code"], name="outcome_code_recorded")]

    def __str__(self) -> str:
        return f"outcome code {self.code}"


class LaterOffence(models.Model):
    """An offence by a person after a resolution: what reoffending is counted from."""

    source_key = models.TextField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="later_offences")
    offence = models.ForeignKey(Offence, on_delete=models.PROTECT)
    committed_on = models.DateField()
    proven = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    batch = models.TextField(blank=True)

    objects = VisibleQuerySet.as_manager()
    privacy = ROW | {"person": OPERATIONAL, "offence": SENSITIVE, "committed_on": SENSITIVE, "proven": SENSITIVE}

    def __str__(self) -> str:
        return f"later offence {self.pk}"


class CustodyDrugTest(models.Model):
    """Drug testing on arrest: one arrest of a person, how far it went along the funnel."""

    source_key = models.TextField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="custody_drug_tests")
    arrested_on = models.DateField()
    suitable = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    tested = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    result = models.TextField(choices=[(w, w.capitalize()) for w in ("positive", "negative", "refused", "not_recorded")], default="not_recorded")
    assessment_booked_on = models.DateField(null=True, blank=True)
    assessment_attended = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    entered_treatment = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    batch = models.TextField(blank=True)

    objects = VisibleQuerySet.as_manager()
    privacy = ROW | {
        "person": OPERATIONAL,
        "arrested_on": OPERATIONAL,
        "suitable": SENSITIVE,
        "tested": SENSITIVE,
        "result": SENSITIVE,
        "assessment_booked_on": OPERATIONAL,
        "assessment_attended": SENSITIVE,
        "entered_treatment": SENSITIVE,
    }

    def __str__(self) -> str:
        return f"custody drug test {self.pk}"


class Correction(models.Model):
    """A recorded fact that was wrong: what it said, what it says now, and why. Written once, never changed.

    `about_model` and `about_pk` name the row ("person", 12) and `field` the fact. The values stay here, inside
    this room, so that erasure can reach them; the ledger only says that the field was corrected.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    about_model = models.TextField()
    about_pk = models.BigIntegerField()
    field = models.TextField()
    old_value = models.TextField(blank=True)
    new_value = models.TextField(blank=True)
    reason = models.TextField()
    corrected_at = models.DateTimeField()
    # A person's or a job's text reference: an import corrects facts too.
    corrected_by = models.TextField()

    objects = ByCaseQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "case": OPERATIONAL,
        "about_model": OPERATIONAL,
        "about_pk": OPERATIONAL,
        "field": OPERATIONAL,
        "old_value": IDENTITY,
        "new_value": IDENTITY,
        "reason": FREE_TEXT,
        "corrected_at": OPERATIONAL,
        "corrected_by": OPERATIONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["about_model", "about_pk"], name="correction_about")]

    def __str__(self) -> str:
        return f"correction of {self.field}"


class Document(models.Model):
    """A paper kept with a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    title = models.TextField()
    content = models.FileField(upload_to="case-documents/%Y/")
    content_type = models.TextField()
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ByCaseQuerySet.as_manager()
    privacy = {
        "id": OPERATIONAL,
        "case": OPERATIONAL,
        "title": FREE_TEXT,
        "content": FREE_TEXT,
        "content_type": OPERATIONAL,
        "size": OPERATIONAL,
        "added_at": OPERATIONAL,
        "added_by": OPERATIONAL,
    }

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"document:{self.pk}"


class SavedView(models.Model):
    """A person's own saved filters of the case list. Holds no search text: that may name someone."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.TextField()
    query = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    objects = VisibleQuerySet.as_manager()
    privacy = dict.fromkeys(("id", "user", "name", "query", "saved_at", "saved_by"), OPERATIONAL)

    class Meta:
        constraints = [models.UniqueConstraint(name="saved_view_name_once", fields=["user", "name"])]

    def __str__(self) -> str:
        return f"saved view {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"saved_view:{self.pk}"
