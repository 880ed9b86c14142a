"""Assesses a case against a policy: for each resolution type an answer, with the findings that give it.

A stop that fired shuts a resolution. Otherwise a stop or an ask that cannot say leaves the answer open to question,
with the facts that are missing. Otherwise an ask that fired may need a rank above the ordinary one. Otherwise the
resolution is open. Notes change no answer. It never decides: a person does.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from oocr.policy.compiled import Assessor, assessor
from oocr.policy.facts import RANKS, FactProblem, Value, check
from oocr.policy.findings import Answer, Finding, Option
from oocr.policy.pack import Effect, Stage
from oocr.policy.packs import PackSet
from oocr.policy.reading import SET_BY_THE_EVALUATOR

__all__ = ["Answer", "Effect", "Finding", "Option", "Stage", "assess", "higher"]


def assess(
    packs: PackSet,
    facts: Mapping[str, Value | None],
    *,
    stage: Stage = Stage.CHOOSE,
    resolutions: tuple[str, ...] | None = None,
    offence_on: date | None = None,
) -> tuple[Option, ...]:
    """Every resolution type, or those named, in the order of the catalogue, as it stands with these facts.

    A fact that is not given is unknown. Which resolution is considered, whether it covers the day of the offence
    and what the force has chosen come from the packs and may not be given. Raises FactProblem.
    """
    check(facts)
    ready = _ready(packs, stage, resolutions)
    if ready.given_by_packs.isdisjoint(facts):
        return ready.assess(facts, offence_on)
    raise FactProblem(
        f"The packs give {', '.join(sorted(ready.given_by_packs & set(facts)))}; a case may not."
    )


def higher(one: str, other: str) -> str:
    """The higher of two ranks."""
    return max(one, other, key=RANKS.index)


@lru_cache(maxsize=256)
def _ready(packs: PackSet, stage: Stage, resolutions: tuple[str, ...] | None) -> Assessor:
    return assessor(packs, stage, resolutions, frozenset({*SET_BY_THE_EVALUATOR, *packs.facts_given}))
