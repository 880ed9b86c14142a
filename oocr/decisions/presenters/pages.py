"""What the pages of a proposal's forms and moves say around the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from oocr.cases.models import Case
from oocr.decisions.models import Delegation, Proposal, ProposedCondition, ProsecutorDecision
from oocr.decisions.models.proposals import RATIONALE, REASONS
from oocr.decisions.offences import in_words, offences_of
from oocr.decisions.presenters.options import CONSEQUENCES
from oocr.decisions.presenters.ways import Said, in_the_way, ways_in
from oocr.decisions.standing import Judged, Standing
from oocr.decisions.states import a_rank
from oocr.policy.evaluate import Answer
from oocr.policy.pack import Stage
from oocr.ui.formats import day, listed
from oocr.ui.page import Link, Page
from oocr.ui.parts import Fact

# Which refusals the page of a move shows itself, so that everything in the way is seen at once.
SHOWN_ON: Mapping[str, frozenset[str]] = {
    "submit": frozenset({"stopped", "cannot-say", "victim-not-heard"}),
    "take_back": frozenset(),
    "withdraw": frozenset(),
    "authorise": frozenset(),
    "return": frozenset(),
    "void": frozenset(),
    "issue": frozenset({"facts-changed"}),
}
DONE = {
    "submit": "The proposal is with the authoriser.",
    "take_back": "The proposal is with you again.",
    "withdraw": "The proposal is withdrawn.",
    "authorise": "The proposal is authorised.",
    "return": "The proposal is returned to the officer.",
    "void": "The authority no longer stands.",
    "issue": "The resolution is issued.",
}
# Each move as its heading, what it means, and its button.
MEANS = {
    "submit": ("Check before you submit", "Someone else then says yes or no. Until they do you can take it back.", "Submit"),
    "take_back": ("Take the proposal back", "It can then be changed and submitted again.", "Take back"),
    "withdraw": ("Withdraw the proposal", "It is asked for no longer, and stays to be read. Another can be begun.", "Withdraw"),
    "authorise": ("Authorise the proposal", "Your name and the rank you hold today are kept with it.", "Authorise"),
    "return": ("Return the proposal", "It goes back to the officer with what you write here.", "Return"),
    "void": ("Take the authority back", "Nothing can be issued on it then. The officer may ask again.", "Take back"),
    "issue": ("Issue the resolution", "The resolution, its conditions and referrals, and its outcome code where that does not wait, are recorded together. This cannot be undone.", "Issue"),
}  # fmt: skip


@dataclass(kw_only=True)
class FormPage(Page):
    """One form, with a heading, what it means and its button."""

    caption: str
    heading: str
    means: str
    button: str
    warning: bool = False
    mark_optional: bool = True
    prefixes: Mapping[str, str]


@dataclass(kw_only=True)
class ProposePage(FormPage):
    """What follows from a resolution, before it is proposed."""

    consequences: Sequence[Fact]
    asks: Sequence[Said]
    notes: Sequence[Said]
    missing: Sequence[Any]


@dataclass(kw_only=True)
class MovePage(FormPage):
    """A move, with what is proposed and what stands in its way."""

    facts: Sequence[Fact]
    conditions: Sequence[Fact]
    in_the_way: Sequence[Link]
    notes: Sequence[str]


POUNDS = {"penalty_pounds": "£", "compensation_pounds": "£", "course_fee_pounds": "£"}


def _form_page(reference: str, heading: str, form: Any, *, means: str = "", button: str = "Save") -> FormPage:
    return FormPage(
        title=f"{heading}, case {reference}",
        back=reverse("desk:case_decision", args=[reference]),
        back_label="Decision",
        form=form,
        caption=f"Case {reference}",
        heading=heading,
        means=means,
        button=button,
        prefixes=POUNDS,
    )


def propose_page(case: Case, judged: Judged, form: Any) -> ProposePage:
    """What to know before this resolution is proposed."""
    kind, option = judged.packs.catalogue[judged.option.resolution], judged.option
    findings = [each for each in option.findings if each.fires]
    ways = ways_in(case)
    return ProposePage(
        title=f"Propose: {kind.title}, case {case.reference}",
        back=reverse("desk:case_options", args=[case.reference]),
        back_label="Options",
        form=form,
        caption=f"Case {case.reference}",
        heading=f"Propose: {kind.title}",
        means=f"It needs the authority of {a_rank(option.authority)} or above.",
        button="" if option.answer is Answer.SHUT else "Begin the proposal",
        prefixes={},
        consequences=[Fact(label, kind.consequences[key]) for key, label in CONSEQUENCES.items() if key in kind.consequences],
        asks=[ways.said(each) for each in findings if each.answer != "note"],
        notes=[ways.said(each) for each in findings if each.answer == "note"],
        missing=[ways.to(name) for name in option.missing],
    )  # fmt: skip


def rationale_page(proposal: Proposal, form: Any) -> FormPage:
    """The rationale."""
    means = "Write about this case, in words that the person, the victim and a panel could read. What you leave can be written later, but before it is submitted."
    page = _form_page(proposal.case.reference, "Rationale", form, means=means)
    page.mark_optional = False
    return page


def reasons_asked(standing: Standing) -> dict[str, str]:
    """Every reason that is asked for now, by the id of its rule or the name of its fact, with the sentence."""
    facts, asked = standing.judged.facts, {each.rule: each.says for each in standing.judged.reasons_asked}
    wanted = {
        "punitive_reason_recorded": bool(facts.get("punitive_condition")),
        "remedy_departure_reason": bool(facts.get("remedy_chosen_not_included")),
        "victim_departure_reason": facts.get("victim_supports_resolution") is False,
        "longer_than_usual_reason": int(facts.get("days_to_last_condition", 0)) > 112,
        "exceptional_reason_recorded": True,
    }
    return asked | {name: REASONS[name] for name, is_wanted in wanted.items() if is_wanted}


def reasons_given(standing: Standing) -> dict[str, str]:
    """The reasons that are typed, with what asked for each."""
    given = standing.proposal.reasons
    return {key: asked for key, asked in reasons_asked(standing).items() if given.get(key)}


def asked_now(standing: Standing) -> dict[str, str]:
    """The reasons that the rules first asked at this step want, and nobody has given."""
    stage: Stage = standing.judged.stage
    return {
        each.rule: each.says
        for each in standing.judged.reasons_asked
        if each.stage is stage and not standing.proposal.reasons.get(each.rule)
    }


def reasons_page(proposal: Proposal, form: Any) -> FormPage:
    """The reasons that rules ask for."""
    means = (
        "Rules ask for a reason where a case is out of the ordinary. Each is kept with the rule that asked."
    )
    page = _form_page(proposal.case.reference, "Reasons", form, means=means)
    page.mark_optional = False
    return page


def condition_page(proposal: Proposal, form: Any, heading: str) -> FormPage:
    """One condition."""
    means = (
        "A condition has to be something the person can do, by a day, that somebody can see was done. What you leave "
        "empty can be filled in later, but before it is submitted."
    )
    page = _form_page(proposal.case.reference, heading, form, means=means)
    page.mark_optional = False
    return page


def remove_page(condition: ProposedCondition, form: Any) -> FormPage:
    """A condition less."""
    reference = condition.proposal.case.reference
    page = _form_page(reference, "Remove a condition", form, means=condition.in_full, button="Remove")
    page.warning = True
    return page


def ask_page(case: Case, form: Any) -> FormPage:
    """That a prosecutor was asked."""
    offences = listed(in_words(offences_of(case)))
    means = (
        "Send the case to the Crown Prosecution Service as usual; this notes that it was sent, and waits for the answer. "
        f"They are asked about {offences or 'no offence yet: record the crime first'}. For another offence their answer "
        "will not count."
    )
    return _form_page(case.reference, "Ask a prosecutor", form, means=means)


def decision_page(case: Case, asked: ProsecutorDecision, form: Any) -> FormPage:
    """What a prosecutor decided."""
    offences = listed(in_words(asked.asked_about)) or "offences that were not kept"
    means = f"About: {asked.get_resolution_display()}, for {offences}. Asked on {day(asked.asked_at)}."
    return _form_page(case.reference, "What the prosecutor decided", form, means=means)


def agreement_page(proposal: Proposal, form: Any) -> FormPage:
    """What the person answered."""
    means = "For a conditional caution every one of the first five has to be so before it is given."
    return _form_page(proposal.case.reference, "The person’s answer", form, means=means)


def correct_agreement_page(proposal: Proposal, form: Any) -> FormPage:
    """The person's answer, put down anew."""
    means = "What it says now stays, beside what you put in its place and why."
    return _form_page(proposal.case.reference, "Correct the person’s answer", form, means=means)


def correct_decision_page(case: Case, decided: ProsecutorDecision, form: Any) -> FormPage:
    """A prosecutor's decision, recorded anew."""
    means = (
        f"About: {decided.get_resolution_display()}. Only what was recorded wrongly: if the prosecutor decided anew, "
        "ask and record that. What it says now stays, beside what you put in its place and why."
    )
    return _form_page(case.reference, "Correct what the prosecutor decided", form, means=means)


def end_page(delegation: Delegation, form: Any) -> FormPage:
    """A delegation ended."""
    means = f"{delegation.to.name} then authorises only at their own rank. What they have authorised stays authorised."
    return FormPage(
        title="End a delegation",
        back=reverse("decisions:delegations"),
        back_label="Delegations",
        form=form,
        caption="Delegations",
        heading="End this delegation?",
        means=means,
        button="End it",
        warning=True,
        prefixes={},
    )


def move_page(move: str, standing: Standing, form: Any) -> MovePage:
    """The page of one move."""
    heading, means, button = MEANS[move]
    proposal, judged = standing.proposal, standing.judged
    conditions = proposal.conditions.order_by("pk")
    fired = [each.says for each in judged.option.findings if each.fires and each.answer == "note"]
    return MovePage(
        title=f"{heading}, case {proposal.case.reference}",
        back=reverse("desk:case_decision", args=[proposal.case.reference]),
        back_label="Decision",
        form=form,
        caption=f"Case {proposal.case.reference}",
        heading=heading,
        means=means,
        button=button,
        warning=move in ("withdraw", "void"),
        prefixes={},
        facts=[
            Fact("Resolution", proposal.get_kind_display()),
            Fact("Authority it needs", f"{a_rank(judged.authority)} or above".capitalize()),
            *(Fact(asked, getattr(proposal, part)) for part, asked in RATIONALE.items()),
            *(Fact(asked, proposal.reasons[key]) for key, asked in reasons_given(standing).items()),
        ],
        conditions=[
            Fact(each.get_kind_display(), f"{each.in_full.rstrip('.')}, by {day(each.due_on)}.")
            for each in conditions
        ],
        in_the_way=in_the_way(proposal, judged, standing.user) if move == "submit" else [],
        notes=fired if move in ("submit", "authorise", "issue") else [],
    )
