"""May they see it? Nothing, until a rule says otherwise."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from oocr.lifecycle.verdict import Verdict


class VisibleQuerySet(models.QuerySet[Any]):
    """The queryset of anything that holds case data. Each kind overrides `visible_to` with its own rule."""

    def visible_to(self, user: Any) -> Self:
        """What this person may see. Nothing here: a kind without a rule of its own shows nobody anything."""
        return self.none()


def verdict_on_reference(user: Any, reference: str) -> Verdict:
    """May this person see the case with this reference? Asked of the room that `settings.WHY_NOT` names.

    The answer never says whether there is such a case that they may not see.
    """
    verdict: Verdict = import_string(settings.WHY_NOT)(user, reference)
    return verdict
