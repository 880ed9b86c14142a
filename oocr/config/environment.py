"""What the machine tells the service, in variables: one typed class, one attribute for each.

The variables are listed in `docs/reference/settings.md` (generated from this class) and in `dotenv-sample`. A file
named `.env` in the checkout is read too, except by the tests; a variable of the process goes before it.
"""

import os
import secrets
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parents[2]


class Mode(StrEnum):
    """What this copy of the service is for."""

    LIVE = "live"  # real people's records: everything must be set, and be safe
    DEMONSTRATION = "demonstration"  # invented people on one machine; anyone may sign in as anyone
    TESTS = "tests"  # what the tests run in


class IdentityProvider(BaseModel):
    """An agency's own sign-in, by OpenID Connect."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    issuer: str
    client_id: str
    client_secret: SecretStr
    agency: str  # the key of the agency whose people it signs in
    create_accounts: bool = False  # make an account, without any role, for someone of the agency who has none
    second_step_acr: list[str] = Field(default_factory=list)  # values of "acr" that mean more than a password


class Environment(BaseSettings):
    """Every variable the service reads. The descriptions are written for the person who runs it."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    mode: Mode = Field(
        Mode.LIVE,
        description="What this copy is for: live (real records), demonstration (invented people) or tests.",
        examples=["demonstration"],
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Signs sessions and forms. Needed in live; 50 random characters or more, the same on every "
        "server, kept out of the repository. Elsewhere one is made and kept under LOCAL_DIR.",
    )
    database_url: str = Field(
        "",
        description="The PostgreSQL database, as postgresql://user:password@host:port/name?sslmode=verify-full. "
        "Needed in live. Elsewhere, when unset, a server embedded in the checkout is started.",
    )
    public_url: str = Field(
        "http://127.0.0.1:8000",
        description="The address people type. Needed in live, where it must begin with https://.",
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Host names the service answers to, with commas, besides the one in PUBLIC_URL.",
    )
    behind_proxy: bool = Field(
        False,
        description="True when a reverse proxy ends TLS and always sets X-Forwarded-Proto itself.",
    )
    local_dir: Path = Field(
        Path(".local"),
        description="Where files made at run time go: analysis extracts, uploads, the embedded server.",
    )
    debug: bool = Field(False, description="Show error details in the browser. Refused in live.")
    session_minutes: int = Field(
        30, ge=5, le=480, description="Minutes without a click after which a person is signed out."
    )
    sign_in_attempts: int = Field(
        5, ge=3, le=20, description="Refused sign-ins after which an account is locked for half an hour."
    )
    identity_providers: list[IdentityProvider] = Field(
        default_factory=list,
        description="Agencies' own sign-in by OpenID Connect: a JSON list of objects with key, name, issuer, "
        "client_id, client_secret and agency (the key of the agency its people belong to); and, if wanted, "
        "create_accounts (true makes accounts without a role) and second_step_acr (values that mean a second step).",
    )
    mail_server: SecretStr = Field(
        SecretStr(""),
        description="The server that sends letters with links to choose a password, as smtp://user:password@host:587 "
        "(TLS is always asked for). When unset, letters are files in the folder mail of LOCAL_DIR, sent to nobody.",
    )
    mail_from: str = Field(
        "oocr@localhost.example", description="The address that letters come from, needed with MAIL_SERVER."
    )
    notify_key: SecretStr = Field(
        SecretStr(""),
        description="The key of the GOV.UK Notify service that takes e-mails and text messages to victims and people. "
        "When unset, messages are files in the folder outbox of LOCAL_DIR, sent to nobody.",
    )
    notify_url: str = Field(
        "https://api.notifications.service.gov.uk", description="Where GOV.UK Notify answers."
    )
    notify_email_template: str = Field(
        "", description="The number of Notify's template for e-mails, which is only ((subject)) and ((body))."
    )
    notify_text_template: str = Field(
        "", description="The number of Notify's template for text messages, which is only ((body))."
    )
    log_level: str = Field(
        "INFO", description="The least serious log line to write: DEBUG, INFO, WARNING or ERROR."
    )

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return (
            [host.strip() for host in value.split(",") if host.strip()] if isinstance(value, str) else value
        )

    @field_validator("local_dir")
    @classmethod
    def _under_the_checkout(cls, value: Path) -> Path:
        return value if value.is_absolute() else BASE_DIR / value

    @model_validator(mode="after")
    def _notify_is_whole(self) -> "Environment":
        if self.notify_key.get_secret_value() and not (
            self.notify_email_template and self.notify_text_template
        ):
            raise ValueError("NOTIFY_KEY needs NOTIFY_EMAIL_TEMPLATE and NOTIFY_TEXT_TEMPLATE")
        return self

    @model_validator(mode="after")
    def _live_is_safe(self) -> "Environment":
        if self.mode is Mode.LIVE:
            wrong = [
                sentence
                for is_wrong, sentence in (
                    (
                        len(self.secret_key.get_secret_value()) < 50,
                        "SECRET_KEY must be set to 50 random characters or more",
                    ),
                    (not self.database_url, "DATABASE_URL must name a PostgreSQL database"),
                    (
                        not self.public_url.startswith("https://"),
                        "PUBLIC_URL must be the https:// address people type",
                    ),
                    (self.debug, "DEBUG must not be on"),
                )
                if is_wrong
            ]
            if wrong:
                raise ValueError("; ".join(wrong))
        return self

    @property
    def https(self) -> bool:
        """Do people reach the service over TLS?"""
        return self.public_url.startswith("https://")

    def signing_key(self) -> str:
        """The secret key; outside live, one made the first time and kept under `local_dir`."""
        if given := self.secret_key.get_secret_value():
            return given
        kept = self.local_dir / "secret-key"
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            fresh = kept.with_suffix(f".{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(60))
            fresh.replace(kept)  # whole or not at all, when two processes start at once
        return kept.read_text()


class NotSetUp(SystemExit):
    """The environment is wrong. Shown as sentences to the person who starts the service, not as a traceback."""


def explanation(error: ValidationError) -> str:
    """What is wrong with the environment and where to read more, in words."""
    lines = []
    for fault in error.errors():
        name = ".".join(str(part) for part in fault["loc"]).upper()
        lines.append(f"  {name + ': ' if name else ''}{fault['msg'].removeprefix('Value error, ')}")
    return "\n".join(
        [
            "The service cannot start, because its environment is not right:",
            *lines,
            "Every variable is explained in docs/reference/settings.md. To try the service with invented people,",
            "set MODE=demonstration (`make run` does).",
        ]
    )


@cache
def read() -> Environment:
    """The environment, read once. Explains itself and stops when something is missing or wrong."""
    dotenv = None if os.environ.get("MODE") == Mode.TESTS else BASE_DIR / ".env"
    try:
        return Environment(_env_file=dotenv)  # type: ignore[call-arg]  # a pydantic-settings argument, not a field
    except ValidationError as error:
        raise NotSetUp(explanation(error)) from None
