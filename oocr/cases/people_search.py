"""Finding people by a name, however it is spelt.

Three circles, each drawn only when the one before finds too few: every word typed is (the beginning of) one of the
person's names; every word is one letter away from one; the whole looks like it. The circles are asked of indexes
(cases_name_keys, pg_trgm) before anything else is, since a planner cannot know how many people share a name.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from oocr.cases.models import Case
from oocr.cases.names import plain

# As many people as someone would look through. With more, the list asks for another name.
AT_MOST = 500
# With at least this many called exactly that, nobody is shown who is called something else.
ENOUGH = 25
LOOKALIKES = 50
LONGEST = 12  # words: more than any person's names


@dataclass(frozen=True)
class Found:
    """The people who were found: called so, and called something like it."""

    called: list[int]
    nearly: list[int]

    @property
    def everyone(self) -> list[int]:
        """All of them."""
        return [*self.called, *self.nearly]

    @property
    def is_capped(self) -> bool:
        """Are there more people than these?"""
        return max(len(self.called), len(self.nearly)) >= AT_MOST


NOBODY = Found([], [])


def people_named(text: str, among: QuerySet[Case]) -> Found:
    """The people of these cases whose names are like the text."""
    words = plain(text).split()[:LONGEST]
    if not words:
        return NOBODY
    try:
        cases, values = among.order_by().values("person_id").query.sql_with_params()
    except EmptyResultSet:
        return NOBODY
    sought = {"called": _called(words), "nearly": _nearly(words), "text": " ".join(words)}
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH.replace("{cases}", cases), _in_turn(sought, values))
        rows = cursor.fetchall()
    return Found([pk for pk, circle in rows if circle == 1], [pk for pk, circle in rows if circle > 1])


# Only numbers and the query builder's own SQL are put into the text; what was typed is passed apart from it.
_SEARCH = f"""
WITH spelt AS MATERIALIZED (
    SELECT id FROM cases_person WHERE cases_name_keys(search_names) @@ %s::tsquery
), called AS MATERIALIZED (
    SELECT id FROM spelt WHERE id IN ({{cases}}) LIMIT {AT_MOST}
), misspelt AS MATERIALIZED (
    SELECT id FROM cases_person
    WHERE (SELECT count(*) FROM called) < {ENOUGH} AND cases_name_keys(search_names) @@ %s::tsquery
), nearly AS MATERIALIZED (
    SELECT id FROM misspelt WHERE id NOT IN (SELECT id FROM called) AND id IN ({{cases}}) LIMIT {AT_MOST}
), alike AS MATERIALIZED (
    SELECT id, search_names FROM cases_person
    WHERE NOT EXISTS (SELECT FROM called) AND NOT EXISTS (SELECT FROM nearly) AND search_names %%> %s
), lookalike AS (
    SELECT id FROM alike WHERE id IN ({{cases}}) ORDER BY word_similarity(%s, search_names) DESC, id LIMIT {LOOKALIKES}
)
SELECT id, 1 FROM called UNION ALL SELECT id, 2 FROM nearly UNION ALL SELECT id, 3 FROM lookalike
"""  # noqa: S608  # as above


def _in_turn(sought: dict[str, str], cases: tuple[Any, ...]) -> list[Any]:
    """The values in the order in which the question asks for them."""
    called, nearly, text = sought["called"], sought["nearly"], sought["text"]
    return [called, *cases, nearly, *cases, text, *cases, text]


def _called(words: list[str]) -> str:
    """Every word is one of the names, or its beginning. Words are letters and digits only (`plain`)."""
    return " & ".join(f"'{word}':*" for word in words)


def _nearly(words: list[str]) -> str:
    """Every word is one letter off at most: one wrong, missing, too many, or two changed about.

    Of three words or more one may be a name that is not recorded.
    """
    near = [_one_letter_off(word) for word in words]
    if len(near) < 3:
        return " & ".join(near)
    return " | ".join(
        f"({' & '.join(near[:left_out] + near[left_out + 1 :])})" for left_out in range(len(near))
    )


def _one_letter_off(word: str) -> str:
    """The keys that a name one letter away shares with this word (migration 0001 says how names are keyed)."""
    keys = [f"'{word}':*"]
    if len(word) > 2:
        shorter = dict.fromkeys(word[:place] + word[place + 1 :] for place in range(len(word)))
        keys += [f"'~{word}'", *(f"'{each}'" for each in shorter), *(f"'~{each}'" for each in shorter)]
    return f"({' | '.join(keys)})"
