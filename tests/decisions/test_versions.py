"""What a sergeant said yes to can be read word for word for ever, whatever becomes of the proposal afterwards."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from oocr.access.ranks import Rank
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Asked
from oocr.cases.actions import correct_fact
from oocr.cases.actions.answers import record_answers
from oocr.decisions import actions
from oocr.decisions.models import Authority, Proposal, ProposalVersion, ProposedCondition, Return
from oocr.decisions.models.proposals import RATIONALE
from oocr.decisions.versions import differences, version_of
from tests.decisions.test_pages import signed_in
from tests.decisions.test_proposing import NOW, TODAY
from tests.factories.access import make_user
from tests.factories.cases import make_offence
from tests.factories.decisions import (
    CONDITION,
    make_authority,
    make_inspector,
    make_plain_case,
    make_proposal,
    make_sergeant,
)
from tests.factories.referrals import make_service

pytestmark = pytest.mark.django_db


def changed_after_authority(proposal):
    """Its authority falls, and nearly everything of it is written anew."""
    officer = proposal.case.officer
    actions.change_condition(
        condition=proposal.conditions.get(), facts={"hours": 8, "verifier": "The warden"}, by=officer, at=NOW
    )
    actions.add_condition(
        proposal=proposal, facts=CONDITION | {"what": "Pay for the door."}, by=officer, at=NOW
    )
    changes = {"why_this": "Because it helps.", "reasons": {"exceptional_reason_recorded": "A carer."}}
    return actions.change_proposal(proposal=proposal, changes=changes, by=officer, at=NOW)


def page_of(version, user, status=200):
    href = reverse("decisions:version", args=[version.proposal.case.reference, version.pk])
    response = signed_in(user).get(href)
    assert response.status_code == status
    return response.content.decode()


def test_an_authority_keeps_what_was_said_yes_to_when_all_of_it_is_written_anew():
    proposal = make_proposal(authorised=True)
    said = {part: getattr(proposal, part) for part in RATIONALE}
    changed_after_authority(proposal)
    version = Authority.objects.get().version
    assert {part: getattr(version, part) for part in RATIONALE} == said
    (condition,) = version.conditions
    assert (condition["what"], condition["due_on"]) == (CONDITION["what"], "2026-01-12")
    assert (condition["provided_by"], condition["verifier"]) == (
        CONDITION["delivered_by"],
        "The diversion hub",
    )
    (offence,) = version.offences
    assert (offence["crime"], offence["code"]) == (proposal.case.crimes.get().pk, make_offence().code)
    assert (version.step, version.kind, version.reasons) == ("authorised", "conditional_caution", [])
    make_authority(actions.submit_proposal(proposal=proposal, by=proposal.case.officer, at=NOW))
    assert [each.version.why_this for each in Authority.objects.order_by("pk")] == [
        said["why_this"],
        "Because it helps.",
    ]


def test_a_return_and_an_issue_keep_it_too():
    proposal = make_proposal(submitted=True)
    officer, wrote = proposal.case.officer, proposal.why_this
    actions.return_proposal(proposal=proposal, reason="Say more.", by=make_sergeant(), at=NOW)
    actions.change_proposal(proposal=proposal, changes={"why_this": "More."}, by=officer, at=NOW)
    returned = Return.objects.get().version
    assert (returned.step, returned.why_this) == ("returned", wrote)
    issued = make_proposal(issued=True)
    assert [each.step for each in issued.versions.order_by("pk")] == ["authorised", "issued"]
    authorised, given = issued.versions.order_by("pk")
    assert differences(authorised, given) == []


def test_a_reason_is_kept_with_the_sentence_that_asked_for_it_then():
    proposal = make_proposal(
        reasons={"exceptional_reason_recorded": "A carer.", "rationale-short": "Simple.", "empty": " "}
    )
    kept = {each["asked"]: each["said"] for each in version_of(proposal, TODAY).reasons}
    assert kept["What makes the case exceptional?"] == "A carer."
    assert len(kept) == 2
    proposal.reasons = {"no-such-rule": "Kept all the same."}
    (other,) = version_of(proposal, TODAY).reasons
    assert other["asked"] == "Another reason: no-such-rule"


def test_a_service_and_a_remedy_are_kept_by_what_they_were_called():
    service = make_service("The hub’s course")
    proposal = make_proposal()
    facts = {"service": service, "can_begin_on": dt.date(2025, 11, 10), "to_the_victim": True}
    condition = proposal.conditions.get()
    actions.change_condition(condition=condition, facts=facts, by=proposal.case.officer, at=NOW)
    kept = version_of(proposal, TODAY)
    service.name = "Another name"
    service.save()
    (said,) = kept.conditions
    assert said["provided_by"].startswith("The hub’s course, ")
    assert (said["can_begin_on"], said["to_the_victim"]) == ("2025-11-10", True)


@pytest.mark.parametrize("field", ["why_this", "conditions", "reasons", "offences", "step"])
def test_what_is_kept_is_never_changed_in_the_database_either(field):
    make_proposal(authorised=True)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        ProposalVersion.objects.update(**{field: []})


def test_an_authority_is_never_given_other_words_afterwards():
    make_proposal(authorised=True)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Authority.objects.update(version=None)


def test_the_page_lays_what_was_authorised_beside_what_is_said_now():
    proposal = make_proposal(authorised=True)
    authority = Authority.objects.select_related("version", "given_by").get()
    wrote = proposal.why_this
    shown = page_of(authority.version, proposal.case.officer)
    assert "Nothing: it says the same now as when it was authorised." in shown
    changed_after_authority(proposal)
    shown = page_of(authority.version, proposal.case.officer)
    heading = f"What was authorised on 3 November 2025 by {authority.given_by.name}"
    changes = shown.split("What has changed since</h2>")[1].split("What it said</h2>")[0]
    for words in (
        wrote,
        "Because it helps.",
        "Condition 1: what the person has to do",
        "8 hours.",
        "Condition 1: who verifies it",
        "The warden",
        "A further condition",
        "Pay for the door.",
        "What makes the case exceptional?",
        "A carer.",
    ):
        assert words in changes
    assert heading in shown
    assert "Now, 3 November 2025" in changes, "on paper it has to be said which day that was"
    assert "No longer stands" in shown
    assert "Why is more not needed?" not in changes, "what is the same is not said twice"
    title = shown.split("<title>")[1].split("</title>")[0]
    assert authority.given_by.name not in title


def test_a_condition_taken_out_and_a_fact_that_changed_are_said():
    proposal = make_proposal(authorised=True)
    case, officer = proposal.case, proposal.case.officer
    record_answers(
        case=case, section="gravity", answers={"gravity_final": 3}, reason="Again", by=officer, at=NOW
    )
    offence = make_offence(code="125/09", title="Harassment")
    told = {"case": case, "reason": "Charged wrongly", "by": make_user("hub_manager"), "at": NOW}
    correct_fact(thing=case.crimes.get(), field="offence", value=offence, **told)
    actions.remove_condition(condition=proposal.conditions.get(), by=officer, at=NOW)
    shown = page_of(Authority.objects.get().version, officer)
    changes = shown.split("What has changed since</h2>")[1].split("What it said</h2>")[0]
    for words in ("Taken out", CONDITION["what"], "The final gravity score", "Harassment, 20 October 2025"):
        assert words in changes


def test_what_is_known_only_now_or_no_longer_is_said_as_such():
    proposal = make_proposal(authorised=True)
    answers = {"stance": None}
    record_answers(
        case=proposal.case,
        section="evidence",
        answers=answers,
        reason="Unclear",
        by=proposal.case.officer,
        at=NOW,
    )
    shown = page_of(Authority.objects.get().version, proposal.case.officer)
    changes = shown.split("What has changed since</h2>")[1].split("What it said</h2>")[0]
    assert "Admitted" in changes
    assert "Not known" in changes


def test_it_is_read_from_the_decision_and_the_timeline_by_those_who_see_who_it_is_about():
    proposal = make_proposal(submitted=True)
    actions.return_proposal(proposal=proposal, reason="Say more.", by=make_sergeant(), at=NOW)
    actions.submit_proposal(proposal=proposal, by=proposal.case.officer, at=NOW)
    make_authority(proposal)
    ref, client = proposal.case.reference, signed_in(proposal.case.officer)
    hrefs = [reverse("decisions:version", args=[ref, each.pk]) for each in proposal.versions.all()]
    for page in ("desk:case_decision", "desk:case_timeline"):
        shown = client.get(reverse(page, args=[ref])).content.decode()
        assert all(href in shown for href in hrefs)
    told = signed_in(make_user("analyst")).get(reverse("desk:case_timeline", args=[ref])).content.decode()
    assert "Authorised, as an inspector" in told
    assert not any(href in told for href in hrefs)
    page_of(proposal.versions.first(), make_user("analyst"), status=403)


def test_the_timeline_says_that_an_authority_fell_by_itself():
    proposal = make_proposal(authorised=True)
    changed_after_authority(proposal)
    href = reverse("desk:case_timeline", args=[proposal.case.reference])
    told = signed_in(proposal.case.officer).get(href).content.decode()
    assert "by the service, since what it was given on no longer stands" in told
    assert "decisions.falling" not in told


def test_what_was_issued_and_returned_has_its_page_and_reading_it_is_written_down():
    proposal = make_proposal(issued=True)
    reader, case = make_inspector(), proposal.case
    assert "What was issued on 3 November 2025" in page_of(proposal.versions.get(step="issued"), reader)
    asked = Asked(about=case.ledger_ref, by=reader.ledger_ref, event=Event.CASE_VIEWED)
    assert ledger.count(asked) == 1
    shown = signed_in(reader).get(reverse("desk:case_decision", args=[case.reference])).content.decode()
    assert "Read what was issued" in shown
    back = make_proposal(submitted=True)
    actions.return_proposal(proposal=back, reason="Say who verifies it.", by=make_sergeant(), at=NOW)
    shown = page_of(back.versions.get(), reader)
    assert "What was returned on 3 November 2025" in shown
    assert "Say who verifies it." in shown


def test_a_version_of_another_case_or_agency_is_not_there():
    proposal = make_proposal(authorised=True)
    version, other = proposal.versions.get(), make_plain_case()
    client = signed_in(proposal.case.officer)
    assert client.get(reverse("decisions:version", args=[other.reference, version.pk])).status_code == 404
    assert client.get(reverse("decisions:version", args=[proposal.case.reference, 0])).status_code == 404
    page_of(version, make_user("youth_justice_worker"), status=404)


def test_an_authority_older_than_what_is_kept_stands_without_a_page():
    """As those given before this was kept: they say what they always said, and promise nothing."""
    proposal = make_proposal(submitted=True)
    Authority.objects.create(
        proposal=proposal, rank="inspector", required="sergeant", reason="Long ago.", facts={}, given_at=NOW,
        given_by=make_inspector(),
    )  # fmt: skip
    shown = signed_in(proposal.case.officer).get(
        reverse("desk:case_decision", args=[proposal.case.reference])
    )
    assert "Long ago." in shown.content.decode()
    assert "Read what was authorised" not in shown.content.decode()
    actions.take_back_proposal(proposal=proposal, by=proposal.case.officer, at=NOW)
    Return.objects.create(
        proposal=proposal, reason="Say more.", returned_at=NOW, returned_by=make_sergeant(name="Grace Okafor")
    )
    Authority.objects.update(voided_at=NOW, voided_by="job:decisions.falling", voided_why="Long past.")
    shown = signed_in(proposal.case.officer).get(
        reverse("desk:case_decision", args=[proposal.case.reference])
    )
    assert "Long past." in shown.content.decode()
    assert "See what it said then" not in shown.content.decode()


def test_an_acting_rank_stands_on_what_was_authorised():
    proposal = make_proposal(submitted=True)
    sergeant = make_sergeant()
    sergeant.ranks.create(rank=Rank.INSPECTOR, acting=True, from_on=TODAY)
    authority = make_authority(proposal, sergeant)
    assert f"{sergeant.name}, acting inspector" in page_of(authority.version, proposal.case.officer)
    assert str(authority.version) == f"version {authority.version.pk}"


def test_whoever_decides_again_is_told_what_was_said_before_and_led_to_what_has_changed():
    proposal = make_proposal(submitted=True)
    officer, ref, client = proposal.case.officer, proposal.case.reference, signed_in(make_sergeant())
    page = reverse("desk:case_decision", args=[ref])
    ways = "See what it said then, and what has changed since"
    assert ways not in client.get(page).content.decode()
    actions.return_proposal(proposal=proposal, reason="Say who verifies it.", by=make_sergeant(), at=NOW)
    actions.submit_proposal(proposal=proposal, by=officer, at=NOW)
    shown = client.get(page).content.decode()
    assert "returned it: Say who verifies it." in shown
    assert ways in shown
    authority = make_authority(proposal)
    assert ways not in client.get(page).content.decode(), "what is authorised has its card"
    actions.void_authority(proposal=proposal, why="Given too soon.", by=authority.given_by, at=NOW)
    shown = client.get(page).content.decode()
    assert f"{authority.given_by.name} authorised it, and that no longer stands. Given too soon." in shown
    actions.withdraw_proposal(proposal=proposal, by=officer, at=NOW)
    assert ways not in client.get(page).content.decode()


def test_a_version_keeps_everything_that_can_be_written_in_a_proposal():
    """What is added to a proposal or to its conditions has to be kept too, or be listed here with the reason."""
    not_words = {
        "id", "case", "state", "worked_on_by", "proposed_at", "proposed_by", "submitted_at", "submitted_by", "resolution",
        "required_authority",  # the authority keeps its own
        "rationale", "rationale_marks",  # its parts in one
    }  # fmt: skip
    written = {field.name for field in Proposal._meta.concrete_fields} - not_words
    assert written <= {field.name for field in ProposalVersion._meta.concrete_fields}
    of_conditions = {field.name for field in ProposedCondition._meta.concrete_fields} - {
        "proposal",
        "condition",
    }
    called = {
        "id": "number",
        "service": "provided_by",
        "delivered_by": "provided_by",
        "remedy_item": "remedy",
    }
    called |= dict.fromkeys(("hours", "penalty_pounds", "compensation_pounds", "course_fee_pounds"), "what")
    (kept,) = version_of(make_proposal(), TODAY).conditions
    assert {called.get(name, name) for name in of_conditions} == set(kept)
