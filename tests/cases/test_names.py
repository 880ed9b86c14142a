"""Names as the search knows them, and every name found with one letter wrong."""

import datetime as dt
import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oocr.cases.ages import age_on, is_child_on
from oocr.cases.case_list import Filters, matching
from oocr.cases.names import plain, search_names
from oocr.cases.people_search import people_named
from tests.factories.access import make_user
from tests.factories.cases import make_case, make_person


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Zoë O'Brien-Łaska", "zoe obrien laska"),
        ("  De   Souza ", "de souza"),
        ("Søren Ægir", "soren aegir"),
        ("İbrahim", "ibrahim"),
        ("Nguyễn", "nguyen"),
        ("محمد", "محمد"),
        ("%_'\\;--", ""),
    ],
)
def test_plain_leaves_letters(typed: str, known: str) -> None:
    assert plain(typed) == known


@given(st.text(max_size=40))
def test_plain_of_plain_is_the_same(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_search_names_begin_with_the_current_one() -> None:
    assert search_names("Ann", "Other", ["Nan Else", "---"]) == "ann other nan else"


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (dt.date(2007, 6, 2), dt.date(2025, 6, 1), 17),
        (dt.date(2007, 6, 1), dt.date(2025, 6, 1), 18),
        (dt.date(2004, 2, 29), dt.date(2022, 2, 28), 17),
        (dt.date(2004, 2, 29), dt.date(2022, 3, 1), 18),
        (None, dt.date(2025, 6, 1), None),
    ],
)
def test_age_is_in_whole_years(born: dt.date | None, day: dt.date, age: int | None) -> None:
    assert age_on(born, day) == age
    assert is_child_on(born, day) == (age == 17)


def one_letter_off(word: str, chance: random.Random) -> str:
    """One letter wrong, missing, too many, or two changed about."""
    place = chance.randrange(len(word))
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        [
            word[:place] + letter + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + word[place + 1 :],
            word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
        ]
    )


@pytest.mark.django_db
def test_every_name_and_alias_is_found_with_one_letter_wrong() -> None:
    """Three hundred misspellings of names of four letters and more, from a seed: each finds its person."""
    chance = random.Random(7)  # noqa: S311  # repeatable on purpose
    user = make_user("hub_coordinator")
    names = [
        "Ali Khan",
        "Zoë Li-Smith",
        "Muhammad Ahmed",
        "Siobhán O'Neill",
        "Bartholomew Featherstonehaugh",
        "Ngo Anh",
    ]
    people = {
        name: make_person(given_names=name.split()[0], family_name=name.split()[1], aliases=("Uno Dos",))
        for name in names
    }
    for person in people.values():
        make_case(person=person)
    among = matching(user, Filters())
    for name, person in people.items():
        for _ in range(50):
            words = [word if len(word) < 4 else one_letter_off(word, chance) for word in plain(name).split()]
            assert person.pk in people_named(" ".join(words), among).everyone, words
    assert set(people_named("uno dso", among).everyone) == {person.pk for person in people.values()}


@pytest.mark.django_db
def test_a_search_never_finds_whom_one_may_not_see() -> None:
    make_case(person=make_person(restricted=True))
    user = make_user("hub_coordinator")
    for text in ("Priya Example", "Prya Exmple", "Priyaanne Examplesson"):
        assert people_named(text, matching(user, Filters())).everyone == []
    assert people_named("Priya", matching(make_user(""), Filters())).everyone == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "' OR 1=1", "a" * 500, "&|!:*()<->", "\\", "~kan", "x " * 50, "\x00"])
def test_no_text_breaks_the_search(text: str) -> None:
    make_case()
    assert people_named(text, matching(make_user("officer"), Filters())).everyone == []
