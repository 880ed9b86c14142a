"""What people type to propose, authorise, ask a prosecutor, put down an answer and issue: one thing to a page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.cases.vocabulary import YesNo
from oocr.conditions.models import KINDS
from oocr.decisions.models import Proposal, ProposedCondition
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.models.proposals import COURSES, RATIONALE
from oocr.lifecycle.table import words
from oocr.ui.forms import DateField, Form

LONGEST = 4000
KIND_LABELS = {
    "rehabilitative": "To help the person change",
    "reparative": "To put right the harm",
    "punitive": "To punish",
    "foreign_offender": "To leave the country and not come back",
    "agreed_action": "An agreed action, in a community resolution",
}


def _long(label: str, *, required: bool = True, hint: str = "", ask: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea,
        required=required,
        help_text=hint,
        error_messages={"required": ask or "Enter a reason"},
    )


def _yes_or_no(label: str, ask: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", "Yes"), ("no", "No")],
        coerce="yes".__eq__,
        widget=forms.RadioSelect,
        error_messages={"required": ask},
    )


def _pounds(label: str, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=9999, required=False, help_text=hint)


def _as_seen(mark: str) -> forms.CharField:
    """The mark of what stood there when the page was drawn."""
    return forms.CharField(required=False, widget=forms.HiddenInput, initial=mark)


class WriteRationale(Form):
    """The five parts of the rationale. What is not written yet can be left and kept."""

    given_on = DateField(
        label="Day it was given to the person, if it was given before anybody’s authority", required=False
    )

    field_order = (*RATIONALE, "given_on")

    def __init__(self, data: Any = None, *, proposal: Proposal, today: date) -> None:
        parts = {part: _long(asked, required=False) for part, asked in RATIONALE.items()}
        self.base_fields = {**parts, **self.base_fields}  # type: ignore[misc]  # this form's own
        initial = {part: getattr(proposal, part) for part in (*RATIONALE, "given_on")}
        super().__init__(data, initial=initial)
        self.fields["given_on"].latest = today  # type: ignore[attr-defined]  # a date
        self.fields["was"] = _as_seen(proposal.mark_of(*initial))

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed and is not what was there."""
        changed = set(self.changed_data) - {"was"}
        return {name: self.cleaned_data[name] for name in self.fields if name in changed}


class GiveReasons(Form):
    """A reason for each rule that asks for one."""

    def __init__(
        self,
        data: Any = None,
        *,
        asked: Mapping[str, str],
        given: Mapping[str, str],
        required: bool = False,
        was: str = "",
    ) -> None:
        self.base_fields = {  # type: ignore[misc]  # this form's own
            **{rule: _long(says, required=required) for rule, says in asked.items()},
            **self.base_fields,
        }
        self.asked = tuple(asked)
        super().__init__(data, initial=dict(given))
        if was:
            self.fields["was"] = _as_seen(was)

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons typed, by rule."""
        return {rule: self.cleaned_data[rule].strip() for rule in self.asked}


class SetCondition(Form):
    """One thing the person would have to do."""

    kind = forms.ChoiceField(
        label="What is it for?",
        choices=[(kind, KIND_LABELS[kind]) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it is for"},
    )
    what = _long(
        "What does the person have to do?",
        hint="So that they, and whoever verifies it, know when it is done.",
        ask="Enter what the person has to do",
    )
    due_on = DateField(label="Day by which it must be done", required=False)
    service: Any = forms.ModelChoiceField(
        label="Service that provides it", queryset=None, required=False, empty_label="No service"
    )
    can_begin_on = DateField(label="First day the service can begin", required=False)
    delivered_by = forms.CharField(label="Who sees to it, if no service does", max_length=200, required=False)
    evidence = forms.CharField(label="What shows that it is done?", max_length=300, required=False)
    verifier = forms.CharField(label="Who verifies it?", max_length=200, required=False)
    hours = forms.IntegerField(label="Hours of attendance", min_value=0, max_value=999, required=False)
    penalty_pounds = _pounds("Financial penalty", "Paid to the court’s office.")
    compensation_pounds = _pounds("Compensation", "Paid to the victim.")
    course_fee_pounds = _pounds("Course fee", "Paid to the provider.")
    means_checked = forms.ChoiceField(
        label="If it costs money, was it asked whether the person can pay?",
        choices=[
            (YesNo.YES.value, "Yes"),
            (YesNo.NO.value, "No"),
            (YesNo.NOT_RECORDED.value, "It costs nothing"),
        ],
        initial=YesNo.NOT_RECORDED.value,
        widget=forms.RadioSelect,
        required=False,
    )
    course = forms.ChoiceField(
        label="Is it one of these courses?",
        choices=[("", "No"), *COURSES.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    remedy_item: Any = forms.ModelChoiceField(
        label="What the victim chose that it carries out",
        queryset=None,
        required=False,
        empty_label="Nothing chosen",
    )
    to_the_victim = forms.BooleanField(
        label="It is done to or with the victim directly (reparation or restorative justice)", required=False
    )
    by_youth_justice = forms.BooleanField(label="The youth justice service delivers it", required=False)
    only_signposts = forms.BooleanField(
        label="It only tells the person to go and ask someone, such as their doctor", required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        services: Any,
        remedies: Any,
        today: date,
        condition: ProposedCondition | None = None,
    ) -> None:
        names = [name for name in self.base_fields if condition is not None]
        super().__init__(data, initial={name: getattr(condition, name) for name in names})
        self.fields["service"].queryset = services  # type: ignore[attr-defined]  # a choice of rows
        self.fields["remedy_item"].queryset = remedies  # type: ignore[attr-defined]  # as above
        for name in ("due_on", "can_begin_on"):
            self.fields[name].earliest = today  # type: ignore[attr-defined]  # a date

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as a condition holds it."""
        return self.cleaned_data | {"means_checked": self.cleaned_data["means_checked"] or YesNo.NOT_RECORDED}


class Authorise(GiveReasons):
    """A yes, with its reason."""

    connected = _yes_or_no(
        "Are you connected to the person or a victim?",
        "Select whether you are connected to the person or a victim",
    )
    reason = _long(
        "Why do you authorise it?", hint="Kept with your name and rank.", ask="Enter why you authorise it"
    )


class GiveReason(Form):
    """Why it is returned, or an authority taken back."""

    reason = _long("Why?")

    def __init__(self, data: Any = None, *, label: str, ask: str) -> None:
        super().__init__(data)
        self.fields["reason"].label = label
        self.fields["reason"].error_messages["required"] = ask


class AskProsecutor(Form):
    """Which resolution a prosecutor is asked about."""

    resolution = forms.ChoiceField(
        label="Which resolution is the prosecutor asked about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select which resolution the prosecutor is asked about"},
    )

    def __init__(self, data: Any = None, *, kinds: Sequence[tuple[str, str]], proposed: str = "") -> None:
        super().__init__(data, initial={"resolution": proposed})
        self.fields["resolution"].choices = list(kinds)  # type: ignore[attr-defined]  # a choice


class RecordDecision(Form):
    """What the prosecutor decided."""

    reference = forms.CharField(
        label="Number of the decision", max_length=60, help_text="As the Crown Prosecution Service gave it."
    )
    decision = forms.ChoiceField(
        label="What did they decide?",
        choices=[("agreed", "They agree to the resolution"), ("refused", "They refuse it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what they decided"},
    )
    decided_on = DateField(label="Day of the decision")
    director_consents = forms.ChoiceField(
        label="Did the Director of Public Prosecutions consent?",
        choices=[("not_recorded", "Not asked"), ("yes", "Yes"), ("no", "No")],
        initial="not_recorded",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether the Director consented"},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        earliest: date,
        today: date,
        offences: tuple[str, str] | None = None,
    ) -> None:
        """`offences`: those it was asked about and those of the case now, in words, where they are not the same."""
        super().__init__(data)
        decided: Any = self.fields["decided_on"]
        decided.earliest, decided.latest = earliest, today
        if offences is not None:
            asked, now = offences
            self.fields["given_for"] = forms.ChoiceField(
                label="Which offences did they decide about?",
                help_text="Those of the case were changed after it was asked. A decision counts only for the offences "
                "that it was given for.",
                choices=[
                    ("asked", f"Those it was asked about: {asked}"),
                    ("now", f"Those of the case now: {now}"),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": "Select which offences they decided about"},
            )

    @property
    def decided(self) -> dict[str, Any]:
        """As the action takes it."""
        clean = dict(self.cleaned_data)
        return clean | {"as_now": clean.pop("given_for", "asked") == "now"}


class RecordAgreement(Form):
    """What the person answered, and how they were told."""

    agrees = _yes_or_no("Does the person agree?", "Select whether the person agrees")
    agreed_on = DateField(label="Day of the answer")
    appropriate_adult_present = forms.ChoiceField(
        label="Was an appropriate adult there?",
        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "None was needed")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether an appropriate adult was there"},
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        parts = {
            part: _yes_or_no(says, f"Select yes or no: {says[:1].lower()}{says[1:]}")
            for part, says in PARTS_OF_AGREEMENT.items()
        }
        self.base_fields = {**parts, **self.base_fields}  # type: ignore[misc]  # this form's own
        super().__init__(data, initial={"agreed_on": today})
        self.fields["agreed_on"].latest = today  # type: ignore[attr-defined]  # a date

    @property
    def answer(self) -> dict[str, Any]:
        """As the action takes it."""
        clean = self.cleaned_data
        return {
            "parts": {part: clean[part] for part in PARTS_OF_AGREEMENT},
            "agrees": clean["agrees"],
            "agreed_on": clean["agreed_on"],
            "appropriate_adult_present": YesNo(clean["appropriate_adult_present"]),
        }


class DelegateAuthority(Form):
    """To whom, up to which rank and for which days."""

    to: Any = forms.ModelChoiceField(
        label="To whom?", queryset=None, empty_label=None, error_messages={"required": "Select to whom"}
    )
    rank = forms.ChoiceField(
        label="Up to which rank?",
        choices=[(rank.value, words(rank).capitalize()) for rank in Rank if rank is not Rank.CONSTABLE],
        widget=forms.RadioSelect,
        error_messages={"required": "Select up to which rank"},
    )
    from_on = DateField(label="First day")
    to_on = DateField(label="Day on which it ends")

    def __init__(self, data: Any = None, *, people: Any, today: date) -> None:
        super().__init__(data, initial={"from_on": today})
        self.fields["to"].queryset = people  # type: ignore[attr-defined]  # a choice of rows
        self.fields["from_on"].earliest = today  # type: ignore[attr-defined]  # a date

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        to: User = self.cleaned_data["to"]
        return self.cleaned_data | {"to": to, "rank": Rank(self.cleaned_data["rank"])}


class Confirm(Form):
    """Nothing to type: only that someone means it."""
