"""Assesses a case the slow and plain way: every rule for every resolution, from the definition, with nothing shared."""

from collections.abc import Mapping
from datetime import date

from oocr.policy.conditions import Condition, Either, Every, Facts, Not, ask, facts_asked, in_order
from oocr.policy.evaluate import Answer, Effect, Finding, Option, Stage, higher
from oocr.policy.facts import RANKS, Value
from oocr.policy.packs import PackSet


def missing(condition: Condition, facts: Facts) -> frozenset[str]:
    """The facts that an unknown condition waits for: those on branches still open, and no others."""
    if ask(condition, facts) is not None:
        return frozenset()
    match condition:
        case Not():
            return missing(condition.part, facts)
        case Every() | Either():
            return frozenset().union(*(missing(part, facts) for part in condition.parts))
        case _:
            return frozenset(name for name in facts_asked(condition) if facts.get(name) is None)


def assess_slowly(
    packs: PackSet,
    facts: Mapping[str, Value | None],
    stage: Stage,
    offence_on: date | None = None,
) -> tuple[Option, ...]:
    """What `assess` promises to say."""
    return tuple(_option(packs, facts, stage, offence_on, key) for key in packs.catalogue)


def _option(
    packs: PackSet, facts: Mapping[str, Value | None], stage: Stage, offence_on: date | None, key: str
) -> Option:
    kind = packs.catalogue[key]
    known = {
        **facts,
        **packs.facts_given,
        "resolution_enabled": kind.enabled,
        "resolution_valid_for_offence": kind.covers(offence_on),
    }
    findings = []
    for rule in packs.rules:
        if rule.at <= stage and rule.fires(key, known) is not False:
            waits = missing(rule.when, {**known, "resolution": key})
            findings.append(Finding.of(rule, packs.pack_of[rule.id], rule.fires(key, known), in_order(waits)))
    rank = kind.authority
    for finding in findings:
        if finding.fires and finding.authority:
            rank = higher(rank, finding.authority)
    unsure = [finding for finding in findings if finding.blocks]
    if any(finding.fires and finding.answer is Effect.STOP for finding in findings):
        return Option(key, Answer.SHUT, rank, tuple(findings))
    if unsure:
        waits = frozenset(name for finding in unsure for name in finding.missing)
        return Option(key, Answer.CANNOT_SAY, rank, tuple(findings), in_order(waits))
    above = RANKS.index(rank) > RANKS.index(kind.authority)
    return Option(key, Answer.NEEDS if above else Answer.OPEN, rank, tuple(findings))
