"""Giving keys in date order, and writing one CSV file for each file of the extract."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from demo import populations
from demo.offences import OFFENCES
from demo.records import Area, Day

# The columns of the documented extract. A test holds them against the service's own declaration.
COLUMNS = {
    "offences": "offence_code title offence_class offence_group",
    "people": "person_id given_names family_name aliases date_of_birth sex ethnicity_self_defined ethnicity_officer_defined"
    " address postcode area_code phone email safe_contact needs restricted",
    "crimes": "crime_number offence_code recorded_on committed_from committed_to place area_code domestic_abuse hate_strand"
    " emergency_worker weapon drug_class",
    "cases": "case_reference person_id crime_numbers opened_on state closed_on officer stage summary",
    "victims": "victim_id crime_number kind name contact_name phone email safe_contact enhanced_rights views",
    "resolutions": "resolution_id case_reference kind issued_on issued_by authorised_by authority_rank rationale",
    "outcome_codes": "outcome_id crime_number code recorded_on resolution_id",
    "conditions": "condition_id resolution_id kind text due_on met met_on",
    "breaches": "breach_id condition_id reported_on what_happened decision decided_on",
    "referrals": "referral_id case_reference resolution_id provider service referred_on status completed_on",
    "attendance": "session_id referral_id session_on attended complied whose_reason",
    "custody_drug_tests": "test_id person_id arrested_on suitable tested result assessment_booked_on assessment_attended"
    " entered_treatment",
    "youth_panel_items": "item_id case_reference heard_on area from_court outcome",
    "later_offences": "later_offence_id person_id offence_code committed_on proven",
    "populations": "population_id table source as_at area_code sex ethnicity_group age_from age_to residents",
}


@lru_cache(maxsize=40_000)
def iso(when: Day) -> str:
    """A day as the extract writes it; nothing for none."""
    return date.fromordinal(when).isoformat() if when else ""


def number(area: Area) -> None:
    """Give every record its key, in the order things happened."""
    area.crimes.sort(key=lambda crime: crime.recorded)
    sequence: dict[int, int] = {}
    for crime in area.crimes:
        year = date.fromordinal(crime.recorded).year
        sequence[year] = sequence.get(year, 0) + 1
        crime.key = f"{year % 100:02}-{sequence[year]:07}"
    sequence = {}
    area.cases.sort(key=lambda case: case.opened)
    for case in area.cases:
        year = date.fromordinal(case.opened).year
        sequence[year] = sequence.get(year, 0) + 1
        case.key = f"LP-{year}-{sequence[year]:06}"
    for index, person in enumerate(area.people, 1):
        person.key = f"P{index:06}"
    _in_order(area.resolutions, "R", lambda r: r.issued)
    _in_order(area.conditions, "C", lambda c: c.resolution.issued)
    _in_order(area.referrals, "F", lambda r: r.referred)
    area.codes.sort(key=lambda code: code.recorded)
    area.breaches.sort(key=lambda breach: breach.reported)
    area.sessions.sort(key=lambda session: session.on)
    area.drug_tests.sort(key=lambda test: test.arrested)
    area.youth_items.sort(key=lambda item: item.heard)
    area.later_offences.sort(key=lambda offence: offence.committed)


def _in_order(records: list[Any], letter: str, when: Callable[[Any], Day]) -> None:
    records.sort(key=when)
    for index, record in enumerate(records, 1):
        record.key = f"{letter}{index:06}"


def folder(area: Area, out: Path) -> None:
    """Write the whole area."""
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in _files(area).items():
        file(out, name, rows)


def file(out: Path, name: str, rows: Iterable[Iterable[object]]) -> None:
    """Write one file: UTF-8, commas, a line feed after each row."""
    with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS[name].split())
        writer.writerows(rows)


def _keyed(letter: str, rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    for index, row in enumerate(rows, 1):
        yield (f"{letter}{index:06}", *row)


def _files(area: Area) -> dict[str, Iterable[Iterable[object]]]:
    """The rows of each file, made as they are written."""
    return {
        "offences": ((o.code, o.title, o.offence_class, o.group) for o in OFFENCES),
        "people": (
            (p.key, p.given_names, p.family_name, p.aliases, iso(p.born), p.sex, p.ethnicity, p.appearance, p.address,
             p.postcode, p.area, p.phone, p.email, p.safe_contact, p.needs, p.restricted or "no")
            for p in area.people
        ),
        "crimes": (
            (c.key, c.offence, iso(c.recorded), iso(c.begun), iso(c.ended), c.place, c.area, c.domestic_abuse, c.hate,
             c.emergency_worker, c.weapon, c.drug)
            for c in area.crimes
        ),
        "cases": (
            (c.key, c.person.key, ";".join(crime.key for crime in c.crimes), iso(c.opened), c.state, iso(c.closed),
             c.officer, c.stage, c.summary)
            for c in area.cases
        ),
        "victims": _keyed("V", (
            (v.crime.key, v.kind, v.name, v.contact_name, v.phone, v.email, v.safe_contact,
             v.enhanced_rights or "not_recorded", v.views)
            for v in area.victims
        )),
        "resolutions": (
            (r.key, r.case.key if r.case else "", r.kind, iso(r.issued), r.issued_by, r.authorised_by, r.rank, r.rationale)
            for r in area.resolutions
        ),
        "outcome_codes": _keyed("O", (
            (o.crime.key, o.code, iso(o.recorded), o.resolution.key if o.resolution else "") for o in area.codes
        )),
        "conditions": (
            (c.key, c.resolution.key, c.kind, c.text, iso(c.due), c.met, iso(c.met_on)) for c in area.conditions
        ),
        "breaches": _keyed("B", (
            (b.condition.key, iso(b.reported), b.what_happened, b.decision, iso(b.decided)) for b in area.breaches
        )),
        "referrals": (
            (r.key, r.case.key, r.resolution.key if r.resolution else "", r.provider, r.service, iso(r.referred),
             r.status, iso(r.completed))
            for r in area.referrals
        ),
        "attendance": _keyed("S", (
            (s.referral.key, iso(s.on), s.attended, s.complied, s.whose_reason) for s in area.sessions
        )),
        "custody_drug_tests": _keyed("T", (
            (t.person.key, iso(t.arrested), t.suitable, t.tested, t.result, iso(t.booked), t.attended, t.entered_treatment)
            for t in area.drug_tests
        )),
        "youth_panel_items": _keyed("Y", (
            (y.case.key, iso(y.heard), y.area, y.from_court, y.outcome)
            for y in area.youth_items
        )),
        "later_offences": _keyed("L", (
            (o.person.key, o.offence, iso(o.committed), o.proven)
            for o in area.later_offences
        )),
        "populations": populations.rows(),
    }  # fmt: skip
