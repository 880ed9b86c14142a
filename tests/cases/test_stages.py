"""How far a case has come: what the extract says until something is known here, and then that."""

import datetime as dt
import html

import pytest
from django.test import Client
from django.urls import reverse

from oocr.cases.models import Case
from oocr.cases.stages import stage_of, with_stage
from oocr.decisions import actions
from oocr.decisions.presenters.stages import STAGES
from oocr.decisions.states import State
from tests.decisions.test_proposing import NOW
from tests.factories.access import make_user
from tests.factories.cases import make_case
from tests.factories.decisions import make_inspector, make_plain_case, make_proposal

pytestmark = pytest.mark.django_db

EXTRACTS = "awaiting inspector"


def known_of(case: Case) -> str:
    return stage_of(with_stage(Case.objects.filter(pk=case.pk)).get())


def overview(client: Client, case: Case) -> str:
    return html.unescape(client.get(reverse("desk:case", args=[case.reference])).content.decode())


def test_every_way_a_proposal_can_stand_has_its_words() -> None:
    assert set(STAGES) == set(State)


def test_what_the_extract_says_is_shown_until_something_is_proposed() -> None:
    case = make_plain_case()
    Case.objects.filter(pk=case.pk).update(stage=EXTRACTS)
    assert known_of(case) == "Awaiting inspector"
    proposal = make_proposal(case=case)
    assert known_of(case) == "Proposal drafted"
    actions.submit_proposal(proposal=proposal, by=case.officer, at=NOW)
    assert known_of(case) == "Proposal with the authoriser"
    actions.return_proposal(proposal=proposal, reason="Say more.", by=make_inspector(), at=NOW)
    assert known_of(case) == "Proposal returned to the officer"
    actions.withdraw_proposal(proposal=proposal, by=case.officer, at=NOW)
    assert known_of(case) == "Proposal withdrawn"


def test_of_a_resolved_or_closed_case_the_status_says_all() -> None:
    for case in (
        make_case(resolved=True, stage=EXTRACTS),
        make_case(closed_on=dt.date(2025, 3, 1), stage=EXTRACTS),
        make_proposal(issued=True).case,
    ):
        assert known_of(case) == ""


def test_the_list_the_file_and_the_case_say_the_same(client: Client) -> None:
    case = make_proposal(submitted=True).case
    Case.objects.filter(pk=case.pk).update(stage=EXTRACTS)
    client.force_login(make_user("hub_coordinator"))
    row = client.get("/cases/").content.decode().split("<tbody")[1]
    file = b"".join(client.post("/cases/export").streaming_content).decode()  # type: ignore[attr-defined]  # a file
    for said in (row, file, overview(client, case)):
        assert "Proposal with the authoriser" in said
        assert EXTRACTS not in said.lower()


def test_what_the_extract_said_stays_in_the_history_and_can_be_put_right_there(client: Client) -> None:
    case = make_case(resolved=True, stage=EXTRACTS)
    client.force_login(make_user("hub_coordinator"))
    assert "Awaiting inspector" not in overview(client, case)
    history = client.get(reverse("desk:case_history", args=[case.reference])).content.decode()
    assert "Awaiting inspector" in history
    assert reverse("cases:correct_fact", args=[case.reference, "case", case.pk, "stage"]) in history


def test_the_stages_of_many_cases_take_one_question(django_assert_num_queries) -> None:
    make_proposal()
    make_case(stage=EXTRACTS)
    make_case(resolved=True)
    with django_assert_num_queries(1):
        stages = [stage_of(case) for case in with_stage(Case.objects.order_by("pk"))]
    assert stages == ["Proposal drafted", "Awaiting inspector", ""]
