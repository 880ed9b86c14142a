"""Policy run over many cases at once: what a draft would have changed, and which crimes missed a resolution.

Pure but for reading. Neither touches a decision: what was decided stays, and a draft is never in force.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from oocr.cases.crimes_stated import crime_facts
from oocr.cases.models import Crime, Resolution
from oocr.policy.evaluate import Answer, Effect, Option, Stage, assess
from oocr.policy.facts import RANKS
from oocr.policy.pack import Pack
from oocr.policy.packs import PackSet, in_force

Facts = Mapping[str, Any]
# Closed without a resolution or a charge, for reasons that may have left room for one (domain facts 1.1).
REVIEWED_CODES = ("10", "14", "15", "16", "17", "18", "20", "21")
# In these nobody was identified, so that there is nobody to offer a resolution to as far as is known.
NOBODY_KNOWN = ("14", "18")
WHO_DID_IT = "who did it"


class Change(StrEnum):
    """What a draft would have changed for one resolution, the gravest first."""

    STOPPED = "stopped"
    NO_LONGER_STOPPED = "no_longer_stopped"
    HIGHER_AUTHORITY = "higher_authority"
    LOWER_AUTHORITY = "lower_authority"
    MORE_ASKED = "more_asked"
    LESS_ASKED = "less_asked"


CHANGES: Mapping[str, str] = {
    Change.STOPPED: "Would have been stopped",
    Change.NO_LONGER_STOPPED: "Would no longer have been stopped",
    Change.HIGHER_AUTHORITY: "Would have needed a higher rank",
    Change.LOWER_AUTHORITY: "Would have needed a lower rank",
    Change.MORE_ASKED: "Would have needed more to be known or reasoned",
    Change.LESS_ASKED: "Would have needed less to be known or reasoned",
}


def change_between(was: Option, would_be: Option) -> Change | None:
    """What changed for one resolution, judged by the rules that fire; nothing when nothing did."""
    for effect, more, less in (
        (Effect.STOP, Change.STOPPED, Change.NO_LONGER_STOPPED),
        (None, Change.HIGHER_AUTHORITY, Change.LOWER_AUTHORITY),
    ):
        before, after = (_weight(option, effect) for option in (was, would_be))
        if before != after:
            return more if after > before else less
    asked_before, asked_after = _asked(was), _asked(would_be)
    if asked_before == asked_after:
        return None
    return Change.MORE_ASKED if asked_after - asked_before else Change.LESS_ASKED


def _weight(option: Option, effect: Effect | None) -> int:
    """Whether a stop fires; or without an effect, how high the rank is."""
    if effect is None:
        return RANKS.index(option.authority)
    return int(any(finding.fires and finding.answer is effect for finding in option.findings))


def _asked(option: Option) -> frozenset[str]:
    """The rules that want something: that fire and ask for a reason, or that cannot say for want of a fact."""
    return frozenset(f.rule for f in option.findings if (f.fires and f.reason) or f.blocks)


def what_would_change(
    resolutions: Iterable[Resolution],
    facts: Mapping[int, Facts],
    first_days: Mapping[int, date | None],
    draft: Pack,
) -> list[tuple[Resolution, Change]]:
    """Each resolution that the draft would have changed, on the policy of the day it was issued.

    `facts` and `first_days` are by the case's number. Rules of every stage are asked.
    """
    found = []
    for resolution in resolutions:
        packs = in_force(resolution.issued_on)
        if resolution.kind not in packs.catalogue:
            continue
        was, would_be = (
            _option(each, resolution, facts[resolution.case_id], first_days[resolution.case_id])
            for each in (packs, _drafted(packs, draft))
        )
        if change := change_between(was, would_be):
            found.append((resolution, change))
    return found


@lru_cache(maxsize=32)
def _drafted(packs: PackSet, draft: Pack) -> PackSet:
    """The same policy with the draft, made once for each policy: what is worked out for it is kept with it."""
    return packs.with_draft(draft)


def _option(packs: PackSet, resolution: Resolution, facts: Facts, first_day: date | None) -> Option:
    given = {name: value for name, value in facts.items() if name not in packs.facts_given}
    return assess(packs, given, stage=Stage.ISSUE, resolutions=(resolution.kind,), offence_on=first_day)[0]


@dataclass(frozen=True)
class ClosedCrime:
    """A crime, and the outcome code that it was closed with."""

    crime: Crime
    code: str


@dataclass(frozen=True)
class Missed:
    """A possible decision that the packs would have left open to a resolution, as far as is known."""

    case: str
    closed: tuple[ClosedCrime, ...]
    resolutions: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, bool, str]:
        """The fewest unknowns first, then those open to more, then by number."""
        return (len(self.missing), len(self.resolutions) < 2, self.closed[0].crime.crime_number)


def missed_opportunity(
    closed: tuple[ClosedCrime, ...], on: date, known: Facts | None, first_day: date | None, case: str = ""
) -> Missed | None:
    """Whether the crimes closed on a day were together open to a resolution under its policy, and what is not known.

    `known` and `first_day`: the facts of their case and the first day of its offences. Of a crime without a case only
    the crime itself speaks.
    """
    packs = in_force(on)
    facts = known if known is not None else crime_facts([each.crime for each in closed], on)
    given = {name: value for name, value in facts.items() if name not in packs.facts_given}
    options = [
        option
        for option in assess(packs, given, stage=Stage.CHOOSE, offence_on=first_day)
        if option.answer is not Answer.SHUT
    ]
    if not options:
        return None
    fewest = min((option.missing for option in options), key=len)
    unknown = (WHO_DID_IT,) if any(each.code in NOBODY_KNOWN for each in closed) else ()
    return Missed(case, closed, tuple(option.resolution for option in options), (*unknown, *fewest))


def ranked(missed: Sequence[Missed]) -> list[Missed]:
    """The best-known first."""
    return sorted(missed, key=lambda each: each.rank)
