"""What may be asked of this room's own table: the populations loaded."""


def analysis_of_populations() -> str:
    """SQL: one row per count of residents loaded for rates."""
    return """
        SELECT id AS population_id, "table" AS population_table, source, as_at, area_code, sex, ethnicity_group,
               age_from, age_to, residents
        FROM measures_population
    """
