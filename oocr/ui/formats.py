"""Dates, numbers and names as people write them. Each name in `FILTERS` is also a filter in templates."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

FILTERS = (
    "day",
    "day_short",
    "month",
    "span",
    "clock",
    "moment",
    "when",
    "due",
    "number",
    "percentage",
    "plural",
    "listed",
    "full_name",
    "sort_name",
    "or_not_recorded",
    "file_size",
)

LONDON = ZoneInfo("Europe/London")  # where the law's days begin and end

NOT_RECORDED = "Not recorded"
CANNOT_SAY = "Cannot say"


def sentence_case(text: str) -> str:
    """Awaiting inspector: a capital where a sentence or a line begins, and every other letter as it was"""
    return text[:1].upper() + text[1:]


def london_date(when: date | datetime) -> date:
    """The day it was in London. An instant must know its time zone."""
    if not isinstance(when, datetime):
        return when
    return _in_london(when).date()


def day(when: date | datetime | None) -> str:
    """14 January 2025"""
    if when is None:
        return NOT_RECORDED
    on = london_date(when)
    return f"{on.day} {on:%B} {on.year}"


def day_short(when: date | datetime | None) -> str:
    """14 Jan 2025, for narrow columns"""
    if when is None:
        return NOT_RECORDED
    on = london_date(when)
    return f"{on.day} {on:%b} {on.year}"


def month(when: date | datetime) -> str:
    """January 2025"""
    on = london_date(when)
    return f"{on:%B} {on.year}"


def span(first: date, last: date) -> str:
    """16 June 2024 to 15 June 2025"""
    return f"{day(first)} to {day(last)}"


def clock(when: datetime) -> str:
    """2:05pm, midday, midnight"""
    at = _in_london(when)
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    hour = at.hour % 12 or 12
    minutes = f":{at:%M}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(when: datetime | None) -> str:
    """14 January 2025 at 2:05pm"""
    if when is None:
        return NOT_RECORDED
    return f"{day(when)} at {clock(when)}"


def when(at: date | datetime | None) -> str:
    """The moment if the time of day is known, else the day: never a midnight nobody recorded"""
    return moment(at) if isinstance(at, datetime) else day(at)


def due(on: date, today: date) -> str:
    """How far off a date is: due in 2 days, due tomorrow, due today, 1 day late"""
    days = (on - today).days
    if days < 0:
        return f"{plural(-days, 'day')} late"
    if days < 2:
        return "due tomorrow" if days else "due today"
    return f"due in {plural(days, 'day')}"


def number(value: float | Decimal | None, places: int = 0) -> str:
    """1,234 or, with places, 1,234.5; halves go away from nought, as people expect"""
    if value is None:
        return NOT_RECORDED
    return f"{_rounded(Decimal(str(value)), places):,}"


def percentage(part: int | Decimal, whole: int | Decimal, places: int = 1) -> str:
    """9.3%. Without a whole there is nothing to be a part of, and it says so"""
    if not whole:
        return CANNOT_SAY
    return f"{_rounded(Decimal(part) * 100 / Decimal(whole), places):,}%"


def plural(count: int, one: str, many: str = "") -> str:
    """1 case; 2 cases; 1,234 people"""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(things: Iterable[object], joined_by: str = "and") -> str:
    """Ash, Beech and Cedar"""
    words = [str(thing) for thing in things]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def full_name(*parts: str | None) -> str:
    """Asha Jane Patel, whichever parts are known"""
    return " ".join(" ".join(part.split()) for part in parts if part and part.strip()) or NOT_RECORDED


def sort_name(family: str | None, *given: str | None) -> str:
    """Patel, Asha Jane: as lists are sorted, whichever parts are known"""
    names = [full_name(family) if family and family.strip() else "", full_name(*given) if any(given) else ""]
    return ", ".join(name for name in names if name and name != NOT_RECORDED) or NOT_RECORDED


def or_not_recorded(value: object) -> object:
    """The value, or the words that say there is none. Nought is a value."""
    return NOT_RECORDED if value is None or value == "" else value


def file_size(count: int) -> str:
    """950 bytes, 12 KB, 1.2 MB"""
    if count < 1_000:
        return plural(count, "byte")
    if count < 999_500:  # what would round up to 1,000 KB is a megabyte
        return f"{number(Decimal(count) / 1_000)} KB"
    return f"{number(Decimal(count) / 1_000_000, places=1)} MB"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0  # no "-0"


def _in_london(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise ValueError("An instant without a time zone could be an hour out")
    return when.astimezone(LONDON)
