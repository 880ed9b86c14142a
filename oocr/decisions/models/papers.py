"""The papers that were made for the person and for victims, word for word."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.privacy import PrivacyClass
from oocr.cases.models import Case, Victim
from oocr.cases.models.visibility import ByCaseQuerySet
from oocr.decisions.models.proposals import Proposal

OPERATIONAL, IDENTITY = PrivacyClass.OPERATIONAL, PrivacyClass.IDENTITY


class MadePaperQuerySet(ByCaseQuerySet):
    """A paper names somebody: it is seen by those who see the case and who it is about; a victim's, by fewer."""

    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated or not user.may(Permission.SEE_IDENTITY):
            return self.none()
        seen = super().visible_to(user)
        where = user.agencies_where(Permission.SEE_VICTIM)
        return seen.filter(Q(victim__isnull=True) | Q(case__agency__in=where))


class MadePaper(models.Model):
    """One paper, kept as it was made. It is never changed: what is wrong is made anew, and both stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="made_papers")
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="made_papers", db_index=False
    )
    # Whom it is for, when that is a victim and not the person.
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The version of the wording, and the digest of its file: what was said and by which words.
    wording = models.TextField()
    digest = models.TextField()
    title = models.TextField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = MadePaperQuerySet.as_manager()
    privacy = dict.fromkeys(
        ("id", "case", "proposal", "victim", "wording", "digest", "title", "made_at", "made_by"), OPERATIONAL
    ) | {"content": IDENTITY}

    class Meta:
        indexes = [models.Index(fields=["proposal", "-made_at"], name="made_paper_newest")]

    def __str__(self) -> str:
        return f"paper {self.pk}"

    @property
    def ledger_ref(self) -> str:
        return f"paper:{self.pk}"
