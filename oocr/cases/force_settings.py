"""The numbers that the force has chosen and this room works with, as the packs in force on a day give them. Pure.

What is judged takes the numbers of the day of the decision; a list of what waits, and a card, those of today.
"""

from dataclasses import dataclass
from datetime import date

from oocr.policy.packs import in_force


@dataclass(frozen=True)
class VictimNumbers:
    """What is owed to victims: attempts to reach one, and working days by which something has to be done."""

    attempts_needed: int  # that came to nothing, before a victim counts as not contactable
    days_to_tell: int
    days_to_tell_sooner: int  # where the victim has enhanced rights
    days_to_offer_support: int


def number_on(name: str, on: date) -> int:
    """A whole number that the force has chosen, as it was on a day."""
    value = in_force(on).settings[name].value
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} has to be a whole number of at least 1 on {on.isoformat()}.")
    return value


def victim_numbers(on: date) -> VictimNumbers:
    """What was owed to victims on a day."""
    return VictimNumbers(
        attempts_needed=number_on("victim_contact_attempts", on),
        days_to_tell=number_on("victim_update_working_days", on),
        days_to_tell_sooner=number_on("victim_update_working_days_enhanced", on),
        days_to_offer_support=number_on("victim_support_working_days", on),
    )
