"""What people type to put right an answer or a prosecutor's decision: what it says now, to be changed, and why."""

from datetime import date
from typing import Any

from django import forms

from oocr.decisions.forms.proposals import RecordAgreement, RecordDecision
from oocr.decisions.models import Agreement, ProsecutorDecision
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT


def _why() -> forms.CharField:
    return forms.CharField(
        label="Why is it corrected?",
        help_text="Kept beside what it said before.",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Enter why it is corrected"},
    )


class CorrectAgreement(RecordAgreement):
    """What the person answered, as it should have been put down."""

    def __init__(self, data: Any = None, *, now: Agreement, today: date) -> None:
        super().__init__(data, today=today)
        self.fields["reason"] = _why()
        for name in (*PARTS_OF_AGREEMENT, "agrees"):
            self.initial[name] = "yes" if getattr(now, name) else "no"
        for name in ("agreed_on", "appropriate_adult_present"):
            self.initial[name] = getattr(now, name)

    @property
    def answer(self) -> dict[str, Any]:
        """As the action takes it."""
        return super().answer | {"reason": self.cleaned_data["reason"]}


class CorrectDecision(RecordDecision):
    """What a prosecutor decided, as it should have been recorded."""

    def __init__(self, data: Any = None, *, now: ProsecutorDecision, earliest: date, today: date) -> None:
        super().__init__(data, earliest=earliest, today=today)
        self.fields["reason"] = _why()
        for name in ("reference", "decision", "decided_on", "director_consents"):
            self.initial[name] = getattr(now, name)
