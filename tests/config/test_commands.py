"""The commands that write the reference pages and lay out a room."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from oocr.config import reference
from oocr.config.environment import Environment, read


@pytest.fixture
def elsewhere(settings: LazySettings, tmp_path: Path) -> Path:
    settings.BASE_DIR = tmp_path
    return tmp_path


def test_write_docs_writes_what_is_out_of_date_and_removes_what_is_no_more(elsewhere: Path) -> None:
    with pytest.raises(CommandError, match="Out of date"):
        call_command("write_docs", check=True)
    call_command("write_docs")
    call_command("write_docs", check=True)
    (elsewhere / "docs" / "reference" / "events.md").write_text("something else")
    (elsewhere / "docs" / "reference" / "gone.md").write_text("a page of something that is gone")
    with pytest.raises(CommandError, match=r"events.md, gone.md"):
        call_command("write_docs", check=True)
    call_command("write_docs")
    assert {path.name for path in (elsewhere / "docs" / "reference").iterdir()} == set(reference.pages())


def test_new_room_lays_out_the_five_places(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("new_room", "late_appeals")
    for place in (
        "oocr/late_appeals/__init__.py",
        "oocr/late_appeals/urls.py",
        "oocr/late_appeals/jinja2/late_appeals",
        "tests/late_appeals/__init__.py",
        "docs/explanation/late_appeals.md",
    ):
        assert (elsewhere / place).exists()
    assert "say where it stands" in capsys.readouterr().out
    with pytest.raises(CommandError, match="already"):
        call_command("new_room", "late_appeals")


@pytest.mark.parametrize("name", ["", "Appeals", "appeals-late", "../appeals", "appeals2"])
def test_new_room_asks_for_plain_words(elsewhere: Path, name: str) -> None:
    with pytest.raises(CommandError, match="plain lower-case words"):
        call_command("new_room", name)


def test_a_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    environment = Environment(_env_file=None, mode="demonstration", local_dir=tmp_path / "new")
    first = environment.signing_key()
    assert len(first) >= 50
    assert environment.signing_key() == first
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0


def test_a_wrong_environment_stops_the_service_with_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODE", "live")
    monkeypatch.setenv("SESSION_MINUTES", "never")
    with pytest.raises(SystemExit) as stopped:
        read.__wrapped__()
    assert "SESSION_MINUTES: " in str(stopped.value)
    assert "docs/reference/settings.md" in str(stopped.value)


def test_hosts_are_given_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "one.example, two.example,")
    assert Environment(_env_file=None, mode="tests").allowed_hosts == ["one.example", "two.example"]
