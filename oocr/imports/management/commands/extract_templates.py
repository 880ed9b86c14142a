"""Write an empty template and an example of each file of the extract: `manage.py extract_templates FOLDER`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from oocr.imports.extract import FILES
from oocr.imports.spreadsheets import template


class Command(BaseCommand):
    help = "Write an empty template and an example of each file of the extract, as CSV and XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where to write them; made when it is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        for kind, example in (("empty", False), ("example", True)):
            (folder / kind).mkdir(parents=True, exist_ok=True)
            for file in FILES:
                for ending in ("csv", "xlsx"):
                    path = folder / kind / f"{file.name}.{ending}"
                    path.write_bytes(template(file, example=example, as_csv=ending == "csv"))
        self.stdout.write(f"Wrote {len(FILES)} files of each kind to {folder}.")
