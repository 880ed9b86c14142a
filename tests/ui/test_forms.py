"""The bridge draws every kind of field, with and without something wrong; dates say which part is wrong."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from oocr.ui.forms import DateField, Form, error_links
from oocr.ui.gallery import EveryField
from tests.ui.reading import Reading, draw

FIELD = (
    "{% from 'ui/forms.html' import field %}{{ field(form[name], hints={'b': 'Only with an admission.'}) }}"
)
VISIBLE = [bound.name for bound in EveryField().visible_fields()]


def drawn(form: forms.BaseForm, name: str) -> str:
    return draw(FIELD, form=form, name=name)


def ticked(form: forms.BaseForm, name: str) -> list[str | None]:
    return [box["value"] for box in Reading(drawn(form, name)).all("input") if "checked" in box]


@pytest.mark.parametrize("name", VISIBLE)
def test_field_says_its_question_and_leads_to_it(name: str) -> None:
    html = drawn(EveryField(), name)
    page = Reading(html)
    assert str(EveryField()[name].label) in html
    assert page.faults() == []
    assert "govuk-form-group--error" not in html


@pytest.mark.parametrize("name", [name for name in VISIBLE if EveryField().fields[name].required])
def test_field_says_what_is_wrong_and_the_summary_leads_there(name: str) -> None:
    form = EveryField({})
    page = Reading(drawn(form, name))
    assert str(form[name].errors[0]) in drawn(form, name)
    assert page.faults() == []
    links = [link for link in error_links(form) if link.text == form[name].errors[0]]
    assert links
    assert links[0].href.removeprefix("#") in page.ids()


def test_field_keeps_what_was_sent() -> None:
    sent = {
        "reference": "<AB>",
        "account": "It happened",
        "kind": "b",
        "place": "c",
        "needs": ["a", "c"],
        "agreed": "on",
        "happened_on_day": "3",
        "happened_on_month": "march",
        "happened_on_year": "20",
        "password": "secret",
    }
    form = EveryField(sent)
    assert 'value="&lt;AB&gt;"' in drawn(form, "reference")
    assert ">It happened</textarea>" in drawn(form, "account")
    assert ticked(form, "kind") == ["b"]
    assert ticked(form, "needs") == ["a", "c"]
    assert ticked(form, "agreed") == ["on"]
    assert [o["value"] for o in Reading(drawn(form, "place")).all("option") if "selected" in o] == ["c"]
    boxes = Reading(drawn(form, "happened_on")).all("input")
    assert [box["value"] for box in boxes] == ["3", "march", "20"]
    assert ["error" in str(box["class"]) for box in boxes] == [False, False, True]
    assert "secret" not in drawn(form, "password")


def test_field_shows_what_it_starts_from() -> None:
    form = EveryField(initial={"happened_on": date(2024, 3, 27), "reference": "AB-1"})
    assert [box["value"] for box in Reading(drawn(form, "happened_on")).all("input")] == ["27", "3", "2024"]
    assert 'value="AB-1"' in drawn(form, "reference")


def test_field_knows_what_may_be_left_and_what_the_browser_may_fill() -> None:
    html = drawn(EveryField(), "email")
    assert "Email (optional)" in html
    assert 'autocomplete="email"' in html
    assert "autocomplete" not in drawn(EveryField(), "reference")
    assert 'inputmode="numeric"' in drawn(EveryField(), "people")


def test_choice_hints_stand_under_their_choice() -> None:
    assert "Only with an admission." in drawn(EveryField(), "kind")


def test_a_birthday_may_be_filled_in_by_the_browser() -> None:
    class Person(Form):
        born_on = DateField(label="Date of birth")

    Person.base_fields["born_on"].widget.attrs["autocomplete"] = "bday"
    boxes = Reading(drawn(Person(), "born_on")).all("input")
    assert [box["autocomplete"] for box in boxes] == ["bday-day", "bday-month", "bday-year"]


def test_hidden_fields_are_drawn_unseen() -> None:
    html = draw(
        "{% from 'ui/forms.html' import hidden %}{{ hidden(form) }}", form=EveryField(initial={"token": "t"})
    )
    assert [box["type"] for box in Reading(html).all("input")] == ["hidden"]
    assert 'type="hidden"' in drawn(EveryField(), "token")


def test_a_widget_without_a_macro_is_refused() -> None:
    class Odd(Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="No macro draws SplitDateTimeWidget"):
        drawn(Odd(), "when")


def test_an_unanswered_question_says_what_to_do() -> None:
    errors = EveryField({}).errors
    assert errors["reference"] == ["Enter reference"]
    assert errors["kind"] == ["Select kind of resolution"]
    assert errors["agreed"] == ["Tick the box: they have been told what they agreed to"]
    assert errors["happened_on"] == ["Enter date it happened"]


def test_a_form_may_say_it_better() -> None:
    class Sharper(Form):
        name = forms.CharField(error_messages={"required": "Enter the name on the notice"})
        born_on = DateField(label="Date of birth", error_messages={"required": "Enter when they were born"})

    assert [link.text for link in error_links(Sharper({}))] == [
        "Enter the name on the notice",
        "Enter when they were born",
    ]


def test_error_links_of_the_whole_lead_to_the_first_field() -> None:
    assert error_links(EveryField({}))[0].href == "#id_reference"
    assert error_links(EveryField()) == []
    assert error_links(None) == []


def test_error_links_of_what_nobody_sees_lead_nowhere() -> None:
    class Unseen(Form):
        token = forms.CharField(widget=forms.HiddenInput)

        def clean(self) -> None:
            self.add_error(None, "Start again")

    assert [(link.text, link.href) for link in error_links(Unseen({}))] == [
        ("Start again", ""),
        ("Enter token", ""),
    ]


BORN = DateField(label="Date of birth", earliest=date(1900, 1, 1), latest=date(2025, 1, 14))


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (["", "3", "2008"], "must include a day", ["day"]),
        (["4", "", ""], "must include a month and year", ["month", "year"]),
        (["4", "3", "08"], "must have a year of 4 numbers", ["year"]),
        (["4", "13", "2008"], "must have a real month", ["month"]),
        (["4", "ma", "2008"], "must have a real month", ["month"]),
        (["4", "ides", "2008"], "must have a real month", ["month"]),
        (["31", "2", "2008"], "must be a real date", ["day", "month", "year"]),
        (["4th", "3", "2008"], "must be a real date", ["day"]),
        (["15", "1", "2025"], "must be on or before 14 January 2025", ["day", "month", "year"]),
        (["1", "1", "1899"], "must be on or after 1 January 1900", ["day", "month", "year"]),
    ],
)
def test_date_says_what_is_wrong_with_it(typed: list[str], message: str, parts: list[str]) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        BORN.clean(typed)
    assert refused.value.message == f"Date of birth {message}"
    assert list((refused.value.params or {})["parts"]) == parts


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2025, 1, 14)),
    st.sampled_from(["%m", "%B", "%b", "%B "]),
)
def test_date_takes_every_way_of_typing_a_real_one(on: date, month: str) -> None:
    assert BORN.clean([f" {on.day}", on.strftime(month), str(on.year)]) == on


def outcome(typed: list[str]) -> date | str:
    try:
        return BORN.clean(typed)
    except forms.ValidationError as refused:
        return refused.messages[0]


@given(st.lists(st.text(max_size=5), min_size=3, max_size=3))
def test_date_gives_a_date_or_a_sentence(typed: list[str]) -> None:
    found = outcome(typed)
    assert isinstance(found, date) or found.startswith(("Date of birth must", "Enter date of birth"))


def test_date_may_be_left_when_it_is_optional() -> None:
    assert DateField(label="Ended on", required=False).clean(["", " ", ""]) is None


def test_date_knows_whether_it_changed() -> None:
    initial = date(2008, 3, 4)
    assert not BORN.has_changed(initial, ["04", "mar", "2008"])
    assert BORN.has_changed(initial, ["5", "3", "2008"])
    assert BORN.has_changed(initial, ["x", "3", "2008"])
