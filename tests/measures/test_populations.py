"""A rate is only given on residents of the same ages, the same group and the whole area."""

from dataclasses import replace
from datetime import date

import pytest

from oocr.cases.vocabulary import LOCAL_AUTHORITIES
from oocr.measures.cells import CannotSay
from oocr.measures.figure import Residents
from oocr.measures.populations import Ages, Count, ages_in_words, fitting, loaded
from tests.measures.analysis import connection_over

ADULTS: Ages = (18, None)
ONE = Count("RM032", "ONS", date(2021, 3, 21), "", "all", "Asian", 18, None, 10)


def everywhere(*ages: Ages, residents: int = 10, **changes: object) -> list[Count]:
    return [
        replace(ONE, area_code=area, age_from=start, age_to=end, residents=residents, **changes)  # type: ignore[arg-type]
        for area in LOCAL_AUTHORITIES
        for start, end in ages
    ]


def test_a_table_of_the_same_ages_and_group_fits() -> None:
    found = fitting(everywhere(ADULTS), ADULTS, ethnicity_group="Asian")
    assert found == Residents("RM032", "ONS", date(2021, 3, 21), 90)


def test_bands_that_meet_are_put_together() -> None:
    bands = everywhere((0, 17), (18, 24), (25, 64), (65, None))
    found = fitting(bands, ADULTS, ethnicity_group="Asian")
    assert isinstance(found, Residents)
    assert found.residents == 9 * 30


def test_the_newest_table_that_fits_is_taken() -> None:
    older = everywhere(ADULTS)
    newer = everywhere(ADULTS, residents=20, table="RM999", as_at=date(2031, 3, 21))
    found = fitting([*older, *newer], ADULTS, ethnicity_group="Asian")
    assert isinstance(found, Residents)
    assert (found.table, found.residents) == ("RM999", 180)


@pytest.mark.parametrize(
    ("counts", "because"),
    [
        ([], "no population is loaded"),
        (
            everywhere(ADULTS, ethnicity_group="Black"),
            "no loaded population counts residents of the group Asian; a table by ethnic group and age",
        ),
        (everywhere((0, None)), "the loaded table RM032 counts all ages, and the figure counts adults"),
        (everywhere(ADULTS)[1:], "the loaded table RM032 leaves out Leicester"),
        (
            everywhere((18, 24), (30, None)),
            "the ages of the loaded table RM032 cannot be put together to adults",
        ),
        (everywhere((16, None)), "the ages of the loaded table RM032 cannot be put together to adults"),
    ],
)
def test_what_does_not_fit_is_refused_and_says_why(counts: list[Count], because: str) -> None:
    found = fitting(counts, ADULTS, ethnicity_group="Asian")
    assert isinstance(found, CannotSay)
    assert found.because.startswith(because)


def test_refusals_by_sex_and_of_everyone_say_what_is_needed() -> None:
    by_sex = fitting(everywhere(ADULTS), ADULTS, sex="male")
    of_everyone = fitting(everywhere(ADULTS), ADULTS)
    assert isinstance(by_sex, CannotSay)
    assert isinstance(of_everyone, CannotSay)
    assert "by sex; a table by sex and age" in by_sex.because
    assert of_everyone.because == "no loaded population counts residents of everyone"


def test_ages_are_said_as_people_say_them() -> None:
    assert [ages_in_words(ages) for ages in ((0, None), ADULTS, (10, 17), (65, None))] == [
        "all ages",
        "adults",
        "those aged 10 to 17",
        "those aged 65 and over",
    ]


def test_populations_are_read_from_the_snapshot() -> None:
    row = {
        "population_table": "RM032",
        "source": "ONS",
        "as_at": date(2021, 3, 21),
        "age_from": 18,
        "residents": 7,
    }
    [found] = loaded(connection_over(populations=[row]))
    assert (found.table, found.ages, found.residents) == ("RM032", ADULTS, 7)
