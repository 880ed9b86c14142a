"""The addresses of this room, and who may open each."""

import oocr.cases.addresses  # noqa: F401  # makes <case:…> known
from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.decisions.views import papers

CASE = "<case:reference>"

urlpatterns = [
    page(f"{CASE}/papers/", papers.papers, needs=Permission.SEE_IDENTITY),
    page(f"{CASE}/papers/<int:number>", papers.paper, needs=Permission.SEE_IDENTITY),
    page(f"{CASE}/papers/<int:number>/file", papers.paper_file, needs=Permission.SEE_IDENTITY),
]
