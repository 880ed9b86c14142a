"""250,000 invented cases, written straight into the tables: only their number and spread matter here."""

from django.db import connection
from django.utils import timezone

from oocr.access.actions.accounts import create_account
from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import add_agency, grant_role
from oocr.access.demonstration import AGENCIES, SINCE
from oocr.access.models import User

GIVEN = (
    "oliver amelia mohammed aisha george olivia harry isla noah ava jack emily leo sophie arthur grace muhammad fatima "
    "oscar lily charlie freya henry ella archie mia theodore evie thomas poppy james charlotte william daisy joshua "
    "sienna ali zara hassan maryam priya arjun anaya vihaan kavya rohan neha amit sunita raj meera kiran piotr anna "
    "marek zofia tomasz katarzyna ion elena andrei maria daniel sarah michael laura david emma paul karen mark julie "
    "tyrone kezia marcus shanice kwame abena chidi ngozi sean siobhan liam niamh zoe chloe jade connor ryan kyle"
).split()
FAMILY = (
    "smith patel jones taylor brown singh khan williams wilson johnson davies hussain ahmed ali kaur evans walker wright "
    "robinson thompson white hughes edwards green hall wood harris lewis martin jackson clarke clark turner hill cooper "
    "morris ward moore baker harrison king morgan allen james scott phillips watson davis parker bennett price griffiths "
    "mistry chauhan sharma desai shah mehta joshi solanki parmar begum akhtar malik iqbal mahmood rahman miah uddin "
    "kowalski nowak wisniewski popescu ionescu okafor mensah osei adeyemi campbell grant bailey murphy kelly obrien "
    "fairweather ashdown blenkinsop cholmondeley dunmore featherstone hollingsworth inglethorpe knightley longbottom"
).split()
GROUPS = (
    "Violence against the person", "Criminal damage", "Theft", "Public order", "Drug offences",
    "Possession of weapons", "Burglary", "Miscellaneous",
)  # fmt: skip
STAGES = ("awaiting sergeant", "awaiting inspector", "with youth panel", "investigating")
AREAS = tuple(f"E0700013{n}" for n in range(6)) + ("E06000016", "E06000016", "E06000016", "E06000017")
KINDS = ("community_resolution", "community_resolution", "conditional_caution", "outcome_22", "youth_caution")

# A whole number from 0 up to, and not including, the bound: the same for the same row and purpose on every machine.
_PICK = """
CREATE OR REPLACE FUNCTION pg_temp.pick(row_number bigint, purpose int, bound int) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT mod(abs(hashint8(row_number * 7919 + purpose)::bigint), bound)::int $$;
-- The beginning of a list much more often than its end, as names are spread.
CREATE OR REPLACE FUNCTION pg_temp.often(list text[], row_number bigint, purpose int) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT list[1 + floor(array_length(list, 1) * power(pg_temp.pick(row_number, purpose, 10000) / 10000.0, 2))::int] $$;
"""


def person_who_asks() -> User:
    """A co-ordinator of the force whose cases they are: sees all but the restricted ones."""
    at = timezone.now()
    key, name, kind, area_codes = AGENCIES[0]
    force = add_agency(key=key, name=name, kind=kind, area_codes=area_codes, by=SETTING_UP, at=at)
    user = create_account(email="asks@bench.example", name="Who Asks", collar_number="", by=SETTING_UP, at=at)
    grant_role(user=user, role="hub_coordinator", agency=force, from_on=SINCE, by=SETTING_UP, at=at)
    return user


def build(cases: int = 250_000) -> None:
    """Fill the tables of an empty database, and let PostgreSQL look at them as it does in its own time elsewhere."""
    with connection.cursor() as cursor:
        # A row at a time the database would bring each case up to date three times over: once at the end will do.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_PICK)
        for statement, values in _statements(cases):
            cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("SELECT cases_refresh_every_facet()")
        cursor.execute("VACUUM ANALYZE")


def _statements(cases: int) -> list[tuple[str, list[object]]]:
    people, crimes = cases * 4 // 5, cases * 11 // 10
    return [
        (
            """INSERT INTO cases_offence (code, title, offence_class, "group", batch)
               SELECT lpad(n::text, 3, '0') || '/01', 'Offence ' || n, 'summary', (%s::text[])[1 + n %% 8], ''
               FROM generate_series(1, 200) AS n""",
            [list(GROUPS)],
        ),
        (
            """INSERT INTO cases_person (id, source_key, given_names, family_name, search_names, date_of_birth, sex,
                   ethnicity_self_defined, ethnicity_officer_defined, address, postcode, area_code, phone, email,
                   safe_contact, needs, restricted, batch)
               SELECT n, 'P' || n, initcap(given), initcap(family), given || ' ' || family
                      || CASE WHEN n %% 12 = 0 THEN ' ' || pg_temp.often(%s, n, 5) || ' ' || family ELSE '' END,
                      date '1950-01-01' + pg_temp.pick(n, 3, 21900), 'male', 'W1', 'IC1', '', '',
                      (%s::text[])[1 + pg_temp.pick(n, 4, 10)], '', '', '', '[]', n %% 500 = 0, ''
               FROM (SELECT n, pg_temp.often(%s, n, 1) AS given, pg_temp.often(%s, n, 2) AS family
                     FROM generate_series(1, %s) AS n) AS named""",
            [GIVEN, list(AREAS), GIVEN, FAMILY, people],
        ),
        (
            """INSERT INTO cases_crime (id, crime_number, offence_id, recorded_on, place, area_code, domestic_abuse,
                   hate_strand, emergency_worker, weapon, drug_class, batch)
               SELECT n, '2' || n %% 6 || '-' || lpad(n::text, 7, '0'),
                      (SELECT min(id) FROM cases_offence) + pg_temp.pick(n, 6, 200),
                      date '2020-01-01' + pg_temp.pick(n, 7, 2100), '', '',
                      CASE WHEN pg_temp.pick(n, 13, 6) = 0 THEN 'yes' ELSE 'no' END,
                      CASE WHEN pg_temp.pick(n, 14, 40) = 0 THEN 'race' ELSE 'none' END,
                      'no', 'none', 'none', ''
               FROM generate_series(1, %s) AS n""",
            [crimes],
        ),
        (
            """INSERT INTO cases_case (id, reference, person_id, agency_id, officer_id, officer_collar_number, state,
                   opened_on, closed_on, summary, stage, area_code, is_child, restricted, batch)
               SELECT n, 'LP-' || extract(year FROM opened_on) || '-' || lpad(n::text, 6, '0'), person.id,
                      (SELECT id FROM access_agency WHERE kind = 'police_force' LIMIT 1),
                      NULL, (1000 + pg_temp.pick(n, 8, 800))::text, state, opened_on,
                      CASE WHEN state = 'closed' THEN opened_on + 60 END, '',
                      CASE WHEN state = 'open' THEN (%s::text[])[1 + pg_temp.pick(n, 12, 4)] ELSE '' END,
                      person.area_code, age(opened_on, person.date_of_birth) < interval '18 years', person.restricted, ''
               FROM (SELECT n, 1 + pg_temp.pick(n, 9, %s) AS person_id,
                            date '2020-01-01' + pg_temp.pick(n, 10, 2100) AS opened_on,
                            CASE WHEN pg_temp.pick(n, 15, 20) = 0 THEN 'open' WHEN pg_temp.pick(n, 16, 25) = 1 THEN 'resolved'
                                 ELSE 'closed' END AS state
                     FROM generate_series(1, %s) AS n) AS made
               JOIN cases_person AS person ON person.id = person_id""",
            [list(STAGES), people, cases],
        ),
        (
            """INSERT INTO cases_casecrime (case_id, crime_id)
               SELECT 1 + mod(n - 1, %s), n FROM generate_series(1, %s) AS n""",
            [cases, crimes],
        ),
        (
            """INSERT INTO cases_resolution (source_key, case_id, kind, issued_on, issued_by_collar_number,
                   authorised_by_collar_number, authority_rank, rationale, batch)
               SELECT 'R' || id, id, (%s::text[])[1 + pg_temp.pick(id, 11, 5)], opened_on + 10, '', '', '', '', ''
               FROM cases_case WHERE state <> 'open'""",
            [list(KINDS)],
        ),
        (
            """INSERT INTO cases_outcomecode (source_key, crime_id, code, recorded_on, batch)
               SELECT 'O' || crime_id, crime_id, '8', opened_on + 12, ''
               FROM cases_casecrime JOIN cases_case ON cases_case.id = case_id WHERE state = 'closed'""",
            [],
        ),
    ]  # fmt: skip
