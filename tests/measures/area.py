"""Analysis rows that add up to what the area published, made straight from the counts, without people or an import."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from demo import populations, published
from oocr.measures.columns import Value

CR, CC, O22 = published.CR, published.CC, published.O22
START, END = published.PERIOD
Row = dict[str, Value]


def days(start: date, end: date) -> Iterator[date]:
    """Every day of the period, over and over."""
    day = start
    while True:
        yield day
        day = day + timedelta(days=1) if day + timedelta(days=1) < end else start


def spread(counts: dict[str, int], total: int) -> list[str]:
    """So many of each, and the rest not recorded."""
    known = [value for value, many in counts.items() for _ in range(many)]
    return known + ["not_recorded"] * (total - len(known))


def resolutions() -> list[Row]:
    """3,642 people with 4,234 resolutions: the later ones go to people who have one already."""
    people = published.BASES["people issued either resolution"]
    sexes, groups = spread(published.BY_SEX, people), spread(published.BY_ETHNICITY, people)
    rows: list[Row] = []
    issued = days(START, END)
    conditions = {CR: 2488, CC: 783}
    number = 0
    for kind, many in published.ISSUED.items():
        for place in range(many):
            person = number % people
            number += 1
            rows.append(
                {
                    "resolution_id": number,
                    "case_reference": f"LP-{number:06}",
                    "person_id": person,
                    "kind": kind,
                    "issued_on": next(issued),
                    "sex": sexes[person],
                    "ethnicity_published": groups[person],
                    "conditions": 1 if place < conditions[kind] else 0,
                    "first_breach_on": date(2025, 6, 1) if place < published.BREACHED[kind] else None,
                }
            )
    for kind, many in {CR: 4433, CC: 742, O22: 900}.items():
        rows += [
            more(number + place, kind, when)
            for place, when in zip(range(many), days(*published.PREVIOUS), strict=False)
        ]
        number += many
    rows += [
        more(number + place, O22, when) for place, when in zip(range(1250), days(START, END), strict=False)
    ]
    return rows


def more(number: int, kind: str, when: date) -> Row:
    return {
        "resolution_id": number + 1,
        "person_id": 100_000 + number,
        "kind": kind,
        "issued_on": when,
        "sex": "not_recorded",
    }


def outcome_codes() -> list[Row]:
    """98,600 of them, and as many the year before."""
    rows: list[Row] = []
    for start, end, followed in ((START, END, published.ISSUED), (*published.PREVIOUS, {CR: 4433, CC: 742})):
        kinds = [kind for kind, many in followed.items() for _ in range(many)]
        kinds += ["none"] * (
            published.BASES["all outcome codes recorded in the period, from 3.5%"] - len(kinds)
        )
        rows += [
            {
                "outcome_code_id": len(rows) + place,
                "recorded_on": when,
                "resolution_kind": kind,
                "resolution_age_group": "none" if kind == "none" else "adult",
                "case_reference": None,
            }
            for place, (kind, when) in enumerate(zip(kinds, days(start, end), strict=False))
        ]
    return rows


def referrals() -> list[Row]:
    number, when = count(1), days(START, END)
    return [
        {"referral_id": next(number), "service": service, "resolution_kind": kind, "referred_on": next(when)}
        for service, kinds in published.REFERRALS.items()
        for kind, many in kinds.items()
        for _ in range(many)
    ]


def follow_ups() -> list[Row]:
    """Those whose six months are up, and the others issued in the last six months."""
    number, rows = count(1), []
    for kind, (complete, again) in published.REOFFENDING.items():
        for place in range(complete):
            issued = START + timedelta(days=place % 180)
            later = issued + timedelta(days=30) if place < again else None
            rows.append(
                {
                    "resolution_id": (n := next(number)),
                    "person_id": n,
                    "kind": kind,
                    "issued_on": issued,
                    "next_offence_on": later,
                }
            )
        for place in range(500):
            rows.append(
                {
                    "resolution_id": (n := next(number)),
                    "person_id": n,
                    "kind": kind,
                    "issued_on": END - timedelta(days=1 + place % 180),
                    "next_offence_on": None,
                }
            )
    return rows


def youth_panel_items() -> list[Row]:
    outcomes = spread(published.YOUTH_OUTCOMES, 279)
    areas = spread(published.YOUTH_AREAS, 279)
    named = {
        CR: "community_resolution",
        "deferred_youth_caution": "deferred",
        "youth_caution": "cautioned",
        "youth_conditional_caution": "cautioned",
    }
    groups = [named.get(outcome, "other") for outcome in outcomes]
    pool = {
        outcome: [
            group for group, counts in published.YOUTH_BY_ETHNICITY.items() for _ in range(counts[place])
        ]
        for place, outcome in enumerate(("cautioned", "deferred", "community_resolution"))
    }
    return [
        {
            "item_id": place + 1,
            "heard_on": START + timedelta(days=place * 355 // 279),
            "area": area,
            "outcome": outcome,
            "outcome_group": group,
            "from_court": "yes" if place < published.YOUTH_FROM_COURT else "no",
            "ethnicity_group": pool.get(group, []).pop() if pool.get(group) else "not_recorded",
        }
        for place, (outcome, area, group) in enumerate(zip(outcomes, areas, groups, strict=True))
    ]


def population_rows() -> list[Row]:
    names = (
        "key",
        "population_table",
        "source",
        "as_at",
        "area_code",
        "sex",
        "ethnicity_group",
        "age_from",
        "age_to",
        "residents",
    )
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(populations.rows(), start=1):
        rows.append({**dict(zip(names, row, strict=True)), "population_id": number})
        rows[-1]["age_to"] = rows[-1]["age_to"] if rows[-1]["age_to"] != "" else None
    return rows


def tables() -> dict[str, list[Row]]:
    """Every analysis table of the area."""
    return {
        "resolutions": resolutions(),
        "outcome_codes": outcome_codes(),
        "referrals": referrals(),
        "follow_ups": follow_ups(),
        "youth_panel_items": youth_panel_items(),
        "populations": population_rows(),
    }
