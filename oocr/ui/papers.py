"""Papers: one structured document, drawn as an accessible page and as a tagged PDF (PDF/UA-1).

A paper is a title, a marking, a reference and *blocks*. It holds only text: what somebody typed is never read as
markup, in either form. A paper is kept as data (`as_data`), so that it can be drawn again word for word as it was.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings

_TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
# What each kind of block must carry: the name of the kind is the name of its one content field.
TEXTS = frozenset({"heading", "text", "note"})
LISTS = frozenset({"points", "steps", "signatures"})
KINDS = TEXTS | LISTS | {"facts"}


@dataclass(frozen=True)
class Block:
    """One part of a paper. `content` is a text, a list of texts, or for `facts` a list of (label, value)."""

    kind: str
    content: Any

    def __post_init__(self) -> None:
        fits = {
            **dict.fromkeys(TEXTS, isinstance(self.content, str)),
            **dict.fromkeys(LISTS, _all_texts(self.content)),
            "facts": _is_list(self.content)
            and all(_all_texts(row) and len(row) == 2 for row in self.content),
        }
        if not fits.get(self.kind, False):
            raise ValueError(f"a paper has no block {self.kind!r} with this content")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper as it was made. `large` sets it in large type with one idea to a line, for easy read."""

    title: str
    marking: str
    reference: str
    made_on: date
    blocks: tuple[Block, ...]
    large: bool = False

    def as_data(self) -> dict[str, Any]:
        """The paper as JSON can keep it."""
        return {
            "title": self.title,
            "marking": self.marking,
            "reference": self.reference,
            "made_on": self.made_on.isoformat(),
            "large": self.large,
            "blocks": [{"kind": block.kind, "content": block.content} for block in self.blocks],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Paper":
        """The paper that was kept as this data. Raises `ValueError` or `KeyError` when it is not one."""
        blocks = tuple(Block(block["kind"], block["content"]) for block in data["blocks"])
        return cls(**{**data, "made_on": date.fromisoformat(data["made_on"]), "blocks": blocks})

    @property
    def words(self) -> str:
        """Everything the paper says, in order: for tests and for looking something up."""
        return "\n".join([self.title, *(_said(block.content) for block in self.blocks)])


def as_pdf(paper: Paper) -> bytes:
    """The paper as a tagged PDF. The same paper gives the same bytes: nothing of today is written into it.

    A letter that no font on the machine has cannot stand in a PDF/UA. Rather than refuse somebody their paper because
    of their name, that PDF is made without the claim: still tagged, with a box where the letter is.
    """
    try:
        return _set(paper, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _set(paper, None)


def _set(paper: Paper, standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        sys_inputs={"paper": json.dumps(paper.as_data(), ensure_ascii=False)},
        pdf_standards=standard,
        font_paths=[Path(settings.PAPER_FONTS)],
        timestamp=int(datetime.combine(paper.made_on, time(), tzinfo=UTC).timestamp()),
    )


def _is_list(content: Any) -> bool:
    return isinstance(content, Sequence) and not isinstance(content, str)


def _all_texts(content: Any) -> bool:
    return _is_list(content) and all(isinstance(item, str) for item in content)


def _said(content: Any) -> str:
    return content if isinstance(content, str) else "\n".join(_said(item) for item in content)
