"""What the loader refuses, and how it says where."""

import re
from datetime import date
from pathlib import Path

import pytest

from oocr.policy.conditions import PackProblem
from oocr.policy.pack import Effect, Stage
from oocr.policy.packs import FOLDER, load
from oocr.policy.reading import read_pack
from tests.policy.world import ALWAYS_EXAMPLES, rule_text, write

OURS = next(FOLDER.glob("resolutions-*.toml"))


def refused(folder: Path, *rules: str, **pack: str) -> str:
    path = write(folder, *rules, **pack)
    with pytest.raises(PackProblem) as refusal:
        read_pack(path)
    return str(refusal.value)


def test_a_pack_is_read_into_plain_data(tmp_path: Path) -> None:
    pack = read_pack(write(tmp_path, rule_text(of='["outcome_22"]', settles="3")))
    rule = pack.rules[0]
    assert (pack.id, pack.in_force_from) == ("adults", date(2025, 1, 1))
    assert (rule.id, rule.effect, rule.at, rule.of) == (
        "weapon-stops",
        Effect.STOP,
        Stage.CHOOSE,
        ("outcome_22",),
    )
    assert rule.settles == (3,)
    assert rule.source.href == "https://example.org/act"
    assert [example.fires for example in rule.examples] == [True, False, None]
    assert {example.resolution for example in rule.examples} == {"outcome_22"}


BAD_RULES = {
    "there is no source called hearsay": {"source": '"hearsay"'},
    "source is missing": {"source": None},
    "paragraph is missing": {"paragraph": None},
    "paragraph: this is empty": {"paragraph": '""'},
    "register is missing": {"register": None},
    "an id of the register looks like EL-02": {"register": '["EL2"]'},
    "an id is small letters": {"id": '"Weapon stops"'},
    "says: text was expected, not 3": {"says": "3"},
    "at: this is one of choose, propose, authorise, issue, not 'later'": {"at": '"later"'},
    "confidence: this is one of high, medium, low": {"confidence": '"fairly"'},
    "of: this names resolutions": {"of": '["prison"]'},
    "of: a list of words was expected": {"of": "[3]"},
    "settles: this is the number of an open question": {"settles": '"4"'},
    "never stop": {"confidence": '"low"'},
    "only a rule that asks needs an authority": {"authority": '"inspector"'},
    "authority: this is one of constable, sergeant": {
        "authority": '"colonel"',
        "stop_when": None,
        "ask_when": "{ weapon = true }",
    },
    "needs an authority, a reason or both": {"stop_when": None, "ask_when": "{ weapon = true }"},
    "no reason opens what a rule stops": {"reason": "true"},
    "exactly one of stop_when": {"ask_when": "{ weapon = true }"},
    "there is no key called severity": {"severity": '"high"'},
    "at least 3 examples": {"examples": '[{ name = "a", facts = {}, fires = "cannot say" }]'},
    "no example where it cannot say": {"examples": ALWAYS_EXAMPLES.replace("true", "false", 1)},
    "examples, facts: there is no fact called colour": {
        "examples": '[{ name = "a", facts = { colour = 1 }, fires = true }]'
    },
    "example a, facts: weapon is yes or no": {
        "examples": '[{ name = "a", facts = { weapon = 1 }, fires = true }]'
    },
    "the resolution is a key of its own": {
        "examples": '[{ name = "a", facts = { resolution = "outcome_22" }, fires = true }]'
    },
    'fires: this is true, false or "cannot say"': {
        "examples": '[{ name = "a", facts = {}, fires = "maybe" }]'
    },
    "examples 1: a table was expected": {"examples": '["a"]'},
}


@pytest.mark.parametrize("says", BAD_RULES)
def test_a_bad_rule_is_refused(tmp_path: Path, says: str) -> None:
    said = refused(tmp_path, rule_text(**BAD_RULES[says]))
    assert says.removeprefix("examples, ").removeprefix("examples ") in said.replace("example 1: ", "1: ")
    assert said.startswith("packs/adults-2025-01-01.toml, rule ")


BAD_CONDITIONS = {
    ".colour: there is no fact called colour": "{ colour = true }",
    ".weapon: weapon is yes or no, not 'yes'": '{ weapon = "yes" }',
    ".stance: stance is one of admitted": '{ stance = ["admitted", "shrugged"] }',
    ".stance: a list of values that is empty": "{ stance = [] }",
    ".weapon: weapon is not a number and has no bounds": "{ weapon = { at_least = 1 } }",
    ".gravity_final: about is not a bound": "{ gravity_final = { about = 1 } }",
    ".gravity_final.at_least: a bound is a whole number, not True": "{ gravity_final = { at_least = true } }",
    ".gravity_final: bounds without a number": "{ gravity_final = { } }",
    ".gravity_final: gravity_final is a whole number, not 'two'": '{ gravity_final = "two" }',
    ".all: all is a list of conditions": "{ all = {} }",
    ".any: any is a list of conditions, and not an empty one": "{ any = [] }",
    ".any[2].not: an empty condition": "{ any = [{ weapon = true }, { not = {} }] }",
    ".any[1]: an empty condition": "{ any = [{}] }",
    ".not: a condition is a table, not True": "{ not = true }",
    "stop_when: a condition is a table, not 'weapon'": '"weapon"',
    "there is no named function 'luck'": '{ call = "luck" }',
    "ends_near_prosecution_limit is told days": '{ call = "ends_near_prosecution_limit" }',
    ".days: a whole number is told, not '21'": '{ call = "ends_near_prosecution_limit", days = "21" }',
}


@pytest.mark.parametrize("says", BAD_CONDITIONS)
def test_a_condition_outside_the_language_is_refused(tmp_path: Path, says: str) -> None:
    said = refused(tmp_path, rule_text(stop_when=BAD_CONDITIONS[says]))
    assert says in said
    assert said.startswith("packs/adults-2025-01-01.toml, rule weapon-stops, stop_when")


def test_a_rule_that_always_fires_needs_no_example_where_it_does_not(tmp_path: Path) -> None:
    pack = read_pack(write(tmp_path, rule_text(stop_when=None, note_when="{}", examples=ALWAYS_EXAMPLES)))
    assert pack.rules[0].always


def test_two_rules_with_one_id_are_refused(tmp_path: Path) -> None:
    assert "there are two of rule weapon-stops" in refused(tmp_path, rule_text(), rule_text())


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "adults-2025-01-01.toml"
    path.write_text("id = ")
    with pytest.raises(PackProblem, match="this is not TOML"):
        read_pack(path)


@pytest.mark.parametrize("name", ["cats-2025-01-01.toml", "adults.toml", "adults-2025-1-1.toml"])
def test_a_file_that_is_not_called_after_a_subject_and_a_day_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackProblem, match="a pack is called"):
        read_pack(write(tmp_path).rename(tmp_path / name))


def test_a_file_called_after_another_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackProblem, match=r"the file of adults-2025-01-01 is called adults-2025-01-01\.toml"):
        read_pack(write(tmp_path).rename(tmp_path / "adults-2025-02-01.toml"))


def test_a_pack_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    assert "ends before it begins" in refused(tmp_path, ends="in_force_to = 2025-01-01")


def test_one_bad_pack_keeps_all_out(tmp_path: Path) -> None:
    write(tmp_path, rule_text())
    write(tmp_path, rule_text(id='"Bad Id"'), id="children")
    with pytest.raises(PackProblem, match="children"):
        load(tmp_path)


BAD_CATALOGUES = {
    "there are two of resolution simple_caution": ('key = "outcome_22"', 'key = "simple_caution"'),
    "consequences: these are breach, disclosure, record": ("\nbreach = ", "\nrevenge = "),
    "an outcome code says when it is recorded": ('code_when = "on issue"\n', ""),
    "for: this is one of adults, children, anyone": ('for = "adults"', 'for = "dogs"'),
}


@pytest.mark.parametrize("says", BAD_CATALOGUES)
def test_a_bad_catalogue_is_refused(tmp_path: Path, says: str) -> None:
    path = tmp_path / OURS.name
    text = OURS.read_text()
    assert BAD_CATALOGUES[says][0] in text
    path.write_text(text.replace(*BAD_CATALOGUES[says], 1))
    with pytest.raises(PackProblem, match=re.escape(says)):
        read_pack(path)


def test_a_catalogue_lacks_no_resolution(tmp_path: Path) -> None:
    path = tmp_path / OURS.name
    first, *rest = OURS.read_text().split("[[resolutions]]")
    path.write_text("[[resolutions]]".join([first, *rest[1:]]))
    with pytest.raises(PackProblem, match="the catalogue has each of community_resolution"):
        read_pack(path)


SETTING = '[[settings]]\nname = "{name}"\nsays = "Whether."\nconfirmed = false\n{more}\n'


def test_settings_and_questions_are_read(tmp_path: Path) -> None:
    question = '[[questions]]\nnumber = 4\nasks = "Which?"\nassumed = "This."\nconfirmed = false\nrules = ["a"]\nsettings = []\n'
    setting = SETTING.format(
        name="medium_risk_course_allowed", more='value = true\nquestion = 4\nsource = "act"\nparagraph = "1"'
    )
    pack = read_pack(write(tmp_path, setting, question, id="force"))
    assert (pack.settings[0].value, pack.settings[0].question, pack.settings[0].paragraph) == (True, 4, "1")
    assert pack.questions[0].rules == ("a",)


@pytest.mark.parametrize(
    ("name", "more", "says"),
    [
        ("weapon", "value = true", "weapon is a fact of a case"),
        ("resolution_enabled", "value = true", "is a fact of a case"),
        ("medium_risk_course_allowed", "value = 1", "is yes or no, not 1"),
        ("longest_wait", "value = 2025-01-01", "this is yes or no, a whole number or words"),
    ],
)
def test_a_bad_setting_is_refused(tmp_path: Path, name: str, more: str, says: str) -> None:
    assert says in refused(tmp_path, SETTING.format(name=name, more=more), id="force")
