"""While something is issued nothing that it stands on changes: a correction or a new victim comes before or after."""

import pytest

from oocr.cases.actions import correct_fact
from oocr.cases.actions.victims import add_victim
from oocr.cases.models import Resolution
from oocr.decisions import actions
from oocr.decisions.models import Authority
from tests.decisions.test_at_once import at_once
from tests.decisions.test_proposing import NOW
from tests.factories.decisions import make_proposal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]  # real connections, side by side


def changes(case, officer, what):
    """Something that an authority does not survive."""
    crime = case.crimes.get()
    told = {"case": case, "by": officer, "at": NOW}
    return {
        "the crime": lambda: correct_fact(thing=crime, field="weapon", value="blade", reason="Found", **told),
        "the person": lambda: correct_fact(
            thing=case.person, field="date_of_birth", value=None, reason="Not theirs", **told
        ),
        "a victim": lambda: add_victim(crime=crime, kind="person", name="Someone Else", **told),
    }[what]


@pytest.mark.parametrize("what", ["the crime", "the person", "a victim"])
def test_a_change_at_the_same_moment_comes_before_or_after(what):
    proposal = make_proposal(agreed=True)
    officer = proposal.case.officer
    issuing, changing = at_once(
        lambda: actions.issue_resolution(proposal=proposal, by=officer, at=NOW),
        changes(proposal.case, officer, what),
    )
    assert changing == ""
    voided = Authority.objects.get(proposal=proposal).voided_at is not None
    assert bool(issuing) == voided == (not Resolution.objects.exists())
