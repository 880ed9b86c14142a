"""Papers: the same words on the page and in the PDF, which is tagged, repeatable, and never reads text as markup."""

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.template import engines
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from oocr.ui.papers import Block, Paper, as_pdf

MARKUP = "*not bold* #let x = 1 <script>alert(1)</script> $x$ _no_ [a](b) {{ no }}"


def paper(*blocks: Block, **others: object) -> Paper:
    made = {"title": "Paper", "marking": "OFFICIAL", "reference": "AB-1", "made_on": date(2025, 1, 14)}
    return Paper(**{**made, **others, "blocks": blocks})  # type: ignore[arg-type]  # as given by each test


EVERY_KIND = paper(
    Block("heading", "What you agreed"),
    Block("text", MARKUP),
    Block("note", "Keep this."),
    Block("points", ["first point", "second point"]),
    Block("steps", ["first step", "second step"]),
    Block("facts", [("Case", "AB-1"), ("Officer", "1234")]),
    Block("signatures", ["You", "The officer"]),
)


def html(of: Paper) -> str:
    drawn = "{% from 'ui/components/paper/macro.html' import paper %}{{ paper(page) }}"
    return str(engines["jinja2"].from_string(drawn).render({"page": of}))


def pdf_words(of: Paper) -> str:
    pages = PdfReader(BytesIO(as_pdf(of))).pages
    return " ".join("".join(page.extract_text() for page in pages).split())


def test_the_page_and_the_pdf_say_every_word() -> None:
    shown = " ".join(unescape(strip_tags(html(EVERY_KIND))).split())
    for line in EVERY_KIND.words.splitlines():
        assert line in shown
        assert line in pdf_words(EVERY_KIND)


def test_what_was_typed_is_never_markup() -> None:
    assert "<script>" not in html(EVERY_KIND)
    assert MARKUP in pdf_words(EVERY_KIND)


def test_the_pdf_is_tagged_and_says_its_language_and_title() -> None:
    root = PdfReader(BytesIO(as_pdf(EVERY_KIND))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert PdfReader(BytesIO(as_pdf(EVERY_KIND))).metadata.title == "Paper"  # type: ignore[union-attr]  # it has one


def test_every_page_of_the_pdf_carries_the_marking_and_the_reference() -> None:
    long = paper(*[Block("text", "word " * 200)] * 12, marking="OFFICIAL-SENSITIVE")
    pages = PdfReader(BytesIO(as_pdf(long))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        said = page.extract_text()
        assert "OFFICIAL-SENSITIVE" in said
        assert f"AB-1 Page {number} of {len(pages)}" in said


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert as_pdf(EVERY_KIND) == as_pdf(Paper.from_data(EVERY_KIND.as_data()))


def test_large_type_is_larger() -> None:
    large = Paper.from_data({**EVERY_KIND.as_data(), "large": True})
    assert "ui-paper--large" in html(large)
    assert as_pdf(large) != as_pdf(EVERY_KIND)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text", ["a"]),
        ("points", [1]),
        ("points", 1),
        ("facts", [("a",)]),
        ("facts", ["ab", "c"]),
        ("poem", "a"),
    ],
)
def test_a_block_that_is_not_one_is_refused(kind: str, content: object) -> None:
    with pytest.raises(ValueError, match="no block"):
        Block(kind, content)


def test_a_letter_that_no_font_has_keeps_nobody_from_their_paper() -> None:
    made = as_pdf(paper(Block("text", "Name: \U00010380")))
    assert PdfReader(BytesIO(made)).trailer["/Root"]["/MarkInfo"]["/Marked"]


@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200), min_size=1, max_size=8)
)
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_set(texts: list[str]) -> None:
    one_by_one = [Block("text", text) for text in texts]
    made = paper(*one_by_one, Block("facts", [(text, text) for text in texts]), Block("points", texts))
    assert as_pdf(made).startswith(b"%PDF")
    assert Paper.from_data(made.as_data()).words == made.words
