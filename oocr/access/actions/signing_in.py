"""Signing in: the first step, the second step, and what the ledger keeps of them.

A refusal is written down only where the account is known, and not again once it is locked out, so that nobody can
fill the ledger from outside. What a person is told never says whether an account exists.
"""

import datetime as dt
from base64 import b32encode
from dataclasses import dataclass
from secrets import token_bytes

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_credentials
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from oocr.access.actions.accounts import create_account
from oocr.access.models import OutsideIdentity, User
from oocr.access.openid import Outside
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import Job, record
from oocr.lifecycle.verdict import Refused, no

SIGNING_IN = Job("accounts.sign_in")
RECOVERY_CODES = 10
_NOT_KNOWN = no(
    "not-known", "The email address or password is wrong. After a few tries we lock the account for a while."
)
_NO_ACCOUNT = no(
    "no-account",
    "You are known to your agency, but you have no account here that it can open. Ask your administrator.",
)
_WRONG_CODE = no(
    "wrong-code", "That code is wrong, was used already, or has run out. Wait for the next one and try again."
)


def pass_first_step(request: HttpRequest, *, email: str, password: str, at: dt.datetime) -> User:
    """Find the active account that this password opens. Takes the request because the lock-out library does."""
    email = email.strip().lower()
    was_open = _is_open(request, email)
    user = authenticate(request, username=email, password=password)  # counts a refusal towards the lock-out
    if isinstance(user, User):
        return user
    account = User.objects.filter(email=email).first()
    if account and was_open:
        _write_refusal(request, account, "wrong-password" if account.is_active else account.state, at)
    raise Refused(_NOT_KNOWN)


def pass_second_step(request: HttpRequest, *, user: User, code: str, at: dt.datetime) -> str:
    """Check a code from the authenticator, or a recovery code, which works once. Says which it was.

    A wrong code counts towards the lock-out as a wrong password does, and makes the device wait before it looks at
    another. Those counts must outlive the refusal, so it is raised after the transaction.
    """
    code = _typed(code)
    kind = TOTPDevice if len(code) == 6 else StaticDevice
    was_open = _is_open(request, user.email)
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device and was_open and device.verify_token(code):
            return "authenticator" if kind is TOTPDevice else "recovery-code"
    user_login_failed.send(__name__, credentials={"username": user.email}, request=request)
    if was_open:
        _write_refusal(request, user, "wrong-code", at)
    raise Refused(_WRONG_CODE)


@dataclass(frozen=True)
class SecondStep:
    """A second step that has just been set up: the recovery codes are shown once and never again."""

    recovery_codes: tuple[str, ...]


@transaction.atomic
def set_up_second_step(*, user: User, key: str, code: str, by: User, at: dt.datetime) -> SecondStep:
    """Tie an authenticator to the account, once a code shows that it holds the key."""
    if by.pk != user.pk or has_second_step(user):
        raise Refused(no("already-set-up", "This account has a second step already."))
    device = TOTPDevice(user=user, key=key, name="authenticator", confirmed=True)
    if not device.verify_token(_typed(code)):  # saves the device, with the code marked as used
        raise Refused(_WRONG_CODE)
    record(Event.ACCOUNT_SECOND_STEP_ADDED, about=user, by=user, at=at)
    return SecondStep(_fresh_recovery_codes(user))


@transaction.atomic
def renew_recovery_codes(*, user: User, by: User, at: dt.datetime) -> SecondStep:
    """Throw the old recovery codes away and make new ones."""
    if by.pk != user.pk:
        raise Refused(no("not-your-account", "Only the person themself sees their recovery codes."))
    record(Event.ACCOUNT_RECOVERY_CODES_MADE, about=user, by=by, at=at)
    return SecondStep(_fresh_recovery_codes(user))


def has_second_step(user: User) -> bool:
    """Does this account have an authenticator?"""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def record_sign_in(*, user: User, way: str, at: dt.datetime) -> None:
    """Write down that the person signed in, and how."""
    record(Event.ACCOUNT_SIGNED_IN, about=user, by=user, at=at, way=way)


def record_sign_out(*, user: User, at: dt.datetime) -> None:
    """Write down that the person signed out."""
    record(Event.ACCOUNT_SIGNED_OUT, about=user, by=user, at=at)


def _is_open(request: HttpRequest, email: str) -> bool:
    """May this account be tried, or is it locked out for now?"""
    return bool(AxesProxyHandler.is_allowed(request, get_credentials(username=email)))


def _write_refusal(request: HttpRequest, user: User, reason: str, at: dt.datetime) -> None:
    """Tell the ledger of the refusal and, if it was one too many, of the lock-out."""
    record(Event.ACCOUNT_REFUSED, about=user, by=SIGNING_IN, at=at, reason=reason)
    if not _is_open(request, user.email):
        attempts = settings.AXES_FAILURE_LIMIT
        record(Event.ACCOUNT_LOCKED, about=user, by=SIGNING_IN, at=at, attempts=attempts)


def _typed(code: str) -> str:
    """A code as it was meant, however it was spaced."""
    return "".join(letter for letter in code.lower() if letter.isalnum())


def _fresh_recovery_codes(user: User) -> tuple[str, ...]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes", confirmed=True)
    codes = tuple(b32encode(token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES))
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return tuple("-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in codes)


@transaction.atomic
def find_outside_account(*, outside: Outside, agency: str, may_create: bool, at: dt.datetime) -> User:
    """The account of someone whom their agency's provider has signed in.

    The subject decides, since an address may be given to someone else one day. The first time, a verified address
    leads to the account, if its person holds a role at that agency; the two are then tied together.
    """
    known = OutsideIdentity.objects.filter(provider=outside.provider, subject=outside.subject)
    if identity := known.select_related("user").first():
        return _of_the_agency(identity.user, agency)
    user = User.objects.select_for_update().filter(email=outside.email).first() if outside.email else None
    if user is None and may_create and outside.email:
        job = Job(f"accounts.{outside.provider}", frozenset({Permission.MANAGE_ACCOUNTS}))
        user = create_account(email=outside.email, name=outside.name, by=job, at=at)
    elif user is None or not user.memberships_today:
        raise Refused(_NO_ACCOUNT)
    user = _of_the_agency(user, agency)
    if user.outside_identities.filter(provider=outside.provider).exists():
        raise Refused(_NO_ACCOUNT)
    OutsideIdentity.objects.create(user=user, provider=outside.provider, subject=outside.subject)
    record(Event.ACCOUNT_IDENTITY_LINKED, about=user, by=user, at=at, provider=outside.provider)
    return user


def _of_the_agency(user: User, agency: str) -> User:
    """The account, if it is active and its person's roles, if any, include one at the provider's own agency."""
    held = {membership.agency.key for membership in user.memberships_today}
    if not user.is_active or (held and agency not in held):
        raise Refused(_NO_ACCOUNT)
    return user
