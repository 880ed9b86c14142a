"""Each thing people do to a case, and each refusal."""

import datetime as dt
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from oocr.access.models import User
from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases import actions
from oocr.cases.content import LARGEST
from oocr.cases.facts import SUBJECTS, as_text, from_text, value_of
from oocr.cases.models import Case, Correction, SavedView
from oocr.cases.states import State
from oocr.lifecycle.verdict import Refused
from tests.factories.access import make_agency, make_user
from tests.factories.cases import (
    PDF,
    make_case,
    make_crime,
    make_document,
    make_offence,
    make_outcome_code,
    make_person,
    make_resolution,
    make_victim,
)

pytestmark = pytest.mark.django_db


def refused(code: str, act: Any, **given: Any) -> None:
    with pytest.raises(Refused) as refusal:
        act(**given)
    assert refusal.value.verdict.code == code


def opening(by: User, **given: Any) -> dict[str, Any]:
    usual = {
        "reference": "LP-2025-900001",
        "person": make_person(),
        "crimes": [make_crime()],
        "agency": make_agency(),
        "officer": None,
        "opened_on": dt.date(2025, 2, 1),
        "summary": "",
        "by": by,
        "at": timezone.now(),
    }
    return usual | given


def correct(
    case: Case, thing: Any, field: str, value: Any, by: User | None = None, **given: Any
) -> Correction:
    by = by or make_user("hub_manager")
    usual = {"reason": "Typed wrongly", "by": by, "at": timezone.now()}
    return actions.correct_fact(case=case, thing=thing, field=field, value=value, **(usual | given))


def events_about(case: Case) -> list[Event]:
    return [line.event for line in lines(Asked(about=case.ledger_ref))]


def test_open_case_works_out_who_may_see_it() -> None:
    child = make_person(date_of_birth=dt.date(2007, 2, 2), area_code="E06000017", restricted=True)
    case = actions.open_case(**opening(make_user("officer"), person=child))
    assert (case.state, case.is_child, case.area_code, case.restricted) == (
        State.OPEN,
        True,
        "E06000017",
        True,
    )
    assert events_about(case) == [Event.CASE_OPENED]


def test_open_case_knows_when_a_child_becomes_an_adult() -> None:
    person = make_person(date_of_birth=dt.date(2007, 2, 1))
    assert not actions.open_case(**opening(make_user("officer"), person=person)).is_child


@pytest.mark.parametrize(
    ("code", "role", "given"),
    [
        ("no-permission", "analyst", {}),
        ("no-permission", "youth_justice_worker", {}),
        ("no-crime", "officer", {"crimes": []}),
    ],
)
def test_open_case_refuses(code: str, role: str, given: dict[str, Any]) -> None:
    refused(code, actions.open_case, **opening(make_user(role), **given))


def test_open_case_refuses_another_force_and_a_reference_twice() -> None:
    officer = make_user("officer")
    refused("other-agency", actions.open_case, **opening(officer, agency=make_agency("opcc")))
    refused("reference-taken", actions.open_case, **opening(officer, reference=make_case().reference))


def test_resolve_case_needs_a_resolution() -> None:
    manager, case = make_user("hub_manager"), make_case()
    refused("no-resolution", actions.resolve_case, case=case, by=manager, at=timezone.now())
    make_resolution(case)
    assert actions.resolve_case(case=case, by=manager, at=timezone.now()).state == State.RESOLVED
    refused("wrong-state", actions.resolve_case, case=case, by=manager, at=timezone.now())
    assert events_about(case)[0] == Event.CASE_RESOLVED


@pytest.mark.parametrize("resolved", [True, False])
def test_close_case_from_open_and_resolved(resolved: bool) -> None:
    case, manager, day = make_case(resolved=resolved), make_user("hub_manager"), dt.date(2025, 3, 1)
    closed = actions.close_case(case=case, closed_on=day, by=manager, at=timezone.now())
    assert (closed.state, Case.objects.get(pk=case.pk).closed_on) == (State.CLOSED, day)
    refused("wrong-state", actions.close_case, case=closed, closed_on=day, by=manager, at=timezone.now())
    assert events_about(case)[0] == Event.CASE_CLOSED


def test_close_case_refuses_an_officer_and_a_day_before_it_was_opened() -> None:
    case, at = make_case(), timezone.now()
    refused(
        "no-permission",
        actions.close_case,
        case=case,
        closed_on=dt.date(2025, 3, 1),
        by=make_user("officer"),
        at=at,
    )
    early = dt.date(2025, 1, 1)
    refused(
        "closed-before-opened",
        actions.close_case,
        case=case,
        closed_on=early,
        by=make_user("hub_manager"),
        at=at,
    )


def test_correct_fact_keeps_old_and_new_and_tells_the_ledger_only_the_field() -> None:
    case = make_case()
    correction = correct(case, case.person, "family_name", "Sample")
    assert (correction.old_value, correction.new_value) == ("Example", "Sample")
    line = lines(Asked(about=case.ledger_ref))[0]
    assert line.event == Event.FACT_CORRECTED
    assert line.facts == {"field": "family_name", "thing": case.person.ledger_ref}


def test_correct_fact_keeps_what_is_derived_in_step() -> None:
    case = make_case(person=make_person(aliases=("Pri Sample",)))
    person = case.person
    correct(case, person, "given_names", "Zoë")
    correct(case, person, "aliases", ["Zo Nother"])
    correct(case, person, "date_of_birth", dt.date(2010, 1, 1))
    correct(case, person, "area_code", "E06000017")
    correct(case, person, "restricted", True)
    person.refresh_from_db()
    case.refresh_from_db()
    assert person.search_names == "zoe example zo nother"
    assert (case.is_child, case.area_code, case.restricted) == (True, "E06000017", True)
    correct(case, case, "opened_on", dt.date(2029, 1, 1))
    officer = make_user("officer", collar_number="7788")
    correct(case, case, "officer_collar_number", "7788")
    case.refresh_from_db()
    assert (case.is_child, case.officer) == (False, officer)
    correct(case, case, "officer_collar_number", "")
    case.refresh_from_db()
    assert case.officer is None


def test_correct_fact_refuses() -> None:
    case, manager = make_case(), make_user("hub_manager")
    given = {"case": case, "thing": case.person, "field": "family_name", "value": "Sample", "reason": "Wrong"}
    given |= {"by": manager, "at": timezone.now()}
    refused("no-permission", actions.correct_fact, **given | {"by": make_user("youth_justice_worker")})
    refused("no-reason", actions.correct_fact, **given | {"reason": "  "})
    refused("no-change", actions.correct_fact, **given | {"value": "Example"})
    refused("changed-meanwhile", actions.correct_fact, **given | {"was": "Something else"})
    refused("not-a-fact", actions.correct_fact, **given | {"field": "search_names"})
    refused(
        "no-permission",
        actions.correct_fact,
        **given | {"field": "restricted", "value": True, "by": make_user("officer")},
    )
    assert not Correction.objects.exists()


def test_correct_fact_refuses_dates_out_of_order() -> None:
    case = make_case()
    crime = case.crimes.get()
    given = {
        "case": case,
        "thing": crime,
        "field": "committed_to",
        "value": dt.date(2025, 1, 1),
        "reason": "Wrong",
    }
    refused("not-possible", actions.correct_fact, **given, by=make_user("officer"), at=timezone.now())
    closing = given | {"thing": case, "field": "closed_on"}
    refused("not-possible", actions.correct_fact, **closing, by=make_user("officer"), at=timezone.now())


NEW_VALUES: dict[str, Any] = {
    "aliases": ["Ann Other", 'A "Quote" Name, Jr'],
    "needs": [],
    "restricted": True,
    "area_code": "E06000017",
    "sex": "male",
    "ethnicity_self_defined": "NS",
    "ethnicity_officer_defined": "IC1",
    "domestic_abuse": "yes",
    "hate_strand": "race",
    "emergency_worker": "yes",
    "weapon": "blade",
    "drug_class": "a",
    "enhanced_rights": "yes",
    "code": "10",
}


def new_value(subject: str, field: str) -> Any:
    if field == "kind":
        return "business" if subject == "victim" else "conditional_caution"
    if field == "offence":
        return make_offence("001/01", title="Something else")
    if field == "committed_from":
        return None
    if field.endswith("_on") or field.startswith("committed") or field == "date_of_birth":
        return dt.date(2025, 2, 28)
    return NEW_VALUES.get(field, f"Another {field}")


def test_every_fact_can_be_corrected_and_its_history_rebuilds_what_it_first_said() -> None:
    """Walks every fact: after two corrections of each, undoing them in turn gives the first value back."""
    case = make_case(closed_on=dt.date(2025, 3, 1), person=make_person(aliases=("P A Sample",)))
    crime = case.crimes.get()
    things = {
        "person": case.person,
        "crime": crime,
        "victim": make_victim(crime),
        "case": case,
        "resolution": case.resolutions.get(),
        "outcome_code": make_outcome_code(crime),
    }
    by = make_user("hub_manager")
    for key, subject in SUBJECTS.items():
        for fact in subject.facts:
            thing = subject.model._default_manager.get(pk=things[key].pk)
            first = value_of(thing, fact.field)
            assert from_text(subject, fact.field, as_text(first)) == first
            correct(case, thing, fact.field, new_value(key, fact.field), by=by)
            correct(case, thing, fact.field, first, by=by)
            undone = Correction.objects.filter(about_model=key, about_pk=thing.pk, field=fact.field).order_by(
                "-pk"
            )
            now = as_text(value_of(subject.model._default_manager.get(pk=thing.pk), fact.field))
            for correction in undone:
                assert correction.new_value == now
                now = correction.old_value
            assert from_text(subject, fact.field, now) == first, fact.field


def office_file(*names: str, mimetype: str = "") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as parts:
        if mimetype:
            parts.writestr("mimetype", mimetype)
        for name in names:
            parts.writestr(name, "x")
    return made.getvalue()


ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 20, "png"),
        (b"\xff\xd8\xff\xe0" + b"0" * 20, "jpeg"),
        ("Café\r\nand\tmore".encode(), "plain"),
        (office_file("[Content_Types].xml", "word/document.xml"), "wordprocessingml.document"),
        (office_file("[Content_Types].xml", "xl/workbook.xml"), "sheet"),
        (office_file("content.xml", mimetype=ODT), "text"),
    ],
)
def test_add_document_reads_what_a_file_is(content: bytes, ending: str) -> None:
    document = make_document(make_case(), content=content)
    assert document.content_type.endswith(ending)
    assert document.size == len(content)
    assert "paper" not in document.content.name
    assert events_about(document.case)[0] == Event.DOCUMENT_ADDED


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<html>\x00",
        b"caf\xe9",
        b"PK\x03\x04 broken",
        office_file("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        office_file("[Content_Types].xml", "ppt/presentation.xml"),
        office_file("content.xml", "Basic/Standard/Module1.xml", mimetype=ODT),
        office_file("content.xml", mimetype="application/zip"),
        office_file("anything"),
    ],
)
def test_add_document_refuses_what_may_not_be_kept(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        make_document(make_case(), content=content)
    assert refusal.value.verdict.code == "wrong-kind"


def test_add_document_refuses_a_large_one_and_an_analyst() -> None:
    case, at = make_case(), timezone.now()
    large = ContentFile(PDF, "paper")
    large.size = LARGEST + 1
    refused(
        "too-large",
        actions.add_document,
        case=case,
        title="Big",
        content=large,
        by=make_user("officer"),
        at=at,
    )
    given = {"case": case, "title": "A", "content": ContentFile(PDF, "paper"), "at": at}
    refused("no-permission", actions.add_document, **given, by=make_user("analyst"))


def test_a_reading_is_written_once_an_hour(now: Any) -> None:
    case, officer = make_case(), make_user("officer")
    for _ in range(2):
        actions.record_reading(case=case, by=officer, at=timezone.now())
    assert events_about(case).count(Event.CASE_VIEWED) == 1
    now.shift(3600)
    actions.record_reading(case=case, by=officer, at=timezone.now())
    assert events_about(case).count(Event.CASE_VIEWED) == 2


def test_save_view_writes_over_the_same_name_and_only_its_owner_removes_it() -> None:
    officer, at = make_user("officer"), timezone.now()
    actions.save_view(name="Mine", query={"state": ["open"]}, by=officer, at=at)
    view = actions.save_view(name="Mine", query={"state": ["closed"]}, by=officer, at=at)
    assert SavedView.objects.get().query == {"state": ["closed"]}
    refused("not-yours", actions.remove_view, view=view, by=make_user("officer"), at=at)
    actions.remove_view(view=view, by=officer, at=at)
    assert not SavedView.objects.exists()
    told = [line.event for line in lines(Asked(about=f"saved_view:{view.pk}"))] or [
        line.event for line in lines()
    ]
    assert Event.LIST_SAVED in told
    assert Event.LIST_REMOVED in [line.event for line in lines(limit=3)]
