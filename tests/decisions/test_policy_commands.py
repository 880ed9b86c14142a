"""`manage.py assess` and `manage.py packs`: policy from the command line."""

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from oocr.policy.packs import in_force
from tests.policy.world import rule_text, write

CATALOGUE = in_force(date(2025, 11, 3)).catalogue


# All that is asked when choosing a community resolution, for an adult.
ENOUGH = json.dumps({
    "age_at_offence": 30, "age_at_decision": 30, "stance": "admitted", "evidential_test": "offence_made_out",
    "offence_class": "summary", "domestic_abuse": False, "emergency_worker_victim": False, "weapon": False,
    "blade_or_offensive_weapon": False, "class_a_drug": False, "sexual_offence": False, "robbery": False,
    "stalking_or_harassment": False, "child_cruelty": False, "hate_strand": "race", "gravity_final": 2,
    "earlier_resolutions_in_look_back": 0, "offence_on": "2025-10-01",
})  # fmt: skip


def said(*command: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def refused(*command: str) -> CommandError:
    with pytest.raises(CommandError) as refusal:
        said(*command)
    return refusal.value


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text('{"stance": "denied", "age_at_decision": 30, "offence_on": "2025-10-01"}')
    return path


def test_assess_says_how_every_resolution_type_stands(facts: Path) -> None:
    text = said("assess", str(facts), "--on", "2025-11-03")
    answers = re.findall(r"^(\S.*): (open|needs: .+|shut|cannot say: .+)$", text, re.M)
    assert [title for title, _ in answers] == [each.title for each in CATALOGUE.values()]
    assert dict(answers)["Conditional caution"] == "shut"
    assert dict(answers)["Outcome 22: an activity, and no further action"].startswith("cannot say: ")
    assert "  stop   A caution needs the person to admit the offence. [admission-for-a-caution]" in text
    assert "         waits for: " in text
    assert "         would need: inspector" in text


def test_assess_says_which_rank_is_needed(facts: Path) -> None:
    facts.write_text(ENOUGH)
    text = said("assess", str(facts), "--on", "2025-11-03", "--resolution", "community_resolution")
    assert text.startswith("Community resolution: needs: inspector\n")
    assert "         needs: inspector" in text


def test_assess_for_one_resolution_at_a_later_stage(facts: Path) -> None:
    early, late = (
        said("assess", str(facts), "--resolution", "outcome_22", "--stage", stage)
        for stage in ("choose", "issue")
    )
    assert re.search(
        r"^  later  more rules are asked: \d+ when it is proposed, \d+ when it is auth", early, re.M
    )
    assert "more rules are asked" not in late
    assert len(late) > len(early)


def test_assess_as_data_says_which_packs_it_asked(facts: Path) -> None:
    data = json.loads(said("assess", str(facts), "--on", "2025-11-03", "--json"))
    assert data["on"] == "2025-11-03"
    assert [option["resolution"] for option in data["options"]] == list(CATALOGUE)
    assert {"id", "in_force_from", "hash"} == set(data["packs"][0])
    assert "victim-heard" in data["options"][0]["still_to_come"]


def test_assess_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("{}"))
    assert "cannot say" in said("assess", "-")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"colour": "red"}', "There is no fact called colour."),
        ('{"weapon": "yes"}', "weapon is yes or no, not 'yes'."),
        ('{"offence_on": "yesterday"}', "offence_on is a day like 2025-01-31, not 'yesterday'."),
        ('{"resolution_enabled": true}', "The packs give resolution_enabled; a case may not."),
        ("[]", "The facts are one JSON object"),
        ("{", "The facts could not be read"),
    ],
)
def test_assess_says_clearly_what_it_does_not_understand(facts: Path, text: str, says: str) -> None:
    facts.write_text(text)
    refusal = refused("assess", str(facts))
    assert says in str(refusal)
    assert refusal.returncode == 2


def test_assess_on_a_day_without_a_policy(facts: Path) -> None:
    refusal = refused("assess", str(facts), "--on", "1999-01-01")
    assert "is in force on 1999-01-01" in str(refusal)
    assert refusal.returncode == 2


def test_our_packs_are_well() -> None:
    assert "all is well" in said("packs", "check")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, rule_text())
    return tmp_path


def test_check_loads_runs_examples_and_says_what_is_not_locked(folder: Path) -> None:
    text = said("packs", "--folder", str(folder), "check")
    assert "1 packs, 1 rules, 3 examples, 0 locked" in text
    assert "adults-2025-01-01.toml is in force and not locked" in text


def test_check_refuses_a_pack_that_does_not_load(folder: Path) -> None:
    write(folder, rule_text(source='"hearsay"'))
    assert "no source called hearsay" in str(refused("packs", "--folder", str(folder), "check"))


def test_check_refuses_an_example_that_is_not_so(folder: Path) -> None:
    write(folder, rule_text(stop_when="{ weapon = false }"))
    assert str(refused("packs", "--folder", str(folder), "check")).splitlines() == [
        "adults-2025-01-01, rule weapon-stops, example with one: does not fire, not fires",
        "adults-2025-01-01, rule weapon-stops, example without: fires, not does not fire",
    ]


def test_lock_locks_what_is_in_force_and_check_then_refuses_a_change(folder: Path) -> None:
    future = write(folder, rule_text(), day="2031-01-01")
    assert said("packs", "--folder", str(folder), "lock") == "Locked adults-2025-01-01.toml\n"
    assert said("packs", "--folder", str(folder), "lock") == "Nothing to lock.\n"
    assert "1 locked" in said("packs", "--folder", str(folder), "check")
    future.unlink()
    write(folder, rule_text(paragraph='"section 2"'))
    for what in ("check", "lock"):
        changed = str(refused("packs", "--folder", str(folder), what))
        assert changed == (
            "adults-2025-01-01.toml has been in force and has changed. Undo that; a new date gets a new file."
        )
    (folder / "adults-2025-01-01.toml").unlink()
    assert "is gone" in str(refused("packs", "--folder", str(folder), "check"))


def test_lock_refuses_a_pack_whose_examples_are_not_so(folder: Path) -> None:
    write(folder, rule_text(stop_when="{ weapon = false }"))
    assert "example with one" in str(refused("packs", "--folder", str(folder), "lock"))
    assert not (folder / "LOCKED").exists()


def test_diff_compares_a_draft_with_the_pack_in_force(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    draft = write(
        tmp_path_factory.mktemp("draft"),
        rule_text(stop_when="{ robbery = true }"),
        rule_text(id='"another"'),
        day="2026-01-01",
    )
    text = said("packs", "--folder", str(folder), "diff", str(draft))
    assert "From adults-2025-01-01 to adults-2026-01-01" in text
    assert "Added: another" in text
    assert "Changed: weapon-stops" in text
    assert "condition: `weapon` is yes" in text
    assert "example: with one (community_resolution): fires → cannot say" in text


def test_diff_of_two_packs_by_name(folder: Path) -> None:
    write(folder, day="2026-01-01")
    text = said("packs", "--folder", str(folder), "diff", "adults-2025-01-01", "adults-2026-01-01")
    assert "Removed: weapon-stops" in text
    same = said("packs", "--folder", str(folder), "diff", "adults-2025-01-01", "adults-2025-01-01")
    assert "They say the same." in same


def test_diff_says_what_it_cannot_compare(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = write(tmp_path_factory.mktemp("other"), rule_text(), id="children")
    assert "There is no pack called nothing" in str(
        refused("packs", "--folder", str(folder), "diff", "nothing")
    )
    assert "No pack of children is in force." in str(
        refused("packs", "--folder", str(folder), "diff", str(other))
    )
    two = refused("packs", "--folder", str(folder), "diff", "adults-2025-01-01", str(other))
    assert "different subjects" in str(two)
