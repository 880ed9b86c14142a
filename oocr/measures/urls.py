"""The addresses of this room, and who may open each."""

from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.measures import views

urlpatterns = [
    page("", views.figures, needs=Permission.SEE_FIGURES),
    page("take-extract", views.take_snapshot, needs=Permission.TAKE_SNAPSHOT),
    page("annual-summary", views.annual_summary_page, needs=Permission.SEE_FIGURES, name="annual_summary"),
    page("annual-summary/published", views.published, needs=Permission.SEE_FIGURES),
    page("annual-summary/file", views.annual_summary_file, needs=Permission.EXPORT_FIGURES),
    page("<str:measure>", views.definition, needs=Permission.SEE_FIGURES),
    page("<str:measure>/rows", views.rows, needs=Permission.SEE_FIGURE_ROWS),
]
