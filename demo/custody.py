"""Drug testing on arrest: the funnel from a likely need to treatment, in the period and the year before.

The period's counts are those published for January to December 2025 (2,915 suitable, 324 tested, 124 referred after
a positive test, 95 entered treatment), moved to the period. Assessments attended follow the published monthly
averages (5 of 9 booked): fewer than entered treatment, so some enter by another way, as in the published table.
"""

import random

from demo.cohort import BEFORE, END, START
from demo.people import Invention
from demo.plan import Plan
from demo.records import Area, Day, DrugTest, Person


def build(area: Area, plan: Plan, rng: random.Random) -> None:
    """Both years' arrests."""
    invent = Invention(area, rng)
    known = [person for person in area.people if person.age_on(BEFORE) >= 18]
    for counts, first, until in ((plan.drug_testing_before, BEFORE, START), (plan.drug_testing, START, END)):
        _year(area, counts, first, until, known, invent)


def _year(
    area: Area, counts: dict[str, int], first: Day, until: Day, known: list[Person], invent: Invention
) -> None:
    rng = invent.rng
    arrested: list[Person] = []
    tests = []
    for number in range(counts["suitable"] + counts["unsuitable"]):
        day = rng.randrange(first, until)
        person = _arrested(day, known, arrested, invent)
        arrested.append(person)
        suitable = number < counts["suitable"]
        tests.append(DrugTest(person, day, "yes" if suitable else "no", result="not_recorded"))
    tested = tests[: counts["tested"]]
    booked = tested[: counts["referred"]]
    for index, test in enumerate(tested):
        test.tested = "yes"
        test.result = "positive" if index < counts["positive"] else "negative"
    for test in tests[counts["tested"] : counts["tested"] + counts["refused"]]:
        test.result = "refused"
    for test in booked:
        test.booked = test.arrested + rng.choice((2, 3, 4, 5, 6, 7, 7, 8, 10, 13))
        test.attended, test.entered_treatment = "no", "no"
    for test in rng.sample(booked, counts["attended"]):
        test.attended = "yes"
    attended = [test for test in booked if test.attended == "yes"]
    missed = [test for test in booked if test.attended == "no"]
    directly = min(len(attended), counts["entered_treatment"] * 3 // 4)
    otherwise = counts["entered_treatment"] - directly
    for test in attended[:directly] + missed[:otherwise]:
        test.entered_treatment = "yes"
    area.drug_tests += tests


def _arrested(day: Day, known: list[Person], arrested: list[Person], invent: Invention) -> Person:
    """Some are known to cases, some have been arrested before, most are new."""
    chance = invent.rng.random()
    if chance < 0.15:
        return invent.rng.choice(known)
    if chance < 0.32 and arrested:
        again = invent.rng.choice(arrested)
        if again.age_on(day) >= 18:
            return again
    return invent.anyone(day)
