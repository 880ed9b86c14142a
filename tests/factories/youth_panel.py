"""Items of youth panel sittings, as an extract brings them."""

import datetime as dt
import itertools
from typing import Any

from oocr.cases.models import Case
from oocr.youth_panel.models import SittingItem

_numbers = itertools.count(1)


def make_sitting_item(case: Case, **facts: Any) -> SittingItem:
    """A city case heard in March 2025 that ended in a community resolution."""
    usual = {
        "source_key": f"Y{next(_numbers):06}",
        "heard_on": dt.date(2025, 3, 12),
        "area": "city",
        "from_court": "no",
        "outcome": "community_resolution",
    }
    return SittingItem.objects.create(case=case, **(usual | facts))
