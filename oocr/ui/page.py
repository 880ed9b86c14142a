"""What a template is given: one object, named `page`, and the furniture that stands around every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from oocr.ui.forms import ErrorLink, error_links

SERVICE_NAME = "Out of court resolutions"


@dataclass(frozen=True)
class Link:
    """Somewhere to go. `count` shows how much is there; `hidden` is said to a screen reader only."""

    label: str
    href: str
    current: bool = False
    count: int | None = None
    hidden: str = ""


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, as the header says it."""

    name: str
    agency: str = ""


@dataclass(frozen=True)
class Phase:
    """The phase banner: a tag ("Beta") and one sentence, with somewhere to send feedback."""

    tag: str
    text: str
    feedback: Link | None = None


@dataclass(frozen=True)
class SessionLimit:
    """When a quiet session ends. The warning is shown `warn_seconds` before; extending and signing out are POSTs.

    A browser without JavaScript is led to `ended_href` once the session is over, so that nothing stays on the screen.
    """

    lasts_seconds: int
    extend_href: str
    sign_out_href: str
    ended_href: str = ""
    warn_seconds: int = 120


@dataclass(frozen=True)
class Notice:
    """What has just happened (`success`) or what to know (`important`), said once above the content."""

    text: str
    kind: str = "success"


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """What stands around every page. The config door makes it from the request; this room only draws it."""

    service_name: str = SERVICE_NAME
    home_href: str = "/"
    navigation: Sequence[Link] = ()
    signed_in: SignedIn | None = None
    account: Sequence[Link] = ()
    sign_out_href: str = ""
    phase: Phase | None = None
    footer: Sequence[Link] = ()
    demonstration: bool = False
    session: SessionLimit | None = None


@dataclass(kw_only=True)
class Page:
    """Inherit to give a template what it shows; every attribute a template asks for must exist.

    `title` goes to the browser's history and tab: never put a name, a date of birth or anything else personal in it.
    `form`, when bound and wrong, fills the error summary and puts "Error:" before the title.
    """

    title: str
    back: str = ""
    back_label: str = "Back"
    breadcrumbs: Sequence[Link] = ()
    form: Any = None
    extra_errors: Sequence[ErrorLink] = ()
    notices: Sequence[Notice] = ()
    wide: bool = False
    refresh_seconds: int = 0
    furniture: Furniture = field(default_factory=Furniture)

    @property
    def errors(self) -> list[ErrorLink]:
        """Everything wrong with what was sent, in the order it stands on the page."""
        return [*error_links(self.form), *self.extra_errors]

    @property
    def document_title(self) -> str:
        """The words in the browser's tab."""
        prefix = "Error: " if self.errors else ""
        return f"{prefix}{self.title} – {self.furniture.service_name}"
