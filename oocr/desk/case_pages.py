"""The pages about one case, put together from what each room supplies. The desk adds the order, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.queries import names_of
from oocr.audit.ledger import Asked, lines
from oocr.cases import queries as cases
from oocr.cases.known import known_of
from oocr.cases.presenters import answers as answer_parts
from oocr.cases.presenters import case as case_parts
from oocr.cases.presenters import victims as victim_parts
from oocr.conditions import presenters as condition_parts
from oocr.conditions.queries import conditions_of
from oocr.decisions.decided import decided_in, told_of
from oocr.decisions.presenters import options as option_parts
from oocr.decisions.presenters import proposal as proposal_parts
from oocr.decisions.presenters.happenings import happenings as decision_happenings
from oocr.decisions.presenters.overtaken import overtaken
from oocr.decisions.queries import options_of, proposal_in
from oocr.decisions.standing import standing_of
from oocr.desk.after_issue import left_to_do
from oocr.lifecycle.verdict import Refused, no
from oocr.referrals import case_presenters as referral_parts
from oocr.referrals.queries import referrals_of
from oocr.ui.formats import moment
from oocr.ui.page import Link, Page
from oocr.ui.parts import Cell, Column, Fact, Happening, Tag
from oocr.youth_panel import presenters as panel_parts
from oocr.youth_panel.queries import items_of

# The sub-navigation: the page's name in addresses, its label, the permission it takes, and whether only for a child.
TABS: tuple[tuple[str, str, Permission, bool], ...] = (
    ("case", "Overview", Permission.SEE_CASES, False),
    ("case_person", "Person", Permission.SEE_IDENTITY, False),
    ("case_crimes", "Crimes", Permission.SEE_CASES, False),
    ("case_victims", "Victims", Permission.SEE_VICTIM, False),
    ("case_facts", "Facts", Permission.SEE_IDENTITY, False),
    ("case_options", "Options", Permission.SEE_IDENTITY, False),
    ("case_decision", "Decision", Permission.SEE_IDENTITY, False),
    ("case_resolutions", "Resolutions", Permission.SEE_CASES, False),
    ("case_conditions", "Conditions", Permission.SEE_CASES, False),
    ("case_referrals", "Referrals", Permission.SEE_REFERRALS, False),
    ("case_panel", "Youth panel", Permission.SEE_YOUTH_PANEL, True),
    ("case_documents", "Documents", Permission.SEE_IDENTITY, False),
    ("case_timeline", "Timeline", Permission.SEE_CASES, False),
    ("case_history", "History", Permission.SEE_HISTORY, False),
)
LINES_SHOWN = 200


@dataclass(kw_only=True)
class CasePage(Page):
    """What stands on every page of a case; each page adds its own part."""

    heading: str
    name: str
    identity: Sequence[tuple[str, str]]
    tags: Sequence[Tag]
    tabs: Sequence[Link]
    facts: Sequence[Fact] = ()
    crimes: Sequence[Any] = ()
    cards: Sequence[Any] = ()
    nothing: str = ""
    documents: Sequence[Any] = ()
    add_href: str = ""
    happenings: Sequence[Happening] = ()
    columns: Sequence[Column] = (Column("When"), Column("What happened"))
    history: Sequence[Sequence[Cell]] = ()
    moves: Sequence[tuple[Link, str]] = ()
    task_list: Any = None
    options: Any = None
    decision: Any = None
    to_do: Sequence[Link] = ()
    papers_href: str = ""
    why_not: str = ""
    overtaken: str = ""
    overtaken_link: Link | None = None


def _page(case: Any, user: User, tab: str, today: date, **parts: Any) -> CasePage:
    """The frame. The title names the page and the reference: what a browser keeps must not name a person."""
    labels = {key: label for key, label, _, _ in TABS}
    return CasePage(
        title=f"{labels[tab]}, case {case.reference}",
        back=reverse("cases:cases"),
        back_label="Cases",
        heading=labels[tab],
        name=case_parts.identity_name(case, user),
        identity=case_parts.identity_facts(case, user, today),
        tags=case_parts.identity_tags(case),
        tabs=[
            Link(label, reverse(f"desk:{key}", args=[case.reference]), current=key == tab)
            for key, label, needs, child in TABS
            if user.may(needs) and (case.is_child or not child)
        ],
        wide=True,
        **parts,
    )


def overview(case: Any, user: User, at: datetime) -> CasePage:
    """The case itself, and the last things that happened."""
    today = timezone.localdate(at)
    whole, officers = _whole(case)
    return _page(
        case,
        user,
        "case",
        today,
        facts=case_parts.case_facts(case, user, officers),
        happenings=_happenings(case, whole, user, officers, today)[:5],
        moves=case_parts.moves_open(case, user),
        **_overtaken(case, user, "case"),
    )


def person(case: Any, user: User, at: datetime) -> CasePage:
    """Who the case is about."""
    return _page(case, user, "case_person", timezone.localdate(at), facts=case_parts.person_facts(case, user))


def crimes(case: Any, user: User, at: datetime) -> CasePage:
    """What was done, to whom, and the codes recorded."""
    whole = cases.case_whole(case)
    return _page(
        case, user, "case_crimes", timezone.localdate(at), crimes=case_parts.crime_panels(case, whole, user)
    )


def victims(case: Any, user: User, at: datetime) -> CasePage:
    """Each victim on a card: what is known, what is missing, and what comes next."""
    if not user.may_at(Permission.SEE_VICTIM, case.agency_id):
        raise Refused(
            no("other-agency", "Your role does not let you see the victims of another agency’s case.")
        )
    today = timezone.localdate(at)
    may_add = case.is_open_to(user, Permission.RECORD_VICTIM_VIEWS)
    add_href = reverse("cases:add_victim", args=[case.reference]) if may_add else ""
    cards = victim_parts.victim_cards(case, user, today)
    why_not = victim_parts.why_not_recording(case, user)
    return _page(case, user, "case_victims", today, cards=cards, add_href=add_href, why_not=why_not)


def facts(case: Any, user: User, at: datetime) -> CasePage:
    """The task list: what is known, and what policy still misses."""
    today = timezone.localdate(at)
    tasks = answer_parts.task_list(known_of(case, today), user)
    return _page(case, user, "case_facts", today, task_list=tasks)


def options(case: Any, user: User, at: datetime) -> CasePage:
    """Every resolution type side by side: open, needing a rank, shut, or not to be said yet."""
    today = timezone.localdate(at)
    live = proposal_in(user, case.reference)
    part = option_parts.options_part(case, options_of(case, today), live, user, today)
    return _page(case, user, "case_options", today, options=part, **_overtaken(case, user, "case_options"))


def decision(case: Any, user: User, at: datetime) -> CasePage:
    """What is proposed, who may do what next, and what was decided."""
    today, decided = timezone.localdate(at), decided_in(user, case)
    standing = standing_of(user, decided.proposal, today) if decided.proposal else None
    part = proposal_parts.decision_part(case, decided, standing, user)
    to_do = left_to_do(case, decided, user)
    beside = _overtaken(case, user, "case_decision")
    return _page(case, user, "case_decision", today, decision=part, to_do=to_do, **beside)


def resolutions(case: Any, user: User, at: datetime) -> CasePage:
    """What was issued to the person, and the code recorded against each crime."""
    whole, officers = _whole(case)
    has_papers = user.may(Permission.SEE_IDENTITY) and proposal_in(user, case.reference) is not None
    cards = case_parts.resolution_cards(case, whole, user, officers)
    codes = [card for panel in case_parts.crime_panels(case, whole, user) for card in panel.codes]
    return _page(
        case,
        user,
        "case_resolutions",
        timezone.localdate(at),
        cards=[*cards, *codes],
        nothing="No resolution or outcome code recorded",
        papers_href=reverse("decisions:papers", args=[case.reference]) if has_papers else "",
    )


def conditions(case: Any, user: User, at: datetime) -> CasePage:
    """What the person agreed to do."""
    today = timezone.localdate(at)
    cards = condition_parts.condition_cards(
        conditions_of(user, case.reference), today, with_text=user.may(Permission.SEE_IDENTITY)
    )
    return _page(case, user, "case_conditions", today, cards=cards, nothing="No conditions recorded")


def referrals(case: Any, user: User, at: datetime) -> CasePage:
    """Where the person was sent."""
    cards = referral_parts.referral_cards(referrals_of(user, case.reference))
    return _page(
        case, user, "case_referrals", timezone.localdate(at), cards=cards, nothing="No referrals recorded"
    )


def panel(case: Any, user: User, at: datetime) -> CasePage:
    """When the youth panel heard the case."""
    cards = panel_parts.item_cards(items_of(user, case.reference))
    nothing = "Not listed for the youth panel"
    return _page(case, user, "case_panel", timezone.localdate(at), cards=cards, nothing=nothing)


def documents(case: Any, user: User, at: datetime) -> CasePage:
    """The papers kept with the case."""
    whole = cases.case_whole(case)
    may_add = case.is_open_to(user, Permission.ADD_DOCUMENT)
    add_href = reverse("cases:add_document", args=[case.reference]) if may_add else ""
    return _page(
        case,
        user,
        "case_documents",
        timezone.localdate(at),
        documents=case_parts.document_lines(whole.documents, case),
        add_href=add_href,
    )


def timeline(case: Any, user: User, at: datetime) -> CasePage:
    """Everything that happened, newest first, and who or what says so."""
    today = timezone.localdate(at)
    whole, officers = _whole(case)
    return _page(
        case, user, "case_timeline", today, happenings=_happenings(case, whole, user, officers, today)
    )


def history(case: Any, user: User, at: datetime) -> CasePage:
    """Corrections with old and new, and who did or read what, from the ledger."""
    corrected = cases.corrections_of(case)
    written = lines(Asked(about=case.ledger_ref), limit=LINES_SHOWN)
    names = names_of({line.by for line in written} | {each.corrected_by for each in corrected})
    names[case.ledger_ref] = "the case"
    return _page(
        case,
        user,
        "case_history",
        timezone.localdate(at),
        facts=case_parts.extract_facts(case, user),
        happenings=case_parts.correction_happenings(corrected, user, names),
        history=[[Cell(moment(line.at)), Cell(line.told(names))] for line in written],
    )


def _overtaken(case: Any, user: User, tab: str) -> dict[str, Any]:
    """That what is proposed was overtaken, and from other pages than its own the way to it."""
    said, link = overtaken(case, user)
    return {"overtaken": said, "overtaken_link": link if tab != "case_decision" else None}


def _whole(case: Any) -> tuple[cases.CaseWhole, dict[str, str]]:
    whole = cases.case_whole(case)
    return whole, cases.officers_numbered(whole.collar_numbers | {case.officer_collar_number})


def _happenings(
    case: Any, whole: cases.CaseWhole, user: User, officers: Mapping[str, str], today: date
) -> list[Happening]:
    """What every room knows to have happened, newest first."""
    corrected = cases.corrections_of(case)
    happened = [
        *case_parts.case_happenings(case, whole, user, officers),
        *case_parts.correction_happenings(
            corrected, user, names_of({each.corrected_by for each in corrected})
        ),
        *condition_parts.happenings(conditions_of(user, case.reference), today),
        *referral_parts.happenings(referrals_of(user, case.reference), today),
        *panel_parts.happenings(items_of(user, case.reference)),
        *decision_happenings(told_of(user, case), user),
        *victim_parts.happenings_with_victims(case, user),
    ]
    opened = happened[0]
    # Of what happened on one day, what usually comes later stands later above and is shown first.
    happened.reverse()
    return sorted(happened, key=lambda each: _when(each, first=each is opened), reverse=True)


def _when(happening: Happening, *, first: bool) -> datetime:
    """A day without a time sorts as the end of that day in London: a resolution is issued after it is authorised.

    The opening of the case sorts as the start of its day.
    """
    if isinstance(happening.at, datetime):
        return happening.at
    clock = time.min if first else time.max
    return datetime.combine(happening.at, clock, tzinfo=timezone.get_default_timezone())
