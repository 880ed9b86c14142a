"""`manage.py make_demonstration_victims`: what the demonstration's officers have recorded of victims."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from oocr.access.queries import invented_account
from oocr.cases.actions.victim_demonstration import hear_for_demonstration, offer_for_demonstration


class Command(BaseCommand):
    """Record what is not recorded yet; run again, it changes nothing."""

    help = "Record what victims of the demonstration's cases said and were offered. Refused outside the demonstration."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This is not a demonstration (MODE=demonstration), so nothing is made up here."
            )
        at = timezone.now()
        offer_for_demonstration(manager=invented_account("hub-manager"), at=at)
        officers = [invented_account(key) for key in ("officer", "second-officer")]
        heard = hear_for_demonstration(officers=officers, at=at)
        self.stdout.write(f"Demonstration cases with something recorded of their victims: {heard}.")
