"""What is known about a case, as policy asks for it: from its person, its crimes, the answers and earlier resolutions.

Nothing here depends on who asks: what is true of a case decides what may be done with it, whoever may see it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import Http404

from oocr.access.models import User
from oocr.cases.ages import age_on
from oocr.cases.crimes_stated import crime_facts, months_after
from oocr.cases.force_settings import number_on
from oocr.cases.models import Answer, Case, Crime, Person, PersonMatch, Resolution
from oocr.cases.people_search import people_named
from oocr.cases.queries import answers_of, answers_of_many
from oocr.cases.questions import Answers
from oocr.cases.questions.offence import MATRICES
from oocr.cases.stated import Stated, facts_stated, without_scores
from oocr.cases.states import State


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


@dataclass(frozen=True)
class Known:
    """All that is known of a case on a day, read once: for its task list and the pages of it."""

    case: Case
    on: date
    said: Sequence[Answer]  # everything that was ever answered, newest first
    crimes: Sequence[Crime]
    earlier: Earlier

    @cached_property
    def newest(self) -> dict[str, Answer]:
        """The last answer to each question, also when it says that it is not known any more."""
        return {answer.question: answer for answer in reversed(self.said)}

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What is known now."""
        return {name: answer.value for name, answer in self.newest.items() if answer.value is not None}

    @cached_property
    def facts(self) -> dict[str, Stated]:
        """The facts of policy."""
        return _facts(self.case, self.answers, self.crimes, self.earlier, self.on)

    @property
    def ages(self) -> tuple[int | None, int | None]:
        """How old the person was on the first day of any of the offences, and is on the day; as far as is known."""
        ages = _ages(self.case.person, self.crimes, self.on)
        return ages.get("age_at_offence"), ages.get("age_at_decision")

    @cached_property
    def sure(self) -> frozenset[str]:
        """What the crimes say themselves, so that nobody is asked."""
        return frozenset(crime_facts(self.crimes, self.on))


def known_of(case: Case, on: date) -> Known:
    """Everything known of a case that was already let through `case_for`."""
    said = case.answers.select_related("answered_by", "replaces").order_by("-pk")
    return Known(case, on, list(said), crimes_of(case), earlier_of(case, on))


def facts_known(case: Case, on: date) -> dict[str, Stated]:
    """Every fact of policy that this room can give about a case on a day. What is not in it is not known."""
    return _facts(case, answers_of(case), crimes_of(case), earlier_of(case, on), on)


def facts_known_of_many(cases: Collection[Case], on: Mapping[int, date]) -> dict[int, dict[str, Stated]]:
    """The same for many cases, each on a day of its own (by the case's number), in a handful of questions.

    Earlier resolutions are looked for only where it was answered what was found elsewhere: without that answer they
    give no fact.
    """
    prefetch_related_objects(
        list(cases),
        "person",
        Prefetch(
            "crimes", Crime.objects.select_related("offence").order_by("recorded_on", "pk"), "read_crimes"
        ),
    )
    answers = answers_of_many(cases)
    nothing = Earlier((), ())
    return {
        case.pk: _facts(
            case,
            answers[case.pk],
            case.read_crimes,  # type: ignore[attr-defined]  # prefetched above
            earlier_of(case, on[case.pk]) if "resolutions_elsewhere" in answers[case.pk] else nothing,
            on[case.pk],
        )
        for case in cases
    }


def _facts(
    case: Case, answers: Answers, crimes: Sequence[Crime], earlier: Earlier, on: date
) -> dict[str, Stated]:
    return _scored_for_their_age(
        {
            **facts_stated(answers, on),
            **crime_facts(crimes, on),
            **_ages(case.person, crimes, on),
            **_look_back(earlier, answers, on),
        },
        answers,
    )


def _scored_for_their_age(facts: dict[str, Stated], answers: Answers) -> dict[str, Stated]:
    """The same, saying whether the gravity matrix is the one for their age. Where it is not, no score is known."""
    if (matrix := MATRICES.get(str(answers.get("gravity_matrix")))) is None:
        return facts
    at_offence, at_decision = (facts.get(name) for name in ("age_at_offence", "age_at_decision"))
    fits = matrix.fits(
        at_offence if isinstance(at_offence, int) else None,
        at_decision if isinstance(at_decision, int) else None,
    )
    if fits is None:
        return facts
    return {**(facts if fits else without_scores(facts)), "gravity_matrix_fits_age": fits}


def crimes_of(case: Case) -> list[Crime]:
    """The crimes of a case with their offences."""
    return list(case.crimes.select_related("offence").order_by("recorded_on", "pk"))


def _ages(person: Person, crimes: Sequence[Crime], on: date) -> dict[str, int]:
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
    here = len(earlier.since(months_after(on, -look_back_months(on))))
    return {"earlier_resolutions_in_look_back": here + int(elsewhere)}


def look_back_months(on: date) -> int:
    """How far back earlier resolutions count, as the force has chosen."""
    return number_on("look_back_months", on)


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


def cases_without_facts(user: User) -> QuerySet[Case]:
    """The open cases this person is the officer in and of which nobody has answered anything, longest open first."""
    answered = Answer.objects.filter(case=OuterRef("pk"))
    own = Case.objects.visible_to(user).filter(~Exists(answered), officer=user, state=State.OPEN)
    cases: QuerySet[Case] = own.select_related("person").order_by("opened_on", "pk")
    return cases


def seen_among(user: User, people: Collection[Person]) -> set[int]:
    """The numbers of those of these people whom this person may see."""
    wanted = Person.objects.visible_to(user).filter(pk__in=[person.pk for person in people])
    return set(wanted.values_list("pk", flat=True))


def likeness_for(user: User, case: Case, number: int) -> Likeness:
    """Another record that may be the person of a case, if this person may see it; 404 otherwise."""
    alike = [likeness for likeness in alike_to(case) if likeness.person.pk == number]
    if alike and seen_among(user, [alike[0].person]):
        return alike[0]
    raise Http404


def issued_to(user: User, person: Person) -> list[Resolution]:
    """What was issued to a person in the cases that this person may see, newest first."""
    found = Resolution.objects.visible_to(user).filter(case__person=person).select_related("case")
    return list(found.order_by("-issued_on", "-pk"))
