"""Every component in every state, on one page: to look at, and to test. A new component folder must show itself here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError

from oocr.ui.forms import DateField, Form
from oocr.ui.lists import Pagination, sorted_column
from oocr.ui.page import Link, Page, SessionLimit
from oocr.ui.papers import Block, Paper
from oocr.ui.parts import Cell, ChosenFilters, Column, Fact, Happening, Tag, Task

COMPONENTS = Path(__file__).parent / "jinja2" / "ui" / "components"
TODAY = date(2025, 1, 14)  # the gallery shows the same thing every day
KINDS = (("a", "Community resolution"), ("b", "Conditional caution"), ("c", "Youth caution"))


def component_names() -> list[str]:
    """Every component there is, in alphabetical order."""
    return sorted(folder.name for folder in COMPONENTS.iterdir() if folder.is_dir())


class EveryField(Form):
    """One field of each kind that the bridge draws."""

    reference = forms.CharField(help_text="Such as AB-2025-000123.")
    email = forms.EmailField(required=False, widget=forms.EmailInput({"autocomplete": "email"}))
    people = forms.IntegerField(label="How many people")
    account = forms.CharField(label="What happened", widget=forms.Textarea, max_length=500)
    note = forms.CharField(widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Kind of resolution", choices=KINDS, widget=forms.RadioSelect)
    place = forms.ChoiceField(label="Place", choices=(("", "Choose a place"), *KINDS))
    needs = forms.MultipleChoiceField(label="Needs", choices=KINDS, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="They have been told what they agreed to")
    happened_on = DateField(label="Date it happened", latest=TODAY, help_text="For example, 27 3 2024.")
    document = forms.FileField(label="Document")
    password = forms.CharField(widget=forms.PasswordInput)
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        """Something wrong with the whole, to be seen in the summary."""
        raise ValidationError("The kind and the place do not go together")


class Filters(Form):
    """What the filter panel's example holds."""

    kind_shown = forms.MultipleChoiceField(
        label="Kind", choices=KINDS, widget=forms.CheckboxSelectMultiple, required=False
    )


class Search(Form):
    """Something to look for."""

    sought = forms.CharField(label="Referral number", required=False)


def _columns(by: str) -> list[Column]:
    query = {"sort": by, "status": "open"}
    return [
        sorted_column("Reference", "reference", query, by=by),
        sorted_column("Opened", "opened", query, by=by),
        sorted_column("Crimes", "crimes", query, by=by, numeric=True),
        Column("Status"),
    ]


def _rows() -> list[list[Cell]]:
    return [
        [
            Cell("Rowan Ash", href="#row-1", beneath="AB-2025-000123"),
            Cell("14 January 2025"),
            Cell("2"),
            Cell(tag=Tag("With authoriser", "purple")),
        ],
        [
            Cell("Hazel Elm", href="#row-2", beneath="AB-2025-000119"),
            Cell("12 January 2025"),
            Cell("1,204"),
            Cell(tag=Tag("Closed", "grey")),
        ],
    ]


def _facts() -> list[Fact]:
    return [
        Fact("Reference", "AB-2025-000123"),
        Fact("Address", ["1 Invented Street", "Leicester"], change="#change"),
        Fact("Victim’s view", change="#change-view"),
        Fact("Status", tag=Tag("Open", "green")),
    ]


def _happenings() -> list[Happening]:
    return [
        Happening(
            "Resolution issued",
            datetime(2025, 1, 14, 14, 5, tzinfo=UTC),
            "PC 1234 (invented)",
            "Two conditions were set.",
            links=[Link("Conditions of AB-2025-000123", "#conditions")],
        ),
        Happening("Case loaded", date(2025, 1, 12), "the police extract"),
    ]


def _tasks() -> list[Task]:
    return [
        Task("Record the facts", "Completed", href="#facts"),
        Task("Record the victim’s view", href="#view", tag=Tag("Needs information", "yellow")),
        Task("Propose a resolution", "Cannot start yet", hint="The victim’s view is not recorded."),
    ]


def _paper(large: bool = False) -> Paper:
    return Paper(
        title="Community resolution",
        marking="OFFICIAL",
        reference="AB-2025-000123",
        made_on=TODAY,
        large=large,
        blocks=(
            Block("text", "You have accepted that you did this, and agreed to put it right."),
            Block("facts", [("Case", "AB-2025-000123"), ("Officer", "PC 1234 (invented)")]),
            Block("heading", "What you have agreed to do"),
            Block("steps", ["Write a letter of apology.", "Pay £20 for the window."]),
            Block("points", ["Ask if anything is not clear.", "Keep this paper."]),
            Block("note", "Tell us if something stops you from doing this."),
            Block("signatures", ["You", "The officer"]),
        ),
    )


@dataclass(kw_only=True)
class GalleryPage(Page):
    """The samples that each component's `gallery.html` draws."""

    components: Sequence[str] = field(default_factory=component_names)
    form_new: Form = field(default_factory=EveryField)
    form_wrong: Form = field(
        default_factory=lambda: EveryField(
            {"happened_on_day": "31", "happened_on_month": "2", "happened_on_year": "2024"},
            auto_id="wrong_%s",
        )
    )
    filters: Form = field(default_factory=Filters)
    search: Form = field(default_factory=Search)
    today: date = TODAY
    dates: Sequence[date] = (date(2025, 1, 11), TODAY, date(2025, 1, 16), date(2025, 3, 1))
    links: Sequence[Link] = (
        Link("Overview", "#overview", current=True),
        Link("Conditions", "#conditions", count=3, hidden="conditions"),
        Link("Timeline", "#timeline"),
    )
    chosen: Sequence[ChosenFilters] = (
        ChosenFilters("Kind", (Link("Conditional caution", "#-a"), Link("Youth caution", "#-b"))),
        ChosenFilters("Opened", (Link("From 1 January 2025", "#-c"),)),
    )
    columns: Sequence[Column] = field(default_factory=lambda: _columns("-opened"))
    columns_upwards: Sequence[Column] = field(default_factory=lambda: _columns("crimes"))
    rows: Sequence[Sequence[Cell]] = field(default_factory=_rows)
    facts: Sequence[Fact] = field(default_factory=_facts)
    happenings: Sequence[Happening] = field(default_factory=_happenings)
    tasks: Sequence[Task] = field(default_factory=_tasks)
    tags: Sequence[Tag] = (Tag("Child"), Tag("Restricted", "red"), Tag("Interpreter needed", "yellow"))
    finished: Tag = Tag("Finished", "green")
    many_pages: Pagination = field(default_factory=lambda: Pagination({"status": "open"}, 5, 25, 1_234))
    one_page: Pagination = field(default_factory=lambda: Pagination({}, 1, 25, 1))
    paper: Paper = field(default_factory=_paper)
    paper_large: Paper = field(default_factory=lambda: _paper(large=True))
    session: SessionLimit = SessionLimit(900, "#extend", "#sign-out")


def gallery_page() -> GalleryPage:
    """The page that `/ui/gallery` shows."""
    return GalleryPage(title="Gallery", wide=True, breadcrumbs=[Link("Home", "/"), Link("Gallery", "")])
