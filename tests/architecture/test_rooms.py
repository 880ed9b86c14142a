"""Promises 9 and 12: each room is one place with one name, and code looks down the corridor."""

import ast
import tomllib
from importlib import import_module
from importlib.util import find_spec

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.everything import ROOT, SERVICE, rooms, sources

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
ABOVE_ACCESS = rooms()[rooms().index("oversight") : rooms().index("access")]
UNNAMED_DRAWERS = {
    "utils.py",
    "helpers.py",
    "services.py",
    "managers.py",
    "signals.py",
    "constants.py",
    "common.py",
    "misc.py",
}
LONGEST = 400
FILES = sources()


def test_every_folder_is_a_room_and_every_room_a_folder() -> None:
    folders = {path.parent.name for path in SERVICE.glob("*/__init__.py")}
    assert folders == set(rooms())


def test_the_import_contracts_hold() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_every_room_stands_in_the_corridor() -> None:
    placed = [room.strip() for layer in CONTRACTS[0]["layers"] for room in layer.split("|")]
    assert placed == rooms()


def test_every_room_with_tables_is_named_in_the_contracts_about_tables() -> None:
    inside = set(CONTRACTS[1]["containers"])
    assert inside == {f"oocr.{room}" for room in [*ABOVE_ACCESS, "access"]}
    with_tables = {
        f"oocr.{room}.models"
        for room in ABOVE_ACCESS
        if room != "measures" and find_spec(f"oocr.{room}.models")
    }
    assert set(CONTRACTS[4]["forbidden_modules"]) == with_tables


@pytest.mark.parametrize("room", rooms())
def test_every_room_says_what_it_is_for(room: str) -> None:
    module = import_module(f"oocr.{room}")
    lines = (module.__doc__ or "").strip().splitlines()
    assert 5 <= len(lines) <= 15
    tree = ast.parse((SERVICE / room / "__init__.py").read_text())
    assert len(tree.body) == 1, "a room's __init__ holds its docstring and no code"


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_a_page_that_quotes_it(room: str) -> None:
    page = ROOT / "docs" / "explanation" / f"{room}.md"
    said = " ".join((import_module(f"oocr.{room}").__doc__ or "").split("\n\n")[0].split())
    assert said in " ".join(page.read_text().split())


@pytest.mark.parametrize("room", rooms())
def test_a_room_without_code_says_so(room: str) -> None:
    empty = not any(path.startswith(f"oocr/{room}/") and not path.endswith("__init__.py") for path in FILES)
    said = "**Not built yet.**" in (ROOT / "docs" / "explanation" / f"{room}.md").read_text()
    assert said == empty


def test_every_drawer_says_what_is_in_it() -> None:
    assert not [path for path in FILES if path.count("/") == 2 and path.rsplit("/", 1)[-1] in UNNAMED_DRAWERS]


@pytest.mark.parametrize("path", list(FILES))
def test_every_file_can_be_read_in_one_sitting(path: str) -> None:
    assert len((ROOT / path).read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [path for path, tree in FILES.items() if tree.body])
def test_every_file_says_what_it_is(path: str) -> None:
    assert ast.get_docstring(FILES[path])
