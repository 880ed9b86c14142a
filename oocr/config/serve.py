"""How gunicorn serves the service: `gunicorn --config python:oocr.config.serve`."""

import logging
from typing import Any

from gunicorn.glogging import Logger


class Quiet(Logger):
    """Gunicorn's own lines go where all others go, by the same rules: it would write addresses, queries included."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            logger.handlers.clear()
            logger.propagate = True
        self.access_log.setLevel(logging.CRITICAL)


wsgi_app = "oocr.config.wsgi"
preload_app = True  # a wrong environment stops the whole service at once, with sentences
logger_class = Quiet
threads = 8
timeout = 120
control_socket_disable = True
