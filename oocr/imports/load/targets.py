"""Where each file's rows go: the table, the field each column is kept in, and what is worked out besides."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import models

from oocr.cases.models import (
    Case,
    Crime,
    CustodyDrugTest,
    LaterOffence,
    Offence,
    OutcomeCode,
    Person,
    Resolution,
    Victim,
)
from oocr.conditions.models import Breach, Condition
from oocr.imports.extract import BY_NAME, FILES, Column, File, Kind
from oocr.measures.models import Population
from oocr.referrals.models import Attendance, Referral
from oocr.youth_panel.models import SittingItem


@dataclass(frozen=True)
class Worked:
    """A field that is worked out: SQL over `this`, the file's row, and the tables that `resolve` joins.

    `each_time` fields follow their sources when a row changes; the others stay as they were first written.
    """

    field: str
    sql: str
    each_time: bool = True
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """A column whose values are rows of another table: one for each."""

    column: str
    table: str
    owner: str
    value: str
    refers_to: str = ""  # the file whose keys the values are; empty for plain text


@dataclass(frozen=True)
class Target:
    """One file's table. `about` is what a correction calls a row of it."""

    name: str
    model: type[models.Model]
    about: str
    renamed: dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()  # columns that are read, but kept only as what they are worked into
    worked: tuple[Worked, ...] = ()
    side: Side | None = None
    case: str = "NULL"  # SQL of the case a correction belongs to, over `this`, the row as it is in the table

    @property
    def file(self) -> File:
        return BY_NAME[self.name]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        """The column of the table that holds the source system's key."""
        return self.database_column(self.file.key)

    def field_of(self, column: Column) -> str:
        """The model's field a column is kept in."""
        return self.renamed.get(column.name, "source_key" if column is self.file.key else column.name)

    def database_column(self, column: Column) -> str:
        """The same, as the database has it."""
        return str(self.model._meta.get_field(self.field_of(column)).column)  # type: ignore[union-attr]  # no relation

    @cached_property
    def kept(self) -> tuple[Column, ...]:
        """The columns that are fields of the row itself, its key first."""
        aside = {*self.left_out, self.side.column if self.side else ""}
        return tuple(column for column in self.file.columns if column.name not in aside)

    @cached_property
    def references(self) -> tuple[Column, ...]:
        """The columns that hold the key of a row of another file."""
        return tuple(column for column in self.kept if column.refers_to)

    @property
    def says_whose(self) -> bool:
        """Does each row itself name the force it belongs to?"""
        return any(worked.field == "agency_id" for worked in self.worked)

    def is_json(self, column: Column) -> bool:
        return column.kind is Kind.LIST

    def is_flag(self, column: Column) -> bool:
        return isinstance(self.model._meta.get_field(self.field_of(column)), models.BooleanField)


_TARGETS = (
    Target("offences", Offence, "offence", {"offence_code": "code", "offence_group": "group"}),
    Target(
        "people", Person, "person",
        worked=(Worked("search_names", "names.search_names"),),
        side=Side("aliases", "cases_personalias", "person_id", "name"),
    ),
    Target("crimes", Crime, "crime", {"crime_number": "crime_number", "offence_code": "offence"}),
    Target(
        "cases", Case, "case",
        {"case_reference": "reference", "person_id": "person", "officer": "officer_collar_number"},
        worked=(
            Worked("agency_id", "{agency}", each_time=False),
            Worked("officer_id", "officer.id", sources=("officer",)),
            Worked("area_code", "coalesce(person_id_is.area_code, '')"),
            Worked("is_child", "coalesce(this.opened_on - INTERVAL 18 YEAR < person_id_is.date_of_birth, false)"),
            Worked("restricted", "person_id_is.restricted"),
        ),
        side=Side("crime_numbers", "cases_casecrime", "case_id", "crime_id", refers_to="crimes"),
        case="this.id",
    ),
    Target("victims", Victim, "victim", {"crime_number": "crime"}),
    Target(
        "resolutions", Resolution, "resolution",
        {"case_reference": "case", "issued_by": "issued_by_collar_number", "authorised_by": "authorised_by_collar_number"},
        case="this.case_id",
    ),
    Target("outcome_codes", OutcomeCode, "outcome_code", {"crime_number": "crime", "resolution_id": "resolution"}),
    Target(
        "conditions", Condition, "condition", {"resolution_id": "resolution"},
        case="(SELECT case_id FROM cases_resolution WHERE id = this.resolution_id)",
    ),
    Target("breaches", Breach, "breach", {"condition_id": "condition"}),
    Target(
        "referrals", Referral, "referral", {"case_reference": "case", "resolution_id": "resolution"},
        left_out=("provider", "service"),
        worked=(Worked("service_id", "service.id", each_time=False),),  # it changes as a fact
        case="this.case_id",
    ),
    Target("attendance", Attendance, "attendance", {"referral_id": "referral"}),
    Target("custody_drug_tests", CustodyDrugTest, "custody_drug_test", {"person_id": "person"}),
    Target("youth_panel_items", SittingItem, "sitting_item", {"case_reference": "case"}, case="this.case_id"),
    Target("later_offences", LaterOffence, "later_offence", {"person_id": "person", "offence_code": "offence"}),
    Target("populations", Population, "population"),
)  # fmt: skip

BY_FILE: dict[str, Target] = {target.name: target for target in _TARGETS}
# Each file after those it refers to, so that a reference within one extract is always there in time.
IN_TURN: tuple[Target, ...] = tuple(BY_FILE[file.name] for file in FILES)
