"""What people do to cases. Each is one transaction with one line in the ledger."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models, transaction

from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.access.roles import insist
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, count, record
from oocr.cases.actions.here import insist_here
from oocr.cases.ages import is_child_on
from oocr.cases.content import KINDS, LARGEST, kind_of
from oocr.cases.facts import Fact, as_text, subject_of, value_of
from oocr.cases.models import Case, CaseCrime, Correction, Crime, Document, Person, PersonAlias, SavedView
from oocr.cases.names import search_names
from oocr.cases.states import CASE
from oocr.lifecycle.perform import perform
from oocr.lifecycle.verdict import Refused, no


@transaction.atomic
def open_case(
    *,
    reference: str,
    person: Person,
    crimes: list[Crime],
    agency: Agency,
    officer: User | None,
    opened_on: date,
    summary: str,
    by: User,
    at: datetime,
) -> Case:
    """Begin to handle one person and one incident together. It takes at least one crime."""
    insist(by, Permission.OPEN_CASE)
    if agency not in by.agencies_where(Permission.OPEN_CASE):
        raise Refused(no("other-agency", f"Your role does not let you open a case for {agency}."))
    if not crimes:
        raise Refused(no("no-crime", "A case needs at least one crime."))
    if Case.objects.filter(reference=reference).exists():
        raise Refused(no("reference-taken", f"There is already a case {reference}."))
    case = Case.objects.create(
        reference=reference,
        person=person,
        agency=agency,
        officer=officer,
        officer_collar_number=officer.collar_number if officer else "",
        state=CASE.start,
        opened_on=opened_on,
        summary=summary,
        area_code=person.area_code,
        is_child=is_child_on(person.date_of_birth, opened_on),
        restricted=person.restricted,
    )
    CaseCrime.objects.bulk_create(CaseCrime(case=case, crime=crime) for crime in crimes)
    record(Event.CASE_OPENED, about=case, by=by, at=at)
    return case


@transaction.atomic
def resolve_case(*, case: Case, by: User, at: datetime) -> Case:
    """Say that a resolution was issued, and nothing more has to be decided."""
    return perform(CASE, "resolve", case, by=by, at=at)


@transaction.atomic
def close_case(*, case: Case, closed_on: date, by: User, at: datetime) -> Case:
    """End the work on a case. Nothing opens it again; facts can still be corrected."""
    if closed_on < case.opened_on:
        raise Refused(no("closed-before-opened", "A case cannot be closed before it was opened."))
    case = perform(CASE, "close", case, by=by, at=at)
    case.closed_on = closed_on
    case.save(update_fields=["closed_on"])
    return case


@transaction.atomic
def correct_fact(
    *,
    case: Case,
    thing: Any,
    field: str,
    value: Any,
    reason: str,
    was: str | None = None,
    by: User,
    at: datetime,
) -> Correction:
    """Put a recorded fact right. What it said, what it says now and why are kept; the ledger names only the field.

    `thing` is the person, crime, victim, case, resolution or outcome code of this case. `was` is the text of the value
    as the corrector saw it: when someone else has changed it since, nothing is overwritten.
    """
    fact = may_correct(case, thing, field, by)
    if not reason.strip():
        raise Refused(no("no-reason", "Say why the fact is corrected."))
    thing = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    old, new = as_text(value_of(thing, field)), as_text(value)
    if was is not None and was != old:
        raise Refused(no("changed-meanwhile", f"{fact.label} was changed by someone else. Look at it again."))
    if old == new:
        raise Refused(no("no-change", f"{fact.label} already says this."))
    _set(thing, field, value)
    _keep_in_step(thing, field)
    correction = Correction.objects.create(
        case=case,
        about_model=subject_of(thing).key,
        about_pk=thing.pk,
        field=field,
        old_value=old,
        new_value=new,
        reason=reason.strip(),
        corrected_at=at,
        corrected_by=by.ledger_ref,
    )
    record(Event.FACT_CORRECTED, about=case, by=by, at=at, field=field, thing=thing.ledger_ref)
    return correction


def may_correct(case: Case, thing: models.Model, field: str, by: User) -> Fact:
    """The fact, if there is one in this field and this person may correct it; refused otherwise. Changes nothing."""
    insist_here(by, Permission.CORRECT_FACTS, case)
    fact = subject_of(thing).fact(field)
    if fact is None:
        raise Refused(no("not-a-fact", "This cannot be corrected here."))
    for permission in fact.takes:
        insist_here(by, permission, case)
    return fact


def _set(thing: Any, field: str, value: Any) -> None:
    """Write the value, if the row can hold it. Dates out of order and the like are refused in words."""
    if field == "aliases":
        PersonAlias.objects.filter(person=thing).delete()
        PersonAlias.objects.bulk_create(PersonAlias(person=thing, name=name) for name in dict.fromkeys(value))
        return
    setattr(thing, field, value)
    try:
        thing.clean_fields(exclude={f.name for f in thing._meta.concrete_fields if f.name != field})
        thing.validate_constraints()
    except ValidationError as error:
        raise Refused(no("not-possible", " ".join(error.messages))) from None
    thing.save(update_fields=[field])


def _keep_in_step(thing: Any, field: str) -> None:
    """Work out again what was read from the fact: what is searched, and what decides who may see a case."""
    if isinstance(thing, Person):
        _person_in_step(thing, field)
    elif isinstance(thing, Case) and field == "opened_on":
        thing.is_child = is_child_on(thing.person.date_of_birth, thing.opened_on)
        thing.save(update_fields=["is_child"])
    elif isinstance(thing, Case) and field == "officer_collar_number":
        number = thing.officer_collar_number
        thing.officer = User.objects.filter(collar_number=number).first() if number else None
        thing.save(update_fields=["officer"])


def _person_in_step(person: Person, field: str) -> None:
    if field in ("given_names", "family_name", "aliases"):
        aliases = [alias.name for alias in person.aliases.order_by("pk")]
        person.search_names = search_names(person.given_names, person.family_name, aliases)
        person.save(update_fields=["search_names"])
    elif field in ("area_code", "restricted"):
        person.cases.update(**{field: getattr(person, field)})
    elif field == "date_of_birth":
        for case in person.cases.all():
            case.is_child = is_child_on(person.date_of_birth, case.opened_on)
            case.save(update_fields=["is_child"])


@transaction.atomic
def add_document(*, case: Case, title: str, content: File, by: User, at: datetime) -> Document:
    """Keep a paper with a case. Its kind is read from its content; its own name is forgotten."""
    insist_here(by, Permission.ADD_DOCUMENT, case)
    if content.size is None or content.size > LARGEST:
        raise Refused(no("too-large", f"The file must be smaller than {LARGEST // 1_000_000} MB."))
    kind = kind_of(content)
    if kind is None:
        raise Refused(no("wrong-kind", f"The file must be one of these: {accepted_kinds()}."))
    document = Document.objects.create(
        case=case,
        title=title,
        content=content,
        content_type=kind.media_type,
        size=content.size,
        added_at=at,
        added_by=by,
    )
    record(Event.DOCUMENT_ADDED, about=case, by=by, at=at, document=document.ledger_ref)
    return document


def accepted_kinds() -> str:
    """The kinds of file that may be kept, in words."""
    return ", ".join(kind.label for kind in KINDS.values())


@transaction.atomic
def record_reading(*, case: Case, by: User, at: datetime) -> None:
    """Write down that someone read a case: once for each person, case and hour, however many pages they turn."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    asked = Asked(about=case.ledger_ref, by=by.ledger_ref, event=Event.CASE_VIEWED, since=hour)
    if not count(asked):
        record(Event.CASE_VIEWED, about=case, by=by, at=at)


@transaction.atomic
def record_history_reading(*, case: Case, by: User, at: datetime) -> None:
    """Write down that someone read who had done what with a case."""
    record(Event.CASE_HISTORY_VIEWED, about=case, by=by, at=at)


@transaction.atomic
def record_document_reading(*, document: Document, by: User, at: datetime) -> None:
    """Write down that someone took a document."""
    record(Event.DOCUMENT_READ, about=document.case, by=by, at=at, document=document.ledger_ref)


@transaction.atomic
def record_search(*, shown: int, by: User, at: datetime) -> None:
    """Write down that someone looked for a person or a number, and how many cases came; never what they typed."""
    record(Event.CASES_LISTED, about=by, by=by, at=at, count=shown)


@transaction.atomic
def record_export(*, taken: int, by: User, at: datetime) -> None:
    """Write down that cases left the service in a file."""
    insist(by, Permission.EXPORT_CASES)
    record(Event.CASES_EXPORTED, about=by, by=by, at=at, count=taken, format="CSV")


@transaction.atomic
def save_view(*, name: str, query: dict[str, list[str]], by: User, at: datetime) -> SavedView:
    """Keep the filters and order of the case list under a name, for oneself. The same name is written over."""
    view, _ = SavedView.objects.update_or_create(
        user=by, name=name, defaults={"query": query, "saved_at": at, "saved_by": by}
    )
    record(Event.LIST_SAVED, about=view, by=by, at=at)
    return view


@transaction.atomic
def remove_view(*, view: SavedView, by: User, at: datetime) -> None:
    """Forget one's own saved view."""
    if view.user_id != by.pk:
        raise Refused(no("not-yours", "This saved view is someone else’s."))
    record(Event.LIST_REMOVED, about=view, by=by, at=at)
    view.delete()
