"""The privacy classes by their short names, and those of what every imported row has."""

from oocr.audit.privacy import PrivacyClass

IDENTITY, SENSITIVE, FREE_TEXT = PrivacyClass.IDENTITY, PrivacyClass.SENSITIVE, PrivacyClass.FREE_TEXT
OPERATIONAL, PUBLIC = PrivacyClass.OPERATIONAL, PrivacyClass.PUBLIC

# `source_key` leads to a person in the system it came from.
ROW = {"id": OPERATIONAL, "source_key": IDENTITY, "batch": OPERATIONAL}
