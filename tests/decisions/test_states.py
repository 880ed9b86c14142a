"""What each move of a proposal needs, asked without a database."""

from types import SimpleNamespace
from typing import Any

import pytest

from oocr.access.permissions import Permission
from oocr.access.ranks import Rank
from oocr.decisions.states import PROPOSAL, State

SOUND = {
    "authority": "sergeant",
    "stops": [],
    "missing": [],
    "unreasoned": [],
    "victims_heard": True,
    "changed": [],
    "lacking": [],
    "facts": {"authoriser_rank": "sergeant"},
}


def verdict(move: str, state: State, **other: Any) -> str:
    """The code of the verdict on a sergeant's move, with everything in order but what is given."""
    judged = SimpleNamespace(**(SOUND | {key: value for key, value in other.items() if key in SOUND}))
    proposal = SimpleNamespace(
        state=state,
        own_work_of={"user:1"},
        unwritten=other.get("unwritten", []),
        has_authority=other.get("has_authority", True),
        resolution_id=None,
        case=SimpleNamespace(
            state=other.get("case", "open"), is_still_to_decide=lambda giving: "case" not in other
        ),
    )
    by = SimpleNamespace(
        ledger_ref=other.get("who", "user:2"),
        rank=other.get("rank", Rank.SERGEANT),
        connected=other.get("connected", False),
        judged=judged,
        may=lambda permission: permission in other.get("permissions", set(Permission)),
    )
    return PROPOSAL.verdict(move, proposal, by).code


@pytest.mark.parametrize(
    ("move", "state"),
    [
        ("submit", State.DRAFTED),
        ("submit", State.RETURNED),
        ("submit", State.VOIDED),
        ("take_back", State.WITH_AUTHORISER),
        ("authorise", State.WITH_AUTHORISER),
        ("return", State.WITH_AUTHORISER),
        ("void", State.AUTHORISED),
        ("issue", State.AUTHORISED),
        ("withdraw", State.DRAFTED),
        ("withdraw", State.AUTHORISED),
    ],
)
def test_a_move_is_open_when_everything_is_in_order_and_shut_without_the_permission(move, state):
    assert verdict(move, state) == ""
    assert verdict(move, state, permissions=set()) == "no-permission"
    assert verdict(move, State.ISSUED) == verdict(move, State.WITHDRAWN) == "wrong-state"


@pytest.mark.parametrize(
    ("move", "state"),
    [("submit", State.DRAFTED), ("authorise", State.WITH_AUTHORISER), ("issue", State.AUTHORISED)],
)
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"case": "resolved"}, "case-not-open"),
        ({"case": "open", "stops": ["A rule stops it."]}, "case-not-open"),
        ({"stops": ["A rule stops it."]}, "stopped"),
        ({"missing": ["what the person says"]}, "cannot-say"),
        ({"unreasoned": ["Say why."]}, "no-reason"),
        ({"unwritten": ["Why is this the right resolution?"]}, "no-reason"),
        ({"victims_heard": False}, "victim-not-heard"),
    ],
)
def test_each_step_towards_issue_asks_the_same_again(move, state, given, code):
    assert verdict(move, state, **given) == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"who": "user:1"}, "own-work"),
        ({"connected": True}, "connected"),
        ({"rank": None}, "no-rank"),
        ({"rank": Rank.CONSTABLE}, "rank-too-low"),
        ({"authority": "inspector"}, "rank-too-low"),
    ],
)
def test_authority_is_someone_elses_and_of_the_rank(given, code):
    assert verdict("authorise", State.WITH_AUTHORISER, **given) == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"has_authority": False}, "no-authority"),
        ({"changed": ["the score"]}, "facts-changed"),
        ({"authority": "inspector"}, "rank-too-low"),
    ],
)
def test_what_is_issued_stands_on_an_authority_that_still_holds(given, code):
    assert verdict("issue", State.AUTHORISED, **given) == code
