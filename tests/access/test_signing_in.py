"""Signing in: two steps, each refused in words that give nothing away, and what the ledger keeps."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from oocr.access.actions.accounts import deactivate_account, lock_account, set_password
from oocr.access.actions.demonstration import SETTING_UP, make_agencies, make_people
from oocr.access.actions.signing_in import set_up_second_step
from oocr.access.demonstration import PEOPLE
from oocr.access.models import User
from oocr.access.session_store import SPARE
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Asked
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "three random words"
SIGN_IN = "/access/sign-in"


@pytest.fixture
def person() -> User:
    user = make_user("officer")
    return set_password(user=user, password=PASSWORD, by=user, at=timezone.now())


def code_for(key: str) -> str:
    totp = TOTP(bytes.fromhex(key))
    totp.time = timezone.now().timestamp()
    return f"{totp.token():06d}"


def first_step(client: Client, user: User, password: str = PASSWORD, going_to: str = "/"):
    return client.post(SIGN_IN, {"email": user.email.upper(), "password": password, "next": going_to})


def set_up(client: Client, user: User) -> tuple[str, list[str]]:
    """Sign in for the first time: the authenticator's key and the recovery codes."""
    first_step(client, user)
    client.get("/access/sign-in/set-up")
    key = client.session["sign_in_half_way"]["new_key"]
    shown = client.post("/access/sign-in/set-up", {"code": code_for(key)})
    return key, re.findall(r"<code>([a-z2-7-]{19})</code>", shown.content.decode())


def words(response) -> str:
    return response.content.decode().split("<main")[1]


def events(about: User) -> list[Event]:
    return [line.event for line in reversed(ledger.lines(Asked(about=about.ledger_ref)))]


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_first_sign_in_sets_up_the_second_step_and_shows_recovery_codes(client, person):
    response = first_step(client, person)
    assert response.url == "/access/sign-in/second-step"
    assert not signed_in(client)
    assert client.get(response.url).url == "/access/sign-in/set-up"
    page = client.get("/access/sign-in/set-up").content.decode()
    assert "data:image/svg+xml;base64," in page
    _, codes = set_up(client, person)
    assert len(codes) == 10
    assert signed_in(client)
    assert events(person)[-2:] == [Event.ACCOUNT_SECOND_STEP_ADDED, Event.ACCOUNT_SIGNED_IN]


def test_a_password_alone_opens_nothing(client, person):
    first_step(client, person)
    assert client.get("/access/your-account").url == "/access/sign-in?next=/access/your-account"


def test_later_sign_ins_ask_for_a_code_that_works_once(client, person, now):
    key, _ = set_up(client, person)
    client.post("/access/sign-out")
    assert first_step(client, person, going_to="/access/your-account").url == "/access/sign-in/second-step"
    used = client.post("/access/sign-in/second-step", {"code": code_for(key)})
    assert "was used already" in used.content.decode()
    now.shift(60)
    passed = client.post("/access/sign-in/second-step", {"code": code_for(key)})
    assert passed.url == "/access/your-account"
    assert ledger.lines(Asked(about=person.ledger_ref))[0].facts == {"way": "password-and-authenticator"}


def test_a_recovery_code_works_once(client, person, now):
    _, codes = set_up(client, person)
    for expected in (302, 200):
        client.post("/access/sign-out")
        first_step(client, person)
        assert client.post("/access/sign-in/second-step", {"code": codes[0].upper()}).status_code == expected
        now.shift(60)


def test_an_authenticator_cannot_be_set_up_over_one_that_is_there(client, person):
    set_up(client, person)
    client.post("/access/sign-out")
    first_step(client, person)
    assert client.get("/access/sign-in/set-up").url == "/access/sign-in/second-step"
    assert TOTPDevice.objects.count() == 1


def test_a_wrong_code_does_not_set_up_an_authenticator(client, person):
    first_step(client, person)
    client.get("/access/sign-in/set-up")
    page = client.post("/access/sign-in/set-up", {"code": "1"})
    assert "That code is wrong" in page.content.decode()
    assert not TOTPDevice.objects.exists()


def test_the_second_step_must_follow_within_ten_minutes(client, person, now):
    first_step(client, person)
    now.shift(11 * 60)
    assert client.get("/access/sign-in/second-step").url == SIGN_IN


@pytest.mark.parametrize("prepare", [None, lock_account, deactivate_account])
def test_a_refusal_says_the_same_whoever_it_was(client, person, prepare):
    if prepare:
        prepare(user=person, by=SETTING_UP, at=timezone.now())
    page = first_step(client, person, password="wrong" if prepare is None else PASSWORD)
    assert "The email address or password is wrong" in page.content.decode()
    nobody = client.post(SIGN_IN, {"email": "nobody@tests.example", "password": "x"})
    assert "The email address or password is wrong" in nobody.content.decode()


def test_too_many_refusals_lock_the_account_and_the_ledger_says_so_once(client, person, now):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert first_step(client, person, password="wrong").status_code == 200
    assert first_step(client, person, password="wrong").status_code == 429
    for _ in range(3):
        assert first_step(client, person).status_code == 429
    told = [event for event in events(person) if event in {Event.ACCOUNT_REFUSED, Event.ACCOUNT_LOCKED}]
    assert told == [Event.ACCOUNT_REFUSED] * settings.AXES_FAILURE_LIMIT + [Event.ACCOUNT_LOCKED]
    now.shift(31 * 60)
    assert first_step(client, person).status_code == 302


def test_an_address_without_an_account_is_locked_just_the_same(client):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post(SIGN_IN, {"email": "nobody@tests.example", "password": "x"})
    assert response.status_code == 429
    assert ledger.count() == 0


def test_wrong_codes_count_towards_the_lock_out(client, person, now):
    set_up(client, person)
    client.post("/access/sign-out")
    first_step(client, person)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post("/access/sign-in/second-step", {"code": "000000"})
        now.shift(120)
    assert response.status_code == 429
    assert Event.ACCOUNT_LOCKED in events(person)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere_after_signing_in(client, person, elsewhere):
    first_step(client, person, going_to=elsewhere)
    assert client.session["sign_in_half_way"]["going_to"] == "/"


def test_sign_out_takes_a_post_and_ends_the_session(client, person):
    set_up(client, person)
    assert client.get("/access/sign-out").status_code == 405
    assert signed_in(client)
    assert client.post("/access/sign-out").url == "/access/signed-out"
    assert not signed_in(client)
    assert events(person)[-1] == Event.ACCOUNT_SIGNED_OUT


@pytest.mark.parametrize("shut", [lock_account, deactivate_account])
def test_a_session_ends_when_its_account_is_shut(client, person, shut):
    set_up(client, person)
    shut(user=person, by=SETTING_UP, at=timezone.now())
    assert client.get("/access/your-account").status_code == 302


def test_a_page_moves_the_end_of_a_session_only_when_it_would_come_early(client, person, now):
    def written() -> bool:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/access/your-account").status_code == 200
        return any("UPDATE" in query["sql"] and "django_session" in query["sql"] for query in asked)

    set_up(client, person)
    now.shift(SPARE.total_seconds() + 1)
    assert [written(), written()] == [True, False]
    now.shift(SPARE.total_seconds() - 1)
    assert not written()
    now.shift(settings.SESSION_COOKIE_AGE - 1)
    assert written(), (
        "it lasts as long as was promised after the last page, whether that page was written or not"
    )
    now.shift((SPARE + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)).total_seconds() + 1)
    assert client.get("/access/your-account").status_code == 302


def test_a_session_ends_when_nothing_is_done(client, person, now):
    set_up(client, person)
    now.shift(settings.SESSION_COOKIE_AGE - 60)
    assert client.get("/access/your-account").status_code == 200
    now.shift(settings.SESSION_COOKIE_AGE - 60)
    assert client.post("/access/stay-signed-in", headers={"Sec-Fetch-Mode": "cors"}).status_code == 204
    now.shift(settings.SESSION_COOKIE_AGE + 60)
    assert client.get("/access/your-account").status_code == 302


def test_staying_signed_in_without_javascript_leads_back(client, person):
    set_up(client, person)
    back = client.post("/access/stay-signed-in", headers={"Referer": "http://testserver/access/why?a=1"})
    assert back.url == "http://testserver/access/why?a=1"


def test_a_forgotten_password_is_chosen_again_by_a_link_that_works_once(
    client, person, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post("/access/forgotten-password", {"email": person.email})
        client.post("/access/forgotten-password", {"email": person.email})
        nobody = client.post("/access/forgotten-password", {"email": "nobody@tests.example"})
    assert words(sent) == words(nobody)
    assert len(mail.outbox) == 1
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    assert client.get(link).url == "/access/choose-password"
    short = client.post("/access/choose-password", {"password": "short"}).content.decode()
    assert "This password is too short" in short
    assert client.post("/access/choose-password", {"password": "quite another phrase"}).url == SIGN_IN
    assert "Your password is set" in client.get(SIGN_IN).content.decode()
    client.get(link)
    assert client.get("/access/choose-password").status_code == 410
    assert first_step(client, person, password="quite another phrase").status_code == 302
    assert events(person)[-2:] == [Event.ACCOUNT_PASSWORD_ASKED, Event.ACCOUNT_PASSWORD_SET]


@pytest.mark.parametrize("link", ["x/y", "MQ/abc-def", "!!/--"])
def test_a_made_up_link_chooses_nothing(client, link):
    client.get(f"/access/choose-password/{link}")
    assert client.get("/access/choose-password").status_code == 410


def test_new_recovery_codes_replace_the_old(client, person):
    _, old = set_up(client, person)
    shown = client.post("/access/your-account/recovery-codes").content.decode()
    assert not set(old) & set(re.findall(r"<code>([a-z2-7-]{19})</code>", shown))
    assert events(person)[-1] == Event.ACCOUNT_RECOVERY_CODES_MADE
    assert "10 recovery codes left" in client.get("/access/your-account").content.decode()


def test_outside_the_demonstration_nobody_signs_in_without_a_password(client):
    make_agencies(at=timezone.now())
    make_people(at=timezone.now())
    assert client.post("/access/sign-in/as/officer").status_code == 404
    assert "demonstration" not in client.get(SIGN_IN).content.decode()


def test_in_the_demonstration_there_is_a_button_for_each_person(settings):
    settings.DEMONSTRATION = True
    make_agencies(at=timezone.now())
    make_people(at=timezone.now())
    for person in PEOPLE:
        client = Client()
        assert reverse("access:sign_in_as", args=[person.key]) in client.get(SIGN_IN).content.decode()
        assert client.get(f"/access/sign-in/as/{person.key}").status_code == 405
        assert client.post(f"/access/sign-in/as/{person.key}", {"next": "/access/why"}).url == "/access/why"
        assert ledger.lines()[0].facts == {"way": "demonstration"}
        assert client.post("/access/sign-in/as/nobody").status_code == 404


def test_a_sign_in_half_way_is_forgotten_when_the_account_is_shut(client, person):
    first_step(client, person)
    lock_account(user=person, by=SETTING_UP, at=timezone.now() + dt.timedelta(seconds=1))
    assert client.get("/access/sign-in/second-step").url == SIGN_IN


def test_pages_that_anyone_may_open_say_what_they_should(client):
    assert "No page was opened or sent for a while" in words(client.get("/access/session-ended"))
    assert "You are signed out" in words(client.get("/access/signed-out"))
    assert "We send it to the address of your account" in words(client.get("/access/forgotten-password"))
    assert "Enter an email address like" in words(client.post("/access/forgotten-password", {"email": "x"}))
    assert client.post("/access/sign-out").url == "/access/signed-out"
    assert ledger.count() == 0


def test_the_second_step_asks_again_when_nothing_was_typed(client, person):
    set_up(client, person)
    client.post("/access/sign-out")
    first_step(client, person)
    assert "Enter code" in words(client.post("/access/sign-in/second-step", {}))


def test_a_locked_out_account_is_refused_at_the_second_step_too(client, person, now):
    """Someone who passed the first step before the lock-out cannot go on guessing in another window."""
    key, _ = set_up(client, person)
    client.post("/access/sign-out")
    first_step(client, person)
    other = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        first_step(other, person, password="wrong")
    lines = ledger.count()
    now.shift(60)
    assert client.post("/access/sign-in/second-step", {"code": code_for(key)}).status_code == 429
    assert not signed_in(client)
    assert ledger.count() == lines


def test_nobody_sets_up_a_second_step_for_another_or_over_one_that_is_there(person):
    with pytest.raises(Refused, match="a second step already"):
        set_up_second_step(
            user=person, key="00" * 20, code="123456", by=make_user("officer"), at=timezone.now()
        )
