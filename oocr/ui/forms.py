"""What a Django form needs to be shown by the design system: the three-part date, and the answers that
`ui/forms.html` asks of a bound field. Each name in `FILTERS` is a filter in templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.widgets import Input

from oocr.ui.formats import day, listed

FILTERS = (
    "field_kind",
    "field_label",
    "field_text",
    "field_attributes",
    "field_autocomplete",
    "field_error",
    "field_items",
    "date_items",
    "error_links",
)

PARTS = ("day", "month", "year")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary: what is wrong, and the field where it can be put right."""

    text: str
    href: str = ""


class Form(forms.Form):
    """A form whose unanswered questions say what to do, rather than "This field is required"."""

    use_required_attribute = False  # the page says what is missing, in its own words, without JavaScript

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _ask_again(self[name])


class DatePartsInput(forms.MultiWidget):
    """Day, month and year, each typed: nobody should have to find their birthday in a calendar."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value: date | None) -> list[str]:
        """The three texts a date is typed as."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DateField(forms.Field):
    """A date in three parts. Says which part is missing or wrong; takes "3" or "March".

    `earliest` and `latest` are given by whoever knows today's date: a form does not read the clock.
    """

    widget = DatePartsInput

    def __init__(
        self, *, label: str, earliest: date | None = None, latest: date | None = None, **kwargs: Any
    ) -> None:
        messages = {"required": f"Enter {_lower_first(label)}", **(kwargs.pop("error_messages", None) or {})}
        super().__init__(label=label, error_messages=messages, **kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        """The date that was typed, nothing if nothing was, or what is wrong with it."""
        if value is None or isinstance(value, date):
            return value
        typed = [(text or "").strip() for text in value]
        if not any(typed):
            return None
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise self._wrong(f"must include a {listed(missing)}", missing)
        return self._real_date(*typed)

    def validate(self, value: date | None) -> None:
        """Whether it is there when it must be, and within what the form allows."""
        super().validate(value)
        if value and self.latest and value > self.latest:
            raise self._wrong(f"must be on or before {day(self.latest)}", PARTS)
        if value and self.earliest and value < self.earliest:
            raise self._wrong(f"must be on or after {day(self.earliest)}", PARTS)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares dates, not what was typed: "03" is "3"."""
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def _real_date(self, day_text: str, month_text: str, year_text: str) -> date:
        if not (len(year_text) == 4 and _is_whole(year_text)):
            raise self._wrong("must have a year of 4 numbers", ["year"])
        month_number = _month(month_text)
        if month_number is None:
            raise self._wrong("must have a real month", ["month"])
        try:
            return date(int(year_text), month_number, int(day_text) if _is_whole(day_text) else 0)
        except ValueError:
            raise self._wrong("must be a real date", PARTS if _is_whole(day_text) else ["day"]) from None

    def _wrong(self, what: str, parts: Sequence[str]) -> ValidationError:
        return ValidationError(f"{self.label} {what}", code="invalid", params={"parts": tuple(parts)})


# The first row that fits wins, so a widget stands before the one it inherits from.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.MultipleHiddenInput, "hidden"),
    (forms.HiddenInput, "hidden"),
    (DatePartsInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "tick"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (Input, "text"),
)


def field_kind(bound: BoundField) -> str:
    """Which macro draws this field."""
    for widget, kind in _KINDS:
        if isinstance(bound.field.widget, widget):
            return kind
    raise TypeError(f"No macro draws {type(bound.field.widget).__name__}, the widget of {bound.name!r}")


def field_label(bound: BoundField, mark_optional: bool) -> str:
    """The question, marked when it may be left: most are required, so the others say so."""
    return f"{bound.label} (optional)" if mark_optional and not bound.field.required else str(bound.label)


def field_text(bound: BoundField) -> str:
    """What a text box holds."""
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def field_attributes(bound: BoundField) -> dict[str, Any]:
    """The widget's own attributes, but those the macro sets and `maxlength`, which cuts pasted text without a word."""
    taken = {"class", "maxlength", "minlength", "autocomplete", "rows", "cols"}
    attributes = {name: value for name, value in bound.field.widget.attrs.items() if name not in taken}
    if isinstance(bound.field.widget, forms.NumberInput):
        attributes = {"inputmode": "numeric"}
    return attributes


def field_autocomplete(bound: BoundField) -> str | None:
    """What the browser may fill in for the person; none, and it decides."""
    return bound.field.widget.attrs.get("autocomplete")


def field_error(bound: BoundField) -> str:
    """The first thing wrong: one message at a time is enough to act on."""
    return str(bound.errors[0]) if bound.errors else ""


def field_items(
    bound: BoundField, hints: Mapping[str, str], reveals: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The choices, as radios, checkboxes and select boxes take them; some uncover what follows them."""
    items = []
    for choice in bound.subwidgets:
        value = str(choice.data["value"])
        item = {"value": value, "text": choice.data["label"]}
        item["checked"] = item["selected"] = bool(choice.data["selected"])
        if value in hints:
            item["hint"] = {"text": hints[value]}
        if value in reveals:
            item["attributes"] = {"data-reveals": "true"}
        items.append(item)
    return items


def date_items(bound: BoundField) -> list[dict[str, str | None]]:
    """The three boxes of a date, with what was typed and which of them are wrong."""
    value = bound.value()
    texts = bound.field.widget.decompress(value) if value is None or isinstance(value, date) else value
    autocomplete = field_autocomplete(bound)
    return [
        {
            "name": f"{bound.html_name}_{part}",
            "id": f"{bound.auto_id}-{part}",
            "label": part.capitalize(),
            "value": text or "",
            "autocomplete": f"{autocomplete}-{part}" if autocomplete else None,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in _wrong_parts(bound) else ""),
        }
        for part, text in zip(PARTS, texts, strict=True)
    ]


def error_links(form: Any) -> list[ErrorLink]:
    """Everything wrong with a form, each line leading to its field; what concerns no one field leads to the first."""
    if form is None or not form.is_bound:
        return []
    visible = form.visible_fields()
    first = _anchor(visible[0]) if visible else ""
    links = [ErrorLink(str(error), first) for error in form.non_field_errors()]
    for bound in form:
        anchor = "" if bound.is_hidden else _anchor(bound)
        links += [ErrorLink(str(error), anchor) for error in bound.errors]
    return links


def _ask_again(bound: BoundField) -> str:
    what = _lower_first(str(bound.label))
    match field_kind(bound):
        case "radios" | "checkboxes" | "select" | "file":
            return f"Select {what}"
        case "tick":
            return f"Tick the box: {what}"
        case _:
            return f"Enter {what}"


def _anchor(bound: BoundField) -> str:
    if field_kind(bound) == "date":
        wrong = _wrong_parts(bound)
        return f"#{bound.auto_id}-{wrong[0] if wrong else PARTS[0]}"
    return f"#{bound.auto_id}"


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """The parts of a date that the first error points at; all of them if it does not say."""
    errors = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    return (errors[0].params or {}).get("parts", PARTS) if errors else ()


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _month(text: str) -> int | None:
    if _is_whole(text):
        return int(text) if 1 <= int(text) <= 12 else None
    matches = [
        place for place, name in enumerate(MONTHS, start=1) if len(text) > 2 and name.startswith(text.lower())
    ]
    return matches[0] if matches else None


def _lower_first(label: str) -> str:
    return label[:1].lower() + label[1:]
