"""Collects what rules written by hand find, and says how each resolution stands."""

from oocr.policy.conditions import in_order
from oocr.policy.evaluate import Answer, Effect, Finding, Option, higher
from oocr.policy.facts import Value
from oocr.policy.pack import Rule
from oocr.policy.packs import PackSet


class Words:
    """What a rule says, and the places of its resolutions, taken from its pack. Each finding is made once."""

    def __init__(self, rule: Rule, packs: PackSet) -> None:
        self.rule, self.pack = rule, packs.pack_of[rule.id]
        self.places = [place for place, key in enumerate(packs.catalogue) if key in rule.of]
        self.fires = Finding.of(rule, self.pack, True)
        self._waits: dict[tuple[str, ...], Finding] = {}

    def waits(self, missing: tuple[str, ...]) -> Finding:
        """The finding that it cannot say."""
        found = self._waits.get(missing)
        if found is None:
            found = self._waits[missing] = Finding.of(self.rule, self.pack, None, missing)
        return found


class Tally:
    """The findings of one case, for each resolution."""

    def __init__(self, words: dict[str, Words], kinds: int) -> None:
        self.words = words
        self.found: list[list[Finding]] = [[] for _ in range(kinds)]

    def fires(self, id: str) -> None:
        """A rule fires."""
        words = self.words[id]
        for place in words.places:
            self.found[place].append(words.fires)

    def settle(self, id: str, /, **asked: Value | None) -> None:
        """A rule that is not false fires, unless it waits for some of what it asked."""
        words = self.words[id]
        finding = words.fires
        if None in asked.values():
            finding = words.waits(tuple([fact for fact, value in asked.items() if value is None]))
        for place in words.places:
            self.found[place].append(finding)

    def settle_one(self, id: str, place: int, /, **asked: Value | None) -> None:
        """The same for one resolution only."""
        words = self.words[id]
        missing = tuple([fact for fact, value in asked.items() if value is None])
        self.found[place].append(words.waits(missing) if missing else words.fires)


def option(key: str, ordinary: str, found: list[Finding]) -> Option:
    """How a resolution stands with these findings."""
    rank, shut = ordinary, False
    missing: set[str] = set()
    for finding in found:
        if finding.fires is None:
            if finding.answer is not Effect.NOTE:
                missing.update(finding.missing)
        elif finding.answer is Effect.STOP:
            shut = True
        elif finding.authority:
            rank = higher(rank, finding.authority)
    if shut:
        return Option(key, Answer.SHUT, rank, tuple(found))
    if missing:
        return Option(key, Answer.CANNOT_SAY, rank, tuple(found), in_order(frozenset(missing)))
    return Option(key, Answer.OPEN if rank == ordinary else Answer.NEEDS, rank, tuple(found))
