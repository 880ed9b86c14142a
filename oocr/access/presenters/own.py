"""What a person's own account and "why can't I?" show."""

from collections.abc import Sequence
from dataclasses import dataclass

from oocr.access.models import User
from oocr.access.permissions import SAID, Permission
from oocr.access.roles import ROLES, roles_that
from oocr.lifecycle.verdict import Verdict
from oocr.ui.formats import day, sentence_case
from oocr.ui.page import Page
from oocr.ui.parts import Cell, Column, Fact


@dataclass(kw_only=True)
class OwnAccountPage(Page):
    """Who we think you are, and what that lets you do."""

    facts: Sequence[Fact]
    may: Sequence[str]
    codes_left: int


@dataclass(kw_only=True)
class WhyPage(Page):
    """The verdict on something a person would like to do, once they have said what."""

    verdict: Verdict | None
    asked: str
    roles: Sequence[str]


@dataclass(kw_only=True)
class MatrixPage(Page):
    """Who may do what: every permission beside every role."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    roles: Sequence[Fact]


def own_account(user: User, codes_left: int) -> OwnAccountPage:
    """The person's own account."""
    return OwnAccountPage(
        title="Your account",
        facts=[
            Fact("Name", user.name),
            Fact("Email address", user.email),
            *([Fact("Collar number", user.collar_number)] if user.collar_number else []),
            Fact("Roles", held_in_words(user) or "None yet. Ask your administrator."),
        ],
        may=sorted(sentence_case(SAID[permission]) for permission in user.permissions),
        codes_left=codes_left,
    )


def held_in_words(user: User) -> list[str]:
    """The roles held today, where and since when."""
    return [
        f"{ROLES[held.role].label} at {held.agency.name}, since {day(held.from_on)}"
        for held in user.memberships_today
        if held.role in ROLES
    ]


def matrix() -> MatrixPage:
    """The table of roles, as it stands in the code."""
    return MatrixPage(
        title="Roles and what they may do",
        wide=True,
        columns=[Column("May"), Column("Who")],
        rows=[
            [
                Cell(sentence_case(SAID[permission])),
                Cell(", ".join(role.label for role in roles_that(permission))),
            ]
            for permission in Permission
        ],
        roles=[Fact(role.label, role.description) for role in ROLES.values()],
    )
