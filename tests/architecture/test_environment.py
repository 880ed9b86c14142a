"""Promise 9, for settings: one typed class, one sample, one page, and nothing live that is not safe."""

import io
import json
import logging
import os
import subprocess
import sys

import pytest
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from oocr.config import logs
from oocr.config.environment import Environment, explanation
from tests.architecture.everything import ROOT, SERVICE

SAFE = {
    "mode": "live",
    "secret_key": "x" * 50,
    "database_url": "postgresql://user@db.example/oocr",
    "public_url": "https://oocr.example",
}


def live(**changes: object) -> Environment:
    return Environment(_env_file=None, **(SAFE | changes))


def test_the_sample_lists_every_variable_and_no_other() -> None:
    sample = (ROOT / "dotenv-sample").read_text().splitlines()
    listed = [line.lstrip("#").split("=")[0] for line in sample if "=" in line]
    assert listed == [name.upper() for name in Environment.model_fields]


def test_every_variable_is_explained_and_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    for name, field in Environment.model_fields.items():
        assert field.description
        assert f"| `{name.upper()}` |" in page


def test_the_tests_take_nothing_from_the_machine() -> None:
    """In a process of its own, since settings are read once."""
    strange = {"SESSION_MINUTES": "7", "SIGN_IN_ATTEMPTS": "3", "BEHIND_PROXY": "true", "DEBUG": "true"}
    names = ("SESSION_COOKIE_AGE", "AXES_FAILURE_LIMIT", "SECURE_PROXY_SSL_HEADER", "DEBUG")
    told = f"from tests import settings; print(*(getattr(settings, name) for name in {names}))"
    done = subprocess.run(
        [sys.executable, "-c", told],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | strange,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1800", "5", "None", "False"]


def test_nothing_but_config_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(SERVICE))
        for path in SERVICE.rglob("*.py")
        if "os.environ" in path.read_text() or "os.getenv" in path.read_text()
    ]
    assert {reader.split("/")[0] for reader in readers} == {"config"}


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("secret_key", "", "SECRET_KEY"),
        ("secret_key", "short", "SECRET_KEY"),
        ("database_url", "", "DATABASE_URL"),
        ("public_url", "http://oocr.example", "PUBLIC_URL"),
        ("debug", True, "DEBUG"),
        ("notify_key", "a-key", "NOTIFY_EMAIL_TEMPLATE"),
    ],
)
def test_a_live_service_refuses_what_is_missing_or_unsafe_and_says_so(
    variable: str, value: object, said: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        live(**{variable: value})
    assert said in explanation(refused.value)


@pytest.mark.slow  # a process of its own
def test_a_live_service_passes_djangos_own_deployment_checks() -> None:
    """In a process of its own, since settings are read once."""
    environment = {name.upper(): value for name, value in SAFE.items()} | {
        "SECRET_KEY": "".join(map(chr, range(40, 110)))
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_policy_lets_no_inline_script_or_style_run() -> None:
    policy = str(settings.CONTENT_SECURITY_POLICY)
    assert "unsafe" not in policy
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'none'"]


@pytest.fixture
def written():
    """What is written to the log, as a list of objects; the logs are as they were afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure({"level": "INFO", "readable": False})
    stream = io.StringIO()
    root.handlers[0].stream = stream
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:], root.level = before, level
    structlog.reset_defaults()


def test_a_log_line_keeps_only_what_is_on_the_list(written) -> None:
    structlog.get_logger("oocr.cases").info("case opened", name="Asha Patel", rows=3)
    (line,) = written()
    assert line["event"] == "case opened"
    assert line["rows"] == 3
    assert "name" not in line


def test_another_packages_line_is_kept_without_its_values(written) -> None:
    logging.getLogger("django.request").error("Not Found: %s", "/cases/?q=Asha+Patel")
    logging.getLogger("somewhere").error(f"Could not save {'Asha Patel'}")
    assert "Asha" not in json.dumps(written())
    assert written()[0]["event"] == "Not Found: %s"


def test_an_exception_is_kept_without_its_words(written) -> None:
    try:
        raise ValueError("Key (email)=(asha@example.org) already exists")
    except ValueError as error:
        kept = error
        logging.getLogger("django.request").exception("Failed: %s", "/")
        structlog.get_logger("oocr.cases").exception("failed")
    structlog.get_logger("oocr.cases").error("failed later", exc_info=kept)
    text = json.dumps(written())
    assert "asha@" not in text
    assert all(line["exception"] == "ValueError" and line["where"] for line in written())


def test_an_exception_tells_which_line_of_ours_led_there(written) -> None:
    """A fault in the database is raised deep in its driver, whose own lines say nothing."""

    def driver(depth: int) -> HttpResponse:
        if not depth:
            raise ValueError("Key (email)=(asha@example.org) already exists")
        return driver(depth - 1)

    try:
        logs.RequestLog(lambda _request: driver(20))(HttpRequest())
    except ValueError:
        structlog.get_logger("oocr.cases").exception("failed")
    (line,) = written()
    ours, *others = line["where"]
    assert ours.startswith("config/logs.py:")
    assert len(others) == 3
    assert all(place.startswith("architecture/test_environment.py:") for place in others)
