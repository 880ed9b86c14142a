"""Correcting a fact, keeping a document and moving a case, as people do it in a browser."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.facts import SUBJECTS
from oocr.cases.models import Case, Correction, Document
from tests.factories.access import make_user
from tests.factories.cases import (
    PDF,
    make_case,
    make_document,
    make_offence,
    make_outcome_code,
    make_person,
    make_victim,
)

pytestmark = pytest.mark.django_db


def signed_in(role: str, **given: Any) -> Client:
    client = Client()
    client.force_login(make_user(role, **given))
    return client


def where(case: Case, thing: Any, field: str, subject: str = "person") -> str:
    return reverse("cases:correct_fact", args=[case.reference, subject, thing.pk, field])


def correct(client: Client, address: str, **posted: Any) -> Any:
    """What a person does: open the page, fill it in and send it, the hidden part as it was drawn."""
    seen = client.get(address).text.split('name="seen" value="')[1].split('"')[0]
    return client.post(address, {"seen": seen, "reason": "Typed wrongly"} | posted)


def test_a_fact_is_corrected_and_both_values_are_shown() -> None:
    case, client = make_case(), signed_in("officer", name="Officer Known")
    response = correct(client, where(case, case.person, "family_name"), value="Sample")
    assert response.status_code == 302
    page = client.get(response.url).text
    assert "Family name is corrected." in page
    assert "It said: Example. It says now: Sample. Why: Typed wrongly" in page
    assert "Officer Known" in page


@pytest.mark.parametrize(
    ("subject", "field", "posted", "says"),
    [
        ("person", "date_of_birth", {"value_day": "3", "value_month": "March", "value_year": "1990"}, "3 March 1990"),
        ("person", "aliases", {"value": "Ann Other\n\nAnn Other\nNan Else"}, "Ann Other, Nan Else"),
        ("person", "area_code", {"value": "E06000017"}, "Rutland"),
        ("person", "restricted", {"value": "True"}, "It says now: Yes"),
        ("person", "sex", {"value": "not_recorded"}, "It says now: not recorded"),
        ("person", "email", {"value": "priya@example.org"}, "priya@example.org"),
        ("crime", "offence", {"value": "049/10"}, "It says now: 049/10"),
        ("crime", "hate_strand", {"value": "sexual_orientation"}, "Sexual orientation"),
        ("case", "summary", {"value": "A quarrel; \"loud\", not violent -- DROP TABLE"}, "DROP TABLE"),
        ("resolution", "kind", {"value": "conditional_caution"}, "Conditional caution"),
        ("outcome_code", "code", {"value": "10"}, "10, Not in the public interest, police"),
        ("victim", "enhanced_rights", {"value": "yes"}, "It says now: Yes"),
    ],
)  # fmt: skip
def test_each_kind_of_value_can_be_typed(subject: str, field: str, posted: dict[str, str], says: str) -> None:
    make_offence("049/10", title="Theft from shops", group="Theft")
    case, client = make_case(resolved=True), signed_in("hub_manager")
    crime = case.crimes.get()
    things = {
        "person": case.person, "crime": crime, "case": case, "resolution": case.resolutions.get(),
        "outcome_code": make_outcome_code(crime), "victim": make_victim(crime),
    }  # fmt: skip
    response = correct(client, where(case, things[subject], field, subject), **posted)
    assert response.status_code == 302
    assert says.replace('"', "&#34;") in client.get(response.url).text


@pytest.mark.parametrize(
    ("field", "posted", "says"),
    [
        ("family_name", {"value": ""}, "Enter family name"),
        ("family_name", {"value": "Sample", "reason": " "}, "Enter why it is corrected"),
        ("family_name", {"value": "Example"}, "Family name already says this."),
        (
            "date_of_birth",
            {"value_day": "31", "value_month": "2", "value_year": "1990"},
            "must be a real date",
        ),
        (
            "date_of_birth",
            {"value_day": "1", "value_month": "1", "value_year": "2030"},
            "must be on or before",
        ),
        ("email", {"value": "nobody"}, "valid email address"),
        ("sex", {"value": "unheard"}, "There is a problem"),
    ],
)
def test_a_wrong_value_is_told_and_changes_nothing(field: str, posted: dict[str, str], says: str) -> None:
    case, client = make_case(), signed_in("hub_manager")
    page = correct(client, where(case, case.person, field), **posted).text
    assert says in page
    assert "<title>Error: " in page
    assert not Correction.objects.exists()


def test_a_value_that_someone_else_changed_meanwhile_is_not_overwritten() -> None:
    case, client = make_case(), signed_in("officer")
    address = where(case, case.person, "family_name")
    seen = client.get(address).text.split('name="seen" value="')[1].split('"')[0]
    correct(signed_in("officer"), address, value="First")
    page = client.post(address, {"seen": seen, "reason": "Late", "value": "Second"}).text
    assert "was changed by someone else" in page
    case.person.refresh_from_db()
    assert case.person.family_name == "First"


def test_an_offence_not_in_the_list_is_told() -> None:
    case = make_case()
    address = where(case, case.crimes.get(), "offence", "crime")
    assert "Enter a code from the offence list" in correct(signed_in("officer"), address, value="999/99").text


def test_nobody_corrects_what_is_not_of_this_case_or_not_a_fact() -> None:
    case, other, client = make_case(), make_case(), signed_in("officer")
    assert client.get(where(case, other.person, "family_name")).status_code == 404
    assert client.get(where(case, case.person, "search_names")).status_code == 404
    assert client.get(where(case, case.person, "family_name", "unheard")).status_code == 404
    assert client.get(where(case, case.person, "restricted")).status_code == 403
    for role in ("analyst", "youth_justice_worker", "provider_worker", "auditor"):
        assert signed_in(role).get(where(case, case.person, "family_name")).status_code == 403


def test_every_fact_has_a_form() -> None:
    case, client = make_case(closed_on=dt.date(2025, 3, 1)), signed_in("hub_manager")
    crime = case.crimes.get()
    things = {
        "person": case.person, "crime": crime, "case": case, "resolution": case.resolutions.get(),
        "outcome_code": make_outcome_code(crime), "victim": make_victim(crime),
    }  # fmt: skip
    for key, subject in SUBJECTS.items():
        for fact in subject.facts:
            page = client.get(where(case, things[key], fact.field, key))
            assert page.status_code == 200
            assert "Recorded now" in page.text


def test_a_document_is_kept_and_read_as_a_file() -> None:
    case, client = make_case(), signed_in("officer")
    address = reverse("cases:add_document", args=[case.reference])
    assert client.get(address).status_code == 200
    sent = {"title": "Letter", "content": SimpleUploadedFile("../../evil.html", PDF, "text/html")}
    response = client.post(address, sent)
    assert "Letter" in client.get(response.url).text
    document = Document.objects.get()
    read = client.get(reverse("cases:document", args=[case.reference, document.pk]))
    assert b"".join(read.streaming_content) == PDF
    assert read["Content-Type"] == "application/pdf"
    assert read["Content-Disposition"].startswith("attachment;")
    assert "evil" not in read["Content-Disposition"]
    assert read["X-Content-Type-Options"] == "nosniff"
    assert [line.event for line in lines(Asked(about=case.ledger_ref), limit=1)] == [Event.DOCUMENT_READ]


def test_a_document_of_the_wrong_kind_is_told() -> None:
    case, client = make_case(), signed_in("officer")
    sent = {"title": "Letter", "content": SimpleUploadedFile("letter.pdf", b"MZ\x00")}
    page = client.post(reverse("cases:add_document", args=[case.reference]), sent).text
    assert "The file must be one of these" in page
    assert not Document.objects.exists()


def test_a_document_is_not_for_those_who_do_not_see_the_case() -> None:
    document = make_document(make_case(person=make_person(restricted=True)))
    other = make_document(make_case())
    address = reverse("cases:document", args=[document.case.reference, document.pk])
    assert signed_in("officer").get(address).status_code == 404
    assert signed_in("analyst").get(address).status_code == 403
    mixed = reverse("cases:document", args=[document.case.reference, other.pk])
    assert signed_in("hub_manager").get(mixed).status_code == 404


def test_a_case_is_resolved_and_closed() -> None:
    case, client = make_case(), signed_in("hub_coordinator")
    resolve, close = (
        reverse("cases:move_case", args=[case.reference, move]) for move in ("resolve", "close")
    )
    assert client.get(resolve).status_code == 403
    assert client.get(close).status_code == 200
    early = {"closed_on_day": "1", "closed_on_month": "1", "closed_on_year": "2020"}
    assert "must be on or after" in client.post(close, early).text
    assert (
        client.post(
            close, {"closed_on_day": "1", "closed_on_month": "3", "closed_on_year": "2025"}
        ).status_code
        == 302
    )
    case.refresh_from_db()
    assert case.closed_on == dt.date(2025, 3, 1)
    assert client.get(close).status_code == 403
    assert client.get(reverse("cases:move_case", args=[case.reference, "reopen"])).status_code == 404


def test_a_case_with_a_resolution_is_resolved_by_a_button() -> None:
    case, client = make_case(), signed_in("hub_coordinator")
    case.resolutions.create(source_key="R1", kind="outcome_22", issued_on=case.opened_on)
    client.post(reverse("cases:move_case", args=[case.reference, "resolve"]))
    case.refresh_from_db()
    assert case.state == "resolved"


def test_only_some_move_a_case() -> None:
    address = reverse("cases:move_case", args=[make_case().reference, "close"])
    for role in ("officer", "analyst", "youth_justice_worker", "provider_worker"):
        assert signed_in(role).post(address).status_code == 403


def test_the_correction_page_says_of_what_the_fact_is() -> None:
    case, client = make_case(), signed_in("officer")
    assert f">Case {case.reference}</span>" in client.get(where(case, case, "stage", "case")).text
    assert f">Person of case {case.reference}</span>" in client.get(where(case, case.person, "sex")).text


def test_who_may_not_restrict_access_is_told_who_may() -> None:
    case = make_case()
    change = where(case, case.person, "restricted")
    coordinator = signed_in("hub_coordinator").get(reverse("desk:case_person", args=[case.reference])).text
    assert (
        "You cannot change this. Someone with one of these roles could: inspector or hub manager."
        in coordinator
    )
    assert change not in coordinator
    manager = signed_in("hub_manager").get(reverse("desk:case_person", args=[case.reference])).text
    assert "You cannot change this" not in manager
    assert change in manager


def test_the_words_of_the_force_begin_with_a_capital() -> None:
    case = make_case(stage="awaiting inspector")
    page = signed_in("officer").get(reverse("desk:case", args=[case.reference])).text
    assert "Awaiting inspector" in page
    assert "awaiting inspector" not in page
