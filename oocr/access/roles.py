"""The table of roles: what each is for and what it may do. Pure: knows no framework.

Roles are stored by their key, which never changes. A role suits some kinds of agency and may be held at no other.
"""

from dataclasses import dataclass
from enum import StrEnum

from oocr.access.permissions import SAID
from oocr.access.permissions import Permission as P
from oocr.lifecycle.table import Actor
from oocr.lifecycle.verdict import YES, Refused, Verdict, no


class AgencyKind(StrEnum):
    """The kinds of agency that work in the system."""

    POLICE_FORCE = "police_force"
    YOUTH_JUSTICE_SERVICE = "youth_justice_service"
    INTERVENTION_PROVIDER = "intervention_provider"
    OPCC = "opcc"
    CPS = "cps"
    MAGISTRACY = "magistracy"
    LOCAL_AUTHORITY = "local_authority"
    VICTIM_SERVICE = "victim_service"


AGENCY_KIND_LABELS: dict[AgencyKind, str] = {
    AgencyKind.POLICE_FORCE: "Police force",
    AgencyKind.YOUTH_JUSTICE_SERVICE: "Youth justice service",
    AgencyKind.INTERVENTION_PROVIDER: "Intervention provider",
    AgencyKind.OPCC: "Office of the Police and Crime Commissioner",
    AgencyKind.CPS: "Crown Prosecution Service",
    AgencyKind.MAGISTRACY: "Magistracy",
    AgencyKind.LOCAL_AUTHORITY: "Local authority",
    AgencyKind.VICTIM_SERVICE: "Victim service",
}


@dataclass(frozen=True)
class Role:
    """A role, described for the person who grants it."""

    key: str
    label: str
    description: str
    suits: frozenset[AgencyKind]
    permissions: frozenset[P]


_POLICE = frozenset({AgencyKind.POLICE_FORCE})
_CASEWORK = frozenset(
    {
        P.SEE_CASES,
        P.SEE_IDENTITY,
        P.SEE_VICTIM,
        P.RECORD_VICTIM_VIEWS,
        P.SEE_REFERRALS,
        P.SEE_HISTORY,
        P.ADD_DOCUMENT,
    }
)
_FIGURES = frozenset({P.SEE_FIGURES, P.EXPORT_FIGURES})
# Who issues a resolution also puts down what a prosecutor decided about it.
_ISSUING = frozenset({P.ISSUE_RESOLUTION, P.RECORD_PROSECUTOR_DECISION})
_DECIDING = _ISSUING | {P.PROPOSE_RESOLUTION, P.AUTHORISE_RESOLUTION}


def _role(
    key: str, label: str, description: str, suits: frozenset[AgencyKind], permissions: frozenset[P]
) -> Role:
    return Role(key, label, description, suits, permissions)


_ALL = (
    _role(
        "officer",
        "Officer",
        "Investigates, records the facts of a case and proposes a resolution.",
        _POLICE,
        _CASEWORK | _ISSUING | {P.OPEN_CASE, P.CORRECT_FACTS, P.RECORD_FACTS, P.PROPOSE_RESOLUTION},
    ),
    _role(
        "sergeant",
        "Sergeant",
        "Supervises officers and authorises resolutions that policy leaves to a sergeant.",
        _POLICE,
        _CASEWORK | _DECIDING | {P.OPEN_CASE, P.CORRECT_FACTS, P.RECORD_FACTS, P.SEE_FIGURES},
    ),
    _role(
        "inspector",
        "Inspector",
        "Authorises the resolutions that policy keeps for an inspector.",
        _POLICE,
        _CASEWORK
        | _FIGURES
        | _DECIDING
        | {P.OPEN_CASE, P.CORRECT_FACTS, P.RECORD_FACTS, P.SEE_RESTRICTED, P.SEE_FIGURE_ROWS},
    ),
    _role(
        "hub_coordinator",
        "Diversion hub co-ordinator",
        "Runs cases day to day: finds them, corrects them, brings in extracts, keeps conditions and referrals moving.",
        _POLICE,
        _CASEWORK
        | _FIGURES
        | _ISSUING
        | {
            P.OPEN_CASE,
            P.CLOSE_CASE,
            P.CORRECT_FACTS,
            P.RECORD_FACTS,
            P.EXPORT_CASES,
            P.IMPORT_EXTRACT,
            P.SEND_MESSAGE,
            P.REVIEW_POLICY,
            P.SEE_YOUTH_PANEL,
            P.SEE_FIGURE_ROWS,
            P.TAKE_SNAPSHOT,
        },
    ),
    _role(
        "hub_manager",
        "Hub manager",
        "Answers for the diversion hub: everything a co-ordinator does, and withdrawing a batch.",
        _POLICE,
        _CASEWORK
        | _FIGURES
        | _ISSUING
        | {
            P.OPEN_CASE,
            P.CLOSE_CASE,
            P.CORRECT_FACTS,
            P.RECORD_FACTS,
            P.EXPORT_CASES,
            P.IMPORT_EXTRACT,
            P.SEND_MESSAGE,
            P.REVIEW_POLICY,
            P.MANAGE_VICTIM_OFFERS,
            P.WITHDRAW_BATCH,
            P.SEE_YOUTH_PANEL,
            P.SEE_RESTRICTED,
            P.SEE_FIGURE_ROWS,
            P.TAKE_SNAPSHOT,
        },
    ),
    _role(
        "youth_justice_worker",
        "Youth justice worker",
        "Works with the children of their own service's area.",
        frozenset({AgencyKind.YOUTH_JUSTICE_SERVICE}),
        frozenset(
            {
                P.SEE_CASES,
                P.SEE_IDENTITY,
                P.SEE_REFERRALS,
                P.SEE_HISTORY,
                P.ADD_DOCUMENT,
                P.RECORD_YOUTH_JUSTICE_FACTS,
                P.SEE_YOUTH_PANEL,
            }
        ),
    ),
    _role(
        "provider_worker",
        "Provider worker",
        "Works with the people referred to their own organisation, and sees no others.",
        frozenset({AgencyKind.INTERVENTION_PROVIDER}),
        frozenset({P.SEE_REFERRALS}),
    ),
    _role(
        "provider_manager",
        "Provider manager",
        "Answers for the referrals of their own organisation.",
        frozenset({AgencyKind.INTERVENTION_PROVIDER}),
        frozenset({P.SEE_REFERRALS}),
    ),
    _role(
        "commissioner",
        "Commissioner",
        "Commissions services, keeps the Community Remedy list and reads figures; sees no names.",
        frozenset({AgencyKind.OPCC}),
        _FIGURES | {P.MANAGE_VICTIM_OFFERS},
    ),
    _role(
        "panel_coordinator",
        "Panel co-ordinator",
        "Runs the scrutiny panel's meetings and papers; sees no names.",
        frozenset({AgencyKind.OPCC}),
        _FIGURES,
    ),
    _role(
        "panel_chair",
        "Panel chair",
        "Chairs the scrutiny panel.",
        frozenset({AgencyKind.MAGISTRACY, AgencyKind.OPCC}),
        frozenset({P.SEE_FIGURES}),
    ),
    _role(
        "panel_member",
        "Panel member",
        "Reviews the redacted bundles of the meetings they attend.",
        frozenset(
            {
                AgencyKind.MAGISTRACY,
                AgencyKind.CPS,
                AgencyKind.LOCAL_AUTHORITY,
                AgencyKind.VICTIM_SERVICE,
                AgencyKind.YOUTH_JUSTICE_SERVICE,
            }
        ),
        frozenset({P.SEE_FIGURES}),
    ),
    _role(
        "analyst",
        "Analyst",
        "Makes and checks figures, down to the rows behind them.",
        _POLICE,
        _FIGURES | {P.SEE_CASES, P.SEE_FIGURE_ROWS, P.TAKE_SNAPSHOT, P.REVIEW_POLICY},
    ),
    _role(
        "auditor",
        "Auditor",
        "Reads the ledger: who did and read what, and when.",
        frozenset({AgencyKind.POLICE_FORCE, AgencyKind.OPCC}),
        frozenset({P.SEE_LEDGER}),
    ),
    _role(
        "administrator",
        "Administrator",
        "Gives and ends accounts, roles and ranks. Sees no cases.",
        _POLICE,
        frozenset({P.MANAGE_ACCOUNTS}),
    ),
)

ROLES: dict[str, Role] = {role.key: role for role in _ALL}


def roles_that(*permissions: P) -> tuple[Role, ...]:
    """The roles that hold all of these permissions, so that a refusal can say who could do it."""
    return tuple(role for role in ROLES.values() if role.permissions.issuperset(permissions))


def who_could(*permissions: P) -> str:
    """Who to ask instead: the roles that hold all of these permissions, in words."""
    labels = [role.label.lower() for role in roles_that(*permissions)]
    able = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"
    return f"Someone with one of these roles could: {able}."


def verdict_on(by: Actor, permission: P) -> Verdict:
    """May this person, by the roles they hold today?"""
    if by.may(permission):
        return YES
    return no("no-permission", f"Your role does not let you {SAID[permission]}. {who_could(permission)}")


def insist(by: Actor, permission: P) -> None:
    """Go on only if they may. Raises `Refused` otherwise."""
    if not (verdict := verdict_on(by, permission)):
        raise Refused(verdict)
