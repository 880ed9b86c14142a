"""What administrators do to accounts, roles and ranks, and what they are refused."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from oocr.access.actions.accounts import (
    create_account,
    invite,
    lock_account,
    reset_second_step,
    set_password,
)
from oocr.access.actions.demonstration import SETTING_UP, make_agencies, make_people
from oocr.access.actions.roles import add_agency, end_role, grant_role, record_rank
from oocr.access.actions.signing_in import renew_recovery_codes
from oocr.access.demonstration import PEOPLE
from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.access.roles import ROLES, AgencyKind
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Asked
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_agency, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_make_user_holds_each_role_at_an_agency_it_suits(role):
    user = make_user(role)
    assert user.permissions == ROLES[role].permissions


def test_the_demonstration_has_a_person_for_every_role_and_is_made_once():
    make_agencies(at=timezone.now())
    assert make_people(at=timezone.now()) == len(PEOPLE)
    assert {person.role for person in PEOPLE} == set(ROLES)
    lines = ledger.count()
    make_agencies(at=timezone.now())
    assert make_people(at=timezone.now()) == 0
    assert ledger.count() == lines
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_rank_ends_where_the_next_begins_in_whichever_order_they_are_recorded():
    user = make_user("officer")
    for rank, year in ((Rank.INSPECTOR, 2022), (Rank.CONSTABLE, 2010), (Rank.SERGEANT, 2016)):
        record_rank(user=user, rank=rank, from_on=dt.date(year, 1, 1), by=SETTING_UP, at=timezone.now())
    days = (dt.date(2009, 12, 31), dt.date(2010, 1, 1), dt.date(2015, 12, 31), dt.date(2016, 1, 1))
    assert [user.rank_on(day) for day in days] == [None, Rank.CONSTABLE, Rank.CONSTABLE, Rank.SERGEANT]
    assert user.rank_on(dt.date(2030, 1, 1)) == Rank.INSPECTOR


def test_each_of_these_is_one_line_of_the_ledger():
    user = make_user("officer", rank=Rank.CONSTABLE)
    told = [line.event for line in reversed(ledger.lines(Asked(about=user.ledger_ref)))]
    assert told == [Event.ACCOUNT_CREATED, Event.ROLE_GRANTED, Event.RANK_RECORDED]


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators_manage_accounts(role):
    by, user = make_user(role), make_user("officer")
    force, day, at = make_agency(), dt.date(2024, 1, 1), timezone.now()
    for attempt in (
        lambda: create_account(email="x@tests.example", name="X", by=by, at=at),
        lambda: add_agency(key="x", name="X", kind=AgencyKind.OPCC, by=by, at=at),
        lambda: grant_role(user=user, role="sergeant", agency=force, from_on=day, by=by, at=at),
        lambda: end_role(membership=user.memberships.get(), on=day, by=by, at=at),
        lambda: record_rank(user=user, rank=Rank.SERGEANT, from_on=day, by=by, at=at),
        lambda: lock_account(user=user, by=by, at=at),
        lambda: reset_second_step(user=user, by=by, at=at),
        lambda: invite(user=user, link="x", by=by, at=at),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.verdict.code == "no-permission"


def test_the_demonstrations_people_are_made_in_the_demonstration_only(settings):
    with pytest.raises(CommandError, match="not a demonstration"):
        call_command("make_demonstration_accounts")
    settings.DEMONSTRATION = True
    out = io.StringIO()
    call_command("make_demonstration_accounts", stdout=out)
    assert out.getvalue() == f"Demonstration accounts made: {len(PEOPLE)}.\n"


def test_nobody_chooses_another_persons_password_or_sees_their_codes():
    user, other = make_user("officer"), make_user("administrator")
    with pytest.raises(Refused, match="Only the person themself"):
        set_password(user=user, password="three random words", by=other, at=timezone.now())
    with pytest.raises(Refused, match="Only the person themself"):
        renew_recovery_codes(user=user, by=other, at=timezone.now())
