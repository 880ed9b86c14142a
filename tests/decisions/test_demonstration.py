"""What the demonstration's officers propose: in the small area, after everything else was recorded there."""

from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from demo.generate import write_small
from oocr.access.models import Agency
from oocr.decisions.actions import demonstration
from oocr.decisions.models import MadePaper, Proposal, ProsecutorDecision
from oocr.decisions.states import State
from oocr.imports.actions import IMPORTER, load_batch, receive_batch
from oocr.lifecycle.verdict import Refused

pytestmark = pytest.mark.django_db


def made() -> str:
    out = StringIO()
    call_command("make_demonstration_proposals", stdout=out)
    return out.getvalue()


@pytest.mark.slow
def test_a_live_case_stands_at_every_step(settings: Any, tmp_path: Path) -> None:
    settings.DEMONSTRATION, settings.LOCAL_DIR = True, tmp_path / "local"
    call_command("make_demonstration_accounts", stdout=StringIO())
    # Before there are cases there is nothing to propose.
    assert "with a proposal: 0." in made()
    write_small(tmp_path / "extract")
    names = [path.name for path in (tmp_path / "extract").glob("*.csv")]
    at, agency = timezone.now(), Agency.objects.get(key="leicestershire-police")
    batch = receive_batch(agency=agency, files=names, by=IMPORTER, at=at)
    load_batch(batch=batch, folder=tmp_path / "extract", by=IMPORTER, at=at)
    for command in ("make_demonstration_answers", "make_demonstration_victims"):
        call_command(command, stdout=StringIO())

    assert "with a proposal: 9." in made()
    assert "with a proposal: 0." in made()
    assert Counter(Proposal.objects.values_list("state", flat=True)) == {
        State.DRAFTED: 2,
        State.WITH_AUTHORISER: 2,
        State.RETURNED: 1,
        State.AUTHORISED: 2,
        State.VOIDED: 1,
        State.ISSUED: 1,
    }
    assert ProsecutorDecision.objects.filter(recorded_at=None).count() == 2
    assert MadePaper.objects.count() == 2

    # Whatever else refuses an issue is told, and not taken for an authority that fell.
    drafted = Proposal.objects.filter(state=State.DRAFTED).first()
    assert drafted
    with pytest.raises(Refused):
        demonstration.STEPS["issue"](drafted, "", drafted.proposed_by, at)


def test_nothing_is_made_up_in_service() -> None:
    with pytest.raises(CommandError, match="not a demonstration"):
        made()
