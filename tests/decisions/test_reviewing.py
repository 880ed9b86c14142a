"""Policy run over past cases: what a draft would have changed, and which crimes missed a resolution."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oocr.access.models import User
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.models import Case, CaseCrime, Crime
from oocr.decisions import tasks
from oocr.decisions.actions.reviewing import ask_for_run, carry_out_run
from oocr.decisions.models import PolicyRun, Proposal
from oocr.lifecycle.verdict import Refused
from oocr.policy.facts import FACTS
from oocr.policy.packs import FOLDER, in_force
from tests.factories.access import make_agency, make_user
from tests.factories.cases import make_case, make_crime, make_outcome_code, make_person, make_resolution
from tests.factories.decisions import make_plain_case, make_proposal

pytestmark = pytest.mark.django_db

DRAFT = "anyone-2027-01-01.toml"
NEVER = """
[[rules]]
id = "no-assaults"
register = []
says = "An assault is not dealt with out of court."
at = "choose"
stop_when = { offence_class = "summary" }
source = "draft"
paragraph = "1"
confidence = "high"
examples = [
  { name = "assault", facts = { offence_class = "summary" }, fires = true },
  { name = "robbery", facts = { offence_class = "indictable_only" }, fires = false },
  { name = "not recorded yet", facts = { }, fires = "cannot say" },
]

[sources.draft]
title = "A draft"
href = "https://www.example.org/draft"
read_on = 2026-11-01
"""


def period() -> dict[str, dt.date]:
    today = timezone.localdate()
    return {"from_on": today - dt.timedelta(days=400), "to_on": today + dt.timedelta(days=1)}


def as_in_force(subject: str, more: str = "") -> str:
    """The pack in force today as a draft that begins later, with more in it."""
    pack = next(pack for pack in in_force(timezone.localdate()).packs if pack.id == subject)
    text = (FOLDER / f"{pack.mark.named}.toml").read_text()
    return (
        text.replace(f"in_force_from = {pack.in_force_from.isoformat()}", "in_force_from = 2027-01-01") + more
    )


def asked(kind: str = "what_if", by: User | None = None, **others: Any) -> PolicyRun:
    by = by or make_user("hub_manager")
    drafts = {"draft_name": DRAFT, "draft": as_in_force("anyone", NEVER)} if kind == "what_if" else {}
    facts = {"agency": make_agency(), **period(), **drafts} | others
    return ask_for_run(kind=kind, by=by, at=timezone.now(), **facts)


def carried_out(run: PolicyRun) -> PolicyRun:
    return carry_out_run(run=run, at=timezone.now())


def closed_crime(code: str, **facts: Any) -> Crime:
    crime = make_crime(**facts)
    make_outcome_code(crime, code=code, recorded_on=timezone.localdate())
    return crime


def test_a_draft_that_would_have_stopped_a_resolution_says_so_and_changes_nothing() -> None:
    proposal = make_proposal(kind="community_resolution", issued=True)
    before = Proposal.objects.filter(pk=proposal.pk).values().get()
    run = carried_out(asked())
    assert (run.state, run.examined) == ("done", 1)
    assert run.result is not None
    (row,) = run.result["rows"]
    assert (row["case"], row["change"], row["resolution"]) == (
        proposal.case.reference, "stopped", "community_resolution",
    )  # fmt: skip
    assert run.result["gone_over"]["sex"] == {proposal.case.person.sex: 1}
    assert Proposal.objects.filter(pk=proposal.pk).values().get() == before
    assert DRAFT.removesuffix(".toml") not in {
        mark.named for mark in in_force(timezone.localdate()).ids_and_hashes
    }
    assert {Event.RUN_ASKED, Event.RUN_FINISHED} <= {
        line.event for line in lines(Asked(about=run.ledger_ref))
    }


def test_two_resolutions_of_one_case_are_each_judged_on_their_own_day() -> None:
    case = make_plain_case()
    first, second = dt.date(2025, 3, 1), dt.date(2025, 9, 1)
    for on in (first, second):
        make_resolution(case, kind="community_resolution", issued_on=on)
    run = carried_out(asked())
    assert run.result is not None
    found = {(row["issued_on"], row["change"]) for row in run.result["rows"]}
    assert (run.examined, found) == (2, {(first.isoformat(), "stopped"), (second.isoformat(), "stopped")})


def test_the_pack_in_force_as_a_draft_changes_nothing() -> None:
    make_proposal(kind="community_resolution", issued=True)
    run = carried_out(asked(draft=as_in_force("anyone")))
    assert run.result is not None
    assert (run.examined, run.result["rows"]) == (1, [])


def test_a_resolution_outside_the_period_or_of_another_force_is_not_gone_over() -> None:
    make_proposal(kind="community_resolution", issued=True)
    today = timezone.localdate()
    assert carried_out(asked(from_on=today - dt.timedelta(9), to_on=today)).examined == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"draft": "this is no pack"}, "not-a-pack"),
        ({"draft_name": "notes.txt"}, "not-a-pack"),
        ({"to_on": dt.date(2020, 1, 1)}, "no-period"),
    ],
)
def test_what_cannot_be_run_is_refused_in_words(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(**changes)
    assert refused.value.verdict.code == code


def test_only_those_who_review_policy_at_the_force_ask() -> None:
    for by, code in ((make_user("officer"), "no-permission"), (make_user("panel_member"), "no-permission")):
        with pytest.raises(Refused) as refused:
            asked(by=by)
        assert refused.value.verdict.code == code
    with pytest.raises(Refused) as refused:
        asked(agency=make_agency("ingeus"))
    assert refused.value.verdict.code == "other-agency"


def test_fail_run_when_no_policy_was_in_force_says_so() -> None:
    case = make_plain_case()
    make_outcome_code(case.crimes.get(), code="16", recorded_on=dt.date(1999, 1, 1))
    run = carried_out(asked("missed", from_on=dt.date(1998, 1, 1), to_on=dt.date(2000, 1, 1)))
    assert run.state == "failed"
    assert "1999-01-01" in run.fault
    assert Event.RUN_FAILED in {line.event for line in lines(Asked(about=run.ledger_ref))}


def test_finish_run_finds_crimes_that_were_open_and_ranks_the_best_known_first() -> None:
    known = make_plain_case().crimes.get()
    make_outcome_code(known, code="16", recorded_on=timezone.localdate())
    charged = make_plain_case().crimes.get()
    make_outcome_code(charged, code="1", recorded_on=timezone.localdate())
    nobody = make_plain_case(answers={"gravity": {"gravity_final": 2}}).crimes.get()
    make_outcome_code(nobody, code="18", recorded_on=timezone.localdate())
    run = carried_out(asked("missed"))
    assert run.result is not None
    listed = [[each["crime"] for each in row["crimes"]] for row in run.result["rows"]]
    assert listed == [[known.crime_number], [nobody.crime_number]]
    first, second = run.result["rows"]
    assert "community_resolution" in first["resolutions"]
    assert first["missing"] == []
    assert second["missing"] == ["who did it"]
    assert run.examined == 2


def closed_in(case: Case, *codes: str, on: dt.date | None = None, **facts: Any) -> list[Crime]:
    """Crimes of a case, each closed with one of these codes, today unless another day is given."""
    crimes = []
    for code in codes:
        crime = make_crime(committed_from=case.opened_on, committed_to=case.opened_on, **facts)
        CaseCrime.objects.create(case=case, crime=crime)
        make_outcome_code(crime, code=code, recorded_on=on or timezone.localdate())
        crimes.append(crime)
    return crimes


def missed_by(run: PolicyRun) -> list[set[str]]:
    """The crimes of each possible decision that was open."""
    assert run.result is not None
    return [{each["crime"] for each in row["crimes"]} for row in run.result["rows"]]


def test_the_crimes_of_one_case_closed_on_one_day_are_one_possible_decision() -> None:
    case = make_plain_case()
    crimes = closed_in(case, "16", "15", "16")
    run = carried_out(asked("missed"))
    assert run.result is not None
    assert missed_by(run) == [{crime.crime_number for crime in crimes}]
    assert run.result["rows"][0]["case"] == case.reference
    assert (run.examined, run.result["decisions"]) == (3, {"gone_over": 1, "open": 1})
    assert {row["code"]: row["count"] for row in run.result["counts"]} == {"16": 2, "15": 1}


def test_what_is_not_known_of_a_possible_decision_counts_once() -> None:
    case = make_plain_case(answers={"evidence": {"evidential_test": None}})
    closed_in(case, "16", "15")
    run = carried_out(asked("missed"))
    assert run.result is not None
    assert {count for _, count in run.result["missing"]} == {1}


def test_crimes_of_one_case_closed_on_two_days_are_two_possible_decisions_each_of_its_day() -> None:
    case, today = make_plain_case(), timezone.localdate()
    (first,) = closed_in(case, "16", on=today - dt.timedelta(days=30))
    (second,) = closed_in(case, "16", on=today)
    run = carried_out(asked("missed"))
    assert sorted(map(sorted, missed_by(run))) == sorted([[first.crime_number], [second.crime_number]])
    assert run.examined == 2


def test_a_crime_closed_twice_in_the_period_counts_once_as_it_was_closed_last() -> None:
    case, today = make_plain_case(), timezone.localdate()
    (crime,) = closed_in(case, "18", on=today - dt.timedelta(days=30))
    make_outcome_code(crime, code="16", recorded_on=today)
    run = carried_out(asked("missed"))
    assert run.result is not None
    assert missed_by(run) == [{crime.crime_number}]
    assert (run.examined, [(row["code"], row["count"]) for row in run.result["counts"]]) == (1, [("16", 1)])
    assert "who did it" not in dict(run.result["missing"])


def test_a_crime_of_two_peoples_cases_is_part_of_two_possible_decisions_and_one_crime() -> None:
    case, other = make_plain_case(), make_plain_case()
    (crime,) = closed_in(case, "16")
    CaseCrime.objects.create(case=other, crime=crime)
    run = carried_out(asked("missed"))
    assert run.result is not None
    assert missed_by(run) == [{crime.crime_number}] * 2
    assert {row["case"] for row in run.result["rows"]} == {case.reference, other.reference}
    assert (run.examined, sum(row["count"] for row in run.result["counts"])) == (1, 1)


def test_a_crime_in_which_nobody_was_identified_is_not_decided_about_with_the_others() -> None:
    case = make_plain_case()
    known, unknown = closed_in(case, "16", "18")
    run = carried_out(asked("missed"))
    assert missed_by(run) == [{known.crime_number}, {unknown.crime_number}]


def test_crimes_of_no_case_are_not_put_together() -> None:
    make_case(batch="batch:7")
    crimes = [closed_crime("16", batch="batch:7"), closed_crime("16", batch="batch:7")]
    run = carried_out(asked("missed"))
    assert sorted(map(sorted, missed_by(run))) == sorted([crime.crime_number] for crime in crimes)


def test_a_crime_that_policy_shuts_out_missed_nothing() -> None:
    child = make_plain_case(person=make_person(date_of_birth=dt.date(2017, 1, 1)))
    make_outcome_code(child.crimes.get(), code="15", recorded_on=timezone.localdate())
    run = carried_out(asked("missed"))
    assert run.result is not None
    assert run.result["rows"] == []


def test_a_crime_of_which_the_force_cannot_be_told_is_left_out_and_counted() -> None:
    closed_crime("16", batch="batch:999")
    run = carried_out(asked("missed"))
    assert run.result is not None
    assert (run.examined, run.result["left_out"]) == (0, 1)


def test_the_worker_carries_out_what_waits_and_only_once() -> None:
    run = asked("missed")
    tasks.carry_out(number=run.pk)
    tasks.carry_out(number=run.pk)
    run.refresh_from_db()
    assert run.state == "done"
    finished = [line for line in lines(Asked(about=run.ledger_ref)) if line.event == Event.RUN_FINISHED]
    assert len(finished) == 1


def test_the_pages_ask_show_and_name_only_to_those_who_may_see(client: Client) -> None:
    proposal = make_proposal(kind="community_resolution", issued=True)
    manager, analyst = make_user("hub_manager"), make_user("analyst")
    client.force_login(manager)
    assert "Nothing has been run yet" in client.get(reverse("decisions:reviews")).content.decode()
    what_if = reverse("decisions:ask_what_if")
    day = {
        f"{name}_{part}": getattr(value, part)
        for name, value in period().items()
        for part in ("day", "month", "year")
    }
    wrong = client.post(what_if, {**day, "draft": SimpleUploadedFile(DRAFT, b"nonsense")}).content.decode()
    assert "There is a problem" in wrong
    assert "not TOML" in wrong
    draft = SimpleUploadedFile(DRAFT, as_in_force("anyone", NEVER).encode())
    sent = client.post(what_if, {**day, "draft": draft})
    run = PolicyRun.objects.get()
    assert sent["Location"] == reverse("decisions:review", args=[run.pk])
    assert "being gone over" in client.get(sent["Location"]).content.decode()
    carried_out(run)
    page = client.get(sent["Location"]).content.decode()
    assert "1 of 1 resolutions would have changed" in page
    assert proposal.case.person.name in page
    assert Event.RUN_VIEWED in {line.event for line in lines(Asked(about=run.ledger_ref))}
    client.force_login(analyst)
    page = client.get(sent["Location"]).content.decode()
    assert proposal.case.reference in page
    assert proposal.case.person.family_name not in page


def test_the_page_of_missed_opportunities_shows_what_is_not_known(client: Client) -> None:
    crime = make_plain_case().crimes.get()
    make_outcome_code(crime, code="18", recorded_on=timezone.localdate())
    client.force_login(make_user("hub_coordinator"))
    day = {
        f"{name}_{part}": getattr(value, part)
        for name, value in period().items()
        for part in ("day", "month", "year")
    }
    sent = client.post(reverse("decisions:ask_missed"), day)
    carried_out(PolicyRun.objects.get())
    page = client.get(sent["Location"]).content.decode()
    assert "1 of 1 closed crimes were open to a resolution" in page
    assert "They make 1 of 1 possible decisions" in page
    assert "The crimes of one case that were closed on one day are one possible decision" in page
    assert "Who did it" in page
    assert crime.crime_number in page


def test_every_fact_that_is_missing_is_named_beside_the_crime(client: Client) -> None:
    crime = make_crime()
    make_case(crimes=[crime])
    make_outcome_code(crime, code="16", recorded_on=timezone.localdate())
    run = carried_out(asked("missed"))
    assert run.result is not None
    (row,) = run.result["rows"]
    assert len(row["missing"]) > 2
    client.force_login(make_user("hub_coordinator"))
    page = client.get(reverse("decisions:review", args=[run.pk])).content.decode()
    beside = page[page.index(crime.crime_number) :].lower()
    assert all(FACTS[name].missing.lower() in beside for name in row["missing"])


def test_a_run_lists_nothing_of_cases_that_the_reader_may_not_see(client: Client) -> None:
    restricted = make_proposal(
        case=make_plain_case(person=make_person(restricted=True, date_of_birth=dt.date(1971, 3, 5))),
        kind="community_resolution",
        issued=True,
    ).case
    crime = make_plain_case(
        person=make_person(restricted=True, date_of_birth=dt.date(1972, 3, 5))
    ).crimes.get()
    make_outcome_code(crime, code="16", recorded_on=timezone.localdate())
    for kind, named in (("what_if", restricted.reference), ("missed", crime.crime_number)):
        run = carried_out(asked(kind))
        for role, sees in (("hub_manager", True), ("analyst", False)):
            client.force_login(make_user(role))
            page = client.get(reverse("decisions:review", args=[run.pk])).content.decode()
            assert (named in page) is sees
            assert ("1 row of cases that you may not see is not listed" in page) is not sees


def test_a_period_that_ends_before_it_begins_keeps_what_was_typed(client: Client) -> None:
    client.force_login(make_user("hub_coordinator"))
    day = {
        "from_on_day": "1",
        "from_on_month": "5",
        "from_on_year": "2025",
        "to_on_day": "1",
        "to_on_month": "4",
        "to_on_year": "2025",
    }
    page = client.post(reverse("decisions:ask_missed"), day).content.decode()
    assert "The period must end after it begins" in page
    assert 'value="2025"' in page


def test_the_command_counts_and_gives_everything_as_json(tmp_path: Path) -> None:
    make_proposal(kind="community_resolution", issued=True)
    (tmp_path / DRAFT).write_text(as_in_force("anyone", NEVER))
    days = [
        f"--{name}={value.isoformat()}" for name, value in zip(("from", "to"), period().values(), strict=True)
    ]
    common = ["--force=leicestershire-police", *days]
    out = io.StringIO()
    call_command("review", "what-if", str(tmp_path / DRAFT), *common, stdout=out)
    assert out.getvalue().splitlines()[0] == "1 gone over, 1 found"
    out = io.StringIO()
    call_command("review", "missed", *common, "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "examined": 0,
        "rows": [],
        "counts": [],
        "decisions": {"gone_over": 0, "open": 0},
        "missing": [],
        "left_out": 0,
    }
    with pytest.raises(CommandError, match="no agency nowhere"):
        call_command("review", "missed", "--force=nowhere", *days)
    (tmp_path / DRAFT).write_text("nonsense")
    with pytest.raises(CommandError, match="not TOML"):
        call_command("review", "what-if", str(tmp_path / DRAFT), *common)
