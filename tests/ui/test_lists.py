"""Addresses of lists keep what was asked and change one thing."""

from urllib.parse import parse_qsl

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from oocr.ui.lists import Pagination, address, sorted_column, without


def test_address_changes_one_thing() -> None:
    asked = QueryDict("status=open&status=late&page=3")
    assert address(asked, page=4) == "?status=open&status=late&page=4"
    assert address(asked, status=None) == "?page=3"
    assert address({"q": "ash & elm"}, status=["a", "b"]) == "?q=ash+%26+elm&status=a&status=b"


def test_taking_a_filter_away_starts_from_the_first_page() -> None:
    assert without(QueryDict("status=open&status=late&page=3"), "status", "late") == "?status=open"


def test_a_heading_sorts_then_turns_round() -> None:
    asked = {"sort": "-opened", "page": "3"}
    unsorted = sorted_column("Name", "name", asked, by="-opened")
    assert (unsorted.sorted, unsorted.href) == ("", "?sort=name")
    down = sorted_column("Opened", "opened", asked, by="-opened")
    assert (down.sorted, down.href) == ("descending", "?sort=opened")
    up = sorted_column("Opened", "opened", asked, by="opened")
    assert (up.sorted, up.href) == ("ascending", "?sort=-opened")


def test_an_empty_list_has_one_page() -> None:
    empty = Pagination({}, page=1, per_page=25, total=0)
    assert (empty.pages, empty.first, empty.last, empty.previous, empty.following) == (1, 0, 0, "", "")


@given(per_page=st.integers(1, 100), total=st.integers(1, 100_000), data=st.data())
def test_pagination_shows_each_thing_once_and_leads_everywhere(
    per_page: int, total: int, data: st.DataObject
) -> None:
    pages = Pagination({}, page=1, per_page=per_page, total=total).pages
    here = Pagination({"q": "ash"}, page=data.draw(st.integers(1, pages)), per_page=per_page, total=total)
    assert 1 <= here.first <= here.last <= total
    assert (here.last == total) == (here.page == pages) == (not here.following)
    assert (here.first == 1) == (not here.previous)
    links = [link for link in here.links if link]
    assert [link.label for link in links if link.current] == [str(here.page)]
    assert {"1", str(pages)} <= {link.label for link in links}
    assert all(dict(parse_qsl(link.href[1:])) == {"q": "ash", "page": link.label} for link in links)
