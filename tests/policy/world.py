"""Invented packs for tests: text as a policy owner would write it, and sets built without files."""

from datetime import date
from pathlib import Path
from typing import Any

from oocr.policy.conditions import Condition
from oocr.policy.facts import RESOLUTIONS
from oocr.policy.pack import Confidence, Effect, Pack, ResolutionType, Rule, Setting, Source, Stage
from oocr.policy.packs import PackSet

DAY = date(2025, 1, 1)
SOURCE = Source("act", "An Act", "https://example.org/act", DAY)

HEAD = """
id = "{id}"
title = "Invented"
in_force_from = {day}
applies_on = "the date of the decision"
owner = "Nobody"
[sources.act]
title = "An Act"
href = "https://example.org/act"
read_on = 2025-01-01
"""
RULE = {
    "id": '"weapon-stops"',
    "register": '["EL-20"]',
    "says": '"A weapon stops it."',
    "at": '"choose"',
    "stop_when": "{ weapon = true }",
    "source": '"act"',
    "paragraph": '"section 1"',
    "confidence": '"high"',
    "examples": """[
  { name = "with one", facts = { weapon = true }, fires = true },
  { name = "without", facts = { weapon = false }, fires = false },
  { name = "not known", facts = { }, fires = "cannot say" },
]""",
}
ALWAYS_EXAMPLES = '[{ name = "a", facts = {}, fires = true }, { name = "b", facts = {}, fires = true }, { name = "c", facts = {}, fires = true }]'


def rule_text(**changes: str | None) -> str:
    """A rule that loads, with some of its keys changed, added or (None) left out."""
    keys = {**RULE, **changes}
    return "[[rules]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None)


def write(folder: Path, *rules: str, id: str = "adults", day: str = "2025-01-01", ends: str = "") -> Path:
    """A pack's file."""
    path = folder / f"{id}-{day}.toml"
    head = HEAD.format(id=id, day=day).replace('owner = "Nobody"', f'owner = "Nobody"\n{ends}')
    path.write_text(head + "".join(rules))
    return path


def resolution_type(key: str, **changes: Any) -> ResolutionType:
    """A resolution type that a sergeant may authorise."""
    plain = {"record": "-", "disclosure": "-", "breach": "-"}
    return ResolutionType(**{
        "key": key, "title": key, "statutory": False, "for_whom": "anyone", "authority": "sergeant", "enabled": True,
        "consequences": plain, "papers": (), "source": SOURCE, "paragraph": "1", "confidence": Confidence.HIGH,
        **changes,
    })  # fmt: skip


def rule(id: str, when: Condition, effect: Effect = Effect.STOP, **changes: Any) -> Rule:
    """A rule for every resolution, asked from the start."""
    return Rule(**{
        "id": id, "says": id, "register": (), "of": RESOLUTIONS, "at": Stage.CHOOSE, "effect": effect, "when": when,
        "source": SOURCE, "paragraph": "1", "confidence": Confidence.HIGH, **changes,
    })  # fmt: skip


def policy(
    *rules: Rule, types: tuple[ResolutionType, ...] = (), settings: tuple[Setting, ...] = ()
) -> PackSet:
    """A policy of these rules."""
    types = types or (resolution_type("community_resolution"), resolution_type("conditional_caution"))
    catalogue = Pack("resolutions", "Invented", DAY, None, "the day", "Nobody", "-", resolutions=types)
    rest = Pack("adults", "Invented", DAY, None, "the day", "Nobody", "-", rules=rules, settings=settings)
    return PackSet((catalogue, rest))
