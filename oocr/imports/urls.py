"""The addresses of this room, and who may open each."""

from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.imports import views

IMPORT = Permission.IMPORT_EXTRACT

urlpatterns = [
    page("", views.batches, needs=IMPORT),
    page("add", views.upload, needs=IMPORT),
    page("columns", views.columns, needs=IMPORT),
    page("columns/<slug:file>/<slug:kind>.<slug:ending>", views.template, needs=IMPORT),
    page("<int:number>", views.batch, needs=IMPORT),
    page("<int:number>/quarantine.xlsx", views.quarantine, needs=IMPORT),
    page("<int:number>/correct", views.correct, needs=IMPORT),
    page("<int:number>/withdraw", views.withdraw, needs=Permission.WITHDRAW_BATCH),
]
