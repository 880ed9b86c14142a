"""What every test stands on: databases of its own run, no network but this machine, and a time that stands still."""

import atexit
import datetime as dt
import gc
import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import psutil
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from tests.database import migrated
from tests.factories.memory import MEMORY

RUN = "OOCR_TEST_RUN"  # the number of the process that started the run; its workers inherit it
CHANGERS = {"monkeypatch", "settings"}  # a test that asks for one may change what factories come to
NOW = dt.datetime(2025, 11, 3, 9, 30, tzinfo=dt.UTC)

# A property is wrong when it is wrong, never because the machine has other things to do.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
# `make test-fast` looks at fewer examples of each property; `make test` at all of them.
hypothesis.settings.register_profile("quick", hypothesis.settings.get_profile("unhurried"), max_examples=20)
hypothesis.settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pictures`: the journeys take the documentation's pictures on their way (`make pictures`); `--remember`: see `tests.factories.memory`."""
    parser.addoption("--pictures", action="store_true", help="take the documentation's pictures again")
    parser.addoption("--remember", action="store_true", help="let factories put back what they did before")


def pytest_configure(config: pytest.Config) -> None:
    """Give this run's databases a name of their own, so that two runs in one checkout never meet."""
    os.environ.setdefault(RUN, str(os.getpid()))


def pytest_collection_finish() -> None:
    """All that is loaded by now stays to the end: Python need not look through it for what can go."""
    gc.freeze()
    atexit.register(gc.unfreeze)


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """Name the database `test_oocr_<run>_<worker>`."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_oocr_{os.environ[RUN]}_{worker}"
    connection.settings_dict["TEST"]["NAME"] = settings.DATABASES["default"]["TEST"]["NAME"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: Any,
) -> None:
    """Copy what is migrated already, and clear away the databases of runs that were killed."""
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'test\_oocr\_%'")
        for (name,) in cursor.fetchall():
            if not psutil.pid_exists(int(name.split("_")[2])):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated()


@pytest.fixture(autouse=True)
def now(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller | None]:
    """Time stands still at `NOW`; `now.shift(…)` moves it. Journeys keep the real time, since browsers do."""
    if request.node.get_closest_marker("journey") or request.node.get_closest_marker("moving_time"):
        MEMORY.begin(on=False)
        yield None
        return
    with time_machine.travel(NOW, tick=False) as traveller:
        MEMORY.begin(on=request.config.getoption("--remember") and not CHANGERS & _asked_for(request))
        yield traveller


def _asked_for(request: pytest.FixtureRequest) -> set[str]:
    """The fixtures that the test, or one of our own that it uses, asks for. Not those that a plugin takes for itself."""
    info = request.node._fixtureinfo
    ours = [known for found in info.name2fixturedefs.values() for known in found if known.baseid]
    return {*info.argnames, *(name for known in ours for name in known.argnames)}


def _flush_the_ledger_too(
    self: TransactionTestCase, flush: Any = TransactionTestCase._fixture_teardown
) -> None:
    """Empty every table after a test that commits. The ledger's triggers refuse that, here as anywhere, so they are
    set aside for this one statement; then the ledger is given its empty head again."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    try:
        flush(self)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '') ON CONFLICT DO NOTHING"
            )
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")


TransactionTestCase._fixture_teardown = _flush_the_ledger_too  # type: ignore[method-assign]  # as its docstring says
