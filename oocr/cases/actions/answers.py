"""What people say they know about a case, and whether two records are one person. Nothing said is ever overwritten."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.actions.casework import record_reading
from oocr.cases.actions.here import verdict_here
from oocr.cases.models import Answer, Case, Person, PersonMatch
from oocr.cases.questions import QUESTIONS, SECTIONS, TaskSection, Value
from oocr.cases.questions.person import CHILD
from oocr.cases.states import State
from oocr.lifecycle.verdict import YES, Refused, Verdict, no

NO_REASON = "no-reason"


def may_record(case: Case, by: User, section: str = "") -> Verdict:
    """May this person record what is known about this case, or about one thing of it, now? Changes nothing."""
    if case.state == State.CLOSED:
        return no(
            "case-closed", "The case is closed, so nothing more is recorded about it. What is known stays."
        )
    if section == CHILD.key and verdict_here(by, Permission.RECORD_YOUTH_JUSTICE_FACTS, case):
        return YES
    return verdict_here(by, Permission.RECORD_FACTS, case)


@transaction.atomic
def record_answers(
    *,
    case: Case,
    section: str,
    answers: Mapping[str, Value],
    was: Mapping[str, int] | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> list[Answer]:
    """Keep what someone knows about one thing. Gives back what is new; the same answer again is nothing new.

    `answers` holds a value for each question that was looked at; None says that it is not known. To change or take
    back an answer needs a reason. `was` holds, for each question that had an answer on the page, the number of that
    answer: one changed by someone else since is not overwritten, and one that was left alone is left alone. Without
    `was` the answers are taken as given.
    """
    task = SECTIONS[section]
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    _insist(may_record(case, by, section))
    _only_fit(task, answers, case)
    newest = {answer.question: answer for answer in _newest(case, answers)}
    touched = _touched(case, answers, newest, was)
    if was is not None:
        _nobody_else_changed(touched, newest, was)
    reason = reason.strip()
    changed = [name for name in touched if name in newest and newest[name].value is not None]
    if changed and not reason:
        raise Refused(no(NO_REASON, f"Say why you change what was answered to {_labels(changed)}"))
    kept = Answer.objects.bulk_create(
        Answer(
            case=case,
            question=name,
            value=value,
            reason=reason if name in newest else "",
            replaces=newest.get(name),
            answered_at=at,
            answered_by=by,
        )
        for name, value in touched.items()
    )
    _tell(case, task, kept, by, at)
    return kept


def _only_fit(task: TaskSection, answers: Mapping[str, Value], case: Case) -> None:
    """Every answer is to a question of this page that this case has, and is an answer to it."""
    has_it = case.is_child or not task.children_only
    names = {question.name for question in task.offered(child=case.is_child)} if has_it else set()
    for name, value in answers.items():
        if name not in names:
            raise Refused(no("not-a-question", "This is not asked here."))
        if value is not None and (problem := QUESTIONS[name].problem_with(value)):
            raise Refused(no("not-an-answer", f"{problem}."))


def _newest(case: Case, names: Iterable[str]) -> list[Answer]:
    found = Answer.objects.filter(case=case, question__in=list(names))
    return list(found.order_by("question", "-pk").distinct("question"))


def _touched(
    case: Case, answers: Mapping[str, Value], newest: Mapping[str, Answer], was: Mapping[str, int] | None
) -> dict[str, Value]:
    """The answers that differ from what was there when the page was drawn."""
    if was is None:
        seen = {name: answer.value for name, answer in newest.items()}
    else:
        found = Answer.objects.filter(case=case, pk__in=was.values())
        seen = {answer.question: answer.value for answer in found if was.get(answer.question) == answer.pk}
    said = {name: answer.value for name, answer in newest.items()}
    return {
        name: value
        for name, value in answers.items()
        if not _same(value, seen.get(name)) and not _same(value, said.get(name))
    }


def _same(value: Value, other: Value) -> bool:
    """Whether two answers say the same. True is not 1, and a list of choices has no order."""
    if isinstance(value, list) and isinstance(other, list):
        return sorted(value) == sorted(other)
    return type(value) is type(other) and value == other


def _nobody_else_changed(
    touched: Mapping[str, Value], newest: Mapping[str, Answer], was: Mapping[str, int]
) -> None:
    changed = [name for name in touched if name in newest and newest[name].pk != was.get(name)]
    if changed:
        because = f"Someone else has answered since you opened the page: {_labels(changed)}"
        raise Refused(
            no("changed-meanwhile", f"{because} Look at what they said; if yours is right, save again.")
        )


def _labels(names: Iterable[str]) -> str:
    return ", ".join(f"“{QUESTIONS[name].label}”" for name in names)


def _tell(case: Case, task: TaskSection, kept: list[Answer], by: User, at: datetime) -> None:
    if first := [answer for answer in kept if answer.replaces is None]:
        record(Event.FACTS_RECORDED, about=case, by=by, at=at, count=len(first), section=task.key)
    for answer in kept:
        if answer.replaces is not None:
            event = Event.ANSWER_CHANGED if answer.value is not None else Event.ANSWER_TAKEN_BACK
            record(event, about=case, by=by, at=at, question=answer.question)


@transaction.atomic
def record_match(
    *, case: Case, other: Person, is_same: bool, reason: str, by: User, at: datetime
) -> PersonMatch:
    """Say whether the person of this case and another record are one person. The last word counts."""
    _insist(may_record(case, by))
    if other.pk == case.person_id:
        raise Refused(no("same-record", "This is the record of the case itself."))
    if not reason.strip():
        raise Refused(no(NO_REASON, "Say how you know."))
    first, second = sorted([case.person_id, other.pk])
    match = PersonMatch.objects.create(
        person_id=first,
        other_id=second,
        case=case,
        is_same=is_same,
        reason=reason.strip(),
        decided_at=at,
        decided_by=by,
    )
    record(
        Event.PEOPLE_COMPARED,
        about=case,
        by=by,
        at=at,
        person=case.person.ledger_ref,
        other=other.ledger_ref,
    )
    return match


@transaction.atomic
def record_comparison_reading(*, case: Case, other: Person, by: User, at: datetime) -> None:
    """Write down that someone read the record of another person beside that of a case."""
    for read in [case, *Case.objects.visible_to(by).filter(person=other).order_by("pk")]:
        record_reading(case=read, by=by, at=at)


def _insist(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict)
