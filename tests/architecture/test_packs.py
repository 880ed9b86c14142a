"""Promise 7: every pack loads, every rule has a source and its examples, and what has been in force never changes."""

import re
from itertools import pairwise

import pytest

from oocr.policy import locks
from oocr.policy.conditions import facts_asked
from oocr.policy.facts import FACTS, RESOLUTIONS, Section
from oocr.policy.pack import Confidence, Effect, Pack, Rule
from oocr.policy.packs import FOLDER, load
from tests.architecture.everything import ROOT

SHELF = load()
RULES = [pytest.param(rule, id=f"{pack.mark.named}:{rule.id}") for pack in SHELF.packs for rule in pack.rules]
NOT_IN_PACKS = ROOT / "docs" / "explanation" / "rules-not-in-packs.md"

# The register of rules that the service was asked to encode, by subject: how many each has.
REGISTER = {
    "EL": 23,  # eligibility
    "AU": 11,  # authority
    "CO": 16,  # conditions
    "TM": 8,  # time
    "YJ": 10,  # children
    "DA": 6,  # domestic abuse
    "SG": 4,  # safeguarding
    "VI": 8,  # victims
}
IDS = [f"{letters}-{number:02}" for letters, count in REGISTER.items() for number in range(1, count + 1)]
ENCODED = {id for pack in SHELF.packs for rule in pack.rules for id in rule.register}


def left_out() -> dict[str, str]:
    """The ids that stand in the table of rules not in packs, each with its reason."""
    rows = re.findall(r"^\| *`?([A-Z]{2}-\d{2})`? *\|(.+)\|", NOT_IN_PACKS.read_text(), re.M)
    return {id: reason.strip() for id, reason in rows}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_source_and_examples_of_each_answer(rule: Rule) -> None:
    assert rule.says.endswith((".", "?"))
    assert rule.source.title
    assert rule.source.href.startswith("https://")
    assert rule.paragraph
    assert len(rule.examples) >= 3
    assert {example.fires for example in rule.examples} >= ({True} if rule.always else {True, False, None})
    assert not (rule.effect is Effect.STOP and rule.confidence is Confidence.LOW)


def test_what_has_been_in_force_is_unchanged() -> None:
    locked = locks.locked(FOLDER)
    assert locked, "run manage.py packs lock"
    assert not locks.broken(locked, FOLDER)


@pytest.mark.parametrize("subject", SHELF.subjects)
def test_periods_of_a_subject_neither_overlap_nor_gap(subject: str) -> None:
    versions = SHELF.versions(subject)
    assert all(SHELF.ends(one) == following.in_force_from for one, following in pairwise(versions))


def test_every_subject_begins_on_the_same_day() -> None:
    """Or there would be days with half a policy."""
    assert len({SHELF.versions(subject)[0].in_force_from for subject in SHELF.subjects}) == 1


@pytest.mark.parametrize("id", IDS)
def test_every_rule_of_the_register_is_in_a_pack_or_says_why_not(id: str) -> None:
    reasons = left_out()
    assert id in ENCODED or reasons.get(id)
    assert not (id in ENCODED and id in reasons), "it is in a pack and in the table of those that are not"


def test_no_rule_names_an_id_that_the_register_lacks() -> None:
    assert not ENCODED - set(IDS)


@pytest.mark.parametrize("pack", [pytest.param(pack, id=pack.mark.named) for pack in SHELF.packs])
def test_an_open_question_names_rules_and_settings_that_there_are(pack: Pack) -> None:
    rules = {rule.id for other in SHELF.packs for rule in other.rules}
    settings = {setting.name for other in SHELF.packs for setting in other.settings}
    for question in pack.questions:
        assert not set(question.rules) - rules
        assert not set(question.settings) - settings


def test_every_rule_is_in_the_reference_with_its_sentence_and_source() -> None:
    page = (ROOT / "docs" / "reference" / "rules.md").read_text()
    rules = [rule for pack in SHELF.packs for rule in pack.rules]
    assert not [rule.id for rule in rules if f"### `{rule.id}`\n\n{rule.says}\n" not in page]
    assert not [rule.id for rule in rules if f"({rule.source.href}), {rule.paragraph}" not in page]
    assert not [
        example.name for rule in rules for example in rule.examples if f"| {example.name} |" not in page
    ]


def test_every_fact_is_asked_about_or_set_by_the_force() -> None:
    """A fact that no rule asks about would be asked of people for nothing, unless it voids an authority."""
    asked = {name for pack in SHELF.packs for rule in pack.rules for name in facts_asked(rule.when)}
    chosen = {setting.name for pack in SHELF.packs for setting in pack.settings}
    assert not [
        name
        for name, fact in FACTS.items()
        if name not in asked | chosen and fact.section is not Section.FORCE and not fact.material
    ]


def test_every_resolution_type_is_in_every_catalogue() -> None:
    for pack in SHELF.versions("resolutions"):
        assert {each.key for each in pack.resolutions} == set(RESOLUTIONS)
