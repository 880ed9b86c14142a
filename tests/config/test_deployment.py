"""What `docs/how-to/deploy.md` says works: two roles, migrations by the owner, and an application that loads an extract,
figures included, and cannot touch the ledger."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from demo.generate import write_small
from tests.architecture.everything import ROOT

PAGE = (ROOT / "docs" / "how-to" / "deploy.md").read_text()


def statements() -> tuple[list[str], list[str], str]:
    """The page's own SQL: before connecting to the new database, after it, and after the first migration."""
    first, then = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
    before, after = first.split("\\c oocr\n")
    in_database = [part for part in (after + then).replace("…", "x").split(";") if part.strip()]
    (afterwards,) = re.findall(r"`(REVOKE [^`]+);`", PAGE)
    return [part for part in before.replace("…", "x").split(";") if part.strip()], in_database, afterwards


def manage(address: str, local: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "MODE": "live",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATABASE_URL": address,
        "PUBLIC_URL": "https://oocr.example",
        "LOCAL_DIR": str(local),
    }
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


WRITE = """
from django.utils import timezone
from oocr.audit.events import Event
from oocr.audit.ledger import Job, record
record(Event.CASE_OPENED, about="case:LP-2024-000001", by=Job("deployment"), at=timezone.now())
"""
STARTED = """
import sys, time
from pathlib import Path
from oocr.config import embedded
print(embedded.socket_directory(Path(sys.argv[1]), "fsync = off\\n"), flush=True)
sys.stdin.read()
"""


@pytest.mark.slow
@pytest.mark.moving_time
def test_the_page_can_be_followed(tmp_path: Path) -> None:
    """On a server of its own, since roles belong to a server and not to a database."""
    with subprocess.Popen(
        [sys.executable, "-c", STARTED, str(tmp_path / "postgres")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        assert server.stdin
        host = server.stdout.readline().strip()
        before, inside, afterwards = statements()
        with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute("DROP DATABASE oocr")
            for statement in before:
                connection.execute(statement)
        with psycopg.connect(host=host, user="postgres", dbname="oocr", autocommit=True) as connection:
            for statement in inside:
                connection.execute(statement)

        owner, app = (f"postgresql://{role}@/oocr?host={host}" for role in ("oocr_owner", "oocr_app"))
        local = tmp_path / "local"
        migrated = manage(owner, local, "migrate", "--verbosity", "0")
        assert migrated.returncode == 0, migrated.stderr
        with psycopg.connect(host=host, user="oocr_owner", dbname="oocr", autocommit=True) as connection:
            connection.execute(afterwards)

        write_small(tmp_path / "extract")
        administrator = (
            "nadia@example.police.uk",
            "Nadia Rahman",
            "leicestershire-police",
            "Leicestershire Police",
        )
        for command in (
            ("make_first_administrator", *administrator),
            ("shell", "--command", WRITE),
            ("import_extract", str(tmp_path / "extract")),
            ("import_extract", str(tmp_path / "extract")),
            ("take_snapshot",),
            ("verify_ledger",),
        ):
            done = manage(app, local, *command)
            assert done.returncode == 0, done.stderr + done.stdout
        with psycopg.connect(host=host, user="oocr_app", dbname="oocr", autocommit=True) as connection:
            for refused in (
                "DELETE FROM audit_entry",
                "UPDATE audit_entry SET event = 'case.closed'",
                "TRUNCATE audit_entry",
                "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(refused)
        server.stdin.close()
