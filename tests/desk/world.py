"""A small area in which something of every kind waits, and something like it does not."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from oocr.access.demonstration import CITY
from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.cases.models import Case
from oocr.decisions import actions
from tests.factories.access import make_agency, make_user
from tests.factories.cases import (
    make_case,
    make_child_case,
    make_outcome_code,
    make_person,
    make_resolution,
    make_victim,
)
from tests.factories.conditions import make_breach, make_condition
from tests.factories.decisions import make_plain_case, make_proposal, make_sergeant
from tests.factories.memory import remembered
from tests.factories.referrals import make_referral, make_service, make_session
from tests.factories.youth_panel import make_sitting_item

TODAY = dt.date(2025, 11, 3)  # where every test's time stands still
PAST, YESTERDAY, TOMORROW = dt.date(2025, 6, 1), dt.date(2025, 11, 2), dt.date(2025, 11, 4)
# How many cases stand at each stage of the force's records: the officer's own, and others.
STAGES = {
    "awaiting sergeant": (1, 1),
    "awaiting inspector": (0, 3),
    "awaiting Crown Prosecution Service": (1, 0),
    "awaiting victim's views": (0, 4),
    "returned to officer": (2, 1),
    "authorised": (1, 2),
}
RANKS = {"officer": Rank.CONSTABLE, "sergeant": Rank.SERGEANT, "inspector": Rank.INSPECTOR}


def make_people() -> dict[str, User]:
    """Someone in each role that something can wait for; the officer's collar number is 1201."""
    roles = (
        "officer", "sergeant", "inspector", "hub_coordinator", "hub_manager", "youth_justice_worker",
        "provider_worker", "provider_manager",
    )  # fmt: skip
    agencies = {"provider_worker": "turning-point", "provider_manager": "turning-point"}
    collars = {"officer": "1201", "sergeant": "0412", "inspector": "0077"}
    return {
        role: make_user(
            role,
            agency=agencies.get(role),
            collar_number=collars.get(role, ""),
            rank=RANKS.get(role),
        )
        for role in roles
    }


@remembered
def make_world() -> SimpleNamespace:
    """The people, and something of every kind."""
    people = make_people()
    officer = people["officer"]
    for stage, numbers in STAGES.items():
        for own, number in zip((officer, None), numbers, strict=True):
            for _ in range(number):
                make_case(officer=own, stage=stage)
    make_case(person=make_person(restricted=True))
    make_case(person=make_person(restricted=True), officer=officer)
    for own in (officer, None):
        _resolved(own)
    _victims(officer)
    _proposals(officer)
    _children()
    _referrals()
    return SimpleNamespace(people=people)


def _resolved(officer: User | None) -> None:
    """A resolved case with everything that can wait on one, twice, and another with its code."""
    case = make_case(officer=officer, resolved=True)
    for _ in range(2):
        resolution = make_resolution(case)
        make_condition(resolution, due_on=YESTERDAY)
        make_condition(resolution, due_on=TODAY)
        make_condition(resolution, due_on=PAST, met="yes")
        broken = make_condition(resolution, due_on=PAST, met="no")
        make_breach(broken, reported_on=PAST)
        make_breach(broken, decision="varied")
    done = make_case(officer=officer, resolved=True)
    make_outcome_code(done.crimes.get())


def _victims(officer: User) -> None:
    """In cases that wait for something else already: one to hear in each of two, and one to tell."""
    of_officer = Case.objects.filter(stage="returned to officer")
    make_victim(of_officer.filter(officer=officer).earliest("pk").crimes.get(), views="")
    make_victim(of_officer.filter(officer=None).earliest("pk").crimes.get(), views="")
    resolved = Case.objects.filter(officer=officer, state="resolved").earliest("pk")
    make_victim(resolved.crimes.get())


def _proposals(officer: User) -> None:
    """One to decide, one to put right, one to issue, in whose case a prosecutor was asked too, and one overtaken."""
    at = timezone.now()
    make_proposal(case=make_plain_case(officer=officer), submitted=True)
    returned = make_proposal(case=make_plain_case(officer=officer), submitted=True)
    actions.return_proposal(proposal=returned, reason="Say who verifies it.", by=make_sergeant(), at=at)
    authorised = make_proposal(case=make_plain_case(officer=officer), authorised=True)
    actions.ask_prosecutor(case=authorised.case, resolution=authorised.kind, by=officer, at=at)
    overtaken = make_proposal(case=make_plain_case(officer=officer))
    make_resolution(overtaken.case, batch="batch:1")


def _children() -> None:
    make_sitting_item(make_child_case(), heard_on=TOMORROW, outcome="not_decided")
    make_sitting_item(make_child_case(), heard_on=YESTERDAY, outcome="not_decided")
    make_sitting_item(make_child_case(), heard_on=YESTERDAY)
    county = make_person(given_names="Robin", date_of_birth=dt.date(2009, 6, 1), area_code="E07000130")
    assert county.area_code not in CITY
    make_sitting_item(make_case(person=county), heard_on=TOMORROW, outcome="not_decided")


def _referrals() -> None:
    case = make_case(closed_on=PAST)
    for status, number in (("received", 3), ("accepted", 2), ("started", 1), ("completed", 1)):
        for _ in range(number):
            make_referral(case, status=status)
    make_session(make_referral(case, status="started"), session_on=YESTERDAY)
    make_session(make_referral(case, status="started"), session_on=TODAY)
    make_referral(case, service=make_service("CARA", provider=make_agency("hampton-trust")))
