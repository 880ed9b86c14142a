"""What a proposal said when somebody said yes or no to it, and when it was given to the person."""

from django.db import models
from django.db.models import Q

from oocr.access.models import User
from oocr.audit.privacy import PrivacyClass
from oocr.cases.vocabulary import RESOLUTION_LABELS
from oocr.decisions.models.proposals import RATIONALE, ByProposalQuerySet, Proposal

OPERATIONAL, SENSITIVE, FREE_TEXT = PrivacyClass.OPERATIONAL, PrivacyClass.SENSITIVE, PrivacyClass.FREE_TEXT
STEPS = (("authorised", "Authorised"), ("returned", "Returned"), ("issued", "Issued"))


class ProposalVersion(models.Model):
    """A proposal exactly as it was at one step. Never changed: the proposal may be, and this is what it said then."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="versions")
    step = models.TextField(choices=STEPS)
    kind = models.TextField(choices=[(kind.value, label) for kind, label in RESOLUTION_LABELS.items()])
    why_this = models.TextField(blank=True)
    why_not_less = models.TextField(blank=True)
    why_not_more = models.TextField(blank=True)
    how_victim_weighed = models.TextField(blank=True)
    what_conditions_change = models.TextField(blank=True)
    # Each typed reason with the sentence that asked for it, in the packs of the day.
    reasons = models.JSONField(default=list, blank=True)
    given_on = models.DateField(null=True, blank=True)
    # Each condition in full, its service and its remedy by what they were called then.
    conditions = models.JSONField(default=list, blank=True)
    offences = models.JSONField(default=list, blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ByProposalQuerySet.as_manager()
    privacy = (
        dict.fromkeys(("id", "proposal", "step", "given_on", "kept_at", "kept_by"), OPERATIONAL)
        | dict.fromkeys((*RATIONALE, "reasons", "conditions"), FREE_TEXT)
        | dict.fromkeys(("kind", "offences"), SENSITIVE)
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="proposal_issued_once", fields=["proposal"], condition=Q(step="issued")
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.pk}"
