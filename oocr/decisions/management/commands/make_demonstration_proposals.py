"""`manage.py make_demonstration_proposals`: what the demonstration's officers have proposed in their live cases."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from oocr.access.queries import invented_account
from oocr.decisions.actions.demonstration import propose_for_demonstration
from oocr.decisions.demonstration import INSPECTOR, SERGEANT


class Command(BaseCommand):
    """Propose where nothing is proposed yet; run again, it changes nothing."""

    help = "Propose resolutions in the demonstration's cases. Refused outside the demonstration."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This is not a demonstration (MODE=demonstration), so nothing is made up here."
            )
        keys = {"1201": "officer", "1202": "second-officer", SERGEANT: "sergeant", INSPECTOR: "inspector"}
        people = {name: invented_account(key) for name, key in keys.items()}
        made = propose_for_demonstration(people=people, at=timezone.now())
        self.stdout.write(f"Demonstration cases with a proposal: {made}.")
