"""What the pages about victims show: each victim on a card of their own, what is missing, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import who_could
from oocr.cases.force_settings import victim_numbers
from oocr.cases.models import Case
from oocr.cases.presenters.victim_words import IN_WORDS, QUESTIONS, meaning, said
from oocr.cases.states import State
from oocr.cases.victim_queries import (
    VictimOfCase,
    clocks_for,
    recommended_route,
    tell_from,
    victim_services_on,
    victims_of,
)
from oocr.cases.victim_rules import Clock
from oocr.cases.victim_vocabulary import SHARED_WITH
from oocr.cases.vocabulary import VictimKind
from oocr.ui.formats import day
from oocr.ui.page import Link, Page
from oocr.ui.parts import Fact, Happening, Tag

HEARD, NOT_HEARD, TRIED = (
    Tag("Heard", "green"),
    Tag("Not heard yet", "yellow"),
    Tag("Cannot be reached", "grey"),
)
KINDS = {VictimKind.PERSON: "person", VictimKind.BUSINESS: "business", VictimKind.STATE: "the state"}


@dataclass(frozen=True)
class VictimCard:
    """One victim: what must not be missed first, then what is known of them, and the next step."""

    title: str
    facts: Sequence[Fact]
    next_step: Link | None
    links: Sequence[Link]


@dataclass(kw_only=True)
class VictimPage(Page):
    """Everything recorded of one victim, with what was said before."""

    caption: str
    heading: str
    card: VictimCard
    happenings: Sequence[Happening]


@dataclass(kw_only=True)
class RecordPage(Page):
    """The form for one thing recorded of one victim."""

    caption: str
    heading: str
    template: str
    means: str
    hints: dict[str, str]
    kept: str
    reach: Sequence[str]


@dataclass(kw_only=True)
class AddVictimPage(Page):
    """The form for a victim that no extract named."""

    reference: str


def victim_cards(case: Case, user: User, today: date) -> list[VictimCard]:
    """A card for each victim of a case that was let through `case_for`, for someone who may see victims."""
    victims = victims_of(case)
    known = _Known(case, victims, user, today)
    return [known.card(place, each) for place, each in enumerate(victims, start=1)]


def why_not_recording(case: Case, user: User) -> str:
    """Who could record, for those who may look and not record."""
    may = case.is_open_to(user, Permission.RECORD_VICTIM_VIEWS)
    return "" if may else who_could(Permission.RECORD_VICTIM_VIEWS)


def how_to_reach(each: VictimOfCase) -> list[str]:
    """Their telephone and e-mail address, and how they can safely be reached."""
    victim = each.victim
    safely = f"Safely: {victim.safe_contact}" if victim.safe_contact else ""
    return [words for words in (victim.phone, victim.email, safely) if words]


class _Known:
    """What all cards of a case share."""

    def __init__(self, case: Case, victims: Sequence[VictimOfCase], user: User, today: date) -> None:
        self.case, self.user, self.today = case, user, today
        self.records = case.is_open_to(user, Permission.RECORD_VICTIM_VIEWS)
        self.decided = tell_from(case, victims)
        self.numbers = victim_numbers(today)
        route = recommended_route(case)
        self.recommended = victim_services_on(today)[route] if route else ""

    def card(self, place: int, each: VictimOfCase) -> VictimCard:
        """One victim."""
        title = f"Victim {place}: {each.victim.name or KINDS[VictimKind(each.victim.kind)]}"
        if not each.known.is_identifiable:
            nobody = Fact("Views", "The state is the victim. There is nobody to ask or to tell.")
            return VictimCard(title, [nobody], None, [])
        return VictimCard(
            title,
            list(self._facts(each)),
            self._next_step(each) if self.records else None,
            [Link("Everything recorded", self._href(each), hidden=f"of victim {place}")],
        )

    def _standing(self, each: VictimOfCase) -> Iterator[Fact]:
        """What must not be missed: whether they were heard, and what is due."""
        known, clocks = each.known, clocks_for(each, self.decided, self.numbers)
        heard = (
            HEARD
            if known.is_heard
            else TRIED
            if known.is_heard_or_tried(self.numbers.attempts_needed)
            else NOT_HEARD
        )
        yield Fact("Status", tag=heard)
        if clocks.tell:
            yield Fact("Tell them of the decision by", *self._due(clocks.tell))
        if clocks.support and not clocks.support.done_on and self.case.state == State.OPEN:
            yield Fact("Offer support by", *self._due(clocks.support))

    def _facts(self, each: VictimOfCase) -> Iterator[Fact]:
        victim = each.victim
        yield from self._standing(each)
        yield Fact("Kind", KINDS[VictimKind(victim.kind)].capitalize())
        if victim.kind == VictimKind.BUSINESS:
            correct = reverse(
                "cases:correct_fact", args=[self.case.reference, "victim", victim.pk, "contact_name"]
            )
            change = correct if self.case.is_open_to(self.user, Permission.CORRECT_FACTS) else ""
            nobody = None if victim.contact_name else Tag("Nobody named", "red")
            yield Fact("Who speaks for the business", victim.contact_name, change, nobody)
        yield Fact("How to reach them", how_to_reach(each))
        for what, question in QUESTIONS.items():
            if what != "consent":
                yield self._fact(each, what, question.label, said(each, what, self.recommended, self.numbers))
        for with_whom, label in SHARED_WITH.items():
            consent = each.consent(with_whom)
            words = IN_WORDS["consent"](consent) if consent else ""
            asked = f"{QUESTIONS['consent'].label} with {label[:1].lower()}{label[1:]}"
            yield self._fact(each, "consent", asked, words, with_whom)

    def _fact(self, each: VictimOfCase, what: str, label: str, words: Any, *more: str) -> Fact:
        """One thing recorded, and where to record it as far as this person may."""
        if not self.records:
            return Fact(label, words)
        begun = each.consent(*more) if more else what not in ("attempt", "told") and each.newest(what)
        return Fact(label, words, self._href(each, what, *more), verb="Change" if begun else "Record")

    def _due(self, clock: Clock) -> tuple[str, str, Tag | None]:
        """The value, no change, and a red tag when it is overdue."""
        if clock.is_overdue(self.today):
            return "", "", Tag(f"Overdue: was due on {day(clock.due_on)}", "red")
        if clock.done_on:
            late = f", after {day(clock.due_on)}" if clock.was_late else ""
            return f"Done on {day(clock.done_on)}{late}", "", None
        return day(clock.due_on), "", None

    def _next_step(self, each: VictimOfCase) -> Link | None:
        """The first thing that is missing, in the order it is needed."""
        known, clocks = each.known, clocks_for(each, self.decided, self.numbers)
        if clocks.tell and not clocks.tell.done_on:
            return Link("Record that they were told of the decision", self._href(each, "told"))
        if known.kind == VictimKind.BUSINESS and not known.contact_named:
            return None  # whoever may correct facts is led there by the line itself
        if not known.is_heard_or_tried(self.numbers.attempts_needed):
            if not known.results:
                return Link("Record an attempt to reach them", self._href(each, "attempt"))
            return Link("Record their views", self._href(each, "views"))
        if known.is_heard and known.remedy_offered is None:
            return Link("Record whether the Community Remedy list was offered", self._href(each, "remedy"))
        if known.service_offered_on is None:
            return Link("Record the victim service offered", self._href(each, "service"))
        return None

    def _href(self, each: VictimOfCase, *more: Any) -> str:
        name = {0: "victim", 1: "record_of_victim", 2: "consent_of_victim"}[len(more)]
        last = more[1:] if name == "consent_of_victim" else more
        return reverse(f"cases:{name}", args=[self.case.reference, each.victim.pk, *last])


def victim_page(case: Case, each: VictimOfCase, user: User, today: date) -> VictimPage:
    """Everything recorded of one victim, earlier words too. The title names nobody."""
    victims = victims_of(case)
    place = _place(each, victims)
    return VictimPage(
        title=f"Victim {place}, case {case.reference}",
        back=reverse("desk:case_victims", args=[case.reference]),
        back_label="Victims",
        wide=True,
        caption=f"Case {case.reference}",
        heading=f"Victim {place}: {each.victim.name}" if each.victim.name else f"Victim {place}",
        card=_Known(case, victims, user, today).card(place, each),
        happenings=list(_happenings(case, each, user)),
    )


def _place(each: VictimOfCase, victims: Sequence[VictimOfCase]) -> int:
    """Which of the victims this is: what pages and titles call them."""
    return [found.victim.pk for found in victims].index(each.victim.pk) + 1


def _happenings(case: Case, each: VictimOfCase, user: User) -> Iterator[Happening]:
    """Each row as it was written, newest first."""
    rows = [(row, what) for what, recorded in each.recorded.items() for row in recorded]
    records = case.is_open_to(user, Permission.RECORD_VICTIM_VIEWS)
    for row, what in sorted(rows, key=lambda pair: (pair[0].recorded_at, pair[0].pk), reverse=True):
        is_current = row in each.current(what)
        text = IN_WORDS[what](row) + (f" Why anew: {row.reason}" if row.reason else "")
        label = QUESTIONS[what].label
        if what == "consent":
            label += f" with {SHARED_WITH[row.with_whom].lower()}"
        title = label if is_current else f"{label}, replaced since"
        links = []
        if is_current and records and what in ("attempt", "told"):
            href = reverse(
                "cases:correct_record_of_victim", args=[case.reference, each.victim.pk, what, row.pk]
            )
            links = [Link("Correct this", href)]
        yield Happening(title, row.recorded_at, row.recorded_by.name, text, links)


# What the timeline of the case calls each thing recorded of a victim, who has no name there but a place.
ON_THE_TIMELINE = {
    "attempt": "Attempt to reach {}",
    "views": "Views of {}",
    "remedy": "Community Remedy list, {}",
    "restorative": "Restorative justice and reparation, {}",
    "compensation": "Compensation, {}",
    "rights": "Enhanced rights of {}",
    "consent": "Sharing the details of {}",
    "service": "Victim service for {}",
    "told": "What {} was told",
}


def happenings_with_victims(case: Case, user: User) -> list[Happening]:
    """What was recorded of every victim, for the timeline of the case and those who may see victims."""
    if not user.may_at(Permission.SEE_VICTIM, case.agency_id):
        return []
    happened = []
    for place, each in enumerate(victims_of(case), 1):
        for what, rows in each.recorded.items():
            for row in rows:
                title = ON_THE_TIMELINE[what].format(f"victim {place}")
                if what == "consent":
                    title += f" with {SHARED_WITH[row.with_whom][:1].lower()}{SHARED_WITH[row.with_whom][1:]}"
                if row not in each.current(what):
                    title += ", replaced since"
                happened.append(Happening(title, row.recorded_at, row.recorded_by.name, IN_WORDS[what](row)))
    return happened


def record_page(
    each: VictimOfCase, what: str, form: Any, today: date, *, current: Any, shared_with: str = ""
) -> RecordPage:
    """The page to record one thing. Neither its title nor its address names anyone."""
    question, case = QUESTIONS[what], each.case
    place = _place(each, victims_of(case))
    return RecordPage(
        title=f"{question.heading}, victim {place}, case {case.reference}",
        back=reverse("desk:case_victims", args=[case.reference]),
        back_label="Victims",
        form=form,
        caption=f"Victim {place}{f', {each.victim.name}' if each.victim.name else ''}, case {case.reference}",
        heading=question.heading,
        template=what,
        means=f"With: {SHARED_WITH[shared_with].lower()}."
        if shared_with
        else meaning(what, victim_numbers(today)),
        hints=getattr(form, "hints", {}),
        kept=IN_WORDS[what](current) if current else "",
        reach=how_to_reach(each) if what in ("attempt", "told") else (),
    )


def add_victim_page(case: Case, form: Any) -> AddVictimPage:
    """The page to say who a crime was done to."""
    return AddVictimPage(
        title=f"Add a victim, case {case.reference}",
        back=reverse("desk:case_victims", args=[case.reference]),
        back_label="Victims",
        form=form,
        reference=case.reference,
    )
