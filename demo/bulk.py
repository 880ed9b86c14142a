"""Big extracts for benchmarks: rows are made as they are written, so that memory stays small at any size."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from demo import names, places, texts
from demo.cohort import LAST
from demo.crimes import CODED, OUTCOMES
from demo.offences import OFFENCES, Offence, weighted
from demo.records import Day
from demo.write import file, iso

SPAN = 1100  # days over which the crimes are recorded
STATES = ("closed", "closed", "closed", "resolved", "open")
OFFICERS = 240


def write(out: Path, crimes: int, cases: int, rng: random.Random) -> None:
    """Offences, crimes and outcome codes; people and cases too where cases are asked for."""
    if cases > crimes:
        raise ValueError("Each case takes a crime: ask for at least as many crimes as cases.")
    out.mkdir(parents=True, exist_ok=True)
    base = rng.getrandbits(64)  # each file draws from its own stream, so none waits for another
    file(out, "offences", ((o.code, o.title, o.offence_class, o.group) for o in OFFENCES))
    file(out, "crimes", _crimes(crimes, random.Random(base)))
    file(out, "outcome_codes", _codes(crimes, random.Random(base + 1)))
    if cases:
        file(out, "people", _people(cases, random.Random(base + 2)))
        file(out, "cases", _cases(crimes, cases, random.Random(base + 3)))


def _recorded(index: int, crimes: int) -> Day:
    return LAST - SPAN + index * SPAN // crimes


def _number(index: int, crimes: int) -> str:
    return f"{date.fromordinal(_recorded(index, crimes)).year % 100:02}-{index:07}"


def _crimes(crimes: int, rng: random.Random) -> Iterator[tuple[object, ...]]:
    """Drawn a thousand at a time: quick, and never many in memory."""
    somewhere = places.places(rng)
    offences, weights = weighted("recorded")
    for first in range(0, crimes, 1000):
        drawn: list[Offence] = rng.choices(offences, weights, k=1000)
        where = rng.choices(somewhere, k=1000)
        for index, offence, (place, area) in zip(
            range(first, min(first + 1000, crimes)), drawn, where, strict=False
        ):
            day = iso(_recorded(index, crimes))
            domestic = "yes" if offence.theme == "assault" and index % 4 == 0 else "no"
            yield (
                _number(index, crimes), offence.code, day, day, day, place, area, domestic,
                "none", "no", offence.weapon, offence.drug,
            )  # fmt: skip


def _codes(crimes: int, rng: random.Random) -> Iterator[tuple[object, ...]]:
    codes, weights = zip(*(OUTCOMES[""] | {"8": 36, "3": 8, "22": 13, "2": 1}).items(), strict=True)
    for first in range(0, crimes, 1000):
        drawn = rng.choices(codes, weights, k=1000)
        lags = rng.choices(CODED, k=1000)
        for index, code, lag in zip(range(first, min(first + 1000, crimes)), drawn, lags, strict=False):
            recorded = min(_recorded(index, crimes) + lag, LAST)
            yield f"O{index:07}", _number(index, crimes), code, iso(recorded), ""


def _people(cases: int, rng: random.Random) -> Iterator[tuple[object, ...]]:
    """Four people for every five cases."""
    for index in range(max(cases * 4 // 5, 1)):
        community, woman = names.community("", rng), rng.random() < 0.26
        given, family = names.name(community, woman, rng)
        area = places.area(rng)
        address, postcode = places.address(area, rng)
        born = LAST - int((12 + rng.random() ** 2 * 60) * 365.25)
        yield (
            f"P{index:07}", given, family, "", iso(born), "female" if woman else "male", names.self_defined(community),
            names.appearance(community, rng), address, postcode, area, places.phone(rng), "", "", "",
            "yes" if index % 300 == 7 else "no",
        )  # fmt: skip


def _cases(crimes: int, cases: int, rng: random.Random) -> Iterator[tuple[object, ...]]:
    """One crime each, spread over all of them; most closed."""
    people = max(cases * 4 // 5, 1)
    for index in range(cases):
        at = index * crimes // cases
        opened = min(_recorded(at, crimes) + rng.randrange(0, 9), LAST)
        state = rng.choice(STATES)
        closed = iso(min(opened + rng.randrange(0, 90), LAST)) if state == "closed" else ""
        person = f"P{index if index < people else rng.randrange(people):07}"
        officer = f"{1210 + rng.randrange(OFFICERS)}"
        reference = f"LP-{date.fromordinal(opened).year}-{index:07}"
        summary = texts.summary(rng.choice(OFFENCES), "no", rng)
        yield reference, person, _number(at, crimes), iso(opened), state, closed, officer, state, summary
