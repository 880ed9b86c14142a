"""Going over past resolutions with a draft: gathers what is known of many cases at once, and asks policy about each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from oocr.access.models import Agency
from oocr.cases.models import Resolution
from oocr.cases.vocabulary import SELF_DEFINED
from oocr.decisions.facts import facts_of_many, first_day_of
from oocr.decisions.reviewing import what_would_change
from oocr.policy.pack import Pack

AT_ONCE = 2_000
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
