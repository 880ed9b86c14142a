"""`manage.py figures annual-summary --from 2024-06-16 --to 2025-06-16 --format json`: figures without a browser."""

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from oocr.audit.ledger import Job
from oocr.measures import actions, annual_summary, snapshot
from oocr.measures.figure import Window
from oocr.measures.file_formats import FORMATS

NO_SNAPSHOT = "There is no analysis extract yet. Take one: manage.py take_snapshot"


class Command(BaseCommand):
    """Works a report out over the newest analysis extract and writes it as a file. The ledger is told."""

    help = "Work out a report: annual-summary"

    def add_arguments(self, parser: CommandParser) -> None:
        reports = parser.add_subparsers(dest="report", required=True)
        report = reports.add_parser("annual-summary", help="The adult annual summary")
        report.add_argument(
            "--from", dest="start", type=_day, help="first day, 2024-06-16; the latest year if left out"
        )
        report.add_argument("--to", dest="end", type=_day, help="the day after the last, 2025-06-16")
        report.add_argument("--format", choices=sorted(FORMATS), default="json")
        report.add_argument("--snapshot", help="an older analysis extract, by its id")
        report.add_argument("--out", type=Path, help="the file to write; standard output if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        chosen = snapshot.by_id(options["snapshot"]) if options["snapshot"] else snapshot.newest()
        if chosen is None:
            kept = f"The analysis extract {options['snapshot']} is not kept here."
            raise CommandError(kept if options["snapshot"] else NO_SNAPSHOT)
        summary = annual_summary.make(chosen, _window(options["start"], options["end"], chosen), at)
        content = FORMATS[options["format"]].make(summary)
        by = Job(f"figures.{getpass.getuser()}")
        actions.export_summary(window=summary.window, format=options["format"], by=by, at=at)
        if options["out"]:
            options["out"].write_bytes(content)
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.flush()


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _window(start: date | None, end: date | None, chosen: snapshot.Snapshot) -> Window:
    if (start is None) != (end is None):
        raise CommandError("Give both --from and --to, or neither.")
    if start is None or end is None:
        latest = annual_summary.latest_window(chosen)
        if latest is None:
            raise CommandError("No resolutions are loaded, so there is no latest year. Give --from and --to.")
        return latest
    if start >= end:
        raise CommandError("--from must be before --to, which is the day after the last.")
    return Window.of(start, end)
