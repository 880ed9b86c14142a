"""Keep `Case.facets` in step with crimes, resolutions and outcome codes.

A list of 250,000 cases cannot look into four other tables for each. Every statement that writes one of those tables,
a COPY of a million rows as much as one correction, brings the facets of the cases it touched up to date once, at its
end. It is done here and not in actions because an import writes the tables without them (its ADR says why).
"""

from django.db import migrations

# What may be said of a case, one row for each: the only place where a facet is worked out.
SAID = """
CREATE VIEW cases_said_facet AS
    SELECT part.case_id, said.facet
    FROM cases_casecrime AS part
    JOIN cases_crime AS crime ON crime.id = part.crime_id
    JOIN cases_offence AS offence ON offence.id = crime.offence_id
    CROSS JOIN LATERAL (VALUES
        ('group:' || offence."group"),
        (CASE WHEN crime.domestic_abuse = 'yes' THEN 'domestic_abuse' END),
        (CASE WHEN crime.hate_strand NOT IN ('none', 'not_recorded') THEN 'hate' END),
        (CASE WHEN NOT EXISTS (SELECT FROM cases_outcomecode WHERE crime_id = crime.id)
              THEN 'no_outcome_code' END)
    ) AS said (facet)
    UNION ALL
    SELECT case_id, 'kind:' || kind FROM cases_resolution
"""

# Always by index: during a first load no table has statistics yet, and a wrong guess would read a whole table for
# each case. For one case this is the best way anyway.
REFRESH = """
CREATE FUNCTION cases_refresh_facets(touched bigint[]) RETURNS void LANGUAGE sql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
    UPDATE cases_case SET facets = fresh.facets
    FROM (
        SELECT one.id, coalesce(array_agg(DISTINCT known.facet) FILTER (WHERE known.facet IS NOT NULL), '{}') AS facets
        FROM unnest(touched) AS one (id)
        LEFT JOIN LATERAL (SELECT facet FROM cases_said_facet WHERE case_id = one.id) AS known ON true
        GROUP BY one.id
    ) AS fresh
    WHERE cases_case.id = fresh.id AND cases_case.facets IS DISTINCT FROM fresh.facets
$$
"""

# Every case at once, after a first load that no trigger saw: each table is read once.
REFRESH_ALL = """
CREATE FUNCTION cases_refresh_every_facet() RETURNS void LANGUAGE sql AS $$
    UPDATE cases_case SET facets = coalesce(fresh.facets, '{}')
    FROM cases_case AS same
    LEFT JOIN (
        SELECT case_id, array_agg(DISTINCT facet) AS facets FROM cases_said_facet WHERE facet IS NOT NULL GROUP BY case_id
    ) AS fresh ON fresh.case_id = same.id
    WHERE cases_case.id = same.id AND cases_case.facets IS DISTINCT FROM coalesce(fresh.facets, '{}')
$$
"""

# Which cases the changed rows of a table belong to.
TOUCHED = {
    "cases_casecrime": "SELECT case_id FROM changed",
    "cases_resolution": "SELECT case_id FROM changed",
    "cases_crime": "SELECT part.case_id FROM cases_casecrime AS part JOIN changed ON changed.id = part.crime_id",
    "cases_outcomecode": (
        "SELECT part.case_id FROM cases_casecrime AS part JOIN changed ON changed.crime_id = part.crime_id"
    ),
    "cases_offence": (
        "SELECT part.case_id FROM cases_casecrime AS part JOIN cases_crime AS crime ON crime.id = part.crime_id "
        "JOIN changed ON changed.id = crime.offence_id"
    ),
}
# A new crime or offence belongs to no case yet, and one that belongs to a case cannot be deleted.
ONLY_UPDATED = {"cases_crime", "cases_offence"}


def _function(table: str) -> str:
    return f"""
CREATE FUNCTION {table}_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cases_refresh_facets(array(SELECT DISTINCT case_id FROM ({TOUCHED[table]}) AS touched));
    RETURN NULL;
END
$$
"""


def _trigger(table: str, when: str, rows: str) -> str:
    return (
        f"CREATE TRIGGER {table}_facets_{when.lower()}_{rows.lower()} AFTER {when} ON {table} "
        f"REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {table}_facets()"
    )


def _statements() -> list[str]:
    made = [SAID, REFRESH, REFRESH_ALL]
    for table in TOUCHED:
        made += [_function(table), _trigger(table, "UPDATE", "NEW")]
        if table not in ONLY_UPDATED:
            # A row may be moved from one case to another: both are touched.
            made += [
                _trigger(table, "UPDATE", "OLD"),
                _trigger(table, "INSERT", "NEW"),
                _trigger(table, "DELETE", "OLD"),
            ]
    return made


def _undone() -> list[str]:
    dropped = [f"DROP FUNCTION {table}_facets() CASCADE" for table in TOUCHED]
    return [
        *dropped,
        "DROP FUNCTION cases_refresh_every_facet()",
        "DROP FUNCTION cases_refresh_facets(bigint[])",
        "DROP VIEW cases_said_facet",
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunSQL(_statements(), _undone())]
