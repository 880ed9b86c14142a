"""The small shapes that components draw: what a presenter puts on a page, ready to be shown, with nothing to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from oocr.ui.page import Link


@dataclass(frozen=True)
class Tag:
    """A status in a word or two. Colour repeats what the word says; it never says it alone.

    Colours: grey, green, teal, blue, purple, magenta, red, orange, yellow, or none for the default blue.
    """

    text: str
    colour: str = ""


@dataclass(frozen=True)
class Column:
    """A table's column. `href` sorts by it; `sorted` is "ascending", "descending" or nothing."""

    label: str
    href: str = ""
    sorted: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table: words, perhaps a link, a second line beneath, or a tag."""

    text: str = ""
    href: str = ""
    beneath: str = ""
    tag: Tag | None = None


@dataclass(frozen=True)
class Fact:
    """One line of a summary: what it is, what we hold, and where to change it. No value says "Not recorded".

    `verb` is what the link says: "Change", unless something is added and nothing changed.
    """

    label: str
    value: str | Sequence[str] = ""
    change: str = ""
    tag: Tag | None = None
    verb: str = "Change"


@dataclass(frozen=True)
class Happening:
    """One entry of a timeline. `at` without a time of day shows none, rather than midnight."""

    title: str
    at: date | datetime
    by: str
    text: str = ""
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class Task:
    """Something to do. Without `href` it cannot start yet, and `hint` says why."""

    label: str
    status: str = ""
    href: str = ""
    hint: str = ""
    tag: Tag | None = None


@dataclass(frozen=True)
class ChosenFilters:
    """The filters in force under one heading; each link takes one away."""

    heading: str
    links: Sequence[Link]
