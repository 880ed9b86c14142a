"""What an officer asks for, the conditions they would set, and what the packs said of it on the day."""

from hashlib import blake2b
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from oocr.access.models import User
from oocr.access.visibility import VisibleQuerySet
from oocr.audit.privacy import PrivacyClass
from oocr.cases.models import Case
from oocr.cases.models.visibility import ByCaseQuerySet
from oocr.cases.vocabulary import RESOLUTION_LABELS, YesNo, choices
from oocr.conditions.models import KINDS, Condition
from oocr.decisions.states import LIVE, State
from oocr.referrals.models import Service

OPERATIONAL, SENSITIVE, FREE_TEXT = PrivacyClass.OPERATIONAL, PrivacyClass.SENSITIVE, PrivacyClass.FREE_TEXT

# The five parts of a rationale, each as the question it answers.
RATIONALE: dict[str, str] = {
    "why_this": "Why is this the right resolution?",
    "why_not_less": "Why would less not be enough?",
    "why_not_more": "Why is more not needed?",
    "how_victim_weighed": "How were the victim’s views weighed?",
    "what_conditions_change": "What are the conditions to change?",
}
# Reasons that a fact of a proposal asks for, beside those that rules ask for by their own id.
REASONS: dict[str, str] = {
    "punitive_reason_recorded": "Why would conditions that do not punish not be enough?",
    "remedy_departure_reason": "Why is what the victim chose left out?",
    "victim_departure_reason": "Why does the decision depart from the victim’s views?",
    "longer_than_usual_reason": "Why do the conditions run longer than usual?",
    "exceptional_reason_recorded": "What makes the case exceptional?",
}


# The courses that rules speak of by name.
COURSES: dict[str, str] = {
    "domestic_abuse": "A course about domestic abuse",
    "knife_awareness": "A course about carrying knives",
}


class ByProposalQuerySet(VisibleQuerySet):
    """Whatever belongs to a proposal is seen by those who see its case."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(proposal__case__in=Case.objects.visible_to(user))


class Proposal(models.Model):
    """What an officer asks for in a case: a resolution, why, and its conditions. A case has one that is live."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    kind = models.TextField(choices=[(kind.value, label) for kind, label in RESOLUTION_LABELS.items()])
    state = models.TextField(choices=choices(State), default=State.DRAFTED)
    why_this = models.TextField(blank=True)
    why_not_less = models.TextField(blank=True)
    why_not_more = models.TextField(blank=True)
    how_victim_weighed = models.TextField(blank=True)
    what_conditions_change = models.TextField(blank=True)
    # All five parts in one, and the marks by which one that repeats another case's is found (`likeness`).
    rationale = models.TextField(blank=True)
    rationale_marks = ArrayField(models.BigIntegerField(), default=list)
    # Typed reasons, by the id of the rule or the name of the fact that asks for one.
    reasons = models.JSONField(default=dict, blank=True)
    # The day it was given to the person, when that was before anybody's authority: told, not hidden.
    given_on = models.DateField(null=True, blank=True)
    # The rank the packs asked for when it was last submitted or authorised; judged anew whenever it matters.
    required_authority = models.TextField(blank=True)
    # Everyone who wrote in it or had the case: none of them may authorise it.
    worked_on_by = ArrayField(models.BigIntegerField(), default=list)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolution = models.OneToOneField(
        "cases.Resolution", on_delete=models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    objects = ByCaseQuerySet.as_manager()
    privacy = (
        dict.fromkeys(
            (
                "id", "case", "state", "given_on", "required_authority", "worked_on_by", "proposed_at",
                "proposed_by", "submitted_at", "submitted_by", "resolution",
            ),
            OPERATIONAL,
        )
        | dict.fromkeys((*RATIONALE, "rationale", "rationale_marks", "reasons"), FREE_TEXT)
        | {"kind": SENSITIVE}
    )  # fmt: skip

    class Meta:
        indexes = [
            models.Index(
                fields=["submitted_at"], condition=Q(state=State.WITH_AUTHORISER), name="proposal_queue"
            ),
            models.Index(fields=["state", "proposed_by"], name="proposal_state"),
            GinIndex(fields=["rationale_marks"], name="proposal_rationale_marks"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_live_proposal_in_a_case", fields=["case"], condition=Q(state__in=LIVE)
            ),
            models.CheckConstraint(
                name="proposal_submitted_by_someone",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_issued_with_its_resolution",
                condition=~Q(state=State.ISSUED) | Q(resolution__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def ledger_ref(self) -> str:
        """What happens to a proposal is told of its case, so that the case's history is whole."""
        return self.case.ledger_ref

    @property
    def own_work_of(self) -> set[str]:
        """Those for whom it is their own work: who proposed it, wrote in it or investigates the case."""
        own = {self.proposed_by_id, self.case.officer_id, *self.worked_on_by}
        return {f"user:{number}" for number in own if number is not None}

    def mark_of(self, *parts: str) -> str:
        """A mark of what these parts say now, by which it is seen that one of them says something else later."""
        said = repr([getattr(self, part) for part in parts])
        return blake2b(said.encode(), digest_size=8).hexdigest()

    @property
    def unwritten(self) -> list[str]:
        """The parts of the rationale that are not written, as the questions they answer."""
        return [asked for part, asked in RATIONALE.items() if not getattr(self, part).strip()]

    @property
    def has_authority(self) -> bool:
        """Does someone's authority stand?"""
        return self.authorities.filter(voided_at__isnull=True).exists()


class ProposedCondition(models.Model):
    """One thing the person would have to do. Penalty, compensation and course fee stand apart: they are paid to
    different people and only the first has a limit in law."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="conditions")
    kind = models.TextField(choices=[(kind, kind.replace("_", " ").capitalize()) for kind in KINDS])
    what = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Who sees to it where no service does: the officer, the youth justice service, the person themself.
    delivered_by = models.TextField(blank=True)
    # The first day the provider can see the person, as they said.
    can_begin_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    verifier = models.TextField(blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    penalty_pounds = models.PositiveIntegerField(null=True, blank=True)
    compensation_pounds = models.PositiveIntegerField(null=True, blank=True)
    course_fee_pounds = models.PositiveIntegerField(null=True, blank=True)
    means_checked = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    # It only tells the person to go and ask someone, such as their doctor: that is no condition.
    only_signposts = models.BooleanField(default=False)
    to_the_victim = models.BooleanField(default=False)  # direct reparation or restorative justice
    by_youth_justice = models.BooleanField(default=False)  # the youth justice service delivers it
    # A course that rules speak of by name.
    course = models.TextField(blank=True, choices=list(COURSES.items()))
    # The item of the Community Remedy list that it carries out.
    remedy_item = models.ForeignKey(
        "cases.RemedyItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What it became when the resolution was issued.
    condition = models.OneToOneField(
        Condition, on_delete=models.PROTECT, null=True, blank=True, related_name="proposed"
    )

    objects = ByProposalQuerySet.as_manager()
    privacy = (
        dict.fromkeys(
            (
                "id", "proposal", "due_on", "can_begin_on", "hours", "penalty_pounds", "compensation_pounds",
                "course_fee_pounds", "means_checked", "only_signposts", "to_the_victim", "by_youth_justice",
                "remedy_item",
                "condition",
            ),
            OPERATIONAL,
        )
        | dict.fromkeys(("kind", "service", "course"), SENSITIVE)
        | dict.fromkeys(("what", "delivered_by", "evidence", "verifier"), FREE_TEXT)
    )  # fmt: skip

    def __str__(self) -> str:
        return f"proposed condition {self.pk}"

    @property
    def in_full(self) -> str:
        """What the person has to do, with its hours and each of its amounts."""
        amounts = (
            (self.hours, "{} hours."),
            (self.penalty_pounds, "Financial penalty: £{}."),
            (self.compensation_pounds, "Compensation: £{}."),
            (self.course_fee_pounds, "Course fee: £{}."),
        )
        return " ".join([self.what, *(words.format(amount) for amount, words in amounts if amount)])


class Assessment(models.Model):
    """What the packs said of one resolution in a case at one stage, exactly as they said it. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments", db_index=False)
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    resolution = models.TextField()
    stage = models.TextField()
    answer = models.TextField()
    authority = models.TextField()
    facts = models.JSONField()
    findings = models.JSONField()
    packs = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ByCaseQuerySet.as_manager()
    privacy = dict.fromkeys(
        ("id", "case", "proposal", "stage", "authority", "packs", "made_at", "made_by"), OPERATIONAL
    ) | dict.fromkeys(("resolution", "answer", "facts", "findings"), SENSITIVE)

    class Meta:
        indexes = [models.Index(fields=["case", "-made_at"], name="assessment_newest")]

    def __str__(self) -> str:
        return f"assessment {self.pk}"
