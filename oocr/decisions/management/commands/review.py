"""`manage.py review what-if DRAFT.toml | missed`: policy run over past cases, in the terminal."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oocr.access.queries import agency_by_key
from oocr.decisions.missed import run_missed
from oocr.decisions.running import run_what_if
from oocr.policy.conditions import PackProblem
from oocr.policy.reading import read_pack


class Command(BaseCommand):
    """Counts only, unless asked for JSON: whoever runs it may read the database anyway. Nothing is stored."""

    help = "Say what a draft pack would have changed, or which closed crimes missed a resolution."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        draft = what.add_parser("what-if", help="Run a draft of a pack over the resolutions of a period")
        draft.add_argument("draft", type=Path, help="the draft's file, named as it would be in force")
        missed = what.add_parser("missed", help="Find the closed crimes of a period that missed a resolution")
        for command in (draft, missed):
            command.add_argument("--force", required=True, help="the police force, by its key")
            command.add_argument("--from", dest="from_on", type=date.fromisoformat, required=True)
            command.add_argument(
                "--to", dest="to_on", type=date.fromisoformat, required=True, help="the day after the last"
            )
            command.add_argument("--json", action="store_true", help="everything that came out")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = agency_by_key(options["force"])
        if agency is None:
            raise CommandError(f"There is no agency {options['force']}.")
        try:
            if options["what"] == "what-if":
                draft = read_pack(options["draft"])
                examined, result = run_what_if(agency, draft, options["from_on"], options["to_on"])
                counts = Counter(f"{row['change']} {row['resolution']}" for row in result["rows"])
            else:
                examined, result = run_missed(agency, options["from_on"], options["to_on"])
                counts = Counter({f"{row['code']} {row['group']}": row["count"] for row in result["counts"]})
        except (PackProblem, LookupError, OSError) as problem:
            raise CommandError(str(problem)) from None
        if options["json"]:
            self.stdout.write(json.dumps({"examined": examined, **result}, ensure_ascii=False))
            return
        self.stdout.write(f"{examined} gone over, {counts.total()} found")
        for what, count in counts.most_common():
            self.stdout.write(f"{count:>8}  {what}")
