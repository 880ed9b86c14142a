"""A message is queued with its cause, sent once, tried again when it may help, and never named in the ledger."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.lifecycle.verdict import Refused
from oocr.outbox import queries, tasks
from oocr.outbox.actions import TRIES_AT_A_TIME, send_again, send_message
from oocr.outbox.carriers import Folder, NotTaken, carrier
from oocr.outbox.models import Message
from tests.factories.access import make_user
from tests.factories.outbox import make_message

pytestmark = pytest.mark.django_db


class Away:
    """A carrier that takes nothing."""

    def __init__(self, *, for_good: bool = False) -> None:
        self.for_good = for_good

    def take(self, message: Message) -> None:
        raise NotTaken("nobody there", for_good=self.for_good)


def events_about(reference: str) -> list[str]:
    return [line.event for line in lines(Asked(about=reference))]


def test_a_message_waits_and_the_ledger_says_so_without_saying_to_whom() -> None:
    message = make_message()
    assert message.state == "waiting"
    (line,) = lines(Asked(about="case:AB-2025-000001"))
    assert line.event == Event.MESSAGE_QUEUED
    assert "@" not in line.sentence
    assert "Sam" not in line.sentence


def test_send_message_gives_it_to_the_carrier_once(tmp_path: Path) -> None:
    message = make_message()
    for _ in range(2):
        sent = send_message(message=message, carrier=Folder(tmp_path), at=timezone.now())
    assert (sent.state, sent.tries, sent.sent_by) == ("sent", 1, "job:outbox")
    (file,) = tmp_path.iterdir()
    assert file.read_text().startswith("To: someone@tests.example\nSubject: What was decided\n\nDear Sam\n")
    assert events_about(message.ledger_ref).count(Event.MESSAGE_SENT) == 1


def test_a_carrier_that_is_away_is_asked_again_and_in_the_end_no_more() -> None:
    message = make_message()
    for _ in range(TRIES_AT_A_TIME - 1):
        with pytest.raises(NotTaken):
            send_message(message=message, carrier=Away(), at=timezone.now())
    message.refresh_from_db()
    assert (message.state, message.tries, message.fault) == ("waiting", TRIES_AT_A_TIME - 1, "nobody there")
    failed = send_message(message=message, carrier=Away(), at=timezone.now())
    assert failed.state == "failed"
    assert Event.MESSAGE_FAILED in events_about(message.ledger_ref)


def test_give_up_message_at_once_when_trying_again_cannot_help() -> None:
    failed = send_message(message=make_message(), carrier=Away(for_good=True), at=timezone.now())
    assert (failed.state, failed.tries) == ("failed", 1)


def test_send_again_message_lets_it_wait_and_be_sent(tmp_path: Path) -> None:
    failed = send_message(message=make_message(), carrier=Away(for_good=True), at=timezone.now())
    waiting = send_again(message=failed, by=make_user("hub_coordinator"), at=timezone.now())
    assert waiting.state == "waiting"
    assert Event.MESSAGE_SENT_AGAIN in events_about(failed.ledger_ref)
    sent = send_message(message=waiting, carrier=Folder(tmp_path), at=timezone.now())
    assert (sent.state, sent.fault) == ("sent", "")


def test_send_again_refuses_who_may_not_and_what_was_sent(tmp_path: Path) -> None:
    failed = send_message(message=make_message(), carrier=Away(for_good=True), at=timezone.now())
    with pytest.raises(Refused) as refused:
        send_again(message=failed, by=make_user("panel_member"), at=timezone.now())
    assert refused.value.verdict.code == "no-permission"
    sent = send_message(message=make_message(), carrier=Folder(tmp_path), at=timezone.now())
    with pytest.raises(Refused) as refused:
        send_again(message=sent, by=make_user("hub_coordinator"), at=timezone.now())
    assert refused.value.verdict.code == "wrong-state"


def test_a_message_is_sent_by_someone_or_not_at_all() -> None:
    message = make_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())


def test_the_worker_sends_what_waits(settings: Any, tmp_path: Path) -> None:
    settings.OUTBOX_FOLDER = tmp_path
    message = make_message("text")
    tasks.send_waiting(number=message.pk)
    tasks.send_waiting(number=message.pk)  # taken up a second time, it does nothing
    assert [file.name for file in tmp_path.iterdir()] == [f"message-{message.pk}-text.txt"]
    assert isinstance(carrier(), Folder)


def test_what_was_left_waiting_is_found() -> None:
    message = make_message()
    later = timezone.now() + dt.timedelta(days=3)
    assert list(queries.left_waiting(before=later)) == [message]
    assert not queries.left_waiting(before=timezone.now() - dt.timedelta(days=3))


def test_messages_about_a_thing_are_the_newest_first_and_only_its_own() -> None:
    first, second = make_message(), make_message("text")
    make_message(about="case:AB-2025-000002")

    class Thing:
        ledger_ref = "case:AB-2025-000001"

    assert list(queries.messages_about(Thing())) == [second, first]


def test_nobody_sees_a_message_from_here() -> None:
    make_message()
    assert not Message.objects.visible_to(make_user("hub_manager"))
