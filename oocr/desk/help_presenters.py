"""What the help pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from oocr.desk.help import Guide, Part, alone, parts, shown
from oocr.ui.page import Link, Page


@dataclass(kw_only=True)
class ContentsPage(Page):
    """Every page of the documentation, by what it is for."""

    parts: Sequence[Part]
    alone: Sequence[Guide]


@dataclass(kw_only=True)
class GuidePage(Page):
    """One page of the documentation."""

    body: Markup
    narrow: bool


def contents_page() -> ContentsPage:
    """The list of all of them."""
    return ContentsPage(title="Help", parts=parts(), alone=alone())


def guide_page(guide: Guide) -> GuidePage:
    """One of them. What is read from beginning to end is kept to a width that can be; tables take what there is."""
    return GuidePage(
        title=guide.title,
        breadcrumbs=[Link("Help", reverse("desk:help"))],
        body=shown(guide),
        narrow=not guide.key.startswith("reference/"),
    )
