"""`manage.py verify_ledger`: say whether the ledger is whole. Exit code 1 when it is not."""

import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oocr.audit import ledger


class Command(BaseCommand):
    """Walk the whole chain and print every fault found."""

    help = "Check that no line of the ledger was altered, removed or inserted."

    def add_arguments(self, parser: CommandParser) -> None:
        """An anchor: what this command printed before, kept where nobody who can write to the database can."""
        parser.add_argument(
            "--anchor",
            metavar="NUMBER:HASH",
            help="also check that this line, noted from an earlier run, is still the same",
        )

    def handle(self, *args: object, anchor: str | None = None, **options: object) -> None:
        """Print each fault, or that there is none and how the ledger ends."""
        found = list(ledger.faults())
        if anchor and not ledger.still_there(*_parts(anchor)):
            found.append(f"line {anchor.partition(':')[0]}: it is not the line that was noted before")
        for fault in found:
            self.stdout.write(fault)
        if found:
            self.stdout.write(f"The ledger is not whole: {len(found)} faults.")
            sys.exit(1)
        number, last = ledger.head()
        self.stdout.write(f"The ledger is whole: {number} lines.")
        self.stdout.write(f"Anchor to keep elsewhere: {number}:{last}")


def _parts(anchor: str) -> tuple[int, str]:
    number, _, last = anchor.partition(":")
    if not number.isdecimal():
        raise CommandError("An anchor looks like 1234:5f2c…, as this command prints it.")
    return int(number), last
