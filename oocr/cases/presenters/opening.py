"""What the page to open a case shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from oocr.cases.models import Crime
from oocr.cases.opening import Alike
from oocr.ui.formats import day, plural
from oocr.ui.forms import error_links
from oocr.ui.page import Notice, Page


@dataclass(kw_only=True)
class OpenCasePage(Page):
    """The form to open a case, and what must be asked besides."""

    unknown: Sequence[Any] = ()
    known: Sequence[str] = ()
    which: Any = None
    hints: dict[str, str] = field(default_factory=dict)


def open_case_page(
    form: Any, unknown: Sequence[Any], known: Sequence[Crime], which: Any, alike: Sequence[Alike]
) -> OpenCasePage:
    """The page. A question that was not asked before is announced above it, and is no error."""
    asked_now = [each for each in [*unknown, *([which] if alike else [])] if not each.is_bound]
    page = OpenCasePage(
        title="Open a case",
        back=reverse("cases:cases"),
        back_label="Cases",
        form=form,
        unknown=unknown,
        known=[_crime(crime) for crime in known],
        which=which if alike else None,
        hints={str(each.person.pk): _known_of(each) for each in alike},
        extra_errors=[link for each in [*unknown, which] for link in error_links(each)],
    )
    if asked_now:
        page.notices = [Notice("The case is not open yet. Answer what is asked below.", "important")]
    return page


def _crime(crime: Crime) -> str:
    return f"{crime.crime_number}: {crime.offence.title}, recorded on {day(crime.recorded_on)}"


def _known_of(alike: Alike) -> str:
    person = alike.person
    born = f"Born {day(person.date_of_birth)}" if person.date_of_birth else "Date of birth not recorded"
    return ". ".join(filter(None, [born, person.address, plural(alike.cases, "case")])) + "."
