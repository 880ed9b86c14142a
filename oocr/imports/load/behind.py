"""What the database does by itself, such as building an index, while the next file is made ready for it.

There is one connection, since there is one transaction. Whatever else is asked of it waits until it is free.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Behind:
    """A cursor that can be left to work. Everything asked of it is done in the order in which it was asked."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self._own = (
            cursor.connection.cursor()
        )  # one that is left to work must not lose what the other has found
        self._pool = ThreadPoolExecutor(1)
        self._left: list[Future[None]] = []

    def leave(self, work: Callable[..., None], *with_what: Any) -> None:
        """Have some work done with the cursor while the caller goes on."""
        self._left.append(self._pool.submit(work, self._own, *with_what))

    def wait(self) -> None:
        """Until what was left is done. What went wrong with it is told here."""
        left, self._left = self._left, []
        for work in left:
            work.result()

    def close(self) -> None:
        """Nothing is left to it any more."""
        self._pool.shutdown(cancel_futures=True)
        self._own.close()

    def __getattr__(self, name: str) -> Any:
        self.wait()
        return getattr(self._cursor, name)
