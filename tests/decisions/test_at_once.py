"""Two people decide about one proposal at the same moment: real threads, real connections, one answer."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.cases.actions.answers import record_answers
from oocr.cases.models import Resolution
from oocr.decisions import actions
from oocr.decisions.models import Authority, Return
from oocr.lifecycle.verdict import Refused
from tests.decisions.test_proposing import NOW, events_of
from tests.factories.access import make_user
from tests.factories.decisions import make_inspector, make_proposal, make_sergeant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]  # real connections, side by side


def at_once(*tries: Callable[[], object]) -> list[str]:
    """Make them all at the same moment. Gives back, for each, nothing or the sentence it was refused with."""
    start, answers = threading.Barrier(len(tries)), [""] * len(tries)

    def run(place: int, attempt: Callable[[], object]) -> None:
        start.wait()
        try:
            attempt()
        except Refused as refused:
            answers[place] = refused.verdict.because
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(tries)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_two_who_authorise_at_once_one_does_and_the_other_is_told_who():
    proposal = make_proposal(submitted=True)
    people = [make_sergeant(name="Grace Okafor"), make_inspector(name="Daniel Whitmore")]
    answers = at_once(
        *(
            lambda by=by: actions.authorise_proposal(
                proposal=proposal, reason="It fits.", connected=False, by=by, at=NOW
            )
            for by in people
        )
    )
    authority = Authority.objects.get(proposal=proposal)
    first = people.index(authority.given_by)
    assert answers[first] == ""
    assert answers[1 - first].startswith(f"{authority.given_by.name} authorised this proposal on")
    assert events_of(proposal.case).count(Event.PROPOSAL_AUTHORISED) == 1
    assert not list(ledger.faults())


def test_of_one_who_authorises_and_one_who_returns_the_second_is_told():
    proposal = make_proposal(submitted=True)
    sergeant, inspector = make_sergeant(), make_inspector()
    answers = at_once(
        lambda: actions.authorise_proposal(
            proposal=proposal, reason="It fits.", connected=False, by=sergeant, at=NOW
        ),
        lambda: actions.return_proposal(proposal=proposal, reason="Say more.", by=inspector, at=NOW),
    )
    assert Authority.objects.count() + Return.objects.count() == 1
    assert sorted(bool(answer) for answer in answers) == [False, True]


def test_of_two_who_issue_at_once_one_does():
    proposal = make_proposal(agreed=True)
    officer, other = proposal.case.officer, make_user("hub_coordinator")
    answers = at_once(
        lambda: actions.issue_resolution(proposal=proposal, by=officer, at=NOW),
        lambda: actions.issue_resolution(proposal=proposal, by=other, at=NOW),
    )
    assert Resolution.objects.count() == 1
    assert sorted(bool(answer) for answer in answers) == [False, True]


def test_a_fact_that_changes_while_it_is_issued_comes_before_or_after_and_never_between():
    proposal = make_proposal(agreed=True)
    case, officer = proposal.case, proposal.case.officer
    issuing, _ = at_once(
        lambda: actions.issue_resolution(proposal=proposal, by=officer, at=NOW),
        lambda: record_answers(
            case=case,
            section="gravity",
            answers={"gravity_final": 3},
            reason="Weighed again",
            by=officer,
            at=NOW,
        ),
    )
    authority = Authority.objects.get(proposal=proposal)
    assert bool(issuing) == (authority.voided_at is not None) == (not Resolution.objects.exists())
