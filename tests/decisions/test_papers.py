"""Papers: made from what was authorised, kept word for word, read and sent on record."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from oocr.audit.events import Event
from oocr.audit.ledger import Asked, lines
from oocr.cases.actions.victims import record_attempt
from oocr.cases.models import CaseCrime, Person, Victim
from oocr.decisions import actions
from oocr.decisions.actions.papers import make_paper, send_paper
from oocr.decisions.models import MadePaper, Proposal
from oocr.decisions.papers import papers_that_go_with
from oocr.lifecycle.verdict import Refused
from oocr.outbox.actions import send_message
from oocr.outbox.carriers import NotTaken
from oocr.outbox.models import Message
from oocr.ui.papers import Paper
from tests.factories.access import make_user
from tests.factories.cases import make_crime, make_offence, make_victim
from tests.factories.decisions import (
    CONDITION,
    agree,
    hear,
    make_authority,
    make_plain_case,
    make_proposal,
)

pytestmark = pytest.mark.django_db


def victim_of(proposal: Proposal) -> Victim:
    return Victim.objects.get(crime__in=proposal.case.crimes.all())


def make(proposal: Proposal, key: str, **others: Any) -> MadePaper:
    wording = next(each for each in papers_that_go_with(proposal, timezone.localdate()) if each.key == key)
    facts = {"by": proposal.case.officer, "at": timezone.now(), "wording": wording} | others
    return make_paper(proposal=proposal, **facts)


def words_of(made: MadePaper) -> str:
    return Paper.from_data(made.content).words


def events_of(proposal: Proposal) -> list[str]:
    return [line.event for line in lines(Asked(about=proposal.case.ledger_ref))]


def test_a_record_says_the_offence_the_conditions_and_the_warning() -> None:
    proposal = make_proposal(authorised=True)
    made = make(proposal, "conditional-caution-record")
    said = words_of(made)
    case = proposal.case
    for part in (
        case.person.name,
        case.reference,
        CONDITION["what"],
        "12 January 2026",
        "You admitted",
        "taken to court",
    ):
        assert part in said, part
    assert Event.PAPER_MADE in events_of(proposal)
    assert made.wording == "conditional-caution-record-2023-01-01"


def test_a_letter_to_the_victim_does_not_name_the_person() -> None:
    proposal = make_proposal(issued=True)
    victim = victim_of(proposal)
    said = words_of(make(proposal, "letter-to-the-victim", victim=victim))
    assert victim.name in said
    assert proposal.case.person.family_name not in said
    assert CONDITION["what"] not in said


def test_a_letter_tells_a_victim_only_what_was_done_to_them() -> None:
    case = make_plain_case()
    other = make_crime(
        offence=make_offence("066/01", title="Affray"),
        committed_from=dt.date(2025, 10, 20),
        committed_to=dt.date(2025, 10, 20),
        hate_strand="none",
        emergency_worker="no",
        weapon="none",
        drug_class="none",
    )
    CaseCrime.objects.create(case=case, crime=other)
    second = make_victim(other, name="Another Example", phone="", email="")
    hear(case, second, case.officer)
    proposal = make_proposal(case=case, kind="outcome_22", authorised=True)
    first = case.crimes.order_by("pk").first().victims.get()
    for victim, told, not_told in (
        (first, "Common assault", "Affray"),
        (second, "Affray", "Common assault"),
    ):
        said = words_of(make(proposal, "letter-to-the-victim", victim=victim))
        assert told in said
        assert not_told not in said
    assert "Affray" in words_of(make(proposal, "notice-to-the-person"))


@pytest.mark.parametrize("anew", [True, False])
def test_a_paper_that_was_overtaken_is_not_sent(anew: bool, now: Any) -> None:
    proposal = make_proposal(authorised=True)
    officer = proposal.case.officer
    made = make(proposal, "notice-to-the-person")
    now.shift(dt.timedelta(hours=1 if anew else 24))
    if anew:
        changes = {"why_this": "For another reason."}
        actions.change_proposal(proposal=proposal, changes=changes, by=officer, at=timezone.now())
        actions.submit_proposal(proposal=proposal, by=officer, at=timezone.now())
        make_authority(proposal)
    agree(proposal, officer)
    actions.issue_resolution(proposal=proposal, by=officer, at=timezone.now())
    made = MadePaper.objects.get(pk=made.pk)
    Person.objects.filter(pk=made.case.person_id).update(email="person@tests.example")
    with pytest.raises(Refused) as refused:
        send_paper(made=made, safe=True, by=officer, at=timezone.now())
    assert refused.value.verdict.code == "overtaken"
    assert not Message.objects.exists()


def test_a_community_resolution_is_never_put_as_a_threat() -> None:
    """Domain rule CO-13, of the whole paper with everything filled in."""
    said = words_of(
        make(make_proposal(kind="community_resolution", authorised=True), "community-resolution-agreement")
    )
    assert not [word for word in ("prosecut", "to court", "be charged") if word in said.lower()]


def test_a_letter_thanks_only_a_victim_who_said_something() -> None:
    heard = make_proposal(issued=True)
    said = words_of(make(heard, "letter-to-the-victim", victim=victim_of(heard)))
    assert "Thank you for telling us what you think" in said
    case = make_plain_case(heard=False)
    victim = Victim.objects.get(crime__in=case.crimes.all())
    victim.views = ""
    victim.save()
    at = timezone.now()
    for hours in (30, 20, 10):
        record_attempt(
            case=case,
            victim=victim,
            tried_at=at - dt.timedelta(hours=hours),
            channel="phone",
            result="no_answer",
            by=case.officer,
            at=at,
        )
    unheard = make_proposal(case=case, issued=True)
    said = words_of(make(unheard, "letter-to-the-victim", victim=victim))
    assert "Thank you" not in said
    assert "You can still tell us" in said


@pytest.mark.parametrize("key", ["notice-to-the-person", "notice-easy-read"])
def test_a_notice_says_what_to_do_and_what_it_means(key: str) -> None:
    made = make(make_proposal(issued=True), key)
    assert CONDITION["what"] in words_of(made)
    assert made.content["large"] is (key == "notice-easy-read")


def test_nothing_is_put_on_paper_before_it_is_authorised() -> None:
    proposal = make_proposal(submitted=True)
    with pytest.raises(Refused) as refused:
        make(proposal, "notice-to-the-person")
    assert refused.value.verdict.code == "no-authority"


def test_a_paper_goes_to_whom_it_is_for() -> None:
    proposal, other = make_proposal(issued=True), make_proposal(issued=True)
    for key, victim, code in (
        ("letter-to-the-victim", None, "for-whom"),
        ("notice-to-the-person", victim_of(proposal), "for-whom"),
        ("letter-to-the-victim", victim_of(other), "other-victim"),
    ):
        with pytest.raises(Refused) as refused:
            make(proposal, key, victim=victim)
        assert refused.value.verdict.code == code


def test_a_paper_of_another_resolution_is_refused() -> None:
    caution, community = (
        make_proposal(authorised=True),
        make_proposal(kind="community_resolution", authorised=True),
    )
    (wording,) = [
        each
        for each in papers_that_go_with(community, timezone.localdate())
        if each.key == "community-resolution-agreement"
    ]
    with pytest.raises(Refused) as refused:
        make(caution, "conditional-caution-record", wording=wording)
    assert refused.value.verdict.code == "other-resolution"


def test_who_may_not_issue_makes_and_sends_no_paper() -> None:
    proposal = make_proposal(issued=True)
    reader = make_user("youth_justice_worker")
    with pytest.raises(Refused) as refused:
        make(proposal, "notice-to-the-person", by=reader)
    assert refused.value.verdict.code == "no-permission"
    made = make(proposal, "notice-to-the-person")
    with pytest.raises(Refused):
        send_paper(made=made, safe=True, by=reader, at=timezone.now())


def test_a_made_paper_stays_as_it_was() -> None:
    proposal = make_proposal(issued=True)
    made = make(proposal, "notice-to-the-person")
    before = words_of(made)
    person = proposal.case.person
    person.family_name = "Otherwise"
    person.save()
    made.refresh_from_db()
    assert words_of(made) == before


def test_a_letter_is_queued_once_it_is_safe_and_issued() -> None:
    proposal = make_proposal(issued=True)
    victim = victim_of(proposal)
    victim.email = "victim@tests.example"
    victim.save()
    made = make(proposal, "letter-to-the-victim", victim=victim)
    officer = proposal.case.officer
    with pytest.raises(Refused) as refused:
        send_paper(made=made, safe=False, by=officer, at=timezone.now())
    assert refused.value.verdict.code == "not-safe"
    message = send_paper(made=made, safe=True, by=officer, at=timezone.now())
    assert (message.address, message.body) == ("victim@tests.example", words_of(made))
    assert Event.MESSAGE_QUEUED in events_of(proposal)


@pytest.mark.parametrize(
    ("issued", "email", "code"), [(False, "a@tests.example", "not-issued"), (True, "", "no-address")]
)
def test_a_paper_that_cannot_be_sent_says_why(issued: bool, email: str, code: str) -> None:
    proposal = make_proposal(authorised=True, issued=issued)
    proposal.case.person.email = email
    proposal.case.person.save()
    made = make(proposal, "notice-to-the-person")
    with pytest.raises(Refused) as refused:
        send_paper(made=made, safe=True, by=proposal.case.officer, at=timezone.now())
    assert refused.value.verdict.code == code


def test_the_pages_make_show_and_send_a_paper(client: Client) -> None:
    proposal = make_proposal(issued=True)
    victim = victim_of(proposal)
    victim.email = "victim@tests.example"
    victim.save()
    client.force_login(proposal.case.officer)
    papers = reverse("decisions:papers", args=[proposal.case.reference])
    shown = client.get(papers).content.decode()
    assert "What was decided in your case" in shown
    assert "No paper has been made" in shown
    posted = client.post(papers, {"wording": "letter-to-the-victim", "victim": victim.pk})
    made = MadePaper.objects.get()
    assert posted["Location"] == reverse("decisions:paper", args=[proposal.case.reference, made.pk])
    page = client.get(posted["Location"]).content.decode()
    assert victim.name in page
    refused = client.post(posted["Location"], {}).content.decode()
    assert "Say that it is safe" in refused
    sent = client.post(posted["Location"], {"safe": "on"})
    assert sent["Location"] == papers
    assert Message.objects.get().address == "victim@tests.example"
    assert "Waiting to be sent" in client.get(papers).content.decode()
    pdf = client.get(reverse("decisions:paper_file", args=[proposal.case.reference, made.pk]))
    assert PdfReader(BytesIO(pdf.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert victim.name not in pdf["Content-Disposition"]
    assert events_of(proposal).count(Event.PAPER_READ) == 3


def test_a_paper_that_was_made_is_seen_beside_the_button_that_makes_it_again(
    client: Client, now: Any
) -> None:
    proposal = make_proposal(authorised=True)
    case, officer = proposal.case, proposal.case.officer
    client.force_login(officer)
    papers = reverse("decisions:papers", args=[case.reference])
    shown = client.get(papers).content.decode()
    assert "Make again" not in shown
    for what_for in (
        "To sign",
        "To take home, in plain English",
        "To take home, in easy read",
        "A letter to a victim",
    ):
        assert f"{what_for}, for " in shown
    made = make(proposal, "notice-to-the-person")
    shown = client.get(papers).content.decode()
    assert shown.count("Make again<") == 1
    assert shown.count(f'href="{reverse("decisions:paper", args=[case.reference, made.pk])}"') == 2
    assert "Something has changed since" not in shown
    now.shift(dt.timedelta(hours=1))
    changed = CONDITION | {"what": "Attend all three days."}
    actions.change_condition(
        condition=proposal.conditions.get(), facts=changed, by=officer, at=timezone.now()
    )
    proposal.refresh_from_db()
    actions.submit_proposal(proposal=proposal, by=officer, at=timezone.now())
    proposal.refresh_from_db()
    make_authority(proposal)
    client.force_login(officer)  # the session is over by now
    assert "Something has changed since: make it again" in client.get(papers).content.decode()


def test_a_page_before_authority_says_what_is_missing(client: Client) -> None:
    proposal = make_proposal(submitted=True)
    client.force_login(proposal.case.officer)
    shown = client.get(reverse("decisions:papers", args=[proposal.case.reference])).content.decode()
    assert "Nothing is authorised yet" in shown


def test_a_paper_about_a_victim_is_not_for_those_who_may_not_see_victims(client: Client) -> None:
    proposal = make_proposal(issued=True)
    made = make(proposal, "letter-to-the-victim", victim=victim_of(proposal))
    notice = make(proposal, "notice-to-the-person")
    worker, officer = make_user("youth_justice_worker"), proposal.case.officer
    assert not MadePaper.objects.visible_to(worker)
    assert set(MadePaper.objects.visible_to(officer)) == {made, notice}


@pytest.mark.parametrize(
    "posted", [{"wording": "no-such"}, {"wording": "letter-to-the-victim", "victim": "x"}]
)
def test_what_is_no_paper_is_not_found(client: Client, posted: dict[str, str]) -> None:
    proposal = make_proposal(authorised=True)
    client.force_login(proposal.case.officer)
    assert client.post(reverse("decisions:papers", args=[proposal.case.reference]), posted).status_code == 404


def test_a_message_that_failed_is_sent_again_by_those_who_may(client: Client) -> None:
    proposal = make_proposal(issued=True)
    proposal.case.person.email = "person@tests.example"
    proposal.case.person.save()
    made = make(proposal, "notice-to-the-person")
    message = send_paper(made=made, safe=True, by=proposal.case.officer, at=timezone.now())
    send_message(message=message, carrier=Refusing(), at=timezone.now())
    papers = reverse("decisions:papers", args=[proposal.case.reference])
    client.force_login(proposal.case.officer)
    shown = client.get(papers).content.decode()
    assert "Could not be sent" in shown
    assert "wrong address" in shown
    assert "Someone with one of these roles could" in shown
    client.force_login(make_user("hub_coordinator"))
    again = reverse("decisions:send_message_again", args=[proposal.case.reference, message.pk])
    assert again in client.get(papers).content.decode()
    client.post(again)
    message.refresh_from_db()
    assert message.state == "waiting"
    other = reverse("decisions:send_message_again", args=[make_proposal().case.reference, message.pk])
    assert client.post(other).status_code == 404


class Refusing:
    """A carrier that does not know the address."""

    def take(self, message: Message) -> None:
        raise NotTaken("wrong address", for_good=True)
