"""Recording what is known: each thing that can be said, each refusal, and that nothing said is lost."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.actions.answers import record_answers, record_match
from oocr.cases.known import alike_to, earlier_of, facts_known
from oocr.cases.models import Answer, Case, PersonMatch
from oocr.cases.queries import answers_of, answers_of_many
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_crime, make_offence, make_person, make_resolution

pytestmark = pytest.mark.django_db

ON = dt.date(2025, 11, 3)


def say(case: Case, section: str = "evidence", by: User | None = None, **given: Any) -> list[Answer]:
    """Record answers, as if no page had been drawn before; `was` and `reason` as they are."""
    told = {key: given.pop(key) for key in ("was", "reason") if key in given}
    by = by or make_user("officer")
    return record_answers(case=case, section=section, answers=given, by=by, at=timezone.now(), **told)


def refused(code: str, act: Any, *args: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    assert refusal.value.verdict.code == code
    return refusal.value.verdict.because


def events_about(case: Case) -> list[Event]:
    return [line.event for line in lines(Asked(about=case.ledger_ref))]


def test_an_answer_is_kept_with_who_said_it_and_when() -> None:
    case, officer = make_case(), make_user("officer")
    kept = say(case, by=officer, stance="admitted", investigation_complete=True)
    assert {(answer.question, answer.value) for answer in kept} == {
        ("stance", "admitted"),
        ("investigation_complete", True),
    }
    assert all(answer.answered_by == officer and answer.answered_at == timezone.now() for answer in kept)
    assert answers_of(case) == {"stance": "admitted", "investigation_complete": True}
    assert events_about(case)[0] == Event.FACTS_RECORDED
    assert lines(Asked(about=case.ledger_ref))[0].facts == {"count": 2, "section": "evidence"}


def test_what_is_not_known_is_no_answer() -> None:
    case = make_case()
    assert say(case, stance=None) == []
    assert answers_of(case) == {}
    assert Event.FACTS_RECORDED not in events_about(case)


def test_the_same_answer_again_is_nothing_new() -> None:
    case = make_case()
    say(case, "gravity", gravity_aggravating=["planned", "repeated"])
    assert say(case, "gravity", gravity_aggravating=["repeated", "planned"]) == []


def test_a_changed_answer_keeps_the_one_before_and_says_why() -> None:
    case = make_case()
    (first,) = say(case, stance="denied")
    assert str(first) == "answer to stance"
    (second,) = say(case, stance="admitted", reason="Interviewed again")
    assert (second.replaces, second.reason) == (first, "Interviewed again")
    assert answers_of(case) == {"stance": "admitted"}
    assert events_about(case)[0] == Event.ANSWER_CHANGED


def test_an_answer_is_taken_back_with_a_reason_and_can_be_given_again_without() -> None:
    case = make_case()
    say(case, stance="denied")
    (gone,) = say(case, stance=None, reason="It was someone else’s interview")
    assert gone.value is None
    assert answers_of(case) == {}
    assert events_about(case)[0] == Event.ANSWER_TAKEN_BACK
    say(case, stance="admitted")
    assert answers_of(case) == {"stance": "admitted"}


@pytest.mark.parametrize("value", ["admitted", None])
def test_a_change_without_a_reason_is_refused(value: str | None) -> None:
    case = make_case()
    say(case, stance="denied")
    refused("no-reason", say, case, stance=value, reason="  ")
    assert answers_of(case) == {"stance": "denied"}


@pytest.mark.parametrize(
    ("section", "answers", "code"),
    [
        ("evidence", {"stance": "perhaps"}, "not-an-answer"),
        ("evidence", {"investigation_complete": 1}, "not-an-answer"),
        ("evidence", {"gravity_base": 3}, "not-a-question"),
        ("gravity", {"gravity_base": 6}, "not-an-answer"),
        ("gravity", {"gravity_aggravating": []}, "not-an-answer"),
        ("gravity", {"gravity_aggravating": ["none", "planned"]}, "not-an-answer"),
        ("evidence", {"admission_on": "31/01/2025"}, "not-an-answer"),
        ("evidence", {"admission_to": " "}, "not-an-answer"),
        ("child", {"youth_justice_consulted": True}, "not-a-question"),
        ("history", {"youth_cautions_before": 1}, "not-a-question"),
    ],
)
def test_what_is_no_answer_is_refused(section: str, answers: dict[str, Any], code: str) -> None:
    case = make_case()
    refused(code, say, case, section, **answers)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "role", ["youth_justice_worker", "analyst", "commissioner", "administrator", "provider_worker"]
)
def test_others_record_nothing(role: str) -> None:
    because = refused("no-permission", say, make_case(), by=make_user(role), stance="denied")
    assert "officer" in because, "it says who could"


@pytest.mark.parametrize("role", ["officer", "sergeant", "inspector", "hub_coordinator", "hub_manager"])
def test_the_police_who_work_on_cases_record(role: str) -> None:
    assert say(make_case(), by=make_user(role), stance="denied")


def test_a_closed_case_is_read_only() -> None:
    case = make_case(closed_on=dt.date(2025, 3, 1))
    because = refused("case-closed", say, case, stance="denied")
    assert "closed" in because
    refused("case-closed", compare, case, make_person())


def test_what_someone_else_answered_meanwhile_is_not_overwritten() -> None:
    case = make_case()
    (first,) = say(case, stance="denied")
    say(case, stance="no_comment", reason="Read the notes again")
    seen = {"stance": first.pk}
    because = refused("changed-meanwhile", say, case, stance="admitted", was=seen, reason="Interviewed")
    assert "What does the person say" in because
    assert answers_of(case) == {"stance": "no_comment"}


def test_a_first_answer_given_twice_at_once_is_told_to_the_second() -> None:
    case = make_case()
    say(case, stance="denied", was={})
    refused("changed-meanwhile", say, case, stance="admitted", was={}, reason="Interviewed")
    assert say(case, stance="denied", was={}) == [], "the same answer from two people is no quarrel"


def test_what_was_left_alone_on_the_page_stays_as_someone_else_changed_it() -> None:
    case = make_case()
    (first,) = say(case, stance="denied")
    say(case, stance="admitted", reason="Interviewed again")
    kept = say(case, stance="denied", investigation_complete=True, was={"stance": first.pk})
    assert [answer.question for answer in kept] == ["investigation_complete"]
    assert answers_of(case)["stance"] == "admitted"


def test_an_answer_of_another_case_counts_for_nothing() -> None:
    (other,) = say(make_case(), stance="denied")
    case = make_case()
    assert say(case, stance="denied", was={"stance": other.pk})


@pytest.mark.parametrize("values", [{"value": "admitted"}, {"reason": "Never said"}])
def test_the_database_refuses_to_change_an_answer(values: dict[str, str]) -> None:
    (answer,) = say(make_case(), stance="denied")
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(**values)


@pytest.mark.parametrize(
    "row", [{}, {"value": None}, {"value": None, "reason": "Why"}], ids=["twice", "unknown", "nothing before"]
)
def test_the_database_holds_one_chain_of_answers(row: dict[str, Any]) -> None:
    (answer,) = say(make_case(), stance="denied")
    usual = {"value": "admitted", "answered_at": timezone.now(), "answered_by": answer.answered_by}
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.create(case=answer.case, question="stance", **(usual | row))


def test_answers_of_several_cases_take_one_question(django_assert_num_queries: Any) -> None:
    cases = [make_case(), make_case(), make_case()]
    say(cases[0], stance="denied")
    say(cases[1], stance="admitted")
    with django_assert_num_queries(1):
        known = answers_of_many(cases)
    assert known == {cases[0].pk: {"stance": "denied"}, cases[1].pk: {"stance": "admitted"}, cases[2].pk: {}}


# Earlier resolutions, and records that may be the same person.


def compare(case: Case, other: Any, *, same: bool = True, **given: Any) -> PersonMatch:
    usual = {"reason": "Same address and telephone", "by": make_user("officer"), "at": timezone.now()}
    return record_match(case=case, other=other, is_same=same, **(usual | given))


def someone(**facts: Any) -> Case:
    """A resolved case of someone born on the same day as everybody here."""
    case = make_case(person=make_person(**facts))
    make_resolution(case, issued_on=dt.date(2025, 1, 20))
    return case


def test_people_alike_are_born_on_one_day_and_called_alike() -> None:
    case = make_case(person=make_person(given_names="Imran", family_name="Hussain"))
    alias = someone(given_names="Adil", family_name="Khan", aliases=("Imran Hussain",))
    misspelt = someone(given_names="Mohammed Imran", family_name="Hussein")
    someone(given_names="Olive", family_name="Quite-Different")
    someone(given_names="Imran", family_name="Hussain", date_of_birth=dt.date(1990, 1, 1))
    assert {likeness.person for likeness in alike_to(case)} == {alias.person, misspelt.person}


def test_nobody_is_alike_to_someone_whose_birthday_is_not_known() -> None:
    someone(date_of_birth=None)
    assert alike_to(make_case(person=make_person(date_of_birth=None))) == []


def test_resolutions_are_counted_once_every_record_alike_was_compared() -> None:
    mine, theirs = make_case(), someone()
    make_resolution(make_case(person=mine.person), issued_on=dt.date(2024, 12, 1))
    make_resolution(make_case(person=mine.person), issued_on=dt.date(2023, 1, 1))
    fact = "earlier_resolutions_in_look_back"
    assert fact not in facts_known(mine, ON), "what was found elsewhere is not known"
    say(mine, "history", resolutions_elsewhere=1)
    assert fact not in facts_known(mine, ON), "nobody has compared the two records"
    compare(mine, theirs.person, same=False)
    assert facts_known(mine, ON)[fact] == 2
    compare(mine, theirs.person, same=True)
    assert facts_known(mine, ON)[fact] == 3
    assert len(earlier_of(mine, ON).resolutions) == 3, "those before the look-back are still shown"


def test_one_record_is_as_much_the_other_as_the_other_is_it() -> None:
    mine, theirs = make_case(), someone()
    compare(theirs, mine.person)
    (likeness,) = alike_to(mine)
    assert likeness.is_same
    assert str(likeness.match) == f"match of people {mine.person_id} and {theirs.person_id}"
    assert [resolution.case for resolution in earlier_of(mine, ON).resolutions] == [theirs]
    assert events_about(theirs)[0] == Event.PEOPLE_COMPARED


def test_a_comparison_needs_a_reason_and_another_record() -> None:
    case = make_case()
    refused("no-reason", compare, case, make_person(), reason=" ")
    refused("same-record", compare, case, case.person)
    refused("no-permission", compare, case, make_person(), by=make_user("youth_justice_worker"))


def test_the_facts_of_a_case_come_from_person_crimes_and_answers() -> None:
    crime = make_crime(offence=make_offence(), weapon="none", hate_strand="none", drug_class="none")
    case = make_case(crimes=[crime])
    say(case, stance="accepts_responsibility")
    known = facts_known(case, ON)
    expected = {
        "offence_class": "summary",
        "domestic_abuse": False,
        "weapon": False,
        "hate_strand": "none",
        "stalking_or_harassment": False,
        "stance": "accepts_responsibility",
        "admission_to_authorised_person": False,
        "age_at_offence": 30,
        "age_at_decision": 31,
        "days_to_prosecution_limit": (dt.date(2025, 7, 30) - ON).days,
    }
    assert {name: known[name] for name in expected} == expected
    assert "emergency_worker_victim" not in known, "it is not recorded"


def test_the_facts_of_a_case_take_few_questions(django_assert_max_num_queries: Any) -> None:
    case = make_case(person=make_person(aliases=("Ann Other",)))
    someone()
    with django_assert_max_num_queries(10):
        facts_known(case, ON)
