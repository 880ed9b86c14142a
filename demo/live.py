"""The cases that are being worked on: one at every stage, and more for every officer's home page.

Stages before a resolution need cases of their own, told by hand below. Later stages are lived by cases that are
already there, which are given to the demonstration's officers; so nothing here changes a published count.
"""

import random
from typing import NamedTuple

from demo import stages, texts, victims
from demo.cohort import LAST
from demo.offences import BY_CODE, weighted
from demo.people import Invention
from demo.plan import Plan
from demo.records import Area, Case, Crime, Day, Person, Resolution, Victim, YouthItem
from demo.youth import NEXT, Panel

# Collar numbers that the demonstration's accounts have.
OFFICER, SECOND_OFFICER, SERGEANT, INSPECTOR, COORDINATOR = "1201", "1202", "0412", "0077", "9001"
OFFICERS = tuple(f"{number}" for number in range(1201, 1213))


class Told(NamedTuple):
    """A case told by hand."""

    stage: str
    officer: str
    offence: str
    summary: str
    views: str
    group: str = "White British"
    sex: str = "male"
    domestic: str = "no"
    hate: str = "none"
    child: str = ""  # which service's child; empty for an adult
    days: int = 14  # opened so many days before the extract


OPEN = (
    Told(stages.RECORDING, OFFICER, "046/00", "Took baby milk and nappies worth £41 from a shop. Stopped by staff, says there was no money until Friday. Interview still to be written up.", "", sex="female", days=2),
    Told(stages.VICTIM, OFFICER, "058/00", "Kicked the side gate of a neighbour's house after a quarrel over bins. Admits it. The neighbour works nights and has not yet been reached.", "", "Asian", days=6),
    Told(stages.DRAFTED, OFFICER, "105/01", "Pushed a stranger in a taxi queue; the victim fell and grazed a hand. Full admission. Nothing recorded before.", "Would accept an apology.", days=9),
    Told(stages.SERGEANT, OFFICER, "092/61", "Stopped at the park gate with a small bag of cannabis for own use. Admits it and asks about help to stop.", "", "Black", days=11),
    Told(stages.INSPECTOR, SECOND_OFFICER, "105/01", "Pushed his partner against a kitchen counter during an argument. First report; assessed as standard risk. Full admission, wants help.", "Does not want court. Wants him to get help.", domestic="yes", days=15),
    Told(stages.CPS, SECOND_OFFICER, "008/57", "Shouted racist abuse at a bus driver and pushed him. Admits it in part. The file is with the prosecutor, who decides in hate crime.", "Wants it taken seriously. Still driving the same route.", hate="race", days=24),
    Told(stages.RETURNED, OFFICER, "195/94", "Eleven messages to a former partner in two days after being asked to stop. The sergeant returned the proposal: domestic abuse needs an inspector, and the rationale does not say why a community resolution fits.", "Wants the messages to stop, and not to have to move.", domestic="yes", days=19),
    Told(stages.AUTHORISED, SECOND_OFFICER, "041/00", "Refunded £320 to her own card over six shifts at the shop. Admits all of it and has repaid half. Authorised by the inspector; to be issued with a repayment condition.", "Wants the rest repaid.", "Asian", "female", days=21),
    Told(stages.LISTED, "1203", "008/26", "A kitchen knife in a school bag, found at the gate. Says it was to feel safe walking home. First time.", "", "Black", child="city", days=22),
    Told(stages.LISTED, "1204", "056/02", "With two others set fire to a litter bin in the park; the fire spread to a bench.", "The parish wants the bench paid for or mended.", child="county", days=26),
    Told(stages.PANEL, "1203", "105/01", "Punched another pupil once outside school after a fortnight of messages between them. Heard on 18 June; the panel decided on a deferred youth caution.", "Wants to be able to go to school.", "Mixed", child="city", days=40),
    Told(stages.WITHDRAWN, OFFICER, "049/10", "Reported to have kept a found telephone. The owner had dropped it in a taxi and has since had it back; no offence.", "Sorry to have troubled anyone.", "Asian", days=30),
)  # fmt: skip

# Said yes to on the day of the extract; the demonstration takes each a different way from there.
AGREED = (
    Told(stages.AUTHORISED, OFFICER, "058/00", "Scratched the door of a parked van with a key after being blocked in. Admits it and has offered to pay. Authorised by the sergeant.", "Wants the door paid for. Not interested in court.", days=18),
    Told(stages.AUTHORISED, OFFICER, "105/01", "Threw a drink at a man in a bar who would not move; the glass was plastic and nobody was hurt. Full admission. Authorised by the sergeant.", "Would leave it at an apology.", sex="female", days=17),
    Told(stages.AUTHORISED, SECOND_OFFICER, "046/00", "Took a pair of headphones worth £35 from a shop and came back the next day to say so. Authorised by the sergeant.", "Glad that she came back. Wants it paid.", "Black", "female", days=16),
)  # fmt: skip

# Later stages, the kind of resolution that shows them best, and who is given the case.
LATER = (
    (stages.RUNNING, "conditional_caution", OFFICER),
    (stages.OVERDUE, "conditional_caution", OFFICER),
    (stages.BREACH, "conditional_caution", SECOND_OFFICER),
    (stages.ENFORCED, "conditional_caution", SECOND_OFFICER),
    (stages.CHARGE, "conditional_caution", OFFICER),
    (stages.COMPLETE, "community_resolution", OFFICER),
    (stages.DEFERRED, "deferred_youth_caution", "1203"),
    (stages.CLOSED, "community_resolution", OFFICER),
)


class Desk:
    """Makes and hands out the live cases, all from one stream of chance."""

    def __init__(self, area: Area, rng: random.Random):
        self.area, self.rng = area, rng
        self.invent, self.panel = Invention(area, rng), Panel(area, rng)

    def open(self, told: Told, person: Person | None = None) -> Case:
        """A case with no resolution yet."""
        opened = LAST - told.days
        person = person or self._person(told, opened)
        crime = Crime(told.offence, opened - 1, opened - 2, 0, "", person.area or "E06000016")
        crime.place = self.rng.choice(self.panel.scene.by_area[crime.area])
        offence = BY_CODE[told.offence]
        crime.domestic_abuse, crime.hate = told.domestic, told.hate
        crime.weapon, crime.drug = offence.weapon, offence.drug
        crime.emergency_worker = "yes" if offence.theme == "emergency" else "no"
        if told.stage == stages.RECORDING:
            crime.hate = crime.weapon = "not_recorded"
        case = Case(person, [crime], opened, told.officer, told.summary, stage=told.stage)
        if told.stage == stages.WITHDRAWN:
            case.state, case.closed = "closed", opened + 9
        self.area.crimes.append(crime)
        self.area.cases.append(case)
        self._victim(crime, told)
        return case

    def _person(self, told: Told, opened: Day) -> Person:
        if told.child:
            district = "E06000016" if told.child == "city" else "E07000130"
            return self.invent.child(
                opened, group=told.group, sex=told.sex, district=district, latest=LAST + 60
            )
        return self.invent.adult(opened, group=told.group, sex=told.sex)

    def _victim(self, crime: Crime, told: Told) -> None:
        theme = BY_CODE[crime.offence].theme
        if theme in victims.AGAINST_STATE:
            self.area.victims.append(Victim(crime, "state"))
        elif theme in victims.AGAINST_BUSINESS:
            shop = Victim(
                crime, "business", self.rng.choice(texts.BUSINESSES), "Duty manager", views=told.views
            )
            self.area.victims.append(shop)
        else:
            found = victims.person(crime, self.rng)
            found.views = told.views
            self.area.victims.append(found)

    def sit(self, case: Case, told: Told) -> None:
        """Put a child's case before the panel: the coming sitting, or the one of 18 June."""
        decided = told.stage == stages.PANEL
        heard, outcome = (NEXT - 14, "deferred_youth_caution") if decided else (NEXT, "not_decided")
        self.area.youth_items.append(YouthItem(case, heard, told.child, "no", outcome))


def build(area: Area, plan: Plan, rng: random.Random) -> None:
    """Everything above, enough ordinary work for twelve officers, and two people known by two names."""
    desk = Desk(area, rng)
    for told in OPEN:
        case = desk.open(told)
        if told.child:
            desk.sit(case, told)
    _hand_over(area, plan)
    for index in range(plan.live):
        desk.open(_ordinary(index, rng))
    area.cases[-1].person.restricted = "yes"  # seen by the officer in the case and by few others
    _two_names(desk)
    _same_person_twice(desk)
    for told in AGREED:
        desk.open(told)


def _hand_over(area: Area, plan: Plan) -> None:
    """Give existing cases of the later stages to the demonstration's people; one is picked for scrutiny."""
    by_stage: dict[str, list[Resolution]] = {}
    for resolution in sorted(area.resolutions, key=lambda r: -r.issued):
        assert resolution.case
        by_stage.setdefault(resolution.case.stage, []).append(resolution)
    taken: set[int] = set()
    for stage, kind, officer in LATER:
        fitting = [r for r in by_stage.get(stage, []) if id(r.case) not in taken]
        best = next((r for r in fitting if r.kind == kind), next(iter(fitting), None))
        if best:
            taken.add(_give(best, officer))
    closed = [r for r in by_stage.get(stages.CLOSED, []) if id(r.case) not in taken and r.period == "current"]
    if closed:
        taken.add(_give(closed[0], SECOND_OFFICER))
        assert closed[0].case
        closed[0].case.stage = stages.SCRUTINY
    for stage, each in ((stages.RUNNING, 3), (stages.OVERDUE, 1), (stages.COMPLETE, 1), (stages.CLOSED, 6)):
        spare = iter([r for r in by_stage.get(stage, []) if id(r.case) not in taken and r.period != "child"])
        for officer in OFFICERS[: 12 if plan.live > 12 else 3]:
            for _ in range(each):
                resolution = next(spare, None)
                if resolution:
                    taken.add(_give(resolution, officer))


def _give(resolution: Resolution, officer: str) -> int:
    """Make it this officer's case; the sergeant or inspector of the demonstration authorised it."""
    assert resolution.case
    resolution.case.officer = resolution.issued_by = officer
    if resolution.rank in ("sergeant", "inspector"):
        resolution.authorised_by = SERGEANT if resolution.rank == "sergeant" else INSPECTOR
    return id(resolution.case)


def _ordinary(index: int, rng: random.Random) -> Told:
    """An everyday open case."""
    stage = stages.STAGES[index % 8]
    offence = rng.choices(*weighted("community_resolution"))[0]
    domestic = (
        "yes" if stage == stages.INSPECTOR and offence.theme in ("assault", "damage", "messages") else "no"
    )
    hate = "race" if offence.theme == "hate" else "none"
    group = rng.choices(("White British", "Asian", "Black", "Mixed", "White", "Other"), (60, 18, 8, 5, 6, 3))[
        0
    ]
    views = "" if stage in (stages.RECORDING, stages.VICTIM) else rng.choice(texts.VIEWS)
    summary = texts.summary(offence, domestic, rng)
    sex = "female" if rng.random() < 0.28 else "male"
    officer = OFFICERS[(index + 2) % 12]
    return Told(
        stage, officer, offence.code, summary, views, group, sex, domestic, hate, days=rng.randrange(1, 45)
    )


def _two_names(desk: Desk) -> None:
    """One person with two cases, each under another of their names: a search for either must find both."""
    person = desk.invent.adult(LAST - 200, group="Asian", sex="female")
    person.given_names, person.family_name, person.community = "Nisha", "Solanki", "A1g"
    person.aliases = "Nisha Foster;Nish Solanki"
    person.needs, person.restricted = "interpreter: Gujarati", ""
    for stage, officer, days, name in (
        (stages.DRAFTED, OFFICER, 8, "Nisha Solanki"),
        (stages.SERGEANT, SECOND_OFFICER, 33, "Nisha Foster"),
    ):
        summary = f"{name} took cosmetics worth £28 from a shop. Gave that name when stopped. All recovered."
        desk.open(Told(stage, officer, "046/00", summary, "Content.", days=days), person)


def _same_person_twice(desk: Desk) -> None:
    """Two records that are surely one person, as extracts bring them: same birth date, address and telephone."""
    first = desk.invent.adult(LAST - 300, group="Asian", sex="male")
    second = desk.invent.adult(LAST - 300, group="Asian", sex="male")
    first.given_names, first.family_name = "Mohammed Imran", "Hussain"
    second.given_names, second.family_name = "Imran", "Hussein"
    first.community = second.community = "A2"
    first.ethnicity, second.ethnicity = "A2", "not_recorded"
    first.address, first.postcode, first.area = "14 Quillmere Close, Leicester", "LE5 7QX", "E06000016"
    first.aliases = second.aliases = first.email = second.email = first.restricted = second.restricted = ""
    second.born, second.phone = first.born, first.phone
    second.address, second.postcode, second.area = first.address, first.postcode, first.area
    for person, officer, days in ((first, "1205", 12), (second, "1206", 27)):
        summary = "Argument over a parking space; pushed the other driver's wing mirror until it broke."
        desk.open(
            Told(stages.SERGEANT, officer, "058/00", summary, "Wants the mirror paid for.", days=days), person
        )
