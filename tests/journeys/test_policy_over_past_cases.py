"""A hub manager tries a draft of a policy pack on the cases of a year, before anybody works by it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from tests.journeys.deciding import dates
from tests.journeys.service import CHECKOUT
from tests.journeys.visitor import Visitor

STRICTER = """
[[rules]]
id = "no-community-resolution-for-domestic-abuse"
register = ["DA-03"]
says = "Domestic abuse has no community resolution, whoever was abused."
of = ["community_resolution"]
at = "choose"
stop_when = { domestic_abuse = true }
source = "community-resolution-guidelines-2012"
paragraph = "A proposal of the hub"
confidence = "high"
examples = [
  { name = "a brother", facts = { domestic_abuse = true }, fires = true },
  { name = "a stranger", facts = { domestic_abuse = false }, fires = false },
  { name = "nobody said", facts = { }, fires = "cannot say" },
]
"""


def test_a_hub_manager_runs_a_draft_over_past_cases(arrives: Callable[..., Visitor], tmp_path: Path) -> None:
    # Given a draft that is stricter in domestic abuse, with a word that is not one of policy's at first
    now = (CHECKOUT / "packs" / "domestic-abuse-2024-08-08.toml").read_text()
    draft = tmp_path / "domestic-abuse-2027-04-01.toml"
    draft.write_text((now + STRICTER).replace("2024-08-08", "2027-04-01"))
    misspelt = tmp_path / "wrong" / draft.name
    misspelt.parent.mkdir()
    misspelt.write_text(
        draft.read_text().replace(
            '"choose"\nstop_when = { domestic_abuse = true }', '"chose"\nstop_when = { }'
        )
    )

    # When she runs it over a year
    helen = arrives("Helen Barraclough")
    helen.follows("Policy")
    helen.presses("What would a draft have changed?")
    for file in (misspelt, draft):
        helen.page.locator("input[type=file]").set_input_files(file)
        dates(helen, "From", dt.date(2024, 7, 1))
        dates(helen, "Up to", dt.date(2025, 7, 1))
        helen.presses("Run it")
        if file is misspelt:
            assert helen.page.title().startswith("Error:")
            helen.sees("no-community-resolution-for-domestic-abuse")

    # Then the worker has gone over the cases, and she reads how many would have changed, and which
    helen.page.get_by_text("Finished").wait_for(timeout=60_000)
    helen.page.reload()
    helen.looks_at_it()
    helen.sees("resolutions would have changed.")
    helen.sees("One by one")
    changed = helen.page.get_by_role("table", name="One by one")
    assert "Community resolution" in changed.inner_text()
    changed.get_by_role("link").first.click()
    helen.looks_at_it()
    helen.sees("Overview")
