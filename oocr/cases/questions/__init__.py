"""The questions of a case's task list, section by section. Pure: knows no framework.

A question that gives one fact of policy has the fact's own name; `oocr.cases.stated` works out the others. Nothing
has to be answered: what is not known stays not known, and policy says what it misses.
"""

from oocr.cases.questions.offence import CRIMES, EVIDENCE, GRAVITY
from oocr.cases.questions.person import CHILD, HISTORY, IMMIGRATION, NEEDS, ORDERS
from oocr.cases.questions.risk import EXPLOITATION, HATE, RELATIONSHIP, SAFEGUARDING
from oocr.cases.questions.shapes import Answers, Kind, OnlyIf, Question, TaskSection, Value

SECTIONS: dict[str, TaskSection] = {
    section.key: section
    for section in (
        CRIMES,
        EVIDENCE,
        GRAVITY,
        HISTORY,
        RELATIONSHIP,
        HATE,
        EXPLOITATION,
        SAFEGUARDING,
        NEEDS,
        ORDERS,
        IMMIGRATION,
        CHILD,
    )
}

QUESTIONS: dict[str, Question] = {
    question.name: question for section in SECTIONS.values() for question in section.questions
}


def question_for(fact: str, heard: Answers) -> Question | None:
    """The question to answer next for a fact: of those that it needs, the first without an answer.

    A follow-up that is not called for yet gives way to the question it follows.
    """
    giving = [question for question in QUESTIONS.values() if fact in question.facts]
    asked = [q for q in giving if q.only_if is None or q.only_if.holds(heard)]
    for question in [q for q in asked if q.name not in heard] or asked:
        return question
    for question in giving:
        while question.only_if is not None and not question.only_if.holds(heard):
            question = QUESTIONS[question.only_if.question]
        return question
    return None


def sections_for(*, child: bool) -> list[TaskSection]:
    """The tasks of a case, in the order in which they are listed."""
    return [section for section in SECTIONS.values() if child or not section.children_only]


__all__ = [
    "QUESTIONS",
    "SECTIONS",
    "Answers",
    "Kind",
    "OnlyIf",
    "Question",
    "TaskSection",
    "Value",
    "question_for",
    "sections_for",
]
