"""Django's PostgreSQL backend, which starts the embedded server the first time something connects.

Lazily, so that commands that need no data (checks, migrations to write, documentation) start nothing.
"""

from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Only the way to find the server differs."""

    def get_connection_params(self) -> dict[str, Any]:
        # Here and not at the top: the server's package is loaded when a server is needed.
        from oocr.config.embedded import socket_directory  # noqa: PLC0415

        where = self.settings_dict["EMBEDDED"]
        return super().get_connection_params() | {"host": socket_directory(where["data"], where["tuning"])}
