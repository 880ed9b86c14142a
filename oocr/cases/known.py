"""What is known about a case, as policy asks for it: from its person, its crimes, the answers and earlier resolutions.

Nothing here depends on who asks: what is true of a case decides what may be done with it, whoever may see it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from oocr.cases.ages import age_on
from oocr.cases.crimes_stated import crime_facts, months_after
from oocr.cases.models import Case, Crime, Person, PersonMatch, Resolution
from oocr.cases.people_search import people_named
from oocr.cases.queries import answers_of
from oocr.cases.questions import Answers
from oocr.cases.stated import Stated, facts_stated

LOOK_BACK_MONTHS = 24


@dataclass(frozen=True)
class Likeness:
    """Another record that may be the same person: what was said of it last, if anything was."""

    person: Person
    match: PersonMatch | None

    @property
    def is_same(self) -> bool | None:
        """Are they one person? Nothing when nobody has said."""
        return self.match.is_same if self.match else None


@dataclass(frozen=True)
class Earlier:
    """What the service knows of the person's earlier resolutions, and whom else it may be looking at."""

    resolutions: Sequence[Resolution]
    alike: Sequence[Likeness]

    @property
    def undecided(self) -> list[Likeness]:
        """Records that nobody has compared with this person yet."""
        return [likeness for likeness in self.alike if likeness.is_same is None]

    def since(self, day: date) -> list[Resolution]:
        """Those issued on or after a day."""
        return [resolution for resolution in self.resolutions if resolution.issued_on >= day]


def facts_known(case: Case, on: date, *, answers: Answers | None = None) -> dict[str, Stated]:
    """Every fact of policy that this room can give about a case on a day. What is not in it is not known."""
    answers = answers_of(case) if answers is None else answers
    crimes = crimes_of(case)
    return {
        **facts_stated(answers, on),
        **crime_facts(crimes, on),
        **_ages(case.person, crimes, on),
        **_look_back(earlier_of(case, on), answers, on),
    }


def crimes_of(case: Case) -> list[Crime]:
    """The crimes of a case with their offences."""
    return list(case.crimes.select_related("offence").order_by("recorded_on", "pk"))


def _ages(person: Person, crimes: Sequence[Crime], on: date) -> dict[str, Stated]:
    """How old the person was: on the first day of any of the offences, and on the day of the decision."""
    committed = [crime.committed_from for crime in crimes if crime.committed_from]
    at_offence = age_on(person.date_of_birth, min(committed)) if len(committed) == len(crimes) != 0 else None
    known = {"age_at_offence": at_offence, "age_at_decision": age_on(person.date_of_birth, on)}
    return {name: age for name, age in known.items() if age is not None}


def _look_back(earlier: Earlier, answers: Answers, on: date) -> dict[str, Stated]:
    """How many earlier resolutions, once every record alike was compared and it is known what was found elsewhere."""
    elsewhere = answers.get("resolutions_elsewhere")
    if elsewhere is None or earlier.undecided:
        return {}
    here = len(earlier.since(months_after(on, -LOOK_BACK_MONTHS)))
    return {"earlier_resolutions_in_look_back": here + int(elsewhere)}


def earlier_of(case: Case, on: date) -> Earlier:
    """The resolutions of the person before a day, in any other case and under any record said to be the same."""
    alike = alike_to(case)
    same = {case.person_id} | {likeness.person.pk for likeness in alike if likeness.is_same}
    found = Resolution.objects.filter(case__person__in=same, issued_on__lte=on).exclude(case=case)
    return Earlier(
        resolutions=list(found.select_related("case__person").order_by("-issued_on", "-pk")), alike=alike
    )


def alike_to(case: Case) -> list[Likeness]:
    """Other records of the same force that may be this person, or were said to be or not to be."""
    said = _said_of(case.person)
    born = case.person.date_of_birth
    found = set(said)
    if born is not None:
        others = Case.objects.filter(agency=case.agency_id, person__date_of_birth=born)
        others = others.exclude(person=case.person_id)
        if others.exists():
            for name in (case.person.name, *(alias.name for alias in case.person.aliases.all())):
                found |= set(people_named(name, others).everyone)
    people = Person.objects.filter(pk__in=found).order_by("family_name", "given_names", "pk")
    return [Likeness(person, said.get(person.pk)) for person in people]


def _said_of(person: Person) -> dict[int, PersonMatch]:
    """The last word on each record that was compared with this one, by the other's number."""
    said = PersonMatch.objects.filter(Q(person=person) | Q(other=person)).select_related("decided_by")
    return {m.other_id if m.person_id == person.pk else m.person_id: m for m in said.order_by("pk")}


def resolutions_of(people: Collection[Person]) -> dict[int, list[Resolution]]:
    """What was issued to each of these people, newest first."""
    found: dict[int, list[Resolution]] = defaultdict(list)
    of_them = Resolution.objects.filter(case__person__in=people).select_related("case")
    for resolution in of_them.order_by("-issued_on", "-pk"):
        found[resolution.case.person_id].append(resolution)
    return found
