"""The case, the crimes and the outcome codes behind every resolution.

Resolutions and outcome codes are not one-to-one, as in life: some resolutions close two crimes, some have their
code recorded after the period, and where two people did one thing only one of them carries the code. The code rows
that follow from the period's adult resolutions still number exactly the resolutions issued.
"""

import random
from collections import defaultdict

from demo import crimes, texts
from demo.cohort import COMPLETE, END, LAST, START
from demo.offences import BY_CODE, SUITS, Offence, weighted
from demo.plan import CC, CR, O22, Plan
from demo.records import Area, Case, Crime, Day, OutcomeCode, Resolution, months_later

CODE = {
    CR: "8", CC: "3", O22: "22", "youth_caution": "2", "youth_conditional_caution": "2", "deferred_youth_caution": "22",
}  # fmt: skip
# Days between the offence and the resolution, and between the resolution and its code.
GAPS = {CR: (2, 70), CC: (10, 120), O22: (10, 150)}
LAGS = {CR: (0, 0, 1, 2, 3, 5, 8, 13, 30), CC: (0, 0, 1, 3, 6, 10, 15, 28), O22: (0, 3, 14, 30, 55, 80)}
OFFICERS = tuple(f"{number}" for number in range(1213, 1390))
SERGEANTS = ("0412", *(f"{number:04}" for number in range(413, 440)))
INSPECTORS = ("0077", *(f"{number:04}" for number in range(78, 90)))


class Casework:
    """Builds the cases of the cohort from one stream of chance."""

    def __init__(self, area: Area, plan: Plan, rng: random.Random):
        self.area, self.plan, self.rng = area, plan, rng
        self.scene = crimes.Scene(rng)
        self.choices = {
            (kind, service): weighted(kind, SUITS.get(service, ()))
            for kind in (CR, CC, O22)
            for service in ("", *SUITS)
        }
        self.windows = _windows(area.resolutions)

    def build(self) -> None:
        """A case for each resolution of the cohort, with its codes."""
        lags = {id(r): r.issued + self.rng.choice(LAGS[r.kind]) for r in self.area.resolutions}
        doubled, sharing = self._not_one_to_one(lags)
        for resolution in self.area.resolutions:
            if id(resolution) not in sharing:
                self._open(resolution, twice=id(resolution) in doubled)
        for resolution in self.area.resolutions:
            first = sharing.get(id(resolution))
            if first:
                assert first.case
                self._case(resolution, first.case.crimes, first.case.summary)
            elif lags[id(resolution)] <= LAST:
                assert resolution.case
                for crime in resolution.case.crimes:
                    code = OutcomeCode(crime, CODE[resolution.kind], lags[id(resolution)], resolution)
                    self.area.codes.append(code)
        self._earlier_diversions()

    def _not_one_to_one(self, lags: dict[int, Day]) -> tuple[set[int], dict[int, Resolution]]:
        """Which resolutions close two crimes, and which share another's, so that the period's codes come out."""
        doubled: set[int] = set()
        sharing: dict[int, Resolution] = {}
        held: dict[int, int] = defaultdict(int)
        for resolution in self.area.resolutions:
            held[id(resolution.person)] += 1
        for kind in (CR, CC):
            coded = [r for r in self.area.resolutions if r.kind == kind and START <= lags[id(r)] < END]
            spare = [r for r in coded if held[id(r.person)] == 1 and not r.services and r.period == "current"]
            surplus = len(coded) - self.plan.issued[kind]
            spare.sort(key=lambda r: r.issued)
            pairs = list(zip(spare[::2], spare[1::2], strict=False))
            self.rng.shuffle(pairs)
            shared = pairs[: max(surplus + self.plan.two_crimes[kind], 0)]
            twice = max(len(shared) - surplus, 0)
            sharing |= {id(second): first for first, second in shared}
            taken = {id(r) for pair in shared for r in pair}
            free = [r for r in coded if id(r) not in taken]
            doubled |= {id(r) for r in self.rng.sample(free, twice)}
        return doubled, sharing

    def _open(self, resolution: Resolution, twice: bool) -> None:
        service = next(iter(resolution.services), "")
        offence = self._offence(resolution.kind, service)
        committed = self._committed(resolution)
        domestic = "yes" if service == "CARA (Hampton Trust)" else ""
        where = resolution.person.area
        found = [self.scene.crime(offence, committed, where, domestic)]
        if twice:
            found.append(
                self.scene.crime(self._offence(resolution.kind, service), committed, where, domestic)
            )
        self.area.crimes += found
        self._case(resolution, found, texts.summary(offence, found[0].domestic_abuse, self.rng))

    def _offence(self, kind: str, service: str) -> Offence:
        return self.rng.choices(*self.choices[kind, service])[0]

    def _committed(self, resolution: Resolution) -> Day:
        """When it was done. Nobody's own later resolution is for something done inside six months of an earlier one.

        Whether somebody offended again is said by the later offences alone, which are dealt out elsewhere.
        """
        committed = resolution.issued - self.rng.randint(*GAPS[resolution.kind])
        windows = self.windows.get(id(resolution.person), [])
        if any(index < committed <= until for index, until in windows):
            return min(index for index, _ in windows) - self.rng.randrange(1, 16)
        return committed

    def _case(self, resolution: Resolution, found: list[Crime], summary: str) -> None:
        recorded = max(crime.recorded for crime in found)
        opened = min(recorded + self.rng.randrange(0, 12), resolution.issued)
        case = Case(resolution.person, found, opened, self.rng.choice(OFFICERS), summary)
        resolution.case = case
        self._authorise(resolution)
        self.area.cases.append(case)

    def _authorise(self, resolution: Resolution) -> None:
        """Who issued and who said yes. A few domestic cases went to a sergeant only, and a few to nobody, as found."""
        case, chance = resolution.case, self.rng.random()
        assert case
        resolution.issued_by = case.officer
        resolution.rationale = texts.rationale(resolution.kind, self.rng)
        serious = any(
            c.domestic_abuse == "yes" or c.hate not in ("none", "not_recorded") for c in case.crimes
        )
        if any(BY_CODE[c.offence].offence_class == "indictable_only" for c in case.crimes):
            resolution.rank = "Crown Prosecution Service"
        elif (
            resolution.kind == CC
            and any(c.hate not in ("none", "not_recorded") for c in case.crimes)
            and chance < 0.8
        ):
            resolution.rank = "Crown Prosecution Service"  # hate crime is the prosecutor's to decide
        elif (serious and chance < 0.86) or chance > 0.97:
            resolution.authorised_by, resolution.rank = self.rng.choice(INSPECTORS), "inspector"
        elif chance > 0.02:
            resolution.authorised_by, resolution.rank = self.rng.choice(SERGEANTS), "sergeant"

    def _earlier_diversions(self) -> None:
        """A few cases had an outcome 22 before their conditional caution: two resolutions in one case."""
        singles = [r for r in self.area.resolutions if r.kind == CC and r.case and not r.services]
        slow = [
            r
            for r in singles
            if r.case and r.issued - r.case.opened > 30 and r.person.age_on(r.case.opened) >= 18
        ]
        again = slow[: len(singles) // 30]
        for later in again:
            assert later.case
            earlier = Resolution(later.person, O22, later.case.opened + 4, "same case", case=later.case)
            self._authorise(earlier)
            earlier.rationale = "Diversion agreed first; not kept up, so dealt with again."
            self.area.resolutions.append(earlier)


def _windows(resolutions: list[Resolution]) -> dict[int, list[tuple[Day, Day]]]:
    """For each person with a first resolution of a kind in the period, the six months after it, where they are whole."""
    first: dict[tuple[int, str], Day] = {}
    for resolution in resolutions:
        if resolution.period == "current" and resolution.kind in (CR, CC):
            key = id(resolution.person), resolution.kind
            first[key] = min(resolution.issued, first.get(key, resolution.issued))
    windows: dict[int, list[tuple[Day, Day]]] = defaultdict(list)
    for (person, _), index in first.items():
        if index <= COMPLETE:
            windows[person].append((index, months_later(index, 6)))
    return dict(windows)
