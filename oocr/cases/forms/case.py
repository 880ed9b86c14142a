"""Correcting a fact, adding a document, moving a case."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from oocr.cases.content import LARGEST
from oocr.cases.facts import Fact, Subject, as_text
from oocr.cases.models import Offence
from oocr.cases.vocabulary import LOCAL_AUTHORITIES
from oocr.ui.forms import DateField, Form

# A list is typed one to a line, since a name or a need may hold any other sign.
LISTS = {"aliases", "needs"}
EARLIEST = date(1900, 1, 1)


class OffenceCodeField(forms.CharField):
    """An offence by its Home Office code."""

    def clean(self, value: Any) -> Offence:
        """The offence, if the list has it."""
        code = super().clean(value).strip()
        if offence := Offence.objects.filter(code=code).first():
            return offence
        raise ValidationError("Enter a code from the offence list, such as 105/01")


class LinesField(forms.CharField):
    """Several values, one to a line; the same value twice counts once."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        """The values, without empty lines."""
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def prepare_value(self, value: Any) -> Any:
        """As they are typed."""
        return "\n".join(value) if isinstance(value, list) else value


def field_for(subject: Subject, fact: Fact, today: date) -> forms.Field:
    """The form field that takes what the fact's column can hold."""
    if fact.field in LISTS:
        return LinesField(label=fact.label, required=False, max_length=2000, help_text="One to a line.")
    column: Any = subject.model._meta.get_field(fact.field)
    if isinstance(column, models.DateField):
        return DateField(label=fact.label, required=not column.null, earliest=EARLIEST, latest=today)
    if isinstance(column, models.ForeignKey):
        return OffenceCodeField(label=f"{fact.label}, Home Office code", max_length=20)
    if isinstance(column, models.BooleanField):
        yes_or_no = forms.RadioSelect(choices=[(True, "Yes"), (False, "No")])
        return forms.TypedChoiceField(
            label=fact.label,
            choices=[("True", "Yes"), ("False", "No")],
            coerce="True".__eq__,
            widget=yes_or_no,
        )
    if fact.field == "area_code":
        choices = [("", "Outside the area, or not known"), *LOCAL_AUTHORITIES.items()]
        return forms.ChoiceField(label=fact.label, choices=choices, required=False)
    if column.choices:
        few = len(column.choices) <= 7
        return forms.ChoiceField(
            label=fact.label, choices=column.choices, widget=forms.RadioSelect if few else forms.Select
        )
    if fact.field == "email":
        return forms.EmailField(label=fact.label, required=not column.blank, max_length=254)
    long = fact.field in ("summary", "views", "rationale")
    return forms.CharField(
        label=fact.label,
        required=not column.blank,
        max_length=10_000 if long else 500,
        widget=forms.Textarea if long else forms.TextInput,
    )


class CorrectFact(Form):
    """The right value, and why. Knows what the value was when the page was drawn, without repeating it."""

    reason = forms.CharField(
        label="Why is it corrected?",
        max_length=500,
        widget=forms.Textarea,
        help_text="Kept with the correction, for whoever asks later.",
        error_messages={"required": "Enter why it is corrected"},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    field_order = ("value", "reason", "seen")

    def __init__(self, data: Any = None, *, subject: Subject, fact: Fact, recorded: Any, today: date) -> None:
        self.recorded = recorded
        value = as_text(recorded) if isinstance(recorded, Offence) else recorded
        value = str(value) if isinstance(value, bool) else value
        fields = {**self.base_fields, "value": field_for(subject, fact, today)}
        self.base_fields = fields  # type: ignore[misc]  # this form's own; the class keeps its own
        super().__init__(data, initial={"value": value, "seen": _sign(recorded)})

    @property
    def was(self) -> str | None:
        """The recorded value, if the page was drawn from it; otherwise something it cannot be."""
        unchanged = constant_time_compare(self.cleaned_data["seen"], _sign(self.recorded))
        return as_text(self.recorded) if unchanged else "\0"


def _sign(value: Any) -> str:
    return salted_hmac("oocr.cases.correct_fact", as_text(value)).hexdigest()


class AddDocument(Form):
    """A paper to keep with the case."""

    title = forms.CharField(
        label="What is it?",
        error_messages={"required": "Enter what it is"},
        max_length=200,
        help_text="For example, signed agreement.",
    )
    content = forms.FileField(
        label="File",
        max_length=255,
        help_text=f"PDF, Word, Excel, OpenDocument, PNG, JPEG or plain text, up to {LARGEST // 1_000_000} MB.",
    )


class MoveCase(Form):
    """That someone means it; and for closing, the day."""

    closed_on = DateField(label="Day the case was closed")

    def __init__(self, data: Any = None, *, closing: bool, opened_on: date, today: date) -> None:
        super().__init__(data, initial={"closed_on": today})
        if closing:
            self.fields["closed_on"].earliest, self.fields["closed_on"].latest = opened_on, today  # type: ignore[attr-defined]  # a date
        else:
            del self.fields["closed_on"]
