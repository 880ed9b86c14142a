"""Everyone walks the whole house: from their own front page along every link, as far as links go.

No link may lead to a refusal, to nothing or to an error; every page met is checked by axe at a desk and on a
telephone; and every address of the service must have been reached by somebody, or be listed here with the reason.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import RequestFactory
from django.urls import Resolver404, resolve

from oocr.access.demonstration import PEOPLE
from tests.architecture.everything import Address, addresses
from tests.journeys.service import Service
from tests.journeys.visitor import Visitor
from tests.ui.reading import Reading

# Addresses that no link of a signed-in person leads to, and why.
NOT_BY_A_LINK = {
    "health": "for machines",
    "ready": "for machines",
    "access:sign_in": "for those not signed in",
    "access:sign_in_as": "a button of the sign-in page",
    "access:second_step": "comes after a password",
    "access:set_up_second_step": "comes after a password",
    "access:sign_in_at": "a button of the sign-in page, where an agency has its own sign-in",
    "access:come_back_from": "the way back from an agency's own sign-in",
    "access:sign_out": "a button",
    "access:signed_out": "comes after signing out",
    "access:session_ended": "comes when a session ends",
    "access:forgotten_password": "a link of the sign-in page",
    "access:choose_password": "comes by letter",
    "access:open_link": "comes by letter",
    "cases:document": "a file, and there is none until someone adds one",
    "desk:help_picture": "a picture on a page",
    "cases:compare_people": "there only where two records look alike",
    "cases:withdraw_remedy_list": "there only while a list has not come into force",
    "decisions:correct_agreement": "there only between an answer and its issue",
    "decisions:correct_decision": "there only once a prosecutor's decision is recorded in an open case",
    "decisions:void_proposal": "a button of a decision that somebody authorised; those who may are led to others first",
    "desk:waiting_to_withdraw": "there only where an extract decided a case in which something was still proposed",
    "gallery": "for people who build the service",
}
ENOUGH = 2  # of one kind of page, for one person: lists lead to thousands of cases
MORE = {"desk:case_decision?": 12}  # what can be done next is another at each step


class House:
    """What has been walked, and what was found wrong."""

    def __init__(self) -> None:
        self.checked: set[str] = set()
        self.reached: set[str] = set()
        self.refused: list[str] = []


def _kind(path: str) -> str:
    """The address's name and which questions are asked of it: two pages of one kind are drawn alike."""
    split = urlsplit(path)
    asked = ",".join(sorted({name for name, _ in parse_qsl(split.query)}))
    return f"{resolve(split.path).view_name}?{asked}"


def _links(html: str, path: str, address: str) -> Iterator[str]:
    """Where the page's links lead, within the service."""
    for link in Reading(html).all("a"):
        there = urlsplit(urljoin(address + path, link.get("href") or ""))
        if there.netloc == urlsplit(address).netloc and there.scheme == "http":
            yield there.path + (f"?{there.query}" if there.query else "")


def _walk(visitor: Visitor, house: House, role: str) -> None:
    address = visitor.service.address
    waiting, seen = ["/"], Counter[str]()
    while waiting:
        path = waiting.pop(0)
        try:
            kind = _kind(path)
        except Resolver404:
            house.refused.append(f"{role}: {path} is no address of ours")
            continue
        if seen[kind] >= MORE.get(kind, ENOUGH):
            continue
        seen[kind] += 1
        answer = visitor.page.request.get(address + path, max_redirects=5)
        house.reached.add(kind.partition("?")[0])
        if answer.status != 200:
            house.refused.append(f"{role}: {path} gave {answer.status}")
        elif answer.headers.get("content-type", "").startswith("text/html"):
            waiting.extend(_links(answer.text(), path, address))
            if kind not in house.checked:  # one page of each kind is enough for axe, whoever opens it
                house.checked.add(kind)
                visitor.opens(path)


def _has_a_page(address: Address) -> bool:
    """Is there something to open, or does the address only take what a button sends?"""
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=True, may=lambda permission: True)
    try:
        return address.pattern.callback(request, **address.arguments).status_code != 405
    except Exception:  # it went on to work that needs a real person and a database: it has a page
        return True


def test_every_link_leads_somewhere_and_every_page_is_reached(
    arrives: Callable[..., Visitor], service: Service, tmp_path: Path
) -> None:
    # Given something in quarantine, so that its pages are there too
    (tmp_path / "offences.csv").write_text(
        "offence_code,title,offence_class,offence_group\n999/09,Invented,no such class,Other\n"
    )
    assert service.command("import_extract", str(tmp_path)).returncode == 1
    # And policy run over past cases
    helen = arrives("Helen Barraclough")
    helen.opens("/decisions/reviews/missed")
    helen.presses("Run it")

    house = House()
    for person in PEOPLE:
        _walk(arrives(person.name), house, person.key)
    assert house.refused == []
    reached = {name.rpartition(":")[2] for name in house.reached}
    elsewhere = {name.rpartition(":")[2] for name in NOT_BY_A_LINK}
    assert elsewhere <= {str(address.pattern.name) for address in addresses()}
    pages = {str(address.pattern.name) for address in addresses() if _has_a_page(address)}
    assert not pages - reached - elsewhere, sorted(pages - reached - elsewhere)
