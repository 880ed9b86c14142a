"""The annual summary over 2,000,000 outcome codes: at most 1.5 times the same SQL written by hand in DuckDB.

Both read the same Parquet files through the same connection, one after the other. By hand is what an analyst would
write who knew exactly which figures were wanted: one query for each table and period, with no definitions, no figures,
no comparison with what was published and nothing worked out from what comes back. Ours is the whole summary as it is
shown, every cell's words and intervals included.
"""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import django
import duckdb

from bench.report import Report, seconds

CODES = 2_000_000
TAKEN_AT = datetime(2025, 6, 20, tzinfo=UTC)
KINDS = "CASE WHEN {n} % 5 < 3 THEN 'community_resolution' WHEN {n} % 5 = 3 THEN 'conditional_caution' ELSE 'outcome_22' END"
DAY = "(DATE '2023-06-16' + ((i * 7919) % 731)::INTEGER)"
AGE = "CASE WHEN i % 50 = 0 THEN 'child' WHEN i % 997 = 0 THEN 'not_recorded' ELSE 'adult' END"
SEX = "CASE WHEN i % 7 < 4 THEN 'male' WHEN i % 7 < 6 THEN 'female' ELSE 'not_recorded' END"
GROUP = "(['White', 'Asian', 'Black', 'Mixed', 'Other', 'not_recorded'])[1 + i % 6]"
PERSON = f"{SEX} sex, {{ethnicity}} ethnicity, {GROUP} ethnicity_group, replace({GROUP}, 'White', 'White British') ethnicity_published"
PEOPLE = PERSON.format(ethnicity="'W1'")

# Each table of the extract, by the columns of its schema.
MADE = {
    "outcome_codes": (
        CODES,
        f"i outcome_code_id, '8' code, {DAY} recorded_on, 'summary' offence_class, 'Theft offences' offence_group, "
        f"'E06000016' area_code, CASE WHEN i % 12 = 0 THEN {KINDS.format(n='i // 12')} ELSE 'none' END resolution_kind, "
        f"CASE WHEN i % 12 = 0 THEN {AGE} ELSE 'none' END resolution_age_group, "
        "CASE WHEN i % 12 = 0 THEN 'LP-' || i END case_reference",
    ),
    "resolutions": (
        CODES // 12,
        f"i resolution_id, 'LP-' || i case_reference, i % 120000 person_id, {KINDS.format(n='i')} kind, {DAY} issued_on, "
        f"{AGE} age_group, '25_to_34' age_band, 'force' agency, 'E06000016' area_code, {PEOPLE}, "
        f"(i % 3)::INTEGER conditions, CASE WHEN i % 9 = 1 THEN {DAY} + 30 END first_breach_on",
    ),
    "people": (120_000, f"i person_id, {PEOPLE}, 'E06000016' area_code, {DAY} first_case_opened_on"),
    "referrals": (
        CODES // 40,
        f"i referral_id, 'LP-' || i case_reference, i person_id, 'Service ' || i % 5 service, 'Provider' provider, "
        f"{KINDS.format(n='i')} resolution_kind, {DAY} referred_on, 'received' status, {AGE} age_group, '25_to_34' age_band, {PEOPLE}",
    ),
    "youth_panel_items": (
        CODES // 400,
        f"i item_id, 'LP-' || i case_reference, i person_id, {DAY} heard_on, CASE WHEN i % 2 = 0 THEN 'city' ELSE 'county' END area, "
        "CASE WHEN i % 5 = 0 THEN 'yes' ELSE 'no' END from_court, 'community_resolution' outcome, "
        f"'community_resolution' outcome_group, {PEOPLE}",
    ),
    "follow_ups": (
        CODES // 12,
        f"i resolution_id, 'LP-' || i case_reference, i % 120000 person_id, {KINDS.format(n='i')} kind, {DAY} issued_on, "
        f"{AGE} age_group, '25_to_34' age_band, {PEOPLE}, CASE WHEN i >= 120000 THEN {DAY} - 90 END previous_on, "
        f"CASE WHEN i % 11 = 0 THEN {DAY} + 100 END next_offence_on",
    ),
    "populations": (
        9,
        "i population_id, 'Estimates' population_table, 'ONS' source, DATE '2020-06-30' as_at, "
        "(['E06000016','E06000017','E07000129','E07000130','E07000131','E07000132','E07000133','E07000134','E07000135'])[1 + i] area_code, "
        "'all' sex, 'all' ethnicity_group, 18::INTEGER age_from, NULL::INTEGER age_to, 90000::INTEGER residents",
    ),
}  # fmt: skip

IN = "{column} >= $start AND {column} < $end"
ADULT = "age_group = 'adult'"
BOTH = "kind IN ('community_resolution', 'conditional_caution')"
BY_HAND = (
    f"SELECT kind, sex, ethnicity_published, count(*) FILTER (WHERE {ADULT}), count(*) FILTER (WHERE age_group = 'not_recorded'), "
    f"count(*) FILTER (WHERE {ADULT} AND conditions > 0), count(*) FILTER (WHERE {ADULT} AND conditions > 0 AND first_breach_on < $end), "
    f"count(DISTINCT person_id) FILTER (WHERE {ADULT} AND {BOTH}) FROM resolutions WHERE {IN.format(column='issued_on')} "
    "GROUP BY GROUPING SETS ((), (kind), (sex), (ethnicity_published))",
    f"SELECT kind, count(*) FILTER (WHERE {ADULT}) FROM resolutions WHERE {IN.format(column='issued_on + INTERVAL 1 YEAR')} GROUP BY ROLLUP (kind)",
    "SELECT resolution_kind, count(*), count(*) FILTER (WHERE resolution_age_group = 'adult'), "
    f"count(*) FILTER (WHERE resolution_age_group = 'not_recorded') FROM outcome_codes WHERE {IN.format(column='recorded_on')} GROUP BY ROLLUP (resolution_kind)",
    "SELECT resolution_kind, count(*), count(*) FILTER (WHERE resolution_age_group = 'adult') FROM outcome_codes "
    "WHERE recorded_on >= $start - INTERVAL 1 YEAR AND recorded_on < $end - INTERVAL 1 YEAR GROUP BY ROLLUP (resolution_kind)",
    f"SELECT service, resolution_kind, count(*) FILTER (WHERE {ADULT}), count(*) FILTER (WHERE age_group = 'not_recorded') "
    f"FROM referrals WHERE {IN.format(column='referred_on')} GROUP BY CUBE (service, resolution_kind)",
    "SELECT kind, count(*) FILTER (WHERE issued_on + INTERVAL 6 MONTH <= $end), "
    "count(*) FILTER (WHERE issued_on + INTERVAL 6 MONTH <= $end AND next_offence_on <= issued_on + INTERVAL 6 MONTH), "
    "count(*) FILTER (WHERE issued_on + INTERVAL 6 MONTH > $end) FROM follow_ups "
    f"WHERE {IN.format(column='issued_on')} AND {ADULT} AND (previous_on IS NULL OR previous_on < $start) GROUP BY kind",
    "SELECT outcome, area, ethnicity_group, outcome_group, count(*), count(*) FILTER (WHERE from_court = 'yes') FROM youth_panel_items "
    f"WHERE {IN.format(column='heard_on')} GROUP BY GROUPING SETS ((), (outcome), (area), (ethnicity_group), (outcome_group), (ethnicity_group, outcome_group))",
    "SELECT population_table, sum(residents) FROM populations GROUP BY population_table",
)  # fmt: skip


def run(report: Report) -> None:
    """Make the tables, then the summary and the same SQL by hand in turn."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415  # Django must be set up first

    from oocr.measures import annual_summary, snapshot  # noqa: PLC0415  # as above
    from oocr.measures.extract import build, point_to  # noqa: PLC0415  # as above
    from oocr.measures.figure import Window  # noqa: PLC0415  # as above

    with tempfile.TemporaryDirectory(prefix="oocr-bench-") as made:
        settings.LOCAL_DIR = Path(made)
        with duckdb.connect() as maker:

            def write_csv(table: object, file: Path) -> None:
                rows, columns = MADE[table.name]  # type: ignore[attr-defined]  # a Table; named so that Django may start first
                names = ", ".join(table.names)  # type: ignore[attr-defined]  # as above
                maker.execute(
                    f"COPY (SELECT {names} FROM (SELECT {columns} FROM range({rows}) AS made(i))) TO '{file}' (HEADER, NULLSTR '\\N')"
                )

            point_to(snapshot.root(), build(snapshot.root(), TAKEN_AT, write_csv).id)
        found = snapshot.newest()
        assert found is not None
        window = Window.of(date(2024, 6, 16), date(2025, 6, 16))

        def ours() -> int:
            summary = annual_summary.make(found, window, TAKEN_AT)
            cells = [cell for table in summary.tables for line in table.lines for cell in line.cells]
            return sum(len(cell.text) + len(cell.beneath) for cell in cells)

        def by_hand() -> None:
            cursor = found.cursor()
            for sql in BY_HAND:
                days = {"start": window.start, "end": window.end}
                cursor.execute(sql, {name: day for name, day in days.items() if f"${name}" in sql}).fetchall()

        ours(), by_hand()  # once to warm up; then in turn, so that whatever else the machine does meets both
        times = [(seconds(ours), seconds(by_hand)) for _ in range(15)]
        mine, hand = (median(column) for column in zip(*times, strict=True))
        report.say(
            f"{CODES:,} outcome codes: the summary {mine * 1000:.0f} ms, the same SQL by hand {hand * 1000:.0f} ms"
        )
        report.at_most("annual summary against the same SQL by hand", mine / hand, 1.5)
