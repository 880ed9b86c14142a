"""What an assessment says: findings, and for each resolution type an answer. Plain data; nothing here decides."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from oocr.policy.pack import Confidence, Effect, Pack, Rule, Stage


class Answer(StrEnum):
    """How a resolution type stands in a case."""

    OPEN = "open"
    NEEDS = "needs"
    SHUT = "shut"
    CANNOT_SAY = "cannot_say"


class Finding(NamedTuple):
    """A rule that fired (`fires` is True) or cannot say (None), as it stood then. One that does not fire leaves none.

    `missing` has the facts that would settle it, in the order of the list of facts.
    """

    rule: str
    answer: Effect
    fires: bool | None
    says: str
    stage: Stage
    pack: str
    source: str
    href: str
    paragraph: str
    confidence: Confidence
    register: tuple[str, ...]
    authority: str | None
    reason: bool
    missing: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: Rule, pack: Pack, fires: bool | None, missing: tuple[str, ...] = ()) -> "Finding":
        """What a rule of a pack leaves behind."""
        return cls(
            rule=rule.id,
            answer=rule.effect,
            fires=fires,
            says=rule.says,
            stage=rule.at,
            pack=pack.mark.named,
            source=rule.source.title,
            href=rule.source.href,
            paragraph=rule.paragraph,
            confidence=rule.confidence,
            register=rule.register,
            authority=rule.authority,
            reason=rule.reason,
            missing=missing,
        )

    @property
    def blocks(self) -> bool:
        """While it cannot say, it keeps the resolution from being open."""
        return self.fires is None and self.answer is not Effect.NOTE

    def as_data(self) -> dict[str, Any]:
        """Fit for JSON."""
        plain = {"answer": self.answer.value, "stage": self.stage.value, "confidence": self.confidence.value}
        return {**self._asdict(), **plain, "register": list(self.register), "missing": list(self.missing)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Finding":
        """A finding that was stored."""
        return cls(**{
            **data,
            "answer": Effect(data["answer"]),
            "stage": Stage(data["stage"]),
            "confidence": Confidence(data["confidence"]),
            "register": tuple(data["register"]),
            "missing": tuple(data["missing"]),
        })  # fmt: skip


class Option(NamedTuple):
    """A resolution type in a case: the answer, the rank whose authority it needs, and why.

    The rank is the ordinary one or the highest that a finding asks for. `missing` has the facts that the answer
    waits for, and is empty unless the answer is that nobody can say.
    """

    resolution: str
    answer: Answer
    authority: str
    findings: tuple[Finding, ...]
    missing: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Fit for JSON."""
        return {
            "resolution": self.resolution,
            "answer": self.answer.value,
            "authority": self.authority,
            "missing": list(self.missing),
            "findings": [finding.as_data() for finding in self.findings],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Option":
        """An option that was stored."""
        return cls(
            data["resolution"],
            Answer(data["answer"]),
            data["authority"],
            tuple(Finding.from_data(each) for each in data["findings"]),
            tuple(data["missing"]),
        )
