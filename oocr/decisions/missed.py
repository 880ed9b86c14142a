"""Going over closed crimes for resolutions that were missed: what is counted, and each once.

A decision is about one person and one incident. So the crimes of one case that were closed on one day are asked of
policy together, and are one *possible decision*; a crime of no case is one by itself. docs/explanation/decisions.md
says all that is counted, and how nothing is counted twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from oocr.access.models import Agency
from oocr.cases.models import Case, CaseCrime, Crime, OutcomeCode
from oocr.decisions.facts import facts_of_many, first_day_of
from oocr.decisions.reviewing import (
    NOBODY_KNOWN,
    REVIEWED_CODES,
    ClosedCrime,
    Missed,
    missed_opportunity,
    ranked,
)

AT_ONCE = 2_000
# As many rows as a run keeps: the best-known first. The counts are of all of them.
KEPT = 2_000
Result = dict[str, Any]


@dataclass(frozen=True)
class Closed:
    """A crime closed with a code that is gone over, by its number, with the batch that brought it."""

    crime: int
    batch: str
    code: str
    on: date


@dataclass(frozen=True)
class Possible:
    """A decision that could have been made on a day: in a case, or of no case, about these crimes."""

    case: int | None
    on: date
    closed: tuple[Closed, ...]


def run_missed(agency: Agency, from_on: date, to_on: date) -> tuple[int, Result]:
    """How many closed crimes of the period were gone over, and the possible decisions that were open to a resolution.

    A crime is the force's when it is in one of its cases, or came in a batch that brought one of its cases. Those of
    which that cannot be said are left out, and counted.
    """
    closed = _closed_between(from_on, to_on)
    its_batches = set(
        Case.objects.filter(agency=agency).exclude(batch="").values_list("batch", flat=True).distinct()
    )
    its_cases = _cases_by_crime(agency, closed)
    mine = [each for each in closed if each.crime in its_cases or each.batch in its_batches]
    possible = _possible_decisions(mine, its_cases)
    found = [missed for some in _in_turn(possible) for missed in _missed_among(some)]
    open_crimes = {each.crime.pk: each for missed in found for each in missed.closed}
    return len(mine), {
        "rows": [_row(each) for each in ranked(found)[:KEPT]],
        "counts": _counts(open_crimes.values()),
        "decisions": {"gone_over": len(possible), "open": len(found)},
        "missing": Counter(name for each in found for name in each.missing).most_common(),
        "left_out": len(closed) - len(mine),
    }


def _closed_between(from_on: date, to_on: date) -> list[Closed]:
    """Every crime closed in the period, once: as it was closed last."""
    codes = OutcomeCode.objects.filter(
        code__in=REVIEWED_CODES, recorded_on__gte=from_on, recorded_on__lt=to_on
    )
    last = codes.order_by("crime", "-recorded_on", "-pk").distinct("crime")
    return [Closed(*row) for row in last.values_list("crime", "crime__batch", "code", "recorded_on")]


def _cases_by_crime(agency: Agency, closed: Sequence[Closed]) -> Mapping[int, list[int]]:
    """The cases of the force that each of these crimes is part of: of each person it is put to."""
    found: dict[int, list[int]] = defaultdict(list)
    numbers = {each.crime for each in closed}
    parts = CaseCrime.objects.filter(case__agency=agency, crime__outcome_codes__code__in=REVIEWED_CODES)
    for crime, case in parts.order_by("case").distinct().values_list("crime", "case"):
        if crime in numbers:
            found[crime].append(case)
    return found


def _possible_decisions(closed: Iterable[Closed], its_cases: Mapping[int, Sequence[int]]) -> list[Possible]:
    """The crimes put together as they would have been decided about.

    Where nobody was identified, there was nobody to decide about: such crimes stand apart from the others of a case.
    """
    together: dict[tuple[int | None, int | None, date, bool], list[Closed]] = defaultdict(list)
    for each in closed:
        nobody = each.code in NOBODY_KNOWN
        for case in its_cases.get(each.crime, ()):
            together[(case, None, each.on, nobody)].append(each)
        if each.crime not in its_cases:
            together[(None, each.crime, each.on, nobody)].append(each)
    return [Possible(key[0], key[2], tuple(crimes)) for key, crimes in together.items()]


def _in_turn(possible: Sequence[Possible]) -> Iterator[list[Possible]]:
    """In lists of a bearable length in which no case comes twice: what is known of it is judged on one day."""
    times: Counter[int] = Counter()
    turns: dict[int, list[Possible]] = defaultdict(list)
    for each in possible:
        turn = times[each.case] if each.case is not None else 0
        turns[turn].append(each)
        if each.case is not None:
            times[each.case] += 1
    for together in turns.values():
        for start in range(0, len(together), AT_ONCE):
            yield together[start : start + AT_ONCE]


def _missed_among(some: Sequence[Possible]) -> Iterator[Missed]:
    cases = Case.objects.in_bulk([each.case for each in some if each.case is not None])
    numbers = {closed.crime for each in some for closed in each.closed}
    crimes = Crime.objects.select_related("offence").in_bulk(numbers)
    facts = facts_of_many(
        list(cases.values()), {each.case: each.on for each in some if each.case is not None}
    )
    for each in some:
        case = cases[each.case] if each.case is not None else None
        closed = tuple(ClosedCrime(crimes[part.crime], part.code) for part in each.closed)
        of_case = case.read_crimes if case else [part.crime for part in closed]  # type: ignore[attr-defined]  # read with the facts
        known = facts[case.pk] if case else None
        if missed := missed_opportunity(
            closed, each.on, known, first_day_of(of_case), case.reference if case else ""
        ):
            yield missed


def _row(missed: Missed) -> Result:
    return {
        "case": missed.case,
        "crimes": [
            {
                "crime": each.crime.crime_number,
                "offence": each.crime.offence.title,
                "code": each.code,
            }
            for each in missed.closed
        ],
        "resolutions": list(missed.resolutions),
        "missing": list(missed.missing),
    }


def _counts(found: Iterable[ClosedCrime]) -> list[Result]:
    """How many crimes by group of offence and outcome code."""
    counted = Counter((each.crime.offence.group, each.code) for each in found)
    rows = [{"group": group, "code": code, "count": count} for (group, code), count in counted.items()]
    return sorted(rows, key=lambda row: (-int(row["count"]), row["group"], row["code"]))
