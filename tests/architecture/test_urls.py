"""Promise 1: every address says what it needs, and nobody gets past that."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse

from oocr.access.models import User
from oocr.access.pages import Open
from oocr.access.permissions import Permission
from oocr.access.roles import ROLES
from oocr.lifecycle.verdict import Refused
from tests.architecture.everything import Address, addresses

EVERY = addresses()
BY_ROUTE = {"ids": [address.route or "/" for address in EVERY]}
# Open to anyone, each for a reason a person could be told. Nothing joins this list by accident.
PUBLIC = {
    "health": "machines ask whether the process is alive",
    "ready": "machines ask whether it can do its work",
    "access/sign-in": "the first step of signing in",
    "access/sign-in/as/<slug:key>": "the demonstration's invented people; not there in service",
    "access/sign-in/second-step": "the second step, for those who passed the first",
    "access/sign-in/set-up": "the second step, for those who have none yet",
    "access/sign-in/at/<slug:key>": "an agency's own sign-in",
    "access/sign-in/at/<slug:key>/back": "the way back from it",
    "access/sign-out": "someone whose session has ended may still press the button",
    "access/signed-out": "says that nobody is signed in",
    "access/session-ended": "says that nobody is signed in, and why",
    "access/forgotten-password": "for those who cannot sign in",
    "access/choose-password": "for those who were sent a link",
    "access/choose-password/<str:user>/<str:token>": "the link",
    "ui/gallery": "shows components with invented words; not there in service",
}


def test_every_address_declares_what_it_needs() -> None:
    bare = [address.route for address in EVERY if not isinstance(address.needs, Permission | Open)]
    assert not bare, "declare these with page(…, needs=…)"


def test_the_public_addresses_are_the_listed_ones() -> None:
    assert {address.route for address in EVERY if address.needs is Open.PUBLIC} == set(PUBLIC)


@pytest.mark.parametrize("address", EVERY, **BY_ROUTE)
def test_nobody_gets_in_without_signing_in(address: Address) -> None:
    if address.needs is Open.PUBLIC:
        return
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    response = address.pattern.callback(request, **address.arguments)
    assert response.status_code == 302
    assert response.url.startswith(reverse("access:sign_in"))


@pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))
def test_no_role_opens_a_page_it_has_no_permission_for(role) -> None:
    request = RequestFactory().get("/")
    request.user = User(pk=1)
    request.user.__dict__["permissions"] = role.permissions
    for address in EVERY:
        if isinstance(address.needs, Permission) and address.needs not in role.permissions:
            with pytest.raises(Refused) as refused:
                address.pattern.callback(request, **address.arguments)
            assert refused.value.verdict.code == "no-permission"


@pytest.mark.django_db
def test_an_address_that_is_not_ours_says_nothing(client: Client) -> None:
    assert client.get("/admin/").status_code == 404
