"""Each template is given one object, `page`, and carries nothing the content security policy would refuse."""

import re
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import meta, nodes

from tests.architecture.everything import ROOT, SERVICE

EVERY = sorted(SERVICE.rglob("jinja2/**/*.html"))
GIVEN = {"page", "form", "request", "csrf_input", "csrf_token", "url"}
REFUSED = {
    "an inline style": re.compile(r"<[^>{]*\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.I),
    "a script without a nonce": re.compile(r"<script(?![^>]*(nonce|src))", re.I),
    "another site's file": re.compile(r"(src|href)=[\"'](https?:)?//[^\"']+\.(js|css|woff2?)", re.I),
    "going back by script": re.compile(r"history\.(back|go)"),
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def bound_in(tree: nodes.Template) -> set[str]:
    """Names the template makes itself: what it sets, imports or defines. A block may use its own file's."""
    found = {node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"}}
    found |= {node.name for node in tree.find_all(nodes.Macro)}
    for node in tree.find_all((nodes.FromImport, nodes.Import)):
        names = node.names if isinstance(node, nodes.FromImport) else [node.target]
        found |= {name[1] if isinstance(name, tuple) else name for name in names}
    return found


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_a_template_asks_for_nothing_else(path: Path) -> None:
    env = engines["jinja2"].env
    tree = env.parse(path.read_text())
    given = GIVEN | set(env.globals) | bound_in(tree)
    macro = path.with_name("macro.html")
    if "components" in path.parts and macro.exists():
        given |= bound_in(env.parse(macro.read_text()))  # its macro's parameters
    assert meta.find_undeclared_variables(tree) <= given


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_a_template_is_within_the_policy(path: Path) -> None:
    text = path.read_text()
    assert not [what for what, pattern in REFUSED.items() if pattern.search(text)]


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_a_template_lives_in_its_rooms_folder(path: Path) -> None:
    room, _, folder, *_ = path.relative_to(SERVICE).parts
    assert folder == room


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_a_template_compiles(path: Path) -> None:
    env = engines["jinja2"].env
    env.get_template(str(path.relative_to(SERVICE / path.relative_to(SERVICE).parts[0] / "jinja2")))
