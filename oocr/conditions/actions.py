"""What people do to conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.audit.events import Event
from oocr.audit.ledger import record
from oocr.cases.actions.here import insist_here
from oocr.cases.models import Resolution
from oocr.conditions.models import Condition


@dataclass(frozen=True)
class Term:
    """One thing the person agreed to: of which kind, what, and by when."""

    kind: str
    text: str
    due_on: date


@transaction.atomic
def set_conditions(
    *, resolution: Resolution, terms: Sequence[Term], by: User, at: datetime
) -> list[Condition]:
    """Set the conditions of a resolution as it is issued, in the order given."""
    insist_here(by, Permission.ISSUE_RESOLUTION, resolution.case)
    conditions = Condition.objects.bulk_create(
        Condition(
            source_key=f"here:{uuid4()}",
            resolution=resolution,
            kind=term.kind,
            text=term.text,
            due_on=term.due_on,
        )
        for term in terms
    )
    record(Event.CONDITIONS_SET, about=resolution.case, by=by, at=at, count=len(conditions))
    return conditions
