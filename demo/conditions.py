"""Conditions and agreed actions, whether they were kept, and breaches with what was decided about them."""

import random
from collections.abc import Iterable

from demo import texts
from demo.cohort import END, LAST, START
from demo.offences import BY_CODE
from demo.plan import CC, CR, Plan
from demo.records import Area, Breach, Condition, Day, Resolution
from demo.victims import AGAINST_BUSINESS, AGAINST_STATE

BY_SERVICE = {
    "Turning Point": (
        "Attend the assessment and one follow-up with Turning Point.",
        "Attend two drug awareness sessions with Turning Point.",
    ),
    "Victim Awareness Course": ("Attend and complete the victim awareness course.",),
    "New Dawn New Day": (
        "Attend three appointments with New Dawn New Day and follow the plan agreed there.",
        "Engage with a support worker at New Dawn New Day for eight weeks.",
    ),
    "CARA (Hampton Trust)": ("Attend both CARA workshops, four weeks apart, and take part throughout.",),
    "Reflect": ("Complete the Reflect programme.", "Attend both Reflect sessions, on time and sober."),
}
APOLOGY = "Write a letter of apology to the victim, to be checked by the officer first."
REPARATIVE = (
    APOLOGY,
    "Pay £{low} compensation to the victim.",
    "Pay £{low} compensation in two equal parts.",
    "Repair the damage under the owner's eye, or pay for the repair.",
    "Meet the victim with a restorative justice worker, if the victim still wishes it.",
)
TO_A_SHOP = (
    "Pay £{low} for the goods not recovered.",
    "Write a letter of apology to the manager, to be checked by the officer first.",
    "Repay £{low} in two equal parts.",
)
WITHOUT_VICTIM = (
    "Attend one drug and alcohol awareness session.",
    "Give up what was found for destruction, and sign for it.",
    "Complete the online course on what carrying or using does to others, and send the certificate.",
)
RESTRICTIVE = (
    "Do not go to the place where it happened for six months.",
    "No contact with the victim, directly or through anyone else.",
    "Do not drink in licensed premises in the town centre after 9pm for eight weeks.",
)
PUNITIVE = (
    "Pay a financial penalty of £50 to the fines office.",
    "Ten hours of unpaid work at a community garden.",
)
# What the scrutiny panel found too often: nothing anyone could tell had been done.
WEAK = (
    "Refer yourself to your GP.",
    "Speak to someone about your drinking.",
    "Stay out of trouble.",
    "Keep away from bad company.",
    "Think about how the victim felt.",
    "Be of good behaviour for three months.",
)
FOR_CHILDREN = (
    "Six sessions with the youth justice service on consequences and keeping safe.",
    "Three sessions on knives and carrying with the youth justice service.",
    "A letter to the victim, written with the youth justice worker.",
    "Keep to the school's return plan.",
    "Two sessions of work on a neighbourhood project, with a parent's agreement.",
)
FORMAL = ("conditional_caution", "youth_conditional_caution")


def build(area: Area, plan: Plan, rng: random.Random) -> None:
    """Conditions for exactly as many as the plan says, and breaches on exactly as many of those."""
    for period, cut_off, carrying, breached in (
        ("current", END, plan.with_conditions, plan.breached),
        ("before", START, plan.with_conditions_before, plan.breached_before),
    ):
        for kind in (CR, CC):
            issued = [r for r in area.resolutions if r.kind == kind and r.period == period]
            chosen = _chosen(issued, carrying[kind], rng)
            set_on(area, chosen, rng)
            ripe = [r for r in chosen if r.issued <= cut_off - 35]
            broken = rng.sample(ripe, breached[kind])
            _breach(area, broken, cut_off, rng)
            if period == "current":
                ids = {id(r) for r in broken}
                fresh = [r for r in ripe if id(r) not in ids and r.issued > END - 130]
                _breach_late(area, fresh[: plan.breached_late[kind]], rng)
    others = [r for r in area.resolutions if r.kind == "outcome_22" or r.period == "after"]
    set_on(area, [r for r in others if r.services or r.kind == CC or rng.random() < 0.45], rng)
    _end(area)
    keep(area.conditions, {id(breach.condition) for breach in area.breaches}, rng)


def _chosen(issued: list[Resolution], count: int, rng: random.Random) -> list[Resolution]:
    """Those referred somewhere, and others up to the count, in the order they were."""
    referred = [r for r in issued if r.services]
    others = [r for r in issued if not r.services]
    picked = {id(r) for r in referred + rng.sample(others, count - len(referred))}
    return [r for r in issued if id(r) in picked]


def set_on(area: Area, resolutions: Iterable[Resolution], rng: random.Random) -> None:
    """One to three conditions on each."""
    for resolution in resolutions:
        wanted = list(resolution.services) + [""] * (
            rng.choices((0, 1, 2), (62, 30, 8))[0] + (not resolution.services)
        )
        seen: set[str] = set()
        for service in wanted[:3]:
            kind, text = _words(resolution, service, rng)
            if text not in seen:
                seen.add(text)
                due = resolution.issued + rng.choice((7, 14, 21, 28, 42, 56, 56, 70, 84, 84, 98, 112))
                area.conditions.append(Condition(resolution, kind, text, due))


def _words(resolution: Resolution, service: str, rng: random.Random) -> tuple[str, str]:
    """A kind and a text. Only cautions carry the three statutory kinds; the rest are agreed actions."""
    chance, formal = rng.random(), resolution.kind in FORMAL
    theme = BY_CODE[resolution.case.crimes[0].offence].theme if resolution.case else ""
    if service:
        kind, text = "rehabilitative", rng.choice(BY_SERVICE[service])
    elif resolution.kind.startswith(("youth", "deferred")) or resolution.period == "child":
        kind, text = ("reparative" if chance < 0.3 else "rehabilitative"), rng.choice(FOR_CHILDREN)
    elif chance < 0.16:
        kind, text = "rehabilitative", rng.choice(WEAK)
    elif theme in AGAINST_STATE:
        kind, text = "rehabilitative", rng.choice(WITHOUT_VICTIM)
    elif chance < 0.72:
        kind, text = "reparative", rng.choice(TO_A_SHOP if theme in AGAINST_BUSINESS else REPARATIVE)
    elif chance < 0.93 or not formal:
        kind, text = "rehabilitative", rng.choice(RESTRICTIVE)
    else:
        kind, text = "punitive", rng.choice(PUNITIVE)
    return kind if formal else "agreed_action", text.format(low=rng.randrange(2, 30) * 5)


def _breach(area: Area, resolutions: list[Resolution], cut_off: Day, rng: random.Random) -> None:
    """A breach on each, reported before the cut-off; on one in fifteen a second."""
    by_resolution = _first_conditions(area, resolutions)
    for index, resolution in enumerate(sorted(resolutions, key=lambda r: r.issued)):
        condition = by_resolution[id(resolution)]
        reported = min(condition.due + rng.randrange(1, 15), cut_off - 1 - rng.randrange(0, 12))
        sure = ("sent_for_charge", "enforced")[index] if index < 2 and resolution.kind in FORMAL else ""
        area.breaches.append(_decided(condition, reported, rng, sure))
        if rng.random() < 0.07 and reported + 10 < cut_off:
            area.breaches.append(_decided(condition, reported + rng.randrange(5, 10), rng))


def _breach_late(area: Area, resolutions: list[Resolution], rng: random.Random) -> None:
    """Breaches reported after the cut-off: for the period's figure they have not happened."""
    by_resolution = _first_conditions(area, resolutions)
    for index, resolution in enumerate(resolutions):
        reported = END if not index else END + rng.randrange(0, LAST - END)
        area.breaches.append(_decided(by_resolution[id(resolution)], reported, rng))


def _first_conditions(area: Area, resolutions: list[Resolution]) -> dict[int, Condition]:
    wanted = {id(r) for r in resolutions}
    first: dict[int, Condition] = {}
    for condition in area.conditions:
        if id(condition.resolution) in wanted:
            first.setdefault(id(condition.resolution), condition)
    return first


def _decided(condition: Condition, reported: Day, rng: random.Random, sure: str = "") -> Breach:
    """A breach and its decision. A community resolution cannot be enforced; a caution can, or be sent for charge."""
    formal = condition.resolution.kind in FORMAL
    decisions = ("no_action", "varied", "enforced", "sent_for_charge")
    decision = rng.choices(decisions, (30, 40, 15, 15) if formal else (64, 30, 0, 6))[0]
    decided = reported + rng.randrange(1, 25)
    breach = Breach(condition, reported, rng.choice(texts.BREACHES))
    if decided <= LAST and (rng.random() < 0.97 or sure):
        breach.decision, breach.decided = sure or decision, decided
    condition.met, condition.met_on = "no", 0
    if breach.decision == "varied" and decided + 30 < LAST:
        condition.met, condition.met_on = "yes", decided + rng.randrange(5, 30)
    return breach


def _end(area: Area) -> None:
    """A caution that is enforced or sent for charge is over: what else it asked was not done."""
    over = {
        id(b.condition.resolution) for b in area.breaches if b.decision in ("enforced", "sent_for_charge")
    }
    for condition in area.conditions:
        if id(condition.resolution) in over:
            condition.met, condition.met_on = "no", 0


def keep(conditions: list[Condition], broken: set[int], rng: random.Random) -> None:
    """Whether each of the others was kept: nearly all in time, a few never checked."""
    for condition in conditions:
        if id(condition) in broken or condition.met != "not_recorded":
            continue
        chance, issued = rng.random(), condition.resolution.issued
        span = max(condition.due - issued, 1)
        done = issued + 1 + int(rng.random() * span * (1.12 if chance < 0.1 else 0.98))
        if done <= LAST and chance < 0.985:
            condition.met, condition.met_on = "yes", done
        elif condition.due < LAST - 30 and chance > 0.996:
            condition.met = "no"
