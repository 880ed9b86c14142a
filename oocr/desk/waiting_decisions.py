"""What waits in deciding: proposals to say yes or no to, to put right or to issue, and prosecutors to hear from."""

from typing import Any

from django.db.models import QuerySet

from oocr.access.permissions import Permission
from oocr.decisions.waiting import (
    proposals_to_authorise,
    proposals_to_issue,
    proposals_to_put_right,
    proposals_to_withdraw,
    proposals_with_authoriser,
    prosecutors_asked,
)
from oocr.desk.waiting_kind import Me, Waiting


class OfDeciding(Waiting):
    """Each leads to the decision page of its case."""

    dated = "waiting_on"
    page = "desk:case_decision"


class ToAuthorise(OfDeciding):
    """Somebody asks for this person's authority."""

    key = "to-authorise"
    label = "Proposals for you to authorise"
    nothing = "No proposal is waiting for your authority"
    needs = Permission.AUTHORISE_RESOLUTION
    first = "The first was submitted on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return proposals_to_authorise(me.user, me.today)


class WithAuthoriser(OfDeciding):
    """What somebody else has to say yes or no to: the hub sees that none is forgotten."""

    key = "with-authoriser"
    label = "Proposals with an authoriser"
    nothing = "No proposal is waiting for an authoriser"
    needs = Permission.CLOSE_CASE
    first = "The first was submitted on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return proposals_with_authoriser(me.user)


class ToPutRight(OfDeciding):
    """One's own proposals that came back, or whose authority fell."""

    key = "to-put-right"
    label = "Your proposals to put right"
    nothing = "None of your proposals has to be put right"
    needs = Permission.PROPOSE_RESOLUTION
    first = "The first was submitted on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return proposals_to_put_right(me.user)


class ToWithdraw(OfDeciding):
    """One's own proposals in cases that were decided elsewhere, as an extract says."""

    key = "to-withdraw"
    label = "Your proposals in cases decided elsewhere"
    nothing = "None of your proposals is in a case that was decided elsewhere"
    needs = Permission.PROPOSE_RESOLUTION
    first = "The first was decided on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return proposals_to_withdraw(me.user)


class AuthorisedToIssue(OfDeciding):
    """One's own proposals that somebody said yes to."""

    key = "proposals-to-issue"
    label = "Your proposals that were authorised"
    nothing = "None of your proposals is waiting to be issued"
    needs = Permission.PROPOSE_RESOLUTION
    first = "The first was submitted on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return proposals_to_issue(me.user)


class ProsecutorsAsked(OfDeciding):
    """Nobody has recorded what a prosecutor decided."""

    key = "prosecutors-asked"
    label = "Prosecutors asked, with no answer recorded"
    nothing = "Every prosecutor’s answer is recorded"
    needs = Permission.CLOSE_CASE
    first = "The first was asked on {}"

    def found(self, me: Me) -> QuerySet[Any]:
        return prosecutors_asked(me.user)


class OwnProsecutorsAsked(ProsecutorsAsked):
    """Those asked by this person, or about the cases they are the officer in."""

    key = "your-prosecutors-asked"
    label = "Prosecutors you asked, with no answer recorded"
    nothing = "You are waiting for no prosecutor"
    needs, unless = Permission.RECORD_PROSECUTOR_DECISION, Permission.CLOSE_CASE

    def found(self, me: Me) -> QuerySet[Any]:
        return prosecutors_asked(me.user, own=True)
