"""What is in the tables, without what a load is free to choose: ids and the batch that wrote a row."""

from typing import Any

from django.db import connection

from oocr.imports.load.corrections import fields_of, side_now
from oocr.imports.load.targets import IN_TURN
from oocr.imports.models import QuarantinedRow

WORKED = {
    "people": ("search_names",),
    "cases": ("agency_id", "officer_id", "area_code", "is_child", "restricted"),
}


def state() -> dict[str, Any]:
    """Every row of every file by its key, with references told by key; and the keys of rows kept aside."""
    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for target in IN_TURN:
            told = [field.as_text("this") for field in fields_of(target)]
            told += [f'this."{name}"::text' for name in WORKED.get(target.name, ())]
            if target.side:
                told.append(f"{side_now(target, 'this')}::text")
            cursor.execute(
                f'SELECT this."{target.key}", {", ".join(told)} FROM "{target.table}" this ORDER BY 1'
            )
            found[target.name] = cursor.fetchall()
    waiting = QuarantinedRow.objects.filter(resolved_at=None)
    found["aside"] = sorted(waiting.values_list("file", "row_key", "code", "waiting_for", "fingerprint"))
    return found
