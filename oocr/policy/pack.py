"""What a pack holds: rules, resolution types, settings and open questions, as plain data that never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from functools import total_ordering
from typing import NamedTuple

from oocr.policy.conditions import ALWAYS, Condition, Facts, ask
from oocr.policy.facts import Value

# The subjects that packs are about, in the order in which findings are told.
SUBJECTS = (
    "resolutions",
    "anyone",
    "adults",
    "children",
    "domestic-abuse",
    "victims",
    "authority",
    "conditions",
    "time-limits",
    "force",
)


class Effect(StrEnum):
    """What a rule does when it fires: shuts a resolution, asks for more, or tells something."""

    STOP = "stop"
    ASK = "ask"
    NOTE = "note"


class Confidence(StrEnum):
    """How sure we are that the rule says what its source says, and that the source holds here."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@total_ordering
class Stage(Enum):
    """When a rule is first asked. At a stage the rules of the earlier ones are asked too."""

    CHOOSE = "choose"
    PROPOSE = "propose"
    AUTHORISE = "authorise"
    ISSUE = "issue"

    def __lt__(self, other: "Stage") -> bool:
        order = list(Stage)
        return order.index(self) < order.index(other)


@dataclass(frozen=True)
class Source:
    """Where a rule is written, and when it was read there."""

    key: str
    title: str
    href: str
    read_on: date


@dataclass(frozen=True)
class Example:
    """A rule at work: with these facts, for this resolution, it fires, does not, or cannot say (nothing)."""

    name: str
    resolution: str
    facts: Mapping[str, Value]
    fires: bool | None


@dataclass(frozen=True)
class Rule:
    """One sentence of policy, when it is so, what follows, and where it is written."""

    id: str
    says: str
    register: tuple[str, ...]
    of: tuple[str, ...]
    at: Stage
    effect: Effect
    when: Condition
    source: Source
    paragraph: str
    confidence: Confidence
    authority: str | None = None
    reason: bool = False
    settles: tuple[int, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def always(self) -> bool:
        """It has no condition."""
        return self.when == ALWAYS

    def fires(self, resolution: str, facts: Facts) -> bool | None:
        """Whether it fires for a resolution: yes, no, or it cannot say."""
        if resolution not in self.of:
            return False
        return ask(self.when, {**facts, "resolution": resolution})


@dataclass(frozen=True)
class ResolutionType:
    """A kind of resolution: for whom, for offences of which days, by whose authority and what it leads to.

    `offences_to` is the first day whose offences it no longer covers. `outcome_code` is absent where the resolution
    is a status that leads to another. `prospective` is written in law and not yet in force: it covers no offence.
    """

    key: str
    title: str
    statutory: bool
    for_whom: str
    authority: str
    enabled: bool
    consequences: Mapping[str, str]
    papers: tuple[str, ...]
    source: Source
    paragraph: str
    confidence: Confidence
    prospective: bool = False
    offences_from: date | None = None
    offences_to: date | None = None
    outcome_code: str | None = None
    code_when: str | None = None
    days_usual: int | None = None
    days_longest: int | None = None

    def covers(self, offence_on: date | None) -> bool | None:
        """Whether it exists for an offence of that day. Unknown when the day is."""
        if self.prospective:
            return False
        if self.offences_from is None and self.offences_to is None:
            return True
        if offence_on is None:
            return None
        started = self.offences_from is None or self.offences_from <= offence_on
        return started and (self.offences_to is None or offence_on < self.offences_to)


@dataclass(frozen=True)
class Setting:
    """What the force has chosen, or not yet (no value). One named like a fact gives that fact to every case."""

    name: str
    says: str
    value: Value | None
    confirmed: bool
    question: int | None = None
    source: Source | None = None
    paragraph: str = ""


@dataclass(frozen=True)
class OpenQuestion:
    """What the force must confirm, what is assumed until it does, and the rules and settings that stand on it."""

    number: int
    asks: str
    assumed: str
    confirmed: bool
    rules: tuple[str, ...]
    settings: tuple[str, ...]


class Mark(NamedTuple):
    """Which pack, exactly: what a decision keeps, so that a reviewer sees what the officer saw."""

    id: str
    in_force_from: date
    hash: str

    @property
    def named(self) -> str:
        """The pack's name: its subject and first day."""
        return f"{self.id}-{self.in_force_from.isoformat()}"

    def as_data(self) -> dict[str, str]:
        """Fit for JSON."""
        return {"id": self.id, "in_force_from": self.in_force_from.isoformat(), "hash": self.hash}


@dataclass(frozen=True, eq=False)
class Pack:
    """One file of policy about one subject, in force from a day. `in_force_to` is the first day it no longer is."""

    id: str
    title: str
    in_force_from: date
    in_force_to: date | None
    applies_on: str
    owner: str
    hash: str
    rules: tuple[Rule, ...] = ()
    resolutions: tuple[ResolutionType, ...] = ()
    settings: tuple[Setting, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def mark(self) -> Mark:
        """Its name, day and hash."""
        return Mark(self.id, self.in_force_from, self.hash)
