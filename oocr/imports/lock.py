"""One load at a time, and a way to say how far it is while its transaction is still open."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections

# Any number will do, so long as nothing else in the database uses it.
LOADING = 0x00C5_10AD


@contextmanager
def only_one(wait_seconds: float = 0) -> Iterator[bool]:
    """Hold the lock of loading, which the database lets go if the process dies. Gives whether it was free.

    A process that was just killed holds it until PostgreSQL notices, so a caller may wait a little.
    """
    until = time.monotonic() + wait_seconds
    with connection.cursor() as cursor:
        # A killed loader must not keep the database busy with a statement nobody waits for.
        cursor.execute("SET client_connection_check_interval = '1s'")
        while not (held := _try(cursor)) and time.monotonic() < until:
            time.sleep(0.2)
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOADING])


def _try(cursor) -> bool:  # type: ignore[no-untyped-def]  # Django's cursor
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOADING])
    return bool(cursor.fetchone()[0])


class Progress:
    """How far a load is, written by a connection of its own so that others can read it before the load commits."""

    def __init__(self, batch_id: int) -> None:
        self.batch_id = batch_id
        self.connection = connections.create_connection("default")
        self.told_at = 0.0

    def tell(self, file: str, doing: str, done: int, of: int) -> None:
        """Write down which file is in hand, a few times a second at the most."""
        if time.monotonic() - self.told_at < 0.3:
            return
        self.told_at = time.monotonic()
        progress = json.dumps({"file": file, "doing": doing, "done": done, "of": of})
        with self.connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
            cursor.execute("UPDATE imports_batch SET progress = %s WHERE id = %s", [progress, self.batch_id])

    def close(self) -> None:
        self.connection.close()
