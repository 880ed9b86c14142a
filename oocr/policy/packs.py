"""The packs that there are, and those in force on a day.

`load()` reads every file and refuses the lot if one is wrong: a policy that is half there is not a policy.
`in_force(on)` gives one version of every subject. Periods are half open: a pack is in force from its first day up to
the day its successor begins, or the day it names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from oocr.policy.conditions import PackProblem
from oocr.policy.facts import FACTS, Value
from oocr.policy.pack import SUBJECTS, Mark, Pack, ResolutionType, Rule, Setting, Stage
from oocr.policy.reading import read_pack

FOLDER = Path(__file__).resolve().parents[2] / "packs"


class NothingInForce(LookupError):
    """On that day there was no pack of some subject, so nobody may say what the policy was."""


@dataclass(frozen=True, eq=False)
class PackSet:
    """One version of every subject: the policy of a day, or a draft put in its place."""

    packs: tuple[Pack, ...]

    @cached_property
    def ids_and_hashes(self) -> tuple[Mark, ...]:
        """Which packs, exactly: what is stored beside findings."""
        return tuple(pack.mark for pack in self.packs)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the packs."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    @cached_property
    def pack_of(self) -> Mapping[str, Pack]:
        """The pack that each rule, by its id, stands in."""
        return {rule.id: pack for pack in self.packs for rule in pack.rules}

    @cached_property
    def catalogue(self) -> Mapping[str, ResolutionType]:
        """Every resolution type by its key, in the order they are shown."""
        return {each.key: each for pack in self.packs for each in pack.resolutions}

    @cached_property
    def settings(self) -> Mapping[str, Setting]:
        """What the force has chosen, by name."""
        return {each.name: each for pack in self.packs for each in pack.settings}

    @cached_property
    def facts_given(self) -> Mapping[str, Value]:
        """The facts that are the same for every case, because the force has chosen."""
        return {
            name: setting.value
            for name, setting in self.settings.items()
            if name in FACTS and setting.value is not None
        }

    def still_to_come(self, resolution: str, after: Stage) -> tuple[Rule, ...]:
        """The rules for a resolution that are asked only later than this."""
        return tuple(rule for rule in self.rules if resolution in rule.of and rule.at > after)

    def with_draft(self, draft: Pack) -> "PackSet":
        """This policy with a draft in the place of its subject."""
        packs = [pack for pack in self.packs if pack.id != draft.id]
        return _pack_set(tuple(sorted([*packs, draft], key=lambda pack: SUBJECTS.index(pack.id))))


@dataclass(frozen=True, eq=False)
class Shelf:
    """Every version of every pack."""

    packs: tuple[Pack, ...]

    def versions(self, subject: str) -> tuple[Pack, ...]:
        """The versions of a subject, oldest first."""
        return tuple(pack for pack in self.packs if pack.id == subject)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects that there are packs about, in their order."""
        return tuple(subject for subject in SUBJECTS if self.versions(subject))

    def ends(self, pack: Pack) -> date | None:
        """The first day a pack is no longer in force: when it says so, or when its successor begins."""
        later = [
            each.in_force_from for each in self.versions(pack.id) if each.in_force_from > pack.in_force_from
        ]
        return pack.in_force_to or min(later, default=None)

    def in_force(self, on: date) -> PackSet:
        """The policy of a day: one version of every subject that there is."""
        chosen = []
        for subject in self.subjects:
            found = [pack for pack in self.versions(subject) if self._holds(pack, on)]
            if not found:
                raise NothingInForce(f"No pack of {subject} is in force on {on.isoformat()}.")
            chosen.append(found[0])
        return _pack_set(tuple(chosen))

    def _holds(self, pack: Pack, on: date) -> bool:
        ends = self.ends(pack)
        return pack.in_force_from <= on and (ends is None or on < ends)


def load(folder: Path = FOLDER) -> Shelf:
    """Every pack of a folder, or a clear refusal."""
    return shelve(read_pack(path) for path in sorted(folder.glob("*.toml")))


def shelve(packs: Iterable[Pack]) -> Shelf:
    """Packs side by side: what each may not be because of the others is refused."""
    shelf = Shelf(tuple(sorted(packs, key=lambda pack: (SUBJECTS.index(pack.id), pack.in_force_from))))
    for problem in _between(shelf):
        raise problem
    return shelf


def _between(shelf: Shelf) -> Iterator[PackProblem]:
    homes: dict[str, str] = {}
    for subject in shelf.subjects:
        versions = shelf.versions(subject)
        for one, following in zip(versions, versions[1:], strict=False):
            if one.in_force_to and one.in_force_to != following.in_force_from:
                how = "overlaps" if one.in_force_to > following.in_force_from else "leaves a gap before"
                yield PackProblem(
                    f"packs/{one.mark.named}.toml, in_force_to", f"it {how} {following.mark.named}"
                )
        for pack in versions:
            for rule in pack.rules:
                if homes.setdefault(rule.id, subject) != subject:
                    where = f"packs/{pack.mark.named}.toml, rule {rule.id}"
                    yield PackProblem(where, f"{homes[rule.id]} has a rule of that name")


@lru_cache(maxsize=32)
def _pack_set(packs: tuple[Pack, ...]) -> PackSet:
    """One set for the same packs, so that what is worked out of it is worked out once."""
    return PackSet(packs)


@cache
def shelf() -> Shelf:
    """The packs of this service, read once."""
    return load()


def in_force(on: date) -> PackSet:
    """The policy in force on a day."""
    return shelf().in_force(on)
