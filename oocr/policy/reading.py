"""Reads a pack's file into plain data, and refuses what a pack may not be: no source, no rule."""

import hashlib
import re
import tomllib
from collections import Counter
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from oocr.policy.conditions import PackProblem, read
from oocr.policy.facts import FACTS, RANKS, RESOLUTIONS, Section
from oocr.policy.pack import (
    SUBJECTS,
    Confidence,
    Effect,
    Example,
    OpenQuestion,
    Pack,
    ResolutionType,
    Rule,
    Setting,
    Source,
    Stage,
)

FEWEST_EXAMPLES = 3
SET_BY_THE_EVALUATOR = ("resolution", "resolution_enabled", "resolution_valid_for_offence")
FIRES = {True: True, False: False, "cannot say": None}
CONSEQUENCES = {"record", "disclosure", "breach"}
FOR_WHOM = ("adults", "children", "anyone")
CODE_WHEN = ("on issue", "when every activity is done")
_FILE = re.compile(r"(?P<id>[a-z-]+)-(?P<day>\d{4}-\d{2}-\d{2})\.toml")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REGISTER = re.compile(r"[A-Z]{2}-\d{2}")
_E = TypeVar("_E", bound=Enum)
_NO_DEFAULT: Any = object()


class Table:
    """A table of a pack that is being read: each key is taken once with its type, and none may be left over."""

    def __init__(self, entries: Any, where: str) -> None:
        if not isinstance(entries, dict):
            raise PackProblem(where, f"a table was expected, not {entries!r}")
        self.entries = dict(entries)
        self.where = where

    def take(self, key: str, kind: type, default: Any = _NO_DEFAULT) -> Any:
        """The value of a key. Without a default it has to be there, and text may not be empty."""
        if key not in self.entries:
            if default is _NO_DEFAULT:
                raise PackProblem(self.where, f"{key} is missing")
            return default
        value = self.entries.pop(key)
        if type(value) is not kind:
            raise PackProblem(f"{self.where}, {key}", f"{_KINDS[kind]} was expected, not {value!r}")
        if value == "":
            raise PackProblem(f"{self.where}, {key}", "this is empty")
        return value

    def texts(self, key: str, default: Any = _NO_DEFAULT) -> tuple[str, ...]:
        """A list of texts."""
        values = self.take(key, list, default)
        if not all(isinstance(value, str) and value for value in values):
            raise PackProblem(f"{self.where}, {key}", "a list of words was expected")
        return tuple(values)

    def one_of(self, key: str, choices: tuple[str, ...], default: Any = _NO_DEFAULT) -> Any:
        """A text that is one of these."""
        value = self.take(key, str, default)
        if value is not default and value not in choices:
            raise PackProblem(f"{self.where}, {key}", f"this is one of {', '.join(choices)}, not {value!r}")
        return value

    def member(self, key: str, of: type[_E]) -> _E:
        """A member of an enumeration."""
        return of(self.one_of(key, tuple(member.value for member in of)))

    def tables(self, key: str, named: str = "") -> list["Table"]:
        """A list of tables, each known by its name or number in the list."""
        found = []
        for number, entries in enumerate(self.take(key, list, []), 1):
            name = entries.get(named, number) if isinstance(entries, dict) else number
            found.append(Table(entries, f"{self.where}, {key.removesuffix('s')} {name}"))
        return found

    def nothing_left(self) -> None:
        """Every key was taken."""
        if self.entries:
            raise PackProblem(self.where, f"there is no key called {', '.join(sorted(self.entries))}")


_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    date: "a date",
    list: "a list",
    dict: "a table",
}


def read_pack(path: Path) -> Pack:
    """The pack in a file. Its name says its subject and its first day, and has to be right."""
    return read_pack_text(path.name, path.read_bytes())


def read_pack_text(name: str, content: bytes) -> Pack:
    """The pack in a file of this name with this content. Raises PackProblem, which says where."""
    where = f"packs/{name}"
    named = _FILE.fullmatch(name)
    if not named or named["id"] not in SUBJECTS:
        raise PackProblem(
            where, f"a pack is called <subject>-<date>.toml; the subjects are {', '.join(SUBJECTS)}"
        )
    try:
        table = Table(tomllib.loads(content.decode()), where)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise PackProblem(where, f"this is not TOML: {problem}") from problem
    sources = {
        key: _source(key, Table(entries, f"{where}, source {key}"))
        for key, entries in table.take("sources", dict, {}).items()
    }
    pack = Pack(
        id=table.take("id", str),
        title=table.take("title", str),
        in_force_from=table.take("in_force_from", date),
        in_force_to=table.take("in_force_to", date, None),
        applies_on=table.take("applies_on", str),
        owner=table.take("owner", str),
        hash=hashlib.sha256(content).hexdigest(),
        sources=sources,
        rules=tuple(_rule(each, sources) for each in table.tables("rules", "id")),
        resolutions=tuple(_resolution(each, sources) for each in table.tables("resolutions", "key")),
        settings=tuple(_setting(each, sources) for each in table.tables("settings", "name")),
        questions=tuple(_question(each) for each in table.tables("questions", "number")),
    )
    table.nothing_left()
    if name != f"{pack.mark.named}.toml":
        raise PackProblem(where, f"the file of {pack.mark.named} is called {pack.mark.named}.toml")
    if pack.in_force_to is not None and pack.in_force_to <= pack.in_force_from:
        raise PackProblem(where, "it ends before it begins")
    _each_once(where, "rule", [rule.id for rule in pack.rules])
    _each_once(where, "resolution", [resolution.key for resolution in pack.resolutions])
    _each_once(where, "setting", [setting.name for setting in pack.settings])
    if pack.id == "resolutions" and {each.key for each in pack.resolutions} != set(RESOLUTIONS):
        raise PackProblem(where, f"the catalogue has each of {', '.join(RESOLUTIONS)}")
    return pack


def _each_once(where: str, what: str, names: list[str]) -> None:
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise PackProblem(where, f"there are two of {what} {', '.join(twice)}")


def _source(key: str, table: Table) -> Source:
    source = Source(key, table.take("title", str), table.take("href", str), table.take("read_on", date))
    table.nothing_left()
    return source


def _cited(table: Table, sources: dict[str, Source]) -> Source:
    key = table.take("source", str)
    if key not in sources:
        raise PackProblem(f"{table.where}, source", f"there is no source called {key}")
    return sources[key]


def _rule(table: Table, sources: dict[str, Source]) -> Rule:
    whens = [effect for effect in Effect if f"{effect}_when" in table.entries]
    if len(whens) != 1:
        raise PackProblem(table.where, "a rule has exactly one of stop_when, ask_when and note_when")
    effect = whens[0]
    when = f"{effect}_when"
    of = table.texts("of", list(RESOLUTIONS))
    settles = table.entries.pop("settles", [])
    rule = Rule(
        id=table.take("id", str),
        says=table.take("says", str),
        register=table.texts("register"),
        of=of,
        at=table.member("at", Stage),
        effect=effect,
        when=read(table.entries.pop(when), f"{table.where}, {when}"),
        source=_cited(table, sources),
        paragraph=table.take("paragraph", str),
        confidence=table.member("confidence", Confidence),
        authority=table.one_of("authority", RANKS, None),
        reason=table.take("reason", bool, False),
        settles=tuple(settles if isinstance(settles, list) else [settles]),
        examples=tuple(_example(each, of) for each in table.tables("examples", "name")),
    )
    table.nothing_left()
    _check_rule(rule, table.where)
    return rule


def _check_rule(rule: Rule, where: str) -> None:
    if not _ID.fullmatch(rule.id):
        raise PackProblem(where, "an id is small letters and figures with - between")
    if not rule.of or set(rule.of) - set(RESOLUTIONS):
        raise PackProblem(f"{where}, of", f"this names resolutions of {', '.join(RESOLUTIONS)}")
    if not all(_REGISTER.fullmatch(each) for each in rule.register):
        raise PackProblem(f"{where}, register", "an id of the register looks like EL-02")
    if not all(type(number) is int for number in rule.settles):
        raise PackProblem(f"{where}, settles", "this is the number of an open question")
    if rule.effect is Effect.STOP and rule.confidence is Confidence.LOW:
        raise PackProblem(where, "a rule of low confidence may ask or note, and never stop")
    if rule.effect is not Effect.ASK and rule.authority:
        raise PackProblem(where, "only a rule that asks needs an authority")
    if rule.effect is Effect.ASK and not (rule.authority or rule.reason):
        raise PackProblem(where, "a rule that asks needs an authority, a reason or both")
    if rule.effect is Effect.STOP and rule.reason:
        raise PackProblem(where, "no reason opens what a rule stops")
    if len(rule.examples) < FEWEST_EXAMPLES:
        raise PackProblem(where, f"a rule has at least {FEWEST_EXAMPLES} examples")
    shown = {example.fires for example in rule.examples}
    if lacking := {True} - shown if rule.always else {True, False, None} - shown:
        words = sorted({True: "fires", False: "does not fire", None: "cannot say"}[each] for each in lacking)
        raise PackProblem(where, f"no example where it {' or '.join(words)}")


def _example(table: Table, of: tuple[str, ...]) -> Example:
    fires = table.entries.pop("fires", "")
    if not isinstance(fires, bool | str) or fires not in FIRES:
        raise PackProblem(f"{table.where}, fires", 'this is true, false or "cannot say"')
    example = Example(
        name=table.take("name", str),
        resolution=table.one_of("resolution", RESOLUTIONS, of[0] if of else None),
        facts=table.take("facts", dict),
        fires=FIRES[fires],
    )
    table.nothing_left()
    for name, value in example.facts.items():
        problem = FACTS[name].problem_with(value) if name in FACTS else f"there is no fact called {name}"
        if problem or name == "resolution":
            raise PackProblem(f"{table.where}, facts", problem or "the resolution is a key of its own")
    return example


def _resolution(table: Table, sources: dict[str, Source]) -> ResolutionType:
    resolution = ResolutionType(
        key=table.one_of("key", RESOLUTIONS),
        title=table.take("title", str),
        statutory=table.take("statutory", bool),
        for_whom=table.one_of("for", FOR_WHOM),
        authority=table.one_of("authority", RANKS),
        enabled=table.take("enabled", bool),
        consequences=table.take("consequences", dict),
        papers=table.texts("papers"),
        source=_cited(table, sources),
        paragraph=table.take("paragraph", str),
        confidence=table.member("confidence", Confidence),
        prospective=table.take("prospective", bool, False),
        offences_from=table.take("offences_from", date, None),
        offences_to=table.take("offences_to", date, None),
        outcome_code=table.take("outcome_code", str, None),
        code_when=table.one_of("code_when", CODE_WHEN, None),
        days_usual=table.take("days_usual", int, None),
        days_longest=table.take("days_longest", int, None),
    )
    table.nothing_left()
    if set(resolution.consequences) != CONSEQUENCES:
        raise PackProblem(f"{table.where}, consequences", f"these are {', '.join(sorted(CONSEQUENCES))}")
    if (resolution.outcome_code is None) != (resolution.code_when is None):
        raise PackProblem(table.where, "an outcome code says when it is recorded, and only that does")
    return resolution


def _setting(table: Table, sources: dict[str, Source]) -> Setting:
    name, value = table.take("name", str), table.entries.pop("value", None)
    setting = Setting(
        name=name,
        says=table.take("says", str),
        value=value,
        confirmed=table.take("confirmed", bool),
        question=table.take("question", int, None),
        source=_cited(table, sources) if "source" in table.entries else None,
        paragraph=table.take("paragraph", str, ""),
    )
    table.nothing_left()
    if value is not None and not isinstance(value, bool | int | str):
        raise PackProblem(
            f"{table.where}, value", f"this is yes or no, a whole number or words, not {value!r}"
        )
    if name in FACTS and value is not None:
        if FACTS[name].section is not Section.FORCE or name in SET_BY_THE_EVALUATOR:
            raise PackProblem(table.where, f"{name} is a fact of a case; no setting gives it")
        if problem := FACTS[name].problem_with(value):
            raise PackProblem(f"{table.where}, value", problem)
    return setting


def _question(table: Table) -> OpenQuestion:
    question = OpenQuestion(
        number=table.take("number", int),
        asks=table.take("asks", str),
        assumed=table.take("assumed", str),
        confirmed=table.take("confirmed", bool),
        rules=table.texts("rules"),
        settings=table.texts("settings"),
    )
    table.nothing_left()
    return question
