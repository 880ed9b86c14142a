"""Walks of all there is: rooms, models, addresses, lifecycles, files. The promises in this folder are about these."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.forms import BaseForm
from django.urls import URLPattern, URLResolver, get_resolver

from oocr.lifecycle.table import Lifecycle

ROOT = Path(settings.BASE_DIR)
SERVICE = ROOT / "oocr"


def rooms() -> list[str]:
    """Every room, from the door down to the floor."""
    return list(settings.ROOMS)


def models() -> list[type[Model]]:
    """Every table of ours."""
    return [model for room in rooms() for model in apps.get_app_config(room).get_models()]


def name(model: type[Model]) -> str:
    return model._meta.label


@dataclass(frozen=True)
class Address:
    """One URL: its route, as the reference page prints it, and the view that answers."""

    route: str
    pattern: URLPattern

    @property
    def needs(self) -> object:
        return getattr(self.pattern.callback, "needs", None)

    @property
    def arguments(self) -> dict[str, str]:
        """A value of the right form for each gap in the route. The thing it names need not exist."""
        return {gap: _sample(converter.regex) for gap, converter in self.pattern.pattern.converters.items()}


def _sample(regex: str) -> str:
    usual = ("1", "x", "a-b", "LP-2024-000001", "2024-06-16", "00000000-0000-4000-8000-000000000000")
    listed = re.split(r"[|()]|\?:", regex)  # the words of a choice
    return next(text for text in (*usual, *listed) if text and re.fullmatch(regex, text))


def addresses() -> list[Address]:
    """Every URL of the service."""
    return list(_addresses(get_resolver().url_patterns, ""))


def _addresses(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        else:
            yield Address(route, pattern)


def lifecycles() -> dict[str, Lifecycle]:
    """Every table of states, by `room.NAME`."""
    return {
        f"{room}.{key}": value
        for room in rooms()
        if find_spec(f"oocr.{room}.states")
        for key, value in vars(import_module(f"oocr.{room}.states")).items()
        if isinstance(value, Lifecycle)
    }


def forms() -> dict[str, type[BaseForm]]:
    """Every form that people are shown, by `room.Name`."""
    return {
        f"{room}.{key}": value
        for room in rooms()
        for path in sorted([*(SERVICE / room).glob("forms.py"), *(SERVICE / room).glob("forms/*.py")])
        for key, value in vars(
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
        ).items()
        if isinstance(value, type) and issubclass(value, BaseForm)
    }


def tracked() -> list[Path]:
    """Every file of the repository: what git knows, and what it would be asked to know next."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / line for line in listed if (ROOT / line).is_file()]


class Sources(Mapping[str, ast.Module]):
    """Python files by their paths from the root, each parsed when it is first looked at."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = [str(path.relative_to(ROOT)) for path in paths]

    def __getitem__(self, path: str) -> ast.Module:
        return _parsed(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


@cache
def _parsed(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def sources() -> Sources:
    """Every Python file of the service that is ours to write."""
    return Sources(path for path in sorted(SERVICE.rglob("*.py")) if "migrations" not in path.parts)
