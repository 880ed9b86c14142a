"""What the pages about the Community Remedy list and the victim services show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import who_could
from oocr.cases.models import RemedyList
from oocr.cases.victim_vocabulary import REMEDY_KINDS, ROUTES
from oocr.ui.formats import day
from oocr.ui.page import Page
from oocr.ui.parts import Fact, Tag


@dataclass(frozen=True)
class Version:
    """One version of the list: how it stands, its actions by kind, and the way to withdraw it while that can be done."""

    title: str
    tag: Tag
    groups: Sequence[tuple[str, Sequence[str]]]
    withdraw_href: str


@dataclass(kw_only=True)
class OffersPage(Page):
    """What victims are offered here."""

    now: Version | None
    others: Sequence[Version]
    invented: bool
    make_href: str
    services: Sequence[Fact]
    why_not: str


@dataclass(kw_only=True)
class OfferFormPage(Page):
    """One of the forms: what it is about, and what saving it means."""

    heading: str
    means: str
    button: str


def offers_page(
    lists: Sequence[RemedyList], services: dict[str, str], invented: bool, user: User, today: date
) -> OffersPage:
    """The list in force, the versions before and after it, and the service of each route."""
    manages = user.may(Permission.MANAGE_VICTIM_OFFERS)
    standing = [each for each in lists if not each.withdrawn_at and each.in_force_from <= today]
    now = max(standing, key=lambda each: each.in_force_from, default=None)
    return OffersPage(
        title="What victims are offered",
        back=reverse("desk:home"),
        back_label="Home",
        now=_version(now, Tag("In force", "green"), "") if now else None,
        others=[_other(each, manages, today) for each in lists if each != now],
        invented=invented or bool(now and now.invented),
        make_href=reverse("cases:make_remedy_list") if manages else "",
        services=list(_services(services, manages)),
        why_not="" if manages else who_could(Permission.MANAGE_VICTIM_OFFERS),
    )


def _services(services: dict[str, str], manages: bool) -> Iterator[Fact]:
    for route, label in ROUTES.items():
        named = services[route] if services[route] != label else ""
        yield Fact(label, named, reverse("cases:name_victim_service", args=[route]) if manages else "")


def _other(each: RemedyList, manages: bool, today: date) -> Version:
    if each.withdrawn_at:
        return _version(each, Tag("Withdrawn", "grey"), "")
    if each.in_force_from <= today:
        return _version(each, Tag("No longer in force", "grey"), "")
    href = reverse("cases:withdraw_remedy_list", args=[each.pk]) if manages else ""
    return _version(each, Tag("Not yet in force", "blue"), href)


def _version(each: RemedyList, tag: Tag, withdraw_href: str) -> Version:
    said = [
        (label, [i.says for i in each.items.all() if i.kind == kind]) for kind, label in REMEDY_KINDS.items()
    ]
    return Version(
        f"List of {day(each.in_force_from)}", tag, [group for group in said if group[1]], withdraw_href
    )


def make_list_page(form: Any) -> OfferFormPage:
    """The form for a new version."""
    return _form_page(
        form,
        "Make a new Community Remedy list",
        "It takes the place of the list in force from its day on. Victims who were shown an earlier list keep what "
        "they chose from it.",
        "Make the list",
    )


def withdraw_list_page(each: RemedyList) -> OfferFormPage:
    """Whether someone means to withdraw a version."""
    return _form_page(
        None,
        f"Withdraw the list of {day(each.in_force_from)}",
        "It will never be in force. It stays to be seen as withdrawn.",
        "Withdraw the list",
    )


def name_service_page(route: str, form: Any) -> OfferFormPage:
    """The form for the name of a service."""
    return _form_page(
        form,
        f"Name the {ROUTES[route][:1].lower()}{ROUTES[route][1:]}",
        "What was offered before its day keeps the name it had.",
        "Save the name",
    )


def _form_page(form: Any, heading: str, means: str, button: str) -> OfferFormPage:
    return OfferFormPage(
        title=heading,
        back=reverse("cases:victim_offers"),
        back_label="What victims are offered",
        form=form,
        heading=heading,
        means=means,
        button=button,
    )
