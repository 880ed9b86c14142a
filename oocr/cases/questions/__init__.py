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
    "sections_for",
]
