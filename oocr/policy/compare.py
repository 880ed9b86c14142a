"""What differs between two packs of a subject: rules, the examples that they answer differently, and all else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from oocr.policy.pack import Example, OpenQuestion, Pack, ResolutionType, Rule, Setting, Source
from oocr.policy.words import fires_in_words, in_words

NOT_THERE = "not there"


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
class Entry:
    """A resolution, setting or question that is not the same in both packs: each part that differs, before and after."""

    what: str
    parts: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Difference:
    """From one pack to another: rules that came, went, and changed, and what else is not the same."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    changed: tuple[Changed, ...]
    entries: tuple[Entry, ...] = ()

    @property
    def none(self) -> bool:
        """The packs say the same."""
        return not (self.added or self.removed or self.changed or self.entries)


def difference(before: Pack, after: Pack) -> Difference:
    """What differs from one pack to the other, rule by rule."""
    old, new = ({rule.id: rule for rule in pack.rules} for pack in (before, after))
    both = [Changed(old[id], new[id]) for id in old if id in new]
    return Difference(
        added=tuple(rule for id, rule in new.items() if id not in old),
        removed=tuple(rule for id, rule in old.items() if id not in new),
        changed=tuple(each for each in both if each.parts),
        entries=tuple(_entries(before, after)),
    )


def _entries(before: Pack, after: Pack) -> Iterator[Entry]:
    old, new = _said(before), _said(after)
    for what in old | new:
        was, now = old.get(what, {}), new.get(what, {})
        pairs = {name: (was.get(name, NOT_THERE), now.get(name, NOT_THERE)) for name in was | now}
        if parts := {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}:
            yield Entry(what, parts)


def _said(pack: Pack) -> dict[str, dict[str, str]]:
    """All that a pack holds besides its rules, part by part."""
    return {
        **{f"resolution {each.key}": _in_parts(each) for each in pack.resolutions},
        **{f"setting {each.name}": _in_parts(each) for each in pack.settings},
        **{f"question {each.number}": _in_parts(each) for each in pack.questions},
    }


def _in_parts(thing: ResolutionType | Setting | OpenQuestion) -> dict[str, str]:
    parts: dict[str, str] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, Mapping):
            parts |= {f"{field.name}, {name}": str(said) for name, said in value.items()}
        else:
            parts[field.name] = f"{value.title} ({value.href})" if isinstance(value, Source) else str(value)
    return parts


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
