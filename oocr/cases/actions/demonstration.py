"""Record what the demonstration's officers know of their open cases, by the same action as they would."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from oocr.access.models import User
from oocr.cases.actions.answers import record_answers
from oocr.cases.demonstration import RECORDED, Days, Recorded
from oocr.cases.models import Case
from oocr.cases.states import State

BEGUN = time(10)  # of the day after the case was opened; a section takes ten minutes
ONE = timedelta(days=1)


def record_for_demonstration(*, at: datetime) -> int:
    """Answer what has no answer yet. Says of how many cases; run again, of none."""
    return sum(_record(recorded, at) for recorded in RECORDED)


def _record(recorded: Recorded, at: datetime) -> bool:
    cases = Case.objects.filter(
        state=State.OPEN,
        stage=recorded.stage,
        officer_collar_number=recorded.collar_number,
        crimes__offence__code=recorded.offence,
        answers__isnull=True,
    )
    case = cases.order_by("-opened_on", "-pk").first()
    by = (
        User.objects.filter(collar_number__in=[recorded.collar_number, "1201"])
        .order_by("-collar_number")
        .first()
    )
    if case is None or by is None:
        return False
    begun = datetime.combine(case.opened_on + ONE, BEGUN, tzinfo=timezone.get_default_timezone())
    for place, (section, answers) in enumerate(recorded.sections.items()):
        lately = [answer for answer in answers.values() if isinstance(answer, Days) and answer.ago]
        when = at - lately[0].number * ONE if lately else begun + place * timedelta(minutes=10)
        said = _dated(answers, case.opened_on, at)
        record_answers(case=case, section=section, answers=said, by=by, at=min(when, at))
    return True


def _dated(answers: Mapping[str, Any], opened_on: date, at: datetime) -> dict[str, Any]:
    """The answers with the days they speak of."""

    def day(days: Days) -> str:
        counted = timezone.localdate(at) - days.number * ONE if days.ago else opened_on + days.number * ONE
        return counted.isoformat()

    return {name: day(answer) if isinstance(answer, Days) else answer for name, answer in answers.items()}
