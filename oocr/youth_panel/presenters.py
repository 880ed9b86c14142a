"""What this room supplies to the pages about one case: when the panel heard it, and what it decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oocr.cases.presenters.case import source_of
from oocr.lifecycle.table import words
from oocr.ui.formats import day
from oocr.ui.page import Link
from oocr.ui.parts import Fact, Happening
from oocr.youth_panel.models import NOT_DECIDED, SittingItem


@dataclass(frozen=True)
class ItemCard:
    """One hearing of the case."""

    title: str
    facts: Sequence[Fact]
    links: Sequence[Link] = ()


def item_cards(items: Iterable[SittingItem]) -> list[ItemCard]:
    """Each time the panel heard the case, or will hear it."""
    return [
        ItemCard(
            f"Sitting of {day(item.heard_on)}",
            [
                Fact("Brought by", f"{words(item.area).capitalize()} youth justice service"),
                Fact(
                    "Sent back from court",
                    "" if item.from_court == "not_recorded" else item.from_court.capitalize(),
                ),
                Fact("Outcome", words(item.outcome).capitalize()),
            ],
        )
        for item in items
    ]


def happenings(items: Iterable[SittingItem]) -> list[Happening]:
    """What the panel did."""
    return [
        Happening(
            "Listed for the youth panel" if item.outcome == NOT_DECIDED else "Heard by the youth panel",
            item.heard_on,
            source_of(item.batch),
            "" if item.outcome == NOT_DECIDED else f"Outcome: {words(item.outcome)}.",
        )
        for item in items
    ]
