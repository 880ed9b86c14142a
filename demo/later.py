"""Offences by people after a resolution: exactly as many reoffend within six months as were published to."""

import random

from demo.cohort import COMPLETE, END, LAST
from demo.offences import weighted
from demo.plan import CC, CR, Plan
from demo.records import Area, Day, LaterOffence, Person, months_later


def build(area: Area, plan: Plan, rng: random.Random) -> None:
    """Those that count, those just outside the six months, and those whose six months are not over."""
    first, plain = _first_days(area)
    for kind, count in plan.reoffended.items():
        whole = [(who, when) for who, when in first[kind] if when <= COMPLETE and id(who) in plain]
        picked = rng.sample(whole, min(len(whole), count + max(count // 3, 2)))
        _within(area, picked[:count], rng)
        _just_outside(area, picked[count:], rng)
        late = [(who, when) for who, when in first[kind] if when > COMPLETE and id(who) in plain]
        for who, when in rng.sample(late, min(len(late), count // 2)):
            _add(area, who, rng.randrange(when + 1, LAST), rng)
    current = {id(r.person) for r in area.resolutions if r.period == "current"}
    earlier = [r for r in area.resolutions if r.period == "before" and id(r.person) not in current]
    for resolution in rng.sample(earlier, min(len(earlier), plan.later_before)):
        _add(area, resolution.person, rng.randrange(resolution.issued + 1, LAST), rng)


def _first_days(area: Area) -> tuple[dict[str, list[tuple[Person, Day]]], set[int]]:
    """Each person's first day of each kind in the period, and the people with a single resolution in all."""
    first: dict[str, dict[int, tuple[Person, Day]]] = {CR: {}, CC: {}}
    held: dict[int, int] = {}
    for resolution in area.resolutions:
        who = resolution.person
        held[id(who)] = held.get(id(who), 0) + 1
        if resolution.period == "current" and resolution.kind in first:
            known = first[resolution.kind].get(id(who))
            if not known or resolution.issued < known[1]:
                first[resolution.kind][id(who)] = (who, resolution.issued)
    return {kind: list(people.values()) for kind, people in first.items()}, {
        who for who, n in held.items() if n == 1
    }


def _within(area: Area, people: list[tuple[Person, Day]], rng: random.Random) -> None:
    """After the index day and up to six months after it: the first of them on the last day that counts."""
    for index, (who, when) in enumerate(people):
        until = months_later(when, 6)
        committed = until if not index else rng.randrange(when + 1, until + 1)
        _add(area, who, committed, rng)
        if index % 5 == 4 and committed < END - 30:
            _add(area, who, committed + rng.randrange(1, 30), rng)


def _just_outside(area: Area, people: list[tuple[Person, Day]], rng: random.Random) -> None:
    """On the index day itself, or after six months: these do not count."""
    for index, (who, when) in enumerate(people):
        committed = (
            when
            if index % 3 == 0
            else months_later(when, 6) + (1 if index % 3 == 1 else rng.randrange(2, 14))
        )
        _add(area, who, committed, rng)


def _add(area: Area, person: Person, committed: Day, rng: random.Random) -> None:
    offence = rng.choices(*weighted("recorded"))[0]
    proven = "yes" if committed < END - 60 else rng.choice(("yes", "no", "not_recorded"))
    area.later_offences.append(LaterOffence(person, offence.code, committed, proven))
