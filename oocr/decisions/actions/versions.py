"""Keeping what a proposal said at a step, exactly as it said it."""

from datetime import datetime

from django.utils import timezone

from oocr.access.models import User
from oocr.decisions.models import Proposal, ProposalVersion
from oocr.decisions.versions import version_of


def keep_version(proposal: Proposal, step: str, *, by: User, at: datetime) -> ProposalVersion:
    """Write down what a proposal says now. Inside the transaction of the step, once everything of it is written."""
    version = version_of(proposal, timezone.localdate(at))
    version.step, version.kept_at, version.kept_by = step, at, by
    version.save()
    return version
