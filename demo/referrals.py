"""Referrals to services, and the sessions offered under them.

`allot` comes before the cases are made, so that a case can be about something its service is for; `make` after.
"""

import random

from demo.cohort import END, LAST, START
from demo.plan import CC, CR, Plan
from demo.records import Area, Day, Referral, Resolution, Session

PROVIDERS = {"CARA (Hampton Trust)": "Hampton Trust"}  # the others are published under the service's own name
SESSIONS = {
    "Turning Point": 2, "Victim Awareness Course": 1, "New Dawn New Day": 3, "CARA (Hampton Trust)": 2, "Reflect": 2,
}  # fmt: skip
COURSE = "Victim Awareness Course"
# The choosy ones first, so that they find whom they are meant for.
ORDER = ("New Dawn New Day", "CARA (Hampton Trust)", "Turning Point", "Reflect", COURSE)
CARRIED = 6  # issued so many days before the end of a period, and referred after it


def allot(area: Area, plan: Plan, rng: random.Random) -> None:
    """Say which resolutions lead to which service: exactly as many of each kind as were published."""
    carried = [r for r in area.resolutions if r.kind == CR and START - CARRIED <= r.issued < START]
    carried = carried[: plan.carried_referrals]
    for resolution in carried:
        resolution.services.append(COURSE)
    _allot(area, "before", START, plan.referrals_before, rng)
    course = plan.referrals[COURSE]
    left = plan.referrals | {COURSE: course | {CR: course[CR] - len(carried)}}
    _allot(area, "current", END, left, rng)
    late = [
        r for r in area.resolutions if r.period == "current" and r.kind == CR and r.issued >= END - CARRIED
    ]
    for resolution in late[: plan.late_referrals]:
        resolution.services.append("Reflect")


def _allot(
    area: Area, period: str, cut_off: Day, counts: dict[str, dict[str, int]], rng: random.Random
) -> None:
    """One period's. What is issued ten days before its end is sure to be referred within it."""
    pool = [r for r in area.resolutions if r.period == period and r.issued < cut_off - 10]
    rng.shuffle(pool)
    for service in ORDER:
        for kind, count in counts[service].items():
            candidates = [r for r in pool if r.kind == kind and not r.services]
            candidates.sort(key=lambda r: not _meant_for(service, r))
            again = _second_referrals(service, kind, count, pool)
            for resolution in candidates[: count - len(again)] + again:
                resolution.services.append(service)


def _meant_for(service: str, resolution: Resolution) -> bool:
    """New Dawn New Day works with women, Reflect with young men; CARA is for men here; the rest for anyone."""
    person = resolution.person
    young_man = not person.woman and person.age_on(resolution.issued) <= 25
    if service == "New Dawn New Day":
        return person.woman
    if service == "Reflect":
        return young_man
    return not person.woman if service == "CARA (Hampton Trust)" else not young_man


def _second_referrals(service: str, kind: str, count: int, pool: list[Resolution]) -> list[Resolution]:
    """A third of the Reflect cautions go to people whom the same caution sends to Turning Point as well."""
    if service != "Reflect" or kind != CC:
        return []
    also = [r for r in pool if r.kind == CC and r.services == ["Turning Point"]]
    return also[: count // 3]


def make(area: Area, rng: random.Random) -> None:
    """The referrals themselves, with what came of them by the day of the extract."""
    for resolution in area.resolutions:
        for service in resolution.services:
            assert resolution.case
            referred = _referred_on(resolution, rng)
            referral = Referral(
                resolution.case, resolution, PROVIDERS.get(service, service), service, referred
            )
            area.referrals.append(referral)
            _follow(area, referral, rng)


def _referred_on(resolution: Resolution, rng: random.Random) -> Day:
    """Within ten days; where the resolution comes in the last days of a period, after the period's end."""
    for cut_off in (START, END):
        if cut_off - CARRIED <= resolution.issued < cut_off:
            return cut_off + rng.randrange(0, 5)
    return min(resolution.issued + rng.choice((0, 0, 1, 1, 2, 3, 4, 6, 9)), LAST)


def _follow(area: Area, referral: Referral, rng: random.Random) -> None:
    """Sessions and status: some decline, some stop, some are still going."""
    if rng.random() < 0.04:
        referral.status = "declined"
        return
    on, finishes = referral.referred, rng.random() < 0.84
    for number in range(SESSIONS[referral.service]):
        on += rng.randrange(7, 24)
        if on > LAST:
            referral.status = "started" if number else rng.choice(("received", "accepted"))
            return
        if not finishes and number == SESSIONS[referral.service] - 1:
            break
        if rng.random() < 0.13:  # missed, and offered again
            whose = rng.choices(("person", "provider", "other"), (70, 15, 15))[0]
            area.sessions.append(Session(referral, on, "no", "not_recorded", whose))
            on += rng.randrange(5, 15)
            if on > LAST:
                referral.status = "started"
                return
        area.sessions.append(Session(referral, on, "yes", "yes" if rng.random() < 0.96 else "no"))
    if finishes:
        referral.status, referral.completed = "completed", on
    else:
        area.sessions.append(Session(referral, on, "no", "not_recorded", "person"))
        referral.status = "not_completed"


def leave_work(area: Area) -> None:
    """Of each service's newest that are still going, one is new, one not begun, one to have its attendance recorded."""
    for service in SESSIONS:
        going = [r for r in area.referrals if r.service == service and r.status == "started"]
        going.sort(key=lambda r: -r.referred)
        for referral, status in zip(going, ("received", "accepted", "started"), strict=False):
            offered = [session for session in area.sessions if session.referral is referral]
            referral.status = status
            if status == "started":
                offered[-1].attended = offered[-1].complied = "not_recorded"
                offered[-1].whose_reason = "none"
            else:
                gone = {id(session) for session in offered}
                area.sessions = [session for session in area.sessions if id(session) not in gone]
