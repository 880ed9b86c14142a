"""What stands around every page, made from the request: who is signed in, and that this is a demonstration."""

from django.conf import settings
from django.http import HttpRequest

from oocr.ui.page import Furniture


def furniture(request: HttpRequest) -> Furniture:
    """The header, the navigation and the footer for the person who asks."""
    return Furniture(demonstration=settings.DEMONSTRATION)
