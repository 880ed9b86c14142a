"""A refused action becomes a page that says why, in the verdict's own sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from oocr.lifecycle.verdict import Refused
from oocr.ui.views import permission_denied


class Refusals:
    """Turns `Refused`, from a page's permission or from an action, into 403 with the sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return permission_denied(request, exception)
