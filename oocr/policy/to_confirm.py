"""The page of what the force must confirm before going live: open questions, settings and rules that are not sure."""

from collections.abc import Iterable, Iterator

from oocr.policy.facts import Value
from oocr.policy.pack import Confidence, OpenQuestion, ResolutionType, Rule, Setting
from oocr.policy.packs import Shelf

Row = tuple[str, ...]
CONFIDENCE_FIRST = (Confidence.LOW, Confidence.MEDIUM)


def page(shelf: Shelf) -> str:
    """Everything that waits for the force, the newest version of each."""
    return "\n\n".join(_parts(shelf))


def _parts(shelf: Shelf) -> Iterator[str]:
    rules = {rule.id: rule for pack in shelf.packs for rule in pack.rules}
    settings = {setting.name: setting for pack in shelf.packs for setting in pack.settings}
    questions = {question.number: question for pack in shelf.packs for question in pack.questions}
    kinds = {kind.key: kind for pack in shelf.packs for kind in pack.resolutions}
    waiting = [question for question in questions.values() if not question.confirmed]
    unsure = [rule for rule in rules.values() if rule.confidence is not Confidence.HIGH]
    sure = [rule for rule in rules.values() if rule.confidence is Confidence.HIGH and rule.settles]
    yield "# What the force must confirm before going live"
    yield (
        "Written from `packs/`. Until the force answers, the service does what is assumed here. A rule that is not sure "
        "(low confidence) never shuts a resolution: it asks or notes. [How to change a rule or a setting]"
        "(../how-to/change-policy.md)."
    )
    yield (
        f"{len(waiting)} open questions, {len(unsure)} rules of low or medium confidence, "
        f"{len(sure)} more that rest on an open question."
    )
    yield "## Open questions"
    for question in waiting:
        yield from _question(question, settings)
    yield "## Settings"
    rows = (_setting(setting) for setting in settings.values() if not setting.confirmed)
    yield _table(("Setting", "What it says", "Now", "Question"), rows)
    yield "## Resolutions"
    doubtful = (kind for kind in kinds.values() if kind.confidence is not Confidence.HIGH)
    yield _table(("Resolution", "Confidence", "Where it is said"), map(_kind, doubtful))
    for confidence in CONFIDENCE_FIRST:
        yield f"## Rules of {confidence.value} confidence"
        yield _rules(rule for rule in unsure if rule.confidence is confidence)
    yield "## Rules that are sure of their source and rest on an open question"
    yield _rules(sure)


def _question(question: OpenQuestion, settings: dict[str, Setting]) -> Iterator[str]:
    yield f"### {question.number}. {question.asks}"
    lines = [f"Assumed: {question.assumed}"]
    if question.settings:
        chosen = (f"`{name}` ({_value(settings[name].value)})" for name in question.settings)
        lines.append(f"Settings: {', '.join(chosen)}.")
    if question.rules:
        lines.append(f"Rules: {', '.join(map(_link, question.rules))}.")
    yield "\n\n".join(lines)


def _setting(setting: Setting) -> Row:
    return f"`{setting.name}`", setting.says, _value(setting.value), str(setting.question or "")


def _kind(kind: ResolutionType) -> Row:
    return kind.title, kind.confidence.value, f"[{kind.source.title}]({kind.source.href}), {kind.paragraph}"


def _rules(rules: Iterable[Rule]) -> str:
    return _table(("Rule", "What it says", "Answer", "Where it is said", "Question"), map(_rule, rules))


def _rule(rule: Rule) -> Row:
    said = f"[{rule.source.title}]({rule.source.href}), {rule.paragraph}"
    return _link(rule.id), rule.says, rule.effect.value, said, ", ".join(map(str, rule.settles))


def _link(rule: str) -> str:
    return f"[{rule}](rules.md#{rule})"


def _table(heads: Row, rows: Iterable[Row]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _value(value: Value | None) -> str:
    if value is None:
        return "not chosen"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
