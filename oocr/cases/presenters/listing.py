"""The case list as it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from oocr.access.models import User
from oocr.access.permissions import Permission
from oocr.cases.case_list import PER_PAGE, Asked, Count, Listing, Offered
from oocr.cases.models import Case
from oocr.cases.stages import stage_of
from oocr.cases.states import State
from oocr.cases.vocabulary import RESOLUTION_LABELS, ResolutionKind
from oocr.ui.formats import day, day_short, number, plural, sort_name
from oocr.ui.forms import Form
from oocr.ui.lists import Pagination, address, sorted_column, without
from oocr.ui.page import Link, Notice, Page
from oocr.ui.parts import Cell, ChosenFilters, Column, Tag

STATE_TAGS = {
    State.OPEN: Tag("Open", "blue"),
    State.RESOLVED: Tag("Resolved", "green"),
    State.CLOSED: Tag("Closed", "grey"),
}
TABS = (("open", "Open"), ("resolved", "Resolved"), ("closed", "Closed"), ("all", "All"))
KEPT_UNSEEN = ("state", "sort", "found")


@dataclass(frozen=True)
class FilterGroup:
    """Filters that are folded away until one of them is in force or wrong."""

    label: str
    fields: Sequence[Any]
    open: bool


@dataclass(frozen=True)
class ListForms:
    """The forms of the page: the filters in force, the search as it was typed, and a name for a view."""

    narrow: Form
    find: Form
    name_view: Form


@dataclass(kw_only=True)
class CaseListPage(Page):
    """The case list: tabs, search, filters, the table, and what to do with it. `names` is how many rows name someone."""

    tabs: Sequence[Link]
    chosen: Sequence[ChosenFilters]
    clear_href: str
    kept: Sequence[tuple[str, str]]
    narrow: Form
    groups: Sequence[FilterGroup]
    find: Form
    find_href: str
    searched: str
    search_hint: str
    forget_search_href: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    pages: Pagination
    capped: bool
    nothing: str
    narrowed_by: str
    widen: Sequence[Link]
    export_href: str
    open_href: str
    views: Sequence[tuple[Link, str]]
    save_href: str
    name_view: Form
    names: int
    wide: bool = True


def case_list_page(
    user: User, query: QueryDict, asked: Asked, found: Listing, offered: Offered, forms: ListForms
) -> CaseListPage:
    """The page for what was asked and found. Names and dates of birth only for those who may see them."""
    named = user.may(Permission.SEE_IDENTITY)
    narrow, text = forms.narrow, asked.text
    tab = asked.state or "all"
    count = found.by_state[asked.state]
    words = dict(TABS)[tab].lower() if asked.state else "all"
    filters, chosen = _query_of_filters(query), _chosen(query, narrow)
    return CaseListPage(
        title="Cases",
        form=narrow if narrow.errors else None,
        notices=_notices(found, text),
        tabs=_tabs(query, tab, found.by_state),
        chosen=chosen,
        clear_href=_without_filters(query, narrow),
        kept=[(key, query.get(key, "")) for key in KEPT_UNSEEN if key in query],
        narrow=narrow,
        groups=_groups(query, narrow),
        find=forms.find,
        name_view=forms.name_view,
        names=len(found.cases) if named else 0,
        find_href=reverse("cases:find") + filters,
        searched=text,
        search_hint=_search_hint(named),
        forget_search_href=address(query, found=None, page=None),
        caption=f"{words.capitalize()} cases" if not text else f"{words.capitalize()} cases found",
        columns=_columns(query, asked.order, named),
        rows=[case_row(case, named) for case in found.cases],
        pages=Pagination(query, found.page, PER_PAGE, count.shown),
        capped=count.is_capped,
        nothing=_nothing(words, text, filtered=bool(chosen)),
        narrowed_by=_in_words(chosen),
        widen=_ways_to_widen(query, narrow, found, tab, text),
        open_href=reverse("cases:open_case") if user.may(Permission.OPEN_CASE) else "",
        export_href=reverse("cases:export") + filters if user.may(Permission.EXPORT_CASES) else "",
        views=[
            (
                Link(name, reverse("cases:cases") + address(_as_query(asked_for))),
                reverse("cases:remove_view", args=[pk]),
            )
            for pk, name, asked_for in offered.views
        ],
        save_href=reverse("cases:save_view") + filters,
    )


def case_row(case: Case, named: bool) -> list[Cell]:
    """One line of the list."""
    href = reverse("desk:case", args=[case.reference])
    kind = case.resolution_kind  # type: ignore[attr-defined]  # worked out by the query
    person = case.person
    identity = [
        Cell(sort_name(person.family_name, person.given_names), href=href, beneath=case.reference),
        Cell(day_short(person.date_of_birth)),
    ]
    return [
        *(
            identity
            if named
            else [Cell(case.reference, href=href), Cell("Child" if case.is_child else "Adult or not known")]
        ),
        Cell(case.offence_title or "Not recorded"),  # type: ignore[attr-defined]  # as above
        Cell(day_short(case.opened_on), beneath=_officer(case)),
        Cell(
            tag=STATE_TAGS[State(case.state)],
            beneath=_beneath(case, RESOLUTION_LABELS[ResolutionKind(kind)] if kind else ""),
        ),
    ]


def _officer(case: Case) -> str:
    return f"Officer {case.officer_collar_number}" if case.officer_collar_number else "No officer"


def _beneath(case: Case, resolution: str) -> str:
    said = [
        resolution,
        stage_of(case),
        "Access restricted" if case.restricted else "",
    ]
    return ". ".join(filter(None, said))


def _columns(query: QueryDict, order: str, named: bool) -> list[Column]:
    def by(label: str, key: str) -> Column:
        return sorted_column(label, key, query, by=order)

    who = [by("Name", "name"), Column("Date of birth")]
    return [
        *(who if named else [by("Reference", "reference"), Column("Age when opened")]),
        Column("Offence"),
        by("Opened", "opened"),
        Column("Status"),
    ]


def _tabs(query: QueryDict, current: str, by_state: dict[str, Count]) -> list[Link]:
    return [
        _tab(query, key, label, key == current, by_state["" if key == "all" else key]) for key, label in TABS
    ]


def _tab(query: QueryDict, key: str, label: str, current: bool, count: Count) -> Link:
    href = address(query, state=key, page=None)
    if count.is_capped:
        return Link(f"{label} ({number(count.shown)}+)", href, current=current)
    return Link(label, href, current=current, count=count.number)


def _groups(query: QueryDict, narrow: Form) -> list[FilterGroup]:
    """The filters folded away, without those that offer nothing."""
    folded = (
        ("Resolution", ("kind",)),
        ("Stage, as the extract says it", ("stage",)),
        ("Opened between", ("opened_from", "opened_to")),
        ("Age when opened", ("age",)),
        ("Offence group", ("group",)),
        ("Local authority", ("area",)),
    )
    return [
        FilterGroup(label, [narrow[name] for name in names], any(_in_force(query, name) for name in names))
        for label, names in folded
        if getattr(narrow.fields[names[0]], "choices", True)
    ]


def _in_force(query: QueryDict, name: str) -> bool:
    return any(query.get(key) for key in (name, *_dates(None, name)))


def _chosen(query: QueryDict, narrow: Form) -> list[ChosenFilters]:
    """Each filter in force, with the address that takes it away."""
    chosen = []
    for name, field_ in narrow.fields.items():
        if name.startswith("opened_"):
            value = getattr(narrow, "cleaned_data", {}).get(name)
            links = [Link(day(value), address(query, **_dates(None, name), page=None))] if value else []
        else:
            labels = dict(getattr(field_, "choices", ()))
            given = [
                value for value in query.getlist(name) if value in labels or (name == "officer" and value)
            ]
            links = [Link(str(labels.get(value, value)), without(query, name, value)) for value in given]
        if links:
            chosen.append(ChosenFilters(str(field_.label), links))
    return chosen


def _dates(value: None, *names: str) -> dict[str, None]:
    """The three parts of each date, to be taken from an address."""
    return {
        f"{name}_{part}": value
        for name in names or ("opened_from", "opened_to")
        for part in ("day", "month", "year")
    }


def _nothing(words: str, text: str, filtered: bool) -> str:
    which = f"0 results for ‘{text}’ in {words} cases" if text else f"0 {words} cases".replace("0 all", "0")
    return f"{which} with these filters" if filtered else which


def _in_words(chosen: Sequence[ChosenFilters]) -> str:
    """The filters in force, so that an empty list is not taken for "none at all"."""
    return " ".join(f"{group.heading}: {', '.join(link.label for link in group.links)}." for group in chosen)


def _without_filters(query: QueryDict, narrow: Form) -> str:
    return address(query, **dict.fromkeys(narrow.fields, None), **_dates(None), page=None)


def _query_of_filters(query: QueryDict) -> str:
    return address(query, page=None)


def _as_query(asked: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for key, values in asked.items():
        query.setlist(key, values)
    return query


def _search_hint(named: bool) -> str:
    if named:
        return "A name need not be spelt right. References and crime numbers may be cut short."
    return "Search by reference. Your role does not see names."


def _notices(found: Listing, text: str) -> list[Notice]:
    notices = []
    if found.too_many:
        notices.append(
            Notice(
                f"More fits ‘{text}’ than is shown here. Add another name, or more of the number.",
                "important",
            )
        )
    elif found.close_spelling:
        notices.append(Notice(f"Nobody is called just ‘{text}’. These names are close to it.", "important"))
    return notices


def _ways_to_widen(query: QueryDict, narrow: Form, found: Listing, tab: str, text: str) -> list[Link]:
    """What would show something: other tabs that have some, fewer filters, no search."""
    ways = []
    if tab != "all" and found.by_state[""].number:
        label = f"Look in all cases ({plural(found.by_state[''].shown, 'case')})"
        ways.append(Link(label, address(query, state="all", page=None)))
    if _chosen(query, narrow):
        ways.append(Link("Clear the filters", _without_filters(query, narrow)))
    if text:
        ways.append(Link("Clear the search", address(query, found=None, page=None)))
    return ways


def export_columns(named: bool) -> list[tuple[str, Any]]:
    """The columns of the file, and how each is read from a case."""
    who = [
        ("Family name", lambda case: case.person.family_name),
        ("Given names", lambda case: case.person.given_names),
        ("Date of birth", lambda case: case.person.date_of_birth),
    ]
    return [
        ("Reference", lambda case: case.reference),
        *(who if named else []),
        ("Child when opened", lambda case: "yes" if case.is_child else "no or not known"),
        ("Offence", lambda case: case.offence_title),
        ("Resolution", lambda case: case.resolution_kind),
        ("Officer", lambda case: case.officer_collar_number),
        ("Local authority", lambda case: case.area_code),
        ("Stage", stage_of),
        ("Opened on", lambda case: case.opened_on),
        ("Closed on", lambda case: case.closed_on),
        ("Status", lambda case: case.state),
    ]


def safe_cell(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text
