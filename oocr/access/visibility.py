"""May they see it? Nothing, until a rule says otherwise."""

from typing import Any, Self

from django.db import models


class VisibleQuerySet(models.QuerySet[Any]):
    """The queryset of anything that holds case data. Each kind overrides `visible_to` with its own rule."""

    def visible_to(self, user: Any) -> Self:
        """What this person may see. Nothing here: a kind without a rule of its own shows nobody anything."""
        return self.none()
