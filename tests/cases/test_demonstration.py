"""What the demonstration's officers have recorded: made by the same action as theirs, once, and only there."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from oocr.cases.demonstration import RECORDED, Recorded
from oocr.cases.known import known_of
from oocr.cases.models import Answer, Case
from oocr.cases.presenters.answers import standing_of
from oocr.cases.questions import sections_for
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_child_case, make_crime, make_offence, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True


def live(recorded: Recorded) -> Case:
    """A case as the extract brings it, with everything recorded of its crime."""
    offence = make_offence(recorded.offence, group="Theft offences", offence_class="either_way")
    crime = make_crime(
        offence=offence, emergency_worker="no", weapon="none", drug_class="none", hate_strand="none"
    )
    born = dt.date(2009, 6, len(recorded.stage)) if "child" in recorded.sections else dt.date(1990, 1, 1)
    person = make_person(given_names=recorded.stage, family_name=recorded.offence, date_of_birth=born)
    make = make_child_case if "child" in recorded.sections else make_case
    return make(
        person=person,
        crimes=[crime],
        stage=recorded.stage,
        officer_collar_number=recorded.collar_number,
    )


def told() -> str:
    out = StringIO()
    call_command("make_demonstration_answers", stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("demonstration")
def test_every_open_case_of_the_demonstration_is_answered_once() -> None:
    make_user("officer", collar_number="1201")
    make_user("officer", collar_number="1202")
    for recorded in RECORDED:
        live(recorded)
    assert f"answered: {len(RECORDED)}." in told()
    assert "answered: 0." in told()
    assert not Answer.objects.filter(answered_at__gt=timezone.now()).exists()


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("place", [1, 4], ids=["shop theft", "domestic abuse"])
def test_some_cases_are_complete(place: int) -> None:
    make_user("officer", collar_number=RECORDED[place].collar_number)
    case = live(RECORDED[place])
    told()
    known = known_of(case, timezone.localdate())
    standings = [standing_of(section, known) for section in sections_for(child=False)]
    assert all(standing.is_complete for standing in standings if standing.is_waited_for)


@pytest.mark.usefixtures("demonstration")
def test_nothing_is_answered_where_there_is_no_such_case_or_officer() -> None:
    assert "answered: 0." in told()
    live(RECORDED[0])
    assert "answered: 0." in told()


def test_nothing_is_made_up_in_service() -> None:
    with pytest.raises(CommandError, match="not a demonstration"):
        told()
