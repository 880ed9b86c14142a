"""What this room supplies to the pages about one case: the conditions, their breaches, and what happened with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oocr.cases.presenters.case import source_of
from oocr.cases.vocabulary import YesNo
from oocr.conditions.models import NOT_DECIDED, Breach, Condition
from oocr.lifecycle.table import words
from oocr.ui.formats import day, due
from oocr.ui.page import Link
from oocr.ui.parts import Fact, Happening, Tag


@dataclass(frozen=True)
class ConditionCard:
    """A condition and what was reported of it."""

    title: str
    facts: Sequence[Fact]
    links: Sequence[Link] = ()


def condition_cards(conditions: Iterable[Condition], today: date, *, with_text: bool) -> list[ConditionCard]:
    """Each condition. What was agreed is free text: only for those who may see who the person is."""
    return [
        ConditionCard(
            _title(condition), [*_facts(condition, today, with_text), *_breaches(condition, with_text)]
        )
        for condition in conditions
    ]


def _title(condition: Condition) -> str:
    return f"{words(condition.kind).capitalize()} condition"


def _facts(condition: Condition, today: date, with_text: bool) -> list[Fact]:
    agreed = [Fact("What was agreed", condition.text)] if with_text else []
    met = [Fact("Met on", day(condition.met_on))] if condition.met_on else []
    return [*agreed, Fact("Due", day(condition.due_on)), Fact("Status", tag=stands(condition, today)), *met]


def stands(condition: Condition, today: date) -> Tag:
    """How a condition stands on a day, in a word or two."""
    if condition.met == YesNo.YES:
        return Tag("Met", "green")
    if condition.met == YesNo.NO:
        return Tag("Not met", "red")
    return Tag(due(condition.due_on, today).capitalize(), "orange" if condition.due_on < today else "grey")


def _breaches(condition: Condition, with_text: bool) -> list[Fact]:
    return [
        Fact(
            f"Breach reported {day(breach.reported_on)}",
            [*([breach.what_happened] if with_text and breach.what_happened else []), _decided(breach)],
        )
        for breach in condition.breaches.all()
    ]


def _decided(breach: Breach) -> str:
    if breach.decision == NOT_DECIDED:
        return "Nobody has decided what follows."
    on = f" on {day(breach.decided_on)}" if breach.decided_on else ""
    return f"Decided{on}: {words(breach.decision)}."


def happenings(conditions: Iterable[Condition], today: date) -> list[Happening]:
    """What happened with the conditions by this day."""
    happened = []
    for condition in conditions:
        title, by = _title(condition), source_of(condition.batch)
        if condition.met_on:
            happened.append(Happening(f"{title} met", condition.met_on, by))
        elif condition.due_on <= today:
            happened.append(
                Happening(f"{title} due", condition.due_on, by, f"{stands(condition, today).text}.")
            )
        for breach in condition.breaches.all():
            happened.append(
                Happening("Breach reported", breach.reported_on, source_of(breach.batch), f"{title}.")
            )
            if breach.decided_on:
                happened.append(
                    Happening("Breach decided", breach.decided_on, source_of(breach.batch), _decided(breach))
                )
    return happened
