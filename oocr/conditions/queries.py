"""What may be asked of conditions, by the measures room."""

from oocr.cases.queries import analysis_of_resolutions


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
