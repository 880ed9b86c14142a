"""What has to hold between a yes and the giving: nothing is issued on an answer, a rank or a fact that does not."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from oocr.access.models import Membership
from oocr.cases.actions import correct_fact
from oocr.cases.actions.victims import add_victim, record_views
from oocr.cases.models import Case, Resolution
from oocr.decisions import actions, standing
from oocr.decisions.actions.papers import make_paper
from oocr.decisions.facts import facts_of
from oocr.decisions.models import Agreement, Assessment, Authority, MadePaper, ProsecutorDecision, Return
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.queries import material_changes
from oocr.decisions.standing import standing_of
from oocr.lifecycle.verdict import Refused
from oocr.policy.packs import FOLDER, in_force
from oocr.policy.reading import read_pack_text
from oocr.policy.wording import wordings_for
from tests.decisions.test_authorising import domestic, lend, yes
from tests.decisions.test_issuing import ALL, answer
from tests.decisions.test_proposing import NOW, TODAY, refused
from tests.factories.access import make_user
from tests.factories.cases import make_offence, make_person
from tests.factories.decisions import (
    CONDITION,
    agree,
    make_authority,
    make_inspector,
    make_plain_case,
    make_proposal,
    make_sergeant,
)
from tests.factories.memory import remembered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["evidence_told", "enough_to_charge", "admitted"])
def test_a_conditional_caution_is_not_given_while_a_statement_of_the_law_is_not_so(part):
    proposal = make_proposal(authorised=True)
    actions.record_agreement(**answer(proposal, parts=ALL | {part: False}))
    because = refused(
        "not-agreed-in-full",
        actions.issue_resolution,
        proposal=proposal,
        by=proposal.case.officer,
        at=NOW,
    )
    assert PARTS_OF_AGREEMENT[part] in because
    assert not Resolution.objects.exists()


def test_a_community_resolution_does_not_need_what_the_law_wants_of_a_caution():
    proposal = make_proposal(kind="community_resolution", authorised=True)
    actions.record_agreement(**answer(proposal, parts=ALL | {"enough_to_charge": False}))
    assert actions.issue_resolution(proposal=proposal, by=proposal.case.officer, at=NOW).pk


def test_an_appropriate_adult_at_the_interview_is_not_one_at_the_giving():
    there = {"appropriate_adult_needed": True, "appropriate_adult_present": True}
    proposal = make_proposal(case=make_plain_case(answers={"needs": there}), authorised=True)
    actions.record_agreement(**answer(proposal))
    judged = standing_of(proposal.case.officer, proposal, TODAY).judged
    assert "whether an appropriate adult was there" in judged.missing
    refused("cannot-say", actions.issue_resolution, proposal=proposal, by=proposal.case.officer, at=NOW)


def issue(proposal, **more: Any):
    return {"proposal": proposal, "by": proposal.case.officer, "at": NOW} | more


def test_an_authority_for_one_offence_is_none_for_another_of_the_same_class():
    proposal = make_proposal(agreed=True)
    other = make_offence("104/23", title="Assault on a constable")
    correct_fact(
        case=proposal.case,
        thing=proposal.case.crimes.get(),
        field="offence",
        value=other,
        reason="The victim is a constable.",
        by=proposal.case.officer,
        at=NOW,
    )
    assert "which offences it is about" in material_changes(proposal, TODAY)
    with pytest.raises(Refused) as caught:
        actions.issue_resolution(**issue(proposal))
    assert caught.value.verdict.code == "facts-changed"


def test_an_authority_falls_when_one_more_victim_is_found_though_each_was_heard():
    case = make_plain_case()
    crime, officer = case.crimes.get(), case.officer
    more = {"case": case, "by": officer, "at": NOW}
    add_victim(crime=crime, kind="person", name="Second Example", **more)
    for each in crime.victims.filter(name="Second Example"):
        record_views(victim=each, heard_on=TODAY, opinion="supports", **more)
    proposal = make_proposal(case=case, agreed=True)
    third = add_victim(crime=crime, kind="person", name="Third Example", **more)
    record_views(victim=third, heard_on=TODAY, opinion="supports", **more)
    assert material_changes(proposal, TODAY) == ["how many victims there are"]


@pytest.mark.parametrize(("born", "falls"), [(dt.date(1990, 11, 4), False), (dt.date(2007, 11, 4), True)])
def test_a_birthday_lets_an_authority_fall_only_where_the_law_cares(born, falls, now):
    kind = "outcome_22" if falls else "conditional_caution"
    matrix = {"gravity_matrix": "child_2025" if falls else "adult_2019"}
    case = make_plain_case(person=make_person(date_of_birth=born), answers={"gravity": matrix})
    proposal = make_proposal(case=case, kind=kind)
    proposal.authorities.create(
        rank="inspector",
        required="sergeant",
        reason="It fits.",
        facts=standing_of(case.officer, proposal, TODAY).judged.material,
        given_at=NOW,
        given_by=make_sergeant(),
    )
    changed = material_changes(proposal, TODAY + dt.timedelta(days=1))
    assert changed == (["how old the person is on the day of the decision"] if falls else [])


def test_what_was_given_to_a_child_is_judged_as_given_to_a_child():
    case = make_plain_case(person=make_person(date_of_birth=dt.date(2007, 11, 2)))
    assert make_proposal(case=case).pk
    proposal = case.proposals.get()
    changes = {"given_on": TODAY - dt.timedelta(days=2)}
    actions.change_proposal(proposal=proposal, changes=changes, by=case.officer, at=NOW)
    because = refused("stopped", actions.submit_proposal, **issue(proposal))
    assert "Only an adult can have a conditional caution" in because


@pytest.mark.parametrize(
    ("given_on", "opened_on", "code"),
    [
        (TODAY + dt.timedelta(days=1), TODAY, "given-later"),
        (dt.date(2025, 10, 21), dt.date(2025, 10, 22), "given-before"),
        (dt.date(2022, 12, 31), dt.date(2022, 12, 1), "no-policy"),
    ],
)
def test_the_day_it_was_given_is_a_day_on_which_it_could_be(given_on, opened_on, code):
    proposal = make_proposal()
    proposal.case.opened_on = opened_on
    proposal.case.save()
    refused(code, actions.change_proposal, **issue(proposal, changes={"given_on": given_on}))


MORE_RANK = """
[[rules]]
id = "inspector-for-everything"
register = ["AU-05"]
says = "Everything needs an inspector."
at = "choose"
ask_when = { }
authority = "inspector"
source = "scrutiny-report-2025"
paragraph = "7.2"
confidence = "high"
examples = [
  { name = "one", facts = { }, fires = true },
  { name = "another", facts = { weapon = true }, fires = true },
  { name = "a third", facts = { weapon = false }, fires = true },
]
"""


def test_an_authority_that_todays_policy_thinks_too_low_issues_nothing(monkeypatch):
    proposal = make_proposal(submitted=True)
    make_authority(proposal, make_sergeant())
    actions.record_agreement(**answer(proposal))
    text = (FOLDER / "authority-2023-01-01.toml").read_text().replace("2023-01-01", "2025-11-04")
    overnight = in_force(TODAY).with_draft(
        read_pack_text("authority-2025-11-04.toml", f"{text}{MORE_RANK}".encode())
    )
    monkeypatch.setattr(standing, "in_force", lambda on: overnight)
    because = refused("rank-too-low", actions.issue_resolution, **issue(proposal))
    assert "authorised by a sergeant and now needs an inspector" in because
    assert not Resolution.objects.exists()


def test_what_was_lent_counts_while_the_lender_could_authorise_it_here():
    inspector, sergeant = make_inspector(), make_sergeant()
    actions.delegate_authority(**lend(inspector, sergeant))
    Membership.objects.filter(user=inspector).update(to_on=TODAY)
    refused("rank-too-low", actions.authorise_proposal, **yes(domestic(submitted=True), sergeant))


def test_a_condition_removed_in_another_tab_does_not_come_back():
    proposal = make_proposal()
    condition = proposal.conditions.get()
    actions.remove_condition(condition=proposal.conditions.get(), by=proposal.case.officer, at=NOW)
    changes = {"condition": condition, "facts": {"what": "Something else."}}
    refused("removed-meanwhile", actions.change_condition, by=proposal.case.officer, at=NOW, **changes)
    assert not proposal.conditions.exists()


def test_a_prosecutor_who_was_asked_has_the_case_whatever_was_answered():
    case = make_plain_case()
    assert "sent_to_prosecutor" not in facts_of(case, TODAY)
    actions.ask_prosecutor(case=case, resolution="outcome_22", by=case.officer, at=NOW)
    assert facts_of(case, TODAY)["sent_to_prosecutor"] is True


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Agreement, "agrees"),
        (Assessment, "answer"),
        (Authority, "reason"),
        (MadePaper, "title"),
        (ProsecutorDecision, "reference"),
        (Return, "reason"),
    ],
)
def test_what_was_said_and_decided_is_never_changed_in_the_database_either(model, field):
    everything_written()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        model.objects.update(**{field: False if field == "agrees" else "Something else"})


@remembered
def everything_written():
    case = make_plain_case()
    by = {"by": case.officer, "at": NOW}
    asked = actions.ask_prosecutor(case=case, resolution="conditional_caution", **by)
    answered = {"reference": "05/1", "decision": "agreed", "decided_on": TODAY}
    actions.record_prosecutor_decision(asked=asked, **answered, **by)
    proposal = make_proposal(case=case, submitted=True)
    actions.return_proposal(proposal=proposal, reason="Say more.", by=make_sergeant(), at=NOW)
    actions.submit_proposal(proposal=proposal, **by)
    make_authority(proposal)
    actions.record_agreement(**answer(proposal))
    make_paper(proposal=proposal, wording=wordings_for(proposal.kind, TODAY)[0], **by)


def test_an_authority_falls_once_and_for_good():
    proposal = make_proposal(authorised=True)
    actions.void_authority(proposal=proposal, why="A mistake.", by=make_inspector(), at=NOW)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        proposal.authorities.update(voided_at=None, voided_by=None, voided_why="")


def handed_over(case, by):
    """The case goes to another officer, by correcting whose it is."""
    correct_fact(
        case=case, thing=case, field="officer_collar_number", value="1299", reason="Moved on.", by=by, at=NOW
    )


def test_handing_a_case_over_makes_it_no_less_ones_own_work():
    sergeant = make_sergeant(collar_number="0778")
    colleague = make_user("officer", collar_number="1299")
    before = make_plain_case(officer=sergeant)
    handed_over(before, sergeant)
    proposal = make_proposal(case=before, by=colleague, submitted=True)
    refused("own-work", actions.authorise_proposal, **yes(proposal, sergeant))
    after = make_proposal(case=make_plain_case(officer=sergeant), by=colleague, submitted=True)
    handed_over(after.case, sergeant)
    refused("own-work", actions.authorise_proposal, **yes(after, sergeant))


def test_a_case_known_by_a_collar_number_alone_is_the_own_work_of_whoever_has_it():
    officer = make_user("officer")
    case = make_plain_case(officer=officer)
    Case.objects.filter(pk=case.pk).update(officer=None, officer_collar_number="0777")
    proposal = make_proposal(case=Case.objects.get(pk=case.pk), by=officer, submitted=True)
    sergeant = make_sergeant(collar_number="0777")
    refused("own-work", actions.authorise_proposal, **yes(proposal, sergeant))


def test_a_condition_whose_day_has_passed_is_not_set(now):
    soon = CONDITION | {"due_on": TODAY + dt.timedelta(days=2)}
    proposal = make_proposal(kind="community_resolution")
    condition = proposal.conditions.get()
    more = {"by": proposal.case.officer}
    actions.change_condition(condition=condition, facts=soon, at=NOW, **more)
    actions.submit_proposal(proposal=proposal, at=NOW, **more)
    make_authority(proposal)
    agree(proposal, proposal.case.officer)
    later = NOW + dt.timedelta(days=3)
    now.move_to(later)
    because = refused("due-before", actions.issue_resolution, **issue(proposal, at=later))
    assert "5 November 2025" in because
    assert not Resolution.objects.exists()


@pytest.mark.parametrize(("page", "part"), [("write_rationale", "why_this"), ("give_reasons", "reasons")])
def test_what_someone_else_wrote_meanwhile_is_not_written_over(page, part, client):
    proposal = make_proposal()
    officer, reference = proposal.case.officer, proposal.case.reference
    address = reverse(f"decisions:{page}", args=[reference])
    client.force_login(officer)
    seen = re.search(r'name="was" value="(\w+)"', client.get(address).content.decode())
    assert seen
    theirs = {"exceptional_reason_recorded": "Theirs."} if part == "reasons" else "Theirs."
    actions.change_proposal(proposal=proposal, changes={part: theirs}, by=officer, at=NOW)
    mine = {"was": seen[1], "why_this": "Mine.", "exceptional_reason_recorded": "Mine."}
    body = client.post(address, mine).content.decode()
    assert "Someone else has written in this proposal" in body
    assert "Mine." in body
    proposal.refresh_from_db()
    assert getattr(proposal, part) == theirs
    again = re.search(r'name="was" value="(\w+)"', client.get(address).content.decode())
    assert again
    assert client.post(address, mine | {"was": again[1]}).status_code == 302


def test_nobody_agreed_to_it_before_it_was_authorised_unless_it_was_given_before():
    yesterday = TODAY - dt.timedelta(days=1)
    proposal = make_proposal(authorised=True)
    refused("agreed-before", actions.record_agreement, **answer(proposal, agreed_on=yesterday))
    given = make_proposal(authorised=True, given_on=yesterday)
    assert actions.record_agreement(**answer(given, agreed_on=yesterday)).pk
