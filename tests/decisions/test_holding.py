"""What has to hold between a yes and the giving: nothing is issued on an answer, a rank or a fact that does not."""

import pytest

from oocr.cases.models import Resolution
from oocr.decisions import actions
from oocr.decisions.models.authorities import PARTS_OF_AGREEMENT
from oocr.decisions.standing import standing_of
from tests.decisions.test_issuing import ALL, answer
from tests.decisions.test_proposing import NOW, TODAY, refused
from tests.factories.decisions import make_plain_case, make_proposal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["evidence_told", "enough_to_charge", "admitted"])
def test_a_conditional_caution_is_not_given_while_a_statement_of_the_law_is_not_so(part):
    proposal = make_proposal(authorised=True)
    actions.record_agreement(**answer(proposal, parts=ALL | {part: False}))
    because = refused(
        "not-agreed-in-full",
        actions.issue_resolution,
        proposal=proposal,
        by=proposal.case.officer,
        at=NOW,
    )
    assert PARTS_OF_AGREEMENT[part] in because
    assert not Resolution.objects.exists()


def test_a_community_resolution_does_not_need_what_the_law_wants_of_a_caution():
    proposal = make_proposal(kind="community_resolution", authorised=True)
    actions.record_agreement(**answer(proposal, parts=ALL | {"enough_to_charge": False}))
    assert actions.issue_resolution(proposal=proposal, by=proposal.case.officer, at=NOW).pk


def test_an_appropriate_adult_at_the_interview_is_not_one_at_the_giving():
    there = {"appropriate_adult_needed": True, "appropriate_adult_present": True}
    proposal = make_proposal(case=make_plain_case(answers={"needs": there}), authorised=True)
    actions.record_agreement(**answer(proposal))
    judged = standing_of(proposal.case.officer, proposal, TODAY).judged
    assert "whether an appropriate adult was there" in judged.missing
    refused("cannot-say", actions.issue_resolution, proposal=proposal, by=proposal.case.officer, at=NOW)
