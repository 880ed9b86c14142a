"""The task list of a case, and the page of one task: what is asked, what was said, and what policy still misses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import who_could
from oocr.cases.actions.answers import may_record
from oocr.cases.facts import subject_of
from oocr.cases.known import Known, Likeness, look_back_months, seen_among
from oocr.cases.models import Answer, Case, Resolution
from oocr.cases.presenters.case import identity_facts, identity_name, identity_tags, said_value
from oocr.cases.queries import cases_among
from oocr.cases.questions import (
    QUESTIONS,
    Kind,
    Question,
    TaskSection,
    Value,
    question_for,
    sections_for,
)
from oocr.cases.questions.shapes import NO, YES
from oocr.cases.stated import heard_of
from oocr.cases.states import State
from oocr.cases.vocabulary import RESOLUTION_LABELS, ResolutionKind
from oocr.lifecycle.verdict import Verdict
from oocr.policy.facts import FACTS
from oocr.policy.facts import Section as PolicySection
from oocr.ui.formats import day, plural
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell, Column, Fact, Happening, Tag, Task

# What stands in other tables and belongs on a task's page, to be corrected where it stands.
OF_CRIMES = {
    PolicySection.CRIMES: ("domestic_abuse", "emergency_worker", "weapon", "drug_class"),
    PolicySection.HATE: ("hate_strand",),
}
OF_PERSON = {PolicySection.NEEDS: ("needs",)}


@dataclass(frozen=True)
class Standing:
    """How far a task has got: whether anything of it is known, the questions open, and the facts policy misses.

    A task for few cases that nobody has begun is not waited for.
    """

    is_begun: bool
    open: int
    missing: Sequence[str]
    is_waited_for: bool = True

    @property
    def is_complete(self) -> bool:
        """Is everything answered that is asked, and does policy miss nothing?"""
        return not self.open and not self.missing


def standing_of(section: TaskSection, known: Known) -> Standing:
    """Worked out from what is asked now: a follow-up that is not called for is not missed."""
    asked = section.asked(heard_of(known.answers), child=known.case.is_child, sure=known.sure)
    answered = [question for question in asked if question.name in known.answers]
    recorded = [fact for fact in section.recorded if fact in known.facts]
    wanted = dict.fromkeys([*section.recorded, *(fact for question in asked for fact in question.facts)])
    missing = [fact for fact in wanted if fact not in known.facts]
    is_begun = bool(answered or recorded)
    if section.where_it_applies and not is_begun:
        return Standing(is_begun, len(asked), (), is_waited_for=False)
    return Standing(is_begun, len(asked) - len(answered), missing)


@dataclass(frozen=True)
class TaskList:
    """The tasks with how far each has got, and what to know before beginning."""

    tasks: Sequence[Task]
    progress: str
    why_not: str


def task_list(known: Known, user: User) -> TaskList:
    """The task list of a case. Who may not record says why on it, and what they may record all the same."""
    verdict = may_record(known.case, user)
    sections = sections_for(child=known.case.is_child)
    standings = [standing_of(section, known) for section in sections]
    own = [section.title for section in sections if may_record(known.case, user, section.key)]
    waited_for = [standing for standing in standings if standing.is_waited_for]
    complete = sum(standing.is_complete for standing in waited_for)
    return TaskList(
        tasks=[
            Task(
                section.title,
                href=reverse("cases:facts_section", args=[known.case.reference, section.key]),
                hint=_still(standing) if standing.is_waited_for else section.where_it_applies,
                status="Complete" if standing.is_complete else "",
                tag=_tag(standing),
            )
            for section, standing in zip(sections, standings, strict=True)
        ],
        progress=f"{complete} of {len(waited_for)} complete.",
        why_not=f"{verdict.because} You may record “{own[0]}”." if own and not verdict else verdict.because,
    )


def _tag(standing: Standing) -> Tag | None:
    if standing.is_complete:
        return None
    if not standing.is_waited_for:
        return Tag("If it applies", "grey")
    return Tag("Some unknown", "yellow") if standing.is_begun else Tag("Not started", "grey")


def _still(standing: Standing) -> str:
    if standing.missing:
        return f"Policy still misses {plural(len(standing.missing), 'fact')}"
    return f"{plural(standing.open, 'question')} open, of which policy needs none" if standing.open else ""


@dataclass(frozen=True)
class Ask:
    """A question as it is drawn, with those that follow from some of its answers."""

    field: Any
    inline: bool
    width: str
    reveals: Sequence[str]
    says: str
    followups: "Sequence[Ask]"


@dataclass(frozen=True)
class Group:
    """Facts under a heading."""

    title: str
    facts: Sequence[Fact]


@dataclass(kw_only=True)
class SectionPage(Page):
    """One task. Without `asks` it is only read, and `why_not` says why."""

    heading: str
    about: str
    name: str
    identity: Sequence[tuple[str, str]]
    tags: Sequence[Tag]
    asks: Sequence[Ask]
    why_not: str
    answers: Sequence[Fact]
    missing: Sequence[Link]
    groups: Sequence[Group]
    happenings: Sequence[Happening]
    earlier: "EarlierPart | None"


def section_page(known: Known, section: TaskSection, form: Any, verdict: Verdict, user: User) -> SectionPage:
    """The page of one task, for those who may answer and for those who may read."""
    case = known.case
    sees_victims = user.may_at(Permission.SEE_VICTIM, case.agency_id)
    shown = [q for q in section.questions if sees_victims or not q.of_victim]
    missing, heard = standing_of(section, known).missing, heard_of(known.answers)
    is_history = section.section is PolicySection.HISTORY
    return SectionPage(
        title=f"{section.title}, case {case.reference}",
        back=reverse("desk:case_facts", args=[case.reference]),
        back_label="Facts of the case",
        form=form if verdict else None,
        heading=section.title,
        about=section.about,
        name=identity_name(case, user),
        identity=identity_facts(case, user, known.on),
        tags=identity_tags(case),
        asks=_asks(form) if verdict else (),
        why_not=verdict.because,
        answers=_read_only(section, known, shown),
        missing=[
            Link(FACTS[fact].missing, place_of(question_for(fact, heard)) if verdict else "")
            for fact in missing
        ],
        groups=_groups(section, known, user),
        happenings=_history(known, {question.name for question in shown}),
        earlier=_earlier(known, user, bool(verdict)) if is_history else None,
    )


def place_of(question: Question | None) -> str:
    """Where on the page of its task a question stands; nowhere when a fact is read from elsewhere."""
    if question is None:
        return ""
    return f"#id_{question.name}-day" if question.kind is Kind.DATE else f"#id_{question.name}"


def _asks(form: Any) -> list[Ask]:
    """The questions in their order, each follow-up under the one it follows."""

    def ask(question: Question) -> Ask:
        following = [q for q in form.questions if q.only_if and q.only_if.question == question.name]
        conditions = [q.only_if for q in following if q.only_if]
        return Ask(
            field=form[question.name],
            inline=question.kind is Kind.YES_NO,
            width="3" if question.kind is Kind.WHOLE else "",
            reveals=[_typed(value) for value in conditions[0].answers] if conditions else (),
            says=conditions[0].says if conditions else "",
            followups=[ask(q) for q in following],
        )

    return [ask(question) for question in form.questions if question.only_if is None]


def _typed(value: Value) -> str:
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def in_words(question: Question, value: Value) -> str:
    """An answer as people read it; empty when it is not known."""
    if value is None:
        return ""
    match question.kind:
        case Kind.YES_NO:
            return "Yes" if value else "No"
        case Kind.ONE_OF:
            return dict(question.choices).get(value, str(value))
        case Kind.MANY:
            labels = dict(question.choices)
            return "; ".join(labels.get(word, str(word)) for word in value)
        case Kind.DATE:
            return day(date.fromisoformat(value))
        case _:
            return str(value)


def _read_only(section: TaskSection, known: Known, shown: Sequence[Question]) -> list[Fact]:
    asked = section.asked(heard_of(known.answers), child=known.case.is_child, sure=known.sure)
    return [
        Fact(question.label, in_words(question, known.answers.get(question.name)))
        for question in asked
        if question in shown
    ]


def _groups(section: TaskSection, known: Known, user: User) -> list[Group]:
    """What stands elsewhere and is corrected there: on the crimes, on the person, and in the offence itself."""
    groups = []
    for crime in known.crimes if section.section in OF_CRIMES else ():
        facts = [_elsewhere(known.case, crime, field, user) for field in OF_CRIMES[section.section]]
        groups.append(Group(f"Recorded with the crime: {crime.offence.title}", facts))
    if section.section in OF_PERSON:
        facts = [
            _elsewhere(known.case, known.case.person, field, user) for field in OF_PERSON[section.section]
        ]
        groups.append(Group("Recorded of the person", facts))
    running = [each for each in known.earlier.resolutions if each.case.state != State.CLOSED]
    if section.section is PolicySection.ORDERS and running:
        facts = [Fact(kind_of(each), f"Issued on {day(each.issued_on)}") for each in running]
        groups.append(Group("In cases of this person that are not closed", facts))
    read = [q for q in section.questions if q.name in known.sure and q.name in known.facts]
    if read:
        facts = [Fact(q.label, in_words(q, known.facts[q.name])) for q in read]
        groups.append(Group("Read from the offence", facts))
    return groups


def _elsewhere(case: Case, thing: Any, field: str, user: User) -> Fact:
    subject = subject_of(thing)
    fact = subject.fact(field)
    assert fact is not None  # named above
    change = reverse("cases:correct_fact", args=[case.reference, subject.key, thing.pk, field])
    may = all(case.is_open_to(user, each) for each in (Permission.CORRECT_FACTS, *fact.takes))
    return Fact(fact.label, said_value(thing, field), change=change if may else "")


def _history(known: Known, names: set[str]) -> list[Happening]:
    """Who answered what and when, and why it was changed: newest first."""
    return [
        Happening(
            QUESTIONS[answer.question].label, answer.answered_at, answer.answered_by.name, _told(answer)
        )
        for answer in known.said
        if answer.question in names
    ]


def _told(answer: Answer) -> str:
    question = QUESTIONS[answer.question]
    now = in_words(question, answer.value) or "not known any more"
    if answer.replaces is None or answer.replaces.value is None:
        return now
    return f"{now}. Before: {in_words(question, answer.replaces.value)}. Why: {answer.reason}"


@dataclass(frozen=True)
class EarlierPart:
    """The earlier resolutions the service knows of, and the records that may be the same person."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    counted: str
    alike: Sequence[Task]
    unseen: str


def _earlier(known: Known, user: User, may_say: bool) -> EarlierPart:
    earlier = known.earlier
    seen = seen_among(user, [likeness.person for likeness in earlier.alike])
    unseen = sum(likeness.person.pk not in seen for likeness in earlier.undecided)
    return EarlierPart(
        columns=[Column("Resolution"), Column("Issued"), Column("Case")],
        rows=_resolution_rows(earlier.resolutions, user),
        counted=_counted(known),
        alike=[_alike_task(known.case, each, may_say) for each in earlier.alike if each.person.pk in seen],
        unseen=(
            f"{plural(unseen, 'more record')} may be this person, and you may not see who. "
            + who_could(Permission.SEE_RESTRICTED)
            if unseen
            else ""
        ),
    )


def _counted(known: Known) -> str:
    count = known.facts.get("earlier_resolutions_in_look_back")
    period = f"The look-back period is the last {look_back_months(known.on)} months."
    if count is None:
        how = "say what was found elsewhere, and compare each record that may be the same person"
        return f"{period} How many resolutions count is not known yet: {how}."
    return f"{period} {plural(int(count), 'resolution counts', 'resolutions count')}, here and elsewhere."


def _resolution_rows(resolutions: Sequence[Resolution], user: User) -> list[list[Cell]]:
    seen = cases_among(user, [resolution.case.reference for resolution in resolutions])
    rows = []
    for resolution in resolutions:
        reference = resolution.case.reference
        where = (
            Cell(reference, reverse("desk:case", args=[reference]))
            if reference in seen
            else Cell("A case that you may not see")
        )
        rows.append([Cell(kind_of(resolution)), Cell(day(resolution.issued_on)), where])
    return rows


def kind_of(resolution: Resolution) -> str:
    """What was issued, in words."""
    return RESOLUTION_LABELS[ResolutionKind(resolution.kind)]


def _alike_task(case: Case, likeness: Likeness, may_say: bool) -> Task:
    said = {
        True: Tag("Same person", "green"),
        False: Tag("Not the same", "grey"),
        None: Tag("Not compared", "yellow"),
    }
    born = day(likeness.person.date_of_birth)
    href = reverse("cases:compare_people", args=[case.reference, likeness.person.pk]) if may_say else ""
    return Task(likeness.person.name, href=href, hint=f"Born {born}", tag=said[likeness.is_same])
