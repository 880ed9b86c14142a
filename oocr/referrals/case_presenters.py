"""What this room supplies to the pages about one case: the referrals, their sessions, and what happened in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from oocr.cases.presenters.case import source_of
from oocr.cases.vocabulary import YesNo
from oocr.referrals.models import Attendance, Referral
from oocr.referrals.presenters import STATUS_TAGS
from oocr.ui.formats import day
from oocr.ui.page import Link
from oocr.ui.parts import Fact, Happening


@dataclass(frozen=True)
class ReferralCard:
    """A referral and its sessions."""

    title: str
    facts: Sequence[Fact]
    links: Sequence[Link]


def referral_cards(referrals: Iterable[Referral]) -> list[ReferralCard]:
    """Each referral of the case."""
    return [
        ReferralCard(
            referral.service.name,
            [
                Fact("Provider", referral.service.provider.name),
                Fact("Referred on", day(referral.referred_on)),
                Fact("Status", tag=STATUS_TAGS[referral.status]),
                *([Fact("Completed on", day(referral.completed_on))] if referral.completed_on else []),
                *(Fact(f"Session {day(s.session_on)}", _attended(s)) for s in _in_order(referral)),
            ],
            [
                Link(
                    "Open",
                    reverse("referrals:referral", args=[referral.pk]),
                    hidden=f"the referral to {referral.service.name}",
                )
            ],
        )
        for referral in referrals
    ]


def _in_order(referral: Referral) -> list[Attendance]:
    return sorted(referral.attendance.all(), key=lambda session: (session.session_on, session.pk))


def _attended(session: Attendance) -> str:
    if session.attended == YesNo.YES:
        complied = {YesNo.NO: "Attended, and did not do what it asked", YesNo.YES: "Attended"}
        return complied.get(YesNo(session.complied), "Attended")
    if session.attended == YesNo.NO:
        whose = {"person": ", for the person’s reasons", "provider": ", for the provider’s reasons"}
        return f"Not attended{whose.get(session.whose_reason, '')}"
    return ""


def happenings(referrals: Iterable[Referral], today: date) -> list[Happening]:
    """What happened with the referrals by this day."""
    happened = []
    for referral in referrals:
        by = source_of(referral.batch)
        happened.append(Happening(f"Referred to {referral.service.name}", referral.referred_on, by))
        if referral.completed_on:
            happened.append(Happening(f"{referral.service.name} completed", referral.completed_on, by))
        happened += [
            Happening(
                f"Session at {referral.service.name}",
                s.session_on,
                source_of(s.batch),
                f"{_attended(s) or 'Attendance not recorded'}.",
            )
            for s in _in_order(referral)
            if s.session_on <= today
        ]
    return happened
