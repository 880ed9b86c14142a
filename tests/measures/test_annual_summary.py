"""The annual summary gives what the area published, says what it cannot say, and never mixes units."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from demo import published
from oocr.measures import annual_summary, snapshot
from oocr.measures.annual_summary import Summary, latest_window
from oocr.measures.cells import CannotSay, Cell, Count
from oocr.measures.figure import Window
from oocr.measures.measure import Unit
from oocr.measures.reconcile import Compared, Finding
from oocr.measures.snapshot import Snapshot
from oocr.measures.summary_table import Heading, Line, SummaryTable
from tests.measures import area
from tests.measures.analysis import TAKEN_AT, YEAR, make_snapshot

CR, CC, O22 = "Community resolution", "Conditional caution", "Outcome 22"


def cell(summary: Summary, table: str, row: str, column: str) -> Cell:
    [found] = [t for t in summary.tables if t.key == table]
    [line] = [line for line in found.lines if line.label == row]
    return line.cells[[heading.label for heading in found.headings].index(column)]


def text(summary: Summary, table: str, row: str, column: str) -> str:
    return cell(summary, table, row, column).text


def compared(summary: Summary, paper: str, says: str) -> Compared:
    [found] = [
        v for c in summary.comparisons if c.paper.title == paper for v in c.values if v.published.says == says
    ]
    return found


@pytest.mark.parametrize(
    ("table", "row", "column", "says"),
    [
        ("resolutions", CR, "Issued", "3,451"),
        ("resolutions", CC, "Issued", "783"),
        ("resolutions", CR, "Issued the year before", "4,433"),
        ("resolutions", CR, "Change", "\u221222.2%"),
        ("outcome-codes", CR, "Codes that follow from one issued to an adult", "3,451"),
        ("outcome-codes", CR, "Share of all codes", "3.5%"),
        ("outcome-codes", CC, "Share of all codes", "0.8%"),
        ("outcome-codes", CR, "Change", "\u22121.0 percentage points"),
        ("outcome-codes", "All outcome codes recorded", "Codes that follow from one issued to an adult", "98,600"),
        ("breaches", CR, "With conditions", "2,488"),
        ("breaches", CR, "Breached", "321"),
        ("breaches", CR, "Breach rate", "12.9%"),
        ("breaches", CC, "Breach rate", "18.4%"),
        ("people-by-sex", "Male", "People", "2,179"),
        ("people-by-sex", "Female", "People", "811"),
        ("people-by-sex", "Other", "People", "1"),
        ("people-by-sex", "Not recorded", "People", "651"),
        ("people-by-sex", "All people", "People", "3,642"),
        ("people-by-sex", "All people", "Per 1,000 adults", "4.18"),
        ("people-by-ethnicity", "White British", "People", "2,239"),
        ("people-by-ethnicity", "Asian", "People", "536"),
        ("people-by-ethnicity", "Black", "People", "252"),
        ("people-by-ethnicity", "Mixed", "People", "95"),
        ("people-by-ethnicity", "Other ethnic group", "People", "4"),
        ("people-by-ethnicity", "Not recorded", "People", "516"),
        ("people-by-ethnicity", "White British", "Share of all people", "61.5%"),
        ("referrals", "All services", "All referrals", "1,503"),
        ("referrals", "CARA (Hampton Trust)", O22, "23"),
        ("referrals", "Reflect", CR, "321"),
        ("referrals", "Turning Point", "Share of all referrals", "16.9%"),
        ("reoffending", CR, "People whose six months are complete", "1,457"),
        ("reoffending", CR, "Offended again", "32"),
        ("reoffending", CR, "Reoffending rate", "2.2%"),
        ("reoffending", CC, "Offended again", "18"),
        ("reoffending", CC, "Too soon to say", "500"),
        ("youth-by-outcome", "All cases", "Cases", "279"),
        ("youth-by-area", "City", "Cases", "135"),
        ("youth-from-court", "All cases", "From court", "53"),
        ("youth-by-ethnicity", "Black", "Community resolution", "3"),
    ],
)  # fmt: skip
def test_the_summary_says(summary: Summary, table: str, row: str, column: str, says: str) -> None:
    assert text(summary, table, row, column) == says


def test_every_published_count_is_ours_exactly(summary: Summary) -> None:
    counts = [v for c in summary.comparisons for v in c.values if v.published.form == "count"]
    assert len(counts) > 60
    assert not [
        (v.published.says, v.published.printed, v.count) for v in counts if v.finding is not Finding.SAME
    ]


def test_an_interval_stands_beneath_a_share(summary: Summary) -> None:
    assert cell(summary, "reoffending", CR, "Reoffending rate").beneath == "1.6% to 3.1%"
    assert cell(summary, "breaches", CR, "Breached").beneath == ""
    assert cell(summary, "people-by-sex", "All people", "Share of all people").beneath == ""


@pytest.mark.parametrize(
    ("table", "row", "column", "because"),
    [
        ("people-by-ethnicity", "Asian", "Per 1,000 adults", "Census 2021 TS021 counts all ages"),
        ("people-by-ethnicity", "Asian", "Per 1,000 adults", "Census 2021 RM032 is needed"),
        (
            "people-by-sex",
            "Female",
            "Per 1,000 adults",
            "Census 2021 TS009 counts all ages, and the figure counts adults",
        ),
        ("youth-by-ethnicity", "Black", "Per 1,000 aged 10 to 17", "the figure counts those aged 10 to 17"),
    ],
)
def test_a_population_that_does_not_fit_is_refused(
    summary: Summary, table: str, row: str, column: str, because: str
) -> None:
    found = cell(summary, table, row, column)
    assert isinstance(found, CannotSay)
    assert because in found.because


@pytest.mark.parametrize(
    ("paper", "says", "finding", "sentence"),
    [
        ("Conditions breached", f"{CR}, breach rate", Finding.ANOTHER_BASE,
         "It comes from the 2,488 resolutions with conditions (community resolution): 321 of 2,488 is 12.9%. "
         "Against the 3,451 resolutions issued to adults (community resolution) it is 9.3%."),
        ("Conditions breached", f"{CC}, breach rate", Finding.SAME, "144 of 783 is 18.4%"),
        ("Total outcomes", f"{CR}, share of all outcomes", Finding.SAME, "3,451 of 98,600 is 3.5%"),
        ("Total outcomes", f"{CC}, share of all outcomes", Finding.NO_BASE,
         "783 would be 1.3% of about 60,231 (between 58,000 and 62,640). Against the 98,600 outcome codes recorded it is 0.8%."),
        ("Total outcomes", f"{CR}, change on the year before", Finding.SAME, "From 4,433 to 3,451 is \u221222.2%."),
        ("Demographics: ethnicity", "White British, share of those issued", Finding.CUT,
         "On the 3,126 people with a resolution whose ethnicity is recorded it is 71.63%: cut short to 71%, where rounding gives 72%."),
        ("Demographics: ethnicity", "Asian, share of those issued", Finding.ANOTHER_BASE, "536 of 3,126 is 17%"),
        ("Demographics: ethnicity", "Other ethnic background, share of those issued", Finding.NO_BASE, "(between 267 and 800)"),
        ("Demographics: ethnicity", "Asian, per 1,000 adults", Finding.NO_BASE,
         "of about 81,832 (between 81,770 and 81,895). On the 218,679 residents of Census 2021 TS021 (all ages) it is 2.45 per 1,000."),
        ("Intervention provider referral numbers", "CARA (Hampton Trust), share of all referrals", Finding.CUT, "cut short to 7.9%"),
        ("Youth panel: outcomes by ethnicity", "Black, per 1,000 aged 10 to 17", Finding.SAME, "23 of 5,850 is 3.93 per 1,000"),
    ],
)  # fmt: skip
def test_the_reconciliation_says_which_base_gives_it(
    summary: Summary, paper: str, says: str, finding: Finding, sentence: str
) -> None:
    found = compared(summary, paper, says)
    assert found.finding is finding
    assert sentence in found.sentence


def test_the_published_values_are_those_of_the_demonstration_area(summary: Summary) -> None:
    assert compared(summary, "Total outcomes", CR).published.value == published.ISSUED[published.CR]
    assert compared(summary, "Conditions breached", f"{CR}, breach rate").published.printed == "12.9%"
    assert (
        f"{published.BASES['all outcome codes recorded in the period, from 1.3%']:,}"
        in compared(summary, "Total outcomes", f"{CC}, share of all outcomes").sentence
    )


def test_a_different_count_says_by_how_much(tmp_path: Path, settings: object) -> None:
    rows = [{"resolution_id": n, "issued_on": date(2025, 1, 1)} for n in range(3460)]
    make_snapshot(tmp_path / "analysis", resolutions=rows)
    settings.LOCAL_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's fixture
    found = snapshot.newest()
    assert found is not None
    summary = annual_summary.make(found, YEAR, TAKEN_AT)
    more = compared(summary, "Total outcomes", CR)
    assert (more.finding, more.sentence) == (Finding.DIFFERENT, "We count 3,460: 9 more.")
    assert compared(summary, "Total outcomes", CC).sentence == "We count 0: 783 fewer."
    assert compared(summary, "Total outcomes", f"{CR}, change on the year before").finding is Finding.NO_BASE
    assert compared(summary, "Conditions breached", f"{CC}, breach rate").finding is Finding.NO_BASE
    change = cell(summary, "resolutions", CR, "Change")
    assert isinstance(change, CannotSay)


def test_the_change_is_refused_when_the_year_before_is_not_wholly_loaded(
    tmp_path: Path, settings: object
) -> None:
    tables = area.tables()
    tables["resolutions"] = [row for row in tables["resolutions"] if str(row["issued_on"]) >= "2023-09-03"]
    make_snapshot(tmp_path / "analysis", **tables)
    settings.LOCAL_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's fixture
    found = snapshot.newest()
    assert found is not None
    summary = annual_summary.make(found, YEAR, TAKEN_AT)
    because = (
        "Cannot say, because the year before is not wholly loaded: the resolutions loaded begin on 3 September 2023, "
        "and the period on 16 June 2023"
    )
    assert text(summary, "resolutions", CR, "Change") == because
    assert text(summary, "resolutions", CR, "Issued the year before") == because
    assert text(summary, "resolutions", CR, "Issued") == "3,451"


def test_a_period_that_is_not_over_says_so(area_snapshot: Snapshot) -> None:
    window = Window.of(date(2025, 1, 1), date(2026, 1, 1))
    summary = annual_summary.make(area_snapshot, window, TAKEN_AT)
    notes = [note for table in summary.tables for note in table.notes]
    assert any(
        note.startswith("This period is not wholly loaded: the resolutions loaded end on 15 June 2025")
        for note in notes
    )
    assert text(summary, "resolutions", CR, "Change").startswith(
        "Cannot say, because the period is not wholly loaded"
    )
    assert summary.comparisons == ()


def test_a_gap_in_what_is_loaded_is_found(tmp_path: Path, settings: object) -> None:
    tables = area.tables()
    tables["outcome_codes"] = [
        r for r in tables["outcome_codes"] if not "2024-09-01" <= str(r["recorded_on"]) < "2024-10-01"
    ]
    make_snapshot(tmp_path / "analysis", **tables)
    settings.LOCAL_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's fixture
    found = snapshot.newest()
    assert found is not None
    summary = annual_summary.make(found, YEAR, TAKEN_AT)
    assert "no outcome codes are loaded from 1 September 2024 to 30 September 2024" in text(
        summary, "outcome-codes", CR, "Change"
    )


def test_an_empty_area_says_nothing_it_cannot(tmp_path: Path, settings: object) -> None:
    make_snapshot(tmp_path / "analysis")
    settings.LOCAL_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's fixture
    found = snapshot.newest()
    assert found is not None
    assert latest_window(found) is None
    summary = annual_summary.make(found, YEAR, TAKEN_AT)
    assert (
        text(summary, "people-by-sex", "All people", "Per 1,000 adults")
        == "Cannot say, because no population is loaded"
    )
    assert (
        text(summary, "breaches", CR, "Breach rate") == "Cannot say, because there is nothing to be a part of"
    )


def test_the_latest_year_is_one_that_was_published_when_that_is_recent(
    tmp_path: Path, settings: object
) -> None:
    settings.LOCAL_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's fixture
    for last, expected in (
        (date(2025, 6, 15), YEAR),
        (date(2025, 6, 29), YEAR),
        (date(2025, 8, 31), Window.of(date(2024, 9, 1), date(2025, 9, 1))),
        (date(2025, 6, 14), Window.of(date(2024, 6, 15), date(2025, 6, 15))),
    ):
        make_snapshot(tmp_path / "analysis", resolutions=[{"issued_on": last}])
        found = snapshot.newest()
        assert found is not None
        assert latest_window(found) == expected


def test_a_few_resolutions_long_after_the_others_make_no_year(tmp_path: Path, settings: object) -> None:
    settings.LOCAL_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's fixture
    every_day = [YEAR.start + timedelta(days=n) for n in range((YEAR.end - YEAR.start).days)]
    make_snapshot(
        tmp_path / "analysis", resolutions=[{"issued_on": day} for day in [*every_day, date(2026, 11, 22)]]
    )
    found = snapshot.newest()
    assert found is not None
    assert latest_window(found) == YEAR


def test_every_table_says_its_unit_and_holds_no_other(summary: Summary) -> None:
    for table in summary.tables:
        assert {c.figure.unit for line in table.lines for c in line.cells if c.figure} == {table.unit}
        assert table.population
    [first, second, *_] = summary.tables
    people = next(
        c
        for t in summary.tables
        if t.unit is Unit.PEOPLE
        for line in t.lines
        for c in line.cells
        if isinstance(c, Count)
    )
    with pytest.raises(ValueError, match="and a figure of people stands in it"):
        replace(first, headings=(Heading("One"),), lines=(Line("Row", (people,)),))
    with pytest.raises(ValueError, match="has 1 cells for"):
        replace(second, lines=(Line("Row", (people,)),))
    assert isinstance(first, SummaryTable)
