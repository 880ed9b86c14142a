"""`manage.py take_snapshot`: write the analysis tables out, so that figures are of what is loaded now."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from oocr.audit.ledger import Job
from oocr.measures import actions
from oocr.ui.formats import plural


class Command(BaseCommand):
    """Takes an analysis extract, says how it goes, and makes it the one that pages read."""

    help = "Take a new analysis extract for figures"

    def handle(self, *args: Any, **options: Any) -> None:
        def progress(table: str, rows: int) -> None:
            self.stdout.write(f"  {table.replace('_', ' ')}: {plural(rows, 'row')}")

        by = Job(f"take_snapshot.{getpass.getuser()}")
        manifest = actions.take_snapshot(by=by, at=timezone.now(), progress=progress)
        self.stdout.write(f"Analysis extract {manifest.id}: {plural(manifest.rows, 'row')}")
