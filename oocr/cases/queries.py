"""What may be asked of cases: by a person, and by the measures room.

The analysis tables are SQL, because they are written out by the database itself, millions of rows at a time; their
columns are explained in `oocr.measures.tables`. They hold no name, date of birth, address or police reference.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Trim
from django.http import Http404

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.models import (
    Answer,
    Case,
    CaseCrime,
    Correction,
    Crime,
    Document,
    OutcomeCode,
    Person,
    Resolution,
    SavedView,
    Victim,
)
from oocr.cases.vocabulary import NOT_RECORDED, SELF_DEFINED

# What corrections are kept of (`facts.SUBJECTS`, which stands on these queries' tables too, has the facts of each).
SUBJECT_KEYS = ("person", "crime", "victim", "case", "resolution", "outcome_code")

AGE_BANDS = (
    (10, "under_10"),
    (18, "10_to_17"),
    (25, "18_to_24"),
    (35, "25_to_34"),
    (45, "35_to_44"),
    (55, "45_to_54"),
)


def age_columns(on: str, prefix: str = "") -> str:
    """SQL: adult, child or not recorded, and the age band, of the person `p` on a day."""
    years = f"date_part('year', age({on}, p.date_of_birth))"
    bands = " ".join(f"WHEN {years} < {under} THEN '{band}'" for under, band in AGE_BANDS)
    return (
        f"CASE WHEN p.date_of_birth IS NULL THEN '{NOT_RECORDED}' WHEN {years} >= 18 THEN 'adult' ELSE 'child' END"
        f" AS {prefix}age_group,\n"
        f"CASE WHEN p.date_of_birth IS NULL THEN '{NOT_RECORDED}' {bands} ELSE '55_and_over' END AS {prefix}age_band"
    )


def ethnicity_columns() -> str:
    """SQL: what the person `p` said, its broad group, and the group as the area publishes it."""
    groups = " ".join(
        f"WHEN '{code}' THEN '{NOT_RECORDED if code == NOT_RECORDED else group}'"
        for code, (_, group) in SELF_DEFINED.items()
    )
    published = "WHEN 'W1' THEN 'White British' " + groups.replace("THEN 'White'", "THEN 'White other'")
    return (
        "p.ethnicity_self_defined AS ethnicity,\n"
        f"CASE p.ethnicity_self_defined {groups} END AS ethnicity_group,\n"
        f"CASE p.ethnicity_self_defined {published} END AS ethnicity_published"
    )


def area_column(table: str) -> str:
    """SQL: the local authority of a row, or that it is not known."""
    return f"coalesce(nullif({table}.area_code, ''), '{NOT_RECORDED}') AS area_code"


def analysis_of_people() -> str:
    """One row per person that a case is about."""
    return f"""
        SELECT p.id AS person_id, p.sex, {ethnicity_columns()}, {area_column("p")},
               (SELECT min(c.opened_on) FROM cases_case c WHERE c.person_id = p.id) AS first_case_opened_on
        FROM cases_person p
    """  # noqa: S608  # nothing here comes from outside


def analysis_of_resolutions() -> str:
    """One row per resolution issued. The conditions room adds what became of its conditions."""
    return f"""
        SELECT r.id AS resolution_id, c.reference AS case_reference, p.id AS person_id, r.kind, r.issued_on,
               {age_columns("r.issued_on")}, a.key AS agency, {area_column("p")}, p.sex, {ethnicity_columns()}
        FROM cases_resolution r
        JOIN cases_case c ON c.id = r.case_id
        JOIN cases_person p ON p.id = c.person_id
        JOIN access_agency a ON a.id = c.agency_id
    """  # noqa: S608  # nothing here comes from outside


def analysis_of_outcome_codes() -> str:
    """One row per outcome code. Its case is that of the resolution it follows from or else the crime's first case here."""
    return f"""
        SELECT o.id AS outcome_code_id, o.code, o.recorded_on, f.offence_class, f."group" AS offence_group,
               {area_column("k")}, coalesce(r.kind, 'none') AS resolution_kind,
               CASE WHEN r.id IS NULL THEN 'none'
                    WHEN p.date_of_birth IS NULL THEN '{NOT_RECORDED}'
                    WHEN date_part('year', age(r.issued_on, p.date_of_birth)) >= 18 THEN 'adult'
                    ELSE 'child' END AS resolution_age_group,
               coalesce(rc.reference, kc.reference) AS case_reference
        FROM cases_outcomecode o
        JOIN cases_crime k ON k.id = o.crime_id
        JOIN cases_offence f ON f.id = k.offence_id
        LEFT JOIN cases_resolution r ON r.id = o.resolution_id
        LEFT JOIN cases_case rc ON rc.id = r.case_id
        LEFT JOIN cases_person p ON p.id = rc.person_id
        LEFT JOIN (SELECT crime_id, min(case_id) AS case_id FROM cases_casecrime GROUP BY crime_id) AS first
               ON first.crime_id = o.crime_id
        LEFT JOIN cases_case kc ON kc.id = first.case_id
    """  # noqa: S608  # nothing here comes from outside


def analysis_of_follow_ups() -> str:
    """One row per resolution, with the one before it of the same kind and age group, and the first offence after it."""
    return f"""
        SELECT resolution_id, case_reference, person_id, kind, issued_on, age_group, age_band, sex,
               ethnicity, ethnicity_group, ethnicity_published,
               lag(issued_on) OVER (PARTITION BY person_id, kind, age_group ORDER BY issued_on, resolution_id) AS previous_on,
               (SELECT min(l.committed_on) FROM cases_lateroffence l
                WHERE l.person_id = issued.person_id AND l.committed_on > issued.issued_on) AS next_offence_on
        FROM ({analysis_of_resolutions()}) AS issued
    """  # noqa: S608  # nothing here comes from outside


@dataclass(frozen=True)
class CaseSeen:
    """A case as a list shows it; `name` is empty for those who may not see who people are."""

    reference: str
    name: str
    opened_on: date
    state: str


def cases_among(user: User, references: Collection[str]) -> dict[str, CaseSeen]:
    """Those of the references whose case this person may see. They may be many thousands: no row becomes a model."""
    name: Any = Value("")
    if user.may(Permission.SEE_IDENTITY):
        name = Trim(
            Concat("person__given_names", Value(" "), "person__family_name", output_field=TextField())
        )
    found = Case.objects.visible_to(user).filter(reference__in=references).annotate(called=name)
    seen = (CaseSeen(*row) for row in found.values_list("reference", "called", "opened_on", "state"))
    return {case.reference: case for case in seen}


def case_for(user: User, reference: str) -> Case:
    """The case with this reference, if this person may see it; 404 otherwise, whatever the reason."""
    found = Case.objects.visible_to(user).select_related("person", "agency", "officer")
    if case := found.filter(reference=reference).first():
        return case
    raise Http404


def saved_view_for(user: User, number: int) -> SavedView:
    """One of this person's own saved views; 404 otherwise."""
    if view := SavedView.objects.visible_to(user).filter(pk=number).first():
        return view
    raise Http404


@dataclass(frozen=True)
class CaseWhole:
    """What this room holds of a case, read once: its crimes with victims and codes, resolutions and documents."""

    crimes: list[Crime]
    resolutions: list[Resolution]
    documents: list[Document]

    @property
    def collar_numbers(self) -> set[str]:
        """The officers named by what was issued."""
        named = {r.issued_by_collar_number for r in self.resolutions}
        return named | {r.authorised_by_collar_number for r in self.resolutions}


def case_whole(case: Case) -> CaseWhole:
    """Everything in a case that was already let through `case_for`."""
    crimes = case.crimes.select_related("offence").prefetch_related("victims", "outcome_codes")
    return CaseWhole(
        crimes=list(crimes.order_by("recorded_on", "pk")),
        resolutions=list(case.resolutions.order_by("-issued_on", "-pk")),
        documents=list(case.documents.select_related("added_by").order_by("-added_at", "-pk")),
    )


def officers_numbered(numbers: Collection[str]) -> dict[str, str]:
    """The names of the police people with these collar numbers, as far as they have an account."""
    wanted = {number for number in numbers if number}
    return dict(User.objects.filter(collar_number__in=wanted).values_list("collar_number", "name"))


def things_of(case: Case, key: str) -> QuerySet[Any]:
    """The rows of one kind of subject (`facts.SUBJECTS`) that belong to a case."""
    crimes = CaseCrime.objects.filter(case=case).values("crime")
    return {
        "person": Person.objects.filter(pk=case.person_id),
        "crime": Crime.objects.filter(pk__in=crimes),
        "victim": Victim.objects.filter(crime__in=crimes),
        "case": Case.objects.filter(pk=case.pk),
        "resolution": Resolution.objects.filter(case=case),
        "outcome_code": OutcomeCode.objects.filter(crime__in=crimes),
    }[key]


def thing_for(case: Case, key: str, number: int) -> Any:
    """The person, crime, victim, resolution or outcome code of a case; 404 when it is not part of it."""
    if key in SUBJECT_KEYS and (thing := things_of(case, key).filter(pk=number).first()):
        return thing
    raise Http404


def corrections_of(case: Case) -> list[Correction]:
    """The corrections of everything in a case, newest first, whichever page they were made from."""
    about = Q(case=case)
    for key in SUBJECT_KEYS:
        about |= Q(about_model=key, about_pk__in=things_of(case, key).values("pk"))
    return list(Correction.objects.filter(about).order_by("-corrected_at", "-pk"))


def cases_by_reference(user: User, references: Iterable[str]) -> dict[str, Case]:
    """Those of these cases that this person may see, with their people, by reference."""
    found = Case.objects.visible_to(user).filter(reference__in=list(references)).select_related("person")
    return {case.reference: case for case in found}


def answers_of(case: Case) -> dict[str, Any]:
    """What is known now, question by question (`oocr.cases.questions`); what is not known is not in it."""
    return answers_of_many([case])[case.pk]


def answers_of_many(cases: Collection[Case]) -> dict[int, dict[str, Any]]:
    """The same of several cases at once, by the case's number."""
    known: dict[int, dict[str, Any]] = {case.pk: {} for case in cases}
    newest = Answer.objects.filter(case__in=known).order_by("case", "question", "-pk")
    for answer in newest.distinct("case", "question"):
        if answer.value is not None:
            known[answer.case_id][answer.question] = answer.value
    return known


def document_for(user: User, reference: str, number: int) -> Document:
    """A document of a case this person may see; 404 otherwise."""
    found = Document.objects.filter(case=case_for(user, reference)).select_related("case")
    if document := found.filter(pk=number).first():
        return document
    raise Http404
