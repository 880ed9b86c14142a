"""How a case's reference stands in an address."""

from django.urls import register_converter


class CaseReference:
    """A reference has a digit, and no other word in these addresses has. `/` stands as `~`, which no reference holds."""

    regex = r"(?=[^/]*\d)[\w.:~-]+"

    def to_python(self, text: str) -> str:
        """The reference that an address names."""
        return text.replace("~", "/")

    def to_url(self, reference: str) -> str:
        """How an address names it."""
        return reference.replace("/", "~")


register_converter(CaseReference, "case")
