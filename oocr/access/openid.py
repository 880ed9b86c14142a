"""Sign-in by an agency's own identity provider, by OpenID Connect.

The library does the protocol: discovery, state, nonce, PKCE, signatures and expiry. What is ours is only who the
answer may be: an active account that was tied to this subject before or, the first time, the one with the same
verified e-mail address; and always someone of the provider's own agency.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from joserfc.errors import JoseError

from oocr.lifecycle.verdict import Refused, no

# Ways of signing in that are more than a password (RFC 8176), as providers report them in `amr`.
STRONG = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris", "retina", "vbm", "wia"})


class Provider(Protocol):
    """An identity provider as the environment describes it."""

    key: str
    name: str
    issuer: str
    client_id: str
    agency: str
    create_accounts: bool
    second_step_acr: list[str]


@dataclass(frozen=True)
class Outside:
    """Who the provider says has signed in. `email` is empty unless the provider has verified it."""

    provider: str
    subject: str
    email: str
    name: str
    second_step: bool


def provider_for(key: str) -> Provider:
    """The provider with this key; 404 when there is none."""
    for provider in settings.IDENTITY_PROVIDERS:
        if provider.key == key:
            return provider  # type: ignore[no-any-return]  # settings are not typed
    raise Http404


def redirect_there(request: HttpRequest, provider: Provider, come_back_to: str) -> HttpResponseBase:
    """Send the browser to the provider's sign-in page."""
    try:
        return _client(provider).authorize_redirect(request, come_back_to)  # type: ignore[no-any-return]  # untyped
    except OSError:
        raise Refused(
            no("provider-does-not-answer", f"{provider.name} does not answer. Try again later.")
        ) from None


def who_came_back(request: HttpRequest, provider: Provider) -> Outside:
    """Who the provider says this is. Raises `Refused` for an answer that is not for us, not now, or not in order."""
    try:
        claims = _client(provider).authorize_access_token(request)["userinfo"]
    except (OAuthError, JoseError, OSError, KeyError, ValueError):
        why = f"{provider.name} did not confirm who you are. Try to sign in again."
        raise Refused(no("provider-refused", why)) from None
    return outside(provider, claims)


def outside(provider: Provider, claims: Mapping[str, Any]) -> Outside:
    """The claims we use, and nothing else the provider sent."""
    ways = claims.get("amr") or []
    return Outside(
        provider=provider.key,
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")).lower() if claims.get("email_verified") is True else "",
        name=str(claims.get("name") or claims.get("email") or claims["sub"]),
        second_step=bool(STRONG & set(ways)) or claims.get("acr") in provider.second_step_acr,
    )


@cache
def _clients() -> Any:
    """One registry for all providers. Each one's addresses and keys are discovered from its issuer when first used."""
    registry = OAuth()
    for provider in settings.IDENTITY_PROVIDERS:
        registry.register(
            provider.key,
            client_id=provider.client_id,
            client_secret=provider.client_secret.get_secret_value(),
            server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": 10,
            },
        )
    return registry


def _client(provider: Provider) -> Any:
    return getattr(_clients(), provider.key)
