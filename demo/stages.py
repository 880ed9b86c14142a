"""Where each case stands on the day of the extract, read from what has happened to it."""

import random
from collections import defaultdict

from demo.cohort import LAST
from demo.records import Area, Breach, Case, Condition, Day, OutcomeCode, Resolution

RECORDING = "facts being recorded"
VICTIM = "awaiting victim's views"
DRAFTED = "proposal drafted"
SERGEANT = "awaiting sergeant"
INSPECTOR = "awaiting inspector"
CPS = "awaiting Crown Prosecution Service"
RETURNED = "returned to officer"
AUTHORISED = "authorised"
LISTED = "listed for youth panel"
PANEL = "youth panel decided"
RUNNING = "issued, conditions running"
OVERDUE = "condition overdue"
BREACH = "breach reported, awaiting decision"
ENFORCED = "breach enforced"
CHARGE = "sent for charge"
COMPLETE = "complete, awaiting outcome code"
DEFERRED = "deferred"
SCRUTINY = "selected for scrutiny"
CLOSED = "closed"
WITHDRAWN = "withdrawn"
STAGES = (
    RECORDING, VICTIM, DRAFTED, SERGEANT, INSPECTOR, CPS, RETURNED, AUTHORISED, LISTED, PANEL, RUNNING, OVERDUE,
    BREACH, ENFORCED, CHARGE, COMPLETE, DEFERRED, SCRUTINY, CLOSED, WITHDRAWN,
)  # fmt: skip


def settle(area: Area, rng: random.Random) -> None:
    """Say of every case so far how it stands: closed when all is kept and coded, otherwise what it waits for."""
    resolutions: dict[int, list[Resolution]] = defaultdict(list)
    conditions: dict[int, list[Condition]] = defaultdict(list)
    breaches: dict[int, list[Breach]] = defaultdict(list)
    codes: dict[int, list[OutcomeCode]] = defaultdict(list)
    for resolution in area.resolutions:
        resolutions[id(resolution.case)].append(resolution)
    for condition in area.conditions:
        conditions[id(condition.resolution.case)].append(condition)
    for breach in area.breaches:
        breaches[id(breach.condition.resolution.case)].append(breach)
    for code in area.codes:
        codes[id(code.crime)].append(code)
    for case in area.cases:
        key = id(case)
        coded = [code.recorded for crime in case.crimes for code in codes[id(crime)]]
        _settle(case, resolutions[key], conditions[key], breaches[key], coded, rng)


def _settle(
    case: Case,
    resolutions: list[Resolution],
    conditions: list[Condition],
    breaches: list[Breach],
    coded: list[Day],
    rng: random.Random,
) -> None:
    waiting = _waiting(resolutions, conditions, breaches, coded)
    if waiting:
        case.state, case.stage = "resolved", waiting
        return
    days = (
        [r.issued for r in resolutions]
        + coded
        + [c.met_on for c in conditions]
        + [b.decided for b in breaches]
    )
    closed = max(days) + rng.randrange(0, 9)
    if closed > LAST:
        case.state, case.stage = "resolved", COMPLETE
        return
    case.state, case.closed = "closed", closed
    decisions = {breach.decision for breach in breaches}
    case.stage = CHARGE if "sent_for_charge" in decisions else ENFORCED if "enforced" in decisions else CLOSED


def _waiting(
    resolutions: list[Resolution], conditions: list[Condition], breaches: list[Breach], coded: list[Day]
) -> str:
    """What the case waits for; empty when it waits for nothing."""
    if any(breach.decision == "not_decided" for breach in breaches):
        return BREACH
    unknown = [condition.due for condition in conditions if condition.met == "not_recorded"]
    if any(due < LAST for due in unknown):
        return OVERDUE
    if unknown:
        deferred = any(r.kind == "deferred_youth_caution" for r in resolutions)
        return DEFERRED if deferred else RUNNING
    return "" if coded else COMPLETE
