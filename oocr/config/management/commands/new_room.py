"""`make new-room NAME=appeals`: lay out a room, and stop where a person must say where it stands."""

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

ROOM = '''"""{Name}: say here, in one sentence, what this room is for.

Say in two or three more which words are its own and what each means. A *word* is set in asterisks where it is
explained. The page docs/explanation/{name}.md quotes the first paragraph.

Say last what this room is not, and where that is instead.
"""
'''
URLS = '''"""The addresses of {name}, each with the permission it needs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
'''
DRAWERS = {
    "oocr/{name}/__init__.py": ROOM,
    "oocr/{name}/urls.py": URLS,
    "oocr/{name}/jinja2/{name}/.gitkeep": "",
    "tests/{name}/__init__.py": "",
    "docs/explanation/{name}.md": "# {name}\n\n{Name}: say here, in one sentence, what this room is for.\n",
}


class Command(BaseCommand):
    """Writes the drawers, and leaves the import contract to fail until the room is placed."""

    help = "Lay out a new room."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="One or two plain words, in lower case.")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name):
            raise CommandError("Name the room in plain lower-case words: make new-room NAME=appeals")
        if (settings.BASE_DIR / "oocr" / name).exists():
            raise CommandError(f"There is a room named {name} already.")
        for path, text in DRAWERS.items():
            file = settings.BASE_DIR / path.format(name=name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.format(name=name, Name=name.replace("_", " ").capitalize()))
        self.stdout.write(
            f"The room is laid out. Now say where it stands: put {name!r} among the layers in pyproject.toml and in\n"
            "ROOMS in oocr/config/settings.py, in the same place. `make check` fails until you have. Add the drawers\n"
            "it needs (DEVELOPERS.md lists them), and say in its docstring what it is for."
        )
