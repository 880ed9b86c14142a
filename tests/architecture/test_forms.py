"""Every form says what to do in words that read as a sentence."""

import pytest
from django.forms import BaseForm, Field

from tests.architecture.everything import forms

EVERY = forms()


def test_there_are_forms_to_look_at() -> None:
    assert {"access.WhyNot", "cases.AddDocument", "imports.Upload"} <= set(EVERY)


@pytest.mark.parametrize("form", EVERY.values(), ids=list(EVERY))
def test_a_question_left_open_is_not_answered_with_itself(form: type[BaseForm]) -> None:
    """ "Select" and a label make a sentence, unless the label is a question: such a field brings its own."""
    usual = Field.default_error_messages["required"]
    silent = [
        name
        for name, field in form.base_fields.items()
        if field.required and str(field.label).endswith("?") and field.error_messages["required"] == usual
    ]
    assert not silent
