"""What may be asked of the youth panel, by the measures room."""

from oocr.cases.queries import ethnicity_columns

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
