"""People, crimes, victims, cases, resolutions, outcome codes, corrections and documents; what is recorded of victims.

`source_key` is the record's own key in the system it came from; it is unique and makes imports repeatable. It is made
so by a constraint, since `unique=True` adds an index for searching by its beginning that nobody needs.
`batch` is the text reference of the import batch that last wrote the row (empty when a person did): text, not a
key, because the loading dock stands above this room.
"""

from oocr.cases.models.answers import Answer, PersonMatch
from oocr.cases.models.cases import Case, CaseCrime, Resolution
from oocr.cases.models.crimes import Crime, Offence, OutcomeCode, Victim
from oocr.cases.models.papers import Correction, Document, SavedView
from oocr.cases.models.people import CustodyDrugTest, LaterOffence, Person, PersonAlias
from oocr.cases.models.privacy import ROW
from oocr.cases.models.remedies import RemedyItem, RemedyList, VictimService
from oocr.cases.models.victims import (
    Compensation,
    ContactAttempt,
    EnhancedRights,
    RemedyOffer,
    RestorativeOffer,
    SharingConsent,
    VictimServiceOffer,
    VictimUpdate,
    VictimView,
)

__all__ = [
    "ROW",
    "Answer",
    "Case",
    "CaseCrime",
    "Compensation",
    "ContactAttempt",
    "Correction",
    "Crime",
    "CustodyDrugTest",
    "Document",
    "EnhancedRights",
    "LaterOffence",
    "Offence",
    "OutcomeCode",
    "Person",
    "PersonAlias",
    "PersonMatch",
    "RemedyItem",
    "RemedyList",
    "RemedyOffer",
    "Resolution",
    "RestorativeOffer",
    "SavedView",
    "SharingConsent",
    "Victim",
    "VictimService",
    "VictimServiceOffer",
    "VictimUpdate",
    "VictimView",
]
