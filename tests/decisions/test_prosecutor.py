"""A prosecutor decides about particular offences and one resolution. For others what they decided counts for nothing."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oocr.cases.actions import correct_fact
from oocr.cases.models import Resolution
from oocr.decisions import actions
from oocr.decisions.facts import prosecutor_facts
from oocr.decisions.models import Authority, ProsecutorDecision
from oocr.decisions.offences import in_words, same_offences
from oocr.decisions.queries import options_of
from oocr.lifecycle.verdict import Refused
from tests.decisions.test_pages import body, signed_in
from tests.decisions.test_proposing import NOW, TODAY, refused
from tests.factories.access import make_user
from tests.factories.cases import make_offence
from tests.factories.decisions import agree, make_authority, make_plain_case, make_proposal

pytestmark = pytest.mark.django_db
KIND = "conditional_caution"
WHY = {"hate-crime-caution-is-exceptional": "One word, in drink; the victim asks for this and no court."}
AGREED = {"reference": "05/1", "decision": "agreed", "decided_on": TODAY}
POSTED = {
    "reference": "05/1",
    "decision": "agreed",
    "decided_on_day": "3",
    "decided_on_month": "11",
    "decided_on_year": "2025",
    "director_consents": "not_recorded",
}


def hate_case():
    return make_plain_case(
        crime={"hate_strand": "race"},
        answers={"hate": {"hostility_asked": True, "hostility_perceived_by": ["victim"]}},
    )


def ask(case):
    return actions.ask_prosecutor(case=case, resolution=KIND, by=case.officer, at=NOW)


def decided(case, **more):
    return actions.record_prosecutor_decision(asked=ask(case), **(AGREED | more), by=case.officer, at=NOW)


def corrected(case, title="Harassment", code="125/09"):
    """The offence of the case turns out to be another."""
    told = {"reason": "Recorded wrongly", "by": make_user("hub_manager"), "at": NOW}
    offence = make_offence(code=code, title=title)
    correct_fact(case=case, thing=case.crimes.get(), field="offence", value=offence, **told)


def answer_to(case):
    return {option.resolution: option.answer for option in options_of(case, TODAY)}[KIND]


def test_a_decision_keeps_the_crimes_and_offences_it_was_asked_about_and_given_for():
    case = make_plain_case()
    asked = ask(case)
    (offence,) = asked.asked_about
    crime = case.crimes.get()
    assert (offence["crime"], offence["code"], offence["title"]) == (
        crime.pk,
        crime.offence.code,
        crime.offence.title,
    )
    assert asked.given_for == []
    given = actions.record_prosecutor_decision(asked=asked, **AGREED, by=case.officer, at=NOW)
    assert given.given_for == asked.asked_about


def test_when_an_offence_is_corrected_an_agreement_no_longer_counts_and_the_rules_ask_again():
    case = hate_case()
    proposal = make_proposal(case=case, reasons=WHY)
    decided(case)
    assert answer_to(case) in ("open", "needs")
    corrected(case)
    assert prosecutor_facts(case, KIND) == {}
    assert answer_to(case) == "cannot_say"
    because = refused("cannot-say", actions.submit_proposal, proposal=proposal, by=case.officer, at=NOW)
    assert "what a prosecutor decides about the offences as they are now" in because
    decided(case, reference="05/2")
    actions.submit_proposal(proposal=proposal, by=case.officer, at=NOW)


def test_an_offence_that_is_put_back_is_the_one_it_was_given_for():
    case = hate_case()
    first = case.crimes.get().offence
    decided(case)
    corrected(case)
    corrected(case, first.title, first.code)
    assert prosecutor_facts(case, KIND) == {"prosecutor_decision": "agreed"}


def test_a_refusal_about_other_offences_shuts_nothing_and_opens_nothing():
    case = hate_case()
    decided(case, decision="refused")
    assert answer_to(case) == "shut"
    corrected(case)
    assert answer_to(case) == "cannot_say"


def test_only_the_newest_decision_can_count():
    case = hate_case()
    first = case.crimes.get().offence
    decided(case)
    corrected(case)
    decided(case, decision="refused", reference="05/2")
    corrected(case, first.title, first.code)
    assert prosecutor_facts(case, KIND) == {}, "what was said last was said of something else"


def test_what_is_not_the_offence_may_change():
    case = hate_case()
    decided(case)
    told = {"reason": "Seen on the film", "by": make_user("hub_manager"), "at": NOW}
    correct_fact(case=case, thing=case.crimes.get(), field="place", value="The bus station", **told)
    assert prosecutor_facts(case, KIND) == {"prosecutor_decision": "agreed"}


def test_nothing_is_issued_on_an_agreement_that_was_about_another_offence():
    case = hate_case()
    proposal = make_proposal(case=case, reasons=WHY)
    decided(case)
    actions.submit_proposal(proposal=proposal, by=case.officer, at=NOW)
    make_authority(proposal)
    agree(proposal, case.officer)
    corrected(case)
    with pytest.raises(Refused):
        actions.issue_resolution(proposal=proposal, by=case.officer, at=NOW)
    refused("cannot-say", actions.submit_proposal, proposal=proposal, by=case.officer, at=NOW)
    assert not Resolution.objects.exists()


def test_an_answer_is_given_for_what_was_asked_unless_the_prosecutor_knew_better():
    case = hate_case()
    asked = ask(case)
    corrected(case)
    actions.record_prosecutor_decision(asked=asked, **AGREED, by=case.officer, at=NOW)
    assert prosecutor_facts(case, KIND) == {}
    asked = ask(case)
    corrected(case, "Affray", "065/00")
    actions.record_prosecutor_decision(asked=asked, **AGREED, as_now=True, by=case.officer, at=NOW)
    assert prosecutor_facts(case, KIND) == {"prosecutor_decision": "agreed"}


def test_a_correction_of_a_decision_is_about_the_same_offences():
    case = hate_case()
    wrong = decided(case, decision="refused")
    corrected(case)
    right = actions.correct_prosecutor_decision(
        decided=wrong, **AGREED, reason="The wrong box.", by=case.officer, at=NOW
    )
    assert (right.given_for, right.asked_about) == (wrong.given_for, wrong.asked_about)
    assert prosecutor_facts(case, KIND) == {}


def test_what_was_asked_is_never_changed_in_the_database_and_no_answer_is_given_for_nothing():
    case = hate_case()
    ask(case)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        ProsecutorDecision.objects.update(asked_about=[])
    with pytest.raises(IntegrityError, match="prosecutor_decision_is_whole"), transaction.atomic():
        ProsecutorDecision.objects.update(given_for=[{"crime": 1}])


def test_a_decision_that_kept_no_offences_counts_for_nothing():
    """As those recorded before the offences were kept."""
    case = hate_case()
    told = {"asked_at": NOW, "asked_by": case.officer, "recorded_at": NOW, "recorded_by": case.officer}
    ProsecutorDecision.objects.create(case=case, resolution=KIND, **AGREED, **told)
    assert prosecutor_facts(case, KIND) == {}
    shown = body(signed_in(case.officer), "desk:case_decision", case.reference)
    assert "It was not kept which offences" in shown
    assert "No longer counts" in shown


def test_the_page_says_which_decision_was_given_for_what_and_why_it_no_longer_counts():
    case = hate_case()
    client, ref = signed_in(case.officer), case.reference
    title = case.crimes.get().offence.title
    make_proposal(case=case, reasons=WHY)
    decided(case)
    shown = body(client, "desk:case_decision", ref)
    assert f"{title}, 20 October 2025" in shown
    assert "No longer counts" not in shown
    corrected(case)
    shown = body(client, "desk:case_decision", ref)
    for words in (
        "No longer counts",
        f"{title}, 20 October 2025",
        "The case is now about Harassment. It was not given for that: ask again.",
        "the decision recorded is for others",
    ):
        assert words in shown
    decided(case, reference="05/2")
    shown = body(client, "desk:case_decision", ref)
    assert "Decided anew since" in shown
    assert "No longer counts" not in shown


def test_the_page_of_the_answer_asks_what_it_was_given_for_where_that_is_not_plain():
    case = hate_case()
    client, asked = signed_in(case.officer), ask(case)
    where = reverse("decisions:record_decision", args=[case.reference, asked.pk])
    title = case.crimes.get().offence.title
    shown = client.get(where).content.decode()
    assert f"About: Conditional caution, for {title}, 20 October 2025. Asked on 3 November 2025." in shown
    assert "Which offences did they decide about?" not in shown
    assert f"They are asked about {title}" in body(client, "decisions:ask_prosecutor", case.reference)
    corrected(case)
    shown = body(client, "desk:case_decision", case.reference)
    assert "The case is now about Harassment. Say so to the prosecutor." in shown
    shown = client.post(where, POSTED).content.decode()
    assert "Select which offences they decided about" in shown
    assert "Those of the case now: Harassment" in shown
    assert client.post(where, POSTED | {"given_for": "now"}).status_code == 302
    assert prosecutor_facts(case, KIND) == {"prosecutor_decision": "agreed"}


def test_after_the_issue_nothing_is_said_to_count_no_longer():
    case = hate_case()
    decided(case)
    make_proposal(case=case, reasons=WHY, issued=True)
    assert Authority.objects.get().voided_at is None
    corrected(case)
    assert "No longer counts" not in body(signed_in(case.officer), "desk:case_decision", case.reference)


OFFENCES = st.lists(
    st.fixed_dictionaries({"crime": st.integers(1, 3), "code": st.sampled_from(["105/01", "125/09"])}),
    max_size=3,
    unique_by=lambda each: each["crime"],
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(then=OFFENCES, now=OFFENCES)
def test_offences_are_the_same_when_each_crime_is_and_in_any_order(then, now):
    same = same_offences(then, now)
    before, after = (sorted((each["crime"], each["code"]) for each in offences) for offences in (then, now))
    assert same == (bool(then) and before == after)
    assert same_offences(then, list(reversed(then))) == bool(then)


def test_the_days_of_an_offence_are_said_as_people_say_them():
    told = {"title": "Theft", "from": "2025-10-20", "to": "2025-10-22"}
    assert in_words([told]) == ["Theft, 20 October 2025 to 22 October 2025"]
    assert in_words([told | {"from": "", "to": ""}]) == ["Theft"]
