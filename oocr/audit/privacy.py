"""The privacy class every field of every model must declare."""

from enum import StrEnum


class PrivacyClass(StrEnum):
    """How much harm a field could do, which decides who may be shown it.

    A model says so for each of its concrete fields: ``privacy = {"family_name": PrivacyClass.IDENTITY, …}``.
    Presenters drop what the reader's class forbids; an architecture test refuses a field without a class.
    """

    IDENTITY = "identity"  # names a person, or leads to one: name, address, reference on police systems
    SENSITIVE = "sensitive"  # says something about a person that could hurt: ethnicity, needs, offence
    FREE_TEXT = "free_text"  # typed by people, so it may hold anything
    OPERATIONAL = "operational"  # how the work runs: states, dates, who handled it
    PUBLIC = "public"  # could be printed in a newspaper: agency names, offence titles
