"""What people type on this room's pages, as clean values."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, QueryDict
from django.utils.text import slugify

from oocr.access.models import Agency, User
from oocr.access.permissions import SAID, Permission
from oocr.access.ranks import Rank
from oocr.access.roles import AGENCY_KIND_LABELS, ROLES, AgencyKind
from oocr.audit.events import Event
from oocr.lifecycle.table import words
from oocr.ui.formats import sentence_case
from oocr.ui.forms import DateField, Form


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form to check, even if it was nothing at all; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def _text(label: str, **kwargs: Any) -> forms.CharField:
    autocomplete = kwargs.pop("autocomplete", "off")
    return forms.CharField(label=label, widget=forms.TextInput({"autocomplete": autocomplete}), **kwargs)


def _email(label: str = "Email address", autocomplete: str = "username") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        widget=forms.EmailInput({"autocomplete": autocomplete}),
        error_messages={"invalid": "Enter an email address like name@example.com"},
    )


class SignIn(Form):
    """The first step."""

    email = _email()
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )


class Code(Form):
    """The second step: a code from the authenticator, or a recovery code."""

    code = _text("Code", max_length=40, autocomplete="one-time-code")


class Address(Form):
    """Who forgot their password."""

    email = _email()


class NewPassword(Form):
    """A password of one's own choice."""

    password = forms.CharField(
        label="Choose a password", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Long, not common, and not the person's own name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class NewAccount(Form):
    """Who the account is for."""

    name = _text("Full name", max_length=200)
    email = _email("Work email address", autocomplete="off")
    collar_number = _text("Collar number", max_length=20, required=False)


class NewRole(Form):
    """Which role, where and from when. Only roles that suit some agency are offered; the action checks that they fit."""

    role = forms.ChoiceField(
        label="Role",
        choices=[(role.key, role.label) for role in ROLES.values()],
        widget=forms.RadioSelect,
    )
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.none(), to_field_name="key", empty_label="Choose an agency"
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.order_by("name")  # type: ignore[attr-defined]  # as declared
        self.fields["from_on"] = DateField(label="First day in this role", initial=today)


class LastDay(Form):
    """When a role ends."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DateField(
            label="First day without this role",
            initial=today,
            help_text="On that day the role is no longer held",
        )


class NewRank(Form):
    """Which rank, and from when."""

    rank = forms.ChoiceField(
        label="Rank",
        choices=[(rank.value, rank.value.replace("_", " ").capitalize()) for rank in Rank],
        widget=forms.RadioSelect,
    )
    from_on = DateField(label="First day in this rank")
    acting = forms.BooleanField(label="This is an acting rank", required=False)
    to_on = DateField(label="First day without it, for an acting rank", required=False)

    def clean(self) -> dict[str, Any]:
        """An acting rank has an end; any other ends where the next begins."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("acting") and not given.get("to_on") and "to_on" not in self.errors:
            self.add_error("to_on", "Enter the first day without the acting rank")
        return given | ({} if given.get("acting") else {"to_on": None})


class NewAgency(Form):
    """Which organisation works in the system from now on."""

    name = _text("Name of the agency", max_length=200)
    kind = forms.ChoiceField(
        label="Kind of agency",
        choices=[(kind.value, label) for kind, label in AGENCY_KIND_LABELS.items()],
        widget=forms.RadioSelect,
    )
    area_codes = _text("Codes of the local authorities it covers, with commas", required=False)

    def clean_kind(self) -> AgencyKind:
        """One of the kinds."""
        return AgencyKind(self.cleaned_data["kind"])

    def clean_area_codes(self) -> list[str]:
        """The codes, one by one."""
        return [code.strip().upper() for code in self.cleaned_data["area_codes"].split(",") if code.strip()]

    def clean_name(self) -> str:
        """A name that a key can be made of."""
        name = " ".join(self.cleaned_data["name"].split())
        if not slugify(name):
            raise forms.ValidationError("Enter a name with letters in it")
        return name


class LedgerSearch(Form):
    """Which lines of the ledger. Everything may be left open."""

    about = _text("About", required=False, max_length=200)
    person = _text("Person", required=False, max_length=200)
    event = forms.ChoiceField(
        label="What happened",
        required=False,
        choices=[
            ("", "Anything"),
            *sorted((event.value, words(event.value.replace(".", " ")).capitalize()) for event in Event),
        ],
    )
    from_on = DateField(label="From", required=False)
    to_on = DateField(label="To, and including", required=False)


class WhyNot(Form):
    """What someone would like to do."""

    permission = forms.ChoiceField(
        label="What would you like to do?",
        error_messages={"required": "Select what you would like to do"},
        choices=[(permission.value, sentence_case(SAID[permission])) for permission in Permission],
        widget=forms.RadioSelect,
    )
    reference = _text("Case reference", required=False, max_length=60)
