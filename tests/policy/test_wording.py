"""The wording of papers: what a template may say, and what those we ship must and must not say."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oocr.policy.conditions import PackProblem
from oocr.policy.wording import FLAGS, FOLDER, LISTS, VALUES, Wording, read_wording, wordings, wordings_for

ALL = wordings()
TODAY = date(2026, 11, 1)
GIVEN_TODAY = (
    "community_resolution",
    "conditional_caution",
    "outcome_22",
    "youth_caution",
    "youth_conditional_caution",
    "deferred_youth_caution",
)
GOOD = """
key = "letter"
title = "Letter"
in_force_from = 2026-01-01
owner = "Lead"
marking = "OFFICIAL"
for = "person"
resolutions = ["outcome_22"]
[[blocks]]
text = "Dear {person_name}"
[[blocks]]
each = "conditions"
steps = ["{what} by {due}"]
[[blocks]]
when = ["is_child"]
note = "A grown-up can help."
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "letter-2026-01-01.toml"
    path.write_text(text)
    return path


def newest(key: str) -> Wording:
    return next(wording for wording in reversed(ALL) if wording.key == key)


def test_blocks_are_filled_repeated_and_left_out(tmp_path: Path) -> None:
    wording = read_wording(written(tmp_path, GOOD))
    conditions = [{"what": "Write", "due": "Friday"}, {"what": "Pay", "due": "Monday"}]
    filled = wording.filled({"person_name": "A {due} B"}, lists={"conditions": conditions})
    assert filled == [("text", "Dear A {due} B"), ("steps", ["Write by Friday", "Pay by Monday"])]
    assert wording.filled({"person_name": "A"}, ["is_child"], {"conditions": []}) == [
        ("text", "Dear A"),
        ("note", "A grown-up can help."),
    ]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("{person_name}", "{shoe_size}", "no value shoe_size"),
        ('["is_child"]', '["is_tall"]', "no flag is_tall"),
        ('"conditions"', '"excuses"', "one of conditions"),
        ("Dear {person_name}", "{due}", "no value due"),
        ('text = "Dear', 'poem = "Dear', "exactly one of"),
        ('["outcome_22"]', '["outcome_99"]', "no resolution outcome_99"),
        ('for = "person"', 'for = "cat"', "one of person, victim"),
        ('owner = "Lead"', "", "owner is missing"),
        ('owner = "Lead"', 'owner = "Lead"\ncolour = "red"', "no key called colour"),
        ("2026-01-01", "2026-02-01", "is called letter-2026-02-01.toml"),
        ('title = "Letter"', "title = Letter", "not TOML"),
    ],
)
def test_a_template_that_is_wrong_says_where_and_why(tmp_path: Path, was: str, now: str, said: str) -> None:
    assert was in GOOD
    with pytest.raises(PackProblem, match=said):
        read_wording(written(tmp_path, GOOD.replace(was, now)))


def test_the_wording_of_the_day_is_used(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    (tmp_path / "letter-2026-06-01.toml").write_text(GOOD.replace("2026-01-01", "2026-06-01"))
    for on, expected in ((date(2025, 12, 31), []), (date(2026, 5, 31), ["letter-2026-01-01"])):
        assert [w.version for w in wordings_for("outcome_22", on, tmp_path)] == expected
    assert [w.version for w in wordings_for("outcome_22", date(2026, 6, 1), tmp_path)] == [
        "letter-2026-06-01"
    ]


@pytest.mark.parametrize("resolution", GIVEN_TODAY)
def test_every_resolution_given_today_has_its_notices_and_its_letter(resolution: str) -> None:
    keys = {wording.key for wording in wordings_for(resolution, TODAY)}
    assert keys >= {"notice-to-the-person", "notice-easy-read", "letter-to-the-victim"}
    signed = {
        "conditional-caution-record",
        "community-resolution-agreement",
        "diversion-agreement",
        "youth-caution-form",
    }
    assert len(keys & signed) == 1


def test_a_youth_caution_asks_for_no_consent() -> None:
    """Section 66ZA of the Crime and Disorder Act 1998: it is explained to the child, with an adult there."""
    form = newest("youth-caution-form")
    assert "I agree" not in form.says
    assert "The appropriate adult" in form.says


def test_a_community_resolution_never_threatens_prosecution() -> None:
    """Domain rule CO-13: what was agreed cannot be enforced, so the paper may not say that it can."""
    says = newest("community-resolution-agreement").says.lower()
    assert not [word for word in ("prosecut", "court", "charge") if word in says]


def test_a_conditional_caution_says_all_that_the_law_asks_for() -> None:
    """Section 23 of the Criminal Justice Act 2003: the offence, an admission, consent, the conditions; and the warning."""
    record = newest("conditional-caution-record")
    for part in ("{offences}", "I admit", "I agree", "{what}", "enough of it to charge", "taken to court"):
        assert part in record.says
    assert any(piece.kind == "signatures" for piece in record.pieces)


def test_a_letter_to_a_victim_does_not_name_the_person() -> None:
    for wording in ALL:
        if wording.whose == "victim":
            assert "{person_name}" not in wording.says
            assert "{with_whom}" not in wording.says
        else:
            assert "{victim_name}" not in wording.says


def test_every_value_is_used_by_some_paper() -> None:
    says = "\n".join(wording.says for wording in ALL)
    for name in (*VALUES, *(name for names in LISTS.values() for name in names)):
        assert f"{{{name}}}" in says, name
    asked = {flag for wording in ALL for piece in wording.pieces for flag in (*piece.when, *piece.unless)}
    assert asked == set(FLAGS)


def test_every_paper_carries_a_marking() -> None:
    assert {wording.marking for wording in ALL} <= {"OFFICIAL", "OFFICIAL-SENSITIVE"}
    assert len(ALL) == len(list(FOLDER.glob("*.toml")))


def texts(content: Any) -> Iterator[str]:
    """Every text within what a paper says."""
    if isinstance(content, str):
        yield content
    else:
        for part in content:
            yield from texts(part)


@given(st.dictionaries(st.sampled_from(sorted(VALUES)), st.text(max_size=30)))
def test_a_value_is_put_in_as_it_is(some: dict[str, str]) -> None:
    values = {name: some.get(name, "x") for name in VALUES}
    condition = {name: some.get("remedy", "{what}") for name in LISTS["conditions"]}
    for wording in ALL:
        filled = list(texts(wording.filled(values, FLAGS, {"conditions": [condition]})))
        assert any(values["reference"] in text for text in filled) or "{reference}" not in wording.says
