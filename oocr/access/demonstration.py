"""The demonstration's agencies and invented people: one for each role, so that anyone can try every side.

None of these people exists. Their accounts have no password; only the demonstration's sign-in page opens them,
and nothing opens them where `settings.DEMONSTRATION` is not set.
"""

import datetime as dt
from dataclasses import dataclass

from oocr.access.ranks import Rank
from oocr.access.roles import AgencyKind as Kind

DOMAIN = "demonstration.example"
SINCE = dt.date(2020, 1, 1)

CITY = ("E06000016",)
COUNTY_AND_RUTLAND = (
    "E07000129",
    "E07000130",
    "E07000131",
    "E07000132",
    "E07000133",
    "E07000134",
    "E07000135",
    "E06000017",
)

AGENCIES: tuple[tuple[str, str, Kind, tuple[str, ...]], ...] = (
    ("leicestershire-police", "Leicestershire Police", Kind.POLICE_FORCE, ()),
    ("leicester-city-yjs", "Leicester City Youth Justice Service", Kind.YOUTH_JUSTICE_SERVICE, CITY),
    (
        "leicestershire-rutland-yjs",
        "Leicestershire and Rutland Youth Justice Service",
        Kind.YOUTH_JUSTICE_SERVICE,
        COUNTY_AND_RUTLAND,
    ),
    ("ingeus", "Ingeus", Kind.INTERVENTION_PROVIDER, ()),
    ("hampton-trust", "Hampton Trust", Kind.INTERVENTION_PROVIDER, ()),
    ("turning-point", "Turning Point", Kind.INTERVENTION_PROVIDER, ()),
    ("new-dawn-new-day", "New Dawn New Day", Kind.INTERVENTION_PROVIDER, ()),
    ("victim-awareness", "Victim Awareness Course", Kind.INTERVENTION_PROVIDER, ()),
    ("reflect", "Reflect", Kind.INTERVENTION_PROVIDER, ()),
    ("opcc", "Office of the Police and Crime Commissioner for Leicestershire", Kind.OPCC, ()),
    ("cps-east-midlands", "CPS East Midlands", Kind.CPS, ()),
    ("leicester-magistracy", "Leicester magistracy", Kind.MAGISTRACY, ()),
    ("leicestershire-county-council", "Leicestershire County Council", Kind.LOCAL_AUTHORITY, ()),
    ("victim-first", "Victim First", Kind.VICTIM_SERVICE, ()),
)


@dataclass(frozen=True)
class Invented:
    """An invented person: the name before @, what they are called, their role and where, and the ranks they have held."""

    key: str
    name: str
    role: str
    agency: str
    collar_number: str = ""
    ranks: tuple[tuple[Rank, dt.date], ...] = ()

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


_CONSTABLE = (Rank.CONSTABLE, dt.date(2014, 9, 1))
_SERGEANT = (_CONSTABLE, (Rank.SERGEANT, dt.date(2019, 4, 1)))
_INSPECTOR = (
    (Rank.CONSTABLE, dt.date(2006, 9, 4)),
    (Rank.SERGEANT, dt.date(2013, 2, 1)),
    (Rank.INSPECTOR, dt.date(2020, 10, 1)),
)

PEOPLE: tuple[Invented, ...] = (
    Invented("officer", "Priya Solanki", "officer", "leicestershire-police", "1201", (_CONSTABLE,)),
    Invented("second-officer", "Tom Ashworth", "officer", "leicestershire-police", "1202", (_CONSTABLE,)),
    Invented("sergeant", "Grace Okafor", "sergeant", "leicestershire-police", "0412", _SERGEANT),
    Invented("inspector", "Daniel Whitmore", "inspector", "leicestershire-police", "0077", _INSPECTOR),
    Invented("coordinator", "Meera Chauhan", "hub_coordinator", "leicestershire-police", "9001"),
    Invented("hub-manager", "Helen Barraclough", "hub_manager", "leicestershire-police", "9002"),
    Invented("youth-worker", "Jerome Campbell", "youth_justice_worker", "leicester-city-yjs"),
    Invented("county-youth-worker", "Alice Fenwick", "youth_justice_worker", "leicestershire-rutland-yjs"),
    Invented("provider-worker", "Samuel Adeyemi", "provider_worker", "turning-point"),
    Invented("provider-manager", "Rachel Thornton", "provider_manager", "hampton-trust"),
    Invented("commissioner", "Victoria Langham", "commissioner", "opcc"),
    Invented("panel-coordinator", "Imran Sheikh", "panel_coordinator", "opcc"),
    Invented("panel-chair", "Margaret Ellison", "panel_chair", "leicester-magistracy"),
    Invented("panel-member", "Owen Prichard", "panel_member", "cps-east-midlands"),
    Invented("analyst", "Lucy Zhang", "analyst", "leicestershire-police"),
    Invented("auditor", "Robert Kelso", "auditor", "opcc"),
    Invented("administrator", "Nadia Rahman", "administrator", "leicestershire-police"),
)
