"""Policy run over past cases: asked for, carried out, read. Nothing here changes a case or a decision."""

from datetime import date, datetime

from django.db import transaction

from oocr.access.models import Agency, User
from oocr.access.permissions import Permission
from oocr.access.roles import insist
from oocr.audit.events import Event
from oocr.audit.ledger import Job, record
from oocr.decisions.missed import run_missed
from oocr.decisions.models import PolicyRun
from oocr.decisions.running import run_what_if
from oocr.decisions.states import RUN, RunState
from oocr.lifecycle.perform import perform
from oocr.lifecycle.table import Actor
from oocr.lifecycle.verdict import Refused, no
from oocr.policy.conditions import PackProblem
from oocr.policy.pack import Pack
from oocr.policy.reading import read_pack_text

REVIEWER = Job("decisions.reviews", frozenset({Permission.REVIEW_POLICY}))


@transaction.atomic
def ask_for_run(
    *,
    kind: str,
    agency: Agency,
    from_on: date,
    to_on: date,
    draft_name: str = "",
    draft: str = "",
    by: User,
    at: datetime,
) -> PolicyRun:
    """Ask for policy to be run over the cases of a period. A draft that is not a pack is refused, and says why."""
    insist(by, Permission.REVIEW_POLICY)
    if agency not in by.agencies_where(Permission.REVIEW_POLICY):
        raise Refused(
            no("other-agency", f"Your role does not let you run policy over the cases of {agency}.")
        )
    if to_on <= from_on:
        raise Refused(no("no-period", "The period must end after it begins."))
    if kind == "what_if":
        drafted(draft_name, draft)
    run = PolicyRun.objects.create(
        kind=kind,
        agency=agency,
        from_on=from_on,
        to_on=to_on,
        draft_name=draft_name,
        draft=draft,
        asked_at=at,
        asked_by=by,
    )
    record(Event.RUN_ASKED, about=run, by=by, at=at, kind=kind)
    return run


def drafted(name: str, text: str) -> Pack:
    """The draft as a pack. Raises `Refused` with what is wrong in it and where."""
    try:
        return read_pack_text(name, text.encode())
    except PackProblem as problem:
        raise Refused(no("not-a-pack", str(problem))) from None


def carry_out_run(*, run: PolicyRun, by: Actor = REVIEWER, at: datetime) -> PolicyRun:
    """Go over the cases and keep what came out. What goes wrong is kept too, and the run ends either way."""
    try:
        if run.kind == "what_if":
            draft = drafted(run.draft_name, run.draft)
            examined, result = run_what_if(run.agency, draft, run.from_on, run.to_on)
        else:
            examined, result = run_missed(run.agency, run.from_on, run.to_on)
    except LookupError as problem:  # no policy was in force on some day of the period
        return _end(run, "fail", by, at, fault=str(problem))
    return _end(run, "finish", by, at, examined=examined, result=result)


@transaction.atomic
def _end(run: PolicyRun, move: str, by: Actor, at: datetime, **kept: object) -> PolicyRun:
    facts = {}
    if move == "finish":
        result = kept["result"]
        assert isinstance(result, dict), "what came out"
        counted = sum(row["count"] for row in result["counts"]) if "counts" in result else len(result["rows"])
        facts = {"found": counted, "examined": int(str(kept["examined"]))}
    run = perform(RUN, move, run, by=by, at=at, **facts)
    for name, value in kept.items():
        setattr(run, name, value)
    run.save(update_fields=list(kept))
    return run


@transaction.atomic
def record_run_reading(*, run: PolicyRun, shown: int, by: User, at: datetime) -> None:
    """Write down that someone read what came out of a run, and how many cases or crimes it named to them."""
    if run.state == RunState.DONE:
        record(Event.RUN_VIEWED, about=run, by=by, at=at, count=shown)
