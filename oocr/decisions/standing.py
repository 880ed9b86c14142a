"""How a person stands to a proposal on a day: the rank they hold, and what the packs say of it at this step.

A `Standing` is what the moves of a proposal are asked with. It is made by whoever shows the buttons and by whoever
acts, in the same way, so that a page and an action cannot disagree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from oocr.access.models import User, held_on
from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.decisions.facts import (
    agreement_facts,
    authority_facts,
    beside_the_rules,
    facts_of,
    lacking_in,
    material,
    offence_on,
    proposal_facts,
    prosecutor_said,
    what_changed,
)
from oocr.decisions.models import Authority, Delegation, Proposal
from oocr.decisions.states import State
from oocr.policy.evaluate import Answer, Effect, Finding, Option, Stage, assess
from oocr.policy.facts import FACTS
from oocr.policy.packs import PackSet, in_force

NOTHING: Mapping[str, str] = {}
# How far the rules are asked, by the state that a proposal would leave.
STAGES: dict[str, Stage] = {State.WITH_AUTHORISER: Stage.AUTHORISE, State.AUTHORISED: Stage.ISSUE}


@dataclass(frozen=True)
class RankHeldNow:
    """The rank someone may act with on a day, and whether it is an acting one or lent by somebody."""

    rank: Rank
    acting: bool = False
    delegation: Delegation | None = None


@dataclass(frozen=True)
class Judged:
    """What the packs say of a proposal at one stage, with the facts they said it on."""

    stage: Stage
    packs: PackSet
    facts: Mapping[str, Any]
    option: Option
    reasons: Mapping[str, str]
    # What an authority stands on besides the facts that rules ask about.
    beside: Mapping[str, Any] = field(default_factory=dict)
    # What changed since the authority that stands was given, in words.
    changed: tuple[str, ...] = ()
    # What the person's answer to a conditional caution lacks, in words.
    lacking: tuple[str, ...] = ()
    # A prosecutor decided, but about other offences than those of the case now.
    decided_for_others: bool = False
    # What the rules of later stages say already, so that reasons are asked of whoever writes the proposal.
    ahead: Option | None = None

    @property
    def authority(self) -> str:
        """The rank whose authority it needs."""
        return self.option.authority

    @property
    def stops(self) -> list[str]:
        """The sentences of the rules that stop it."""
        return [each.says for each in self.option.findings if each.answer is Effect.STOP and each.fires]

    @property
    def missing(self) -> list[str]:
        """What is not known and would have to be, in words."""
        if self.option.answer is not Answer.CANNOT_SAY:
            return []
        return [self.not_known(name) for name in self.option.missing]

    def not_known(self, name: str) -> str:
        """A fact that is missing, in words."""
        if name == "prosecutor_decision" and self.decided_for_others:
            return "what a prosecutor decides about the offences as they are now: the decision recorded is for others"
        return FACTS[name].missing

    @property
    def reasons_asked(self) -> list[Finding]:
        """The rules that ask for a typed reason."""
        return [each for each in (self.ahead or self.option).findings if each.fires and each.reason]

    @property
    def unreasoned(self) -> list[str]:
        """The sentences of the rules that ask for a reason which nobody has typed."""
        return [each.says for each in self.reasons_asked if not self.reasons.get(each.rule, "").strip()]

    @property
    def victims_heard(self) -> bool:
        """Is there nobody to ask, or was everyone asked or tried?"""
        nobody = self.facts.get("identifiable_victim") is False
        return nobody or self.facts.get("every_victim_heard_or_tried") is True

    @property
    def material(self) -> dict[str, Any]:
        """What an authority given now would stand on."""
        return material({**self.facts, **self.beside})


@dataclass(frozen=True)
class Standing:
    """A person, as they stand to one proposal on one day. The ledger knows them as themselves."""

    user: User
    proposal: Proposal
    held: RankHeldNow | None
    connected: bool
    judged: Judged

    def may(self, permission: Permission) -> bool:
        """Does a role held today at the agency that has the case give this permission?"""
        return any(
            agency.pk == self.proposal.case.agency_id for agency in self.user.agencies_where(permission)
        )

    @property
    def ledger_ref(self) -> str:
        return self.user.ledger_ref

    @property
    def rank(self) -> Rank | None:
        """The rank they may act with."""
        return self.held.rank if self.held else None


def standing_of(
    user: User,
    proposal: Proposal,
    on: date,
    *,
    connected: bool = False,
    reasons: Mapping[str, str] = NOTHING,
) -> Standing:
    """How this person stands to a proposal now. `connected`: what they say of themself and the person or a victim.

    `reasons` are what they type for the rules that are first asked at this step.
    """
    held = rank_on(user, on, proposal)
    judged = _judge(proposal, on, user, held, connected, reasons)
    return Standing(user, proposal, held, connected, judged)


def standing_authority(proposal: Proposal) -> Authority | None:
    """The authority that has not been voided, if there is one."""
    found = proposal.authorities.filter(voided_at__isnull=True)
    return found.select_related("given_by", "delegation__delegated_by").first()


def rank_on(user: User, on: date, proposal: Proposal | None = None) -> RankHeldNow | None:
    """The highest rank this person may act with on a day: held, acting, or lent."""
    return highest(ranks_on(user, on), proposal)


def ranks_on(user: User, on: date) -> list[RankHeldNow]:
    """Every rank this person may act with on a day. What is lent counts up to the rank its lender holds that day."""
    held = [RankHeldNow(Rank(row.rank), row.acting) for row in user.ranks.filter(held_on(on))]
    for lent in Delegation.objects.filter(held_on(on), to=user).select_related("delegated_by"):
        if (theirs := lent.delegated_by.rank_on(on)) is not None:
            held.append(RankHeldNow(min(Rank(lent.rank), theirs, key=_height), delegation=lent))
    return held


def highest(held: Sequence[RankHeldNow], proposal: Proposal | None) -> RankHeldNow | None:
    """The highest of these for a proposal: what someone lent counts as far as they could authorise it themselves."""
    counting = [
        h for h in held if not (proposal and h.delegation) or _could(h.delegation.delegated_by, proposal)
    ]
    return max(counting, key=lambda h: (h.rank.height, h.delegation is None, not h.acting), default=None)


def _could(lender: User, proposal: Proposal) -> bool:
    """Is it none of the lender's own work, and do they still authorise at the agency that has the case?"""
    where = {agency.pk for agency in lender.agencies_where(Permission.AUTHORISE_RESOLUTION)}
    return lender.ledger_ref not in proposal.own_work_of and proposal.case.agency_id in where


def _height(rank: Rank) -> int:
    return rank.height


def _judge(
    proposal: Proposal,
    on: date,
    user: User,
    held: RankHeldNow | None,
    connected: bool,
    reasons: Mapping[str, str],
) -> Judged:
    day = proposal.given_on or on  # what counts is the day it is given
    packs, stage = in_force(day), STAGES.get(proposal.state, Stage.PROPOSE)
    authority = standing_authority(proposal)
    of_case, beside = facts_of(proposal.case, day), beside_the_rules(proposal.case)
    decided, for_others = prosecutor_said(proposal.case, proposal.kind)
    facts = {**of_case, **proposal_facts(proposal, day), **decided}
    if stage is Stage.AUTHORISE:
        facts |= authority_facts(
            proposal,
            authoriser=user.ledger_ref,
            rank=held.rank.value if held else None,
            connected=connected,
            retrospective=proposal.given_on is not None,
        )
    elif authority is not None:
        facts |= authority_facts(
            proposal,
            authoriser=authority.given_by.ledger_ref,
            rank=authority.rank,
            connected=False,
            retrospective=authority.retrospective,
        )
        # Whoever was there when the offence was put to the person need not be there when it is given.
        facts.pop("appropriate_adult_present", None)
        facts |= agreement_facts(authority)
    now = {rule.id for rule in packs.rules if rule.at is stage}
    return Judged(
        stage=stage,
        packs=packs,
        facts=facts,
        option=_option(packs, facts, stage, proposal),
        reasons={**proposal.reasons, **{rule: text for rule, text in reasons.items() if rule in now}},
        beside=beside,
        changed=tuple(what_changed(authority.facts, {**of_case, **beside})) if authority else (),
        lacking=lacking_in(authority, proposal.kind),
        decided_for_others=for_others,
        ahead=_option(packs, facts, Stage.ISSUE, proposal) if stage is Stage.PROPOSE else None,
    )


def _option(packs: PackSet, facts: Mapping[str, Any], stage: Stage, proposal: Proposal) -> Option:
    on = offence_on(proposal.case)
    return assess(packs, facts, stage=stage, resolutions=(proposal.kind,), offence_on=on)[0]
