"""Reads a drawn page as a browser's parser would, for the few things every page promises."""

from collections import Counter
from html.parser import HTMLParser

from django.template import engines

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Reading(HTMLParser):
    """The elements of a page, and what is wrong with their nesting and ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unclosed.append(f"</{tag}> while {self.open[-1:]} is open")

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Every element of one kind."""
        return [attrs for name, attrs in self.elements if name == tag]

    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attrs["id"] for _, attrs in self.elements if attrs.get("id")]  # type: ignore[misc]  # just checked

    def faults(self) -> list[str]:
        """Ids used twice, references to no id, elements left open, scripts and styles the policy would refuse."""
        known = set(self.ids())
        faults = [
            f"#{name} is used {count} times" for name, count in Counter(self.ids()).items() if count > 1
        ]
        for tag, attrs in self.elements:
            if "style" in attrs:
                faults.append(f"<{tag}> has an inline style")
            for name in ("for", "aria-describedby", "aria-labelledby"):
                faults += [
                    f"{name} leads to no #{part}"
                    for part in (attrs.get(name) or "").split()
                    if part not in known
                ]
            faults += [f"<{tag}> handles {name} in line" for name in attrs if name.startswith("on")]
        return faults + self.unclosed + [f"<{tag}> is never closed" for tag in self.open]


def draw(source: str, **context: object) -> str:
    """A piece of template, drawn in the service's own environment."""
    return engines["jinja2"].from_string(source).render(context)
