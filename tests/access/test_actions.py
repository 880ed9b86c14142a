"""What administrators do to accounts, roles and ranks, and what they are refused."""

import datetime as dt

import pytest
from django.utils import timezone

from oocr.access.actions.demonstration import SETTING_UP, make_agencies, make_people
from oocr.access.actions.roles import record_rank
from oocr.access.demonstration import PEOPLE
from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.access.roles import ROLES
from oocr.audit import ledger
from tests.factories.access import make_user

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
