"""What the sign-in pages show."""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno
from django_otp.plugins.otp_totp.models import TOTPDevice

from oocr.access.demonstration import AGENCIES, PEOPLE
from oocr.access.models import User
from oocr.access.roles import ROLES
from oocr.ui.page import Page


@dataclass(frozen=True)
class Way:
    """A button that leads into the service: an agency's own sign-in, or an invented person."""

    label: str
    key: str
    hint: str = ""


@dataclass(kw_only=True)
class SignInPage(Page):
    """The first step, in every way this copy of the service knows."""

    going_to: str
    providers: Sequence[Way]
    invented: Sequence[Sequence[Way]]


@dataclass(kw_only=True)
class SetUpPage(Page):
    """The key of a new authenticator, as a picture and as letters."""

    picture: str
    letters: str


@dataclass(kw_only=True)
class RecoveryCodesPage(Page):
    """The codes, this once."""

    codes: Sequence[str]
    going_to: str


def invented_people() -> list[list[Way]]:
    """The demonstration's people, in the order of their roles, in two columns."""
    agencies = {key: name for key, name, _, _ in AGENCIES}
    ways = [
        Way(person.name, person.key, f"{ROLES[person.role].label}, {agencies[person.agency]}")
        for person in PEOPLE
    ]
    half = (len(ways) + 1) // 2
    return [ways[:half], ways[half:]]


def authenticator(user: User, key: str) -> tuple[str, str]:
    """The key as an authenticator app takes it: a picture to photograph, and letters to type."""
    device = TOTPDevice(user=user, key=key)
    drawn = io.BytesIO()
    segno.make(device.config_url, error="l").save(
        drawn, kind="svg", scale=4, border=4, dark="#0b0c0c", light="#fff"
    )
    letters = base64.b32encode(device.bin_key).decode().rstrip("=")
    picture = "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()
    return picture, " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))
