"""Promise 2, from outside: whatever a person opens, nobody they may not see is in it, in HTML, CSV or JSON.

A small demonstration area is loaded through the dock. Then each role opens every address there is, with things it
may see and things it may not in the gaps, and sends every form back empty. Each answer is searched for every
invented person's name, birthday, address, telephone and e-mail. The rule is worked out here again, from who holds
the case, and not by `visible_to`.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from demo.generate import write_small
from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import ROLES, AgencyKind
from oocr.cases.models import Case, Person, Victim
from oocr.imports.actions import IMPORTER, load_batch, receive_batch
from oocr.measures.actions import take_snapshot
from oocr.referrals.models import Referral
from oocr.ui.formats import day
from tests.architecture.everything import Address, addresses
from tests.factories.access import make_agency, make_user

AT = dt.datetime(2025, 7, 1, 9, tzinfo=dt.UTC)
CITY = "E06000016"
# Each role at an agency of its own; the youth justice worker is the city's, so a child of the county is not theirs.
AGENCIES = {
    "youth_justice_worker": "leicester-city-yjs",
    "provider_worker": "turning-point",
    "provider_manager": "hampton-trust",
}
PAGES_THAT_END_THE_SESSION = {"access/sign-out", "access/session-ended", "access/signed-out"}


@dataclass(frozen=True)
class Area:
    """The loaded area, and what may be put in the gaps of an address."""

    agency: Any
    references: tuple[str, ...]
    numbers: tuple[int, ...]


@pytest.fixture(scope="module")
def area(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Area]:
    """Loaded once for this module, and taken back at its end."""
    from django.conf import settings  # noqa: PLC0415  # configured by now

    folder = tmp_path_factory.mktemp("area")
    usual = settings.LOCAL_DIR
    write_small(folder / "extract")
    with django_db_blocker.unblock(), transaction.atomic():
        settings.LOCAL_DIR = folder / "local"
        for provider in ("turning-point", "hampton-trust"):
            make_agency(provider)
        agency = make_agency()
        names = [path.name for path in (folder / "extract").glob("*.csv")]
        batch = receive_batch(agency=agency, files=names, by=IMPORTER, at=AT)
        load_batch(batch=batch, folder=folder / "extract", by=IMPORTER, at=AT)
        take_snapshot(by=IMPORTER, at=AT)
        yield Area(agency, _one_of_each_kind(), _some_numbers(batch.pk))
        settings.LOCAL_DIR = usual
        transaction.set_rollback(True)


def _one_of_each_kind() -> tuple[str, ...]:
    """An ordinary adult's case, a restricted one, a child's of the city and a child's of the county."""
    kinds = (
        {"is_child": False, "restricted": False},
        {"restricted": True},
        {"is_child": True, "area_code": CITY, "restricted": False},
        {"is_child": True, "restricted": False},
    )
    found = []
    for kind in kinds:
        cases = Case.objects.filter(**kind).exclude(reference__in=found)
        if kind == kinds[-1]:
            cases = cases.exclude(area_code=CITY)
        found.append(cases.order_by("reference").values_list("reference", flat=True)[0])
    return tuple(found)


def _some_numbers(batch: int) -> tuple[int, ...]:
    """Numbers of a referral of each of the two providers, of the batch and of a victim: whatever has a number may be
    asked for."""
    referrals = [
        Referral.objects.filter(service__provider__key=key).values_list("pk", flat=True).first()
        for key in ("turning-point", "hampton-trust")
    ]
    victim = Victim.objects.filter(kind="person").values_list("pk", flat=True).first()
    return tuple(number for number in {batch, victim, *referrals} if number is not None)


def _filled(address: Address, area: Area) -> Iterator[str]:
    """The address with each of the area's references or numbers in its gaps."""
    choices = []
    for gap, sample in address.arguments.items():
        converter = address.pattern.pattern.converters[gap]
        if gap in {"ref", "reference", "case"}:
            choices.append(area.references)
        elif sample.isdigit() and "int" in type(converter).__name__.lower():
            choices.append(area.numbers)
        else:
            choices.append((sample,))
    for values in product(*choices):
        path = address.route
        for gap, value in zip(address.arguments, values, strict=True):
            start = path.index("<")
            stop = path.index(">")
            assert path[start:stop].endswith(gap)
            path = path[:start] + str(value) + path[stop + 1 :]
        yield "/" + path


def _names(person: Person) -> set[str]:
    return {person.name, f"{person.family_name}, {person.given_names}"}


def _names_and_telephone(person: Person) -> set[str]:
    return _names(person) | {person.phone}


def _identifying(person: Person) -> set[str]:
    words = _names(person) | {person.address, person.phone, person.email}
    if person.date_of_birth:
        words |= {
            day(person.date_of_birth),
            person.date_of_birth.isoformat(),
            f"{person.date_of_birth:%d/%m/%Y}",
        }
    return {word for word in words if len(word) > 6}


def _may_be_shown(user: User) -> set[int]:
    """The people this person may be shown by name: the rule in words, worked out from the rows alone."""
    shown: set[int] = set()
    providers = {agency.pk for agency in user.agencies(AgencyKind.INTERVENTION_PROVIDER)}
    for referral in Referral.objects.select_related("service", "case"):
        if referral.service.provider_id in providers:
            shown.add(referral.case.person_id)
    if not {Permission.SEE_CASES, Permission.SEE_IDENTITY} <= user.permissions:
        return shown
    return shown | {case.person_id for case in _cases_of(user)}


def _cases_of(user: User) -> Iterator[Case]:
    """The cases that are theirs and not kept back from them."""
    forces = {agency.pk for agency in user.agencies(AgencyKind.POLICE_FORCE)}
    services = {
        code for agency in user.agencies(AgencyKind.YOUTH_JUSTICE_SERVICE) for code in agency.area_codes
    }
    for case in Case.objects.all():
        theirs = case.agency_id in forces or (case.is_child and case.area_code in services)
        kept_back = case.restricted and not user.may(Permission.SEE_RESTRICTED) and case.officer_id != user.pk
        if theirs and not kept_back:
            yield case


def _of_victims(user: User) -> tuple[set[str], set[str]]:
    """What identifies the people who are victims: those this person may be shown, and the others."""
    crimes = set()
    if {Permission.SEE_CASES, Permission.SEE_VICTIM} <= user.permissions:
        crimes = {crime.pk for case in _cases_of(user) for crime in case.crimes.all()}
    shown: set[str] = set()
    others: set[str] = set()
    for victim in Victim.objects.filter(kind="person"):
        words = {word for word in (victim.name, victim.phone, victim.email) if len(word) > 6}
        (shown if victim.crime_id in crimes else others).update(words)
    return shown, others - shown


def _body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def _opened_by(user: User, area: Area) -> Iterator[tuple[str, Any]]:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    for address in addresses():
        if address.route in PAGES_THAT_END_THE_SESSION:
            continue
        for path in _filled(address, area):
            yield path, client.get(path)
            # A form sent back empty: what was asked for is refused or done, and either answer is read too.
            yield path, client.post(path)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", [*ROLES, ""], ids=lambda role: role or "no role")
def test_nobody_is_shown_anyone_they_may_not_see(role: str, area: Area) -> None:
    user = make_user(role, agency=AGENCIES.get(role), name="Someone Testing")
    allowed = _may_be_shown(user)
    people = list(Person.objects.all())
    # A provider is shown what people are called and how to reach them, and nothing else that identifies them.
    words = _identifying if user.may(Permission.SEE_IDENTITY) else _names_and_telephone
    shown_words = set().union(*(words(person) for person in people if person.pk in allowed))
    victims_shown, other_victims = _of_victims(user)
    others = set().union(*(_identifying(person) for person in people)) | other_victims
    others -= shown_words | victims_shown
    leaks, names_seen = [], 0
    for path, response in _opened_by(user, area):
        assert response.status_code in {200, 302, 400, 403, 404, 405, 410}, (path, response.status_code)
        body = _body(response)
        leaks += [(path, len(word)) for word in others if word in body]
        names_seen += sum(word in body for word in shown_words)
    # Where and how long, not who: a failing test must not print a person either.
    assert not leaks
    # The search would find a name if one were there: those who may see people do.
    assert bool(names_seen) == bool(allowed), f"{names_seen} names of {len(allowed)} people"
