"""The recorded facts that can be corrected: of what, called what, and how a value is written down as text.

Written as text, a fact can be kept in a correction and read back exactly, so that the corrections of a row rebuild
what it first said. Keys (a crime number, a source key) are not facts about anyone: they are how the source system
knows a row, and stay as they came.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from oocr.access.permissions import Permission
from oocr.audit.privacy import PrivacyClass
from oocr.cases.models import Case, Crime, Offence, OutcomeCode, Person, Resolution, Victim


@dataclass(frozen=True)
class Fact:
    """One fact: the field it stands in, what people call it, and the permissions it takes to see and correct it."""

    field: str
    label: str
    takes: tuple[Permission, ...] = ()


@dataclass(frozen=True)
class Subject:
    """A kind of thing that facts are recorded of."""

    key: str
    model: type[models.Model]
    label: str
    facts: tuple[Fact, ...]

    def fact(self, field: str) -> Fact | None:
        """The fact kept in this field, if it is one."""
        return next((fact for fact in self.facts if fact.field == field), None)


def _subject(
    key: str, model: Any, label: str, facts: dict[str, str], takes: Permission | None = None
) -> Subject:
    privacy = model.privacy | {"aliases": PrivacyClass.IDENTITY}
    return Subject(
        key, model, label, tuple(Fact(f, said, _takes(f, privacy[f], takes)) for f, said in facts.items())
    )


def _takes(field: str, privacy: PrivacyClass, always: Permission | None) -> tuple[Permission, ...]:
    """Nobody corrects what they may not see; and only who sees restricted records puts a record among them."""
    needed = [always] if always else []
    if privacy in (PrivacyClass.IDENTITY, PrivacyClass.FREE_TEXT):
        needed.append(Permission.SEE_IDENTITY)
    if field == "restricted":
        needed.append(Permission.SEE_RESTRICTED)
    return tuple(needed)


SUBJECTS: dict[str, Subject] = {
    subject.key: subject
    for subject in (
        _subject("person", Person, "person", {
            "given_names": "Given names",
            "family_name": "Family name",
            "aliases": "Other names",
            "date_of_birth": "Date of birth",
            "sex": "Sex",
            "ethnicity_self_defined": "Ethnicity, self-defined",
            "ethnicity_officer_defined": "Ethnicity, officer-defined",
            "address": "Address",
            "postcode": "Postcode",
            "area_code": "Local authority",
            "phone": "Telephone",
            "email": "Email address",
            "safe_contact": "Safe contact",
            "needs": "Needs and adjustments",
            "restricted": "Access restricted",
        }),
        _subject("crime", Crime, "crime", {
            "offence": "Offence",
            "recorded_on": "Recorded on",
            "committed_from": "Committed on or from",
            "committed_to": "Committed until",
            "place": "Place",
            "area_code": "Local authority",
            "domestic_abuse": "Domestic abuse",
            "hate_strand": "Hate crime strand",
            "emergency_worker": "Emergency worker",
            "weapon": "Weapon",
            "drug_class": "Drug class",
        }),
        _subject("victim", Victim, "victim", {
            "kind": "Kind of victim",
            "name": "Name",
            "contact_name": "Contact at the business",
            "phone": "Telephone",
            "email": "Email address",
            "safe_contact": "Safe contact",
            "enhanced_rights": "Enhanced rights",
            "views": "The victim’s view",
        }, takes=Permission.SEE_VICTIM),
        _subject("case", Case, "case", {
            "opened_on": "Opened on",
            "closed_on": "Closed on",
            "officer_collar_number": "Officer’s collar number",
            "stage": "Stage",
            "summary": "Summary",
        }),
        _subject("resolution", Resolution, "resolution", {
            "kind": "Resolution",
            "issued_on": "Issued on",
            "issued_by_collar_number": "Issued by, collar number",
            "authorised_by_collar_number": "Authorised by, collar number",
            "authority_rank": "Rank of the authoriser",
            "rationale": "Rationale",
        }),
        _subject("outcome_code", OutcomeCode, "outcome code", {
            "code": "Outcome code",
            "recorded_on": "Recorded on",
        }),
    )
}  # fmt: skip


def subject_of(thing: models.Model) -> Subject:
    """The subject a row is one of."""
    return next(subject for subject in SUBJECTS.values() if isinstance(thing, subject.model))


def value_of(thing: Any, field: str) -> Any:
    """The recorded value of a fact, as Python has it."""
    if field == "aliases":
        return [alias.name for alias in thing.aliases.order_by("pk")]
    return getattr(thing, field)


def as_text(value: Any) -> str:
    """A value written down. Nothing is the empty text; a list is JSON, so that no name can be mistaken for two."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return value.code if isinstance(value, Offence) else str(value)


def from_text(subject: Subject, field: str, text: str) -> Any:
    """The value that was written down as this text."""
    if field == "aliases":
        return json.loads(text) if text else []
    column = subject.model._meta.get_field(field)
    if isinstance(column, models.JSONField):
        return json.loads(text) if text else []
    if isinstance(column, models.BooleanField):
        return text == "yes"
    if isinstance(column, models.DateField):
        return date.fromisoformat(text) if text else None
    return Offence.objects.get(code=text) if isinstance(column, models.ForeignKey) else text


def in_words(subject: Subject, field: str, text: str) -> str:
    """A written-down value as people read it: a choice by its label, a list with commas."""
    if field == "aliases" or (text and isinstance(subject.model._meta.get_field(field), models.JSONField)):
        return ", ".join(json.loads(text)) if text else ""
    choices: Iterable[Any] = subject.model._meta.get_field(field).choices or ()  # type: ignore[union-attr]  # a column
    return str(dict(choices).get(text, text))
