"""The questions asked when a case is opened here."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from oocr.access.models import Agency
from oocr.cases.actions.opening import NewCrime, NewPerson
from oocr.cases.forms.case import EARLIEST, LinesField, OffenceCodeField
from oocr.cases.models import Person
from oocr.cases.opening import Alike, officer_numbered
from oocr.cases.vocabulary import LOCAL_AUTHORITIES, SELF_DEFINED, Sex, choices
from oocr.lifecycle.verdict import Verdict
from oocr.ui.forms import DateField, Form

MOST_CRIMES = 20
SOMEBODY_ELSE = "new"
AREAS = [("", "Outside the area, or not known"), *LOCAL_AUTHORITIES.items()]
# As an extract may write a key, so that the crime is known again when one brings it.
NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_/.:-]{0,59}")


class CrimeNumbersField(LinesField):
    """The numbers of crimes, one to a line."""

    def clean(self, value: Any) -> list[str]:
        """The numbers, each once."""
        numbers = super().clean(value)
        if len(numbers) > MOST_CRIMES:
            raise ValidationError(f"Enter {MOST_CRIMES} crime numbers at the most")
        for number in numbers:
            if not NUMBER.fullmatch(number):
                raise ValidationError(
                    "Enter each crime number on a line of its own, such as 26-0123456, without spaces"
                )
        return numbers


class OpenCase(Form):
    """Which crimes, who, and when. An agency is asked for only when there is a choice."""

    crime_numbers = CrimeNumbersField(
        label="Crime numbers",
        max_length=2000,
        help_text="One to a line. A crime that is recorded here already is found by its number.",
        error_messages={"required": "Enter the number of at least one crime"},
    )
    given_names = forms.CharField(label="Given names", max_length=500)
    family_name = forms.CharField(label="Family name", max_length=500)
    date_of_birth = DateField(
        label="Date of birth",
        required=False,
        help_text="What may be offered depends on age. Leave it empty only when it is not known yet.",
        earliest=EARLIEST,
    )
    sex = forms.ChoiceField(
        label="Sex", choices=choices(Sex), initial=Sex.NOT_RECORDED, widget=forms.RadioSelect
    )
    ethnicity_self_defined = forms.ChoiceField(
        label="Ethnicity, as they define it",
        choices=[(code, label) for code, (label, _) in SELF_DEFINED.items()],
        initial="not_recorded",
    )
    address = forms.CharField(label="Address", required=False, max_length=500)
    postcode = forms.CharField(label="Postcode", required=False, max_length=20)
    area_code = forms.ChoiceField(label="Local authority where they live", required=False, choices=AREAS)
    phone = forms.CharField(
        label="Telephone", required=False, max_length=50, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label="Email address", required=False, max_length=254)
    opened_on = DateField(label="Day the case was opened", earliest=EARLIEST)
    officer = forms.CharField(
        label="Collar number of the officer who has the case",
        required=False,
        max_length=50,
        help_text="Leave it empty when nobody has it yet.",
    )
    agency = forms.ChoiceField(label="Police force")
    summary = forms.CharField(label="What happened", required=False, max_length=10_000, widget=forms.Textarea)

    def __init__(
        self, data: Any = None, *, agencies: Sequence[Agency], collar_number: str, today: date
    ) -> None:
        self.agencies = {str(agency.pk): agency for agency in agencies}
        super().__init__(data, initial={"opened_on": today, "officer": collar_number})
        for name in ("date_of_birth", "opened_on"):
            self.fields[name].latest = today  # type: ignore[attr-defined]  # a date
        if len(self.agencies) == 1:
            del self.fields["agency"]
        else:
            self.fields["agency"].choices = [(key, str(each)) for key, each in self.agencies.items()]  # type: ignore[attr-defined]  # a choice

    @property
    def force(self) -> Agency:
        """The force whose case it is."""
        chosen = self.cleaned_data.get("agency")
        return self.agencies[chosen] if chosen else next(iter(self.agencies.values()))

    def clean(self) -> dict[str, Any]:
        """Whose collar number it is, at the force whose case it is."""
        cleaned = super().clean() or self.cleaned_data
        number = cleaned.get("officer", "").strip()
        officer = officer_numbered(self.force, number) if number else None
        if number and not officer:
            self.add_error("officer", f"Nobody at {self.force} has this collar number here")
        cleaned["officer"] = officer
        return cleaned

    @property
    def person(self) -> NewPerson:
        """Who was described, as somebody new."""
        return NewPerson(**{name: self.cleaned_data[name] for name in NewPerson.__dataclass_fields__})

    def take(self, verdict: Verdict) -> None:
        """Show why the action refused."""
        field = "opened_on" if verdict.code == "in-the-future" else "crime_numbers"
        self.add_error(field, verdict.because)


class CrimeNotRecorded(Form):
    """What must be said of a crime that no extract has brought yet."""

    number = forms.CharField(widget=forms.HiddenInput)
    offence = OffenceCodeField(
        label="Offence, Home Office code", max_length=20, help_text="For example, 105/01."
    )
    recorded_on = DateField(label="Day the crime was recorded", earliest=EARLIEST)
    committed_from = DateField(label="Day it was committed", required=False, earliest=EARLIEST)
    place = forms.CharField(label="Place", required=False, max_length=500)
    area_code = forms.ChoiceField(label="Local authority where it happened", required=False, choices=AREAS)

    def __init__(self, data: Any = None, *, prefix: str, number: str, today: date) -> None:
        # A number that was changed is another crime: what was said of the one before does not count for it.
        asked = data is not None and data.get(f"{prefix}-number") == number
        super().__init__(data if asked else None, prefix=prefix, initial={"number": number})
        self.crime_number = number
        for name in ("recorded_on", "committed_from"):
            self.fields[name].latest = today  # type: ignore[attr-defined]  # a date

    def clean(self) -> dict[str, Any]:
        """Nothing is recorded before it is done."""
        cleaned = super().clean() or self.cleaned_data
        committed, recorded = cleaned.get("committed_from"), cleaned.get("recorded_on")
        if committed and recorded and committed > recorded:
            self.add_error(
                "committed_from", "Day it was committed must be on or before the day it was recorded"
            )
        return cleaned

    @property
    def crime(self) -> NewCrime:
        """What was said, as the action takes it."""
        said = {
            name: self.cleaned_data[name] for name in NewCrime.__dataclass_fields__ if name != "crime_number"
        }
        return NewCrime(crime_number=self.crime_number, **said)


class WhichPerson(Form):
    """Is it somebody who is recorded here already?"""

    person = forms.ChoiceField(
        label="Is it one of these people?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the person, or that it is somebody else"},
    )

    def __init__(self, data: Any = None, *, alike: Sequence[Alike]) -> None:
        self.alike = {str(each.person.pk): each.person for each in alike}
        super().__init__(data if data is not None and "which" in data else None)
        self.fields["person"].choices = [  # type: ignore[attr-defined]  # a choice
            *((key, person.name) for key, person in self.alike.items()),
            (SOMEBODY_ELSE, "No, it is somebody else"),
        ]

    @property
    def known(self) -> Person | None:
        """The person who was chosen; nobody when it is somebody else."""
        return self.alike.get(self.cleaned_data["person"])
