"""Conditions and breaches, as an extract brings them."""

import datetime as dt
import itertools
from typing import Any

from oocr.cases.models import Resolution
from oocr.conditions.models import Breach, Condition

_numbers = itertools.count(1)


def make_condition(resolution: Resolution, **facts: Any) -> Condition:
    """A course to attend within three months."""
    usual = {
        "source_key": f"C{next(_numbers):06}",
        "kind": "rehabilitative",
        "text": "Attend the victim awareness course.",
        "due_on": resolution.issued_on + dt.timedelta(days=90),
    }
    return Condition.objects.create(resolution=resolution, **(usual | facts))


def make_breach(condition: Condition, **facts: Any) -> Breach:
    """A breach that nobody has decided about."""
    usual = {
        "source_key": f"B{next(_numbers):06}",
        "reported_on": condition.due_on + dt.timedelta(days=2),
        "what_happened": "Did not attend; no reply to two calls.",
    }
    return Breach.objects.create(condition=condition, **(usual | facts))
