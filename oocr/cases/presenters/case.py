"""What this room supplies to the pages about one case: who it is about, the facts, and what happened.

Fields that the reader may not see are not fetched into words at all: every fact goes through `_facts`, which asks
the permissions that the fact takes (`oocr.cases.facts`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import who_could
from oocr.cases.ages import age_on
from oocr.cases.content import KINDS
from oocr.cases.facts import SUBJECTS, as_text, in_words, subject_of, value_of
from oocr.cases.facts import Fact as RecordedFact
from oocr.cases.models import Case, Correction, Crime, Document, Offence, OutcomeCode, Resolution
from oocr.cases.presenters.listing import STATE_TAGS
from oocr.cases.queries import CaseWhole
from oocr.cases.stages import stage_of, with_stage
from oocr.cases.states import CASE, State
from oocr.cases.vocabulary import (
    LOCAL_AUTHORITIES,
    OUTCOME_CODES,
    RESOLUTION_LABELS,
    ResolutionKind,
    VictimKind,
)
from oocr.ui.formats import NOT_RECORDED, day, file_size, sentence_case
from oocr.ui.page import Link, Page
from oocr.ui.parts import Fact, Happening, Tag

STAGE = SUBJECTS["case"].fact("stage").label  # type: ignore[union-attr]  # it is a fact of the case


@dataclass(kw_only=True)
class CorrectFactPage(Page):
    """One fact, what is recorded now, and the form."""

    label: str
    recorded: str
    about: str


@dataclass(kw_only=True)
class AddDocumentPage(Page):
    """The form for a document."""


@dataclass(kw_only=True)
class MovePage(Page):
    """What a move means, and its button."""

    reference: str
    heading: str
    means: str
    button: str


def correct_fact_page(case: Case, thing: Any, fact: RecordedFact, form: Any) -> CorrectFactPage:
    """The page to correct one fact. Its title names the fact and nobody."""
    subject = subject_of(thing)
    tab = {"case": "case", "person": "case_person", "resolution": "case_resolutions"}
    return CorrectFactPage(
        title=f"Correct {fact.label[:1].lower()}{fact.label[1:]}",
        back=reverse(f"desk:{tab.get(subject.key, 'case_crimes')}", args=[case.reference]),
        form=form,
        label=fact.label,
        recorded=said_value(thing, fact.field) or "Not recorded",
        about=f"Case {case.reference}"
        if thing == case
        else f"{sentence_case(subject.label)} of case {case.reference}",
    )


def add_document_page(case: Case, form: Any) -> AddDocumentPage:
    """The page to add a document."""
    return AddDocumentPage(
        title="Add a document", back=reverse("desk:case_documents", args=[case.reference]), form=form
    )


MEANS = {
    "resolve": (
        "Record the case as resolved",
        "The resolution was issued and nothing more has to be decided.",
        "Resolve the case",
    ),
    "close": (
        "Close the case",
        "The work on it is over, and nothing opens it again. Facts can still be corrected.",
        "Close the case",
    ),
}


def move_page(case: Case, move: str, form: Any) -> MovePage:
    """The page that asks whether someone means it."""
    heading, means, button = MEANS[move]
    return MovePage(
        title=heading,
        back=reverse("desk:case", args=[case.reference]),
        form=form,
        reference=case.reference,
        heading=heading,
        means=means,
        button=button,
    )


def moves_open(case: Case, user: User) -> list[tuple[Link, str]]:
    """What can be done with the case now: a link or, with no address, the reason why not."""
    return [
        (
            Link(
                MEANS[move.name][2],
                reverse("cases:move_case", args=[case.reference, move.name]) if verdict else "",
            ),
            verdict.because,
        )
        for move, verdict in CASE.open_to(case, user)
        if user.may(Permission.CLOSE_CASE)
    ]


@dataclass(frozen=True)
class Card:
    """Facts about one thing under one heading."""

    title: str
    facts: Sequence[Fact]
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class CrimePanel:
    """A crime with its outcome codes and victims."""

    title: str
    facts: Sequence[Fact]
    codes: Sequence[Card]
    victims: Sequence[Card]


@dataclass(frozen=True)
class DocumentLine:
    """A document as it is listed."""

    link: Link
    kind: str
    size: str
    added: str


def identity_facts(case: Case, user: User, today: date) -> list[tuple[str, str]]:
    """What the bar above every page of a case says, besides the name."""
    facts = [("Reference", case.reference)]
    if user.may(Permission.SEE_IDENTITY):
        born = case.person.date_of_birth
        facts.insert(0, ("Date of birth", f"{day(born)} ({age_on(born, today)})" if born else ""))
    return facts


def identity_name(case: Case, user: User) -> str:
    """The person's name, for those who may see it; the reference for others."""
    return case.person.name if user.may(Permission.SEE_IDENTITY) else case.reference


def identity_tags(case: Case) -> list[Tag]:
    """What must not be missed about a case."""
    tags = [STATE_TAGS[State(case.state)]]
    if case.is_child:
        tags.append(Tag("Child", "purple"))
    if case.restricted:
        tags.append(Tag("Access restricted", "red"))
    return tags


def case_facts(case: Case, user: User, officers: Mapping[str, str]) -> list[Fact]:
    """The case itself."""
    stands = [
        Fact("Status", tag=STATE_TAGS[State(case.state)]),
        Fact("Agency", case.agency.name),
        Fact("Local authority", LOCAL_AUTHORITIES.get(case.area_code, "")),
    ]
    told = _facts(case, case, user, officers)
    stage = stage_of(with_stage(Case.objects.filter(pk=case.pk)).get())
    if stage != said_value(case, "stage"):  # what is known here says more than the extract
        stands += [Fact(STAGE, stage)] if stage else []
        told = [fact for fact in told if fact.label != STAGE]
    return stands + told


def extract_facts(case: Case, user: User) -> list[Fact]:
    """What only the extract says of a case, for its history: it is kept, though the work has gone on here."""
    return [fact for fact in _facts(case, case, user) if fact.label == STAGE]


def person_facts(case: Case, user: User) -> list[Fact]:
    """Who the case is about."""
    return _facts(case, case.person, user)


def crime_panels(case: Case, whole: CaseWhole, user: User) -> list[CrimePanel]:
    """Each crime with its outcome codes, and its victims for those who may see them."""
    sees_victims = user.may_at(Permission.SEE_VICTIM, case.agency_id)
    return [
        CrimePanel(
            title=crime.offence.title,
            facts=[*_crime_number(crime, user), *_facts(case, crime, user)],
            codes=[_code_card(case, code, user) for code in crime.outcome_codes.all()],
            victims=[
                Card(f"Victim, {VictimKind(victim.kind).value}", _facts(case, victim, user))
                for victim in (crime.victims.all() if sees_victims else ())
            ],
        )
        for crime in whole.crimes
    ]


def _crime_number(crime: Crime, user: User) -> list[Fact]:
    return [Fact("Crime number", crime.crime_number)] if user.may(Permission.SEE_IDENTITY) else []


def _code_card(case: Case, code: OutcomeCode, user: User) -> Card:
    return Card(f"Outcome code {code.code}", _facts(case, code, user))


def resolution_cards(case: Case, whole: CaseWhole, user: User, officers: Mapping[str, str]) -> list[Card]:
    """Each resolution issued to the person."""
    return [
        Card(RESOLUTION_LABELS[ResolutionKind(resolution.kind)], _facts(case, resolution, user, officers))
        for resolution in whole.resolutions
    ]


def document_lines(documents: Iterable[Document], case: Case) -> list[DocumentLine]:
    """The documents of a case, newest first."""
    return [
        DocumentLine(
            Link(document.title, reverse("cases:document", args=[case.reference, document.pk])),
            KINDS[document.content_type].label,
            file_size(document.size),
            f"{day(document.added_at)} by {document.added_by.name}",
        )
        for document in documents
    ]


def _facts(case: Case, thing: Any, user: User, officers: Mapping[str, str] | None = None) -> list[Fact]:
    """What is recorded of a thing, as far as this person may see it, with where to correct each fact."""
    subject = subject_of(thing)
    corrects = case.is_open_to(user, Permission.CORRECT_FACTS)
    facts = []
    for fact in subject.facts:
        if all(user.may(permission) for permission in fact.takes if permission != Permission.SEE_RESTRICTED):
            correctable = corrects and all(case.is_open_to(user, permission) for permission in fact.takes)
            if fact.field == "closed_on" and case.state != State.CLOSED:
                continue  # closing the case says it
            change = reverse("cases:correct_fact", args=[case.reference, subject.key, thing.pk, fact.field])
            said = said_value(thing, fact.field)
            if fact.field.endswith("collar_number") and officers and said in officers:
                said = f"{said}, {officers[said]}"
            if corrects and not correctable:
                who = who_could(Permission.CORRECT_FACTS, *fact.takes)
                facts.append(Fact(fact.label, [said or NOT_RECORDED, f"You cannot change this. {who}"]))
            else:
                facts.append(Fact(fact.label, said, change=change if correctable else ""))
    return facts


def said_value(thing: Any, field: str) -> str:
    """A recorded value as people read it; empty when nothing was recorded."""
    return in_words_as_read(
        subject_of(thing).key, field, as_text(value_of(thing, field)), value_of(thing, field)
    )


def in_words_as_read(subject: str, field: str, text: str, value: Any = None) -> str:
    """The same from its written form: choices by their labels, dates in words, a local authority by its name."""
    if text in ("", "not_recorded"):
        return ""
    if field == "restricted":
        return "Yes" if text == "yes" else "No"
    if field == "area_code":
        return LOCAL_AUTHORITIES.get(text, text)
    if field == "code":
        return f"{text}, {OUTCOME_CODES[text]}"
    if isinstance(value, Offence):
        return f"{value.code}, {value.title}"
    if field in ("stage", "authority_rank"):
        return sentence_case(text)  # words of the force's own system, as it writes them
    if field.endswith("_on") or field in ("date_of_birth", "committed_from", "committed_to"):
        return day(date.fromisoformat(text))
    return in_words(SUBJECTS[subject], field, text)


def source_of(batch: str) -> str:
    """Who says so: the extract that brought a fact, or the police when a person wrote it down here."""
    return f"the extract, {batch.replace(':', ' ')}" if batch else "people here"


def case_happenings(case: Case, whole: CaseWhole, user: User, officers: Mapping[str, str]) -> list[Happening]:
    """What this room knows to have happened, in no order."""
    happened = [
        Happening("Case opened", case.opened_on, _said_by(case.officer_collar_number, case.batch, officers))
    ]
    if case.closed_on:
        happened.append(Happening("Case closed", case.closed_on, source_of(case.batch)))
    happened += [_issued(resolution, officers) for resolution in whole.resolutions]
    for crime in whole.crimes:
        happened += [
            Happening(
                f"Outcome code {code.code} recorded",
                code.recorded_on,
                source_of(code.batch),
                f"{OUTCOME_CODES[code.code]}, for {crime.offence.title[:1].lower()}{crime.offence.title[1:]}.",
            )
            for code in crime.outcome_codes.all()
        ]
    happened += [
        Happening("Document added", document.added_at, document.added_by.name, document.title)
        for document in whole.documents
    ]
    return happened


def _issued(resolution: Resolution, officers: Mapping[str, str]) -> Happening:
    label = RESOLUTION_LABELS[ResolutionKind(resolution.kind)]
    number = resolution.authorised_by_collar_number
    authority = (
        f"Authorised by {resolution.authority_rank or 'officer'} {officers.get(number, number)}."
        if number
        else ""
    )
    by = _said_by(resolution.issued_by_collar_number, resolution.batch, officers)
    return Happening(f"{label} issued", resolution.issued_on, by, authority)


def _said_by(number: str, batch: str, officers: Mapping[str, str]) -> str:
    """The officer who did it and, when an extract says so, which."""
    if not number:
        return source_of(batch)
    officer = f"officer {number}" + (f", {officers[number]}" if number in officers else "")
    return f"{officer} (from {source_of(batch)})" if batch else officer


def correction_happenings(
    corrections: Sequence[Correction], user: User, names: Mapping[str, str]
) -> list[Happening]:
    """Each correction with the value before and after, for those who may see the fact."""
    return [
        Happening(
            f"{fact.label} corrected",
            correction.corrected_at,
            names.get(correction.corrected_by, correction.corrected_by),
            _before_and_after(correction) if all(user.may(p) for p in fact.takes) else "",
        )
        for correction in corrections
        if (fact := SUBJECTS[correction.about_model].fact(correction.field))
    ]


def _before_and_after(correction: Correction) -> str:
    def said(text: str) -> str:
        return in_words_as_read(correction.about_model, correction.field, text) or "not recorded"

    return f"It said: {said(correction.old_value)}. It says now: {said(correction.new_value)}. Why: {correction.reason}"
