"""Working days in England: Monday to Friday, without bank holidays and the days that stand in for them. Pure."""

from datetime import date, timedelta

from holidays import country_holidays

# Fills in a year when it is first asked about, substitute days included.
_ENGLAND = country_holidays("GB", subdiv="ENG")
_ONE = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Is it neither a Saturday, a Sunday nor a bank holiday?"""
    return day.weekday() < 5 and day not in _ENGLAND


def working_days_after(day: date, count: int) -> date:
    """The working day that is so many working days after this day. The day itself is not counted."""
    if count < 1:
        raise ValueError("At least one working day")
    while count:
        day += _ONE
        count -= is_working_day(day)
    return day
