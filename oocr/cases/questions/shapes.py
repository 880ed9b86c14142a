"""What a question is: how it is answered, when it is asked, and which facts of policy it gives. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from oocr.audit.privacy import PrivacyClass
from oocr.policy.facts import FACTS, Section

# As JSON keeps them: true or false, a word, a list of words, a whole number, a day as "2025-01-31", or text.
Value = Any
Answers = Mapping[str, Value]

NONE = "none"  # of a list: looked for, and there is none
YES, NO = "yes", "no"  # as they are typed; kept as true and false


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY = "many"
    WHOLE = "whole"
    DATE = "date"
    TEXT = "text"
    LONG_TEXT = "long_text"


@dataclass(frozen=True)
class OnlyIf:
    """Asked only when another question of the section has one of these answers. `says` stands above it."""

    question: str
    answers: tuple[Value, ...]
    says: str = ""

    def holds(self, answers: Answers) -> bool:
        """Is it one of these? A list fits when any of its words does; unknown does not."""
        value = answers.get(self.question)
        given = value if isinstance(value, list) else [value]
        # `in` would take 1 for true.
        return any(
            one is wanted or (one == wanted and type(one) is type(wanted))
            for one in given
            for wanted in self.answers
        )


@dataclass(frozen=True)
class Question:
    """One question. `gives` names the facts that it is a part of, besides the fact of its own name."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0
    only_if: OnlyIf | None = None
    gives: tuple[str, ...] = ()
    of_victim: bool = False  # shown only to those who may see victims
    children_only: bool = False
    looks_back: str = ""  # the setting of the force that says how many months back is meant
    privacy: PrivacyClass = PrivacyClass.SENSITIVE

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts of policy that need this answer."""
        return ((self.name,) if self.name in FACTS else ()) + self.gives

    def problem_with(self, value: Value) -> str:
        """Why this cannot be an answer; empty when it can."""
        try:
            known = self._fits(value)
        except TypeError:  # what has no hash is no word
            known = False
        return "" if known else f"This is no answer to “{self.label}”"

    def _fits(self, value: Value) -> bool:
        match self.kind:
            case Kind.YES_NO:
                return isinstance(value, bool)
            case Kind.ONE_OF:
                return value in dict(self.choices)
            case Kind.MANY:
                return self._is_list_of_choices(value)
            case Kind.WHOLE:
                return type(value) is int and self.least <= value <= self.most
            case Kind.DATE:
                return _is_day(value)
            case _:
                return isinstance(value, str) and bool(value.strip())

    def _is_list_of_choices(self, value: Value) -> bool:
        words = [word for word, _ in self.choices]
        return (
            isinstance(value, list)
            and bool(value)
            and len(set(value)) == len(value)
            and set(value) <= set(words)
            and (NONE not in value or len(value) == 1)
        )


@dataclass(frozen=True)
class TaskSection:
    """One task of the list: a page of questions about one thing.

    `recorded` names the facts of policy that are read from elsewhere (the crime, the resolutions of the person) and
    belong on this page too. `where_it_applies`, when it has words, says which few cases the task is for: the others
    are whole without it.
    """

    section: Section
    title: str
    about: str
    questions: tuple[Question, ...]
    recorded: tuple[str, ...] = ()
    children_only: bool = False
    where_it_applies: str = ""

    @property
    def key(self) -> str:
        """The name in addresses and in the ledger."""
        return self.section.value

    def asked(self, answers: Answers, *, child: bool, sure: Collection[str] = ()) -> list[Question]:
        """The questions that are to be answered, given the others' answers. `sure` facts need no asking."""
        return [
            question
            for question in self.offered(child=child, sure=sure)
            if question.only_if is None or question.only_if.holds(answers)
        ]

    def offered(self, *, child: bool, sure: Collection[str] = ()) -> list[Question]:
        """The questions that stand on the page, follow-ups included."""
        return [
            question
            for question in self.questions
            if question.name not in sure and (child or not question.children_only)
        ]


def _is_day(value: Value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def yes_no(name: str, label: str, hint: str = "", **more: Any) -> Question:
    """A question of yes or no."""
    return Question(name, Kind.YES_NO, label, hint, **more)


def one_of(name: str, label: str, choices: Mapping[str, str], hint: str = "", **more: Any) -> Question:
    """A choice of one."""
    return Question(name, Kind.ONE_OF, label, hint, tuple(choices.items()), **more)


def many(name: str, label: str, choices: Mapping[str, str], hint: str = "", **more: Any) -> Question:
    """A choice of several."""
    return Question(name, Kind.MANY, label, hint, tuple(choices.items()), **more)


def whole(name: str, label: str, hint: str = "", *, least: int = 0, most: int = 99, **more: Any) -> Question:
    """A number that can be counted."""
    return Question(name, Kind.WHOLE, label, hint, least=least, most=most, **more)


def day(name: str, label: str, hint: str = "", **more: Any) -> Question:
    """A day that is not to come."""
    return Question(name, Kind.DATE, label, hint, **more)


def text(name: str, label: str, hint: str = "", **more: Any) -> Question:
    """A few words."""
    return Question(name, Kind.TEXT, label, hint, **({"privacy": PrivacyClass.FREE_TEXT} | more))


def long_text(name: str, label: str, hint: str = "", **more: Any) -> Question:
    """Sentences."""
    return Question(name, Kind.LONG_TEXT, label, hint, **({"privacy": PrivacyClass.FREE_TEXT} | more))


def if_yes(name: str) -> OnlyIf:
    """Asked when the answer to another question is yes."""
    return OnlyIf(name, (True,), "If yes")
