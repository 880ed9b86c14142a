"""`manage.py verify_ledger`: say whether the ledger is whole. Exit code 1 when it is not."""

import sys

from django.core.management.base import BaseCommand

from oocr.audit import ledger


class Command(BaseCommand):
    """Walk the whole chain and print every fault found."""

    help = "Check that no line of the ledger was altered, removed or inserted."

    def handle(self, *args: object, **options: object) -> None:
        found = list(ledger.faults())
        for fault in found:
            self.stdout.write(fault)
        if found:
            self.stdout.write(f"The ledger is not whole: {len(found)} faults.")
            sys.exit(1)
        self.stdout.write(f"The ledger is whole: {ledger.count()} lines.")
