"""The documented extract: its files, their columns, and what each may hold.

One declaration serves four readers: the check of an incoming file, the column reference, the empty template and
the example of each file, and the demonstration area's own generator tests.

A *key* is the record's own key in the system it came from. Each file's rows are known by its key column: the same
key sent again with other values is a change, with the same values nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from oocr.cases.states import State
from oocr.cases.vocabulary import (
    LOCAL_AUTHORITIES,
    OFFICER_DEFINED,
    OUTCOME_CODES,
    SELF_DEFINED,
    DrugClass,
    HateStrand,
    OffenceClass,
    ResolutionKind,
    Sex,
    VictimKind,
    Weapon,
    YesNo,
)
from oocr.conditions.models import BREACH_DECISIONS, KINDS
from oocr.youth_panel.models import AREAS, OUTCOMES


class Kind(StrEnum):
    """What a cell may hold."""

    KEY = "key"  # letters, digits and - _ / . : up to 60 characters
    TEXT = "text"  # one line, up to 500 characters
    LONG_TEXT = "long_text"  # up to 10,000 characters
    DATE = "date"  # 2025-01-31 or 31/01/2025
    CHOICE = "choice"  # one of a closed list
    LIST = "list"  # several values with ; between
    NUMBER = "number"  # a whole number, 0 or more


@dataclass(frozen=True)
class Column:
    """One column. `refers_to` names the file whose key this cell must be one of."""

    name: str
    kind: Kind
    says: str
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    default: str = ""  # what an empty cell means, for a choice
    ahead: bool = False  # may lie after the day of the import, for a date


@dataclass(frozen=True)
class File:
    """One file of the extract: `name`.csv or `name`.xlsx.

    A row belongs to the force that brought it. Those of a `shared` list are nobody's own: every force may bring them,
    change them and refer to them.
    """

    name: str
    says: str
    columns: tuple[Column, ...]
    shared: bool = False

    @property
    def key(self) -> Column:
        """The column its rows are known by: the first."""
        return self.columns[0]


def _key(name: str, says: str, example: str) -> Column:
    return Column(name, Kind.KEY, says, example, required=True)


def _ref(name: str, file: str, says: str, example: str, required: bool = True) -> Column:
    return Column(name, Kind.KEY, says, example, required=required, refers_to=file)


def _text(name: str, says: str, example: str, required: bool = False) -> Column:
    return Column(name, Kind.TEXT, says, example, required=required)


def _long(name: str, says: str, example: str) -> Column:
    return Column(name, Kind.LONG_TEXT, says, example)


def _date(name: str, says: str, example: str, required: bool = False, ahead: bool = False) -> Column:
    return Column(name, Kind.DATE, says, example, required=required, ahead=ahead)


def _number(name: str, says: str, example: str, required: bool = False) -> Column:
    return Column(name, Kind.NUMBER, says, example, required=required)


def _list(name: str, says: str, example: str, refers_to: str = "", required: bool = False) -> Column:
    return Column(name, Kind.LIST, says, example, required=required, refers_to=refers_to)


def _choice(name: str, says: str, example: str, options: object, default: str = "") -> Column:
    """A closed list; with a `default` an empty cell is allowed and means that, without one it must be filled."""
    values = tuple(str(option) for option in options)  # type: ignore[attr-defined]  # an enum, a dict or a tuple
    return Column(name, Kind.CHOICE, says, example, required=not default, choices=values, default=default)


NR = "not_recorded"
AREA = tuple(LOCAL_AUTHORITIES)

FILES: tuple[File, ...] = (
    File("offences", "The offence list that crimes refer to.", (
        _key("offence_code", "Home Office offence code, NNN/SS.", "105/01"),
        _text("title", "What the offence is called.", "Common assault and battery", required=True),
        _choice("offence_class", "How it may be tried.", "summary", OffenceClass),
        _text("offence_group", "The group it is counted in.", "Violence against the person", required=True),
    ), shared=True),
    File("people", "The people that cases are about.", (
        _key("person_id", "The person's key in the source system.", "P000123"),
        _text("given_names", "First and middle names.", "Priya Anne", required=True),
        _text("family_name", "Last name.", "Example", required=True),
        _list("aliases", "Other names, whole, with ; between.", "Pri Example;P A Sample"),
        _date("date_of_birth", "Empty when not known.", "1994-05-17"),
        _choice("sex", "As recorded.", "female", Sex, default=NR),
        _choice("ethnicity_self_defined", "The person's own answer, 18+1 code.", "A1", SELF_DEFINED, default=NR),
        _choice("ethnicity_officer_defined", "The officer's view, IC code. Never used for rates.", "IC4", OFFICER_DEFINED, default=NR),
        _text("address", "House, street and town.", "1 Invented Street, Leicester"),
        _text("postcode", "Postcode.", "LE1 1AA"),
        Column("area_code", Kind.CHOICE, "Local authority of the address, ONS code; empty when outside the area or not known.", "E06000016",
               choices=("", *AREA), default=""),
        _text("phone", "Telephone.", "0116 496 0123"),
        _text("email", "E-mail.", "priya@example.org"),
        _text("safe_contact", "How and when it is safe to make contact.", "Text only, after 5pm"),
        _list("needs", "Needs and adjustments, with ; between.", "interpreter: Gujarati;mental health"),
        _choice("restricted", "Access to this person's records is restricted.", "no", ("yes", "no"), default="no"),
    )),
    File("crimes", "Recorded crimes.", (
        _key("crime_number", "The force's crime number.", "25-0001234"),
        _ref("offence_code", "offences", "Home Office offence code.", "105/01"),
        _date("recorded_on", "The day it was recorded.", "2025-01-31", required=True),
        _date("committed_from", "The day, or the first day, it was committed.", "2025-01-30"),
        _date("committed_to", "The last day it was committed, where it went on.", "2025-01-30"),
        _text("place", "Where.", "Invented Street, Leicester"),
        Column("area_code", Kind.CHOICE, "Local authority of the place, ONS code; empty when outside the area or not known.", "E06000016",
               choices=("", *AREA), default=""),
        _choice("domestic_abuse", "Domestic abuse.", "no", YesNo, default=NR),
        _choice("hate_strand", "Hate crime strand; none when asked and there is none.", "none", HateStrand, default=NR),
        _choice("emergency_worker", "The victim is an emergency worker.", "no", YesNo, default=NR),
        _choice("weapon", "Weapon carried or used.", "none", Weapon, default=NR),
        _choice("drug_class", "Class of a drug in the offence.", "none", DrugClass, default=NR),
    )),
    File("cases", "One person and one incident, handled together.", (
        _key("case_reference", "The case's reference.", "LP-2025-000123"),
        _ref("person_id", "people", "Who the case is about.", "P000123"),
        _list("crime_numbers", "The crimes it takes together, with ; between.", "25-0001234;25-0001235", refers_to="crimes", required=True),
        _date("opened_on", "The day it was opened.", "2025-02-01", required=True),
        _choice("state", "How it stands.", "open", State),
        _date("closed_on", "The day it was closed; only for a closed case.", ""),
        _text("officer", "Collar number of the officer in the case.", "1234"),
        _text("stage", "Where it stands in the work, in the source system's words.", "awaiting inspector"),
        _long("summary", "What happened, in a few sentences.", "Pushed a neighbour in a quarrel over parking."),
    )),
    File("victims", "Who or what a crime was done to.", (
        _key("victim_id", "The victim's key in the source system.", "V000123"),
        _ref("crime_number", "crimes", "The crime.", "25-0001234"),
        _choice("kind", "A person, a business or the state.", "person", VictimKind),
        _text("name", "The person's or business's name.", "Sam Sample"),
        _text("contact_name", "Whom to speak to at a business.", ""),
        _text("phone", "Telephone.", "0116 496 0456"),
        _text("email", "E-mail.", "sam@example.org"),
        _text("safe_contact", "How and when it is safe to make contact.", "Not at home"),
        _choice("enhanced_rights", "Entitled to enhanced rights under the Victims' Code.", "no", YesNo, default=NR),
        _long("views", "What the victim said about the resolution.", "Wanted an apology."),
    )),
    File("resolutions", "What was issued to the person of a case.", (
        _key("resolution_id", "The resolution's key in the source system.", "R000123"),
        _ref("case_reference", "cases", "The case.", "LP-2025-000123"),
        _choice("kind", "Which resolution.", "community_resolution", ResolutionKind),
        _date("issued_on", "The day it was issued.", "2025-02-10", required=True),
        _text("issued_by", "Collar number.", "1234"),
        _text("authorised_by", "Collar number.", "2345"),
        _text("authority_rank", "Rank of the authoriser at the time.", "sergeant"),
        _long("rationale", "Why this resolution.", "First offence, admitted, victim content."),
    )),
    File("outcome_codes", "Home Office outcome codes recorded against crimes.", (
        _key("outcome_id", "The record's key in the source system.", "O000123"),
        _ref("crime_number", "crimes", "The crime.", "25-0001234"),
        _choice("code", "Home Office outcome type; 0, 1A, 2A and 3A are not codes of their own.", "8", OUTCOME_CODES),
        _date("recorded_on", "The day the code was recorded.", "2025-02-12", required=True),
        _ref("resolution_id", "resolutions", "The resolution it follows from, where there is one.", "R000123", required=False),
    )),
    File("conditions", "What a person agreed to do with a resolution.", (
        _key("condition_id", "The condition's key in the source system.", "C000123"),
        _ref("resolution_id", "resolutions", "The resolution it belongs to.", "R000123"),
        _choice("kind", "What kind of condition.", "rehabilitative", KINDS),
        _long("text", "What was agreed.", "Attend the victim awareness course."),
        _date("due_on", "By when.", "2025-05-10", required=True, ahead=True),
        _choice("met", "Was it kept.", "yes", YesNo, default=NR),
        _date("met_on", "When it was kept.", "2025-04-28"),
    )),
    File("breaches", "Conditions reported as not kept.", (
        _key("breach_id", "The breach's key in the source system.", "B000123"),
        _ref("condition_id", "conditions", "The condition.", "C000123"),
        _date("reported_on", "The day it was reported.", "2025-05-12", required=True),
        _long("what_happened", "What was not done, and why.", "Did not attend; no reply to two calls."),
        _choice("decision", "What was decided about it.", "no_action", BREACH_DECISIONS, default="not_decided"),
        _date("decided_on", "When that was decided.", "2025-05-20"),
    )),
    File("referrals", "People sent to a service.", (
        _key("referral_id", "The referral's key in the source system.", "F000123"),
        _ref("case_reference", "cases", "The case.", "LP-2025-000123"),
        _ref("resolution_id", "resolutions", "The resolution it was made with.", "R000123", required=False),
        _text("provider", "The provider's name.", "Turning Point", required=True),
        _text("service", "The service's name, as figures show it.", "Turning Point", required=True),
        _date("referred_on", "The day of the referral.", "2025-02-11", required=True),
        _choice("status", "How it stands.", "completed", ("received", "accepted", "started", "completed", "not_completed", "declined")),
        _date("completed_on", "The day it was completed.", "2025-04-28"),
    )),
    File("attendance", "Sessions offered under a referral.", (
        _key("session_id", "The session's key in the source system.", "S000123"),
        _ref("referral_id", "referrals", "The referral.", "F000123"),
        _date("session_on", "The day of the session.", "2025-03-01", required=True),
        _choice("attended", "Did the person attend.", "yes", YesNo, default=NR),
        _choice("complied", "Did the person do what the session asked.", "yes", YesNo, default=NR),
        _choice("whose_reason", "Whose reason it was, when not attended.", "none", ("none", "person", "provider", "other"), default="none"),
    )),
    File("custody_drug_tests", "Drug testing on arrest: how far each arrest went.", (
        _key("test_id", "The record's key in the source system.", "T000123"),
        _ref("person_id", "people", "Who was arrested.", "P000123"),
        _date("arrested_on", "The day of the arrest.", "2025-01-31", required=True),
        _choice("suitable", "Suitable for a test.", "yes", YesNo, default=NR),
        _choice("tested", "Was a test made.", "yes", YesNo, default=NR),
        _choice("result", "Its result.", "positive", ("positive", "negative", "refused", NR), default=NR),
        _date("assessment_booked_on", "For when the required assessment was booked.", "2025-02-05", ahead=True),
        _choice("assessment_attended", "Was it attended.", "yes", YesNo, default=NR),
        _choice("entered_treatment", "Did the person enter treatment.", "no", YesNo, default=NR),
    )),
    File("youth_panel_items", "Children's cases heard by the Joint Decision and Resolution Panel.", (
        _key("item_id", "The item's key in the source system.", "Y000123"),
        _ref("case_reference", "cases", "The case.", "LP-2025-000456"),
        _date("heard_on", "The day of the sitting.", "2025-03-12", required=True),
        _choice("area", "Which youth justice service brought it.", "city", AREAS),
        _choice("from_court", "Sent back from court.", "no", YesNo, default=NR),
        _choice("outcome", "What the panel decided.", "community_resolution", OUTCOMES),
    )),
    File("later_offences", "Offences by people after a resolution.", (
        _key("later_offence_id", "The record's key in the source system.", "L000123"),
        _ref("person_id", "people", "Who.", "P000123"),
        _ref("offence_code", "offences", "Home Office offence code.", "105/01"),
        _date("committed_on", "The day it was committed.", "2025-06-01", required=True),
        _choice("proven", "Did it end in a proven outcome.", "yes", YesNo, default=NR),
    )),
    File("populations", "Resident counts that rates are built on.", (
        _key("population_id", "A key of its own for each row.", "census2021-E06000016-asian"),
        _text("table", "Which table.", "Census 2021 TS021", required=True),
        _text("source", "Who published it.", "Office for National Statistics", required=True),
        _date("as_at", "The day it counts.", "2021-03-21", required=True, ahead=True),
        Column("area_code", Kind.CHOICE, "Local authority, ONS code.", "E06000016", required=True, choices=AREA),
        _choice("sex", "One sex, or all.", "all", ("all", "male", "female"), default="all"),
        _choice("ethnicity_group", "One group, or all.", "Asian",
                ("all", "White", "White British", "Asian", "Black", "Mixed", "Other"), default="all"),
        _number("age_from", "Youngest age counted.", "0", required=True),
        _number("age_to", "Oldest age counted; empty when there is none.", ""),
        _number("residents", "How many.", "159977", required=True),
    ), shared=True),
)  # fmt: skip

BY_NAME: dict[str, File] = {file.name: file for file in FILES}
