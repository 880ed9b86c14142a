"""Dates, numbers and names as people write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oocr.ui import formats

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1))


def test_day_has_no_leading_nought() -> None:
    assert formats.day(date(2025, 1, 4)) == "4 January 2025"
    assert formats.day_short(date(2025, 9, 4)) == "4 Sep 2025"
    assert formats.month(date(2025, 1, 4)) == "January 2025"
    assert formats.span(date(2024, 6, 16), date(2025, 6, 15)) == "16 June 2024 to 15 June 2025"


def test_day_of_an_instant_is_the_day_in_london() -> None:
    late_in_june = datetime(2025, 6, 15, 23, 30, tzinfo=UTC)
    assert formats.day(late_in_june) == "16 June 2025"
    assert formats.moment(late_in_june) == "16 June 2025 at 12:30am"


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formats.clock(datetime(2025, 1, 14, 9, 30))


@pytest.mark.parametrize(
    "nothing", [formats.day, formats.day_short, formats.moment, formats.when, formats.number]
)
def test_what_is_not_there_is_said(nothing: object) -> None:
    assert nothing(None) == "Not recorded"  # type: ignore[operator]  # each of these takes None


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (9, 0, "9am"),
        (9, 5, "9:05am"),
        (12, 0, "midday"),
        (12, 1, "12:01pm"),
        (0, 0, "midnight"),
        (23, 59, "11:59pm"),
    ],
)
def test_clock(hour: int, minute: int, words: str) -> None:
    assert formats.clock(datetime(2025, 1, 14, hour, minute, tzinfo=UTC)) == words


def test_when_shows_no_midnight_nobody_recorded() -> None:
    assert formats.when(date(2025, 1, 14)) == "14 January 2025"
    assert formats.when(datetime(2025, 1, 14, 14, 5, tzinfo=UTC)) == "14 January 2025 at 2:05pm"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "due today"), (1, "due tomorrow"), (2, "due in 2 days"), (-1, "1 day late"), (-3, "3 days late")],
)
def test_due(days: int, words: str) -> None:
    today = date(2025, 1, 14)
    assert formats.due(today + timedelta(days=days), today) == words


@given(on=DAYS, today=DAYS)
def test_due_is_late_exactly_when_the_day_has_passed(on: date, today: date) -> None:
    assert formats.due(on, today).endswith("late") == (on < today)


def test_number_and_percentage_round_halves_up() -> None:
    assert formats.number(1234) == "1,234"
    assert formats.number(0.5) == "1"
    assert formats.number(Decimal("2.25"), places=1) == "2.3"
    assert formats.number(-0.4) == "0"
    assert formats.percentage(321, 3451) == "9.3%"
    assert formats.percentage(1, 8, places=0) == "13%"
    assert formats.percentage(5, 1000, places=0) == "1%"


def test_percentage_of_nothing_cannot_be_said() -> None:
    assert formats.percentage(0, 0) == "Cannot say"


@given(whole=st.integers(1, 10**9), part=st.integers(0, 10**9))
def test_percentage_is_within_half_a_place(whole: int, part: int) -> None:
    shown = Decimal(formats.percentage(part, whole).removesuffix("%").replace(",", ""))
    assert abs(shown - Decimal(part) * 100 / whole) <= Decimal("0.05")


@given(st.integers(-(10**12), 10**12))
def test_number_can_be_read_back(value: int) -> None:
    assert int(formats.number(value).replace(",", "")) == value


def test_plural() -> None:
    assert formats.plural(1, "case") == "1 case"
    assert formats.plural(0, "case") == "0 cases"
    assert formats.plural(1200, "person", "people") == "1,200 people"


@pytest.mark.parametrize(
    ("things", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(things: list[str], words: str) -> None:
    assert formats.listed(things) == words


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert formats.sentence_case("awaiting Crown Prosecution Service") == "Awaiting Crown Prosecution Service"
    assert formats.sentence_case("") == ""


def test_names_are_made_of_the_parts_that_are_known() -> None:
    assert formats.full_name("Rowan", None, " Ash ") == "Rowan Ash"
    assert formats.full_name(None, "") == "Not recorded"
    assert formats.sort_name("Ash", "Rowan", "Jay") == "Ash, Rowan Jay"
    assert formats.sort_name("Ash", None) == "Ash"
    assert formats.sort_name("", "Rowan") == "Rowan"
    assert formats.sort_name(None, " ") == "Not recorded"


@given(st.lists(st.text(), max_size=4))
def test_full_name_never_doubles_a_space(parts: list[str]) -> None:
    assert formats.full_name(*parts) == " ".join(formats.full_name(*parts).split())


def test_unknown_is_an_answer() -> None:
    assert [formats.or_not_recorded(value) for value in (0, "", None)] == [0, "Not recorded", "Not recorded"]


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 byte"), (950, "950 bytes"), (12_300, "12 KB"), (999_999, "1.0 MB"), (1_240_000, "1.2 MB")],
)
def test_file_size(count: int, words: str) -> None:
    assert formats.file_size(count) == words
