"""What was put down wrongly is put right with a reason, beside what it said, for as long as nothing was given on it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from oocr.audit.events import Event
from oocr.cases.models import Resolution
from oocr.decisions import actions
from oocr.decisions.facts import agreement_facts, prosecutor_facts
from oocr.decisions.models import Agreement, ProsecutorDecision
from oocr.decisions.queries import options_of
from tests.decisions.test_issuing import ALL, answer
from tests.decisions.test_proposing import NOW, TODAY, events_of, refused
from tests.factories.access import make_user
from tests.factories.decisions import make_inspector, make_plain_case, make_proposal

pytestmark = pytest.mark.django_db
DAY = {"day": "3", "month": "11", "year": "2025"}


def correction(agreement, **more):
    facts = answer(agreement.authority.proposal) | {"agreement": agreement, "reason": "The wrong box."}
    del facts["proposal"]
    return facts | more


def test_the_newest_answer_counts_and_what_it_said_before_stays():
    proposal = make_proposal(authorised=True)
    wrong = actions.record_agreement(**answer(proposal, agrees=False))
    refused("stopped", actions.issue_resolution, proposal=proposal, by=proposal.case.officer, at=NOW)
    right = actions.correct_agreement(**correction(wrong, reason=" The wrong box. "))
    assert (right.replaces, right.reason, right.recorded_by) == (
        wrong,
        "The wrong box.",
        proposal.case.officer,
    )
    assert agreement_facts(wrong.authority)["agreement_recorded"] is True
    assert Event.AGREEMENT_CORRECTED in events_of(proposal.case)
    actions.issue_resolution(proposal=proposal, by=proposal.case.officer, at=NOW)
    assert list(Agreement.objects.order_by("pk").values_list("agrees", flat=True)) == [False, True]


def test_a_correction_can_take_what_was_issuable_back():
    proposal = make_proposal(agreed=True)
    parts = ALL | {"admitted": False}
    actions.correct_agreement(**correction(Agreement.objects.get(), parts=parts))
    refused(
        "not-agreed-in-full", actions.issue_resolution, proposal=proposal, by=proposal.case.officer, at=NOW
    )
    assert not Resolution.objects.exists()


def test_a_correction_of_an_answer_is_refused_that_is_none():
    agreement = actions.record_agreement(**answer(make_proposal(authorised=True)))
    refused("no-reason", actions.correct_agreement, **correction(agreement, agrees=False, reason=" "))
    refused("nothing-changed", actions.correct_agreement, **correction(agreement))
    tomorrow = TODAY + dt.timedelta(days=1)
    refused("agreed-later", actions.correct_agreement, **correction(agreement, agreed_on=tomorrow))
    actions.correct_agreement(**correction(agreement, agrees=False))
    refused("corrected-meanwhile", actions.correct_agreement, **correction(agreement, agrees=False))


@pytest.mark.parametrize("role", ["analyst", "youth_justice_worker", "provider_worker"])
def test_only_those_who_may_record_an_answer_correct_it(role):
    agreement = actions.record_agreement(**answer(make_proposal(authorised=True)))
    refused(
        "no-permission", actions.correct_agreement, **correction(agreement, agrees=False, by=make_user(role))
    )


def test_what_was_given_or_fell_is_not_corrected_any_more():
    issued = make_proposal(issued=True)
    agreement = Agreement.objects.get()
    said = refused("issued-already", actions.correct_agreement, **correction(agreement, agrees=False))
    assert issued.authorities.get().given_by.name in str(said)
    fallen = make_proposal(agreed=True)
    agreement = Agreement.objects.get(authority__proposal=fallen)
    actions.void_authority(proposal=fallen, why="A mistake.", by=make_inspector(), at=NOW)
    refused("no-authority", actions.correct_agreement, **correction(agreement, agrees=False))


@pytest.mark.parametrize("wrong", [{}, {"replaces": True}, {"reason": "Why."}])
def test_the_database_takes_a_second_answer_only_as_a_correction_with_a_reason(wrong):
    agreement = actions.record_agreement(**answer(make_proposal(authorised=True)))
    row = {field.attname: getattr(agreement, field.attname) for field in Agreement._meta.fields}
    row |= {"id": None} | ({"replaces_id": agreement.pk} if "replaces" in wrong else wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(**row)


def decided(case=None, **more):
    case = case or make_plain_case()
    by = {"by": case.officer, "at": NOW}
    asked = actions.ask_prosecutor(case=case, resolution="conditional_caution", **by)
    whole = {"reference": "05/1", "decision": "refused", "decided_on": TODAY}
    return actions.record_prosecutor_decision(asked=asked, **(whole | more), **by)


def put_right(row, **more):
    usual = {"reference": "05/1", "decision": "agreed", "decided_on": TODAY, "reason": "The wrong box."}
    return {"decided": row, "by": row.case.officer, "at": NOW} | usual | more


def answer_to(case):
    options = {option.resolution: option.answer for option in options_of(case, TODAY)}
    return options["conditional_caution"]


def test_a_prosecutors_decision_is_put_right_and_what_it_said_stays():
    wrong = decided(make_plain_case(crime={"hate_strand": "race"}))
    assert answer_to(wrong.case) == "shut"
    right = actions.correct_prosecutor_decision(**put_right(wrong))
    assert (right.replaces, right.asked_at, right.asked_by) == (wrong, wrong.asked_at, wrong.asked_by)
    assert prosecutor_facts(wrong.case, "conditional_caution") == {"prosecutor_decision": "agreed"}
    assert answer_to(wrong.case) != "shut"
    assert Event.PROSECUTOR_CORRECTED in events_of(wrong.case)
    wrong.refresh_from_db()
    assert wrong.decision == "refused"


def test_a_correction_of_a_decision_is_refused_that_is_none():
    row = decided()
    refused("no-reason", actions.correct_prosecutor_decision, **put_right(row, reason=""))
    refused("not-whole", actions.correct_prosecutor_decision, **put_right(row, reference=" "))
    refused("not-whole", actions.correct_prosecutor_decision, **put_right(row, decision="perhaps"))
    early = TODAY - dt.timedelta(days=1)
    refused("wrong-day", actions.correct_prosecutor_decision, **put_right(row, decided_on=early))
    refused("nothing-changed", actions.correct_prosecutor_decision, **put_right(row, decision="refused"))
    refused("no-permission", actions.correct_prosecutor_decision, **put_right(row, by=make_user("analyst")))
    actions.correct_prosecutor_decision(**put_right(row))
    refused("recorded-since", actions.correct_prosecutor_decision, **put_right(row))


def test_a_decision_asked_for_anew_leaves_the_first_as_it_is():
    first = decided()
    decided(first.case, decision="agreed", reference="05/2")
    refused("recorded-since", actions.correct_prosecutor_decision, **put_right(first))


def test_a_decision_that_something_was_given_on_stays():
    case = make_plain_case()
    row = decided(case, decision="agreed")
    make_proposal(case=case, issued=True)
    row.refresh_from_db()
    said = refused("case-not-open", actions.correct_prosecutor_decision, **put_right(row, decision="refused"))
    assert "Tell whoever authorised it" in str(said)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def posted(name, **facts):
    return facts | {f"{name}_{part}": value for part, value in DAY.items()}


def test_the_answer_is_corrected_on_its_page_and_both_are_shown():
    proposal = make_proposal(authorised=True)
    agreement = actions.record_agreement(**answer(proposal, agrees=False))
    client, ref = signed_in(proposal.case.officer), proposal.case.reference
    href = reverse("decisions:correct_agreement", args=[ref, agreement.pk])
    page = reverse("desk:case_decision", args=[ref])
    assert href in client.get(page).content.decode()
    assert "Correct the person’s answer" in client.get(href).content.decode()
    typed = posted("agreed_on", **dict.fromkeys([*ALL, "agrees"], "yes"), appropriate_adult_present="yes")
    assert "Enter why it is corrected" in client.post(href, typed).content.decode()
    assert client.post(href, typed | {"reason": "They nodded."}).status_code == 302
    shown = client.get(page).content.decode()
    for words in (
        "The person’s answer before it was corrected",
        "Corrected since",
        "They nodded.",
        "Does not agree",
    ):
        assert words in shown
    assert href not in shown
    again = client.get(href)
    assert (again.status_code, "corrected meanwhile" in again.content.decode()) == (403, True)
    stale = client.post(href, typed | {"reason": "Kept words."}).content.decode()
    assert "corrected meanwhile" in stale
    assert "Kept words." in stale


def test_the_answer_is_not_corrected_once_it_is_issued_nor_by_others():
    issued = make_proposal(issued=True)
    client, ref = signed_in(issued.case.officer), issued.case.reference
    href = reverse("decisions:correct_agreement", args=[ref, Agreement.objects.get().pk])
    assert href not in client.get(reverse("desk:case_decision", args=[ref])).content.decode()
    refusal = client.get(href)
    assert refusal.status_code == 403
    assert "who authorised it, what is wrong" in refusal.content.decode()
    assert client.get(reverse("decisions:correct_agreement", args=[ref, 0])).status_code == 404
    assert signed_in(make_user("analyst")).get(href).status_code in (403, 404)


def test_a_prosecutors_decision_is_corrected_on_its_page_and_both_are_shown():
    row = decided()
    client, ref = signed_in(row.case.officer), row.case.reference
    href = reverse("decisions:correct_decision", args=[ref, row.pk])
    page = reverse("desk:case_decision", args=[ref])
    assert href in client.get(page).content.decode()
    assert 'value="05/1"' in client.get(href).content.decode()
    typed = posted("decided_on", reference="05/2", decision="agreed", director_consents="not_recorded")
    assert client.post(href, typed | {"reason": "Misread."}).status_code == 302
    shown = client.get(page).content.decode()
    for words in ("Prosecutor, before it was corrected", "Misread.", "05/1", "05/2"):
        assert words in shown
    assert href not in shown
    told = client.get(reverse("desk:case_timeline", args=[ref])).content.decode()
    assert "Corrected: agreed to the resolution" in told
    assert told.count("Prosecutor asked") == 1
    assert client.get(href).status_code == 403
    assert client.get(reverse("decisions:correct_decision", args=[ref, 0])).status_code == 404
    assert not ProsecutorDecision.objects.filter(recorded_at__isnull=True).exists()
