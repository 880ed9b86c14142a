"""The service as a newcomer starts it: a database of its own, a small demonstration area, a server and a worker.

A journey goes through the front door, so nothing here reaches into the service: it runs the same commands as
`make run`, in processes of their own, and waits until the page that says "ready" does.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.generate import write_small

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds to wait for the server to say that it is ready


@dataclass(frozen=True)
class Service:
    """A running service: where it is, and where it keeps its files."""

    address: str
    folder: Path
    environment: dict[str, str]

    @property
    def log(self) -> Path:
        """What the server and the worker say."""
        return self.folder / "service.log"

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a `manage.py` command against this service's database."""
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=CHECKOUT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def must(self, *words: str) -> None:
        """Run a command that has to succeed; the journey stops with what it printed when it does not."""
        done = self.command(*words)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    """Set a service up in this folder, start it, and stop it afterwards."""
    port = _free_port()
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "MODE": "demonstration",
        "LOCAL_DIR": str(folder / "local"),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "WARNING",
    }
    service = Service(f"http://127.0.0.1:{port}", folder, environment)
    write_small(folder / "extract")
    # The server of the embedded database stops with its last user, so a worker that stays comes first.
    service.must("migrate", "--verbosity", "0")
    service.must("make_demonstration_accounts")
    service.must("import_extract", str(folder / "extract"))
    service.must("make_demonstration_answers")
    service.must("make_demonstration_victims")
    service.must("make_demonstration_proposals")
    service.must("take_snapshot")
    with service.log.open("w") as log:
        started = [
            subprocess.Popen(words, cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
            for words in (
                [sys.executable, "manage.py", "procrastinate", "worker"],
                [
                    sys.executable,
                    "-m",
                    "gunicorn",
                    "oocr.config.wsgi",
                    "--bind",
                    f"127.0.0.1:{port}",
                    "--threads",
                    "4",
                ],
            )
        ]
        try:
            _wait_until_ready(service)
            yield service
        finally:
            for process in started:
                process.terminate()
            for process in started:
                _wait_for_the_end(process)


def _wait_for_the_end(process: subprocess.Popen[bytes]) -> None:
    """A worker finishes what it is doing first; nobody waits for it here."""
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_ready(service: Service) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"{service.address}/ready", timeout=5) as answer:  # noqa: S310  # our own address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(
        f"The service did not become ready. Its log says:\n{service.log.read_text()[-3000:]}"
    )
