"""Inventing people: name, birth date, address and the rest, to fit a sex and an ethnic group where those are dealt."""

import random

from demo import names, places
from demo.records import Area, Day, Person, months_later

NEEDS = (
    "mental health", "learning disability", "autism", "ADHD", "dyslexia", "interpreter: {language}",
    "wheelchair access", "alcohol dependence", "drug dependence", "hearing impairment",
)  # fmt: skip
LANGUAGES = {
    "A1g": "Gujarati", "A1p": "Punjabi", "A2": "Urdu", "A3": "Bengali", "B2s": "Somali", "W9p": "Polish",
    "W9r": "Romanian", "O2": "Arabic", "O9": "Kurdish (Sorani)", "A4": "Cantonese", "A9f": "Dari", "A9l": "Tamil", "A9n": "Nepali",
}  # fmt: skip
SAFE = (
    "Text only, no voicemail", "After 5pm", "Not on weekdays before noon", "By letter only", "Call the work number only",
    "Through the support worker", "Do not call the home number", "Ask for the person by first name only",
)  # fmt: skip
# Ages at the time, with how many of each hundred adults.
BANDS = ((18, 20, 13), (21, 25, 20), (26, 30, 16), (31, 40, 24), (41, 50, 14), (51, 60, 9), (61, 82, 4))
NOT_RECORDED, NOT_STATED = "not_recorded", "NS"


class Invention:
    """Makes people, all from one stream of chance, and adds them to the area."""

    def __init__(self, area: Area, rng: random.Random):
        self.area, self.rng = area, rng

    def adult(
        self, on: Day, *, group: str = "", sex: str = "", recorded: bool = True, district: str = ""
    ) -> Person:
        """Somebody of 18 or more on a day. `group` is the ethnic group to record; not `recorded` leaves it open."""
        young, old, _ = self.rng.choices(BANDS, [share for *_, share in BANDS])[0]
        born = on - int((young + self.rng.random() * (old + 1 - young)) * 365.2425)
        return self._person(min(born, _birthday(on, 18)), group, sex, recorded, district)

    def anyone(self, on: Day) -> Person:
        """An adult of whom nothing is dealt: one in seven has no ethnicity recorded, or was asked and did not say."""
        answer = self.rng.random()
        person = self.adult(on, recorded=answer < 0.86)
        if answer > 0.96:
            person.ethnicity = NOT_STATED
        return person

    def child(
        self, on: Day, *, group: str = "", sex: str = "", district: str = "", latest: Day = 0
    ) -> Person:
        """Somebody of 10 to 17 on a day, and still a child on the latest day given."""
        age = self.rng.choices(range(11, 18), (2, 5, 10, 16, 22, 24, 21))[0]
        born = max(_birthday(on, age + 1) + 1 + self.rng.randrange(364), _birthday(latest or on, 18) + 1)
        return self._person(born, group, sex, recorded=True, district=district)

    def _person(self, born: Day, group: str, sex: str, recorded: bool, district: str) -> Person:
        rng = self.rng
        community = names.community(group, rng)
        woman = sex == "female" or (sex != "male" and rng.random() < 0.26)
        given, family = names.name(community, woman, rng)
        where = district or places.area(rng)
        address, postcode = places.address(where, rng)
        person = Person(
            given_names=given,
            family_name=family,
            born=born,
            woman=woman,
            community=community,
            sex=sex or ("female" if woman else "male"),
            ethnicity=names.self_defined(community) if recorded else NOT_RECORDED,
            appearance=names.appearance(community, rng),
            address=address,
            postcode=postcode,
            area=where,
        )
        self._details(person)
        if not district and rng.random() < 0.015:  # lives elsewhere, or nowhere
            person.area, person.address, person.postcode = "", rng.choice(("No fixed abode", "")), ""
        self.area.people.append(person)
        return person

    def _details(self, person: Person) -> None:
        rng = self.rng
        if rng.random() < 0.82:
            person.phone = places.phone(rng)
        if rng.random() < 0.3:
            person.email = places.email(person.given_names, person.family_name, rng)
        if rng.random() < 0.06:
            person.safe_contact = rng.choice(SAFE)
        if rng.random() < 0.16:
            person.needs = self._needs(person)
        if rng.random() < 0.05:
            person.aliases = ";".join(self._aliases(person))
        if rng.random() < 0.004:
            person.restricted = "yes"

    def _needs(self, person: Person) -> str:
        language = LANGUAGES.get(person.community)
        known = [need for need in NEEDS if language or "language" not in need]
        found = self.rng.sample(known, self.rng.choice((1, 1, 1, 2)))
        return ";".join(need.format(language=language) for need in found)

    def _aliases(self, person: Person) -> list[str]:
        first = person.given_names.split()[0]
        other = names.name(person.community, person.woman, self.rng)
        found = [
            f"{first} {other[1]}",
            f"{other[0].split()[0]} {person.family_name}",
            f"{first[:3]} {person.family_name}",
        ]
        own = f"{person.given_names} {person.family_name}"
        found = [alias for alias in dict.fromkeys(found) if alias != own]
        return self.rng.sample(found, min(len(found), self.rng.choice((1, 1, 2))))


def _birthday(on: Day, years: int) -> Day:
    """The latest birth day of somebody who has turned so many years on a day."""
    return months_later(on, -12 * years)
