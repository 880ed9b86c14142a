"""What every action of this room does first and last: hold the case still, and keep what the packs said."""

from datetime import date, datetime

from django.utils import timezone

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import insist, who_could
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.actions.here import insist_here
from oocr.cases.models import Case, CaseCrime, Correction, Crime, Person, Victim
from oocr.decisions.models import Assessment, Authority, Proposal
from oocr.decisions.standing import Judged
from oocr.decisions.states import still_to_decide
from oocr.lifecycle.verdict import Refused, no
from oocr.ui.formats import day


def hold(case_id: int, by: User, permission: Permission) -> Case:
    """Lock the case and all that its facts are read from, and refuse who may not: so that two people deciding about
    it do so one after the other, and no fact changes between being judged and being decided on.

    A role at one agency opens nothing at another.
    """
    insist(by, permission)
    person = Case.objects.filter(pk=case_id).values("person")
    crimes = CaseCrime.objects.filter(case=case_id).values("crime")
    # In the order in which corrections take them, the case last: whoever comes second waits, and nobody for ever.
    # `no_key`: what only points at these rows, such as a document, is checked as it commits, and must not wait then.
    for rows in (
        Person.objects.filter(pk__in=person),
        Crime.objects.filter(pk__in=crimes),
        Victim.objects.filter(crime__in=crimes),
    ):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    held = Case.objects.select_for_update(of=("self",), no_key=True)
    case = held.select_related("person").get(pk=case_id)
    insist_here(by, permission, case)
    if not Case.objects.visible_to(by).filter(pk=case_id).exists():
        raise Refused(no("not-seen", f"You may not see this case. {who_could(permission)}"))
    return case


def insist_open(case: Case) -> None:
    """Only in an open case in which nothing was given is anything still to be decided."""
    if not (verdict := still_to_decide(case)):
        raise Refused(verdict)


def fresh(proposal: Proposal) -> Proposal:
    """The proposal as it is now, with its case. Ask for it after `hold`."""
    return Proposal.objects.select_related("case__person", "proposed_by").get(pk=proposal.pk)


def keep(judged: Judged, *, case: Case, proposal: Proposal | None, by: User, at: datetime) -> Assessment:
    """Store what the packs said, exactly as they said it, with which packs they were."""
    option = judged.option
    kept = Assessment.objects.create(
        case=case,
        proposal=proposal,
        resolution=option.resolution,
        stage=judged.stage.value,
        answer=option.answer.value,
        authority=option.authority,
        facts=dict(judged.facts),
        findings=[finding.as_data() for finding in option.findings],
        packs=[mark.as_data() for mark in judged.packs.ids_and_hashes],
        made_at=at,
        made_by=by,
    )
    record(
        Event.CASE_ASSESSED,
        about=case,
        by=by,
        at=at,
        resolution=option.resolution,
        stage=judged.stage.value,
        answer=option.answer.value,
    )
    return kept


def wrote_in(proposal: Proposal, by: User) -> None:
    """Note, to be saved, that this person wrote in a proposal: it is their own work from now on."""
    note_investigators(proposal)
    if by.pk not in proposal.worked_on_by:
        proposal.worked_on_by = [*proposal.worked_on_by, by.pk]


def note_investigators(proposal: Proposal) -> None:
    """Note, to be saved, whose work the case is or was: by their account, or by the number on their shoulder.

    An officer may have had the case before they had an account; and handing it over makes it nobody else's work.
    """
    case = proposal.case
    corrected = Correction.objects.filter(
        about_model="case", about_pk=case.pk, field="officer_collar_number"
    ).values_list("old_value", flat=True)
    numbers = {case.officer_collar_number, *corrected} - {""}
    found = User.objects.filter(collar_number__in=numbers, memberships__agency=case.agency_id).distinct()
    investigated = found.order_by("pk").values_list("pk", flat=True)
    proposal.worked_on_by = list(dict.fromkeys([*proposal.worked_on_by, *investigated]))


def insist_on_the_day(agreed_on: date, authority: Authority, at: datetime) -> None:
    """The person answers to what was authorised: on that day or later, unless it was given before, and not tomorrow."""
    if agreed_on > timezone.localdate(at):
        raise Refused(no("agreed-later", "The day the person agreed has not come yet."))
    authorised_on = timezone.localdate(authority.given_at)
    if agreed_on < authorised_on and not authority.retrospective:
        raise Refused(
            no(
                "agreed-before",
                f"It was authorised on {day(authorised_on)}. Nobody could agree to it before.",
            )
        )
