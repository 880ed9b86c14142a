"""What people choose on this room's pages, as clean values."""

from datetime import timedelta
from typing import Any

from oocr.measures.figure import Window
from oocr.ui.forms import DateField, Form


class Period(Form):
    """The first and the last day of the period, both in it."""

    first_on = DateField(label="First day")
    last_on = DateField(label="Last day")

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "Last day must be on or after the first day")
        return values

    @property
    def window(self) -> Window:
        """The period chosen."""
        return Window.of(self.cleaned_data["first_on"], self.cleaned_data["last_on"] + timedelta(days=1))
