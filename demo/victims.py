"""Victims of the crimes in cases: people, businesses, or the state."""

import random
from itertools import pairwise

from demo import names, people, places, texts
from demo.offences import BY_CODE
from demo.records import Area, Crime, Victim

AGAINST_BUSINESS = ("shop", "work_theft", "payment")
AGAINST_STATE = ("drugs", "drunk", "weapon")


def build(area: Area, rng: random.Random) -> None:
    """A victim, sometimes two, for each crime in a case, once however many cases it is in."""
    seen: set[int] = set()
    for case in area.cases:
        for crime in case.crimes:
            if id(crime) not in seen:
                seen.add(id(crime))
                _of(area, crime, rng)
    _same_person(area)


def _of(area: Area, crime: Crime, rng: random.Random) -> None:
    theme = BY_CODE[crime.offence].theme
    if theme in AGAINST_STATE or (theme == "order" and rng.random() < 0.4):
        area.victims.append(Victim(crime, "state"))
    elif theme in AGAINST_BUSINESS or (theme in ("damage", "burglary") and rng.random() < 0.3):
        contact = " ".join(names.name(names.community("", rng), rng.random() < 0.5, rng))
        shop = Victim(
            crime, "business", rng.choice(texts.BUSINESSES), contact, views=rng.choice(texts.SHOP_VIEWS)
        )
        shop.phone = places.phone(rng)
        area.victims.append(shop)
    else:
        for _ in range(2 if rng.random() < 0.06 else 1):
            area.victims.append(person(crime, rng))


def person(crime: Crime, rng: random.Random, views: str = "") -> Victim:
    """Somebody. Victims of domestic and hate crime are entitled to enhanced rights, and are asked how to be reached."""
    given, family = names.name(names.community("", rng), rng.random() < 0.55, rng)
    grave = crime.domestic_abuse == "yes" or crime.hate not in ("none", "not_recorded")
    victim = Victim(crime, "person", f"{given} {family}", views=views or rng.choice(texts.VIEWS))
    if rng.random() < 0.85:
        victim.phone = places.phone(rng)
    if rng.random() < 0.35:
        victim.email = places.email(given, family, rng)
    if rng.random() < (0.7 if grave else 0.08):
        victim.safe_contact = rng.choice(people.SAFE)
    victim.enhanced_rights = "yes" if grave else "not_recorded" if rng.random() < 0.06 else "no"
    return victim


def _same_person(area: Area) -> None:
    """Two crimes of one case against people have the same victim, as the case says one incident."""
    by_crime = {id(victim.crime): victim for victim in area.victims if victim.kind == "person"}
    for case in area.cases:
        for one, other in pairwise(case.crimes):
            first, second = by_crime.get(id(one)), by_crime.get(id(other))
            if first and second:
                second.name, second.phone, second.email = first.name, first.phone, first.email
