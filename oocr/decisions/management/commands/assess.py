"""`manage.py assess FACTS.json`: how every resolution type stands with these facts, and why."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from oocr.policy.evaluate import Answer, Finding, Option, Stage, assess
from oocr.policy.facts import RESOLUTIONS, FactProblem
from oocr.policy.packs import NothingInForce, PackSet, in_force

NOT_UNDERSTOOD = 2
WHEN = {
    Stage.PROPOSE: "when it is proposed",
    Stage.AUTHORISE: "when it is authorised",
    Stage.ISSUE: "when it is issued",
}


class Command(BaseCommand):
    """Reads facts, writes answers. No case is looked at and nothing is decided or kept."""

    help = "Assess facts from a file (- for standard input) against the packs in force."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "facts", help='a JSON object: {"stance": "admitted", "offence_on": "2025-01-31", …}'
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day of the decision; today if left out"
        )
        parser.add_argument("--stage", choices=[stage.value for stage in Stage], default=Stage.CHOOSE.value)
        parser.add_argument("--resolution", choices=RESOLUTIONS, action="append", help="only this one")
        parser.add_argument("--json", action="store_true", help="as JSON, with the packs and their hashes")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        try:
            facts = _facts(options["facts"])
            offence_on = _day(facts.pop("offence_on", None))
            packs = in_force(on)
            only = tuple(options["resolution"]) if options["resolution"] else None
            stage = Stage(options["stage"])
            found = assess(packs, facts, stage=stage, resolutions=only, offence_on=offence_on)
        except (FactProblem, NothingInForce) as problem:
            raise CommandError(str(problem), returncode=NOT_UNDERSTOOD) from problem
        if options["json"]:
            self._as_json(found, packs, on, stage)
        else:
            for option in found:
                self._in_words(option, packs, stage)

    def _as_json(self, found: tuple[Option, ...], packs: PackSet, on: date, stage: Stage) -> None:
        said: dict[str, Any] = {"on": on.isoformat(), "stage": stage.value}
        said["packs"] = [mark.as_data() for mark in packs.ids_and_hashes]
        said["options"] = []
        for option in found:
            later = [rule.id for rule in packs.still_to_come(option.resolution, stage)]
            said["options"].append({**option.as_data(), "still_to_come": later})
        self.stdout.write(json.dumps(said, indent=2, ensure_ascii=False))

    def _in_words(self, option: Option, packs: PackSet, stage: Stage) -> None:
        self.stdout.write(f"{packs.catalogue[option.resolution].title}: {_answer(option)}")
        for finding in option.findings:
            for line in _said(finding):
                self.stdout.write(line)
        later = Counter(rule.at for rule in packs.still_to_come(option.resolution, stage))
        if later:
            counted = ", ".join(f"{later[each]} {WHEN[each]}" for each in Stage if later[each])
            self.stdout.write(f"  later  more rules are asked: {counted}")
        self.stdout.write("")


def _answer(option: Option) -> str:
    if option.answer is Answer.NEEDS:
        return f"needs: {option.authority.replace('_', ' ')}"
    if option.answer is Answer.CANNOT_SAY:
        return f"cannot say: {', '.join(option.missing)}"
    return option.answer.value


def _said(finding: Finding) -> Iterator[str]:
    """The sentence, what it asks or waits for, and where it is written."""
    answer = finding.answer.value + ("" if finding.fires else "?")
    yield f"  {answer:<6} {finding.says} [{finding.rule}]"
    if finding.missing:
        yield f"         waits for: {', '.join(finding.missing)}"
    wants = [finding.authority.replace("_", " ")] if finding.authority else []
    wants += ["a typed reason"] if finding.reason else []
    if wants:
        yield f"         {'needs' if finding.fires else 'would need'}: {', '.join(wants)}"
    yield f"         {finding.source}, {finding.paragraph}"


def _facts(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text()
        facts = json.loads(text)
    except (OSError, ValueError) as problem:
        raise FactProblem(f"The facts could not be read from {name}: {problem}") from problem
    if not isinstance(facts, dict):
        raise FactProblem("The facts are one JSON object: names of facts, each with its value.")
    return facts


def _day(text: Any) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except (TypeError, ValueError) as problem:
        raise FactProblem(f"offence_on is a day like 2025-01-31, not {text!r}.") from problem
