"""`perform`: locked, judged, moved and written down, or none of it. Tried with accounts, which have a lifecycle."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.models import User
from oocr.access.states import ACCOUNT, State
from oocr.audit import ledger
from oocr.audit.ledger import Asked, CannotSay
from oocr.lifecycle.perform import perform
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_user


def move(name: str, user: User, **facts: str) -> User:
    return perform(ACCOUNT, name, user, by=SETTING_UP, at=timezone.now(), **facts)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.sampled_from([row.name for row in ACCOUNT.moves]), max_size=12))
def test_a_random_walk_leaves_exactly_one_line_for_each_move(walk):
    with transaction.atomic():
        user = make_user("officer")
        before = ledger.count(Asked(about=user.ledger_ref))
        moved = []
        for name in walk:
            if user.state in ACCOUNT[name].come_from:
                user = move(name, user)
                moved.append(ACCOUNT[name].event)
            else:
                with pytest.raises(Refused, match="it must be"):
                    move(name, user)
            assert User.objects.get(pk=user.pk).state in set(State)
        lines = ledger.lines(Asked(about=user.ledger_ref), limit=len(moved))
        assert [line.event for line in reversed(lines)] == moved
        assert ledger.count(Asked(about=user.ledger_ref)) == before + len(moved)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_what_cannot_be_said_is_not_done():
    user = make_user("officer")
    before = ledger.count()
    with pytest.raises(CannotSay):
        move("lock", user, reason="because")
    user.refresh_from_db()
    assert (user.state, ledger.count()) == (State.ACTIVE, before)


@pytest.mark.django_db
def test_a_move_is_judged_on_the_row_as_it_is_and_not_as_it_was_read():
    stale = make_user("officer")
    now_locked = move("lock", User.objects.get(pk=stale.pk))
    assert (stale.state, now_locked.state) == (State.ACTIVE, State.LOCKED)
    with pytest.raises(Refused, match="it must be active"):
        move("lock", stale)


@pytest.mark.django_db
def test_only_the_state_is_saved():
    user = make_user("officer", name="As It Was")
    user.name = "Not Yet Saved"
    move("lock", user)
    user.refresh_from_db()
    assert user.name == "As It Was"


@pytest.mark.moving_time
@pytest.mark.django_db(transaction=True)
def test_of_two_who_make_the_same_move_at_once_one_is_refused():
    user = make_user("officer")
    start, answers = threading.Barrier(2), []

    def lock() -> None:
        mine = User.objects.get(pk=user.pk)  # both read it while it is still active
        start.wait()
        try:
            with transaction.atomic():
                move("lock", mine)
                connection.cursor().execute("SELECT pg_sleep(0.2)")  # the other waits for the row meanwhile
            answers.append("done")
        except Refused as refused:
            answers.append(refused.verdict.code)
        connection.close()

    both = [threading.Thread(target=lock) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(answers) == ["done", "wrong-state"]
    assert (
        len([line for line in ledger.lines(Asked(about=user.ledger_ref)) if line.event == "account.shut"])
        == 1
    )
    assert not list(ledger.faults())
