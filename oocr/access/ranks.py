"""Police ranks, in order. Pure."""

from enum import StrEnum


class Rank(StrEnum):
    """A rank held by a police person; `height` orders them."""

    CONSTABLE = "constable"
    SERGEANT = "sergeant"
    INSPECTOR = "inspector"
    CHIEF_INSPECTOR = "chief_inspector"
    SUPERINTENDENT = "superintendent"

    @property
    def height(self) -> int:
        """Greater is higher."""
        return list(Rank).index(self)
