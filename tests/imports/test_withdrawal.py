"""A batch is taken back whole, while nothing depends on it."""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.actions import correct_fact, open_case
from oocr.cases.actions.answers import record_match
from oocr.cases.actions.victims import record_attempt
from oocr.cases.models import Case, Correction, Crime, Person, Victim
from oocr.imports.actions import load_batch, receive_batch, withdraw_batch
from oocr.imports.lock import only_one
from oocr.imports.models import Batch, ChangedRow, QuarantinedRow
from oocr.imports.queries import IMPORTER, withdrawal_verdict
from oocr.imports.states import BATCH, BatchState
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_agency, make_user
from tests.imports.conftest import Load
from tests.imports.extracts import whole
from tests.imports.state import state

pytestmark = pytest.mark.slow  # each is quick, together they are not

LATER = dt.timedelta(minutes=5)


def withdraw(batch: Batch) -> Batch:
    return withdraw_batch(batch=batch, reason="Sent by mistake", by=IMPORTER, at=timezone.now() + LATER)


def test_withdraw_removes_what_a_batch_added(load: Load) -> None:
    empty = state()
    batch = load(whole())
    withdrawn = withdraw(batch)
    assert withdrawn.state == BatchState.WITHDRAWN
    assert state() == empty
    assert lines(Asked(event=Event.BATCH_WITHDRAWN))[0].facts == {"count": batch.total("added")}
    assert load(whole()).total("added") == batch.total("added")


def changed_rows() -> dict:
    rows = whole()
    rows["people"][0] |= {
        "family_name": "Married",
        "aliases": "",
        "needs": "",
        "restricted": "yes",
        "date_of_birth": "2009-01-01",
    }
    rows["cases"][0] |= {"crime_numbers": "25-0000006", "officer": "9", "closed_on": "2025-04-01"}
    rows["crimes"][0] |= {"offence_code": "046/00", "weapon": "blade"}
    rows["referrals"][0] |= {"provider": "New Provider", "service": "New Course"}
    rows["populations"][0] |= {"residents": "5", "age_to": "17"}
    rows["outcome_codes"][0] |= {"resolution_id": "R2"}
    rows["people"].append({"person_id": "P9", "given_names": "New", "family_name": "Person"})
    return rows


def test_withdraw_puts_back_what_a_batch_changed(load: Load) -> None:
    make_user("officer", collar_number="9")
    load(whole())
    before, batches = state(), dict(Person.objects.values_list("source_key", "batch"))
    batch = load(changed_rows())
    assert batch.total("changed") == 6
    count = Correction.objects.count()
    withdraw(batch)
    assert state() == before
    assert dict(Person.objects.values_list("source_key", "batch")) == batches
    assert Correction.objects.count() == 2 * count, "history is added to, never taken away"
    assert not ChangedRow.objects.exists()


def test_a_batch_that_a_later_one_changed_is_not_withdrawn_before_it(load: Load) -> None:
    first = load(whole())
    second = load(changed_rows())
    with pytest.raises(Refused) as refused:
        withdraw(first)
    assert refused.value.verdict.code == "changed-later"
    assert f"Batch {second.pk} changed 6 of the rows" in refused.value.verdict.because
    withdraw(second)
    withdraw(first)
    assert not Person.objects.exists()


def test_a_batch_that_others_refer_to_is_not_withdrawn(load: Load) -> None:
    people = load({"people": whole()["people"]})
    load({name: whole()[name] for name in ("offences", "crimes", "cases")})
    with pytest.raises(Refused) as refused:
        withdraw(people)
    assert refused.value.verdict.code == "depended-on"
    assert "3 rows of cases that stay point at people" in refused.value.verdict.because


def test_a_batch_that_people_worked_on_is_not_withdrawn(load: Load) -> None:
    batch = load(whole())
    user = make_user("hub_coordinator")
    case = Case.objects.get(reference="LP-2025-000001")
    correct_fact(
        case=case, thing=case, field="summary", value="x", reason="y", by=user, at=timezone.now() + LATER
    )
    with pytest.raises(Refused) as refused:
        withdraw(batch)
    assert refused.value.verdict.code == "corrected-since"


def test_a_batch_whose_person_has_a_new_case_is_not_withdrawn(load: Load) -> None:
    batch = load(whole())
    officer = make_user("officer")
    open_case(
        reference="NEW-1", person=Person.objects.get(source_key="P3"), crimes=[Crime.objects.first()], agency=make_agency(),
        officer=officer, opened_on=dt.date(2025, 3, 1), summary="", by=officer, at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        withdraw(batch)
    assert refused.value.verdict.code == "depended-on"


@pytest.mark.parametrize("what", ["a victim was tried", "two records were compared"])
def test_a_batch_under_which_something_was_recorded_here_is_not_withdrawn(load: Load, what: str) -> None:
    batch = load(whole())
    by, at = make_user("officer"), timezone.now()
    if what == "a victim was tried":
        victim = Victim.objects.exclude(kind="state").filter(crime__cases__isnull=False)[0]
        case = victim.crime.cases.all()[0]
        tried = {"tried_at": at, "channel": "phone", "result": "no_answer"}
        record_attempt(case=case, victim=victim, by=by, at=at, **tried)
    else:
        case = Case.objects.filter(state="open")[0]
        other = Person.objects.exclude(pk=case.person_id)[0]
        record_match(case=case, other=other, is_same=False, reason="Another face.", by=by, at=at)
    with pytest.raises(Refused) as refused:
        withdraw(batch)
    assert refused.value.verdict.code == "depended-on"


def test_rows_that_went_in_with_a_withdrawn_batch_wait_again(load: Load) -> None:
    load({"crimes": whole()["crimes"]})
    batch = load(
        {
            "offences": whole()["offences"],
            "people": [{"person_id": "P 1", "given_names": "A", "family_name": "B"}],
        }
    )
    assert Crime.objects.count() == 6
    withdraw(batch)
    assert Crime.objects.count() == 0
    assert QuarantinedRow.objects.filter(resolved_at=None, file="crimes").count() == 6
    assert not QuarantinedRow.objects.filter(resolved_at=None, file="people").exists()
    load({"offences": whole()["offences"]})
    assert Crime.objects.count() == 6


def test_withdraw_takes_a_reason_a_role_and_a_loaded_batch(load: Load) -> None:
    batch = load(whole())
    with pytest.raises(Refused) as refused:
        withdraw_batch(batch=batch, reason=" ", by=IMPORTER, at=timezone.now())
    assert refused.value.verdict.code == "no-reason"
    assert withdrawal_verdict(batch, make_user("hub_coordinator")).code == "no-permission"
    assert withdrawal_verdict(batch, make_user("hub_manager"))
    withdrawn = withdraw(batch)
    assert withdrawal_verdict(withdrawn, IMPORTER).code == "wrong-state"
    with pytest.raises(Refused) as refused:
        withdraw(withdrawn)
    assert refused.value.verdict.code == "wrong-state"


def test_who_may_not_import_is_refused(load: Load) -> None:
    with pytest.raises(Refused) as refused:
        receive_batch(agency=make_agency(), files=[], by=make_user("officer"), at=timezone.now())
    assert refused.value.verdict.code == "no-permission"
    other = make_agency("opcc")
    with pytest.raises(Refused) as refused:
        receive_batch(agency=other, files=[], by=make_user("hub_manager"), at=timezone.now())
    assert refused.value.verdict.code == "other-agency"


def test_every_move_of_a_batch_leaves_its_line(load: Load) -> None:
    batch = load(whole())
    withdraw(batch)
    told = [line.event for line in lines(Asked(about=batch.ledger_ref))]
    assert told == [Event.BATCH_WITHDRAWN, Event.BATCH_LOADED, Event.BATCH_CHECKED, Event.BATCH_RECEIVED]
    assert {move.name for move in BATCH.moves} == {"check", "load", "fail", "withdraw"}


@pytest.mark.moving_time
@pytest.mark.django_db(transaction=True)
def test_no_load_begins_before_a_withdrawal_is_committed(load: Load) -> None:
    """When the lock is let go, another connection already sees the batch withdrawn; and it could not load before."""
    batch = load({"people": whole()["people"]})
    next_one = receive_batch(agency=batch.agency, files=["x"], by=IMPORTER, at=timezone.now())
    seen: list[object] = []

    def elsewhere() -> None:
        try:
            load_batch(batch=next_one, folder=Path("none"), by=IMPORTER, at=timezone.now())
        except Refused as refused:
            seen.append((refused.verdict.code, Batch.objects.get(pk=batch.pk).state, Person.objects.count()))
        finally:
            connection.close()

    def watching(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if "pg_advisory_unlock" in sql:
            other = threading.Thread(target=elsewhere)
            other.start()
            other.join()
        return execute(sql, *rest)

    with connection.execute_wrapper(watching):
        withdraw(batch)
    assert seen == [("someone-is-loading", BatchState.WITHDRAWN, 0)]
    with only_one() as free:
        assert free, "the lock is let go in the end"
