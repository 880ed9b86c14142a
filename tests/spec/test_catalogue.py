"""The list of resolutions: which outcome code each leads to and when, what each leaves behind, and its papers."""

from datetime import date

import pytest

from oocr.policy.packs import in_force
from oocr.policy.wording import wordings_for

BEFORE, AFTER = date(2026, 2, 11), date(2026, 2, 12)
CATALOGUE = in_force(AFTER).catalogue
GIVEN = [key for key, kind in CATALOGUE.items() if kind.enabled]
AT_THE_END = "when every activity is done"
CODES = {
    "community_resolution": ("8", "on issue"),
    "conditional_caution": ("3", "on issue"),
    "outcome_22": ("22", AT_THE_END),
    "youth_caution": ("2", "on issue"),
    "youth_conditional_caution": ("2", "on issue"),
    "deferred_youth_caution": ("23", AT_THE_END),
    "simple_caution": ("3", "on issue"),
    "penalty_notice": ("6", "on issue"),
    "cannabis_warning": ("7", "on issue"),
    "diversionary_caution": (None, None),
    "community_caution": (None, None),
}


def test_outcome_codes_and_when_they_are_recorded() -> None:
    assert {key: (kind.outcome_code, kind.code_when) for key, kind in CATALOGUE.items()} == CODES


def test_a_deferral_had_no_code_before_outcome_23() -> None:
    before = {key: kind.outcome_code for key, kind in in_force(BEFORE).catalogue.items()}
    assert before == {key: code for key, (code, _) in CODES.items()} | {"deferred_youth_caution": None}


def test_what_is_used_what_is_history_and_what_waits() -> None:
    assert list(CODES)[:6] == GIVEN
    assert [key for key, kind in CATALOGUE.items() if kind.prospective] == list(CODES)[-2:]
    ages = {key: CATALOGUE[key].for_whom for key in GIVEN}
    assert ages == dict(
        zip(GIVEN, ("anyone", "adults", "anyone", "children", "children", "children"), strict=True)
    )


@pytest.mark.parametrize("key", GIVEN)
def test_only_a_caution_is_said_to_be_a_criminal_record(key: str) -> None:
    """The papers of the area say that no out of court resolution gives one. Of cautions that is wrong."""
    caution = key in ("conditional_caution", "youth_caution", "youth_conditional_caution")
    record = CATALOGUE[key].consequences["record"]
    assert ("is a criminal record" in record) is caution
    assert ("not on the Police National Computer" in record or "nothing is on the" in record) is not caution


@pytest.mark.parametrize("key", [key for key, kind in CATALOGUE.items() if not kind.prospective])
def test_disclosure_points_to_the_official_guide(key: str) -> None:
    assert (
        "gov.uk/government/publications/dbs-filtering-guidance" in CATALOGUE[key].consequences["disclosure"]
    )


def test_a_youth_conditional_caution_promises_nothing_about_disclosure() -> None:
    said = CATALOGUE["youth_conditional_caution"].consequences["disclosure"]
    assert "depends on" in said
    assert "does not show" not in said
    assert "not automatically" not in said


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_papers_of_a_resolution_are_those_with_wording(key: str) -> None:
    assert sorted(CATALOGUE[key].papers) == sorted(wording.key for wording in wordings_for(key, AFTER))
