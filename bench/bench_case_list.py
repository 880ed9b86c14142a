"""The case list at 250,000 cases: p95 at most 3 times a page that renders the same rows from memory, 8 queries at most.

Both pages are asked in turn and go through the whole of Django for someone signed in, and both draw the same template with the same rows; the
baseline's rows, counts and choices were read once, before. The list is asked as people ask it: as it opens, filtered
by what stands in the case and in other tables, sorted every way, far down, and searched by names common and rare,
whole, begun and misspelt, and by numbers. The slowest of these has to keep the promise, not their average.
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
CASES = 250_000
TIMES = 30

ASKED = {
    "as it opens": "",
    "closed cases": "?state=closed",
    "filtered by domestic abuse": "?state=closed&mark=domestic_abuse",
    "filtered by offence group": "?state=all&group=Theft",
    "filtered by resolution and area": "?state=all&kind=conditional_caution&area=E06000016",
    "filtered by officer": "?state=all&officer=1234",
    "filtered by stage": "?stage=awaiting+inspector",
    "filtered to children": "?state=all&age=child",
    "filtered to nothing": "?state=all&kind=penalty_notice",
    "sorted by name": "?state=all&sort=name",
    "sorted by name, filtered": "?state=closed&sort=-name&mark=hate",
    "oldest first": "?state=all&sort=opened",
    "by reference": "?state=all&sort=-reference",
    "the four hundredth page": "?state=all&page=400",
}
SEARCHED = ("Smith", "smyth", "Priya Patel", "prya patel", "Longbotom", "Li", "s", "Arjun Middle Blenkinsop", "Xanthippe",
            "LP-2022-000123", "22-0", "24-0001234")  # fmt: skip


def run(report: Report) -> None:
    """Build the cases in a server of their own, and ask."""
    with tempfile.TemporaryDirectory(prefix="oocr-bench-") as made:
        environment = os.environ | {"MODE": "demonstration", "LOCAL_DIR": made, "LOG_LEVEL": "CRITICAL"}
        asked = subprocess.run(
            [sys.executable, "-m", "bench.bench_case_list"],
            cwd=ROOT, env=environment, check=True, text=True, stdout=subprocess.PIPE,
        )  # fmt: skip
    for what, (slow, baseline, questions) in json.loads(asked.stdout).items():
        said = f"{what}, {slow * 1000:.0f} ms against {baseline * 1000:.0f} ms for the same page from memory"
        report.at_most(said, slow / baseline, 3, " times")
        report.at_most(f"{what}, queries", questions, 8)


def _measure() -> dict[str, tuple[float, float, int]]:
    """In the process that has the database to itself."""
    import django  # noqa: PLC0415  # the settings are read from this process's environment

    django.setup()
    from django.conf import settings  # noqa: PLC0415  # as above
    from django.core.management import call_command  # noqa: PLC0415  # as above
    from django.test import Client  # noqa: PLC0415  # as above

    from bench.case_data import build, person_who_asks  # noqa: PLC0415  # as above

    call_command("migrate", verbosity=0)
    user = person_who_asks()
    build(CASES)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    settings.ROOT_URLCONF = "bench.case_page_in_memory"
    measured = {what: _asked(client, f"/cases/{query}") for what, query in ASKED.items()}
    for text in SEARCHED:
        where = client.post("/cases/find", {"text": text}).headers["location"]
        measured[f"searched for {text!r}"] = _asked(client, where)
    return measured


def _get(client: Any, where: str) -> None:
    assert client.get(where).status_code == 200, where


def _asked(client: Any, where: str) -> tuple[float, float, int]:
    """The p95 of this and of the baseline, taken in turns so that a busy machine slows both, and the queries asked."""
    from django.db import connection  # noqa: PLC0415  # after django.setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  # as above

    ours, baseline = [], []
    for _ in range(TIMES):
        baseline.append(seconds(lambda: _get(client, "/in-memory/")))
        ours.append(seconds(lambda: _get(client, where)))
    with CaptureQueriesContext(connection) as questions:
        _get(client, where)
    asked = sum(not each["sql"].startswith(("BEGIN", "COMMIT")) for each in questions)
    return _p95(ours), _p95(baseline), asked


def _p95(times: list[float]) -> float:
    """Without the first three, which warm up."""
    return quantiles(times[3:], n=20)[-1]


if __name__ == "__main__":
    print(json.dumps(_measure()))
