"""`manage.py make_demonstration_answers`: what the demonstration's officers have recorded of their open cases."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from oocr.cases.actions.demonstration import record_for_demonstration


class Command(BaseCommand):
    """Answer what has no answer yet; run again, it changes nothing."""

    help = "Record facts of the demonstration's open cases. Refused outside the demonstration."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This is not a demonstration (MODE=demonstration), so nothing is made up here."
            )
        self.stdout.write(f"Demonstration cases answered: {record_for_demonstration(at=timezone.now())}.")
