"""The two pages for machines, and what every answer carries."""

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from django.test import Client


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def test_health_answers_without_a_database(client: Client) -> None:
    assert client.get("/health").json() == {"status": "alive"}


@pytest.mark.django_db
def test_ready_when_the_database_has_every_migration(client: Client) -> None:
    assert client.get("/ready").json() == {"status": "ready"}
    assert client.get("/ready").status_code == 200, "and again, from memory"


@pytest.mark.django_db
def test_not_ready_while_migrations_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["because"] == "1 migrations are waiting"


@pytest.mark.django_db
def test_not_ready_while_the_database_does_not_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("password authentication failed for user oocr_app")

    cache.set("migrated", True)
    monkeypatch.setattr(connection, "ensure_connection", refuse)
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "oocr_app" not in answer.content.decode()


def test_every_answer_carries_the_policy(client: Client) -> None:
    answer = client.get("/health")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_design_systems_files_are_served_from_where_they_are_installed() -> None:
    for name in (
        "govuk/govuk-frontend.min.css",
        "govuk/govuk-frontend.min.js",
        "moj/moj-frontend.min.css",
        "images/icon-document.svg",
        "ui/app.css",
    ):
        assert finders.find(name), name


@pytest.mark.parametrize("address", ["/health", "/ready"])
@pytest.mark.django_db
def test_a_machine_asks_by_whatever_name_it_knows_us(client: Client, address: str) -> None:
    """What restarts a container asks at its number; only these two pages answer to a name that is not ours."""
    assert client.get(address, headers={"host": "10.0.0.7:8000"}).status_code == 200
    assert client.get(f"{address}/x", headers={"host": "10.0.0.7:8000"}).status_code == 400
