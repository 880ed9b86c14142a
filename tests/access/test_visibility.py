"""Who sees which rows, of every kind of thing: one world, looked at by everyone in it."""

import datetime as dt

import pytest
from django.db import models
from django.utils import timezone

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import add_agency, end_role, grant_role
from oocr.access.models import User
from oocr.access.roles import ROLES, AgencyKind
from oocr.access.visibility import VisibleQuerySet
from oocr.cases.actions import correct_fact
from oocr.cases.models import Case, CustodyDrugTest, LaterOffence
from oocr.cases.models.victims import OfVictim
from oocr.referrals.models import Referral
from tests.access.rows import record_and_decide
from tests.architecture.everything import models as every_model
from tests.architecture.everything import name
from tests.factories.access import make_agency, make_user
from tests.factories.cases import (
    make_case,
    make_child_case,
    make_crime,
    make_document,
    make_offence,
    make_outcome_code,
    make_person,
    make_resolution,
    make_victim,
)
from tests.factories.conditions import make_breach, make_condition
from tests.factories.memory import remembered
from tests.factories.referrals import make_referral, make_service, make_session
from tests.factories.youth_panel import make_sitting_item

pytestmark = pytest.mark.django_db
CITY, COUNTY = "E06000016", "E07000132"
TO_CASE = {
    "cases.Case": "reference",
    "cases.CaseCrime": "case__reference",
    "cases.Correction": "case__reference",
    "cases.Crime": "cases__reference",
    "cases.CustodyDrugTest": "person__cases__reference",
    "cases.Document": "case__reference",
    "cases.LaterOffence": "person__cases__reference",
    "cases.OutcomeCode": "crime__cases__reference",
    "cases.Person": "cases__reference",
    "cases.PersonAlias": "person__cases__reference",
    "cases.Resolution": "case__reference",
    "cases.Victim": "crime__cases__reference",
    **{
        f"cases.{kind}": "case__reference"
        for kind in (
            "Answer",
            "Compensation",
            "ContactAttempt",
            "EnhancedRights",
            "PersonMatch",
            "RemedyOffer",
            "RestorativeOffer",
            "SharingConsent",
            "VictimServiceOffer",
            "VictimUpdate",
            "VictimView",
        )
    },
    **{
        f"decisions.{kind}": "case__reference"
        for kind in ("Assessment", "MadePaper", "Proposal", "ProsecutorDecision")
    },
    **{
        f"decisions.{kind}": "proposal__case__reference"
        for kind in ("Authority", "ProposalVersion", "ProposedCondition", "Return")
    },
    "decisions.Agreement": "authority__proposal__case__reference",
    "conditions.Breach": "condition__resolution__case__reference",
    "conditions.Condition": "resolution__case__reference",
    "referrals.Attendance": "referral__case__reference",
    "referrals.Referral": "case__reference",
    "youth_panel.SittingItem": "case__reference",
}
# These belong to no case. Their own rooms' tests say who sees them.
NOT_OF_A_CASE = {
    "cases.SavedView",
    "decisions.PolicyRun",
    "imports.Batch",
    "imports.QuarantinedRow",
    "outbox.Message",
}
OF_VICTIMS = {f"cases.{model.__name__}" for model in OfVictim.__subclasses__()}


def visible_kinds() -> dict[str, type[models.Model]]:
    return {
        name(model): model
        for model in every_model()
        if isinstance(model._default_manager.all(), VisibleQuerySet)
    }


def furnish(case: Case, service: str, provider: str) -> Case:
    """One row of every kind that hangs on the case."""
    (crime,) = case.crimes.all()
    resolution = make_resolution(case)
    make_breach(make_condition(resolution))
    make_session(make_referral(case, service=make_service(service, provider=make_agency(provider))))
    make_sitting_item(case)
    make_outcome_code(crime, resolution=resolution)
    make_victim(crime)
    make_document(case)
    LaterOffence.objects.create(
        person=case.person,
        source_key=f"L-{case.pk}",
        offence=make_offence(),
        committed_on=dt.date(2025, 6, 1),
    )
    CustodyDrugTest.objects.create(
        person=case.person, source_key=f"T-{case.pk}", arrested_on=dt.date(2025, 1, 31)
    )
    correct_fact(
        case=case,
        thing=case.person,
        field="address",
        value="2 Invented Street",
        reason="Typed wrongly",
        by=make_user("hub_manager", agency=case.agency),
        at=timezone.now(),
    )
    record_and_decide(case)
    return case


@pytest.fixture
@remembered
def world() -> dict[str, Case]:
    """A case of each kind that someone must not see: of another force, another area, an adult's, a restricted one."""
    elsewhere = add_agency(
        key="other-police", name="Other", kind=AgencyKind.POLICE_FORCE, by=SETTING_UP, at=timezone.now()
    )
    child = {"date_of_birth": dt.date(2010, 6, 1)}

    def case(reference: str, service: str, provider: str, **facts) -> Case:
        people = {"aliases": ("Alias",), "area_code": facts.get("area_code", CITY)}
        make = make_child_case if facts.get("is_child") else make_case
        person = make_person(**people, **(child if facts.get("is_child") else {}))
        return furnish(
            make(reference=reference, person=person, crimes=[make_crime()], **facts), service, provider
        )

    tp, reflect = ("Turning Point", "turning-point"), ("Reflect", "reflect")
    return {
        "adult": case("adult", *tp, area_code=CITY),
        "city-child": case("city-child", *tp, is_child=True, area_code=CITY),
        "county-child": case("county-child", *reflect, is_child=True, area_code=COUNTY),
        "restricted": case("restricted", *reflect, area_code=CITY, restricted=True),
        "elsewhere": case("elsewhere", *reflect, agency=elsewhere, area_code=CITY),
    }


def seen_by(user: User, model: type[models.Model], path: str) -> set[str]:
    rows = model._default_manager.visible_to(user).values_list("pk", flat=True)
    return set(model._default_manager.filter(pk__in=list(rows)).values_list(path, flat=True))


POLICE = {"adult", "city-child", "county-child"}
# What each role sees of cases and all that hangs on them, at the area's agency of a fitting kind.
SEES_CASES = {
    "officer": POLICE,
    "sergeant": POLICE,
    "inspector": POLICE | {"restricted"},
    "hub_coordinator": POLICE,
    "hub_manager": POLICE | {"restricted"},
    "youth_justice_worker": {"city-child"},
    "analyst": POLICE,
}
TURNING_POINT = {"adult", "city-child"}


def test_every_kind_of_thing_with_case_data_is_tried_here():
    assert set(visible_kinds()) == set(TO_CASE) | NOT_OF_A_CASE


def expected(role: str, label: str) -> set[str]:
    """What this role sees of this kind of thing in the world."""
    if label.startswith("referrals.") and role.startswith("provider"):
        return TURNING_POINT
    if label.startswith("referrals.") and role == "analyst":
        return set()
    if label in OF_VICTIMS and role in {"youth_justice_worker", "analyst"}:
        return set()
    if label == "decisions.MadePaper" and role == "analyst":
        return set()
    if label.startswith("youth_panel.") and role in {"officer", "sergeant", "inspector", "analyst"}:
        return set()
    return SEES_CASES.get(role, set())


def test_each_role_sees_what_it_should_of_every_kind_of_thing(world):
    kinds = visible_kinds()
    assert not [label for label in TO_CASE if not kinds[label]._default_manager.exists()]
    wrong = {}
    for role in ROLES:
        user = make_user(role, agency="turning-point" if role.startswith("provider") else None)
        for label, path in TO_CASE.items():
            if (seen := seen_by(user, kinds[label], path)) != expected(role, label):
                wrong[role, label] = seen
    assert not wrong


def test_a_provider_never_sees_anyone_elses_referral(world):
    for role in ("provider_worker", "provider_manager"):
        for key in ("turning-point", "reflect", "ingeus"):
            user = make_user(role, agency=key)
            visible = Referral.objects.visible_to(user)
            assert {referral.service.provider.key for referral in visible} <= {key}
    assert not Referral.objects.visible_to(make_user("provider_manager", agency="ingeus")).exists()


def test_a_youth_service_sees_only_its_areas_children(world):
    county = make_user("youth_justice_worker", agency="leicestershire-rutland-yjs")
    assert seen_by(county, Case, "reference") == {"county-child"}


def test_a_restricted_case_is_seen_by_the_officer_who_has_it(world):
    officer = make_user("officer")
    Case.objects.filter(reference="restricted").update(officer=officer)
    assert seen_by(officer, Case, "reference") == POLICE | {"restricted"}


def test_a_permission_from_one_agency_opens_nothing_at_another(world):
    """A youth justice worker who also administers accounts for the force sees no more of the force's cases."""
    at = timezone.now()
    worker = make_user("youth_justice_worker", agency="leicester-city-yjs")
    force, since = make_agency("leicestershire-police"), dt.date(2020, 1, 1)
    grant_role(user=worker, role="administrator", agency=force, from_on=since, by=SETTING_UP, at=at)
    worker = User.objects.get(pk=worker.pk)
    assert seen_by(worker, Case, "reference") == {"city-child"}


def test_restricted_cases_are_opened_only_where_the_role_that_opens_them_is_held(world):
    at, since = timezone.now(), dt.date(2020, 1, 1)
    manager = make_user("hub_manager", agency="other-police")
    force = make_agency("leicestershire-police")
    grant_role(user=manager, role="officer", agency=force, from_on=since, by=SETTING_UP, at=at)
    manager = User.objects.get(pk=manager.pk)
    assert seen_by(manager, Case, "reference") == POLICE | {"elsewhere"}


def test_whoever_has_no_role_any_more_sees_nothing(world):
    seen = {}
    for role in [*SEES_CASES, "provider_worker"]:
        user = make_user(role)
        held = user.memberships.get()
        end_role(membership=held, on=timezone.localdate(), by=SETTING_UP, at=timezone.now())
        user = User.objects.get(pk=user.pk)
        for label, path in TO_CASE.items():
            if rows := seen_by(user, visible_kinds()[label], path):
                seen[role, label] = rows
    assert not seen


def test_a_role_that_begins_tomorrow_opens_nothing_today(world, now):
    user = make_user("")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    force = make_agency("leicestershire-police")
    grant_role(user=user, role="officer", agency=force, from_on=tomorrow, by=SETTING_UP, at=timezone.now())
    assert seen_by(user, Case, "reference") == set()
    now.shift(dt.timedelta(days=1))
    assert seen_by(User.objects.get(pk=user.pk), Case, "reference") == POLICE


def test_a_kind_without_a_rule_of_its_own_shows_nobody_anything():
    assert not VisibleQuerySet(User).visible_to(make_user("hub_manager")).exists()
