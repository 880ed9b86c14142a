"""`make docs`: write the reference pages from the code; with --check, only say which are out of date."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oocr.config import reference


class Command(BaseCommand):
    """Writes `docs/reference/`."""

    help = "Write docs/reference/ from the code."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; fail when a page is out of date."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.BASE_DIR / "docs" / "reference"
        wanted = reference.pages()
        stale = [
            name
            for name, text in wanted.items()
            if not (folder / name).exists() or (folder / name).read_text() != text
        ]
        left_over = sorted(path.name for path in folder.glob("*.md") if path.name not in wanted)
        if options["check"]:
            if stale or left_over:
                raise CommandError(f"Out of date: {', '.join([*stale, *left_over])}. Run `make docs`.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (folder / name).write_text(wanted[name])
        for name in left_over:
            (folder / name).unlink()
