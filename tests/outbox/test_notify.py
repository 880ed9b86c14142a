"""The carrier to GOV.UK Notify, against a server on this machine that answers as Notify's interface is published.

https://docs.notifications.service.gov.uk/rest-api.html: a token signed with the service's key, JSON in and out.
"""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from oocr.outbox.carriers import Notify, NotTaken, carrier
from tests.factories.outbox import make_message

pytestmark = pytest.mark.django_db

SERVICE, SECRET = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
KEY = f"tests-{SERVICE}-{SECRET}"


class Standing(ThreadingHTTPServer):
    """What Notify was asked, what it has, and what it is to answer."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.has: set[str] = set()
        self.answer = 201


class Handler(BaseHTTPRequestHandler):
    """Answers as Notify does."""

    server: Standing

    def do_POST(self) -> None:  # the library's name
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._signed():
            return self._say(403, {"errors": [{"error": "AuthError", "message": "Invalid token"}]})
        self.server.asked.append((self.path, body))
        if self.server.answer == 201:
            self.server.has.add(body["reference"])
        return self._say(self.server.answer, {"id": "x", "errors": [{"error": "E", "message": "m"}]})

    def do_GET(self) -> None:  # the library's name
        reference = parse_qs(urlsplit(self.path).query)["reference"][0]
        self._say(200, {"notifications": [{"reference": reference}] if reference in self.server.has else []})

    def _signed(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        return bool(jwt.decode(token, SECRET, algorithms=["HS256"])["iss"] == SERVICE)

    def _say(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def notify(settings: Any) -> Iterator[Standing]:
    with Standing() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.NOTIFY_KEY, settings.NOTIFY_URL = KEY, f"http://127.0.0.1:{server.server_port}"
        settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE = "email-template", "text-template"
        yield server
        server.shutdown()


def test_an_email_goes_with_our_words_and_our_number(notify: Standing) -> None:
    message = make_message()
    carrier().take(message)
    assert notify.asked == [
        (
            "/v2/notifications/email",
            {
                "email_address": message.address,
                "template_id": "email-template",
                "personalisation": {"subject": message.subject, "body": message.body},
                "reference": message.ledger_ref,
            },
        )
    ]


def test_a_text_has_no_subject(notify: Standing) -> None:
    message = make_message("text")
    carrier().take(message)
    ((path, body),) = notify.asked
    assert path == "/v2/notifications/sms"
    assert (body["phone_number"], body["personalisation"]) == (message.address, {"body": message.body})


def test_what_notify_has_already_is_not_sent_twice(notify: Standing) -> None:
    message = make_message()
    message.tries = 1
    carrier().take(message)
    message.tries = 2  # the process died after Notify had taken it
    carrier().take(message)
    assert len(notify.asked) == 1


@pytest.mark.parametrize(("status", "for_good"), [(400, True), (403, True), (429, False), (500, False)])
def test_what_notify_refuses_says_whether_to_try_again(notify: Standing, status: int, for_good: bool) -> None:
    notify.answer = status
    with pytest.raises(NotTaken) as refused:
        carrier().take(make_message())
    assert refused.value.for_good is for_good
    assert str(status) in str(refused.value)


def test_a_notify_that_cannot_be_reached_is_tried_again(notify: Standing, settings: Any) -> None:
    settings.NOTIFY_URL = "http://127.0.0.1:1"
    assert isinstance(carrier(), Notify)
    with pytest.raises(NotTaken) as refused:
        carrier().take(make_message())
    assert not refused.value.for_good
