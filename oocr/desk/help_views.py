"""The help pages: the list, one page, and the pictures in them."""

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from oocr.access.pages import Request
from oocr.desk import help as documentation
from oocr.desk.help_presenters import contents_page, guide_page
from oocr.ui.render import render


@require_safe
def help(request: Request) -> HttpResponse:
    """Every page of the documentation."""
    return render(request, "desk/help.html", contents_page())


@require_safe
def help_page(request: Request, key: str) -> HttpResponse:
    """One page of it."""
    if guide := documentation.guide(key):
        return render(request, "desk/help_page.html", guide_page(guide))
    raise Http404


@require_safe
def help_picture(request: Request, name: str) -> FileResponse:
    """A picture in one of its pages."""
    if file := documentation.picture(name):
        return FileResponse(file.open("rb"), content_type="image/png")
    raise Http404
