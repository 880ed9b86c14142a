"""`manage.py make_first_administrator`: begin a new installation."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from oocr.access.actions.first import make_first_administrator
from oocr.access.queries import link_for
from oocr.lifecycle.verdict import Refused


class Command(BaseCommand):
    """Make the police force and its first administrator, and print the link to choose a password."""

    help = "Make the first administrator of a new installation. Refused when there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and of which force."""
        parser.add_argument("email", help="the work email address")
        parser.add_argument("name", help="the full name")
        parser.add_argument(
            "force_key", metavar="force-key", help="a short key, such as leicestershire-police"
        )
        parser.add_argument("force_name", metavar="force-name", help='such as "Leicestershire Police"')

    def handle(
        self, *args: object, email: str, name: str, force_key: str, force_name: str, **options: object
    ) -> None:
        """Make them, or say why not."""
        try:
            user = make_first_administrator(
                email=email,
                name=name,
                force_key=force_key,
                force_name=force_name,
                today=timezone.localdate(),
                at=timezone.now(),
            )
        except Refused as refused:
            raise CommandError(refused.verdict.because) from None
        self.stdout.write("The account is made. Its person chooses a password here, once, within three days:")
        self.stdout.write(settings.PUBLIC_URL + link_for(user))
