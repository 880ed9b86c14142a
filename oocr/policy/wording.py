"""The wording of papers: templates with dates and owners, kept beside the packs and changed by the same people.

A template is a list of blocks. A block may ask for a flag (`when`), be repeated for each of a list (`each`), and name
values in braces. Which values, flags and lists there are is a closed list: a template that names another fails to
load. What stands in a value is put in as it is and never read again.
"""

import hashlib
import string
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from oocr.policy.conditions import PackProblem
from oocr.policy.facts import RESOLUTIONS
from oocr.policy.reading import Table

FOLDER = Path(__file__).resolve().parents[2] / "packs" / "papers"
FOR_WHOM = ("person", "victim")
KINDS = ("heading", "text", "note", "points", "steps", "signatures", "facts")

# Every value a template may name, and what stands there.
VALUES: dict[str, str] = {
    "reference": "the case's reference",
    "person_name": "the person's name",
    "victim_name": "the victim's name, or the name of who speaks for the business",
    "resolution": "what the resolution is called",
    "issued_on": "the day it was issued",
    "offences": "the offences, with the day of each",
    "said": "what the person said about the offence, in words",
    "officer": "the officer's name and collar number",
    "force": "the police force's name",
    "contact": "how to reach the diversion hub",
    "record": "what it means for the person's record",
    "disclosure": "who may be told of it",
    "breach": "what follows when it is not kept",
    "last_day": "the day by which everything must be done",
    "remedy": "what the victim asked for",
}
# Every flag a template may ask for.
FLAGS: dict[str, str] = {
    "has_conditions": "there are conditions or agreed actions",
    "is_child": "the person was a child on the day",
    "with_adult": "an appropriate adult was there",
    "victim_heard": "the victim said what they think",
    "remedy_chosen": "the victim chose from the Community Remedy list",
    "remedy_included": "what the victim chose is among the conditions",
    "has_compensation": "compensation is to be paid",
    "enforceable": "the person may be prosecuted for the offence if it is not kept",
}
# Every list a block may be repeated for, and the values of each item.
LISTS: dict[str, dict[str, str]] = {
    "conditions": {
        "what": "what is to be done",
        "due": "the day by which it must be done",
        "with_whom": "who provides it",
        "shown_by": "how it is shown to be done",
        "checked_by": "who checks it",
        "money": "what is to be paid, and what for",
    },
}


@dataclass(frozen=True)
class Piece:
    """One block of a template, before its values are put in."""

    kind: str
    content: Any
    when: tuple[str, ...]
    unless: tuple[str, ...]
    each: str


@dataclass(frozen=True)
class Wording:
    """One version of the wording of one paper."""

    key: str
    title: str
    in_force_from: date
    owner: str
    marking: str
    whose: str
    resolutions: tuple[str, ...]
    large: bool
    pieces: tuple[Piece, ...]
    digest: str

    @property
    def version(self) -> str:
        """The version as the ledger and the paper's row keep it."""
        return f"{self.key}-{self.in_force_from.isoformat()}"

    @property
    def says(self) -> str:
        """Every word of the template, values still in braces."""
        return "\n".join(text for piece in self.pieces for text in _texts(piece.content))

    def filled(
        self,
        values: Mapping[str, str],
        flags: Iterable[str] = (),
        lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    ) -> list[tuple[str, Any]]:
        """The blocks of the paper as (kind, content). Raises `KeyError` for a value that was not given."""
        on = set(flags)
        blocks: list[tuple[str, Any]] = []
        for piece in self.pieces:
            if on.issuperset(piece.when) and on.isdisjoint(piece.unless):
                items = [{}] if not piece.each else list((lists or {})[piece.each])
                blocks += _joined(piece, [_fill(piece.content, {**values, **item}) for item in items])
        return blocks


def _joined(piece: Piece, filled: list[Any]) -> list[tuple[str, Any]]:
    """Points and facts that are repeated make one list; a repeated text or heading makes one block each."""
    if piece.kind in ("heading", "text", "note"):
        return [(piece.kind, content) for content in filled]
    together = [line for content in filled for line in content]
    return [(piece.kind, together)] if together else []


def _fill(content: Any, values: Mapping[str, str]) -> Any:
    if isinstance(content, str):
        return "".join(
            text + (values[name] if name is not None else "") for text, name, *_ in _FORMATTER.parse(content)
        )
    return [_fill(item, values) for item in content]


_FORMATTER = string.Formatter()


def _texts(content: Any) -> list[str]:
    return [content] if isinstance(content, str) else [text for item in content for text in _texts(item)]


def read_wording(path: Path) -> Wording:
    """Read one template. Raises `PackProblem` with the file and what is wrong."""
    raw = path.read_bytes()
    try:
        table = Table(tomllib.loads(raw.decode()), path.name)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackProblem(path.name, f"this is not TOML: {error}") from None
    wording = Wording(
        key=table.take("key", str),
        title=table.take("title", str),
        in_force_from=table.take("in_force_from", date),
        owner=table.take("owner", str),
        marking=table.take("marking", str),
        whose=table.one_of("for", FOR_WHOM),
        resolutions=table.texts("resolutions"),
        large=table.take("easy_read", bool, False),
        pieces=tuple(_piece(block) for block in table.tables("blocks")),
        digest=hashlib.sha256(raw).hexdigest(),
    )
    table.nothing_left()
    if path.name != f"{wording.version}.toml":
        raise PackProblem(path.name, f"a file of this key and date is called {wording.version}.toml")
    if strangers := set(wording.resolutions) - set(RESOLUTIONS):
        raise PackProblem(path.name, f"there is no resolution {', '.join(sorted(strangers))}")
    return wording


def _piece(block: Table) -> Piece:
    when, unless = block.texts("when", []), block.texts("unless", [])
    each = block.one_of("each", tuple(LISTS), "")
    kinds = [kind for kind in KINDS if kind in block.entries]
    if len(kinds) != 1:
        raise PackProblem(block.where, f"a block is exactly one of {', '.join(KINDS)}")
    kind = kinds[0]
    content = block.take(kind, str if kind in ("heading", "text", "note") else list)
    block.nothing_left()
    _only_known(block.where, "flag", {*when, *unless}, FLAGS)
    named = {name for text in _texts(content) for _, name, *_ in _FORMATTER.parse(text) if name is not None}
    _only_known(block.where, "value", named, {**VALUES, **LISTS.get(each, {})})
    return Piece(kind, content, when, unless, each)


def _only_known(where: str, what: str, named: set[str], known: Mapping[str, str]) -> None:
    if strangers := named - set(known):
        raise PackProblem(where, f"there is no {what} {', '.join(sorted(strangers))}")


@cache
def wordings(folder: Path = FOLDER) -> tuple[Wording, ...]:
    """Every version of the wording of every paper, oldest first."""
    return tuple(sorted(map(read_wording, folder.glob("*.toml")), key=lambda w: (w.key, w.in_force_from)))


def wordings_for(resolution: str, on: date, folder: Path = FOLDER) -> list[Wording]:
    """The papers that go with a resolution, each in the wording in force that day."""
    newest = {w.key: w for w in wordings(folder) if w.in_force_from <= on}
    return [wording for wording in newest.values() if resolution in wording.resolutions]
