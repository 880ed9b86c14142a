"""What differs between two packs of a subject: rules, and the examples that they answer differently."""

from collections.abc import Iterator
from dataclasses import dataclass

from oocr.policy.pack import Example, Pack, Rule
from oocr.policy.words import fires_in_words, in_words


@dataclass(frozen=True)
class Answered:
    """An example that two versions of a rule answer differently."""

    example: Example
    before: bool | None
    after: bool | None

    def __str__(self) -> str:
        was, now = fires_in_words(self.before), fires_in_words(self.after)
        return f"{self.example.name} ({self.example.resolution}): {was} → {now}"


@dataclass(frozen=True)
class Changed:
    """A rule that is in both packs and is not the same."""

    before: Rule
    after: Rule

    @property
    def parts(self) -> dict[str, tuple[str, str]]:
        """Each part that differs, before and after."""
        before, after = _parts(self.before), _parts(self.after)
        return {name: (before[name], after[name]) for name in before if before[name] != after[name]}

    @property
    def answered(self) -> tuple[Answered, ...]:
        """The examples of either version that the two answer differently."""
        return tuple(_answered(self.before, self.after))


@dataclass(frozen=True)
class Difference:
    """From one pack to another: rules that came, went, and changed."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    changed: tuple[Changed, ...]

    @property
    def none(self) -> bool:
        """The rules are the same."""
        return not (self.added or self.removed or self.changed)


def difference(before: Pack, after: Pack) -> Difference:
    """What differs from one pack to the other, rule by rule."""
    old, new = ({rule.id: rule for rule in pack.rules} for pack in (before, after))
    both = [Changed(old[id], new[id]) for id in old if id in new]
    return Difference(
        added=tuple(rule for id, rule in new.items() if id not in old),
        removed=tuple(rule for id, rule in old.items() if id not in new),
        changed=tuple(each for each in both if each.parts),
    )


def _parts(rule: Rule) -> dict[str, str]:
    return {
        "sentence": rule.says,
        "resolutions": ", ".join(rule.of),
        "asked from": rule.at.value,
        "answer": rule.effect.value,
        "condition": in_words(rule.when),
        "authority": rule.authority or "none",
        "reason": "needed" if rule.reason else "not needed",
        "source": f"{rule.source.title}, {rule.paragraph} ({rule.source.href})",
        "confidence": rule.confidence.value,
        "register": ", ".join(rule.register),
        "open questions": ", ".join(map(str, rule.settles)),
    }


def _answered(before: Rule, after: Rule) -> Iterator[Answered]:
    seen = []
    for example in (*before.examples, *after.examples):
        asked = (example.resolution, dict(example.facts))
        was, now = (rule.fires(example.resolution, example.facts) for rule in (before, after))
        if was is not now and asked not in seen:
            seen.append(asked)
            yield Answered(example, was, now)
