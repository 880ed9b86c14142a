"""Promise 9: what is in the code is in the documentation, and what the documentation says is there."""

import re
from pathlib import Path

import pytest

from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.config import reference
from oocr.measures import definitions
from tests.architecture.everything import ROOT, addresses, lifecycles

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
RECORDS = sorted((DOCS / "adr").glob("*.md"))
MAKEFILE = (ROOT / "Makefile").read_text()
PICTURES = {".png", ".jpg", ".svg", ".gif", ".webp"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(name: str) -> str:
    return (DOCS / "reference" / name).read_text()


def test_the_reference_is_what_the_code_says() -> None:
    stale = [name for name, text in reference.pages().items() if read(name) != text]
    assert not stale, "run `make docs`"


def test_everything_that_can_be_listed_is_in_the_reference() -> None:
    missing = [event.value for event in Event if f"`{event.value}`" not in read("events.md")]
    missing += [
        permission.value
        for permission in Permission
        if f"| `{permission.value}` |" not in read("permissions.md")
    ]
    missing += [address.route for address in addresses() if f"`/{address.route}`" not in read("urls.md")]
    missing += [
        f"{table.name}: {move.name}"
        for table in lifecycles().values()
        for move in table.moves
        if f"`{move.name}`" not in read("lifecycles.md")
    ]
    missing += [measure.id for measure in definitions.ALL if measure.id not in read("measures.md")]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text())
    inside = [link.split("#")[0] for link in links if not re.match(r"https?:|mailto:|#|/", link)]
    assert not [link for link in inside if not (page.parent / link).exists()]


def test_every_guide_and_reference_page_is_in_the_list() -> None:
    listed = re.findall(r"\]\(([^)\s]+)\)", (DOCS / "README.md").read_text())
    pages = [
        f"{folder}/{page.name}" for folder in ("how-to", "reference") for page in (DOCS / folder).glob("*.md")
    ]
    assert not set(pages) - set(listed)


@pytest.mark.parametrize("page", [page for page in PAGES if "reference" not in page.parts], ids=named)
def test_every_address_that_a_page_names_is_one_of_ours(page: Path) -> None:
    said = re.findall(r"`(/[a-z][\w/-]*)`", page.read_text())
    ours = {f"/{address.route}" for address in addresses()} | {"/var/lib/oocr"}
    assert not set(said) - ours


@pytest.mark.parametrize("page", RECORDS, ids=named)
def test_a_decision_record_has_its_three_parts_on_one_page(page: Path) -> None:
    text = page.read_text()
    assert re.findall(r"^## (.+)$", text, re.M) == ["Context", "Decision", "Consequences"]
    assert re.match(r"# [^\d]", text), "the number is in the file's name only"
    assert len(text.splitlines()) <= 60


def test_decision_records_are_numbered_in_order() -> None:
    assert [int(page.name[:4]) for page in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_every_package_asked_for_has_its_line() -> None:
    asked = [
        re.split(r"[\[<>=]", line)[0].strip().lower()
        for name in ("base.in", "dev.in")
        for line in (ROOT / "requirements" / name).read_text().splitlines()
        if line and not line.startswith(("#", "-r"))
    ]
    page = (DOCS / "adr" / "0014-what-we-depend-on.md").read_text().lower()
    spoken_for = {
        "pip-tools",
        "types-openpyxl",
        "pytest-cov",
    }  # with pytest's plugins, and types of what is there
    missing = [name for name in asked if name.split("-")[0] not in page and name not in spoken_for]
    assert not missing


def test_developers_are_told_every_command() -> None:
    said = (ROOT / "DEVELOPERS.md").read_text()
    commands = re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.M)
    assert {
        "run",
        "test",
        "test-fast",
        "journeys",
        "check",
        "fix",
        "docs",
        "bench",
        "demo-data",
        "new-room",
    } <= set(commands)
    assert not [name for name in commands if name != "help" and f"make {name}" not in said]


def test_the_build_runs_the_same_commands() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def _photographed() -> set[str]:
    journeys = "\n".join(path.read_text() for path in (ROOT / "tests" / "journeys").glob("test_*.py"))
    return set(re.findall(r"\.photographs\(\s*\"([a-z-]+)\"", journeys))


def _shown() -> dict[Path, set[str]]:
    """The pictures that pages show, and what each is said to be to those who cannot see it."""
    found: dict[Path, set[str]] = {}
    for page in PAGES:
        for words, link in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", page.read_text()):
            found.setdefault((page.parent / link).resolve(), set()).add(words)
    return found


def test_every_picture_is_made_by_a_journey_and_used() -> None:
    pictures = {path for path in DOCS.rglob("*") if path.suffix in PICTURES}
    assert pictures, "`make pictures` takes them"
    assert {path.stem for path in pictures} == _photographed()
    assert pictures == set(_shown())
    assert not [words for said in _shown().values() for words in said if len(words.split()) < 5]


@pytest.mark.parametrize("picture", sorted((DOCS / "pictures").iterdir()), ids=named)
def test_a_picture_is_as_wide_as_a_desk_and_quick_to_load(picture: Path) -> None:
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") == 1280
    assert len(data) < 150_000
