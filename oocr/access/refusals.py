"""A refused page or action becomes an answer that says why, in the verdict's own sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from oocr.access.pages import wanted
from oocr.lifecycle.verdict import Refused
from oocr.ui.views import permission_denied


class Refusals:
    """Turns `Refused`, from a page's permission or from an action, into 403 in the form that was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this when a view raises."""
        if not isinstance(exception, Refused):
            return None
        verdict = exception.verdict
        match wanted(request):
            case "json":
                return JsonResponse({"code": verdict.code, "because": verdict.because}, status=403)
            case "text":
                return HttpResponse(verdict.because, status=403, content_type="text/plain")
            case _:
                return permission_denied(request, exception)
