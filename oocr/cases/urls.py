"""The addresses of this room, and who may open each. The pages that show one case stand at the desk."""

import oocr.cases.addresses  # noqa: F401  # makes <case:…> known
from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.cases.victim_urls import victim_pages
from oocr.cases.views import answers, case, listing, opening

CASE = "<case:reference>"

urlpatterns = [
    page("", listing.cases, needs=Permission.SEE_CASES),
    page("find", listing.find, needs=Permission.SEE_CASES),
    page("open", opening.open_case, needs=Permission.OPEN_CASE),
    page("export", listing.export, needs=Permission.EXPORT_CASES),
    page("views", listing.save_view, needs=Permission.SEE_CASES),
    page("views/<int:number>/remove", listing.remove_view, needs=Permission.SEE_CASES),
    page(
        f"{CASE}/correct/<slug:subject>/<int:number>/<slug:field>",
        case.correct_fact,
        needs=Permission.CORRECT_FACTS,
    ),
    page(
        f"{CASE}/facts/people/<int:number>",
        answers.compare_people,
        needs=Permission.RECORD_FACTS,
    ),
    page(f"{CASE}/facts/<slug:section>", answers.facts_section, needs=Permission.SEE_IDENTITY),
    page(f"{CASE}/documents/add", case.add_document, needs=Permission.ADD_DOCUMENT),
    page(f"{CASE}/documents/<int:number>", case.document, needs=Permission.SEE_IDENTITY),
    page(f"{CASE}/move/<slug:move>", case.move_case, needs=Permission.CLOSE_CASE),
    *victim_pages,
]
