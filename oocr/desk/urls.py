"""The addresses of the desk, and who may open each."""

from oocr.access.pages import SIGNED_IN, page
from oocr.desk import help_views, views
from oocr.desk.case_urls import case_pages
from oocr.desk.waiting import LISTED_HERE

urlpatterns = [
    page("", views.home, needs=SIGNED_IN),
    *(
        page(
            f"waiting/{kind.key}",
            views.list_of(kind),
            needs=kind.needs,
            name=f"waiting_{kind.key.replace('-', '_')}",
        )
        for kind in LISTED_HERE
    ),
    *case_pages,
    page("help/", help_views.help, needs=SIGNED_IN),
    page("help/pictures/<str:name>", help_views.help_picture, needs=SIGNED_IN),
    page("help/<path:key>", help_views.help_page, needs=SIGNED_IN),
]
