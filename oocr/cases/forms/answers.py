"""The page of one task: its questions as fields, and the way back from what was typed to answers."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from oocr.cases.actions.answers import NO_REASON
from oocr.cases.force_settings import number_on
from oocr.cases.models import Answer
from oocr.cases.questions import Kind, Question, Value
from oocr.cases.questions.offence import MATRICES
from oocr.cases.questions.shapes import NO, NONE, YES
from oocr.lifecycle.verdict import Verdict
from oocr.ui.formats import plural
from oocr.ui.forms import DateField, Form

EARLIEST = date(1990, 1, 1)
UNKNOWN = "unknown"
TAKEN_BACK = (UNKNOWN, "Not known after all")


def _choices(question: Question, known: bool) -> list[tuple[str, str]]:
    """The choices; with a saved answer also the way to take it back, since a radio once chosen stays chosen."""
    offered = [(YES, "Yes"), (NO, "No")] if question.kind is Kind.YES_NO else list(question.choices)
    return [*offered, TAKEN_BACK] if known else offered


def _hint(question: Question, today: date) -> str:
    """What helps to answer, with how far back it looks as the force has chosen."""
    if not question.looks_back:
        return question.hint
    return f"The last {plural(number_on(question.looks_back, today), 'month')}. {question.hint}".strip()


def field_of(question: Question, *, known: bool, today: date) -> forms.Field:
    """The field that takes an answer, or nothing: to leave it empty is to say that it is not known."""
    usual: dict[str, Any] = {"label": question.label, "help_text": _hint(question, today), "required": False}
    match question.kind:
        case Kind.YES_NO | Kind.ONE_OF:
            choices = _choices(question, known)
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **usual)
        case Kind.MANY:
            return forms.MultipleChoiceField(
                choices=question.choices, widget=forms.CheckboxSelectMultiple, **usual
            )
        case Kind.WHOLE:
            within = f"Enter a whole number from {question.least} to {question.most}"
            return forms.IntegerField(
                min_value=question.least,
                max_value=question.most,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), within),
                **usual,
            )
        case Kind.DATE:
            return DateField(earliest=EARLIEST, latest=today, **usual)
        case Kind.TEXT:
            return forms.CharField(max_length=200, **usual)
        case _:
            return forms.CharField(max_length=2000, widget=forms.Textarea, **usual)


def as_typed(question: Question, value: Value) -> Any:
    """An answer as its field shows it."""
    if value is None:
        return None
    if question.kind is Kind.YES_NO:
        return YES if value else NO
    return date.fromisoformat(value) if question.kind is Kind.DATE else value


def as_answer(question: Question, cleaned: Any) -> Value:
    """What was typed, as an answer; None when nothing was."""
    if cleaned in (None, "", [], UNKNOWN):
        return None
    if question.kind is Kind.YES_NO:
        return cleaned == YES
    if question.kind is Kind.DATE:
        return cleaned.isoformat()
    return cleaned.strip() if isinstance(cleaned, str) else cleaned


class RecordAnswers(Form):
    """The questions of one task, what was answered so far, and why a saved answer is changed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="If you change a saved answer, why?",
        help_text="Kept with the answer, beside what it said before. Not needed for a first answer.",
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Sequence[Question],
        said: Sequence[Answer],
        today: date,
        ages: tuple[int | None, int | None] = (None, None),
    ) -> None:
        """`said`: everything that was ever answered in the case, newest first. `ages`: at the offence, and today."""
        self.questions, self.ages = questions, ages
        self.values = {answer.pk: answer.value for answer in said}
        names = {question.name for question in questions}
        self.now = {answer.question: answer.pk for answer in reversed(said) if answer.question in names}
        known = {name: self.values[pk] for name, pk in self.now.items() if self.values[pk] is not None}
        fields = {q.name: field_of(q, known=q.name in known, today=today) for q in questions}
        self.base_fields = {**fields, **type(self).base_fields}  # type: ignore[misc]  # this form's own; the class keeps its own
        if not known:
            del self.base_fields["reason"]
        initial = {q.name: as_typed(q, known.get(q.name)) for q in questions}
        super().__init__(data, initial={**initial, "seen": json.dumps(self.now)})

    def clean(self) -> dict[str, Any]:
        """What only the answers together show to be wrong."""
        cleaned: dict[str, Any] = super().clean() or {}
        for question in self.questions:
            words = cleaned.get(question.name)
            if isinstance(words, list) and NONE in words and len(words) > 1:
                none = dict(question.choices)[NONE].lower()
                self.add_error(question.name, f"Tick what applies or “{none}”, not both")
        if matrix := MATRICES.get(cleaned.get("gravity_matrix", "")):
            if matrix.fits(*self.ages) is False:
                self.add_error("gravity_matrix", matrix.for_another_age)
            for name in ("gravity_base", "gravity_final"):
                if (cleaned.get(name) or 0) > matrix.highest:
                    self.add_error(name, f"The highest score of this matrix is {matrix.highest}")
        return cleaned

    @property
    def answers(self) -> dict[str, Value]:
        """What was typed for every question of the page."""
        return {q.name: as_answer(q, self.cleaned_data.get(q.name)) for q in self.questions}

    @property
    def reason_given(self) -> str:
        """Why a saved answer is changed, as far as it was said."""
        return str(self.cleaned_data.get("reason", ""))

    @property
    def was(self) -> dict[str, int]:
        """The answers that stood on the page when it was drawn, by their numbers."""
        try:
            seen = json.loads(self.cleaned_data.get("seen") or "{}")
        except ValueError:
            return {}
        fitting = seen.items() if isinstance(seen, dict) else ()
        return {str(name): number for name, number in fitting if type(number) is int}

    def show(self, verdict: Verdict) -> None:
        """Show a refusal, and keep what was typed."""
        if verdict.code == NO_REASON:
            self.add_error("reason", verdict.because)
            return
        # Whoever saves now has been told what others said; what they left alone is still measured by what they first saw.
        was, typed = self.was, self.answers
        told = {n: pk for n, pk in self.now.items() if typed[n] != self.values.get(was.get(n, 0))}
        posted: Any = self.data
        self.data = posted.copy()
        self.data["seen"] = json.dumps({**was, **told})  # type: ignore[index]  # a copy may be written in
        self.add_error(None, verdict.because)


class ComparePeople(Form):
    """Whether two records are one person, and how that is known."""

    is_same = forms.TypedChoiceField(
        label="Are they the same person?",
        choices=[(YES, "Yes, the same person"), (NO, "No, two people")],
        coerce=YES.__eq__,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether they are the same person"},
    )
    reason = forms.CharField(
        label="How do you know?",
        help_text="For example, the same address and telephone number.",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Enter how you know"},
    )
