"""The loading dock's pages, for those who may open them."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import add_agency, grant_role
from oocr.access.demonstration import SINCE
from oocr.access.models import User
from oocr.access.roles import ROLES, AgencyKind
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.models import Person
from oocr.imports import tasks
from oocr.imports.extract import FILES
from oocr.imports.forms import Withdrawal
from oocr.imports.models import Batch, QuarantinedRow
from oocr.imports.presenters import withdraw_page
from oocr.imports.states import BatchState
from oocr.lifecycle.verdict import YES
from tests.factories.access import make_agency, make_user
from tests.imports.conftest import Load
from tests.imports.extracts import as_csv, whole

PEOPLE = [
    {"person_id": "P1", "given_names": "Asha", "family_name": "Sample"},
    {
        "person_id": "P2",
        "given_names": "Bad",
        "family_name": "Row",
        "sex": "femail",
        "date_of_birth": "32/01/2000",
    },
    {"person_id": "P3", "given_names": "=HYPERLINK(1)", "family_name": "Row"},
]


def upload_of(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def coordinator(db: None, client: Client) -> User:
    user = make_user("hub_coordinator")
    client.force_login(user)
    return user


@pytest.fixture
def run_now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the worker was asked to do; a test runs it when it likes."""
    asked: list[int] = []
    monkeypatch.setattr(tasks.load_upload, "defer", lambda number: asked.append(number))
    return asked


def asked_of_the_worker() -> list[str]:
    return list(ProcrastinateJob.objects.values_list("task_name", flat=True))


def sent(client: Client, *files: SimpleUploadedFile, to: str = "") -> Any:
    return client.post(to or reverse("imports:upload"), {"sent": list(files)}, follow=True)


def test_an_upload_is_kept_loaded_in_the_background_and_forgotten(
    client: Client, coordinator: User, run_now: list[int], settings: Any
) -> None:
    page = sent(client, upload_of("people.csv", as_csv("people", PEOPLE)))
    batch = Batch.objects.get()
    assert "Waiting to start" in page.text
    assert 'content="3"' in page.text
    kept = Path(settings.MEDIA_ROOT) / batch.folder
    assert [path.name for path in kept.iterdir()] == ["people.csv"]
    assert run_now == [batch.pk]
    tasks.load_upload(number=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.received_by, batch.folder) == (BatchState.LOADED, coordinator.ledger_ref, "")
    assert asked_of_the_worker() == ["measures.take_snapshot"]
    assert not kept.exists()
    page = client.get(reverse("imports:batch", args=[batch.pk]))
    assert "Loaded" in page.text
    assert 'content="3"' not in page.text
    assert "“32/01/2000” is not a date" in page.text
    assert "and 1 other fault" in page.text
    assert "2 rows could not go in" in page.text


def test_the_progress_of_a_load_is_on_its_page(client: Client, coordinator: User, run_now: list[int]) -> None:
    sent(client, upload_of("people.csv", as_csv("people", PEOPLE)))
    Batch.objects.update(
        state=BatchState.CHECKING, progress={"file": "crimes", "doing": "writing", "done": 2, "of": 15}
    )
    page = client.get(reverse("imports:batch", args=[Batch.objects.get().pk]))
    assert "Writing crimes: 2 of 15 files" in page.text


def test_a_batch_whose_worker_died_is_loaded_again(
    client: Client, coordinator: User, run_now: list[int], now: Any
) -> None:
    sent(client, upload_of("people.csv", as_csv("people", PEOPLE)))
    Batch.objects.update(state=BatchState.CHECKING)
    now.shift(300)
    tasks.take_up_stopped(timestamp=0)
    assert Batch.objects.get().state == BatchState.LOADED
    assert Person.objects.get().source_key == "P1"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("peeple.csv", "peeple.csv is not a file of the extract. Call it people.csv"),
        ("people.pdf", "people.pdf must be a CSV or XLSX file"),
    ],
)
def test_a_wrong_file_is_told_before_it_is_kept(
    client: Client, coordinator: User, name: str, said: str
) -> None:
    page = sent(client, upload_of(name, b"x"))
    assert said in page.text
    assert "There is a problem" in page.text
    assert not Batch.objects.exists()


def test_no_file_and_the_same_file_twice_are_told(client: Client, coordinator: User) -> None:
    assert "Choose the files of the extract" in sent(client).text
    twice = (upload_of("people.csv", b"x"), upload_of("people.csv", b"y"))
    assert "people.csv is there twice" in sent(client, *twice).text


def test_a_name_cannot_lead_out_of_the_folder(
    client: Client, coordinator: User, run_now: list[int], settings: Any
) -> None:
    sent(client, upload_of("../../people.csv", as_csv("people", PEOPLE)))
    assert [path.name for path in Path(settings.MEDIA_ROOT).rglob("*.csv")] == ["people.csv"]


def test_who_works_for_two_forces_says_for_which(
    client: Client, coordinator: User, run_now: list[int]
) -> None:
    at = timezone.now()
    other = add_agency(
        key="other-police",
        name="Other Police",
        kind=AgencyKind.POLICE_FORCE,
        area_codes=(),
        by=SETTING_UP,
        at=at,
    )
    grant_role(user=coordinator, role="hub_coordinator", agency=other, from_on=SINCE, by=SETTING_UP, at=at)
    assert "Which force is it for?" in client.get(reverse("imports:upload")).text
    client.post(
        reverse("imports:upload"),
        {"sent": [upload_of("people.csv", as_csv("people", PEOPLE))], "agency": "other-police"},
    )
    assert Batch.objects.get().agency == other


def quarantine_of(client: Client, batch: Batch) -> Any:
    response = client.get(reverse("imports:quarantine", args=[batch.pk]))
    return load_workbook(io.BytesIO(response.content))


def test_quarantined_rows_go_out_are_corrected_and_come_back(
    client: Client, coordinator: User, run_now: list[int]
) -> None:
    sent(client, upload_of("people.csv", as_csv("people", PEOPLE)))
    tasks.load_upload(number=run_now[0])
    batch = Batch.objects.get()
    book = quarantine_of(client, batch)
    sheet = book["people"]
    header = [cell.value for cell in sheet[1]]
    second = dict(zip(header, (cell.value for cell in sheet[2]), strict=True))
    assert "“femail” is not one of the values of sex" in second["what_was_wrong"]
    assert "“32/01/2000” is not a date" in second["what_was_wrong"]
    assert sheet.cell(3, header.index("given_names") + 1).data_type == "s"
    assert lines(Asked(event=Event.QUARANTINE_EXPORTED))[0].facts == {"count": 2}
    sheet.cell(2, header.index("sex") + 1).value = "female"
    sheet.cell(2, header.index("date_of_birth") + 1).value = "2000-01-31"
    sheet.cell(2, header.index("person_id") + 1).value = "P2-right"
    back = io.BytesIO()
    book.save(back)
    page = sent(
        client,
        upload_of(f"quarantine-{batch.pk}.xlsx", back.getvalue()),
        to=reverse("imports:correct", args=[batch.pk]),
    )
    assert page.status_code == 200
    tasks.load_upload(number=run_now[1])
    assert set(Person.objects.values_list("source_key", flat=True)) == {"P1", "P2-right"}
    (left,) = QuarantinedRow.objects.filter(resolved_at=None)
    assert (left.row_key, left.batch) == ("P3", batch)
    sheet.cell(3, header.index("given_names") + 1).value = "Chidi"
    back = io.BytesIO()
    book.save(back)
    sent(client, upload_of("corrected.xlsx", back.getvalue()), to=reverse("imports:correct", args=[batch.pk]))
    tasks.load_upload(number=run_now[2])
    assert not QuarantinedRow.objects.filter(resolved_at=None).exists()
    assert (
        "Every row that was kept aside has come right since."
        in client.get(reverse("imports:batch", args=[batch.pk])).text
    )


def test_the_rows_kept_aside_are_paged_and_narrowed(client: Client, coordinator: User, load: Load) -> None:
    rows = [
        {
            "person_id": f"P{n}",
            "given_names": "A",
            "family_name": "B",
            "sex": "x" if n % 2 else "",
            "date_of_birth": "y",
        }
        for n in range(60)
    ]
    offence = {"offence_code": "1/1", "title": "t", "offence_class": "x", "offence_group": "g"}
    batch = load({"people": rows, "offences": [offence]})
    where = reverse("imports:batch", args=[batch.pk])
    assert "of 61 rows" in " ".join(re.sub("<[^>]+>", "", client.get(where).text).split())
    page = client.get(where, {"code": "not-a-date", "file": "people", "page": "3"})
    assert "line 61" in page.text
    assert "Remove this filter" in page.text
    assert "No row of this kind" in client.get(where, {"code": "not-a-choice", "file": "people"}).text
    assert client.get(where, {"page": "9" * 30}).status_code == 200


def test_a_batch_is_withdrawn_with_a_reason_by_who_may(client: Client, coordinator: User, load: Load) -> None:
    batch = load(whole())
    where = reverse("imports:withdraw", args=[batch.pk])
    assert client.get(where).status_code == 403
    assert "Withdraw this batch" not in client.get(reverse("imports:batch", args=[batch.pk])).text
    client.force_login(make_user("hub_manager"))
    assert "Withdraw this batch" in client.get(reverse("imports:batch", args=[batch.pk])).text
    assert (
        f"The {batch.total('added')} rows it added will be removed. This cannot be undone"
        in client.get(where).text
    )
    assert "There is a problem" in client.post(where, {"reason": ""}).text
    assert not ProcrastinateJob.objects.exists()
    page = client.post(where, {"reason": "Sent by mistake"}, follow=True)
    assert "is withdrawn. A new analysis extract is being taken" in page.text
    assert asked_of_the_worker() == ["measures.take_snapshot"]
    assert "Sent by mistake" in page.text
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("added", "changed", "says"),
    [
        (0, 0, "It added and changed nothing."),
        (1, 0, "The 1 row it added will be removed."),
        (0, 2, "The 2 rows it changed will say again what they said before."),
        (
            3,
            1,
            "The 3 rows it added will be removed and the 1 row it changed will say again what they said before.",
        ),
    ],
)
def test_withdrawing_says_what_it_does_and_no_more(added: int, changed: int, says: str) -> None:
    batch = Batch(pk=1, counts={"people": {"added": added, "changed": changed}})
    assert withdraw_page(batch, Withdrawal(), YES).does == says


def test_a_page_that_is_not_there_shows_the_last(client: Client, coordinator: User, load: Load) -> None:
    load(whole())
    page = client.get(reverse("imports:batches"), {"page": "40"}).text
    assert "Showing <b>1</b> to <b>1</b> of <b>1</b> batch" in page
    assert "No extract has come yet" not in page


def test_why_a_batch_cannot_be_withdrawn_is_told(client: Client, load: Load) -> None:
    client.force_login(make_user("hub_manager"))
    batch = load(whole())
    changed = whole()
    changed["people"][0]["family_name"] = "Married"
    load(changed)
    page = client.get(reverse("imports:batch", args=[batch.pk]))
    assert "This batch cannot be withdrawn. Batch" in page.text
    where = reverse("imports:withdraw", args=[batch.pk])
    assert "Withdraw that one first" in client.get(where).text
    assert "Withdraw that one first" in client.post(where, {"reason": "x"}).text
    assert asked_of_the_worker() == []


def test_a_failed_batch_says_why(client: Client, coordinator: User, run_now: list[int]) -> None:
    sent(client, upload_of("people.csv", b"1,2,3\n"))
    tasks.load_upload(number=run_now[0])
    page = client.get(reverse("imports:batch", args=[Batch.objects.get().pk])).text
    assert "None of the files could be read" in page
    assert "The first line does not name any column of people." in page
    assert asked_of_the_worker() == []


def test_templates_and_the_column_reference(client: Client, coordinator: User) -> None:
    page = client.get(reverse("imports:columns")).text
    assert page.count('href="#contents"') == page.count('<h2 class="govuk-heading-m"') == len(FILES)
    assert "Home Office outcome type" in page
    empty = client.get(reverse("imports:template", args=["crimes", "empty", "csv"]))
    assert (
        empty.content.decode("utf-8-sig").splitlines()[0].startswith("crime_number,offence_code,recorded_on")
    )
    example = client.get(reverse("imports:template", args=["crimes", "example", "xlsx"]))
    sheet = load_workbook(io.BytesIO(example.content)).active
    assert sheet["A2"].value == "25-0001234"
    assert client.get(reverse("imports:template", args=["nothing", "example", "xlsx"])).status_code == 404
    assert client.get(reverse("imports:template", args=["crimes", "example", "ods"])).status_code == 404


def test_the_list_of_batches(client: Client, coordinator: User, load: Load) -> None:
    assert "No extract has come yet" in client.get(reverse("imports:batches")).text
    batch = load(whole())
    page = client.get(reverse("imports:batches")).text
    assert f"Batch {batch.pk}" in page
    assert "the command line" in page


def test_only_those_who_bring_extracts_in_see_batches(client: Client, load: Load) -> None:
    batch = load({"people": PEOPLE})
    pages = [
        reverse("imports:batches"),
        reverse("imports:upload"),
        reverse("imports:batch", args=[batch.pk]),
        reverse("imports:quarantine", args=[batch.pk]),
        reverse("imports:correct", args=[batch.pk]),
    ]
    met = {}
    for role in ROLES:
        client.force_login(make_user(role))
        met[role] = {client.get(where).status_code for where in pages}
    assert met == {role: {200} if role in ("hub_coordinator", "hub_manager") else {403} for role in ROLES}


def test_another_forces_batch_is_not_there(client: Client, load: Load) -> None:
    batch = load({"people": PEOPLE})
    other = add_agency(
        key="other-police",
        name="Other",
        kind=AgencyKind.POLICE_FORCE,
        area_codes=(),
        by=SETTING_UP,
        at=batch.received_at,
    )
    client.force_login(make_user("hub_manager", agency=other))
    for name in ("batch", "quarantine", "correct", "withdraw"):
        assert client.get(reverse(f"imports:{name}", args=[batch.pk])).status_code == 404
    assert make_agency().name not in client.get(reverse("imports:batches")).text
