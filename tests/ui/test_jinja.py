"""Strict about our pages, lenient inside the design system's macros."""

from dataclasses import dataclass

import pytest

from oocr.ui.forms import Form
from oocr.ui.page import Page
from tests.ui.reading import draw


@dataclass(kw_only=True)
class CasePage(Page):
    reference: str


@dataclass(frozen=True)
class Row:
    name: str


CASE = CasePage(title="Case", reference="<AB&1>")


def test_a_page_shows_what_it_has_escaped() -> None:
    assert draw("{{ page.reference }}", page=CASE) == "&lt;AB&amp;1&gt;"


@pytest.mark.parametrize("thing", [CASE, Row("one"), Form()])
def test_a_misspelt_attribute_of_ours_is_an_error(thing: object) -> None:
    with pytest.raises(AttributeError, match="has no 'refrence'"):
        draw("{{ page.refrence }}", page=thing)


def test_a_misspelt_attribute_is_an_error_even_when_only_tested() -> None:
    with pytest.raises(AttributeError):
        draw("{% if page.refrence %}{% endif %}", page=CASE)


def test_a_macro_may_read_keys_that_are_absent() -> None:
    tag = "{% from 'govuk_frontend_jinja/components/tag/macro.html' import govukTag %}{{ govukTag({'text': page.reference}) }}"
    assert "&lt;AB&amp;1&gt;" in draw(tag, page=CASE)


def test_a_template_can_address_pages_and_files() -> None:
    assert draw("{{ url('ready') }} {{ static('ui/app.css') }}") == "/ready /assets/ui/app.css"
