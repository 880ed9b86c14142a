"""Assesses a case with every rule of 1 March 2026, up to issue, written by hand."""

from collections.abc import Mapping
from datetime import date

from bench.by_hand import harm, people, proposals
from bench.by_hand.tally import Tally, Words, option
from oocr.policy.evaluate import Option
from oocr.policy.facts import Value
from oocr.policy.packs import load

ON = date(2026, 3, 1)
PACKS = load().in_force(ON)
KINDS = tuple(PACKS.catalogue.values())
WORDS = {rule.id: Words(rule, PACKS) for rule in PACKS.rules}


def assess_by_hand(facts: Mapping[str, Value | None], offence_on: date | None) -> tuple[Option, ...]:
    """Every resolution type. The facts are taken as they come, unchecked."""
    tally = Tally(WORDS, len(KINDS))
    _resolutions(tally, offence_on)
    people.anyone(tally, facts)
    people.history(tally, facts)
    people.adults(tally, facts)
    people.children(tally, facts)
    harm.domestic_abuse(tally, facts)
    harm.course(tally, facts)
    harm.safeguarding(tally, facts)
    harm.victims(tally, facts)
    proposals.authority(tally, facts)
    proposals.proposal(tally, facts)
    proposals.penalties(tally, facts)
    proposals.conditions(tally, facts)
    proposals.time_limits(tally, facts)
    return tuple(
        [option(kind.key, kind.authority, found) for kind, found in zip(KINDS, tally.found, strict=True)]
    )


def _resolutions(tally: Tally, offence_on: date | None) -> None:
    for place, kind in enumerate(KINDS):
        covered = kind.covers(offence_on)
        if covered is not True:
            tally.settle_one("did-not-exist-for-this-offence", place, resolution_valid_for_offence=covered)
        if not kind.enabled:
            tally.settle_one("not-used-by-the-force", place)
    tally.fires("cautions-not-yet-in-force")
    tally.fires("youth-caution-needs-no-agreement")
    tally.fires("youth-conditional-caution-assessment")
    tally.fires("youth-caution-tell-the-service")
