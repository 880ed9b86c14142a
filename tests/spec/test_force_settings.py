"""The force's settings say what the service does: each is a fact of every case, is read, or is unused."""

from datetime import date

import pytest

from oocr.policy.facts import FACTS
from oocr.policy.packs import in_force
from tests.architecture.everything import ROOT

SETTINGS = in_force(date(2026, 5, 1)).settings
QUESTIONS = [question for pack in in_force(date(2026, 5, 1)).packs for question in pack.questions]
UNUSED = "(Not used yet.)"
SOURCE = "".join(path.read_text() for path in (ROOT / "oocr").rglob("*.py"))
READ = {name for name in SETTINGS if name not in FACTS and f'"{name}"' in SOURCE}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_what_the_service_does(name: str) -> None:
    setting = SETTINGS[name]
    assert (name in FACTS) + (name in READ) + setting.says.endswith(UNUSED) == 1


def test_every_open_question_is_listed_once() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 31))
    for question in QUESTIONS:
        answers = {setting.name for setting in SETTINGS.values() if setting.question == question.number}
        assert set(question.settings) == answers


def test_every_rule_that_rests_on_a_question_is_listed_there() -> None:
    listed = {(question.number, rule) for question in QUESTIONS for rule in question.rules}
    for day in (date(2023, 6, 1), date(2024, 10, 1), date(2025, 6, 1), date(2026, 5, 1)):
        resting = {(number, rule.id) for rule in in_force(day).rules for number in rule.settles}
        assert resting <= listed
