"""Who takes a message away: GOV.UK Notify, or a folder of files that nobody receives."""

from pathlib import Path
from typing import Protocol

from django.conf import settings
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import RequestException

from oocr.outbox.models import Message


class NotTaken(Exception):
    """The carrier did not take the message. `for_good` when trying again cannot help: a wrong address, say."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        super().__init__(why)
        self.for_good = for_good


class Carrier(Protocol):
    """Takes one message away, or raises `NotTaken`. Given the same message twice, it takes it once."""

    def take(self, message: Message) -> None: ...


class Folder:
    """Writes each message to a file, for the demonstration and the tests. It is sent to nobody."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, message: Message) -> None:
        """One file for each message; the second time it writes the same file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [f"To: {message.address}", f"Subject: {message.subject}", "", message.body]
        (self.folder / f"message-{message.pk}-{message.channel}.txt").write_text("\n".join(lines) + "\n")


class Notify:
    """GOV.UK Notify. Our own number goes with each message, so that one already taken is found and not sent twice.

    The account has two templates, of nothing but `((subject))` and `((body))`: the words are ours, with dates and
    owners, and Notify adds none.
    """

    def __init__(self, client: NotificationsAPIClient, email_template: str, text_template: str) -> None:
        self.client = client
        self.email_template = email_template
        self.text_template = text_template

    def take(self, message: Message) -> None:
        """Hand it over, unless Notify has it already."""
        try:
            if message.tries > 1 and self._has(message):
                return
            self._hand_over(message)
        except HTTPError as error:
            raise NotTaken(
                f"Notify answered {error.status_code}", for_good=error.status_code in (400, 403)
            ) from None
        except RequestException as error:
            raise NotTaken(f"Notify could not be reached: {type(error).__name__}", for_good=False) from None

    def _has(self, message: Message) -> bool:
        found = self.client.get_all_notifications(reference=message.ledger_ref)
        return bool(found["notifications"])

    def _hand_over(self, message: Message) -> None:
        if message.channel == "email":
            self.client.send_email_notification(
                email_address=message.address,
                template_id=self.email_template,
                personalisation={"subject": message.subject, "body": message.body},
                reference=message.ledger_ref,
            )
        else:
            self.client.send_sms_notification(
                phone_number=message.address,
                template_id=self.text_template,
                personalisation={"body": message.body},
                reference=message.ledger_ref,
            )


def carrier() -> Carrier:
    """The carrier that the settings name: Notify when it has a key, a folder otherwise."""
    if not settings.NOTIFY_KEY:
        return Folder(settings.OUTBOX_FOLDER)
    client = NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=20)
    return Notify(client, settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE)
