"""`manage.py packs check|diff|lock`: are the packs fit, what would one change, which may never change again."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from oocr.policy import locks
from oocr.policy.compare import Changed, difference
from oocr.policy.conditions import PackProblem
from oocr.policy.pack import Pack, Rule
from oocr.policy.packs import FOLDER, NothingInForce, Shelf, load
from oocr.policy.reading import read_pack
from oocr.policy.words import fires_in_words, in_words


class Command(BaseCommand):
    """Looks after `packs/`. Only `lock` writes, and only the list of locks."""

    help = "Check the policy packs, compare two, or lock those that are in force."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=FOLDER, help="where the packs are; packs/ if left out"
        )
        what = parser.add_subparsers(dest="what", required=True)
        what.add_parser("check", help="Load every pack, run every example, compare the locks")
        diff = what.add_parser(
            "diff", help="Say which rules differ, and which examples they answer differently"
        )
        diff.add_argument("before", help="a pack's name (adults-2025-01-01) or file")
        diff.add_argument(
            "after", nargs="?", help="another; left out, the first is a draft and is compared with"
        )
        diff.add_argument(
            "--on", type=date.fromisoformat, help="the pack in force on this day; today if left out"
        )
        lock = what.add_parser("lock", help="Lock every pack that has come into force")
        lock.add_argument(
            "--on", type=date.fromisoformat, help="come into force by this day; today if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shelf = load(options["folder"])
            getattr(self, f"_{options['what']}")(shelf, options)
        except (PackProblem, NothingInForce) as problem:
            raise CommandError(str(problem)) from problem

    def _check(self, shelf: Shelf, options: dict[str, Any]) -> None:
        wrong = [problem for pack in shelf.packs for problem in wrong_examples(pack)]
        locked = locks.locked(options["folder"])
        wrong += locks.broken(locked, options["folder"])
        if wrong:
            raise CommandError("\n".join(wrong))
        rules = [rule for pack in shelf.packs for rule in pack.rules]
        examples = sum(len(rule.examples) for rule in rules)
        self.stdout.write(
            f"{len(shelf.packs)} packs, {len(rules)} rules, {examples} examples, {len(locked)} locked: all is well."
        )
        for pack in locks.to_lock(shelf.packs, locked, timezone.localdate()):
            self.stdout.write(f"{locks.file_of(pack)} is in force and not locked: run manage.py packs lock")

    def _diff(self, shelf: Shelf, options: dict[str, Any]) -> None:
        before, after = options["before"], options["after"]
        if after is None:
            draft = _pack(shelf, before)
            packs = shelf.in_force(options["on"] or timezone.localdate()).packs
            standing = [pack for pack in packs if pack.id == draft.id]
            if not standing:
                raise CommandError(f"No pack of {draft.id} is in force.")
            self._differ(standing[0], draft)
        else:
            self._differ(_pack(shelf, before), _pack(shelf, after))

    def _differ(self, before: Pack, after: Pack) -> None:
        if before.id != after.id:
            raise CommandError(f"{before.mark.named} and {after.mark.named} are about different subjects.")
        found = difference(before, after)
        self.stdout.write(f"From {before.mark.named} to {after.mark.named}")
        if found.none:
            self.stdout.write("They say the same.")
        self._list("Added", found.added)
        self._list("Removed", found.removed)
        for changed in found.changed:
            self._changed(changed)
        for entry in found.entries:
            self._parts(entry.what, entry.parts)

    def _list(self, word: str, rules: tuple[Rule, ...]) -> None:
        for rule in rules:
            self.stdout.write(
                f"\n{word}: {rule.id}\n  {rule.says}\n  {rule.effect.value} when {in_words(rule.when)}"
            )
            for example in rule.examples:
                fires = fires_in_words(example.fires)
                self.stdout.write(f"  example: {example.name} ({example.resolution}): {fires}")

    def _changed(self, changed: Changed) -> None:
        self._parts(changed.after.id, changed.parts)
        for answered in changed.answered:
            self.stdout.write(f"  example: {answered}")

    def _parts(self, what: str, parts: Mapping[str, tuple[str, str]]) -> None:
        self.stdout.write(f"\nChanged: {what}")
        for part, (before, after) in parts.items():
            self.stdout.write(f"  {part}: {before}\n  {' ' * len(part)}→ {after}")

    def _lock(self, shelf: Shelf, options: dict[str, Any]) -> None:
        folder: Path = options["folder"]
        locked = locks.locked(folder)
        if wrong := locks.broken(locked, folder):
            raise CommandError("\n".join(wrong))
        new = locks.to_lock(shelf.packs, locked, options["on"] or timezone.localdate())
        if wrong := [problem for pack in new for problem in wrong_examples(pack)]:
            raise CommandError("\n".join(wrong))
        (folder / locks.NAME).write_text(locks.with_locks(locked, new))
        self.stdout.write("\n".join(f"Locked {locks.file_of(pack)}" for pack in new) or "Nothing to lock.")


def wrong_examples(pack: Pack) -> list[str]:
    """The examples of a pack that its rules do not answer as they say."""
    return [
        f"{pack.mark.named}, rule {rule.id}, example {example.name}: "
        f"{fires_in_words(rule.fires(example.resolution, example.facts))}, not {fires_in_words(example.fires)}"
        for rule in pack.rules
        for example in rule.examples
        if rule.fires(example.resolution, example.facts) is not example.fires
    ]


def _pack(shelf: Shelf, name: str) -> Pack:
    for pack in shelf.packs:
        if name == pack.mark.named:
            return pack
    path = Path(name)
    if not path.is_file():
        raise CommandError(f"There is no pack called {name}, and no such file.")
    return read_pack(path)
