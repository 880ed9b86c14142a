"""What the generator holds in memory before it writes: one small class per file, days as ordinal numbers.

Keys (P000123, LP-2025-000123 and so on) are given at the end, in date order, by `numbering`.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

T = TypeVar("T")
Day = int  # date.toordinal()


def stream(seed: int, name: str) -> random.Random:
    """A source of chance of its own for each part, so that changing one part does not stir the others."""
    return random.Random(f"oocr-demo/{seed}/{name}")


def day(year: int, month: int, day_of_month: int) -> Day:
    """A day as a number."""
    return date(year, month, day_of_month).toordinal()


def months_later(when: Day, months: int) -> Day:
    """The same day so many months on; the month's last day where it is shorter."""
    start = date.fromordinal(when)
    years, month = divmod(start.month - 1 + months, 12)
    for last in (start.day, 30, 29, 28):
        try:
            return date(start.year + years, month + 1, last).toordinal()
        except ValueError:
            continue
    raise AssertionError("no such month")


def dealt(counts: Iterable[tuple[T, int]], rng: random.Random) -> list[T]:
    """Exactly so many of each, shuffled."""
    cards = [value for value, count in counts for _ in range(count)]
    rng.shuffle(cards)
    return cards


@dataclass(slots=True, eq=False)
class Person:
    """Somebody invented. `woman` and `community` are what the names are chosen by; they are not written."""

    given_names: str
    family_name: str
    born: Day
    woman: bool
    community: str
    sex: str
    ethnicity: str
    appearance: str
    address: str
    postcode: str
    area: str
    phone: str = ""
    email: str = ""
    aliases: str = ""
    safe_contact: str = ""
    needs: str = ""
    restricted: str = ""
    key: str = ""

    def age_on(self, when: Day) -> int:
        """Whole years."""
        now, birth = date.fromordinal(when), date.fromordinal(self.born)
        return now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day))


@dataclass(slots=True, eq=False)
class Crime:
    """A recorded crime."""

    offence: str
    recorded: Day
    begun: Day
    ended: Day
    place: str
    area: str
    domestic_abuse: str = "not_recorded"
    hate: str = "not_recorded"
    emergency_worker: str = "not_recorded"
    weapon: str = "not_recorded"
    drug: str = "not_recorded"
    key: str = ""


@dataclass(slots=True, eq=False)
class Case:
    """One person and one incident."""

    person: Person
    crimes: list[Crime]
    opened: Day
    officer: str
    summary: str = ""
    state: str = "open"
    closed: Day = 0
    stage: str = ""
    key: str = ""


@dataclass(slots=True, eq=False)
class Resolution:
    """What was issued. `service` is the one it is to be referred to, before the referral is made."""

    person: Person
    kind: str
    issued: Day
    period: str  # "before", "current" or "after"
    services: list[str] = field(default_factory=list)
    case: Case | None = None
    issued_by: str = ""
    authorised_by: str = ""
    rank: str = ""
    rationale: str = ""
    key: str = ""


@dataclass(slots=True, eq=False)
class OutcomeCode:
    """A code recorded against a crime."""

    crime: Crime
    code: str
    recorded: Day
    resolution: Resolution | None = None


@dataclass(slots=True, eq=False)
class Victim:
    """Who or what a crime was done to."""

    crime: Crime
    kind: str
    name: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    safe_contact: str = ""
    enhanced_rights: str = ""
    views: str = ""


@dataclass(slots=True, eq=False)
class Condition:
    """Something agreed."""

    resolution: Resolution
    kind: str
    text: str
    due: Day
    met: str = "not_recorded"
    met_on: Day = 0
    key: str = ""


@dataclass(slots=True, eq=False)
class Breach:
    """A condition reported as not kept."""

    condition: Condition
    reported: Day
    what_happened: str
    decision: str = "not_decided"
    decided: Day = 0


@dataclass(slots=True, eq=False)
class Referral:
    """A person sent to a service."""

    case: Case
    resolution: Resolution | None
    provider: str
    service: str
    referred: Day
    status: str = "received"
    completed: Day = 0
    key: str = ""


@dataclass(slots=True, eq=False)
class Session:
    """One session offered."""

    referral: Referral
    on: Day
    attended: str = "not_recorded"
    complied: str = "not_recorded"
    whose_reason: str = "none"


@dataclass(slots=True, eq=False)
class DrugTest:
    """One arrest, and how far it went."""

    person: Person
    arrested: Day
    suitable: str
    tested: str = "no"
    result: str = "not_recorded"
    booked: Day = 0
    attended: str = "not_recorded"
    entered_treatment: str = "not_recorded"


@dataclass(slots=True, eq=False)
class YouthItem:
    """A child's case at a sitting."""

    case: Case
    heard: Day
    area: str
    from_court: str
    outcome: str


@dataclass(slots=True, eq=False)
class LaterOffence:
    """An offence after a resolution."""

    person: Person
    offence: str
    committed: Day
    proven: str = "yes"


@dataclass(slots=True)
class Area:
    """Everything of one demonstration area."""

    people: list[Person] = field(default_factory=list)
    crimes: list[Crime] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    victims: list[Victim] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    codes: list[OutcomeCode] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    drug_tests: list[DrugTest] = field(default_factory=list)
    youth_items: list[YouthItem] = field(default_factory=list)
    later_offences: list[LaterOffence] = field(default_factory=list)
