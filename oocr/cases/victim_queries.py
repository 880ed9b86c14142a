"""What may be asked of victims: who they are in a case, what is recorded of each, what policy asks, what may be shared.

One person or business that several crimes of a case were done to is one victim: rows that name the same one, with the
same telephone or e-mail address, are taken together, and what is recorded of any of them is recorded of all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max
from django.http import Http404

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.force_settings import VictimNumbers, victim_numbers
from oocr.cases.models import (
    Case,
    CaseCrime,
    Compensation,
    ContactAttempt,
    EnhancedRights,
    RemedyItem,
    RemedyList,
    RemedyOffer,
    Resolution,
    RestorativeOffer,
    SharingConsent,
    Victim,
    VictimService,
    VictimServiceOffer,
    VictimUpdate,
    VictimView,
)
from oocr.cases.queries import answers_of_many
from oocr.cases.victim_rules import Clocks, Known, clocks_of, facts_of, route_for
from oocr.cases.victim_vocabulary import ROUTES, About, Answer, Choice, Route
from oocr.cases.vocabulary import YesNo

# What is recorded of a victim, by the word it has in addresses. The first and the last can be said many times.
RECORDED: dict[str, Any] = {
    "attempt": ContactAttempt,
    "views": VictimView,
    "remedy": RemedyOffer,
    "restorative": RestorativeOffer,
    "compensation": Compensation,
    "rights": EnhancedRights,
    "consent": SharingConsent,
    "service": VictimServiceOffer,
    "told": VictimUpdate,
}
SEXUAL = "Sexual offences"


@dataclass
class VictimOfCase:
    """One victim in one case: the rows that name them, and every row recorded of them, oldest first."""

    case: Case
    rows: list[Victim]
    recorded: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    @property
    def victim(self) -> Victim:
        """The row that what is recorded belongs to: the first."""
        return self.rows[0]

    def current(self, what: str) -> list[Any]:
        """What is recorded now, oldest first."""
        replaced = {each.replaces_id for each in self.recorded[what]}
        return [each for each in self.recorded[what] if each.pk not in replaced]

    def newest(self, what: str) -> Any:
        """What is recorded now where there can be one, or nothing."""
        return next(reversed(self.current(what)), None)

    def consent(self, with_whom: str) -> SharingConsent | None:
        """What they said about sharing their details with someone."""
        return next((each for each in reversed(self.current("consent")) if each.with_whom == with_whom), None)

    def told(self, about: str) -> list[VictimUpdate]:
        """When they were told of something, oldest first."""
        told = [each for each in self.current("told") if each.about == about and not each.mistaken]
        return sorted(told, key=lambda each: each.told_on)

    @property
    def known(self) -> Known:
        """What the rules ask about."""
        view, rights, service = self.newest("views"), self.newest("rights"), self.newest("service")
        restorative = self.newest("restorative")
        told = self.told(About.DECISION)
        return Known(
            kind=self.victim.kind,
            contact_named=any(row.contact_name for row in self.rows),
            results=[attempt.result for attempt in self.current("attempt")],
            opinion=view.opinion if view else "",
            older_view=any(row.views for row in self.rows),
            remedy_offered=_offered(self.newest("remedy")),
            agrees_to_reparation=_agrees(restorative),
            told_about_course=bool(self.told(About.COURSE)),
            rights=rights.category if rights else "",
            rights_in_extract=_any_yes(row.enhanced_rights for row in self.rows),
            told_of_decision_on=told[0].told_on if told else None,
            service_offered_on=service.offered_on if service else None,
        )


def _offered(offer: RemedyOffer | None) -> bool | None:
    return None if offer is None else offer.offered_on is not None


def _agrees(offer: RestorativeOffer | None) -> bool | None:
    """Agreeing to either is agreeing; declining restorative justice leaves direct reparation to be asked."""
    if offer is None:
        return None
    if offer.answer == Answer.ACCEPTED or offer.reparation == YesNo.YES:
        return True
    if offer.reparation == YesNo.NO or offer.answer == Answer.DECLINED:
        return False
    return None


def _any_yes(answers: Iterable[str]) -> str:
    """Yes of any is yes; no takes a no of each."""
    said = set(answers)
    return YesNo.YES if YesNo.YES in said else YesNo.NO if said == {YesNo.NO} else YesNo.NOT_RECORDED


def victims_of(case: Case) -> list[VictimOfCase]:
    """The victims of a case that was already let through `case_for`, with everything recorded of each."""
    return victims_of_many([case])[case.pk]


def victims_of_many(cases: Collection[Case]) -> dict[int, list[VictimOfCase]]:
    """The same for many cases at once, by the case's number: one question for each kind of row."""
    crimes: dict[int, set[int]] = defaultdict(set)
    for case_id, crime_id in CaseCrime.objects.filter(case__in=cases).values_list("case_id", "crime_id"):
        crimes[case_id].add(crime_id)
    rows = Victim.objects.filter(crime__in=set().union(*crimes.values())).select_related("crime")
    by_crime: dict[int, list[Victim]] = defaultdict(list)
    for row in rows:
        by_crime[row.crime_id].append(row)
    found = {}
    for case in cases:
        of_case = sorted(
            (row for crime in crimes[case.pk] for row in by_crime[crime]), key=lambda row: row.pk
        )
        found[case.pk] = [VictimOfCase(case, together) for together in one_by_one(of_case)]
    _fill(found, cases)
    return found


def _fill(found: dict[int, list[VictimOfCase]], cases: Collection[Case]) -> None:
    whose = {(case, row.pk): each for case, all_of in found.items() for each in all_of for row in each.rows}
    for what, model in RECORDED.items():
        rows = model.objects.filter(case__in=cases).select_related("recorded_by").order_by("pk")
        for row in rows.select_related("chosen") if model is RemedyOffer else rows:
            if each := whose.get((row.case_id, row.victim_id)):
                each.recorded[what].append(row)


def one_by_one(rows: Sequence[Victim]) -> list[list[Victim]]:
    """Rows taken together where they name one victim. Without a name and a way to reach them, a row stands alone."""
    together: dict[Any, list[Victim]] = {}
    for row in rows:
        same: Any = row.pk
        if row.name and (row.phone or row.email):
            same = (row.kind, row.name, row.phone, row.email)
        together.setdefault(same, []).append(row)
    return list(together.values())


def victim_for(user: User, case: Case, number: int) -> VictimOfCase:
    """The victim with this number in a case that was let through `case_for`; 404 when it is not one of its victims."""
    if user.may_at(Permission.SEE_VICTIM, case.agency_id):
        for each in victims_of(case):
            if number in {row.pk for row in each.rows}:
                return each
    raise Http404


def victim_facts(case: Case, on: date) -> dict[str, bool | str]:
    """The facts of the section "victims" that can be said of a case on a day. What is left out is unknown."""
    return victim_facts_of_many([case], {case.pk: on})[case.pk]


def victim_facts_of_many(cases: Collection[Case], on: Mapping[int, date]) -> dict[int, dict[str, bool | str]]:
    """The same for many cases, each on a day of its own, by the case's number."""
    found, routes = victims_of_many(cases), recommended_routes(cases)
    return {
        case.pk: facts_of(
            (each.known for each in found[case.pk]),
            attempts_needed=victim_numbers(on[case.pk]).attempts_needed,
            route=routes[case.pk],
        )
        for case in cases
    }


def recommended_route(case: Case) -> Route | None:
    """The victim service that the area's routes recommend in this case, as far as that can be said."""
    return recommended_routes([case])[case.pk]


def recommended_routes(cases: Collection[Case]) -> dict[int, Route | None]:
    """The same for many cases at once, by the case's number."""
    said: dict[int, list[tuple[str, str]]] = defaultdict(list)
    crimes = CaseCrime.objects.filter(case__in=cases)
    for case, group, abuse in crimes.values_list("case_id", "crime__offence__group", "crime__domestic_abuse"):
        said[case].append((group, abuse))
    answers = answers_of_many(cases)
    return {
        case.pk: route_for(
            sexual_offence=any(group == SEXUAL for group, _ in said[case.pk]),
            domestic_abuse=_any_yes(abuse for _, abuse in said[case.pk]),
            dash_grade=answers[case.pk].get("dash_grade"),
        )
        for case in cases
    }


def decided_on(case: Case) -> date | None:
    """The day of the decision that victims are told of: the last resolution issued, or the case closed without one."""
    issued = Resolution.objects.filter(case=case).aggregate(last=Max("issued_on"))["last"]
    return issued or case.closed_on


def tell_from(case: Case, victims: Iterable[VictimOfCase]) -> date | None:
    """The day from which the time to tell the victims runs. Of a decision that came with an extract nobody here knows
    whether they were told, so it runs only once something has been recorded here of one of them."""
    issued_here = Resolution.objects.filter(case=case, batch="").exists()
    if issued_here or not case.batch or any(any(each.recorded.values()) for each in victims):
        return decided_on(case)
    return None


def clocks_for(each: VictimOfCase, decided: date | None, numbers: VictimNumbers) -> Clocks:
    """When this victim must be told of a decision of that day, and offered support: since the crime was reported."""
    reported = min(row.crime.recorded_on for row in each.rows)
    return clocks_of(each.known, decided_on=decided, reported_on=reported, numbers=numbers)


def remedy_list_on(day: date) -> RemedyList | None:
    """The version of the Community Remedy list that was in force on a day."""
    return RemedyList.objects.in_force_on(day)


def remedy_items_between(first: date, last: date) -> list[RemedyItem]:
    """The actions of every version that was in force on any of these days, the newest version first."""
    begun = RemedyList.objects.standing().filter(in_force_from__lte=last).order_by("-in_force_from")
    before = begun.filter(in_force_from__lte=first).first()
    since = before.in_force_from if before else first
    items = RemedyItem.objects.filter(remedy_list__in=begun.filter(in_force_from__gte=since))
    return list(items.select_related("remedy_list").order_by("-remedy_list__in_force_from", "place"))


def remedy_lists() -> list[RemedyList]:
    """Every version, newest first, with its actions."""
    return list(RemedyList.objects.prefetch_related("items").order_by("-in_force_from", "-pk"))


def remedy_list_for(number: int) -> RemedyList:
    """A version of the list; 404 when there is none with this number."""
    if found := RemedyList.objects.filter(pk=number).prefetch_related("items").first():
        return found
    raise Http404


def victim_service_on(route: str, day: date) -> str:
    """What the victim service of a route was called on a day; the route's own name while nobody has named one."""
    named = (
        VictimService.objects.filter(route=route, in_force_from__lte=day).order_by("-in_force_from").first()
    )
    return named.name if named else ROUTES[route]


def victim_services_on(day: date) -> dict[str, str]:
    """The victim service of every route on a day."""
    return {route: victim_service_on(route, day) for route in ROUTES}


def any_service_is_invented(day: date) -> bool:
    """Was the name of any service made up for the demonstration?"""
    return VictimService.objects.filter(in_force_from__lte=day, invented=True).exists()


@dataclass(frozen=True)
class VictimDetails:
    """What may be given to someone of a victim: what they are called and how to reach them."""

    name: str
    contact_name: str
    phone: str
    email: str
    safe_contact: str


def victim_details_to_share(case: Case, victim: Victim, with_whom: str) -> VictimDetails | None:
    """The only way a victim's details leave this room for a provider, the person or a victim service (VI-05).

    Nothing, unless the victim agreed to share them with exactly these and it was said to be safe; nothing again as
    soon as either is taken back.
    """
    said = SharingConsent.objects.filter(case=case, victim=victim, with_whom=with_whom).current().first()
    if said is None or not (said.agrees and said.safe):
        return None
    return VictimDetails(victim.name, victim.contact_name, victim.phone, victim.email, victim.safe_contact)


def remedies_chosen(case: Case) -> list[tuple[Victim, Any]]:
    """What victims chose from the Community Remedy list: each victim with the action, for the proposal to invite."""
    return [
        (each.victim, offer.chosen)
        for each in victims_of(case)
        if (offer := each.newest("remedy")) and offer.choice == Choice.ITEM
    ]
