"""Going over past cases with the packs: gathers what is known of many cases at once, and asks policy about each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from oocr.access.models import Agency
from oocr.cases.models import Case, OutcomeCode, Resolution
from oocr.cases.vocabulary import SELF_DEFINED
from oocr.decisions.facts import facts_of_many, first_day_of
from oocr.decisions.reviewing import (
    REVIEWED_CODES,
    Missed,
    missed_opportunity,
    ranked,
    what_would_change,
)
from oocr.policy.pack import Pack

AT_ONCE = 2_000
# As many rows as a run keeps: the best-known first. The counts are of all of them.
KEPT = 2_000
Result = dict[str, Any]


def run_what_if(agency: Agency, draft: Pack, from_on: date, to_on: date) -> tuple[int, Result]:
    """How many resolutions of the period were gone over, and each that the draft would have changed."""
    issued = Resolution.objects.filter(case__agency=agency, issued_on__gte=from_on, issued_on__lt=to_on)
    issued = issued.order_by("pk")
    rows: list[Result] = []
    gone_over: dict[str, Counter[str]] = {"sex": Counter(), "ethnicity": Counter()}
    examined = 0
    for start in range(0, issued.count(), AT_ONCE):
        some = list(issued.select_related("case__person")[start : start + AT_ONCE])
        examined += len(some)
        for each in some:
            for what, group in _who(each).items():
                gone_over[what][group] += 1
        for once in _each_case_once(some):
            cases = [each.case for each in once]
            facts = facts_of_many(cases, {each.case_id: each.issued_on for each in once})
            first_days = {case.pk: first_day_of(case.read_crimes) for case in cases}  # type: ignore[attr-defined]  # read with the facts
            rows += [
                {
                    "case": resolution.case.reference,
                    "resolution": resolution.kind,
                    "issued_on": resolution.issued_on.isoformat(),
                    "change": change.value,
                    **_who(resolution),
                }
                for resolution, change in what_would_change(once, facts, first_days, draft)
            ]
    return examined, {"rows": rows, "gone_over": {what: dict(groups) for what, groups in gone_over.items()}}


def _each_case_once(resolutions: Sequence[Resolution]) -> Iterator[list[Resolution]]:
    """The same in lists in which no case comes twice: what is known of it is judged on the day of each resolution."""
    rest = list(resolutions)
    while rest:
        once = {each.case_id: each for each in reversed(rest)}
        yield [each for each in rest if once[each.case_id] is each]
        rest = [each for each in rest if once[each.case_id] is not each]


def _who(resolution: Resolution) -> dict[str, str]:
    person = resolution.case.person
    return {"sex": person.sex, "ethnicity": SELF_DEFINED[person.ethnicity_self_defined][1]}


def run_missed(agency: Agency, from_on: date, to_on: date) -> tuple[int, Result]:
    """How many closed crimes of the period were gone over, and those that were open to a resolution.

    A crime is the force's when it is in one of its cases, or came in a batch that brought one of its cases. Those of
    which that cannot be said are left out, and counted.
    """
    closed = OutcomeCode.objects.filter(
        code__in=REVIEWED_CODES, recorded_on__gte=from_on, recorded_on__lt=to_on
    )
    its_batches = set(
        Case.objects.filter(agency=agency).exclude(batch="").values_list("batch", flat=True).distinct()
    )
    its_cases = _case_by_crime(agency, closed)
    found: list[Missed] = []
    examined = left_out = 0
    for some in _in_turn(closed.select_related("crime__offence").order_by("pk")):
        mine = [each for each in some if each.crime_id in its_cases or each.crime.batch in its_batches]
        examined, left_out = examined + len(mine), left_out + len(some) - len(mine)
        cases = {
            its_cases[each.crime_id].pk: its_cases[each.crime_id]
            for each in mine
            if each.crime_id in its_cases
        }
        on = {its_cases[each.crime_id].pk: each.recorded_on for each in mine if each.crime_id in its_cases}
        facts = facts_of_many(list(cases.values()), on)
        for each in mine:
            case = its_cases.get(each.crime_id)
            known = facts[case.pk] if case else None
            if missed := missed_opportunity(each.crime, each.code, each.recorded_on, known):
                found.append(missed)
    return examined, {
        "rows": [_row(each) for each in ranked(found)[:KEPT]],
        "counts": _counts(found),
        "missing": Counter(name for each in found for name in each.missing).most_common(),
        "left_out": left_out,
    }


def _case_by_crime(agency: Agency, closed: Any) -> dict[int, Case]:
    crimes = closed.values("crime")
    cases = Case.objects.filter(agency=agency, crimes__in=crimes).distinct().prefetch_related("crimes")
    return {crime.pk: case for case in cases for crime in case.crimes.all()}


def _in_turn(rows: Any) -> Any:
    """The rows in lists of a bearable length."""
    together: list[Any] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        together.append(row)
        if len(together) == AT_ONCE:
            yield together
            together = []
    yield together


def _row(missed: Missed) -> Result:
    return {
        "crime": missed.crime.crime_number,
        "offence": missed.crime.offence.title,
        "code": missed.code,
        "resolutions": list(missed.resolutions),
        "missing": list(missed.missing),
    }


def _counts(found: Sequence[Missed]) -> list[Result]:
    """How many by group of offence and outcome code."""
    counts: dict[tuple[str, str], Result] = {}
    for each in found:
        key = (each.crime.offence.group, each.code)
        row = counts.setdefault(key, {"group": key[0], "code": key[1], "count": 0})
        row["count"] += 1
    return sorted(counts.values(), key=lambda row: (-row["count"], row["group"], row["code"]))
