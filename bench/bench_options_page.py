"""The options page among 50,000 cases: p95 at most 2 times that of the plain case page, 35 queries at most.

Both pages are of one case of which everything is known, and are asked in turn by the officer whose case it is.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.report import Report, seconds

ROOT = Path(__file__).resolve().parent.parent
CASES = 50_000
TIMES = 60


def run(report: Report) -> None:
    """Build the cases in a server of their own, and ask."""
    with tempfile.TemporaryDirectory(prefix="oocr-bench-") as made:
        environment = os.environ | {"MODE": "demonstration", "LOCAL_DIR": made, "LOG_LEVEL": "CRITICAL"}
        asked = subprocess.run(
            [sys.executable, "-m", "bench.bench_options_page"],
            cwd=ROOT, env=environment, check=True, text=True, stdout=subprocess.PIPE,
        )  # fmt: skip
    slow, plain, questions = json.loads(asked.stdout)
    said = f"options page, {slow * 1000:.0f} ms against {plain * 1000:.0f} ms for the plain case page"
    report.at_most(said, slow / plain, 2, " times")
    report.at_most("options page, queries", questions, 35)


def _measure() -> tuple[float, float, int]:
    """In the process that has the database to itself."""
    import django  # noqa: PLC0415  # the settings are read from this process's environment

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # as above
    from django.db import connection  # noqa: PLC0415  # as above
    from django.test import Client  # noqa: PLC0415  # as above
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  # as above

    from bench.case_data import build  # noqa: PLC0415  # as above
    from tests.factories.access import make_agency  # noqa: PLC0415  # as above
    from tests.factories.decisions import make_plain_case  # noqa: PLC0415  # as above

    call_command("migrate", verbosity=0)
    make_agency()
    build(CASES)
    with connection.cursor() as cursor:  # the next number of each, after those that were written with theirs
        for table in ("cases_person", "cases_crime", "cases_case"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
    case = make_plain_case()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(case.officer)
    options, plain = f"/cases/{case.reference}/options", f"/cases/{case.reference}"
    times: dict[str, list[float]] = {options: [], plain: []}
    for turn in range(TIMES + 3):
        for where in (options, plain):
            taken = seconds(lambda where=where: _open(client, where))  # type: ignore[misc]  # bound on purpose
            if turn >= 3:
                times[where].append(taken)
    with CaptureQueriesContext(connection) as questions:
        _open(client, options)
    slow, usual = (quantiles(times[where], n=20)[-1] for where in (options, plain))
    return slow, usual, len(questions)


def _open(client: Any, where: str) -> None:
    assert client.get(where).status_code == 200


if __name__ == "__main__":
    json.dump(_measure(), sys.stdout)
