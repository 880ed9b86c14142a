"""How old someone was on the day the law cares about. Pure."""

from datetime import date


def age_on(date_of_birth: date | None, day: date) -> int | None:
    """Whole years lived by that day; nothing when the date of birth is not known. Born on 29 February: 1 March."""
    if date_of_birth is None:
        return None
    had_birthday = (day.month, day.day) >= (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - (0 if had_birthday else 1)


def is_child_on(date_of_birth: date | None, day: date) -> bool:
    """Known to be under 18 on that day. Unknown is not known to be a child."""
    age = age_on(date_of_birth, day)
    return age is not None and age < 18
