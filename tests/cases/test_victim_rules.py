"""What follows from what is recorded of several victims: each rule by example, and what always holds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oocr.cases import victim_rules
from oocr.cases.force_settings import VictimNumbers
from oocr.cases.victim_rules import Clock, Known, clocks_of, route_for
from oocr.cases.victim_vocabulary import OPINIONS, RESULTS, RIGHTS
from oocr.policy.facts import FACTS, Section

STATE, SHOP = Known(kind="state"), Known(kind="business", contact_named=True)
HEARD = Known(opinion="supports")
UNHEARD = Known()
TRIED = Known(results=("no_answer", "message_left", "wrong_details"))

NUMBERS = VictimNumbers(attempts_needed=3, days_to_tell=5, days_to_tell_sooner=1, days_to_offer_support=2)

KNOWN = st.builds(
    Known,
    kind=st.sampled_from(["person", "business", "state"]),
    contact_named=st.booleans(),
    results=st.lists(st.sampled_from(list(RESULTS)), max_size=5),
    opinion=st.sampled_from(["", *OPINIONS]),
    older_view=st.booleans(),
    remedy_offered=st.none() | st.booleans(),
    agrees_to_reparation=st.none() | st.booleans(),
    told_about_course=st.booleans(),
    rights=st.sampled_from(["", *RIGHTS]),
    rights_in_extract=st.sampled_from(["yes", "no", "not_recorded"]),
)


def facts_of(
    victims: Sequence[Known], *, route: str | None = None, attempts_needed: int = NUMBERS.attempts_needed
) -> dict[str, bool | str]:
    return victim_rules.facts_of(victims, route=route, attempts_needed=attempts_needed)


@given(st.lists(KNOWN, max_size=4), st.sampled_from([None, "general"]))
def test_every_fact_is_one_of_the_victims_section_and_fits_it(
    victims: list[Known], route: str | None
) -> None:
    for name, value in facts_of(victims, route=route).items():
        assert FACTS[name].section is Section.VICTIMS
        assert FACTS[name].problem_with(value) is None


def test_nothing_is_said_while_nobody_has_said_who_the_victims_are() -> None:
    assert facts_of([]) == {}


def test_the_state_has_nobody_to_ask() -> None:
    facts = facts_of([STATE], route="general")
    assert facts["identifiable_victim"] is False
    assert facts["every_victim_heard_or_tried"] is True
    assert "victim_service_route" not in facts


@pytest.mark.parametrize(
    ("victims", "heard"),
    [
        ([HEARD], True),
        ([UNHEARD], False),
        ([TRIED], True),
        ([replace(TRIED, results=TRIED.results[:2])], False),
        ([replace(TRIED, results=("no_answer", "no_answer", "mistake"))], False),
        ([replace(TRIED, results=("spoke", "spoke", "spoke"))], False),
        ([Known(opinion="did_not_say")], True),
        ([Known(older_view=True)], True),
        ([HEARD, UNHEARD], False),
        ([HEARD, TRIED, STATE], True),
        ([HEARD, SHOP], False),
    ],
)
def test_heard_only_when_everyone_is_heard_or_tried_often_enough(victims: list[Known], heard: bool) -> None:
    assert facts_of(victims)["every_victim_heard_or_tried"] is heard


def test_the_force_sets_how_many_attempts_are_enough() -> None:
    assert facts_of([TRIED], attempts_needed=4)["every_victim_heard_or_tried"] is False


@given(st.lists(KNOWN, min_size=1, max_size=4), st.integers(0, 3), st.sampled_from(list(OPINIONS)))
def test_hearing_one_more_victim_never_makes_everyone_less_heard(
    victims: list[Known], place: int, opinion: str
) -> None:
    place %= len(victims)
    after = [*victims[:place], replace(victims[place], opinion=opinion), *victims[place + 1 :]]
    for promise in ("every_victim_heard_or_tried", "victim_views_recorded"):
        assert facts_of(after)[promise] or not facts_of(victims)[promise]


@given(st.lists(KNOWN, min_size=1, max_size=4))
def test_an_unheard_victim_who_joins_is_always_seen(victims: list[Known]) -> None:
    facts = facts_of([*victims, UNHEARD])
    assert facts["identifiable_victim"] is True
    assert facts["every_victim_heard_or_tried"] is False
    assert facts["remedy_list_offered"] is False


@given(st.lists(KNOWN, max_size=4), st.randoms())
def test_the_order_of_the_victims_changes_nothing(victims: list[Known], chance) -> None:
    shuffled = victims[:]
    chance.shuffle(shuffled)
    assert facts_of(shuffled) == facts_of(victims)


@given(st.lists(KNOWN, max_size=4))
def test_a_state_victim_beside_others_changes_nothing(victims: list[Known]) -> None:
    if any(victim.is_identifiable for victim in victims):
        assert facts_of([*victims, STATE], route="general") == facts_of(victims, route="general")


@pytest.mark.parametrize(
    ("victims", "supports"),
    [
        ([HEARD], True),
        ([Known(opinion="no_view")], True),
        ([HEARD, Known(opinion="objects")], False),
        ([UNHEARD, Known(opinion="objects")], False),
        ([HEARD, UNHEARD], None),
        ([HEARD, TRIED], True),
        ([Known(older_view=True)], None),
        ([STATE], True),
    ],
)
def test_one_who_objects_is_enough_and_silence_is_unknown(
    victims: list[Known], supports: bool | None
) -> None:
    assert facts_of(victims).get("victim_supports_resolution") is supports


def test_one_who_objects_is_recorded_though_another_was_never_reached() -> None:
    facts = facts_of([Known(opinion="objects"), TRIED])
    assert facts["victim_views_recorded"] is True
    assert facts["victim_supports_resolution"] is False
    assert facts_of([TRIED])["victim_views_recorded"] is False


@pytest.mark.parametrize(
    ("agreed", "fact"),
    [([True, True], True), ([True, False], False), ([True, None], None), ([False, None], False)],
)
def test_reparation_needs_the_agreement_of_each(agreed: list[bool | None], fact: bool | None) -> None:
    facts = facts_of([Known(agrees_to_reparation=each) for each in agreed])
    assert facts.get("victim_consents_to_reparation") is fact


def test_nobody_agrees_to_reparation_where_there_is_nobody() -> None:
    assert facts_of([STATE])["victim_consents_to_reparation"] is False


@pytest.mark.parametrize(
    ("victims", "offered", "reason"),
    [
        ([Known(remedy_offered=True)], True, True),
        ([Known(remedy_offered=False)], False, True),
        ([UNHEARD], False, False),
        ([TRIED], False, True),
        ([Known(remedy_offered=True), HEARD], False, False),
        ([STATE], False, True),
    ],
)
def test_the_list_is_offered_to_each_or_it_is_said_why_not(
    victims: list[Known], offered: bool, reason: bool
) -> None:
    facts = facts_of(victims)
    assert (facts["remedy_list_offered"], facts["remedy_not_offered_reason"]) == (offered, reason)


def test_a_business_needs_someone_who_speaks_for_it() -> None:
    assert facts_of([SHOP])["business_contact_named"] is True
    assert facts_of([SHOP, Known(kind="business")])["business_contact_named"] is False


def test_each_person_is_told_about_the_course() -> None:
    told = Known(told_about_course=True)
    assert facts_of([told, SHOP])["victim_contacted_for_domestic_abuse_course"] is True
    assert facts_of([told, UNHEARD])["victim_contacted_for_domestic_abuse_course"] is False


@pytest.mark.parametrize(
    ("sexual", "abuse", "grade", "route"),
    [
        (True, "yes", "high", "sexual_violence_adviser"),
        (True, "not_recorded", None, "sexual_violence_adviser"),
        (False, "yes", "medium", "domestic_abuse_service"),
        (False, "yes", "high", "domestic_abuse_service"),
        (False, "yes", "standard", "general"),
        (False, "yes", None, None),
        (False, "not_recorded", None, None),
        (False, "no", None, "general"),
    ],
)
def test_the_route_follows_the_area(sexual: bool, abuse: str, grade: str | None, route: str | None) -> None:
    assert route_for(sexual_offence=sexual, domestic_abuse=abuse, dash_grade=grade) == route


MONDAY = dt.date(2025, 11, 3)


@pytest.mark.parametrize(
    ("known", "due"),
    [
        (Known(), dt.date(2025, 11, 10)),
        (Known(rights_in_extract="yes"), dt.date(2025, 11, 4)),
        (Known(rights="intimidated"), dt.date(2025, 11, 4)),
        (Known(rights="none", rights_in_extract="yes"), dt.date(2025, 11, 10)),
    ],
)
def test_enhanced_rights_are_told_sooner(known: Known, due: dt.date) -> None:
    clocks = clocks_of(known, decided_on=MONDAY, reported_on=MONDAY, numbers=NUMBERS)
    assert clocks.tell == Clock(due)
    assert clocks.support == Clock(dt.date(2025, 11, 5))


def test_no_clock_runs_for_the_state_or_before_a_decision() -> None:
    assert clocks_of(STATE, decided_on=MONDAY, reported_on=MONDAY, numbers=NUMBERS).support is None
    assert clocks_of(UNHEARD, decided_on=None, reported_on=MONDAY, numbers=NUMBERS).tell is None


@pytest.mark.parametrize(
    ("done", "overdue", "late"),
    [(None, True, False), (MONDAY, False, False), (dt.date(2025, 11, 5), False, True)],
)
def test_a_clock_says_what_is_overdue_and_what_was_late(
    done: dt.date | None, overdue: bool, late: bool
) -> None:
    clock = Clock(dt.date(2025, 11, 4), done)
    assert clock.is_overdue(dt.date(2025, 11, 5)) is overdue
    assert not clock.is_overdue(dt.date(2025, 11, 4))
    assert clock.was_late is late
