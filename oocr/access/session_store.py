"""Sessions in the database, as Django keeps them, but not written again by every page.

A session ends when it has been quiet for so long, so each page would move its end. Written a little later than
promised, the end need be moved no more than twice a minute: nobody is signed out early, or more than that much late.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.utils import timezone

SPARE = dt.timedelta(seconds=30)


class SessionStore(db.SessionStore):
    """A session whose end is moved only when it would come before the quiet time is over."""

    ends: dt.datetime | None = None

    def _get_session_from_db(self) -> Any:
        kept = super()._get_session_from_db()  # type: ignore[misc]  # Django's own, which its stubs leave out
        self.ends = kept.expire_date if kept else None
        return kept

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of this session, with an end a little later than promised."""
        row = super().create_model_instance(data)
        row.expire_date += SPARE
        return row

    def save(self, must_create: bool = False) -> None:
        """Write the session if it is new, changed, or would end too early."""
        promised = timezone.now() + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
        if must_create or self.modified or self.ends is None or self.ends < promised:
            super().save(must_create)
