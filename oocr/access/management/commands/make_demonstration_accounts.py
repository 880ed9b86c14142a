"""`manage.py make_demonstration_accounts`: the demonstration's agencies and one invented person for each role."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from oocr.access.actions.demonstration import make_agencies, make_people


class Command(BaseCommand):
    """Make what is not there yet; run again, it changes nothing."""

    help = "Make the demonstration's agencies and invented people. Refused outside the demonstration."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This is not a demonstration (MODE=demonstration), so no invented account is made."
            )
        at = timezone.now()
        make_agencies(at=at)
        self.stdout.write(f"Demonstration accounts made: {make_people(at=at)}.")
