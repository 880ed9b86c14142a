"""Where the data is kept: the PostgreSQL that DATABASE_URL names, or one embedded in the checkout.

The embedded server (`oocr.config.embedded`) is started by the first connection (`oocr.config.postgres`).
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

NAME = "oocr"
# A server that holds only invented people on one machine may lose the last moment in a power cut; nothing else.
TUNING = """
shared_buffers = 256MB
work_mem = 32MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
max_connections = 60
synchronous_commit = off
random_page_cost = 1.1
"""
# Tests throw their databases away, so they need not survive a power cut at all.
TUNING_FOR_TESTS = TUNING + "fsync = off\nfull_page_writes = off\nautovacuum = off\n"


def settings_for(*, url: str, data: Path, for_tests: bool) -> dict[str, Any]:
    """Django's settings of the default database."""
    common = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
    if url:
        return common | {"ENGINE": "django.db.backends.postgresql"} | parts(url)
    return common | {
        "ENGINE": "oocr.config.postgres",
        "NAME": NAME,
        "USER": "postgres",
        "EMBEDDED": {"data": data, "tuning": TUNING_FOR_TESTS if for_tests else TUNING},
    }


def parts(url: str) -> dict[str, Any]:
    """A database address as Django's settings. Whatever follows `?` is passed to the driver."""
    split = urlsplit(url)
    if split.scheme not in {"postgresql", "postgres"} or not split.path.strip("/"):
        raise SystemExit("DATABASE_URL must look like postgresql://user:password@host:port/name")
    return {
        "NAME": unquote(split.path.lstrip("/")),
        "USER": unquote(split.username or ""),
        "PASSWORD": unquote(split.password or ""),
        "HOST": unquote(split.hostname or ""),
        "PORT": split.port or "",
        "OPTIONS": dict(parse_qsl(split.query)),
    }
