"""What people send to the case list and about a case, as clean values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from oocr.cases.case_list import Filters
from oocr.cases.vocabulary import LOCAL_AUTHORITIES, RESOLUTION_LABELS
from oocr.ui.formats import sentence_case
from oocr.ui.forms import DateField, Form

MARKS = (
    ("domestic_abuse", "Domestic abuse"),
    ("hate", "Hate crime"),
    ("restricted", "Access restricted"),
    ("no_outcome_code", "A crime without an outcome code"),
)
AGES = (("child", "Child"), ("adult", "Adult or not known"))


class Multiple(forms.MultipleChoiceField):
    """Tick boxes, none of which has to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(label=label, choices=choices, required=False)


class NarrowCases(Form):
    """The filters of the case list."""

    officer = forms.CharField(label="Officer’s collar number", required=False, max_length=30)
    kind = Multiple(label="Resolution", choices=[(k.value, label) for k, label in RESOLUTION_LABELS.items()])
    stage = Multiple(label="Stage", choices=())
    group = Multiple(label="Offence group", choices=())
    area = Multiple(label="Local authority", choices=list(LOCAL_AUTHORITIES.items()))
    age = Multiple(label="Age when opened", choices=AGES)
    mark = Multiple(label="Only cases with", choices=MARKS)
    opened_from = DateField(label="Opened from (earliest)", required=False)
    opened_to = DateField(label="Opened until (latest)", required=False)

    def __init__(self, data: Any, *, groups: Sequence[str], stages: Sequence[str]) -> None:
        super().__init__(data)
        self.fields["group"].choices = [(group, group) for group in groups]  # type: ignore[attr-defined]  # a choice field
        self.fields["stage"].choices = [(stage, sentence_case(stage)) for stage in stages]  # type: ignore[attr-defined]  # as above

    def filters(self) -> Filters:
        """What was asked for; what cannot be understood narrows nothing, and the page says so."""
        self.is_valid()
        asked = self.cleaned_data
        ages = asked.get("age", [])
        return Filters(
            officer=asked.get("officer", "").strip(),
            kinds=asked.get("kind", ()),
            areas=asked.get("area", ()),
            groups=asked.get("group", ()),
            stages=asked.get("stage", ()),
            age=ages[0] if len(ages) == 1 else "",
            opened_from=asked.get("opened_from"),
            opened_to=asked.get("opened_to"),
            marked=asked.get("mark", ()),
        )

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        first, last = asked.get("opened_from"), asked.get("opened_to")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("opened_to", "The latest day must not be before the earliest")
        return asked


class FindCases(Form):
    """What someone types to find a case. It may name a person: it is never part of an address."""

    text = forms.CharField(label="Name, reference or crime number", required=False, max_length=200)


class NameView(Form):
    """A name for the filters in force."""

    name = forms.CharField(label="Name of the view", max_length=60)
