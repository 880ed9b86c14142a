"""The referral list: a provider's own, and those of the cases that others may see."""

import datetime as dt
import re

import pytest

from oocr.access.actions.demonstration import SETTING_UP
from oocr.access.actions.roles import grant_role
from oocr.audit import ledger
from oocr.audit.events import Event
from tests.factories.access import make_agency, make_user
from tests.factories.cases import make_case, make_child_case
from tests.factories.referrals import make_referral, make_service, make_session

pytestmark = pytest.mark.django_db
REFERRALS = "/referrals/"


@pytest.fixture
def worker(client):
    user = make_user("provider_worker", agency="turning-point")
    client.force_login(user)
    return user


@pytest.fixture
def anothers():
    """A referral to another provider."""
    service = make_service("CARA", provider=make_agency("hampton-trust"))
    return make_referral(make_case(), service=service)


def listed(response) -> list[int]:
    """The numbers of the referrals in the list, in order."""
    return [int(number) for number in re.findall(r'href="/referrals/(\d+)"', response.content.decode())]


def tabs(response) -> dict[str, int]:
    """The number each tab claims."""
    found = re.findall(
        r'govuk-tabs__tab" href="[^"]*"[^>]*>([^<]+?) <span class="ui-tabs__count">\(([\d,]+)',
        response.content.decode(),
    )
    return {label.strip(): int(count.replace(",", "")) for label, count in found}


def test_a_provider_sees_its_own_referrals_and_no_others(client, worker, anothers):
    own = make_referral(make_case())
    page = client.get(REFERRALS)
    assert listed(page) == [own.pk]
    assert tabs(page)["All"] == 1
    assert f'href="{REFERRALS}"' in page.content.decode().split("<main")[0], "the navigation leads here"


def test_each_tab_has_as_many_as_it_says(client, worker):
    for status in ("received", "received", "accepted", "started", "completed", "not_completed", "declined"):
        make_referral(make_case(), status=status)
    started = make_referral(make_case(), status="started")
    make_session(started, session_on=dt.date(2025, 11, 2))
    claimed = tabs(client.get(REFERRALS))
    assert claimed == {
        "All": 8,
        "New": 2,
        "Accepted, not started": 1,
        "Started": 2,
        "Attendance to record": 1,
        "Completed": 1,
        "Not completed": 1,
        "Declined": 1,
    }
    parts = ("", "received", "accepted", "started", "to_record", "completed", "not_completed", "declined")
    for part, (label, count) in zip(parts, claimed.items(), strict=True):
        page = client.get(REFERRALS, {"status": part})
        assert len(listed(page)) == count, label


def test_attendance_waits_from_the_day_after_the_session(client, worker):
    for session_on, attended in (
        (dt.date(2025, 11, 3), "not_recorded"),
        (dt.date(2025, 11, 20), "not_recorded"),
        (dt.date(2025, 11, 1), "no"),
    ):
        make_session(make_referral(make_case()), session_on=session_on, attended=attended)
    assert listed(client.get(REFERRALS, {"status": "to_record"})) == []
    late = make_referral(make_case())
    make_session(late, session_on=dt.date(2025, 11, 1))
    make_session(late, session_on=dt.date(2025, 11, 2))
    assert listed(client.get(REFERRALS, {"status": "to_record"})) == [late.pk]


def test_the_list_is_sorted_and_paged_by_the_server(client, worker):
    made = [
        make_referral(make_case(), referred_on=dt.date(2025, 1, 1) + dt.timedelta(days=day))
        for day in range(30)
    ]
    numbers = [referral.pk for referral in made]
    assert listed(client.get(REFERRALS)) == numbers[:4:-1]
    assert listed(client.get(REFERRALS, {"page": 2})) == numbers[4::-1]
    assert listed(client.get(REFERRALS, {"page": 99})) == numbers[4::-1], "the last page there is"
    assert listed(client.get(REFERRALS, {"sort": "referred"})) == numbers[:25]
    assert listed(client.get(REFERRALS, {"sort": "name"})) == numbers[:4:-1]
    assert "Showing <b>26</b> to <b>30</b> of <b>30</b> referrals" in client.get(
        REFERRALS, {"page": 2, "sort": "service"}
    ).content.decode().replace("\n", "")


def test_a_number_is_found_and_a_name_never_comes_to_stand_in_an_address(client, worker, anothers):
    case = make_case()
    own = make_referral(case)
    make_referral(make_case())
    found = client.post(REFERRALS, {"number": f" {own.pk} "}, follow=True)
    assert found.redirect_chain == [(f"/referrals/?number={own.pk}", 302)]
    assert listed(found) == [own.pk]
    refused = client.post(REFERRALS, {"number": "Priya Example"})
    assert refused.status_code == 200
    assert "Names cannot be searched for here" in refused.content.decode()
    assert "Enter a referral number" in client.post(REFERRALS, {"number": ""}).content.decode()
    for text in (str(anothers.pk), case.reference, "12345678901"):
        assert listed(client.get(REFERRALS, {"number": text})) == []


def test_police_see_the_referrals_of_their_cases_and_the_way_to_each_case(client, anothers):
    client.force_login(make_user("officer"))
    child = make_referral(make_child_case())
    page = client.get(REFERRALS)
    assert listed(page) == [child.pk, anothers.pk]
    assert anothers.case.reference in page.content.decode()
    by_case = client.get(REFERRALS, {"number": child.case.reference})
    assert listed(by_case) == [child.pk]


def test_a_youth_justice_worker_sees_those_of_the_children_of_the_area(client, anothers):
    child = make_referral(make_child_case())
    client.force_login(make_user("youth_justice_worker", agency="leicester-city-yjs"))
    assert listed(client.get(REFERRALS)) == [child.pk]
    client.force_login(make_user("youth_justice_worker", agency="leicestershire-rutland-yjs"))
    assert listed(client.get(REFERRALS)) == []


def test_names_are_for_the_provider_and_for_those_who_may_see_identities(client, worker):
    make_referral(make_case())
    assert "Priya Anne Example" in client.get(REFERRALS).content.decode()
    both = make_user("analyst")  # sees cases and no names, here with a second role at another provider
    grant_role(
        user=both,
        role="provider_worker",
        agency=make_agency("hampton-trust"),
        from_on=dt.date(2020, 1, 1),
        by=SETTING_UP,
        at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
    )
    client.force_login(both)
    page = client.get(REFERRALS)
    assert len(listed(page)) == 1
    assert "Priya" not in page.content.decode()
    one = client.get(f"/referrals/{listed(page)[0]}").content.decode()
    assert "Priya" not in one
    assert "0116 496 0123" not in one


def test_the_list_asks_few_questions(client, worker, django_assert_max_num_queries):
    for _ in range(30):
        make_session(make_referral(make_case()))
    with django_assert_max_num_queries(10):  # three of them write that names were listed
        client.get(REFERRALS)


def test_an_empty_list_says_so(client, worker):
    assert "No referrals" in client.get(REFERRALS).content.decode()
    assert "No new referrals" in client.get(REFERRALS, {"status": "received"}).content.decode()
    assert "Check the number." in client.get(REFERRALS, {"number": "1024"}).content.decode()


def test_looking_at_the_list_reads_nobodys_record(client, worker):
    make_referral(make_case())
    client.get(REFERRALS)
    assert not ledger.lines(ledger.Asked(event=Event.REFERRAL_VIEWED))


def test_a_page_of_names_is_one_line_in_the_ledger(client, worker, anothers):
    make_referral(make_case())
    make_referral(make_case())
    client.get(REFERRALS)
    (line,) = ledger.lines(ledger.Asked(event=Event.NAMES_LISTED))
    assert (line.about, line.by, line.facts) == ("list:referrals", worker.ledger_ref, {"count": 2})
