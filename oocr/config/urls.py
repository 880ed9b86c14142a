"""Every address of the service: each room's own list under the room's name, and the two pages for machines.

`/conditions/…` is `oocr/conditions/urls.py`; an underscore in a room's name is a hyphen in its address. Names are
`room:view`, such as `url("cases:case", …)`. The desk has the front page.
"""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLResolver, include, path

from oocr.access.pages import PUBLIC, page
from oocr.config import health
from oocr.ui import views

# What people see when something cannot be shown.
handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error


def _room(name: str) -> URLResolver:
    prefix = "" if name == "desk" else f"{name.replace('_', '-')}/"
    return path(prefix, include((import_module(f"oocr.{name}.urls").urlpatterns, name)))


urlpatterns = [
    page("health", health.health, needs=PUBLIC),
    page("ready", health.ready, needs=PUBLIC),
    # Every component in every state: for those who make pages, never in service.
    *([] if settings.LIVE else [page("ui/gallery", views.gallery, needs=PUBLIC)]),
    *(_room(name) for name in settings.ROOMS if name != "config" and find_spec(f"oocr.{name}.urls")),
]
