"""The reference pages, written from the code so that they cannot fall behind it.

A room that has something of its own to list puts a `reference.py` beside its code with `pages()`, which gives the
text of each page by its file name.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from pydantic_core import PydanticUndefined

from oocr.access.pages import Open
from oocr.access.permissions import Permission
from oocr.access.roles import AGENCY_KIND_LABELS, ROLES
from oocr.audit.events import SENTENCES, Event
from oocr.config.environment import Environment
from oocr.lifecycle.diagram import diagram, listing
from oocr.lifecycle.table import Lifecycle, words

NOTICE = "<!-- Written by `make docs` from the code. Change the code, not this page. -->"


def pages() -> dict[str, str]:
    """Every reference page by its file name."""
    found = {
        "lifecycles.md": lifecycles(),
        "permissions.md": permissions(),
        "events.md": events(),
        "urls.md": urls(),
        "settings.md": environment(),
    }
    for room in settings.ROOMS:
        if room != "config" and find_spec(f"oocr.{room}.reference"):
            found |= import_module(f"oocr.{room}.reference").pages()
    return {name: f"{NOTICE}\n\n{text.strip()}\n" for name, text in found.items()}


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def lifecycles() -> str:
    """Each table of states as a diagram and a list of moves."""
    parts = [
        "# Lifecycles",
        "What may happen next to each kind of thing: its states, and the moves between them. A move needs its "
        "permission, and whatever is named under *needs*; it leaves its event in the ledger.",
    ]
    for room, found in _lifecycles():
        head = ["Move", "From", "To", "Permission", "Event", "Needs to be"]
        rows = [
            [
                f"`{row['move']}`",
                words(row["from"]),
                words(row["to"]),
                f"`{row['permission']}`",
                f"`{row['event']}`",
                words(row["needs"]) or "–",
            ]
            for row in listing(found)
        ]
        parts += [f"## {words(found.name).capitalize()}", f"Kept by `{room}`."]
        parts += [f"```mermaid\n{diagram(found)}\n```", table(head, rows)]
    return "\n\n".join(parts)


def _lifecycles() -> Iterator[tuple[str, Lifecycle]]:
    for room in settings.ROOMS:
        if find_spec(f"oocr.{room}.states"):
            for value in vars(import_module(f"oocr.{room}.states")).values():
                if isinstance(value, Lifecycle):
                    yield room, value


def permissions() -> str:
    """The roles, and the matrix of roles and permissions."""
    roles = list(ROLES.values())
    described = [
        [
            f"`{role.key}`",
            role.label,
            role.description,
            ", ".join(sorted(AGENCY_KIND_LABELS[kind] for kind in role.suits)),
        ]
        for role in roles
    ]
    matrix = [
        [f"`{permission.value}`", *("yes" if permission in role.permissions else "" for role in roles)]
        for permission in Permission
    ]
    return "\n\n".join(
        [
            "# Roles and permissions",
            "A person holds roles, at an agency, between two dates. Code asks for a permission, never for a role.",
            "## Who may do what",
            table(["Permission", *(f"`{role.key}`" for role in roles)], matrix),
            "## The roles",
            "\n".join(
                f"- **{label}** ({key}), at a {suits}. {said}" for key, label, said, suits in described
            ),
        ]
    )


def events() -> str:
    """The closed list of what the ledger can say."""
    rows = [[f"`{event.value}`", SENTENCES[event].replace("{", "*").replace("}", "*")] for event in Event]
    return "\n\n".join(
        [
            "# Events",
            "Everything the ledger can say. The words in *italics* are filled in with references, counts and codes: "
            "never with a name, free text or the value of a personal field.",
            table(["Event", "Sentence"], rows),
        ]
    )


def urls() -> str:
    """Every address and what it needs."""
    rows = [
        [f"`/{route}`", _needs(pattern), f"`{room}`"]
        for room, route, pattern in sorted(
            _patterns(get_resolver().url_patterns, "", "config"), key=lambda row: row[1]
        )
    ]
    return "\n\n".join(
        [
            "# Addresses",
            "Every address of the service and the permission it needs. There are no others: a test refuses an "
            "address that does not say.",
            table(["Address", "Needs", "Room"], rows),
        ]
    )


def _patterns(
    patterns: list[URLPattern | URLResolver], before: str, room: str
) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, route, pattern.namespace or room)
        else:
            yield room, route, pattern


def _needs(pattern: URLPattern) -> str:
    needs = pattern.callback.needs  # type: ignore[attr-defined]  # page() puts it there
    spoken = {Open.PUBLIC: "nothing: open to anyone", Open.SIGNED_IN: "signing in"}
    return spoken.get(needs) or f"`{needs.value}`"


def environment() -> str:
    """Every variable the service reads."""
    rows = []
    for name, field in Environment.model_fields.items():
        usual = "" if field.default is PydanticUndefined else field.default
        usual = getattr(usual, "get_secret_value", lambda usual=usual: usual)()
        rows.append([f"`{name.upper()}`", field.description or "", f"`{usual}`" if str(usual) else "–"])
    return "\n\n".join(
        [
            "# Settings",
            "Every variable the service reads from its environment. `dotenv-sample` lists the same ones. The service "
            "refuses to start when one that it needs is missing, and says which.",
            table(["Variable", "What it is", "Unless set"], rows),
        ]
    )
