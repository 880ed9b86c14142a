"""The service as it is really served: it answers, it logs nothing personal, and it stops when misconfigured."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.architecture.everything import ROOT

SERVE = [sys.executable, "-m", "gunicorn", "--config", "python:oocr.config.serve"]


def environment(**variables: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COVERAGE_")
    }
    return kept | {"LOG_LEVEL": "INFO"} | variables


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.mark.slow
@pytest.mark.moving_time
def test_it_answers_and_logs_pages_and_not_people(tmp_path: Path) -> None:
    port = free_port()
    variables = environment(
        MODE="demonstration", LOCAL_DIR=str(tmp_path), PUBLIC_URL=f"http://127.0.0.1:{port}"
    )
    with subprocess.Popen(
        [*SERVE, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, env=variables, stderr=subprocess.PIPE, text=True
    ) as served:
        try:
            answered = ask(f"http://127.0.0.1:{port}/health?q=Asha+Patel")
        finally:
            served.terminate()
            written = served.communicate(timeout=30)[1]
    assert json.loads(answered) == {"status": "alive"}
    assert "Asha" not in written
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    (request,) = [line for line in lines if line["event"] == "request"]
    assert (request["route"], request["status"]) == ("health", 200)


def ask(address: str) -> str:
    for _ in range(150):
        try:
            with urlopen(address, timeout=5) as answer:  # noqa: S310  # our own address
                return answer.read().decode()
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answered at {address}")


@pytest.mark.slow
def test_it_stops_at_once_with_sentences_when_the_environment_is_wrong() -> None:
    done = subprocess.run(
        SERVE, cwd=ROOT, env=environment(MODE="live"), capture_output=True, text=True, timeout=60, check=False
    )
    assert "SECRET_KEY must be set" in done.stderr
    assert "Traceback" not in done.stderr
