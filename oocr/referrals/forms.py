"""What people send to the referral list, as clean values."""

from django import forms

from oocr.ui.forms import Form


class FindReferral(Form):
    """A number to look for. What is not a number goes nowhere: it may be a name, and would stand in an address."""

    number = forms.RegexField(
        r"^\s*[\w./-]*\d[\w./-]*\s*$",
        label="Referral number",
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": "Enter a referral number",
            "invalid": "Enter a referral number, such as 1024. Names cannot be searched for here",
        },
    )
