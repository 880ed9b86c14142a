"""Recorded crimes: those that cases are about, and the many more that nobody was found for."""

import random
from bisect import bisect_right
from itertools import accumulate

from demo import places
from demo.offences import DOMESTIC, Offence, weighted
from demo.plan import AS_AT, Plan
from demo.published import PERIOD, PREVIOUS
from demo.records import Area, Crime, Day, OutcomeCode

# Days from the offence to its being recorded, and from then to its outcome code.
REPORTED = (0,) * 55 + (1,) * 20 + (2, 2, 3, 3, 4, 5, 6, 7, 9, 12, 16, 21, 30, 45, 60, 90, 140, 200, 260, 330)
CODED = (
    (0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 21, 25, 28, 32, 37, 42, 48, 55, 63, 72, 84, 98, 115, 140)
)  # fmt: skip

# Outcome codes of crimes without a resolution, of each thousand, by theme; "" for the rest. Invented, shaped on the
# Home Office's published outcomes for the force.
OUTCOMES: dict[str, dict[str, int]] = {
    "": {"1": 85, "14": 22, "15": 150, "16": 330, "18": 330, "21": 25, "20": 18, "10": 10, "9": 5, "17": 8, "12": 5,
         "11": 4, "13": 3, "4": 2, "5": 3},
    "assault": {"1": 90, "14": 35, "15": 170, "16": 480, "18": 130, "21": 30, "20": 22, "10": 14, "9": 5, "17": 10,
                "12": 6, "11": 6, "13": 1, "5": 1},
    "shop": {"1": 210, "14": 6, "15": 80, "16": 110, "18": 540, "21": 30, "20": 5, "10": 10, "9": 3, "4": 4, "5": 2},
    "vehicle": {"1": 25, "15": 35, "16": 20, "18": 905, "4": 8, "21": 7},
    "burglary": {"1": 60, "15": 60, "16": 30, "18": 830, "4": 14, "21": 6},
    "drugs": {"1": 480, "15": 190, "18": 120, "21": 110, "10": 70, "9": 20, "20": 10},
    "weapon": {"1": 560, "15": 170, "18": 130, "21": 70, "10": 40, "9": 20, "20": 10},
    "damage": {"1": 60, "14": 12, "15": 120, "16": 170, "18": 595, "21": 25, "10": 10, "11": 8},
}  # fmt: skip


class Scene:
    """Makes crimes, all from one stream of chance."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.places = places.places(rng)
        self.by_area: dict[str, list[str]] = {}
        for place, code in self.places:
            self.by_area.setdefault(code, []).append(place)

    def crime(self, offence: Offence, committed: Day, area: str = "", domestic: str = "") -> Crime:
        """A crime of a case: near where the person lives, with its aggravations asked and mostly answered."""
        rng = self.rng
        area = area if area and rng.random() < 0.85 else places.area(rng)
        place = rng.choice(self.by_area[area])
        recorded = committed + rng.choice((0, 0, 0, 0, 1, 1, 2))
        crime = Crime(offence.code, recorded, committed, 0, place, area)
        self._flags(crime, offence, domestic)
        return crime

    def _flags(self, crime: Crime, offence: Offence, domestic: str) -> None:
        chance = self.rng.random()
        likely = 0.15 if offence.theme in DOMESTIC else 0.0
        crime.domestic_abuse = domestic or (
            "yes" if chance < likely else "not_recorded" if chance > 0.96 else "no"
        )
        crime.hate = _hate(offence, self.rng)
        if chance < 0.93:
            crime.emergency_worker = "yes" if offence.theme == "emergency" else "no"
            crime.weapon = offence.weapon
        if offence.weapon != "none":
            crime.weapon = offence.weapon
        elif chance < 0.02 and offence.theme == "assault":
            crime.weapon = "other"
        crime.drug = offence.drug if offence.drug != "none" or chance < 0.9 else "not_recorded"

    def background(self, offence: Offence, recorded: Day, chance: float) -> Crime:
        """A crime without a case; one drawn number serves several small choices, for speed."""
        place, area = self.places[int(chance * 7919) % len(self.places)]
        begun = recorded - REPORTED[int(chance * 104729) % len(REPORTED)]
        ended = 0 if chance > 0.03 else min(recorded, begun + 1 + int(chance * 400))
        crime = Crime(offence.code, recorded, begun, ended, place, area)
        part = chance * 31 % 1
        domestic = part < 0.3 and offence.theme in DOMESTIC
        crime.domestic_abuse = "yes" if domestic else "not_recorded" if part > 0.97 else "no"
        if offence.theme == "hate":
            crime.hate = "race" if part < 0.75 else "religion"
        elif part < 0.8:
            crime.hate = "none"
        if offence.theme == "emergency":
            crime.emergency_worker = "yes"
        crime.weapon, crime.drug = offence.weapon, offence.drug
        return crime


def _hate(offence: Offence, rng: random.Random) -> str:
    if offence.theme == "hate":
        return rng.choices(("race", "religion"), (80, 20))[0]
    strands = ("none", "not_recorded", "sexual_orientation", "disability", "transgender", "race")
    rare = 4 if offence.theme in ("order", "messages", "assault") else 0
    return rng.choices(strands, (1000, 60, rare, rare, rare // 2, rare))[0]


def fill(area: Area, plan: Plan, rng: random.Random) -> None:
    """Every other crime, and their codes, so that each period's codes come to the plan's count exactly."""
    scene = Scene(rng)
    start, end, before, last = (d.toordinal() for d in (PERIOD[0], PERIOD[1], PREVIOUS[0], AS_AT))
    already = {"before": 0, "current": 0}
    for code in area.codes:
        already["before"] += before <= code.recorded < start
        already["current"] += start <= code.recorded < end
    tail = round(plan.codes * (last - end) / (end - start))
    for first, until, count in (
        (before, start, plan.codes_before - already["before"]),
        (start, end, plan.codes - already["current"]),
        (end, last, tail),
    ):
        if count < 0:
            raise ValueError("The plan has more resolutions than outcome codes.")
        _coded(area, scene, rng, first, until, count)
    _not_yet_coded(area, scene, rng, last, round(plan.crimes_per_year / 365 * sum(CODED) / len(CODED)))


def _coded(area: Area, scene: Scene, rng: random.Random, first: Day, until: Day, count: int) -> None:
    """So many codes in a span of days, each with the crime it closes, recorded some days before."""
    offences = rng.choices(*weighted("recorded"), k=count)
    chances = [rng.random() for _ in range(count)]
    days = rng.choices(range(first, until), k=count)
    lags = rng.choices(CODED, k=count)
    picks = {theme: (list(table), list(accumulate(table.values()))) for theme, table in OUTCOMES.items()}
    for offence, chance, day, lag in zip(offences, chances, days, lags, strict=True):
        crime = scene.background(offence, day - lag, chance)
        codes, heights = picks.get(offence.theme) or picks[""]
        code = codes[bisect_right(heights, chance * 9973 % 1 * heights[-1])]
        area.crimes.append(crime)
        area.codes.append(OutcomeCode(crime, code, day))


def _not_yet_coded(area: Area, scene: Scene, rng: random.Random, last: Day, count: int) -> None:
    """Crimes still under investigation on the day of the extract: recorded less than their lag ago."""
    offences = rng.choices(*weighted("recorded"), k=count)
    lags = rng.choices(
        CODED[1:], CODED[1:], k=count
    )  # the longer it takes, the likelier to be still going on
    for offence, lag in zip(offences, lags, strict=True):
        area.crimes.append(scene.background(offence, last - rng.randrange(lag), rng.random()))
