"""A new version of the Community Remedy list, and who runs a victim service."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from oocr.cases.forms.case import LinesField
from oocr.cases.models import RemedyItem
from oocr.cases.victim_vocabulary import RemedyKind
from oocr.lifecycle.verdict import Verdict
from oocr.ui.forms import DateField, Form


def _actions(label: str) -> LinesField:
    return LinesField(label=label, required=False, max_length=4000, help_text="One to a line.")


class MakeRemedyList(Form):
    """The actions of each kind, and the day from which they are offered."""

    in_force_from = DateField(
        label="In force from", error_messages={"required": "Enter the day from which the list is in force"}
    )
    reparative = _actions("Actions that put something right")
    rehabilitative = _actions("Actions that help the person change")
    punitive = _actions("Actions that punish")

    def __init__(self, data: Any = None, *, now: Iterable[RemedyItem], earliest: date | None) -> None:
        said: dict[str, list[str]] = {kind: [] for kind in RemedyKind}
        for item in now:
            said[item.kind].append(item.says)
        super().__init__(data, initial=said)
        self.fields["in_force_from"].earliest = earliest  # type: ignore[attr-defined]  # a date

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        items = [(kind.value, says) for kind in RemedyKind for says in self.cleaned_data[kind]]
        return {"in_force_from": self.cleaned_data["in_force_from"], "items": items}

    def take(self, verdict: Verdict) -> None:
        """Show why the action refused, beside the field it is about."""
        self.add_error("in_force_from" if verdict.code == "not-newer" else "reparative", verdict.because)


class NameVictimService(Form):
    """What a service is called, from a day on."""

    name = forms.CharField(
        label="Name of the service",
        max_length=200,
        error_messages={"required": "Enter the name of the service"},
    )
    in_force_from = DateField(
        label="From", error_messages={"required": "Enter the day from which it is offered"}
    )

    def take(self, verdict: Verdict) -> None:
        """Show why the action refused."""
        self.add_error("in_force_from", verdict.because)
