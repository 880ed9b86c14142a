"""The addresses of this room, and who may open each."""

import oocr.cases.addresses  # noqa: F401  # makes <case:…> known
from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.decisions.proposal_urls import proposal_pages
from oocr.decisions.views import papers, reviewing

CASE = "<case:reference>"

urlpatterns = [
    page("reviews/", reviewing.reviews, needs=Permission.REVIEW_POLICY),
    page("reviews/what-if", reviewing.ask_what_if, needs=Permission.REVIEW_POLICY),
    page("reviews/missed", reviewing.ask_missed, needs=Permission.REVIEW_POLICY),
    page("reviews/<int:number>", reviewing.review, needs=Permission.REVIEW_POLICY),
    page(f"{CASE}/papers/", papers.papers, needs=Permission.SEE_IDENTITY),
    page(f"{CASE}/papers/<int:number>", papers.paper, needs=Permission.SEE_IDENTITY),
    page(f"{CASE}/papers/<int:number>/file", papers.paper_file, needs=Permission.SEE_IDENTITY),
    page(f"{CASE}/messages/<int:number>/again", papers.send_message_again, needs=Permission.SEND_MESSAGE),
    *proposal_pages,
]
