"""Which packs there are and which are in force: one version of every subject, on every day or on none."""

from datetime import date
from pathlib import Path

import pytest

from oocr.policy.conditions import ALWAYS, PackProblem
from oocr.policy.pack import Setting, Stage
from oocr.policy.packs import NothingInForce, PackSet, in_force, load
from tests.policy.world import policy, rule, rule_text, write


def versions(packs: PackSet) -> list[str]:
    return [mark.named for mark in packs.ids_and_hashes]


def test_a_pack_is_in_force_until_its_successor_begins(tmp_path: Path) -> None:
    write(tmp_path, rule_text(), day="2025-01-01")
    write(tmp_path, rule_text(), day="2025-06-01")
    shelf = load(tmp_path)
    assert versions(shelf.in_force(date(2025, 5, 31))) == ["adults-2025-01-01"]
    assert versions(shelf.in_force(date(2025, 6, 1))) == ["adults-2025-06-01"]
    assert [shelf.ends(pack) for pack in shelf.packs] == [date(2025, 6, 1), None]


def test_a_pack_may_say_when_it_ends(tmp_path: Path) -> None:
    write(tmp_path, rule_text(), ends="in_force_to = 2025-06-01")
    shelf = load(tmp_path)
    assert versions(shelf.in_force(date(2025, 5, 31))) == ["adults-2025-01-01"]
    with pytest.raises(NothingInForce, match="No pack of adults is in force on 2025-06-01"):
        shelf.in_force(date(2025, 6, 1))


def test_a_day_that_lacks_one_subject_has_no_policy(tmp_path: Path) -> None:
    write(tmp_path, rule_text())
    write(tmp_path, rule_text(id='"other"'), id="children", day="2025-02-01")
    with pytest.raises(NothingInForce, match="children"):
        load(tmp_path).in_force(date(2025, 1, 15))


@pytest.mark.parametrize(("ends", "how"), [("2025-07-01", "overlaps"), ("2025-05-01", "leaves a gap before")])
def test_versions_of_a_subject_neither_overlap_nor_gap(tmp_path: Path, ends: str, how: str) -> None:
    write(tmp_path, rule_text(), ends=f"in_force_to = {ends}")
    write(tmp_path, rule_text(), day="2025-06-01")
    with pytest.raises(PackProblem, match=f"it {how} adults-2025-06-01"):
        load(tmp_path)


def test_a_rule_stands_under_one_subject(tmp_path: Path) -> None:
    write(tmp_path, rule_text())
    write(tmp_path, rule_text(), id="children")
    with pytest.raises(PackProblem, match="adults has a rule of that name"):
        load(tmp_path)


def test_the_same_days_have_the_same_set(tmp_path: Path) -> None:
    write(tmp_path, rule_text())
    shelf = load(tmp_path)
    assert shelf.in_force(date(2025, 1, 1)) is shelf.in_force(date(2025, 2, 1))


def test_a_draft_takes_the_place_of_its_subject(tmp_path: Path) -> None:
    write(tmp_path, rule_text())
    write(tmp_path, rule_text(id='"other"'), id="children")
    now = load(tmp_path).in_force(date(2025, 1, 1))
    (tmp_path / "draft").mkdir()
    write(tmp_path / "draft", rule_text(), day="2026-01-01")
    draft = load(tmp_path / "draft").packs[0]
    assert versions(now.with_draft(draft)) == ["adults-2026-01-01", "children-2025-01-01"]
    assert versions(now) == ["adults-2025-01-01", "children-2025-01-01"]


def test_rules_of_later_stages_are_still_to_come() -> None:
    first, later = rule("first", ALWAYS), rule("later", ALWAYS, at=Stage.ISSUE, of=("community_resolution",))
    packs = policy(first, later)
    assert packs.still_to_come("community_resolution", Stage.CHOOSE) == (later,)
    assert packs.still_to_come("conditional_caution", Stage.CHOOSE) == ()
    assert packs.still_to_come("community_resolution", Stage.ISSUE) == ()


def test_only_settings_that_are_chosen_and_named_like_a_fact_give_facts() -> None:
    settings = (
        Setting("medium_risk_course_allowed", "-", True, False),
        Setting("partner_community_resolution_allowed", "-", None, False),
        Setting("words_of_a_rationale", "-", 40, False),
    )
    assert policy(settings=settings).facts_given == {"medium_risk_course_allowed": True}


def test_our_own_packs_are_in_force_today() -> None:
    packs = in_force(date(2025, 11, 3))
    assert packs is in_force(date(2025, 11, 4))
    assert packs.catalogue
    assert all(len(mark.hash) == 64 for mark in packs.ids_and_hashes)
    assert packs.ids_and_hashes[0].as_data()["id"] == "resolutions"
