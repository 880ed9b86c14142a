"""What is recorded of victims: each action, each refusal, and the ledger's line."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from oocr.access.models import User
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, count
from oocr.cases.actions import victim_offers as offers
from oocr.cases.actions import victims as actions
from oocr.cases.models import Case, ContactAttempt, RemedyOffer, Victim, VictimUpdate, VictimView
from oocr.cases.victim_queries import (
    remedies_chosen,
    victim_details_to_share,
    victim_facts,
    victim_facts_of_many,
    victims_of,
)
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_crime, make_resolution, make_victim
from tests.factories.victims import hear, make_list, try_to_reach

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 11, 3)
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def victim(case: Case) -> Victim:
    return make_victim(case.crimes.get(), views="")


@pytest.fixture
def officer(case: Case) -> User:
    return make_user("officer", agency=case.agency)


def lines(case: Case, event: Event) -> int:
    return count(Asked(about=case.ledger_ref, event=event))


# What each action takes besides the case, the victim, and by whom and when; and the line it leaves.
EVERY: dict[str, tuple[Any, dict[str, Any], Event]] = {
    "attempt": (
        actions.record_attempt,
        {"tried_at": dt.datetime(2025, 11, 2, 10, tzinfo=dt.UTC), "channel": "phone", "result": "no_answer"},
        Event.VICTIM_CONTACT_TRIED,
    ),
    "views": (actions.record_views, {"heard_on": TODAY, "opinion": "supports"}, Event.VICTIM_VIEWS_RECORDED),
    "remedy": (offers.record_remedy_offer, {"why_not": "Already repaid."}, Event.VICTIM_REMEDY_RECORDED),
    "restorative": (
        offers.record_restorative_offer,
        {"offered_on": TODAY, "answer": "accepted"},
        Event.VICTIM_RESTORATIVE_RECORDED,
    ),
    "compensation": (
        offers.record_compensation,
        {"sought": True, "pounds": Decimal("41.50"), "for_what": "A broken mirror"},
        Event.VICTIM_COMPENSATION_RECORDED,
    ),
    "rights": (actions.record_enhanced_rights, {"category": "intimidated"}, Event.VICTIM_RIGHTS_RECORDED),
    "consent": (
        actions.record_sharing_consent,
        {"with_whom": "provider", "agrees": True, "safe": True},
        Event.VICTIM_CONSENT_RECORDED,
    ),
    "told": (
        actions.record_told,
        {"told_on": TODAY, "channel": "phone", "about": "course"},
        Event.VICTIM_TOLD,
    ),
    "service": (
        offers.record_service_offer,
        {"route": "general", "offered_on": TODAY, "answer": "declined"},
        Event.VICTIM_SERVICE_RECORDED,
    ),
}


def act(what: str, case: Case, victim: Victim, by: User, **changes: Any) -> Any:
    action, facts, _ = EVERY[what]
    return action(case=case, victim=victim, by=by, at=timezone.now(), **(facts | changes))


def refused(what: str, case: Case, victim: Victim, by: User, **changes: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(what, case, victim, by, **changes)
    return caught.value.verdict.code


@pytest.mark.parametrize("what", EVERY)
def test_what_is_recorded_is_kept_with_who_and_when_and_a_line(
    what: str, case: Case, victim: Victim, officer: User
) -> None:
    row = act(what, case, victim, officer)
    assert (row.recorded_by, row.recorded_at) == (officer, timezone.now())
    assert row.replaces is None
    assert victims_of(case)[0].newest(what) == row
    assert lines(case, EVERY[what][2]) == 1


@pytest.mark.parametrize("what", EVERY)
def test_only_those_who_may_record_do(what: str, case: Case, victim: Victim) -> None:
    for role in ("analyst", "auditor", "administrator"):
        assert refused(what, case, victim, make_user(role, agency=case.agency)) == "no-permission"


@pytest.mark.parametrize("what", EVERY)
def test_a_victim_of_another_case_is_refused(what: str, case: Case, officer: User) -> None:
    elsewhere = make_victim(make_case().crimes.get())
    assert refused(what, case, elsewhere, officer) == "not-of-case"


@pytest.mark.parametrize("what", EVERY)
def test_the_state_is_asked_and_told_nothing(what: str, case: Case, officer: User) -> None:
    state = make_victim(case.crimes.get(), kind="state", name="")
    assert refused(what, case, state, officer) == "nobody-to-ask"


@pytest.mark.parametrize("what", EVERY)
def test_saying_it_anew_takes_a_reason_and_keeps_what_was_said(
    what: str, case: Case, victim: Victim, officer: User
) -> None:
    first = act(what, case, victim, officer)
    assert refused(what, case, victim, officer, replaces=first) == "no-reason"
    second = act(what, case, victim, officer, replaces=first, reason=" Typed wrongly. ")
    assert (second.replaces, second.reason) == (first, "Typed wrongly.")
    (each,) = victims_of(case)
    assert each.current(what) == [second]
    assert each.recorded[what] == [first, second]


@pytest.mark.parametrize("what", EVERY)
def test_nobody_writes_over_what_someone_else_has_said_since(
    what: str, case: Case, victim: Victim, officer: User
) -> None:
    first = act(what, case, victim, officer)
    act(what, case, victim, officer, replaces=first, reason="Typed wrongly.")
    assert refused(what, case, victim, officer, replaces=first, reason="Me too.") == "changed-meanwhile"


@pytest.mark.parametrize("what", sorted(EVERY.keys() - {"attempt", "told"}))
def test_what_is_said_once_is_not_begun_twice(what: str, case: Case, victim: Victim, officer: User) -> None:
    act(what, case, victim, officer)
    assert refused(what, case, victim, officer) == "changed-meanwhile"


def test_an_answer_still_to_come_is_completed_without_a_reason(
    case: Case, victim: Victim, officer: User
) -> None:
    shown = make_list()
    first = act("remedy", case, victim, officer, offered_on=TODAY, choice="waiting", why_not="")
    chosen = shown.items.first()
    second = act(
        "remedy", case, victim, officer, offered_on=TODAY, choice="item", chosen=chosen, replaces=first
    )
    assert (second.reason, second.remedy_list) == ("", shown)
    assert remedies_chosen(case) == [(victim, chosen)]


def test_an_attempt_is_never_later_than_now(case: Case, victim: Victim, officer: User) -> None:
    later = timezone.now() + dt.timedelta(minutes=1)
    assert refused("attempt", case, victim, officer, tried_at=later) == "in-the-future"


def test_a_button_pressed_three_times_is_one_attempt(case: Case, victim: Victim, officer: User) -> None:
    act("attempt", case, victim, officer, result="no_answer")
    assert refused("attempt", case, victim, officer, result="no_answer") == "attempt-twice"
    act("attempt", case, victim, officer, result="no_answer", channel="email")
    assert victim_facts(case, TODAY)["every_victim_heard_or_tried"] is False


@pytest.mark.parametrize(
    ("what", "day"),
    [("views", "heard_on"), ("restorative", "offered_on"), ("told", "told_on"), ("service", "offered_on")],
)
def test_nothing_is_said_to_have_happened_tomorrow(
    what: str, day: str, case: Case, victim: Victim, officer: User
) -> None:
    assert refused(what, case, victim, officer, **{day: TOMORROW}) == "in-the-future"


def test_an_attempt_that_was_never_made_does_not_count(case: Case, victim: Victim, officer: User) -> None:
    assert refused("attempt", case, victim, officer, result="mistake") == "nothing-mistaken"
    try_to_reach(case, victim, times=3, by=officer)
    assert victim_facts(case, TODAY)["every_victim_heard_or_tried"] is True
    last = ContactAttempt.objects.latest("pk")
    act("attempt", case, victim, officer, result="mistake", replaces=last, reason="Another case’s.")
    assert victim_facts(case, TODAY)["every_victim_heard_or_tried"] is False
    assert len(victims_of(case)[0].recorded["attempt"]) == 4


def test_a_business_is_heard_through_someone_with_a_name(case: Case, officer: User) -> None:
    shop = make_victim(case.crimes.get(), kind="business", name="Invented Stores", views="")
    assert refused("views", case, shop, officer) == "no-contact"
    assert victim_facts(case, TODAY)["business_contact_named"] is False
    Victim.objects.filter(pk=shop.pk).update(contact_name="Duty manager")
    shop.refresh_from_db()
    hear(case, shop, by=officer)
    assert victim_facts(case, TODAY)["business_contact_named"] is True


def test_the_list_is_the_one_in_force_on_the_day_it_was_offered(
    case: Case, victim: Victim, officer: User
) -> None:
    assert refused("remedy", case, victim, officer, offered_on=TODAY, choice="none") == "no-list"
    old = make_list(dt.date(2024, 4, 1))
    new = make_list(TODAY)
    item = new.items.first()
    yesterday = TODAY - dt.timedelta(days=1)
    offer = {"offered_on": yesterday, "choice": "item", "why_not": ""}
    assert refused("remedy", case, victim, officer, **offer, chosen=item) == "not-on-list"
    assert refused("remedy", case, victim, officer, **offer) == "not-on-list"
    assert (
        refused("remedy", case, victim, officer, **(offer | {"choice": "none"}), chosen=item) == "not-on-list"
    )
    made = act("remedy", case, victim, officer, **offer, chosen=old.items.first())
    assert made.remedy_list == old
    assert victim_facts(case, TODAY)["remedy_list_offered"] is True


@pytest.mark.parametrize("what", ["remedy", "restorative"])
def test_what_was_not_offered_says_why(what: str, case: Case, victim: Victim, officer: User) -> None:
    assert refused(what, case, victim, officer, offered_on=None, why_not=" ") == "no-reason-why-not"


def test_restorative_justice_offered_has_an_answer(case: Case, victim: Victim, officer: User) -> None:
    assert refused("restorative", case, victim, officer, answer="") == "no-answer"


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ({"answer": "accepted"}, True),
        ({"answer": "declined"}, False),
        ({"answer": "declined", "reparation": "yes"}, True),
        ({"answer": "waiting"}, None),
        ({"answer": "waiting", "reparation": "no"}, False),
    ],
)
def test_agreeing_to_either_is_agreeing_to_reparation(
    said: dict[str, str], agrees: bool | None, case: Case, victim: Victim, officer: User
) -> None:
    act("restorative", case, victim, officer, **said)
    assert victim_facts(case, TODAY).get("victim_consents_to_reparation") is agrees


@pytest.mark.parametrize("pounds", [None, Decimal(0), Decimal(-1)])
def test_compensation_sought_has_an_amount(
    pounds: Decimal | None, case: Case, victim: Victim, officer: User
) -> None:
    assert refused("compensation", case, victim, officer, pounds=pounds) == "no-amount"


def test_compensation_not_sought_has_none(case: Case, victim: Victim, officer: User) -> None:
    claim = act("compensation", case, victim, officer, sought=False)
    assert (claim.pounds, claim.for_what) == (None, "")


def test_a_decision_is_told_once_there_is_one_and_not_before_it(
    case: Case, victim: Victim, officer: User
) -> None:
    assert refused("told", case, victim, officer, about="decision") == "no-decision"
    make_resolution(case, issued_on=TODAY)
    yesterday = TODAY - dt.timedelta(days=1)
    assert refused("told", case, victim, officer, about="decision", told_on=yesterday) == "before-decision"
    assert refused("told", case, victim, officer, mistaken=True) == "nothing-mistaken"
    told = act("told", case, victim, officer, about="decision")
    assert victims_of(case)[0].known.told_of_decision_on == TODAY
    act("told", case, victim, officer, about="decision", mistaken=True, replaces=told, reason="Wrong case.")
    assert victims_of(case)[0].known.told_of_decision_on is None
    assert VictimUpdate.objects.count() == 2


def test_a_victim_who_is_an_officer_gets_the_same_steps(officer: User) -> None:
    ordinary, assaulted = make_case(), make_case(crimes=[make_crime(emergency_worker="yes")])
    for case in (ordinary, assaulted):
        hear(case, make_victim(case.crimes.get(), views=""))
    assert victim_facts(ordinary, TODAY) == victim_facts(assaulted, TODAY)


def test_one_victim_of_two_crimes_is_heard_once(officer: User) -> None:
    crimes = [make_crime(), make_crime()]
    case = make_case(crimes=crimes)
    first, second = (make_victim(crime, views="") for crime in crimes)
    assert victim_facts(case, TODAY)["several_victims"] is False
    hear(case, second)
    assert victim_facts(case, TODAY)["every_victim_heard_or_tried"] is True
    Victim.objects.filter(pk=first.pk).update(phone="0116 496 0999")
    assert victim_facts(case, TODAY)["several_victims"] is True
    assert victim_facts(case, TODAY)["every_victim_heard_or_tried"] is False


def test_two_without_a_name_are_two(case: Case) -> None:
    for _ in range(2):
        make_victim(case.crimes.get(), name="", views="")
    assert victim_facts(case, TODAY)["several_victims"] is True


def test_a_victim_is_heard_about_each_person_on_their_own(victim: Victim, case: Case) -> None:
    other = make_case(crimes=[victim.crime])
    hear(case, victim)
    facts = victim_facts_of_many([case, other], {case.pk: TODAY, other.pk: TODAY})
    assert facts[case.pk]["every_victim_heard_or_tried"] is True
    assert facts[other.pk]["every_victim_heard_or_tried"] is False


def test_the_facts_of_many_cases_take_as_many_questions_as_of_one(
    case: Case, victim: Victim, django_assert_num_queries: Any
) -> None:
    cases = [case, *(make_case() for _ in range(3))]
    for each in cases[1:]:
        hear(each, make_victim(each.crimes.get()))
    with django_assert_num_queries(13):
        victim_facts_of_many(cases, dict.fromkeys([each.pk for each in cases], TODAY))


def test_nobody_has_said_who_the_victim_is_until_someone_does(case: Case, officer: User) -> None:
    assert victim_facts(case, TODAY) == {}
    crime = case.crimes.get()
    actions.add_victim(case=case, crime=crime, kind="state", by=officer, at=timezone.now())
    assert victim_facts(case, TODAY)["identifiable_victim"] is False
    added = actions.add_victim(
        case=case, crime=crime, kind="person", name=" Sam Sample ", by=officer, at=timezone.now()
    )
    assert added.name == "Sam Sample"
    assert victim_facts(case, TODAY)["identifiable_victim"] is True
    assert lines(case, Event.VICTIM_ADDED) == 2


@pytest.mark.parametrize(
    ("role", "of_case", "name", "code"),
    [
        ("analyst", True, "Sam Sample", "no-permission"),
        ("officer", False, "Sam Sample", "not-of-case"),
        ("officer", True, " ", "no-name"),
    ],
)
def test_add_victim_refuses(role: str, of_case: bool, name: str, code: str, case: Case) -> None:
    crime = case.crimes.get() if of_case else make_crime()
    by = make_user(role, agency=case.agency)
    with pytest.raises(Refused) as caught:
        actions.add_victim(case=case, crime=crime, kind="person", name=name, by=by, at=timezone.now())
    assert caught.value.verdict.code == code


@pytest.mark.parametrize(
    ("agrees", "safe", "shared"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_details_are_shared_only_when_agreed_and_safe(
    agrees: bool, safe: bool, shared: bool, case: Case, victim: Victim, officer: User
) -> None:
    assert victim_details_to_share(case, victim, "provider") is None
    act("consent", case, victim, officer, agrees=agrees, safe=safe)
    details = victim_details_to_share(case, victim, "provider")
    assert (details is not None and details.name == victim.name) is shared
    assert victim_details_to_share(case, victim, "person") is None


def test_consent_taken_back_stops_it_at_once(case: Case, victim: Victim, officer: User) -> None:
    given = act("consent", case, victim, officer)
    assert victim_details_to_share(case, victim, "provider")
    act("consent", case, victim, officer, agrees=False, replaces=given, reason="Changed their mind.")
    assert victim_details_to_share(case, victim, "provider") is None


def test_only_those_who_see_the_case_and_victims_see_what_is_recorded(case: Case, victim: Victim) -> None:
    hear(case, victim)
    for role, seen in (("officer", 1), ("analyst", 0), ("provider_worker", 0), ("commissioner", 0)):
        assert VictimView.objects.visible_to(make_user(role)).count() == seen


def test_the_service_offered_keeps_its_name_and_what_was_recommended(
    case: Case, victim: Victim, officer: User
) -> None:
    offer = act("service", case, victim, officer)
    assert (offer.service, offer.recommended) == ("General victim service", "general")


def test_a_row_says_who_it_is_in_the_ledger(case: Case, victim: Victim, officer: User) -> None:
    assert RemedyOffer(pk=7).ledger_ref == str(RemedyOffer(pk=7)) == "remedy_offer:7"


@pytest.mark.parametrize("what", EVERY)
def test_the_database_refuses_to_change_what_was_recorded(
    what: str, case: Case, victim: Victim, officer: User
) -> None:
    row = act(what, case, victim, officer)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(reason="Tidied.")
