"""The page that compares two records which may be of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from oocr.cases.facts import subject_of
from oocr.cases.known import Likeness
from oocr.cases.models import Case, Resolution
from oocr.cases.presenters.answers import kind_of
from oocr.cases.presenters.case import said_value
from oocr.policy.facts import Section as PolicySection
from oocr.ui.formats import NOT_RECORDED, day
from oocr.ui.page import Page
from oocr.ui.parts import Cell, Column


@dataclass(kw_only=True)
class ComparePage(Page):
    """Two records side by side, and the question whether they are one person."""

    reference: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    said: str


def compare_page(case: Case, likeness: Likeness, issued: Sequence[Resolution], form: Any) -> ComparePage:
    """The record of the case beside the other one. The title names nobody."""
    other, match = likeness.person, likeness.match
    facts = (
        "given_names",
        "family_name",
        "aliases",
        "date_of_birth",
        "sex",
        "address",
        "postcode",
        "phone",
        "email",
    )
    rows = [
        [
            Cell(label.label),
            *(Cell(said_value(thing, field) or NOT_RECORDED) for thing in (case.person, other)),
        ]
        for field in facts
        if (label := subject_of(other).fact(field))
    ]
    resolutions = "; ".join(f"{kind_of(each)}, {day(each.issued_on)}" for each in issued)
    rows.append(
        [Cell("Resolutions"), Cell("Listed with the history"), Cell(resolutions or "None that you may see")]
    )
    return ComparePage(
        title=f"Compare two records, case {case.reference}",
        back=reverse("cases:facts_section", args=[case.reference, PolicySection.HISTORY.value]),
        back_label="History",
        form=form,
        reference=case.reference,
        columns=[Column("Fact"), Column("This case"), Column("The other record")],
        rows=rows,
        said=(
            f"{match.decided_by.name} said on {day(match.decided_at)} that they are "
            f"{'the same person' if match.is_same else 'not the same'}: {match.reason}"
            if match
            else ""
        ),
    )
