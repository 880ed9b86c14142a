"""What may be sent to the pages of papers."""

from django import forms

from oocr.ui.forms import Form


class SendPaper(Form):
    """Send a paper by e-mail."""

    safe = forms.BooleanField(
        label="It is safe to write to this address",
        help_text="Nobody whom they do not want to know of it reads what comes there.",
        error_messages={
            "required": "Say that it is safe to write to this address, or give the paper another way"
        },
    )
