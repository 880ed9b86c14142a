"""Where the data is kept: by address, or in a server of our own that survives being killed."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from oocr.config import database, embedded
from tests.architecture.everything import ROOT


def test_an_address_is_read_whole() -> None:
    read = database.settings_for(
        url="postgresql://the%40user:p%2Fw@db.example:6432/oocr?sslmode=verify-full",
        data=Path("unused"),
        for_tests=False,
    )
    assert (read["USER"], read["PASSWORD"]) == ("the@user", "p/w")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db.example", 6432, "oocr")
    assert read["OPTIONS"] == {"sslmode": "verify-full"}
    assert read["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("wrong", ["mysql://host/oocr", "postgresql://host", "oocr"])
def test_an_address_that_is_not_one_is_explained(wrong: str) -> None:
    with pytest.raises(SystemExit, match="must look like"):
        database.parts(wrong)


USE = """
import sys
import threading
from pathlib import Path
import psycopg
from oocr.config import embedded
where = embedded.socket_directory(Path(sys.argv[1]), "fsync = off\\n")
with psycopg.connect(host=where, user="postgres", dbname="oocr", autocommit=True) as connection:
    connection.execute(sys.argv[2])
    print(connection.execute(sys.argv[3]).fetchone()[0])
"""


def in_another_process(data: Path, do: str, ask: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", USE, str(data), do, ask], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.slow
@pytest.mark.moving_time
def test_the_embedded_server_starts_stops_and_survives_being_killed(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    assert (
        in_another_process(data, "CREATE TABLE kept (x int)", "SELECT similarity('élodie', 'ÉLODIE')::text")
        == "1"
    )
    assert not (data / "postmaster.pid").exists(), "it stops with its last user"

    assert in_another_process(data, "INSERT INTO kept VALUES (7)", "SELECT x FROM kept") == "7"

    # A user was killed while it was connected, and its server with it; the numbers they had mean nothing now.
    (data / ".handle_pids.json").write_text("[999999")
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n0\n5432\n{data}\n\n0 0\nready\n")
    assert in_another_process(data, "SELECT 1", "SELECT x FROM kept") == "7"


KILLED = """
import os, psutil
server = psutil.Process(int((Path(sys.argv[1]) / "postmaster.pid").read_text().splitlines()[0]))
for process in [server, *server.children(recursive=True), psutil.Process()]:
    process.kill()
"""


@pytest.mark.slow
@pytest.mark.moving_time
def test_a_server_killed_at_work_comes_back_with_what_was_committed(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    command = [
        sys.executable,
        "-c",
        USE + KILLED,
        str(data),
        "CREATE TABLE kept AS SELECT 7 AS x",
        "SELECT x FROM kept",
    ]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert killed.returncode == -9, killed.stderr
    assert in_another_process(data, "SELECT 1", "SELECT x FROM kept") == "7"


HOLD = """
import sys
from oocr.config.embedded import PostgresServer
with PostgresServer._lock:
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.moving_time
def test_the_list_of_handles_is_changed_by_one_process_at_a_time(tmp_path: Path) -> None:
    handles = tmp_path / ".handle_pids.json"
    handles.write_text("[")  # as another process, which is starting too, has written it so far
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        clearing = threading.Thread(target=embedded._forget_the_dead, args=[tmp_path])
        clearing.start()
        clearing.join(0.2)
        assert clearing.is_alive(), "it waits until the other has written the list"
        handles.write_text(f"[{os.getpid()}, 999999]")
        other.stdin.close()
    clearing.join(10)
    assert handles.read_text() == f"[{os.getpid()}]"


class Recovering:
    """A server that is not up at first."""

    tries = 0

    def __init__(self, data: Path) -> None:
        type(self).tries += 1
        if self.tries < 3:
            raise subprocess.TimeoutExpired("pg_ctl", 10)


class Broken:
    """A server that never comes up."""

    def __init__(self, data: Path) -> None:
        raise subprocess.TimeoutExpired("pg_ctl", 10)


def test_a_server_that_takes_long_to_recover_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(embedded, "_Server", Recovering)
    assert isinstance(embedded._start(tmp_path, ""), Recovering)
    monkeypatch.setattr(embedded, "_Server", Broken)
    with pytest.raises(SystemExit, match="Its log is"):
        embedded._start(tmp_path, "")
