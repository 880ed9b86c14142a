"""What the administrator's pages show."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from oocr.access.models import Agency, Membership, User
from oocr.access.ranks import Rank
from oocr.access.roles import AGENCY_KIND_LABELS, ROLES, AgencyKind
from oocr.access.states import ACCOUNT, State
from oocr.lifecycle.verdict import Verdict
from oocr.ui.formats import day
from oocr.ui.lists import Pagination
from oocr.ui.page import Page
from oocr.ui.parts import Cell, Column, Fact, Tag

COLOURS = {State.ACTIVE: "green", State.LOCKED: "orange", State.DEACTIVATED: "grey"}
# What the button says, and what the person is told once it is done.
MOVES: dict[str, tuple[str, str]] = {
    "lock": ("Lock this account", "The account is locked."),
    "unlock": ("Unlock this account", "The account is unlocked."),
    "deactivate": ("Deactivate this account", "The account is deactivated."),
    "reactivate": ("Make this account active again", "The account is active again."),
}


@dataclass(kw_only=True)
class AccountsPage(Page):
    """Everyone who has an account."""

    text: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    pages: Pagination


@dataclass(frozen=True)
class Button:
    """Something to do with an account; when it is refused, why."""

    label: str
    name: str
    verdict: Verdict


@dataclass(frozen=True)
class Held:
    """A role as it stands on a person's page, and where to end it, if it can be."""

    words: str
    end_href: str


@dataclass(kw_only=True)
class AccountPage(Page):
    """One person's account."""

    number: int
    facts: Sequence[Fact]
    roles: Sequence[Held]
    ranks: Sequence[str]
    buttons: Sequence[Button]
    refused_sign_ins: int
    has_second_step: bool


@dataclass(kw_only=True)
class AgenciesPage(Page):
    """Every agency."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(kw_only=True)
class AccountForm(Page):
    """A form about one account: its heading, whose it is, and what the button says."""

    heading: str
    whose: str
    button: str
    hints: dict[str, str]


def accounts_page(text: str, found: Iterable[User], pages: Pagination) -> AccountsPage:
    """One page of the list."""
    return AccountsPage(
        title="Accounts",
        wide=True,
        text=text,
        columns=[Column("Name"), Column("Roles"), Column("Collar number"), Column("Account")],
        rows=[
            [
                Cell(user.name, href=reverse("access:account", args=[user.pk]), beneath=user.email),
                Cell("; ".join(_role(held) for held in user.memberships_today) or "None"),
                Cell(user.collar_number or "–"),
                Cell(tag=tag(user)),
            ]
            for user in found
        ],
        pages=pages,
    )


def account_page(account: User, by: User, refused: int, second_step: bool) -> AccountPage:
    """One account, and what this administrator may do with it."""
    return AccountPage(
        title="Account",
        back=reverse("access:accounts"),
        back_label="Accounts",
        number=account.pk,
        facts=[
            Fact("Name", account.name),
            Fact("Email address", account.email),
            Fact("Collar number", account.collar_number),
            Fact("Account", tag=tag(account)),
            Fact("Password", "Set" if account.has_usable_password() else "Not set: no link was used yet"),
            Fact("Second step", "Set up" if second_step else "Not set up yet"),
        ],
        roles=[_held(account, held) for held in account.memberships.all()],
        ranks=[_rank(rank.rank, rank.acting, rank.from_on, rank.to_on) for rank in account.ranks.all()],
        buttons=[
            Button(MOVES[move.name][0], move.name, verdict) for move, verdict in ACCOUNT.open_to(account, by)
        ],
        refused_sign_ins=refused,
        has_second_step=second_step,
    )


def agencies_page(agencies: Iterable[Agency]) -> AgenciesPage:
    """The list of agencies."""
    return AgenciesPage(
        title="Agencies",
        back=reverse("access:accounts"),
        back_label="Accounts",
        columns=[Column("Agency"), Column("Kind"), Column("Area"), Column("Key")],
        rows=[
            [
                Cell(agency.name),
                Cell(AGENCY_KIND_LABELS[AgencyKind(agency.kind)]),
                Cell(", ".join(agency.area_codes) or "–"),
                Cell(agency.key),
            ]
            for agency in agencies
        ],
    )


def account_form(
    account: User, heading: str, button: str, form: object, hints: dict[str, str] | None = None
) -> AccountForm:
    """A form about one account."""
    return AccountForm(
        title=heading,
        back=reverse("access:account", args=[account.pk]),
        heading=heading,
        whose=account.name,
        button=button,
        form=form,
        hints=hints or {},
    )


def tag(account: User) -> Tag:
    """How the account is."""
    state = State(account.state)
    return Tag(state.value.capitalize(), COLOURS[state])


def role_hints() -> dict[str, str]:
    """What each role is for and where it is held, for the person who grants it."""
    return {
        role.key: f"{role.description} At: {', '.join(sorted(role.suits))}.".replace("_", " ")
        for role in ROLES.values()
    }


def _role(held: Membership) -> str:
    label = ROLES[held.role].label if held.role in ROLES else held.role
    return f"{label}, {held.agency.name}"


def _held(account: User, held: Membership) -> Held:
    when = f"since {day(held.from_on)}" if held.to_on is None else f"{day(held.from_on)} to {day(held.to_on)}"
    end = "" if held.to_on else reverse("access:end_role", args=[account.pk, held.pk])
    return Held(f"{_role(held)}, {when}", end)


def _rank(rank: str, acting: bool, from_on: dt.date, to_on: dt.date | None) -> str:
    words = Rank(rank).value.replace("_", " ").capitalize() + (" (acting)" if acting else "")
    return f"{words}, since {day(from_on)}" if to_on is None else f"{words}, {day(from_on)} to {day(to_on)}"
