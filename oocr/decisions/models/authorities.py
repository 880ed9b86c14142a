"""Who said yes or no and at what rank, what a prosecutor decided, and what the person answered."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from oocr.access.models import User
from oocr.access.ranks import Rank
from oocr.access.visibility import VisibleQuerySet
from oocr.audit.privacy import PrivacyClass
from oocr.cases.models import Case
from oocr.cases.models.visibility import ByCaseQuerySet
from oocr.cases.vocabulary import RESOLUTION_LABELS, YesNo, choices
from oocr.decisions.models.proposals import ByProposalQuerySet, Proposal
from oocr.decisions.models.versions import ProposalVersion

OPERATIONAL, SENSITIVE, FREE_TEXT = PrivacyClass.OPERATIONAL, PrivacyClass.SENSITIVE, PrivacyClass.FREE_TEXT


class Delegation(models.Model):
    """Authority lent to a named person, up to a rank the lender holds, from one day up to and not including another."""

    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations")
    rank = models.TextField(choices=choices(Rank))
    from_on = models.DateField()
    to_on = models.DateField()
    delegated_at = models.DateTimeField()
    delegated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given")

    privacy = dict.fromkeys(
        ("id", "to", "rank", "from_on", "to_on", "delegated_at", "delegated_by"), OPERATIONAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="delegation_ends_after_start", condition=Q(to_on__gte=F("from_on"))),
            models.CheckConstraint(name="delegation_to_another", condition=~Q(to=F("delegated_by"))),
        ]

    def __str__(self) -> str:
        return f"delegation {self.pk}"


class Authority(models.Model):
    """Someone said yes to a proposal, at the rank they held that day, on the facts as they were. Kept when voided."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="authorities")
    # What was said yes to. An authority older than these versions has none.
    version = models.OneToOneField(
        ProposalVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="authority"
    )
    rank = models.TextField(choices=choices(Rank))
    acting = models.BooleanField(default=False)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    required = models.TextField()
    # The resolution had been given to the person before anybody said yes.
    retrospective = models.BooleanField(default=False)
    reason = models.TextField()
    # The facts that matter, as they were: when one of them changes the authority falls.
    facts = models.JSONField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    # A person's or a job's text reference: it falls by itself when a fact changes.
    voided_by = models.TextField(null=True, blank=True)
    voided_why = models.TextField(blank=True)

    objects = ByProposalQuerySet.as_manager()
    privacy = (
        dict.fromkeys(
            (
                "id", "proposal", "version", "rank", "acting", "delegation", "required", "retrospective",
                "given_at", "given_by", "voided_at", "voided_by",
            ),
            OPERATIONAL,
        )
        | {"reason": FREE_TEXT, "facts": SENSITIVE, "voided_why": FREE_TEXT}
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.UniqueConstraint(
                name="one_standing_authority", fields=["proposal"], condition=Q(voided_at__isnull=True)
            ),
            models.CheckConstraint(
                name="authority_voided_by_someone",
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_why="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"authority {self.pk}"


class Return(models.Model):
    """A proposal sent back to the officer, and why."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="returns")
    # What was returned. A return older than these versions has none.
    version = models.OneToOneField(
        ProposalVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="returned"
    )
    reason = models.TextField()
    returned_at = models.DateTimeField()
    returned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ByProposalQuerySet.as_manager()
    privacy = dict.fromkeys(("id", "proposal", "version", "returned_at", "returned_by"), OPERATIONAL) | {
        "reason": FREE_TEXT
    }

    def __str__(self) -> str:
        return f"return {self.pk}"


class ProsecutorDecision(models.Model):
    """A prosecutor asked about one resolution for the offences of a case and, once they answered, what they decided.

    It is a decision about those offences and counts for no others. What was recorded wrongly is replaced by a row that
    says why. Both stay, and the newest counts.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="prosecutor_decisions")
    resolution = models.TextField(choices=[(kind.value, label) for kind, label in RESOLUTION_LABELS.items()])
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The crimes and their offences as they were when it was asked, and those that the decision was given for. What is
    # older than these kept neither, and so counts for nothing.
    asked_about = models.JSONField(default=list, blank=True)
    given_for = models.JSONField(default=list, blank=True)
    # The decision's own number, as the Crown Prosecution Service gave it.
    reference = models.TextField(blank=True)
    decision = models.TextField(
        blank=True, choices=[("agreed", "Agreed to the resolution"), ("refused", "Refused the resolution")]
    )
    director_consents = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    decided_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)  # why it was recorded anew

    objects = ByCaseQuerySet.as_manager()
    privacy = dict.fromkeys(
        (
            "id", "case", "asked_at", "asked_by", "reference", "director_consents", "decided_on", "recorded_at",
            "recorded_by", "replaces",
        ),
        OPERATIONAL,
    ) | dict.fromkeys(("resolution", "asked_about", "given_for", "decision"), SENSITIVE) | {"reason": FREE_TEXT}  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="prosecutor_asked_once_at_a_time",
                fields=["case", "resolution"],
                condition=Q(recorded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="prosecutor_decision_is_whole",
                condition=Q(
                    recorded_at__isnull=True, recorded_by__isnull=True, decided_on__isnull=True, decision="",
                    reference="", given_for=[],
                )
                | (
                    Q(recorded_at__isnull=False, recorded_by__isnull=False, decided_on__isnull=False)
                    & ~Q(decision="")
                    & ~Q(reference="")
                ),
            ),
            models.CheckConstraint(
                name="prosecutor_decision_corrected_with_a_reason",
                condition=Q(replaces__isnull=True, reason="")
                | (Q(replaces__isnull=False, recorded_at__isnull=False) & ~Q(reason="")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"prosecutor decision {self.pk}"


# How the person was told and what they did, each as the statement that has to be true before a caution is given.
PARTS_OF_AGREEMENT: dict[str, str] = {
    "evidence_told": "The person was told of the evidence that they committed the offence",
    "enough_to_charge": "It was decided that there is enough evidence to charge, and that this should be given",
    "admitted": "The person admits the offence",
    "effect_explained": "The effect was explained, with a warning of what may follow if a condition is not kept",
    "document_signed": "The person signed a document with the offence, the admission, the consent and the conditions",
}


class AgreementQuerySet(VisibleQuerySet):
    """Agreements are seen by those who see the case."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(authority__proposal__case__in=Case.objects.visible_to(user))


class Agreement(models.Model):
    """What the person answered to what was authorised, and how they were told.

    For a conditional caution the first five are the five requirements of section 23 of the Criminal Justice Act
    2003. It belongs to one authority: what is authorised anew has to be agreed anew. What was put down wrongly is
    replaced by a row that says why. Both stay, and the newest counts.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="agreements")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)  # why it was put down anew
    evidence_told = models.BooleanField()
    enough_to_charge = models.BooleanField()
    admitted = models.BooleanField()
    effect_explained = models.BooleanField()
    document_signed = models.BooleanField()
    agrees = models.BooleanField()
    appropriate_adult_present = models.TextField(choices=choices(YesNo), default=YesNo.NOT_RECORDED)
    agreed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AgreementQuerySet.as_manager()
    privacy = dict.fromkeys(
        (
            "id", "authority", "evidence_told", "enough_to_charge", "effect_explained", "document_signed",
            "appropriate_adult_present", "agreed_on", "recorded_at", "recorded_by", "replaces",
        ),
        OPERATIONAL,
    ) | dict.fromkeys(("admitted", "agrees"), SENSITIVE) | {"reason": FREE_TEXT}  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="answered_once", fields=["authority"], condition=Q(replaces__isnull=True)
            ),
            models.CheckConstraint(
                name="agreement_corrected_with_a_reason",
                condition=Q(replaces__isnull=True, reason="") | (Q(replaces__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"
