"""The reconciliation finds what fits, and knows nothing beforehand."""

from datetime import date

from oocr.measures.definitions.cases import SHARE_OF_OUTCOME_CODES
from oocr.measures.engine import work_out
from oocr.measures.figure import Part
from oocr.measures.published import Form, Paper, Published, Reference, asks
from oocr.measures.reconcile import Finding, Trial, compare
from tests.measures.analysis import PROVENANCE, YEAR, connection_over


def value_of(printed: str, kind: str) -> Published:
    return Published(
        "Said",
        printed,
        Form.PERCENT,
        Reference(SHARE_OF_OUTCOME_CODES, (("resolution_kind", kind),), Part.NUMERATOR),
        base=Reference(SHARE_OF_OUTCOME_CODES, (), Part.DENOMINATOR),
    )


def test_a_row_read_for_its_neighbour_is_found() -> None:
    kinds = ["conditional_caution"] * 8 + ["outcome_22"] * 13 + ["none"] * 979
    rows = [
        {
            "outcome_code_id": number,
            "recorded_on": date(2025, 1, 1),
            "resolution_kind": kind,
            "resolution_age_group": "none" if kind == "none" else "adult",
        }
        for number, kind in enumerate(kinds)
    ]
    paper = Paper("Paper", "Somebody", YEAR, (value_of("1.3%", "conditional_caution"),), main=True)
    figures = work_out(connection_over(outcome_codes=rows), list(asks(paper)), PROVENANCE)
    [found] = compare(paper, figures, []).values
    assert found.finding is Finding.NO_BASE
    assert "Against the 1,000 outcome codes recorded it is 0.8%." in found.sentence
    assert found.sentence.endswith("It is what we have for another row, Outcome 22: 13 of 1,000 is 1.3%.")


def test_a_value_too_small_to_have_a_largest_base_says_or_more() -> None:
    value = value_of("0%", "outcome_22")
    finding, sentence = Trial(value, 4, None, ()).outcome()
    assert finding is Finding.NO_BASE
    assert sentence == "No base loaded here gives it: 4 would be 0% of 800 or more."
