"""The authoriser's queue, and authority lent to others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.decisions.models import Delegation
from oocr.decisions.queries import PRESSING_DAYS, Waiting
from oocr.decisions.states import a_rank
from oocr.lifecycle.table import words
from oocr.ui.formats import day, moment, plural
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell, Column, Tag


@dataclass(kw_only=True)
class QueuePage(Page):
    """Those this person may authorise, and those they may not."""

    columns: Sequence[Column]
    mine: Sequence[Sequence[Cell]]
    others: Sequence[Sequence[Cell]]


def queue_page(waiting: Sequence[Waiting], today: date) -> QueuePage:
    """The queue, the most pressing first in each part."""
    return QueuePage(
        title="Waiting for authority",
        wide=True,
        back=reverse("desk:home"),
        back_label="Home",
        columns=(
            Column("Case"),
            Column("Person"),
            Column("Resolution"),
            Column("Needs"),
            Column("Waiting since"),
            Column("Last day to charge"),
        ),
        mine=[_row(each, today) for each in waiting if each.mine],
        others=[_row(each, today) for each in waiting if not each.mine],
    )


def _row(each: Waiting, today: date) -> list[Cell]:
    proposal = each.proposal
    reference, limit = proposal.case.reference, each.last_day_to_charge
    why = {"own-work": "Your own work", "rank-too-low": "Above your rank"}.get(each.why_not, "")
    return [
        Cell(reference, reverse("desk:case_decision", args=[reference])),
        Cell(proposal.case.person.name),
        Cell(proposal.get_kind_display()),
        Cell(f"{a_rank(proposal.required_authority)} or above".capitalize(), beneath=why),
        Cell(moment(proposal.submitted_at), beneath=f"Proposed by {proposal.proposed_by.name}"),
        _limit(limit, today),
    ]


def _limit(limit: date | None, today: date) -> Cell:
    """The last day to charge, and how near it is."""
    if limit is None:
        return Cell("No limit")
    left = (limit - today).days
    if left < 0:
        return Cell(day(limit), tag=Tag("Passed", "red"))
    soon = Tag(f"{plural(left, 'day')} left", "red") if left <= PRESSING_DAYS else None
    return Cell(day(limit), beneath="" if soon else f"{plural(left, 'day')} left", tag=soon)


@dataclass(kw_only=True)
class DelegationsPage(Page):
    """What one lent and was lent, and the form to lend."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def delegations_page(found: Sequence[Delegation], user: User, today: date, form: Any) -> DelegationsPage:
    """One's delegations, the newest first."""
    return DelegationsPage(
        title="Delegated authority",
        back=reverse("decisions:queue"),
        back_label="Waiting for authority",
        form=form,
        columns=(Column("From"), Column("To"), Column("Up to"), Column("Days"), Column("Standing")),
        rows=[_delegation(each, user, today) for each in found],
    )


def _delegation(each: Delegation, user: User, today: date) -> list[Cell]:
    ended = each.to_on <= today
    mine = each.delegated_by_id == user.pk and not ended
    end = Link("End it", reverse("decisions:end_delegation", args=[each.pk]))
    return [
        Cell(each.delegated_by.name),
        Cell(each.to.name),
        Cell(words(each.rank).capitalize()),
        Cell(f"{day(each.from_on)} until {day(each.to_on)}"),
        Cell(end.label, end.href) if mine else Cell("Ended" if ended else "Stands"),
    ]
