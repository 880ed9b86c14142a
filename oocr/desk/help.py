"""The documentation as the service shows it: the pages of the docs folder, in GOV.UK's typography.

A page is found only by its place in the list of what the folder holds, so that no address can name another file.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from oocr.ui.formats import sentence_case

ROOT: Path = settings.BASE_DIR
PICTURES = ROOT / "docs" / "pictures"
# The parts of the list: what each is called, what it is for, its folder and its address.
PARTS = (
    ("How-to guides", "One job each.", "how-to"),
    ("Explanation", "Why the service is as it is.", "explanation"),
    (
        "Reference",
        "Every rule, column, permission and measure, written from the service itself.",
        "reference",
    ),
    ("Decisions", "Why the service was built so.", "adr"),
)
ALONE = {"glossary": ROOT / "GLOSSARY.md", "what-changed": ROOT / "CHANGELOG.md"}
CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "h4": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "blockquote": "govuk-inset-text",
    "hr": "govuk-section-break govuk-section-break--visible govuk-section-break--m",
    "img": "ui-picture",
}
REMARK = re.compile(
    r"\A<!--.*?-->\s*", re.DOTALL
)  # above the heading of a page that is written from the code
ANCHOR = re.compile(r'<a id="[\w-]+">|</a>')  # the only HTML of a page that is not shown as words


@dataclass(frozen=True)
class Guide:
    """One page of the documentation."""

    key: str
    file: Path

    @property
    def text(self) -> str:
        """What it says to its readers, without the remark to those who would change it by hand."""
        return REMARK.sub("", self.file.read_text())

    @property
    def title(self) -> str:
        """Its first line, which is its heading, as words: a room's page is headed by the room's name in the code."""
        heading = self.text.partition("\n")[0]
        return sentence_case(
            re.sub(r"[`_]", lambda mark: " " if mark[0] == "_" else "", heading.removeprefix("# "))
        )

    @property
    def opening(self) -> str:
        """Its first sentence, which says what it is about."""
        paragraph = self.text.split("\n\n")[1].replace("\n", " ").replace("`", "")
        return paragraph.partition(". ")[0].rstrip(".") + "."

    @property
    def href(self) -> str:
        """Where the service shows it."""
        return reverse("desk:help_page", args=[self.key])


@dataclass(frozen=True)
class Part:
    """One part of the list. `openings` says that its pages are known by name only, and need a sentence each."""

    title: str
    hint: str
    guides: Sequence[Guide]
    openings: bool


def parts() -> list[Part]:
    """Every page, as the list shows them."""
    return [
        Part(
            title,
            hint,
            [guide for guide in _guides().values() if guide.key.startswith(f"{folder}/")],
            openings=folder == "explanation",
        )
        for title, hint, folder in PARTS
    ]


def alone() -> list[Guide]:
    """The pages that belong to no part."""
    return [_guides()[key] for key in ALONE]


def guide(key: str) -> Guide | None:
    """The page of this address, if there is one."""
    return _guides().get(key)


def picture(name: str) -> Path | None:
    """The file of a picture in the documentation, if there is one of that name."""
    return {file.name: file for file in PICTURES.glob("*.png")}.get(name)


def shown(page: Guide) -> Markup:
    """The page as HTML: its links lead to other pages here, or out; what is in neither place is not a link."""
    markdown = MarkdownIt("commonmark", renderer_cls=_Renderer).enable("table")
    tokens = markdown.parse(page.text)
    _name_headings(tokens)
    for token in _all(tokens):
        if token.nesting >= 0 and token.tag in CLASSES:
            token.attrJoin("class", CLASSES[token.tag])
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "image":
            name = Path(str(token.attrGet("src"))).name
            token.attrSet("src", reverse("desk:help_picture", args=[name]))
        _lead(token.children or [], page)
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704  # escaped by the renderer


@cache
def _guides() -> dict[str, Guide]:
    found = {
        f"{folder}/{file.stem}": file
        for _, _, folder in PARTS
        for file in sorted((ROOT / "docs" / folder).glob("*.md"))
    }
    return {key: Guide(key, file) for key, file in (found | ALONE).items()}


def _name_headings(tokens: Sequence[Token]) -> None:
    """Give each heading the id that links to it expect: its words, as they are read on the code's own site too."""
    given = Counter[str]()
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            name = re.sub(r"[^\w -]", "", inside.content.lower()).replace(" ", "-")
            opening.attrSet("id", f"{name}-{given[name]}" if given[name] else name)
            given[name] += 1


def _lead(inline: Sequence[Token], page: Guide) -> None:
    """Turn each link towards where the service shows what it names; what it does not show is left as words."""
    away = False
    for token in inline:
        if token.type == "link_open":
            href = _href(str(token.attrGet("href")), page)
            away = href is None
            token.attrSet("href", href or "")
        if token.type in ("link_open", "link_close"):
            token.hidden = away


def _href(link: str, page: Guide) -> str | None:
    to = urlsplit(link)
    if to.scheme or not to.path:
        return link
    file = (page.file.parent / to.path).resolve()
    there = next((guide for guide in _guides().values() if guide.file == file), None)
    return f"{there.href}#{to.fragment}".rstrip("#") if there else None


class _Renderer(RendererHTML):
    """HTML in a page is shown as it was written, but for places to link to. What is wide scrolls by itself."""

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        written = tokens[idx].content
        return written if ANCHOR.fullmatch(written) else str(escape(written))

    def html_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return str(escape(tokens[idx].content))

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return _scrolling("Table", env) + self.renderToken(tokens, idx, options, env)

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return self.renderToken(tokens, idx, options, env) + "</div>"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"{_scrolling('Example', env)}<pre><code>{escape(tokens[idx].content)}</code></pre></div>"


def _scrolling(what: str, env: Any) -> str:
    """Numbered, since a screen reader lists them by their names."""
    env[what] = env.get(what, 0) + 1
    return f'<div class="ui-scroll" role="region" aria-label="{what} {env[what]}" tabindex="0">'


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])
