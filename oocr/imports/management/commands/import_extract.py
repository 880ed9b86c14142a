"""Bring an extract in from a folder: `manage.py import_extract FOLDER`."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from oocr.imports import queries
from oocr.imports.actions import IMPORTER, load_batch, receive_batch
from oocr.imports.load.sources import find
from oocr.imports.models import Batch
from oocr.imports.states import BatchState
from oocr.imports.summary import as_json, as_lines, exit_code
from oocr.lifecycle.verdict import Refused
from oocr.measures.actions import take_snapshot

NOT_AN_EXTRACT, BUSY = 2, 3


class Command(BaseCommand):
    help = (
        "Check an extract and load its good rows. Ends with 0 when every row went in, 1 when some are in quarantine or "
        "a file could not be read, 2 when it is not an extract, 3 when another one is being loaded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with the files of the extract")
        parser.add_argument(
            "--agency",
            default="",
            help="the key of the police force it is for; needed when there are several",
        )
        parser.add_argument("--by", default="", help="the e-mail address of the person who brings it in")
        parser.add_argument("--json", action="store_true", help="print a summary as JSON and nothing else")
        parser.add_argument(
            "--wait", type=float, default=5, help="seconds to wait while another extract is being loaded"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.", returncode=NOT_AN_EXTRACT)
        found = find(folder)
        if not found.files:
            said = " ".join(str(fault) for fault in found.faults.values())
            raise CommandError(
                f"{folder} is not an extract: it has none of its files. {said}", returncode=NOT_AN_EXTRACT
            )
        agency = queries.force(options["agency"])
        if agency is None:
            raise CommandError("Say which police force it is for: --agency KEY.", returncode=NOT_AN_EXTRACT)
        by = queries.person_with_address(options["by"]) if options["by"] else IMPORTER
        if by is None:
            raise CommandError(f"There is no account {options['by']}.", returncode=NOT_AN_EXTRACT)
        names = [label for label, _ in found.files.values()] + list(found.faults)
        at, began = timezone.now(), time.monotonic()
        try:
            batch = receive_batch(agency=agency, files=names, by=by, at=at)
            batch = load_batch(
                batch=batch,
                folder=folder,
                by=by,
                at=at,
                wait_seconds=options["wait"],
                tell=None if options["json"] else self._tell,
            )
        except Refused as refused:
            raise CommandError(refused.verdict.because, returncode=BUSY) from None
        self._say(batch, options["json"], time.monotonic() - began)
        if batch.state == BatchState.FAILED:
            sys.exit(NOT_AN_EXTRACT)
        take_snapshot(by=by, at=timezone.now())  # so that figures are of what is loaded now
        sys.exit(exit_code(batch))

    def _tell(self, file: str, doing: str, done: int, of: int) -> None:
        """One line that is written over in a terminal, and one line for each file in a log."""
        line = f"{done + 1:>2} of {of}  {doing} {file.replace('_', ' ')}"
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[K{line}", ending="")
            self.stdout.flush()
        elif doing == "checking":
            self.stdout.write(line)

    def _say(self, batch: Batch, json_only: bool, seconds: float) -> None:
        if json_only:
            self.stdout.write(json.dumps(as_json(batch), indent=2, ensure_ascii=False))
            return
        if self.stdout.isatty():
            self.stdout.write("\r\x1b[K", ending="")
        for line in as_lines(batch, seconds):
            self.stdout.write(line)
