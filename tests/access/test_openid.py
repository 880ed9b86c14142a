"""Sign-in by an agency's own identity provider, tried against a real one that runs on this machine."""

import json
import re
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from django.test import Client
from django.utils import timezone

from oocr.access import openid
from oocr.access.actions.accounts import lock_account
from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.models import OutsideIdentity, User
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.config.environment import IdentityProvider
from tests.factories.access import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.moving_time]
BACK = "http://testserver/access/sign-in/at/police/back"
PEOPLE = {
    "subject-1": {"email": "Olive@police.example", "email_verified": True, "name": "Olive Officer"},
    "subject-2": {
        "email": "olive@police.example",
        "email_verified": True,
        "name": "Another With Her Address",
    },
    "unverified": {"email": "olive@police.example", "email_verified": False, "name": "Not Olive"},
    "stranger": {"email": "stranger@police.example", "email_verified": True, "name": "Sam Stranger"},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider, started as a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["node", "tests/access/oidc_provider.mjs", str(port), BACK, json.dumps(PEOPLE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        assert any("ready" in line for line in process.stdout), "the provider did not start"
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture
def provider(issuer, settings) -> Iterator[IdentityProvider]:
    described = IdentityProvider(
        key="police",
        name="Leicestershire Police",
        issuer=issuer,
        client_id="oocr",
        client_secret="a secret that only the tests know",
        agency="leicestershire-police",
        second_step_acr=["urn:agency:smartcard"],
    )
    settings.IDENTITY_PROVIDERS = [described]
    openid._clients.cache_clear()
    yield described
    openid._clients.cache_clear()


@pytest.fixture
def olive() -> User:
    user = make_user("officer", name="Olive Officer")
    User.objects.filter(pk=user.pk).update(email="olive@police.example")
    return User.objects.get(pk=user.pk)


@dataclass
class Browser:
    """A person's browser: one session with us, another with the provider."""

    us: Client = field(default_factory=Client)
    them: requests.Session = field(default_factory=requests.Session)

    def leave(self, going_to: str = "/access/your-account") -> str:
        """Press the button: the address at the provider that we send the browser to."""
        return self.us.post("/access/sign-in/at/police", {"next": going_to}).url

    def sign_in_there(self, address: str, account: str = "subject-1", **said) -> str:
        """Sign in at the provider: the address that it sends the browser back to."""
        interaction = self._next(address, self.them.get(address, allow_redirects=False))
        sent = self.them.post(interaction, json={"account": account} | said, allow_redirects=False)
        following = self._next(address, sent)
        while not following.startswith(BACK):
            following = self._next(following, self.them.get(following, allow_redirects=False))
        return following.removeprefix("http://testserver")

    @staticmethod
    def _next(address: str, response: requests.Response) -> str:
        return urljoin(address, response.headers["location"])

    def whole_way(self, account: str = "subject-1", **said):
        """There and back: our answer."""
        return self.us.get(self.sign_in_there(self.leave(), account, **said))

    @property
    def signed_in_as(self) -> str | None:
        return self.us.session.get("_auth_user_id")


@pytest.fixture
def browser() -> Iterator[Browser]:
    opened = Browser()
    yield opened
    opened.them.close()


STRONG = {"amr": ["pwd", "mfa"]}


def test_the_sign_in_page_has_a_button_for_the_agency(client, provider):
    assert "Sign in with Leicestershire Police" in client.get("/access/sign-in").content.decode()


def test_the_way_there_has_state_nonce_and_pkce(provider, browser):
    asked = parse_qs(urlsplit(browser.leave()).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert asked["scope"] == ["openid email profile"]
    assert asked["redirect_uri"] == [BACK]


def test_a_person_of_the_agency_comes_back_signed_in_and_the_accounts_are_linked(provider, browser, olive):
    response = browser.whole_way(**STRONG)
    assert response.url == "/access/your-account"
    assert browser.signed_in_as == str(olive.pk)
    signed_in, linked = ledger.lines(limit=2)
    assert (signed_in.event, signed_in.facts) == (Event.ACCOUNT_SIGNED_IN, {"way": "police"})
    assert (linked.event, linked.facts) == (Event.ACCOUNT_IDENTITY_LINKED, {"provider": "police"})
    assert OutsideIdentity.objects.get().subject == "subject-1"


def test_the_second_time_nothing_is_linked_again(provider, browser, olive):
    browser.whole_way(**STRONG)
    again = Browser()
    assert again.whole_way(**STRONG).status_code == 302
    again.them.close()
    assert OutsideIdentity.objects.count() == 1


def test_without_a_second_step_there_ours_follows(provider, browser, olive):
    assert browser.whole_way(amr=["pwd"]).url == "/access/sign-in/second-step"
    assert browser.signed_in_as is None
    assert browser.us.get("/access/sign-in/second-step").url == "/access/sign-in/set-up"


def test_an_acr_that_the_settings_name_is_a_second_step(provider, browser, olive):
    assert browser.whole_way(acr="urn:agency:smartcard").url == "/access/your-account"


def test_the_subject_decides_and_not_the_address(provider, browser, olive):
    browser.whole_way(**STRONG)
    User.objects.filter(pk=olive.pk).update(email="married@police.example")
    again = Browser()
    again.whole_way(**STRONG)
    assert again.signed_in_as == str(olive.pk)
    again.them.close()


def refused(response, why: str) -> bool:
    return response.status_code == 403 and bool(re.search(why, response.content.decode()))


def test_another_subject_with_the_same_address_is_refused(provider, browser, olive):
    browser.whole_way(**STRONG)
    other = Browser()
    assert refused(other.whole_way("subject-2", **STRONG), "no account here")
    other.them.close()


@pytest.mark.parametrize("account", ["unverified", "stranger"])
def test_whoever_has_no_account_or_no_verified_address_is_refused(provider, browser, olive, account):
    assert refused(browser.whole_way(account, **STRONG), "no account here")
    assert browser.signed_in_as is None
    assert not User.objects.filter(email="stranger@police.example").exists()


def test_a_locked_account_is_refused(provider, browser, olive):
    lock_account(user=olive, by=SETTING_UP, at=timezone.now())
    assert refused(browser.whole_way(**STRONG), "no account here")


def test_a_provider_opens_only_its_own_agencys_accounts(provider, browser):
    worker = make_user("provider_worker", agency="turning-point")
    User.objects.filter(pk=worker.pk).update(email="olive@police.example")
    assert refused(browser.whole_way(**STRONG), "no account here")
    assert not OutsideIdentity.objects.exists()


def test_a_link_stops_working_when_its_person_works_elsewhere_only(provider, browser, olive):
    browser.whole_way(**STRONG)
    OutsideIdentity.objects.update(user=make_user("provider_worker", agency="turning-point"))
    again = Browser()
    assert refused(again.whole_way(**STRONG), "no account here")
    again.them.close()


def test_an_account_is_made_only_where_the_settings_say_so(provider, browser):
    provider.create_accounts = True
    assert browser.whole_way("stranger", **STRONG).status_code == 302
    made = User.objects.get(email="stranger@police.example")
    assert (made.name, made.permissions) == ("Sam Stranger", frozenset())
    assert "you hold no role today" in browser.us.get("/access/your-account").content.decode()


def test_an_answer_without_our_state_is_refused(provider, browser, olive):
    back = browser.sign_in_there(browser.leave(), **STRONG)
    assert refused(Client().get(back), "did not confirm who you are")
    assert refused(browser.us.get(back.replace("state=", "state=x")), "did not confirm who you are")


def test_an_answer_works_once(provider, browser, olive):
    back = browser.sign_in_there(browser.leave(), **STRONG)
    assert browser.us.get(back).status_code == 302
    assert refused(browser.us.get(back), "did not confirm who you are")


def test_an_answer_to_another_question_is_refused(provider, browser, olive):
    """Someone else's code put into this person's answer: neither the nonce nor the PKCE verifier fits."""
    other = Browser()
    theirs = parse_qs(urlsplit(other.sign_in_there(other.leave(), **STRONG)).query)["code"][0]
    ours = browser.sign_in_there(browser.leave(), **STRONG)
    mixed = re.sub(r"code=[^&]+", f"code={theirs}", ours)
    assert refused(browser.us.get(mixed), "did not confirm who you are")
    other.them.close()


def test_a_token_for_another_nonce_is_refused(provider, browser, olive):
    back = browser.sign_in_there(browser.leave(), **STRONG)
    session = browser.us.session
    (key,) = [key for key in session.keys() if key.startswith("_state_police_")]  # noqa: SIM118  # a session has no iterator
    session[key] = session[key] | {"data": session[key]["data"] | {"nonce": "another"}}
    session.save()
    assert refused(browser.us.get(back), "did not confirm who you are")


def test_whoever_would_not_sign_in_there_is_told_so(provider, browser, olive):
    back = browser.sign_in_there(browser.leave(), refuse=True)
    assert refused(browser.us.get(back), "did not confirm who you are")


def test_a_provider_that_does_not_answer_is_told_so(provider, browser):
    provider.issuer = "http://127.0.0.1:9"
    openid._clients.cache_clear()
    response = browser.us.post("/access/sign-in/at/police")
    assert refused(response, "does not answer")


def test_nobody_is_led_elsewhere_after_it(provider, browser, olive):
    back = browser.sign_in_there(browser.leave("https://evil.example/"), **STRONG)
    assert browser.us.get(back).url == "/"


def test_there_is_no_page_for_a_provider_that_is_not_there(client, provider):
    assert client.post("/access/sign-in/at/other").status_code == 404
    assert client.get("/access/sign-in/at/other/back").status_code == 404
