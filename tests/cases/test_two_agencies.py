"""Somebody with a role at each of two agencies: a role at one opens nothing at the other."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import add_agency, grant_role
from oocr.access.demonstration import SINCE
from oocr.access.models import User
from oocr.access.roles import AgencyKind
from oocr.cases.actions import correct_fact
from oocr.cases.actions.answers import record_answers
from oocr.cases.actions.victims import add_victim, record_views
from oocr.cases.models import Case, Victim, VictimView
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_user
from tests.factories.cases import make_child_case, make_crime, make_victim
from tests.factories.victims import hear

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A child of the city, whose case the area's own force has."""
    return make_child_case(crimes=[make_crime()])


@pytest.fixture
def victim(case: Case) -> Victim:
    victim = make_victim(case.crimes.get(), name="Sam Unseen")
    hear(case, victim)
    return victim


@pytest.fixture
def seconded() -> User:
    """A worker of the city's youth justice service, who is an officer of another force besides."""
    user = make_user("youth_justice_worker")
    common = {"by": SETTING_UP, "at": timezone.now()}
    force = add_agency(
        key="other-police", name="Another Police", kind=AgencyKind.POLICE_FORCE, area_codes=[], **common
    )
    grant_role(user=user, role="officer", agency=force, from_on=SINCE, **common)
    return User.objects.get(pk=user.pk)


def test_what_another_force_may_see_of_victims_is_not_seen_here(
    case: Case, victim: Victim, seconded: User, client: Client
) -> None:
    client.force_login(seconded)
    for name in ("desk:case", "desk:case_crimes"):
        page = client.get(reverse(name, args=[case.reference]))
        assert page.status_code == 200
        assert "Sam Unseen" not in page.content.decode()
    assert client.get(reverse("desk:case_victims", args=[case.reference])).status_code == 403
    assert client.get(reverse("cases:victim", args=[case.reference, victim.pk])).status_code == 404
    assert not VictimView.objects.visible_to(seconded).exists()
    assert VictimView.objects.visible_to(make_user("officer")).exists()


def test_what_another_force_may_record_is_not_recorded_here(
    case: Case, victim: Victim, seconded: User
) -> None:
    common = {"case": case, "by": seconded, "at": timezone.now()}
    for action, facts in (
        (record_answers, {"section": "evidence", "answers": {"stance": "denied"}}),
        (record_views, {"victim": victim, "heard_on": timezone.localdate(), "opinion": "supports"}),
        (add_victim, {"crime": case.crimes.get(), "kind": "person", "name": "Nobody"}),
        (correct_fact, {"thing": case, "field": "summary", "value": "Another.", "reason": "So it was."}),
    ):
        with pytest.raises(Refused) as refused:
            action(**common, **facts)
        assert refused.value.verdict.code == "other-agency"
    assert record_answers(**common, section="child", answers={"youth_justice_consulted": True})
