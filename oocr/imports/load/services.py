"""Providers and their services: a new name in a referral is a new service, run by the provider it came with."""

from typing import Any

from django.utils.text import slugify

from oocr.access.roles import AgencyKind
from oocr.imports.load.resolve import References


def services(references: References) -> list[str]:
    """Make the table `services` for the good rows; add what is new. Gives back the references of new agencies.

    A service is run by one provider. A row that names it with another is a fault, since figures are told by service.
    """
    cursor, checker = references.cursor, references.checker
    known = _known(cursor)
    added: list[str] = []
    pairs = checker.execute(
        "SELECT service, provider FROM checked WHERE faults = '' GROUP BY ALL ORDER BY min(line)"
    ).fetchall()
    for service, provider in pairs:
        if service not in known:
            agency_id, reference = _provider(cursor, provider)
            added += [reference] if reference else []
            cursor.execute(
                "INSERT INTO referrals_service (provider_id, name) VALUES (%s, %s) RETURNING id",
                [agency_id, service],
            )
            known[service] = (cursor.fetchone()[0], provider)
    checker.execute("CREATE OR REPLACE TABLE services (name VARCHAR, id BIGINT, provider VARCHAR)")
    if known:
        checker.executemany(
            "INSERT INTO services VALUES (?, ?, ?)", [(name, *rest) for name, rest in known.items()]
        )
    checker.execute(
        "UPDATE checked SET faults = 'service:other-provider:' || replace(services.provider, ' ', '_') FROM services "
        "WHERE faults = '' AND services.name = checked.service AND services.provider <> checked.provider"
    )
    return added


def _known(cursor: Any) -> dict[str, tuple[int, str]]:
    cursor.execute(
        "SELECT service.name, service.id, agency.name FROM referrals_service service "
        "JOIN access_agency agency ON agency.id = service.provider_id"
    )
    return {name: (number, provider) for name, number, provider in cursor.fetchall()}


def _provider(cursor: Any, name: str) -> tuple[int, str]:
    """The provider of that name, and its reference when it is new."""
    kind = AgencyKind.INTERVENTION_PROVIDER.value
    cursor.execute("SELECT id FROM access_agency WHERE name = %s AND kind = %s", [name, kind])
    if found := cursor.fetchone():
        return found[0], ""
    base = slugify(name)[:40] or "provider"
    cursor.execute("SELECT key FROM access_agency WHERE key LIKE %s", [f"{base}%"])
    taken = {key for (key,) in cursor.fetchall()}
    key = next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
    cursor.execute(
        "INSERT INTO access_agency (key, name, kind, area_codes) VALUES (%s, %s, %s, '[]') RETURNING id",
        [key, name, kind],
    )
    return cursor.fetchone()[0], f"agency:{key}"
