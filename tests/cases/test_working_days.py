"""Working days in England, over weekends, bank holidays and the days that stand in for them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oocr.cases.working_days import is_working_day, working_days_after

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        pytest.param("2025-01-06", 1, "2025-01-07", id="an ordinary Monday"),
        pytest.param("2025-01-10", 1, "2025-01-13", id="over a weekend"),
        pytest.param("2025-01-11", 1, "2025-01-13", id="from a Saturday"),
        pytest.param("2025-04-16", 5, "2025-04-25", id="over Good Friday and Easter Monday"),
        pytest.param("2025-12-23", 2, "2025-12-29", id="over Christmas Day and Boxing Day"),
        # 25 and 26 December 2027 are Saturday and Sunday: Monday 27 and Tuesday 28 stand in for them.
        pytest.param("2027-12-24", 1, "2027-12-29", id="over the substitute days at Christmas"),
        # 1 January 2028 is a Saturday: Monday 3 January stands in.
        pytest.param("2027-12-31", 1, "2028-01-04", id="over a substitute New Year's Day"),
        pytest.param("2022-06-01", 1, "2022-06-06", id="over the moved spring bank holiday and the jubilee"),
        pytest.param("2025-08-22", 1, "2025-08-26", id="over the August bank holiday, which is England's"),
    ],
)
def test_working_days_after_counts_england_s_working_days(day: str, count: int, due: str) -> None:
    assert working_days_after(dt.date.fromisoformat(day), count) == dt.date.fromisoformat(due)


@pytest.mark.parametrize("day", ["2025-08-04", "2025-12-02", "2025-01-02", "2025-03-17"])
def test_another_countrys_holiday_is_a_working_day(day: str) -> None:
    assert is_working_day(dt.date.fromisoformat(day))


@given(DAYS, st.integers(1, 30))
def test_what_is_due_is_a_working_day_with_so_many_before_it(day: dt.date, count: int) -> None:
    due = working_days_after(day, count)
    passed = [day + dt.timedelta(days=step) for step in range(1, (due - day).days + 1)]
    assert is_working_day(due)
    assert sum(is_working_day(each) for each in passed) == count


@given(DAYS, st.integers(1, 20))
def test_a_longer_time_ends_later_and_a_later_start_no_earlier(day: dt.date, count: int) -> None:
    assert working_days_after(day, count) < working_days_after(day, count + 1)
    assert working_days_after(day, count) <= working_days_after(day + dt.timedelta(days=1), count)


def test_no_time_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="At least one"):
        working_days_after(dt.date(2025, 1, 6), 0)
