"""People, the names they are known by, and what is recorded of them outside a case."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Lower

from oocr.cases.models.privacy import FREE_TEXT, IDENTITY, OPERATIONAL, ROW, SENSITIVE
from oocr.cases.models.visibility import ByPersonQuerySet, PersonQuerySet
from oocr.cases.vocabulary import OFFICER_DEFINED, SELF_DEFINED, Sex, YesNo, choices


class Person(models.Model):
    """Who a case is about. Unknown stays unknown: empty, null or `not_recorded`, never a guess."""

    source_key = models.TextField()
    given_names = models.TextField()
    family_name = models.TextField()
    # Every name the person is known by, lower case and unaccented, current name first: what the search looks in.
    search_names = models.TextField(blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    sex = models.TextField(choices=choices(Sex), default=Sex.NOT_RECORDED)
    ethnicity_self_defined = models.TextField(
        choices=[(k, v[0]) for k, v in SELF_DEFINED.items()], default="not_recorded"
    )
    ethnicity_officer_defined = models.TextField(
        choices=list(OFFICER_DEFINED.items()), default="not_recorded"
    )
    address = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    area_code = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    safe_contact = models.TextField(blank=True)
    needs = models.JSONField(default=list, blank=True)
    restricted = models.BooleanField(default=False)
    batch = models.TextField(blank=True)

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
        indexes = [
            GinIndex(fields=["search_names"], opclasses=["gin_trgm_ops"], name="person_search_names"),
            # Each word of the names, whole and with each letter left out: finds a name misspelt by one letter.
            GinIndex(Func(F("search_names"), function="cases_name_keys"), name="person_name_keys"),
            models.Index(Lower("family_name"), Lower("given_names"), "id", name="person_by_name"),
            models.Index(fields=["date_of_birth"], name="person_date_of_birth"),
        ]
        constraints = [models.UniqueConstraint(name="person_once", fields=["source_key"])]

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

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases", db_index=False)
    name = models.TextField()

    objects = ByPersonQuerySet.as_manager()
    privacy = {"id": OPERATIONAL, "person": OPERATIONAL, "name": IDENTITY}

    class Meta:
        constraints = [models.UniqueConstraint(name="alias_once", fields=["person", "name"])]

    def __str__(self) -> str:
        return f"alias of person {self.person_id}"


class LaterOffence(models.Model):
    """An offence by a person after a resolution: what reoffending is counted from."""

    source_key = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="later_offences")
    offence = models.ForeignKey("cases.Offence", on_delete=models.PROTECT)
    committed_on = models.DateField()
    proven = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    batch = models.TextField(blank=True)

    objects = ByPersonQuerySet.as_manager()
    privacy = ROW | {
        "person": OPERATIONAL,
        "offence": SENSITIVE,
        "committed_on": SENSITIVE,
        "proven": SENSITIVE,
    }

    class Meta:
        constraints = [models.UniqueConstraint(name="later_offence_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"later offence {self.pk}"


class CustodyDrugTest(models.Model):
    """Drug testing on arrest: one arrest of a person, how far it went along the funnel."""

    source_key = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="custody_drug_tests")
    arrested_on = models.DateField()
    suitable = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    tested = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    result = models.TextField(
        choices=[(w, w.capitalize()) for w in ("positive", "negative", "refused", "not_recorded")],
        default="not_recorded",
    )
    assessment_booked_on = models.DateField(null=True, blank=True)
    assessment_attended = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    entered_treatment = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    batch = models.TextField(blank=True)

    objects = ByPersonQuerySet.as_manager()
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

    class Meta:
        constraints = [models.UniqueConstraint(name="custody_drug_test_once", fields=["source_key"])]

    def __str__(self) -> str:
        return f"custody drug test {self.pk}"
