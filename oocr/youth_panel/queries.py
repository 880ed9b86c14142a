"""What may be asked of the youth panel: what waits for a person, and the measures room's table."""

from django.db.models import QuerySet

from oocr.access.models import User
from oocr.cases.queries import ethnicity_columns
from oocr.youth_panel.models import NOT_DECIDED, SittingItem

# As the area publishes outcomes by ethnicity; anything else is "other".
OUTCOME_GROUPS = {
    "youth_caution": "cautioned",
    "youth_conditional_caution": "cautioned",
    "deferred_youth_caution": "deferred",
    "community_resolution": "community_resolution",
}


def analysis_of_youth_panel_items() -> str:
    """SQL: one row per child's case heard at one sitting."""
    groups = " ".join(f"WHEN '{outcome}' THEN '{group}'" for outcome, group in OUTCOME_GROUPS.items())
    return f"""
        SELECT i.id AS item_id, c.reference AS case_reference, p.id AS person_id, i.heard_on, i.area, i.from_court,
               i.outcome, CASE i.outcome {groups} ELSE 'other' END AS outcome_group, p.sex, {ethnicity_columns()}
        FROM youth_panel_sittingitem i
        JOIN cases_case c ON c.id = i.case_id
        JOIN cases_person p ON p.id = c.person_id
    """  # noqa: S608  # nothing here comes from outside


def items_of(user: User, reference: str) -> QuerySet[SittingItem]:
    """When a child's case was heard, the newest sitting first."""
    return SittingItem.objects.visible_to(user).filter(case__reference=reference).order_by("-heard_on", "-pk")


def items_undecided(user: User) -> QuerySet[SittingItem]:
    """Children's cases listed for a sitting and not decided, the next sitting first."""
    found = SittingItem.objects.visible_to(user).filter(outcome=NOT_DECIDED)
    return found.select_related("case__person").order_by("heard_on", "pk")
