"""The reference page of every rule: what it says, when it is so, where it is written, and its examples."""

from collections.abc import Iterator
from datetime import date

from oocr.policy import to_confirm
from oocr.policy.facts import RESOLUTIONS
from oocr.policy.pack import Effect, Example, Pack, ResolutionType, Rule
from oocr.policy.packs import Shelf, shelf
from oocr.policy.words import fires_in_words, in_words

ANSWERS = {
    Effect.STOP: "Shuts the resolution.",
    Effect.ASK: "Asks for more.",
    Effect.NOTE: "Tells, and changes no answer.",
}


def pages() -> dict[str, str]:
    """The page of rules, and the page of what is not confirmed."""
    return {"rules.md": "\n\n".join(_rules(shelf())), "to-confirm.md": to_confirm.page(shelf())}


def _rules(all: Shelf) -> Iterator[str]:
    yield "# Rules"
    yield (
        "Every rule of every pack in `packs/`. A rule is asked from its stage on, for the resolutions it names. "
        "It fires, does not fire, or cannot say because a fact is not known. Its examples are run as tests. "
        "*Until* a day does not include that day."
    )
    yield "\n".join(
        f"- [{pack.title}](#{_anchor(pack)}), in force {_period(pack.in_force_from, all.ends(pack))}"
        for pack in all.packs
    )
    for pack in all.packs:
        yield from _pack(pack, all.ends(pack))


def _pack(pack: Pack, ends: date | None) -> Iterator[str]:
    yield f'<a id="{_anchor(pack)}"></a>'
    yield f"## {pack.title}"
    yield (
        f"`packs/{pack.mark.named}.toml`, in force {_period(pack.in_force_from, ends)}. Applies on {pack.applies_on}. "
        f"Owner: {pack.owner}."
    )
    for resolution in pack.resolutions:
        yield from _resolution(resolution)
    for setting in pack.settings:
        chosen = "not chosen" if setting.value is None else f"`{setting.value}`"
        confirmed = "confirmed by the force" if setting.confirmed else "to be confirmed by the force"
        yield f"- Setting `{setting.name}`: {setting.says} {chosen}, {confirmed}."
    for rule in pack.rules:
        yield from _rule(rule)


def _resolution(resolution: ResolutionType) -> Iterator[str]:
    yield f"### {resolution.title} (`{resolution.key}`)"
    code = f"{resolution.outcome_code}, {resolution.code_when}" if resolution.outcome_code else "none"
    days = _period(resolution.offences_from, resolution.offences_to) or "any day"
    yield "\n".join(
        [
            f"- For {resolution.for_whom}; {'statutory' if resolution.statutory else 'not statutory'}; "
            f"{'in use' if resolution.enabled else 'not in use'}",
            f"- For offences of: {'no day yet (prospective)' if resolution.prospective else days}",
            f"- Ordinary authority: {resolution.authority.replace('_', ' ')}",
            f"- Outcome code: {code}",
            f"- Source: [{resolution.source.title}]({resolution.source.href}), {resolution.paragraph}",
            f"- Confidence: {resolution.confidence.value}",
        ]
    )


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### `{rule.id}`"
    yield rule.says
    wants = [f"authority of {rule.authority.replace('_', ' ')}"] if rule.authority else []
    wants += ["a typed reason"] if rule.reason else []
    lines = [
        f"- Answer: {rule.effect.value}. {ANSWERS[rule.effect]}"
        + (f" Needs {', '.join(wants)}." if wants else ""),
        f"- When: {in_words(rule.when)}",
        f"- For: {_of(rule)}",
        f"- Asked from: {rule.at.value}",
        f"- Source: [{rule.source.title}]({rule.source.href}), {rule.paragraph} (read on {_day(rule.source.read_on)})",
        f"- Confidence: {rule.confidence.value}",
    ]
    if rule.register:
        lines.append(f"- Register: {', '.join(rule.register)}")
    if rule.settles:
        lines.append(f"- Open question for the force: {', '.join(map(str, rule.settles))}")
    yield "\n".join(lines)
    yield "\n".join(
        ["| Example | Resolution | Facts | Answer |", "| --- | --- | --- | --- |"]
        + [
            f"| {example.name} | {example.resolution.replace('_', ' ')} | {_facts(example)} "
            f"| {fires_in_words(example.fires)} |"
            for example in rule.examples
        ]
    )


def _of(rule: Rule) -> str:
    if set(rule.of) == set(RESOLUTIONS):
        return "every resolution"
    return ", ".join(key.replace("_", " ") for key in rule.of)


def _facts(example: Example) -> str:
    said = [f"`{name}` {_value(value)}" for name, value in example.facts.items()]
    return ", ".join(said) or "nothing known"


def _value(value: bool | int | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")


def _period(begins: date | None, ends: date | None) -> str:
    return " ".join(
        [*([f"from {_day(begins)}"] if begins else []), *([f"until {_day(ends)}"] if ends else [])]
    )


def _anchor(pack: Pack) -> str:
    return pack.mark.named


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
