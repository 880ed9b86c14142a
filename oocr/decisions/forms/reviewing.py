"""What may be sent to the pages where policy is run over past cases."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from oocr.ui.forms import DateField, Form

LARGEST_DRAFT = 1_000_000


class Period(Form):
    """A period, from a day up to and not including another."""

    from_on = DateField(label="From", help_text="The first day, for example 1 4 2025.")
    to_on = DateField(label="Up to", help_text="The first day that no longer counts, for example 1 4 2026.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        a_year_ago = date(today.year - 1, today.month, 1)
        super().__init__(
            *args, initial={"from_on": a_year_ago, "to_on": date(today.year, today.month, 1)}, **kwargs
        )

    def clean(self) -> None:
        """A period ends after it begins."""
        first, end = self.cleaned_data.get("from_on"), self.cleaned_data.get("to_on")
        if first and end and end <= first:
            self.add_error("to_on", "The period must end after it begins")


class WhatIf(Period):
    """A draft of a pack, and the period whose cases it is run over."""

    draft = forms.FileField(
        label="The draft",
        help_text="A pack’s file, named as it would be in force, such as adults-2027-04-01.toml.",
        error_messages={"required": "Choose the draft’s file", "empty": "The draft’s file is empty"},
    )
    field_order = ("draft", "from_on", "to_on")

    def clean_draft(self) -> tuple[str, str]:
        """The file's name and its text."""
        file = self.cleaned_data["draft"]
        if file.size > LARGEST_DRAFT:
            raise ValidationError("The draft must be smaller than 1 MB")
        try:
            return file.name, file.read().decode()
        except UnicodeDecodeError:
            raise ValidationError("The draft must be a text file in UTF-8") from None
