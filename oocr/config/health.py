"""Two pages for machines: is the process alive, and can it do its work?"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponseBase, JsonResponse

PAGES = {"/health", "/ready"}


class AskedFromInside:
    """Lets a machine ask the two pages by whatever name or number it knows this one by: a container's address, say.

    Every other page is refused under a name that is not ours. These two put no name in what they answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path in PAGES:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0]
        return self.get_response(request)


def health(request: HttpRequest) -> JsonResponse:
    """The process answers. Restart it when it does not."""
    return JsonResponse({"status": "alive"})


def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has every migration. Send no one here while it says 503."""
    try:
        waiting = _migrations_waiting()
    except OperationalError:
        return JsonResponse({"status": "not ready", "because": "the database does not answer"}, status=503)
    if waiting:
        return JsonResponse(
            {"status": "not ready", "because": f"{waiting} migrations are waiting"}, status=503
        )
    return JsonResponse({"status": "ready"})


def _migrations_waiting() -> int:
    """How many migrations the database lacks. Asked of the database until there are none, then remembered."""
    if caches["default"].get("migrated"):
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return 0
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not waiting:
        caches["default"].set("migrated", True, timeout=None)
    return waiting
