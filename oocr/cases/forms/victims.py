"""What is recorded of a victim, typed: one thing to a page. Each form gives its action what the action asks for."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from oocr.cases.models import Crime, RemedyItem
from oocr.cases.victim_vocabulary import (
    ANSWERS,
    CHANNELS,
    OPINIONS,
    REMEDY_KINDS,
    RESULTS,
    RIGHTS,
    ROUTES,
    TOLD_ABOUT,
    Choice,
    Result,
)
from oocr.cases.vocabulary import VictimKind, YesNo
from oocr.lifecycle.verdict import Verdict
from oocr.ui.formats import LONDON, day
from oocr.ui.forms import DateField, Form

NOT_OFFERED = "not_offered"
YES_OR_NO = [("yes", "Yes"), ("no", "No")]
KINDS = {
    VictimKind.PERSON: "A person",
    VictimKind.BUSINESS: "A business or other organisation",
    VictimKind.STATE: "Nobody in particular: the state or the public",
}


def _radios(label: str, choices: Iterable[tuple[str, str]], ask: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect, error_messages={"required": ask}, **more
    )


def _text(label: str, longest: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=more.pop("required", False), **more)


def _long(label: str, **more: Any) -> forms.CharField:
    return _text(label, 2000, widget=forms.Textarea, **more)


class AboutVictim(Form):
    """One thing recorded of a victim. `was` is what was recorded when the page was drawn, if anything was."""

    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why is this recorded anew?",
        help_text="For example, they changed their mind, or it was typed wrongly. What was recorded before stays.",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Enter why this is recorded anew"},
    )
    # Which field a refusal of the action is about; any other refusal is about the page.
    fields_refused: ClassVar[Mapping[str, str]] = {}

    def __init__(
        self, data: Any = None, *, today: date, earliest: date, current: Any = None, **given: Any
    ) -> None:
        initial = {"was": current.pk if current else None, **(self.typed(current) if current else given)}
        super().__init__(data, initial=initial)
        reason = self.fields.pop("reason")
        if current and not current.is_waiting:
            self.fields["reason"] = reason
        for each in self.fields.values():
            if isinstance(each, DateField):
                each.earliest, each.latest = earliest, today

    def typed(self, current: Any) -> dict[str, Any]:
        """What is recorded now, as it would have been typed."""
        return {name: getattr(current, name) for name in self.fields_of_row}

    @property
    def fields_of_row(self) -> list[str]:
        """The fields that hold what the row holds under the same name."""
        return [name for name in self.base_fields if name not in ("was", "reason")]

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "was"}

    def take(self, verdict: Verdict) -> None:
        """Show why the action refused, beside the field it is about."""
        self.add_error(self.fields_refused.get(verdict.code), verdict.because)


class ContactAttempt(AboutVictim):
    """An attempt to reach a victim."""

    on = DateField(label="Day of the attempt", error_messages={"required": "Enter the day of the attempt"})
    clock = forms.TimeField(
        label="Time of the attempt",
        help_text="By the 24-hour clock, such as 14:30.",
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={
            "required": "Enter the time of the attempt",
            "invalid": "Time of the attempt must be a real time, such as 14:30",
        },
    )
    channel = _radios("How", CHANNELS.items(), "Select how they were tried")
    result = _radios("What came of it", RESULTS.items(), "Select what came of it")
    tried_by = _text("Who tried, if it was someone else", help_text="A collar number or a team.")
    note = _long("What else matters")
    fields_refused = {"in-the-future": "clock", "attempt-twice": "clock"}

    def __init__(self, data: Any = None, *, current: Any = None, **given: Any) -> None:
        super().__init__(data, current=current, **given)
        if not current:
            self.fields["result"].choices = [  # type: ignore[attr-defined]  # a choice
                choice for choice in RESULTS.items() if choice[0] != Result.MISTAKE
            ]

    def typed(self, current: Any) -> dict[str, Any]:
        tried = current.tried_at.astimezone(LONDON)
        said = {name: getattr(current, name) for name in ("channel", "result", "tried_by", "note")}
        return {"on": tried.date(), "clock": tried.time(), **said}

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        on, clock = facts.pop("on"), facts.pop("clock")
        return {**facts, "tried_at": datetime.combine(on, clock, tzinfo=LONDON)}


class VictimView(AboutVictim):
    """What a victim thinks."""

    heard_on = DateField(label="Day they said so", error_messages={"required": "Enter the day they said so"})
    opinion = _radios("What they think", OPINIONS.items(), "Select what they think")
    words = _long("In their words")


class RemedyOffer(AboutVictim):
    """Whether the list was offered and what was chosen from it."""

    offered_on = DateField(
        label="Day it was offered", required=False, help_text="Leave it empty if it was not offered."
    )
    chose = _radios("What they said to it", [], "Select what they said to it, or that it was not offered")
    why_not = _long("Why was it not offered?")
    fields_refused = {"no-list": "offered_on", "not-on-list": "chose"}

    def __init__(self, data: Any = None, *, items: Iterable[RemedyItem], **given: Any) -> None:
        super().__init__(data, **given)
        self.items = {f"item-{item.pk}": item for item in items}
        lists = {item.remedy_list_id for item in self.items.values()}
        named = len(lists) > 1
        self.fields["chose"].choices = [  # type: ignore[attr-defined]  # a choice
            *((key, self._label(item, named)) for key, item in self.items.items()),
            (Choice.NONE, "They want nothing from the list"),
            (Choice.WAITING, "They want time to think"),
            (NOT_OFFERED, "The list was not offered"),
        ]

    @staticmethod
    def _label(item: RemedyItem, named: bool) -> str:
        return f"{item.says} (list of {day(item.remedy_list.in_force_from)})" if named else item.says

    @property
    def hints(self) -> dict[str, str]:
        """The kind of each action, beneath it."""
        return {key: REMEDY_KINDS[item.kind] for key, item in self.items.items()}

    def typed(self, current: Any) -> dict[str, Any]:
        chose = f"item-{current.chosen_id}" if current.chosen_id else current.choice or NOT_OFFERED
        return {"offered_on": current.offered_on, "chose": chose, "why_not": current.why_not}

    def clean(self) -> dict[str, Any]:
        """The day goes with an offer, and the reason with none."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("chose") == NOT_OFFERED:
            cleaned["offered_on"] = None
            if not cleaned.get("why_not", "").strip():
                self.add_error("why_not", "Enter why it was not offered")
        elif cleaned.get("chose") and not cleaned.get("offered_on") and "offered_on" not in self.errors:
            self.add_error("offered_on", "Enter the day it was offered")
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        chose = facts.pop("chose")
        chosen = self.items.get(chose)
        choice = "" if chose == NOT_OFFERED else Choice.ITEM if chosen else chose
        return {**facts, "choice": choice, "chosen": chosen}


class RestorativeOffer(AboutVictim):
    """Whether restorative justice was offered, and direct reparation."""

    offered_on = DateField(
        label="Day it was offered", required=False, help_text="Leave it empty if it was not offered."
    )
    said = _radios(
        "What they said to restorative justice",
        [*ANSWERS.items(), (NOT_OFFERED, "It was not offered")],
        "Select what they said, or that it was not offered",
    )
    why_not = _long("Why was it not offered?")
    reparation = _radios(
        "Do they agree that the person puts something right for them directly?",
        [*YES_OR_NO, (YesNo.NOT_RECORDED, "They were not asked")],
        "Select whether they agree, or that they were not asked",
        help_text="Such as an apology or a repair.",
    )

    def typed(self, current: Any) -> dict[str, Any]:
        said = {name: getattr(current, name) for name in ("offered_on", "why_not", "reparation")}
        return {**said, "said": current.answer or NOT_OFFERED}

    def clean(self) -> dict[str, Any]:
        """The day goes with an offer, and the reason with none."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("said") == NOT_OFFERED:
            cleaned["offered_on"] = None
            if not cleaned.get("why_not", "").strip():
                self.add_error("why_not", "Enter why it was not offered")
        elif cleaned.get("said") and not cleaned.get("offered_on") and "offered_on" not in self.errors:
            self.add_error("offered_on", "Enter the day it was offered")
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        said = facts.pop("said")
        return {**facts, "answer": "" if said == NOT_OFFERED else said}


class Compensation(AboutVictim):
    """Whether compensation is wanted, and how much."""

    sought = _radios("Do they want compensation?", YES_OR_NO, "Select whether they want compensation")
    pounds = forms.DecimalField(
        label="How much?",
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"),
            "How much must be in pounds and pence, such as 41.50",
        ),
    )
    for_what = _text("For what?")
    fields_refused = {"no-amount": "pounds"}

    def typed(self, current: Any) -> dict[str, Any]:
        return {**super().typed(current), "sought": "yes" if current.sought else "no"}

    @property
    def facts(self) -> dict[str, Any]:
        return {**super().facts, "sought": self.cleaned_data["sought"] == "yes"}


class EnhancedRights(AboutVictim):
    """Why a victim has enhanced rights, or that they have not."""

    category = _radios("Enhanced rights", RIGHTS.items(), "Select which enhanced rights they have, or none")


class SharingConsent(AboutVictim):
    """Whether details may be given to someone, and whether that is safe."""

    agrees = _radios("Do they agree?", YES_OR_NO, "Select whether they agree")
    safe = _radios(
        "Is it safe for them to be reached so?",
        YES_OR_NO,
        "Select whether it is safe",
        help_text="Ask who else reads their letters and messages, or answers their telephone.",
    )

    def typed(self, current: Any) -> dict[str, Any]:
        return {name: "yes" if getattr(current, name) else "no" for name in ("agrees", "safe")}

    @property
    def facts(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] == "yes" for name in ("agrees", "safe")}
        return {**super().facts, **said}


class VictimUpdate(AboutVictim):
    """What a victim was told."""

    told_on = DateField(
        label="Day they were told", error_messages={"required": "Enter the day they were told"}
    )
    about = _radios("What they were told", TOLD_ABOUT.items(), "Select what they were told")
    channel = _radios("How", CHANNELS.items(), "Select how they were told")
    note = _long("What else matters")
    mistaken = forms.BooleanField(label="This was recorded by mistake: they were not told", required=False)
    fields_refused = {"no-decision": "about", "before-decision": "told_on"}

    def __init__(self, data: Any = None, *, current: Any = None, **given: Any) -> None:
        super().__init__(data, current=current, **given)
        if not current:
            del self.fields["mistaken"]


class VictimServiceOffer(AboutVictim):
    """Which victim service was offered."""

    route = _radios("Service", ROUTES.items(), "Select the service that was offered")
    offered_on = DateField(
        label="Day it was offered", error_messages={"required": "Enter the day it was offered"}
    )
    answer = _radios("What they said", ANSWERS.items(), "Select what they said")

    def __init__(
        self, data: Any = None, *, services: Mapping[str, str], recommended: str, **given: Any
    ) -> None:
        super().__init__(data, **({"route": recommended} | given))
        self.fields["route"].choices = list(services.items())  # type: ignore[attr-defined]  # a choice
        self.hints = {recommended: "Recommended by the area’s routes"} if recommended else {}


FORMS: dict[str, type[AboutVictim]] = {
    "attempt": ContactAttempt,
    "views": VictimView,
    "remedy": RemedyOffer,
    "restorative": RestorativeOffer,
    "compensation": Compensation,
    "rights": EnhancedRights,
    "consent": SharingConsent,
    "told": VictimUpdate,
    "service": VictimServiceOffer,
}


class AddVictim(Form):
    """Who a crime was done to."""

    crime = _radios("Which crime was done to them?", [], "Select the crime")
    kind = _radios("Who is the victim?", KINDS.items(), "Select who the victim is")
    name = _text("Name", help_text="Leave it empty for the state or the public.")
    contact_name = _text("Who speaks for the business", help_text="Needed before its views can be recorded.")
    phone = _text("Telephone", widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.EmailField(label="Email address", required=False, max_length=254)
    safe_contact = _text("How they can safely be reached")

    def __init__(self, data: Any = None, *, crimes: Iterable[Crime]) -> None:
        self.crimes = {str(crime.pk): crime for crime in crimes}
        only = next(iter(self.crimes)) if len(self.crimes) == 1 else None
        super().__init__(data, initial={"crime": only})
        self.fields["crime"].choices = [  # type: ignore[attr-defined]  # a choice
            (key, crime.offence.title) for key, crime in self.crimes.items()
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return {**self.cleaned_data, "crime": self.crimes[self.cleaned_data["crime"]]}

    def take(self, verdict: Verdict) -> None:
        """Show why the action refused."""
        self.add_error("name" if verdict.code == "no-name" else None, verdict.because)
