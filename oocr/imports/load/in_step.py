"""What is read from a row follows when the row changes, the same as when someone corrects a fact."""

from typing import Any

from oocr.cases.names import search_names


def people_in_step(cursor: Any, people: str) -> None:
    """The names that the search looks in, and the cases of these people. `people` is a query that gives their ids."""
    cursor.execute(
        "SELECT this.id, given_names, family_name, "
        "array(SELECT name FROM cases_personalias WHERE person_id = this.id ORDER BY id) "
        f"FROM cases_person this WHERE this.id IN ({people})"
    )
    found = [(search_names(given, family, aliases), key) for key, given, family, aliases in cursor.fetchall()]
    cursor.executemany(
        "UPDATE cases_person SET search_names = %s WHERE id = %s AND search_names <> %s",
        [(names, key, names) for names, key in found],
    )
    cases_in_step(cursor, f"SELECT id FROM cases_case WHERE person_id IN ({people})")


def cases_in_step(cursor: Any, cases: str) -> None:
    """Who has the case, and what decides who may see it. `cases` is a query that gives their ids."""
    cursor.execute(
        f"""
        UPDATE cases_case SET area_code = read.area_code, restricted = read.restricted, is_child = read.is_child,
                              officer_id = read.officer_id
        FROM (
            SELECT this.id, person.area_code, person.restricted,
                   coalesce(this.opened_on - INTERVAL '18 years' < person.date_of_birth, false) AS is_child,
                   (SELECT min(officer.id) FROM access_user officer
                    WHERE officer.collar_number <> '' AND officer.collar_number = this.officer_collar_number
                    AND EXISTS (SELECT 1 FROM access_membership WHERE user_id = officer.id AND agency_id = this.agency_id)
                   ) AS officer_id
            FROM cases_case this JOIN cases_person person ON person.id = this.person_id WHERE this.id IN ({cases})
        ) read
        WHERE read.id = cases_case.id
        AND (cases_case.area_code, cases_case.restricted, cases_case.is_child, cases_case.officer_id)
            IS DISTINCT FROM (read.area_code, read.restricted, read.is_child, read.officer_id)
        """
    )


def facets_in_step(cursor: Any) -> None:
    """What the case list filters by, for every case: what the triggers of the cases room do for rows they see."""
    cursor.execute("SELECT cases_refresh_every_facet()")
