"""What happened to the proposals of a case, for its timeline."""

from datetime import datetime

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.queries import names_of
from oocr.decisions.decided import Decided
from oocr.decisions.models import Agreement
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.presenters.decided import read_what_was
from oocr.decisions.states import a_rank
from oocr.ui.formats import day
from oocr.ui.page import Link
from oocr.ui.parts import Happening

# Nobody takes back an authority that falls: the service finds that what it was given on changed or was withdrawn.
BY_ITSELF = "the service, since what it was given on no longer stands"


def happenings(decided: Decided, user: User) -> list[Happening]:
    """What happened to the proposals of a case, for its timeline; what was decided on is read by those who may."""
    happened: list[Happening] = []
    read = read_what_was if user.may(Permission.SEE_IDENTITY) else _nothing_to_read
    cases = {proposal.pk: proposal.case.reference for proposal in decided.proposals}
    voided_by = {each.voided_by or "" for each in decided.authorities}
    names = names_of(each for each in voided_by if each.startswith("user:")) if any(voided_by) else {}
    for proposal in decided.proposals:
        title = f"{proposal.get_kind_display()} proposed"
        happened.append(Happening(title, proposal.proposed_at, proposal.proposed_by.name))
    for authority in decided.authorities:
        title = f"Authorised, as {a_rank(authority.rank)}"
        reference, at = cases[authority.proposal_id], authority.given_at
        links = read("authorised", authority.version_id, reference, at)
        happened.append(Happening(title, at, authority.given_by.name, links=links))
        if authority.voided_at:
            by = names.get(str(authority.voided_by), BY_ITSELF)
            happened.append(Happening("Authority voided", authority.voided_at, by))
    for each in decided.returns:
        links = read("returned", each.version_id, cases[each.proposal_id], each.returned_at)
        title = "Proposal returned to the officer"
        happened.append(Happening(title, each.returned_at, each.returned_by.name, links=links))
    for asked in decided.prosecutor:
        if asked.replaces_id is None:
            happened.append(Happening("Prosecutor asked", asked.asked_at, asked.asked_by.name))
        if asked.recorded_by and asked.recorded_at:
            title = asked.get_decision_display()
            title = f"Corrected: {title[:1].lower()}{title[1:]}" if asked.replaces_id else title
            happened.append(Happening(title, asked.recorded_at, asked.recorded_by.name))
    sees_answers = user.may(Permission.SEE_IDENTITY)
    happened += [_answered(each, parts_too=sees_answers) for each in decided.agreements]
    return happened


def _answered(agreement: Agreement, *, parts_too: bool) -> Happening:
    """What the person answered and, for those who may read the decision, which part of it was not so."""
    answer = "The person agrees" if agreement.agrees else "The person does not agree"
    title = f"Corrected: {answer[:1].lower()}{answer[1:]}" if agreement.replaces_id else answer
    lacking = [says for part, says in PARTS_OF_AGREEMENT.items() if not getattr(agreement, part)]
    parts = f" Not so: {'; '.join(lacking)}." if lacking else " They were told all of it, and signed."
    text = f"Said on {day(agreement.agreed_on)}." + (parts if parts_too else "")
    return Happening(title, agreement.recorded_at, agreement.recorded_by.name, text)


def _nothing_to_read(step: str, version: int | None, reference: str, at: datetime) -> list[Link]:
    return []
