"""A gravity score counts on the matrix for the person's age: the form says so, and so do the facts and the rule."""

import datetime as dt
import html

import pytest
from django.test import Client
from django.urls import reverse

from oocr.cases.actions import correct_fact
from oocr.cases.known import facts_known
from oocr.cases.models import Case
from oocr.cases.questions.offence import MATRICES
from oocr.decisions.queries import options_of
from tests.decisions.test_proposing import NOW, TODAY
from tests.factories.access import make_user
from tests.factories.cases import make_crime, make_offence, make_person
from tests.factories.decisions import make_plain_case

pytestmark = pytest.mark.django_db

RULE = "gravity-matrix-for-the-age"
SCORES = {"gravity_base", "gravity_final", "gravity_step"}
# The plain case's offence was on 20 October 2025, and it is decided in November.
CHILD, ADULT, BETWEEN = dt.date(2010, 1, 1), dt.date(1990, 1, 1), dt.date(2007, 10, 25)


@pytest.mark.parametrize(
    ("matrix", "at_offence", "at_decision", "fits"),
    [
        ("adult_2019", 30, 30, True),
        ("adult_2019", 15, 15, False),
        ("adult_2019", 17, 18, True),
        ("child_2025", 15, 15, True),
        ("child_2025", 17, 18, True),
        ("child_2025", 18, 18, False),
        ("youth_2013", 30, 30, False),
        ("adult_2019", 30, None, None),
        ("child_2025", None, 15, None),
    ],
)
def test_a_matrix_is_for_adults_or_for_children(
    matrix: str, at_offence: int | None, at_decision: int | None, fits: bool | None
) -> None:
    assert MATRICES[matrix].fits(at_offence, at_decision) is fits


def scored(born: dt.date | None, matrix: str) -> Case:
    return make_plain_case(
        person=make_person(date_of_birth=born), answers={"gravity": {"gravity_matrix": matrix}}
    )


@pytest.mark.parametrize(
    ("born", "matrix", "fits"),
    [
        (CHILD, "adult_2019", False),
        (CHILD, "child_2025", True),
        (ADULT, "child_2023", False),
        (ADULT, "adult_2019", True),
        (BETWEEN, "adult_2019", True),
        (BETWEEN, "child_2025", True),
    ],
)
def test_a_score_on_the_matrix_for_another_age_is_no_score(born: dt.date, matrix: str, fits: bool) -> None:
    facts = facts_known(scored(born, matrix), TODAY)
    assert facts["gravity_matrix_fits_age"] is fits
    assert (facts.keys() >= SCORES) is fits
    assert fits or not facts.keys() & SCORES


def test_where_an_age_or_the_matrix_is_not_known_nothing_is_said() -> None:
    facts = facts_known(scored(None, "adult_2019"), TODAY)
    assert "gravity_matrix_fits_age" not in facts
    assert facts.keys() >= SCORES
    facts = facts_known(make_plain_case(answers={"gravity": {"gravity_matrix": None}}), TODAY)
    assert "gravity_matrix_fits_age" not in facts


def test_the_options_say_so_when_a_birthday_is_put_right_later() -> None:
    case = scored(ADULT, "adult_2019")
    assert not any(f.rule == RULE and f.fires for o in options_of(case, TODAY) for f in o.findings)
    correct_fact(
        case=case, thing=case.person, field="date_of_birth", value=CHILD, reason="Misread.",
        by=make_user("hub_manager"), at=NOW,
    )  # fmt: skip
    case = Case.objects.get(pk=case.pk)
    options = options_of(case, TODAY)
    assert all(any(f.rule == RULE and f.fires for f in o.findings) for o in options if o.findings)


@pytest.mark.parametrize(
    ("born", "matrix", "said"),
    [
        (CHILD, "adult_2019", "This matrix is for adults. The person is under 18"),
        (ADULT, "child_2025", "This matrix is for children. The person was 18 or over"),
        (ADULT, "adult_2019", ""),
    ],
)
def test_the_form_says_so_before_anything_is_kept(
    born: dt.date, matrix: str, said: str, client: Client
) -> None:
    case = make_plain_case(person=make_person(date_of_birth=born))
    client.force_login(case.officer)
    address = reverse("cases:facts_section", args=[case.reference, "gravity"])
    sent = client.post(address, {"gravity_matrix": matrix, "reason": "Scored again."})
    page = html.unescape(sent.content.decode())
    assert (said in page) if said else (sent.status_code == 302)


def test_one_summary_only_offence_is_enough_for_its_time_limit() -> None:
    case = make_plain_case()
    assert facts_known(case, TODAY)["summary_only_offence"] is True
    case.crimes.add(make_crime(offence=make_offence("049/10", title="A theft", offence_class="either_way")))
    facts = facts_known(case, TODAY)
    assert (facts["offence_class"], facts["summary_only_offence"]) == ("either_way", True)
    assert facts["days_to_prosecution_limit"] == (dt.date(2026, 4, 20) - TODAY).days
