"""No sequence of actions issues a resolution that a rule stops, without authority, on one's own authority, at too low a
rank for the day, with an identifiable victim unheard, or on what a prosecutor said of another offence.

A walk tries real actions in any order, by anyone, while facts change under it. Whenever something was issued, what may
never happen is looked for in the rows themselves, by a rule written here again and not by the code under test.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.cases.actions import correct_fact
from oocr.cases.actions.answers import record_answers
from oocr.cases.actions.victims import add_victim
from oocr.cases.models import ContactAttempt, Resolution, Victim
from oocr.decisions import actions
from oocr.decisions.models import Authority, Proposal, ProsecutorDecision
from oocr.decisions.states import CHANGEABLE, LIVE, State
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_user
from tests.factories.cases import make_offence
from tests.factories.decisions import (
    CONDITION,
    FAMILY,
    RATIONALE,
    agree,
    hear,
    make_inspector,
    make_plain_case,
    make_sergeant,
    own_words,
)

NOW = dt.datetime(2025, 11, 3, 9, 30, tzinfo=dt.UTC)
TODAY = NOW.date()
# What an issued resolution of each kind may never lack, whatever else: how the law or the force's policy puts it.
NEEDS_ADMISSION = {"conditional_caution"}
NEEDS_RESPONSIBILITY = {"community_resolution"}
REASONS = {
    "concern-without-a-referral": "Support is there already, and more was declined.",
    "hate-crime-caution-is-exceptional": "One word, in drink; the victim asks for this and no court.",
}
OFFENCES = {"105/01": "Common assault", "125/09": "Harassment"}


class World:
    """One case, the people around it, and what has truly happened to it."""

    def __init__(self) -> None:
        self.officer = make_user("officer", collar_number="1201", rank=Rank.CONSTABLE)
        self.case = make_plain_case(officer=self.officer, heard=False, answers={"relationship": FAMILY})
        self.people: dict[str, User] = {
            "officer": self.officer,
            "second": make_user("officer", rank=Rank.CONSTABLE),
            "sergeant": make_sergeant(),
            "other sergeant": make_sergeant(),
            "inspector": make_inspector(),
            "coordinator": make_user("hub_coordinator"),
        }
        self.wrote: set[int] = set()  # who ever had a hand in the live proposal
        # What a prosecutor last said of each resolution, and of which offences they had been told.
        self.prosecutor: dict[str, tuple[str, list[str]]] = {}

    @property
    def proposal(self) -> Proposal | None:
        return Proposal.objects.filter(case=self.case, state__in=LIVE).first()

    # -- what people do

    def draft(self, by: User, kind: str) -> None:
        actions.draft_proposal(case=self.case, kind=kind, by=by, at=NOW)
        self.wrote = {by.pk}

    def write(self, by: User, proposal: Proposal) -> None:
        text = {part: f"{words} {own_words(proposal, part)}" for part, words in RATIONALE.items()}
        actions.change_proposal(proposal=proposal, changes=text | {"reasons": REASONS}, by=by, at=NOW)
        self.wrote.add(by.pk)

    def set_condition(self, by: User, proposal: Proposal) -> None:
        actions.add_condition(proposal=proposal, facts=CONDITION, by=by, at=NOW)
        self.wrote.add(by.pk)

    def submit(self, by: User, proposal: Proposal) -> None:
        actions.submit_proposal(proposal=proposal, by=by, at=NOW)
        self.wrote.add(by.pk)

    def authorise(self, by: User, proposal: Proposal) -> None:
        actions.authorise_proposal(
            proposal=proposal, reason="It fits.", connected=False, reasons=REASONS, by=by, at=NOW
        )

    def next_step(self, by: User, kind: str) -> None:
        """What would usually come next: so that a walk gets far often enough."""
        proposal = self.proposal
        if proposal is None:
            self.draft(by, kind)
        elif proposal.state in CHANGEABLE and proposal.unwritten:
            self.write(by, proposal)
        elif proposal.state in CHANGEABLE and not proposal.conditions.exists():
            self.set_condition(by, proposal)
        elif proposal.state in CHANGEABLE:
            self.submit(by, proposal)
        elif proposal.state == State.WITH_AUTHORISER:
            self.authorise(by, proposal)
        elif not proposal.authorities.filter(agreements__isnull=False, voided_at__isnull=True).exists():
            agree(proposal, by)
        else:
            actions.issue_resolution(proposal=proposal, by=by, at=NOW)

    def ask_prosecutor(self, by: User, kind: str) -> None:
        actions.ask_prosecutor(case=self.case, resolution=kind, by=by, at=NOW)

    def answer(self, by: User, decision: str) -> None:
        asked = ProsecutorDecision.objects.filter(case=self.case, recorded_at=None).first()
        if asked is not None:
            told = {"reference": "05/1", "decision": decision, "decided_on": TODAY, "by": by, "at": NOW}
            actions.record_prosecutor_decision(asked=asked, **told)
            self.prosecutor[asked.resolution] = (decision, [each["code"] for each in asked.asked_about])

    # -- what changes under it

    def say(self, by: User, stance: str) -> None:
        record_answers(
            case=self.case, section="evidence", answers={"stance": stance}, reason="Said anew", by=by, at=NOW
        )

    def correct_crime(self, by: User, field: str, value: Any) -> None:
        told = {"reason": "Looked again", "by": by, "at": NOW}
        correct_fact(case=self.case, thing=self.case.crimes.get(), field=field, value=value, **told)

    def find_victim(self, by: User) -> None:
        crime = self.case.crimes.get()
        add_victim(case=self.case, crime=crime, kind="person", name="Someone Else", by=by, at=NOW)

    def hear_everyone(self, by: User) -> None:
        for victim in Victim.objects.filter(crime__cases=self.case):
            if not ContactAttempt.objects.filter(victim=victim).exists():
                hear(self.case, victim, by)

    def act_up(self, user: User) -> None:
        """From tomorrow only: a rank that is not held today."""
        user.ranks.create(rank=Rank.INSPECTOR, acting=True, from_on=TODAY + dt.timedelta(days=1))

    def lend(self, by: User, to: User) -> None:
        week = TODAY + dt.timedelta(days=7)
        actions.delegate_authority(to=to, rank=Rank.INSPECTOR, from_on=TODAY, to_on=week, by=by, at=NOW)


Step = tuple[str, str, str]
WHO = st.sampled_from(
    ["officer", "officer", "second", "sergeant", "other sergeant", "inspector", "coordinator"]
)
KIND = st.sampled_from(["conditional_caution", "community_resolution", "outcome_22"])


def steps() -> st.SearchStrategy[list[Step]]:
    step = st.one_of(
        *([st.tuples(st.just("next_step"), WHO, KIND)] * 6),
        st.tuples(st.sampled_from(["take_back", "return", "withdraw", "void", "issue", "authorise", "submit"]), WHO, KIND),
        st.tuples(st.sampled_from(["write", "set_condition", "hear", "hear", "find_victim", "act_up"]), WHO, KIND),
        st.tuples(st.just("say"), WHO, st.sampled_from(["admitted", "accepts_responsibility", "no_comment", "denied"])),
        st.tuples(st.just("mark_domestic"), WHO, st.sampled_from(["yes", "no", "not_recorded"])),
        st.tuples(st.just("mark_hate"), WHO, st.sampled_from(["race", "none", "not_recorded"])),
        st.tuples(st.just("other_offence"), WHO, st.sampled_from(list(OFFENCES))),
        st.tuples(st.just("ask_prosecutor"), WHO, KIND),
        st.tuples(st.just("answer"), WHO, st.sampled_from(["agreed", "agreed", "refused"])),
        st.tuples(st.just("lend"), st.just("inspector"), st.sampled_from(["sergeant", "other sergeant", "second"])),
    )  # fmt: skip
    return st.lists(step, min_size=8, max_size=22)


def take(world: World, step: Step) -> None:
    what, who, with_what = step
    by, proposal = world.people[who], world.proposal
    always: dict[str, Callable[[], Any]] = {
        "next_step": lambda: world.next_step(by, with_what),
        "hear": lambda: world.hear_everyone(by),
        "find_victim": lambda: world.find_victim(by),
        "act_up": lambda: world.act_up(by),
        "say": lambda: world.say(by, with_what),
        "mark_domestic": lambda: world.correct_crime(by, "domestic_abuse", with_what),
        "mark_hate": lambda: world.correct_crime(by, "hate_strand", with_what),
        "other_offence": lambda: world.correct_crime(
            by, "offence", make_offence(code=with_what, title=OFFENCES[with_what])
        ),
        "ask_prosecutor": lambda: world.ask_prosecutor(by, with_what),
        "answer": lambda: world.answer(by, with_what),
        "lend": lambda: world.lend(by, world.people[with_what]),
    }
    if what in always:
        always[what]()
    elif proposal is not None:
        told = {"proposal": proposal, "by": by, "at": NOW}
        with_proposal: dict[str, Callable[[], Any]] = {
            "take_back": lambda: actions.take_back_proposal(**told),
            "return": lambda: actions.return_proposal(reason="Say more.", **told),
            "withdraw": lambda: actions.withdraw_proposal(**told),
            "void": lambda: actions.void_authority(why="Thought again.", **told),
            "issue": lambda: actions.issue_resolution(**told),
            "authorise": lambda: world.authorise(by, proposal),
            "submit": lambda: world.submit(by, proposal),
            "write": lambda: world.write(by, proposal),
            "set_condition": lambda: world.set_condition(by, proposal),
        }
        with_proposal[what]()


def look_for_what_may_never_be(world: World, resolution: Resolution) -> None:
    """The promise, in words of its own."""
    authority = Authority.objects.get(proposal__resolution=resolution, voided_at__isnull=True)
    who = authority.given_by
    assert who.pk not in world.wrote, "on one's own authority"
    assert who.pk != world.case.officer_id, "on the investigator's authority"
    held = [Rank(row.rank) for row in who.ranks.all() if row.from_on <= TODAY]
    lent = [
        each
        for each in who.delegations.all()
        if each.delegated_by_id not in {*world.wrote, world.case.officer_id}
    ]
    heights = [rank.height for rank in held] + [Rank(each.rank).height for each in lent]
    domestic = world.case.crimes.get().domestic_abuse
    assert domestic != "not_recorded", "with something unknown that decides the rank"
    needed = Rank.INSPECTOR if domestic == "yes" else Rank.SERGEANT
    assert max(heights) >= needed.height, "at too low a rank for the day"
    stance = world.case.answers.filter(question="stance", replaced_by__isnull=True).get().value
    assert stance == "admitted" or resolution.kind not in NEEDS_ADMISSION, "that a rule stops"
    assert stance in ("admitted", "accepts_responsibility") or resolution.kind not in NEEDS_RESPONSIBILITY
    if resolution.kind == "conditional_caution" and world.case.crimes.get().hate_strand != "none":
        said = world.prosecutor.get(resolution.kind)
        assert said == ("agreed", [world.case.crimes.get().offence.code]), "not agreed for this offence"
    for victim in Victim.objects.filter(crime__cases=world.case, kind="person"):
        assert ContactAttempt.objects.filter(case=world.case, victim=victim).exists(), "with a victim unheard"


STRAIGHT: list[Step] = [
    ("hear", "officer", ""),
    *[("next_step", "officer", "conditional_caution")] * 4,
    ("next_step", "inspector", ""),
    *[("next_step", "officer", "")] * 2,
]
# The same for a hate crime, with a prosecutor's agreement; and the offence corrected after it.
HATE: list[Step] = [
    ("mark_hate", "coordinator", "race"),
    ("ask_prosecutor", "officer", "conditional_caution"),
    ("answer", "officer", "agreed"),
]
WITH_AGREEMENT = [STRAIGHT[0], *HATE, *STRAIGHT[1:]]
TOO_LATE = [STRAIGHT[0], *HATE, ("other_offence", "coordinator", "125/09"), *STRAIGHT[1:]]


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=steps())
@example(walk=STRAIGHT)
@example(walk=WITH_AGREEMENT)
@example(walk=TOO_LATE)
@example(
    walk=[*STRAIGHT[:5], ("mark_domestic", "officer", "yes"), ("next_step", "sergeant", ""), *STRAIGHT[6:]]
)
@example(walk=[*STRAIGHT[:6], ("say", "officer", "denied"), *STRAIGHT[6:]])
@example(walk=[*STRAIGHT[:6], ("find_victim", "officer", ""), *STRAIGHT[6:]])
@example(walk=[("hear", "officer", ""), *[("next_step", "sergeant", "conditional_caution")] * 7])
def test_nothing_slips_through(walk: list[Step]) -> None:
    with transaction.atomic():
        world = World()
        issued = 0
        for step in walk:
            with suppress(Refused):
                take(world, step)
            for resolution in Resolution.objects.filter(case=world.case):
                look_for_what_may_never_be(world, resolution)
                issued += 1
            if issued:
                break
        event("issued" if issued else "not issued")
        if walk in (STRAIGHT, WITH_AGREEMENT):
            assert issued, "the straight way leads somewhere, or the walk proves nothing"
        if walk == TOO_LATE:
            assert not issued, "what a prosecutor agreed to was another offence"
        transaction.set_rollback(True)
