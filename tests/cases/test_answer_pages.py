"""The task list and its pages, as people see and use them."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.actions.answers import record_answers
from oocr.cases.models import Answer, Case, PersonMatch
from oocr.cases.queries import answers_of
from oocr.cases.questions import SECTIONS
from tests.factories.access import make_user
from tests.factories.cases import (
    make_case,
    make_child_case,
    make_crime,
    make_offence,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db


def signed_in(role: str = "officer", **given: Any) -> Client:
    client = Client()
    client.force_login(make_user(role, **given))
    return client


def where(case: Case, section: str = "evidence") -> str:
    return reverse("cases:facts_section", args=[case.reference, section])


def send(client: Client, address: str, **typed: Any) -> Any:
    """What a person does: open the page, fill in some of it and send it as it was drawn."""
    form = client.get(address).text
    seen = form.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"').replace("&#34;", '"')
    return client.post(address, {"seen": seen} | typed)


def say(case: Case, section: str, **answers: Any) -> None:
    record_answers(case=case, section=section, answers=answers, by=make_user("officer"), at=timezone.now())


def test_the_task_list_says_how_far_each_task_has_got() -> None:
    case, client = make_case(), signed_in()
    say(case, "evidence", stance="denied")
    say(case, "orders", community_order=False, open_resolution_or_bail=False)
    page = client.get(reverse("desk:case_facts", args=[case.reference])).text
    assert "Some unknown" in page
    assert "Not started" in page
    assert "Policy still misses 3 facts" in page
    assert "1 of 10 complete." in page
    assert "youth justice" not in page, "the person is an adult"
    assert where(case, "gravity") in page


def test_a_task_for_few_cases_is_not_waited_for_until_it_is_begun() -> None:
    case, client = make_case(), signed_in()
    page = client.get(reverse("desk:case_facts", args=[case.reference])).text
    assert "Only where a condition has a foreign offender leave" in page
    assert page.count("If it applies") == 1
    say(case, "immigration", immigration_consulted=True)
    page = client.get(reverse("desk:case_facts", args=[case.reference])).text
    assert "If it applies" not in page
    assert "0 of 11 complete." in page


def test_a_child_has_one_task_more() -> None:
    page = signed_in().get(reverse("desk:case_facts", args=[make_child_case().reference])).text
    assert "of 11 complete." in page
    assert "The child and the youth justice service" in page


@pytest.mark.parametrize("section", SECTIONS)
def test_every_task_has_a_page(section: str) -> None:
    case = make_child_case()
    page = signed_in().get(where(case, section))
    assert page.status_code == 200
    assert "leave the question empty" in page.text
    assert ("Policy still misses" in page.text) is (not SECTIONS[section].where_it_applies)
    assert lines(Asked(about=case.ledger_ref))[0].event == Event.CASE_VIEWED


def test_what_policy_misses_leads_to_its_question() -> None:
    page = signed_in().get(where(make_case(), "evidence")).text
    assert 'href="#id_stance">what the person says about the offence</a>' in page


@pytest.mark.parametrize("section", ["child", "unheard", "victims"])
def test_a_task_that_a_case_does_not_have_is_not_there(section: str) -> None:
    assert signed_in().get(where(make_case(), section)).status_code == 404


def test_answers_are_saved_and_shown_again() -> None:
    case, client = make_case(), signed_in(name="Officer Known")
    typed = {
        "stance": "admitted",
        "admission_to": "PC Known 1201",
        "admission_on_day": "3",
        "admission_on_month": "October",
        "admission_on_year": "2025",
        "investigation_complete": "yes",
    }
    response = send(client, where(case), **typed)
    assert response.url == reverse("desk:case_facts", args=[case.reference])
    assert "4 answers saved." in client.get(response.url).text
    assert answers_of(case) == {
        "stance": "admitted",
        "admission_to": "PC Known 1201",
        "admission_on": "2025-10-03",
        "investigation_complete": True,
    }
    page = client.get(where(case)).text
    assert 'value="PC Known 1201"' in page
    assert "Who said what, and when" in page
    assert "Officer Known" in page
    assert "Admits it" in page


def test_every_kind_of_answer_goes_there_and_back() -> None:
    case, client = make_case(), signed_in()
    typed = {
        "gravity_matrix": "adult_2019", "gravity_base": "2", "gravity_aggravating": ["planned", "repeated"],
        "gravity_mitigating": ["none"], "gravity_final": "3", "gravity_reason": "Planned; see the notes.",
    }  # fmt: skip
    send(client, where(case, "gravity"), **typed)
    assert answers_of(case) == {
        **typed, "gravity_base": 2, "gravity_final": 3,
    }  # fmt: skip
    assert "Nothing was changed." in client.get(send(client, where(case, "gravity"), **typed).url).text


def test_nothing_typed_is_nothing_changed() -> None:
    case, client = make_case(), signed_in()
    assert "Nothing was changed." in client.get(send(client, where(case)).url).text
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("section", "typed", "says"),
    [
        ("gravity", {"gravity_base": "9"}, "Enter a whole number from 1 to 5"),
        ("gravity", {"gravity_base": "two"}, "Enter a whole number from 1 to 5"),
        ("gravity", {"gravity_matrix": "youth_2013", "gravity_final": "5"}, "The highest score of this matrix is 4"),
        ("gravity", {"gravity_aggravating": ["none", "planned"]}, "Tick what applies or “none”, not both"),
        ("gravity", {"gravity_matrix": "unheard"}, "There is a problem"),
        ("evidence", {"admission_on_day": "31", "admission_on_month": "2", "admission_on_year": "2025"}, "must be a real date"),
        ("evidence", {"admission_on_day": "1", "admission_on_month": "1", "admission_on_year": "2031"}, "must be on or before"),
        ("evidence", {"admission_to": "x" * 201}, "at most 200"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_and_what_was_typed_stays(
    section: str, typed: dict[str, Any], says: str
) -> None:
    case, client = make_case(), signed_in()
    kept = {"gravity": ("gravity_reason", "As typed."), "evidence": ("evidence_decided_by", "As typed.")}
    page = send(client, where(case, section), **typed, **dict([kept[section]])).text
    assert says in page
    assert "<title>Error: " in page
    assert "As typed." in page
    assert not Answer.objects.exists()


def test_a_change_asks_why_on_the_same_page_and_keeps_what_was_typed() -> None:
    case, client = make_case(), signed_in()
    say(case, "evidence", stance="denied")
    page = send(client, where(case), stance="admitted", admission_to="PC Known")
    assert page.status_code == 200
    assert "Say why you change what was answered to “What does the person say" in page.text
    assert 'value="PC Known"' in page.text
    assert 'value="admitted" checked' in page.text
    response = send(client, where(case), stance="admitted", reason="Interviewed again")
    assert "Denies it. Why: Interviewed again" in client.get(where(case)).text
    assert response.status_code == 302


def test_a_saved_answer_can_be_taken_back() -> None:
    case, client = make_case(), signed_in()
    say(case, "evidence", stance="denied", investigation_complete=True)
    send(client, where(case), stance="unknown", investigation_complete="yes", reason="Wrong person")
    assert answers_of(case) == {"investigation_complete": True}
    assert "not known any more. Before: Denies it. Why: Wrong person" in client.get(where(case)).text


def test_without_a_saved_answer_there_is_nothing_to_take_back() -> None:
    case, client = make_case(), signed_in()
    page = client.get(where(case)).text
    assert "Not known after all" not in page
    assert "If you change a saved answer" not in page


def test_two_people_at_once_are_told_and_the_second_may_still_save() -> None:
    case, client = make_case(), signed_in()
    say(case, "evidence", stance="denied")
    opened = client.get(where(case)).text
    seen = opened.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"').replace("&#34;", '"')
    send(
        signed_in(), where(case), stance="no_comment", investigation_complete="no", reason="Notes read again"
    )
    typed = {"stance": "admitted", "reason": "Interviewed again"}
    page = client.post(where(case), {"seen": seen, **typed})
    assert "Someone else has answered since you opened the page" in page.text
    assert 'value="admitted" checked' in page.text
    assert "Makes no comment" in page.text, "what the other said is shown"
    assert answers_of(case)["stance"] == "no_comment"
    again = (
        page.text.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"').replace("&#34;", '"')
    )
    assert client.post(where(case), {"seen": again, **typed}).status_code == 302
    assert answers_of(case) == {"stance": "admitted", "investigation_complete": False}


@pytest.mark.parametrize("seen", ["", "nonsense", "[]", json.dumps({"stance": "one"})])
def test_a_page_that_says_nothing_of_what_it_saw_overwrites_nothing(seen: str) -> None:
    case, client = make_case(), signed_in()
    say(case, "evidence", stance="denied")
    page = client.post(where(case), {"seen": seen, "stance": "admitted", "reason": "Interviewed"})
    assert "Someone else has answered since" in page.text
    assert answers_of(case) == {"stance": "denied"}


def test_follow_ups_stand_under_the_answers_that_call_for_them() -> None:
    page = signed_in().get(where(make_case())).text
    followed = page.split('<div class="ui-followed">')[1]
    assert followed.index("data-reveals") < followed.index("Who was it admitted to?")
    assert page.count("data-reveals") == 1, "only an admission does"


def test_facts_of_the_crime_are_shown_with_the_way_to_correct_them() -> None:
    case = make_case(crimes=[make_crime(offence=make_offence(), hate_strand="race")])
    page = signed_in().get(where(case, "hate")).text
    crime = case.crimes.get()
    assert "Race" in page
    assert reverse("cases:correct_fact", args=[case.reference, "crime", crime.pk, "hate_strand"]) in page
    page = signed_in().get(where(case, "crimes")).text
    assert "Read from the offence" in page
    assert "Is the offence robbery?" in page
    assert "Is the offence robbery?" not in page.split("Questions</h2>")[1]


def test_an_offence_that_does_not_say_is_asked_about() -> None:
    offence = make_offence("199/99", title="Something new", offence_class="either_way", group="New group")
    page = signed_in().get(where(make_case(crimes=[make_crime(offence=offence)]), "crimes")).text
    assert "Is the offence robbery?" in page.split("Questions</h2>")[1]


def test_a_closed_case_is_read_and_says_why() -> None:
    case, client = make_case(), signed_in()
    say(case, "evidence", stance="denied")
    Case.objects.filter(pk=case.pk).update(state="closed")
    page = client.get(where(case)).text
    assert "The case is closed" in page
    assert "Denies it" in page
    assert "<form method" not in page.split("<main")[1].split("</main")[0]
    assert client.post(where(case), {"stance": "admitted"}).status_code == 403
    assert "The case is closed" in client.get(reverse("desk:case_facts", args=[case.reference])).text


def test_a_youth_justice_worker_reads_and_is_told_who_records() -> None:
    case = make_child_case()
    say(case, "safeguarding", victim_safeguarding_reason="About the victim", mental_health_concern=True)
    client = signed_in("youth_justice_worker", agency="leicester-city-yjs")
    page = client.get(where(case, "safeguarding")).text
    assert "Your role does not let you record the facts of a case." in page
    assert "Is there a concern about the person’s mental health?" in page
    assert "About the victim" not in page, "this role may not see victims"
    assert client.post(where(case), {"stance": "admitted"}).status_code == 403


def test_a_youth_justice_worker_records_what_their_own_service_did() -> None:
    case, client = make_child_case(), signed_in("youth_justice_worker", agency="leicester-city-yjs")
    send(client, where(case, "child"), youth_justice_assessment="yes")
    assert answers_of(case) == {"youth_justice_assessment": True}
    page = client.get(reverse("desk:case_facts", args=[case.reference])).text
    assert "You may record “The child and the youth justice service”." in page


@pytest.mark.parametrize("role", ["analyst", "provider_worker", "commissioner", "auditor"])
def test_others_see_none_of_it(role: str) -> None:
    case, client = make_case(), signed_in(role)
    assert client.get(where(case)).status_code == 403
    assert client.get(reverse("desk:case_facts", args=[case.reference])).status_code == 403


def test_another_forces_case_is_not_there() -> None:
    case = make_child_case()
    client = signed_in("youth_justice_worker", agency="leicestershire-rutland-yjs")
    assert client.get(where(case)).status_code == 404


# Earlier resolutions.


def twins() -> tuple[Case, Case]:
    mine, theirs = make_case(), make_case(person=make_person(given_names="Priya", family_name="Exampel"))
    make_resolution(theirs, issued_on=dt.date(2025, 1, 20))
    return mine, theirs


def compare_at(case: Case, other: Case) -> str:
    return reverse("cases:compare_people", args=[case.reference, other.person_id])


def test_the_history_lists_resolutions_and_records_alike() -> None:
    (mine, theirs), client = twins(), signed_in()
    make_resolution(make_case(person=mine.person), issued_on=dt.date(2024, 12, 1))
    page = client.get(where(mine, "history")).text
    assert "Community resolution" in page
    assert "1 December 2024" in page
    assert "20 January 2025" not in page, "nobody has said that it is the same person"
    assert "Not compared" in page
    assert "Priya Exampel" in page
    assert compare_at(mine, theirs) in page


def test_what_still_runs_is_shown_where_it_is_asked_about() -> None:
    case, client = make_case(), signed_in()
    make_resolution(make_case(person=case.person), issued_on=dt.date(2025, 9, 1))
    make_case(person=case.person, closed_on=dt.date(2025, 3, 1), resolution="conditional_caution")
    page = client.get(where(case, "orders")).text
    assert "In cases of this person that are not closed" in page
    assert "Issued on 1 September 2025" in page
    assert "Conditional caution" not in page


def test_two_records_are_compared_side_by_side() -> None:
    (mine, theirs), client = twins(), signed_in(name="Officer Known")
    page = client.get(compare_at(mine, theirs)).text
    assert "Exampel" in page
    assert "Community resolution, 20 January 2025" in page
    assert [lines(Asked(about=c.ledger_ref))[0].event for c in (mine, theirs)] == [Event.CASE_VIEWED] * 2
    assert "Priya" not in page.split("</title>")[0]
    response = client.post(compare_at(mine, theirs), {"is_same": "yes", "reason": "Same telephone"})
    page = client.get(response.url).text
    assert "20 January 2025" in page
    assert "Same person" in page
    assert "How many resolutions count is not known yet" in page
    send(client, where(mine, "history"), resolutions_elsewhere="1")
    counted = "The look-back period is the last 24 months. 2 resolutions count, here and elsewhere."
    assert counted in client.get(response.url).text
    assert "Officer Known said on" in client.get(compare_at(mine, theirs)).text


def test_a_comparison_left_open_is_asked_again() -> None:
    (mine, theirs), client = twins(), signed_in()
    page = client.post(compare_at(mine, theirs), {}).text
    assert "Select whether they are the same person" in page
    assert "Enter how you know" in page
    assert not PersonMatch.objects.exists()


def test_a_record_that_may_not_be_seen_is_counted_and_not_shown() -> None:
    mine, theirs = twins()
    Case.objects.filter(pk=theirs.pk).update(restricted=True)
    client = signed_in()
    page = client.get(where(mine, "history")).text
    assert "Exampel" not in page
    assert "1 more record may be this person, and you may not see who." in page
    assert client.get(compare_at(mine, theirs)).status_code == 404
    assert (
        client.get(
            compare_at(
                mine, make_case(person=make_person(given_names="Olive", family_name="Quite-Different"))
            )
        ).status_code
        == 404
    )


def test_a_resolution_in_a_case_that_may_not_be_seen_leads_nowhere() -> None:
    mine, theirs = twins()
    signed_in("inspector").post(compare_at(mine, theirs), {"is_same": "yes", "reason": "Same telephone"})
    Case.objects.filter(pk=theirs.pk).update(restricted=True)
    page = signed_in().get(where(mine, "history")).text
    assert "A case that you may not see" in page
    assert theirs.reference not in page


def test_nobody_compares_in_a_closed_case() -> None:
    mine, theirs = twins()
    Case.objects.filter(pk=mine.pk).update(state="closed")
    assert signed_in().get(compare_at(mine, theirs)).status_code == 403


def test_the_task_list_takes_few_questions(django_assert_max_num_queries: Any) -> None:
    case, client = make_case(), signed_in()
    for section in ("evidence", "orders"):
        say(
            case,
            section,
            **{SECTIONS[section].questions[0].name: {"evidence": "denied", "orders": True}[section]},
        )
    with django_assert_max_num_queries(30):
        client.get(reverse("desk:case_facts", args=[case.reference]))
