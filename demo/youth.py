"""Children's cases heard by the Joint Decision and Resolution Panel, and what was issued to them after.

The paper counts 9 June to 9 June, the service's figures 16 June to 16 June. The panel sits every other Wednesday and
no sitting falls between the two days in either year, so both windows give the same.
"""

import random

from demo import conditions, crimes, places, texts
from demo.casework import CODE, INSPECTORS, OFFICERS
from demo.cohort import BEFORE, END, LAST, START
from demo.offences import weighted
from demo.people import Invention
from demo.plan import Plan
from demo.records import Area, Case, Day, OutcomeCode, Person, Resolution, YouthItem, day, dealt

CAUTIONS = ("youth_caution", "youth_conditional_caution")
DEFERRED = "deferred_youth_caution"
SITTINGS = tuple(d for d in range(day(2023, 6, 21), day(2025, 7, 3), 14) if d != day(2025, 1, 1))
NEXT = SITTINGS[-1]  # the coming one, after the extract


class Panel:
    """Makes the items, all from one stream of chance."""

    def __init__(self, area: Area, rng: random.Random):
        self.area, self.rng = area, rng
        self.invent = Invention(area, rng)
        self.scene = crimes.Scene(rng)
        self.offences = weighted("child")

    def hear(
        self,
        heard: Day,
        group: str,
        outcome: str,
        brought_by: str,
        from_court: str,
        child: Person | None = None,
    ) -> YouthItem:
        """One item, its case and crimes; what follows is issued separately."""
        rng = self.rng
        city = brought_by == "city"
        district = places.LEICESTER if city else places.county_area(rng)
        child = child or self.invent.child(heard, group=group, district=district, latest=heard + 21)
        offence = rng.choices(*self.offences)[0]
        committed = heard - rng.randrange(30, 120)
        found = [self.scene.crime(offence, committed, child.area)]
        if rng.random() < 0.12:
            found.append(self.scene.crime(rng.choices(*self.offences)[0], committed, child.area))
        self.area.crimes += found
        opened = max(crime.recorded for crime in found) + rng.randrange(0, 10)
        case = Case(
            child, found, opened, rng.choice(OFFICERS), texts.summary(offence, found[0].domestic_abuse, rng)
        )
        item = YouthItem(case, heard, brought_by, from_court, outcome)
        self.area.cases.append(case)
        self.area.youth_items.append(item)
        return item

    def issue(self, item: YouthItem) -> Resolution | None:
        """The resolution that carries out the panel's decision, within three weeks, with its code."""
        rng = self.rng
        issued = min(item.heard + rng.randrange(1, 19), LAST)
        if item.outcome == "no_further_action":
            self.area.codes += [OutcomeCode(crime, "21", issued) for crime in item.case.crimes]
            return None
        resolution = Resolution(item.case.person, item.outcome, issued, "child", case=item.case)
        resolution.issued_by, resolution.rank = item.case.officer, "youth panel"
        resolution.authorised_by = rng.choice(INSPECTORS) if rng.random() < 0.3 else ""
        resolution.rationale = texts.rationale("child", rng)
        self.area.resolutions.append(resolution)
        coded = issued + (rng.randrange(80, 110) if item.outcome == DEFERRED else rng.randrange(0, 9))
        if coded <= LAST:
            self.area.codes += [
                OutcomeCode(c, CODE[item.outcome], coded, resolution) for c in item.case.crimes
            ]
        return resolution


def build(area: Area, plan: Plan, rng: random.Random) -> None:
    """The period's items as published, the year before in the same proportions, and the fortnight after."""
    panel = Panel(area, rng)
    decisions = _decisions(plan, rng)
    areas = dealt((("city", plan.youth_city), ("county", len(decisions) - plan.youth_city)), rng)
    court = dealt((("yes", plan.youth_from_court), ("no", len(decisions) - plan.youth_from_court)), rng)
    items = _hold(panel, START, END, list(zip(decisions, areas, court, strict=True)))
    earlier = [
        (rng.choice(decisions), rng.choice(areas), rng.choice(court)) for _ in range(plan.youth_before)
    ]
    items += _hold(panel, BEFORE, START, earlier)
    after = [(rng.choice(decisions), rng.choice(areas), "no") for _ in range(3)]
    items += _hold(panel, END, LAST, after)
    issued = [resolution for item in items if (resolution := panel.issue(item))]
    carrying = [r for r in issued if r.kind in ("youth_conditional_caution", DEFERRED) or rng.random() < 0.5]
    before = len(area.conditions)
    conditions.set_on(area, carrying, rng)
    conditions.keep(area.conditions[before:], set(), rng)


def _decisions(plan: Plan, rng: random.Random) -> list[tuple[str, str]]:
    """(ethnic group, outcome) for each item: exactly the published table, with the few it leaves out."""
    cautions = dealt([(kind, plan.youth_outcomes[kind]) for kind in CAUTIONS], rng)
    found = []
    for group, (caution, deferred, resolution) in plan.youth.items():
        found += [(group, cautions.pop()) for _ in range(caution)]
        found += [(group, DEFERRED)] * deferred + [(group, "community_resolution")] * resolution
    for kind in ("outcome_22", "no_further_action"):
        found += [("White", kind)] * plan.youth_outcomes[kind]
    rng.shuffle(found)
    return found


def _hold(
    panel: Panel, first: Day, until: Day, agenda: list[tuple[tuple[str, str], str, str]]
) -> list[YouthItem]:
    """Spread the agenda over the sittings of a span. One child in thirty comes back to a later sitting."""
    sittings = [on for on in SITTINGS if first <= on < until]
    items: list[YouthItem] = []
    for index, ((group, outcome), brought_by, from_court) in enumerate(agenda):
        heard = sittings[index * len(sittings) // len(agenda)]
        child = None
        if index % 30 == 29:
            fit = [item for item in items if _could_return(item, heard, group, brought_by)]
            child = panel.rng.choice(fit).case.person if fit else None
        items.append(panel.hear(heard, group, outcome, brought_by, from_court, child))
    return items


def _could_return(item: YouthItem, heard: Day, group: str, brought_by: str) -> bool:
    child = item.case.person
    same = item.area == brought_by and (
        child.ethnicity[0] == {"White": "W", "Other": "O"}.get(group, group[0])
    )
    return same and item.heard < heard - 60 and child.age_on(heard + 21) < 18
