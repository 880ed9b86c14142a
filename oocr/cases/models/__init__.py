"""People, crimes, victims, cases, resolutions, outcome codes, corrections and documents.

`source_key` is the record's own key in the system it came from; it is unique and makes imports repeatable.
`batch` is the text reference of the import batch that last wrote the row (empty when a person did): text, not a
key, because the loading dock stands above this room.
"""

from oocr.cases.models.cases import Case, CaseCrime, Resolution
from oocr.cases.models.crimes import Crime, Offence, OutcomeCode, Victim
from oocr.cases.models.papers import Correction, Document, SavedView
from oocr.cases.models.people import CustodyDrugTest, LaterOffence, Person, PersonAlias
from oocr.cases.models.privacy import ROW

__all__ = [
    "ROW",
    "Case",
    "CaseCrime",
    "Correction",
    "Crime",
    "CustodyDrugTest",
    "Document",
    "LaterOffence",
    "Offence",
    "OutcomeCode",
    "Person",
    "PersonAlias",
    "Resolution",
    "SavedView",
    "Victim",
]
