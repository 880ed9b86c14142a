"""Who was issued what, and when: the people and their resolutions, before any case is made of them.

The counts that depend on people and dates are met here: distinct people by sex and ethnicity, resolutions by kind
and period, and the people of each kind whose six months are over at the cut-off.
"""

import random

from demo.people import NOT_RECORDED, Invention
from demo.plan import AS_AT, CC, CR, O22, Plan
from demo.published import PERIOD, PREVIOUS
from demo.records import Area, Day, Person, Resolution, dealt, months_later

START, END = PERIOD[0].toordinal(), PERIOD[1].toordinal()
BEFORE = PREVIOUS[0].toordinal()
LAST = AS_AT.toordinal()
# The last index day with six whole months before the cut-off.
COMPLETE = months_later(END, -6)


def build(area: Area, plan: Plan, rng: random.Random) -> None:
    """Everyone's resolutions, in all three periods."""
    invent = Invention(area, rng)
    holders = _current(area, plan, invent)
    _previous(area, plan, invent, holders)
    _after(area, plan, invent)
    _diversions(area, plan, invent)


def _current(area: Area, plan: Plan, invent: Invention) -> list[Person]:
    """The period's community resolutions and conditional cautions, and who holds them."""
    rng = invent.rng
    held = dealt(plan.held_by.items(), rng)
    days: list[list[tuple[Day, str]]] = [[] for _ in held]
    for position, kind in enumerate((CR, CC)):
        holding = [index for index, counts in enumerate(held) if counts[position]]
        rng.shuffle(holding)
        for rank, index in enumerate(holding):
            early = rank < plan.early[kind]
            days[index] += [(when, kind) for when in _days(held[index][position], early, rng)]
    sexes = dealt([*plan.by_sex.items(), (NOT_RECORDED, plan.people - sum(plan.by_sex.values()))], rng)
    groups = dealt([*plan.by_ethnicity.items(), ("", plan.people - sum(plan.by_ethnicity.values()))], rng)
    holders = []
    for received, sex, group in zip(days, sexes, groups, strict=True):
        first = min(received)[0]
        person = invent.adult(first, group=group, sex=sex, recorded=bool(group))
        holders.append(person)
        area.resolutions += [Resolution(person, kind, when, "current") for when, kind in sorted(received)]
    _birthdays(area)
    return holders


def _days(count: int, early: bool, rng: random.Random) -> list[Day]:
    """Days for one person's resolutions of one kind: the first early (six months whole) or late in the period."""
    room = 35 * (count - 1)  # so that the later ones still fall in the period
    first = rng.randrange(START, COMPLETE + 1) if early else rng.randrange(COMPLETE + 1, END - room)
    days = [first]
    for left in range(count - 1, 0, -1):
        days.append(rng.randrange(days[-1] + 20, END - 30 * (left - 1)))
    return days


def _birthdays(area: Area) -> None:
    """Two people were issued theirs on their eighteenth birthday: adults, by a day."""
    single = [r for r in area.resolutions if r.kind == CR][:2]
    for resolution in single:
        earliest = min(r.issued for r in area.resolutions if r.person is resolution.person)
        resolution.person.born = months_later(earliest, -18 * 12)


def _previous(area: Area, plan: Plan, invent: Invention, holders: list[Person]) -> None:
    """The year before. Some people of this period come back from it; they were adults then too."""
    rng = invent.rng
    kinds = dealt(plan.before.items(), rng)
    grown = [person for person in holders if person.age_on(BEFORE) >= 18]
    people = [invent.anyone(BEFORE) for _ in range(plan.people_before)]
    for person in people:
        if rng.random() < 0.17:
            person.sex = NOT_RECORDED
    people += rng.sample(grown, plan.returning)
    people += [rng.choice(people) for _ in range(len(kinds) - len(people))]
    for person, kind in zip(people, kinds, strict=True):
        area.resolutions.append(Resolution(person, kind, rng.randrange(BEFORE, START), "before"))


def _after(area: Area, plan: Plan, invent: Invention) -> None:
    """The fortnight after the cut-off; the first is issued on the cut-off day itself, and so not in the period."""
    for index, kind in enumerate(dealt(plan.after.items(), invent.rng)):
        issued = END if index < 2 else invent.rng.randrange(END, LAST)
        person = invent.anyone(issued)
        area.resolutions.append(Resolution(person, kind, issued, "after"))


def _diversions(area: Area, plan: Plan, invent: Invention) -> None:
    """Outcome 22: most to people with nothing else, about one in eight to somebody already known."""
    rng = invent.rng
    spans = {"before": (BEFORE, START), "current": (START, END), "after": (END, LAST)}
    known = [person for person in area.people if person.age_on(BEFORE) >= 18]
    for period, count in plan.outcome_22.items():
        for _ in range(count):
            issued = rng.randrange(*spans[period])
            old = rng.random() < 0.12
            person = rng.choice(known) if old else invent.anyone(issued)
            area.resolutions.append(Resolution(person, O22, issued, period))


def forget(area: Area, rng: random.Random) -> None:
    """A few birth dates are not known: of people with an outcome 22 only, and of some who were only arrested."""
    kinds: dict[int, set[str]] = {}
    for resolution in area.resolutions:
        kinds.setdefault(id(resolution.person), set()).update((resolution.kind, *resolution.services))
    alone = [
        person for person in area.people if kinds.get(id(person)) == {O22} and person.age_on(BEFORE) >= 18
    ]
    arrested = [t.person for t in area.drug_tests if id(t.person) not in kinds]
    for person in alone[:: max(len(alone) // 12, 1)] + rng.sample(arrested, len(arrested) // 60):
        person.born = 0
