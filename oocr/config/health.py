"""Two pages for machines: is the process alive, and can it do its work?"""

from django.core.cache import caches
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from django.http import HttpRequest, JsonResponse


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
