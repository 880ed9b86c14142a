"""What may be asked of conditions: what waits for a person, and the measures room's tables."""

from datetime import date

from django.db.models import QuerySet

from oocr.access.models import User
from oocr.cases.queries import analysis_of_resolutions
from oocr.cases.states import State
from oocr.cases.vocabulary import YesNo
from oocr.conditions.models import NOT_DECIDED, Breach, Condition


def analysis_of_resolutions_and_conditions() -> str:
    """SQL: one row per resolution issued, with how many conditions it carries and when a breach was first reported."""
    return f"""
        SELECT issued.*, coalesce(n.conditions, 0) AS conditions, b.first_breach_on
        FROM ({analysis_of_resolutions()}) AS issued
        LEFT JOIN (SELECT resolution_id, count(*) AS conditions FROM conditions_condition GROUP BY resolution_id) AS n
               USING (resolution_id)
        LEFT JOIN (SELECT k.resolution_id, min(b.reported_on) AS first_breach_on
                   FROM conditions_breach b JOIN conditions_condition k ON k.id = b.condition_id
                   GROUP BY k.resolution_id) AS b USING (resolution_id)
    """  # noqa: S608  # nothing here comes from outside


def conditions_of(user: User, reference: str) -> QuerySet[Condition]:
    """The conditions of a case with their breaches, the first due first."""
    found = Condition.objects.visible_to(user).filter(resolution__case__reference=reference)
    return found.select_related("resolution").prefetch_related("breaches").order_by("due_on", "pk")


def conditions_overdue(user: User, today: date, *, own: bool = False) -> QuerySet[Condition]:
    """Conditions whose day has passed and of which nobody has said whether they were met, longest overdue first.

    Those of closed cases wait for nobody. `own`: of the cases this person is the officer in.
    """
    found = Condition.objects.visible_to(user).filter(met=YesNo.NOT_RECORDED, due_on__lt=today)
    found = found.filter(resolution__case__state__in=(State.OPEN, State.RESOLVED))
    if own:
        found = found.filter(resolution__case__officer=user)
    return found.select_related("resolution__case__person").order_by("due_on", "pk")


def breaches_undecided(user: User, *, own: bool = False) -> QuerySet[Breach]:
    """Breaches that nobody has decided about, longest waiting first. `own`: of the cases this person is the officer in."""
    found = Breach.objects.visible_to(user).filter(decision=NOT_DECIDED)
    if own:
        found = found.filter(condition__resolution__case__officer=user)
    return found.select_related("condition__resolution__case__person").order_by("reported_on", "pk")
