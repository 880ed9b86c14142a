"""Accounts: made, invited, locked, ended. Only an administrator does these, and never to their own."""

import datetime as dt

from axes.utils import reset as clear_refusals
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.access.roles import insist
from oocr.access.states import ACCOUNT, not_yourself
from oocr.audit import ledger
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, Job, record
from oocr.lifecycle.perform import perform
from oocr.lifecycle.table import Actor
from oocr.lifecycle.verdict import Refused, no
from oocr.ui.page import SERVICE_NAME


@transaction.atomic
def create_account(*, email: str, name: str, collar_number: str = "", by: Actor, at: dt.datetime) -> User:
    """Make an account that nobody can sign in to yet: it has no role and no password."""
    insist(by, Permission.MANAGE_ACCOUNTS)
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Refused(no("email-in-use", "There is already an account with this email address."))
    user = User(email=email, name=" ".join(name.split()), collar_number=collar_number.strip())
    user.set_unusable_password()
    user.save()
    record(Event.ACCOUNT_CREATED, about=user, by=by, at=at)
    return user


@transaction.atomic
def invite(*, user: User, link: str, by: Actor, at: dt.datetime) -> None:
    """Send the person a link, good once, to choose a password. An account that is not active gets none."""
    _insist_on_another(user, by)
    if not user.is_active:
        raise Refused(no("not-active", f"This account is {user.state}: nobody can sign in to it."))
    record(Event.ACCOUNT_INVITED, about=user, by=by, at=at)
    _send(user, INVITATION, link)


@transaction.atomic
def send_password_link(*, user: User, link: str, by: Job, at: dt.datetime) -> None:
    """Send a link to someone who forgot their password: at most one in five minutes, so that nobody is pestered."""
    sent = ledger.count(Asked(about=user.ledger_ref, event=Event.ACCOUNT_PASSWORD_ASKED, since=at - QUIET))
    if not user.is_active or sent:
        return
    record(Event.ACCOUNT_PASSWORD_ASKED, about=user, by=by, at=at)
    _send(user, FORGOTTEN, link)


def _send(user: User, letter: str, link: str) -> None:
    """Send it once the ledger line about it is sure to stay."""
    words = letter.format(name=user.name, service=SERVICE_NAME, link=link)
    transaction.on_commit(lambda: send_mail(f"Your account for {SERVICE_NAME}", words, None, [user.email]))


QUIET = dt.timedelta(minutes=5)
INVITATION = """\
Dear {name},

You have an account for {service}. Choose a password within three days:
{link}

The link works once. You will also need an authenticator app on your phone.
If you did not expect this, tell your administrator.
"""
FORGOTTEN = """\
Dear {name},

Someone, we hope you, asked to choose a new password for {service}. Choose one within three days:
{link}

The link works once. If it was not you, do nothing: your password stays as it is.
"""


@transaction.atomic
def set_password(*, user: User, password: str, by: User, at: dt.datetime) -> User:
    """Choose one's own password. Ends every other session of this account, as its sessions hang on the password."""
    if user.pk != by.pk:
        raise Refused(no("not-your-account", "Only the person themself chooses a password."))
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(Event.ACCOUNT_PASSWORD_SET, about=user, by=by, at=at)
    return user


def lock_account(*, user: User, by: Actor, at: dt.datetime) -> User:
    """Keep the account shut for now. Its open sessions end with their next click."""
    return perform(ACCOUNT, "lock", user, by=by, at=at)


def unlock_account(*, user: User, by: Actor, at: dt.datetime) -> User:
    """Let its person sign in again."""
    return perform(ACCOUNT, "unlock", user, by=by, at=at)


def deactivate_account(*, user: User, by: Actor, at: dt.datetime) -> User:
    """Shut the account of someone who has left. What they did stays theirs in the ledger."""
    return perform(ACCOUNT, "deactivate", user, by=by, at=at)


def reactivate_account(*, user: User, by: Actor, at: dt.datetime) -> User:
    """Open the account of someone who has come back."""
    return perform(ACCOUNT, "reactivate", user, by=by, at=at)


@transaction.atomic
def reset_second_step(*, user: User, by: Actor, at: dt.datetime) -> None:
    """Forget the person's authenticator and recovery codes: they set up a new one when they next sign in."""
    _insist_on_another(user, by)
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    record(Event.ACCOUNT_SECOND_STEP_RESET, about=user, by=by, at=at)


@transaction.atomic
def forget_refusals(*, user: User, by: Actor, at: dt.datetime) -> int:
    """Let someone who was locked out by wrong passwords try again before the half hour is over."""
    _insist_on_another(user, by)
    attempts: int = clear_refusals(username=user.email)
    record(Event.ACCOUNT_REFUSALS_CLEARED, about=user, by=by, at=at, attempts=attempts)
    return attempts


def _insist_on_another(user: User, by: Actor) -> None:
    insist(by, Permission.MANAGE_ACCOUNTS)
    if not (verdict := not_yourself(user, by)):
        raise Refused(verdict)
