"""What may never be in the repository: secrets, real people, one machine's paths, one place's registries."""

import hashlib
import json
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest
from detect_secrets import SecretsCollection
from detect_secrets.settings import transient_settings

from tests.architecture.everything import ROOT, tracked

EVERY = tracked()
NEVER = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/"),
    "a package registry": re.compile(r"(?:pypi|pythonhosted|npmjs|yarnpkg)\.(?:org|com)/", re.I),
    "an index or a place to find packages": re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host"),
    "a National Insurance number": re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    "a mobile number outside the range kept for fiction": re.compile(r"\b07(?!700 ?900)\d{3} ?\d{6}\b"),
    "an address of a mailbox that could be real": re.compile(
        r"[\w.+-]+@(?!(?:[\w-]+\.)*example\b)(?!db\b|host\b)[\w-]+\.(?:com|net|org|uk|police)\b", re.I
    ),
}
CLEAN = "secrets/clean"
DETECTORS = [
    {"name": name}
    for name in (
        "AWSKeyDetector",
        "AzureStorageKeyDetector",
        "BasicAuthDetector",
        "GitHubTokenDetector",
        "JwtTokenDetector",
        "PrivateKeyDetector",
        "SlackDetector",
        "StripeDetector",
        "NpmDetector",
        "PypiTokenDetector",
    )
]
# Examples of an address with a place for a password in it.
EXAMPLES = {
    "dotenv-sample",
    "docs/how-to/deploy.md",
    "docs/reference/settings.md",
    "oocr/config/environment.py",
    "oocr/config/database.py",
    "tests/config/test_database.py",
}


@cache
def text_of(path: Path) -> str:
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("what", NEVER)
def test_no_file_holds(what: str) -> None:
    holding = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in EVERY
        if path.name != "package-lock.json" and path != Path(__file__) and NEVER[what].search(text_of(path))
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if NEVER[what].search(line)
    ]
    assert not holding


def test_no_file_holds_a_secret(pytestconfig: pytest.Config) -> None:
    """A file that the same detectors found nothing in is not looked through again until it changes."""
    found, kept = SecretsCollection(), getattr(pytestconfig, "cache", None)  # none with `-p no:cacheprovider`
    by = version("detect-secrets") + json.dumps(DETECTORS)
    digests = {path: hashlib.sha256(by.encode() + path.read_bytes()).hexdigest() for path in EVERY}
    clean = set(kept.get(CLEAN, [])) if kept else set()
    # Without the filters that guess what is no secret after all: nothing here needs them, and they take most of the time.
    with transient_settings({"plugins_used": DETECTORS, "filters_used": []}):
        for path in EVERY:
            if str(path.relative_to(ROOT)) not in EXAMPLES and digests[path] not in clean:
                found.scan_file(str(path))
    assert not [f"{name}:{secret.line_number}" for name, secret in found]
    if kept:
        kept.set(CLEAN, sorted(digests.values()))


def test_no_file_is_large_or_generated() -> None:
    assert not [path for path in EVERY if path.stat().st_size > 1_000_000]
    assert not [
        path for path in EVERY if {"node_modules", ".local", ".venv"} & set(path.parts[len(ROOT.parts) :])
    ]


@pytest.mark.parametrize("name", ["base", "dev"])
def test_requirements_are_pinned_and_hashed(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert pins
    assert all(re.match(r"^[a-z0-9-]+==\S+ .*--hash=sha256:", pin) for pin in pins)


def test_requirements_were_compiled_from_what_is_asked_for() -> None:
    """`make requirements` writes the digest down, so that this needs no network."""
    asked = b"".join((ROOT / "requirements" / name).read_bytes() for name in ("base.in", "dev.in"))
    assert (ROOT / "requirements" / "compiled-from").read_text().strip() == hashlib.sha256(asked).hexdigest()


def test_the_service_runs_on_what_the_tests_run_on() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text(), re.M))

    assert pins("base") <= pins("dev")


def test_the_node_lock_names_no_addresses_and_pins_what_is_asked_for() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    wanted = json.loads((ROOT / "package.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    for kind in ("dependencies", "devDependencies"):
        assert lock["packages"][""][kind] == wanted[kind]
