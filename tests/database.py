"""The test database: migrated once, then copied by every worker of every run until the migrations change."""

import ast
import hashlib
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
KEPT = 3  # for those who go back and forth between branches; each takes some ten megabytes


def migrated() -> str:
    """The name of a database that has every migration and no row of ours. One process makes it, the others wait."""
    name = f"oocr_migrated_{_digest()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(4712)")  # until this connection is closed
        cursor.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'oocr\_migrated\_%' ORDER BY oid")
        known = [row[0] for row in cursor.fetchall()]
        if name not in known:
            for old in known[: 1 - KEPT]:
                cursor.execute(f'DROP DATABASE "{old}"')
            # Named when it is whole, so that one whose making was cut short is never copied.
            _make("oocr_being_migrated")
            cursor.execute(f'ALTER DATABASE "oocr_being_migrated" RENAME TO "{name}"')
    return name


def _make(name: str) -> None:
    ours, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    wanted, test["NAME"] = test["NAME"], name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    test["NAME"] = wanted
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = ours


def _digest() -> str:
    """Of all that a migrated database depends on: migrations, what of ours they import, packages, and the server."""
    migrations = sorted(ROOT.glob("oocr/*/migrations/*.py"))
    files = [*migrations, *_imported(migrations)]
    files += [ROOT / "requirements" / "base.txt", ROOT / "oocr" / "config" / "embedded.py"]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _imported(migrations: list[Path]) -> list[Path]:
    named = {
        name
        for file in migrations
        for line in ast.walk(ast.parse(file.read_text()))
        for name in _modules(line)
        if name.startswith("oocr.")
    }
    found = [find_spec(name) for name in sorted(named)]
    return [Path(spec.origin) for spec in found if spec and spec.origin]


def _modules(line: ast.AST) -> list[str]:
    if isinstance(line, ast.Import):
        return [alias.name for alias in line.names]
    return [line.module or ""] if isinstance(line, ast.ImportFrom) else []
